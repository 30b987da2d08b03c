//! Where a page is seen from: the site as readers may see it, the language, and the page's own place.
//!
//! Everything that turns a record into words or an address on a page is here, once.

use super::values::{Day, Days, Label, Link, Listed, More, Pager, PagerPage, Phrase, Receipt, Status, StatusStep};
use crate::attachment::Attachments;
use crate::catalog::{Catalog, Catalogs};
use crate::model::Record;
use crate::model::date::{Date, PartialDate, Period};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::source::{Citation, Cited};
use crate::model::status::{Step, state_on};
use crate::model::tells::{Called, List};
use crate::model::terms::{Assurance, State, Visibility};
use crate::model::text::Text;
use crate::page::{Page, PageKind, out_path_of};
use crate::parse::html::address_of_file;
use crate::path::{Id, Locale, OutPath, SourcePath};
use crate::published::Published;

/// How many pages a pager names on either side of the present one.
const PAGER_REACH: usize = 3;

/// What a view is made from.
#[derive(Clone)]
pub(crate) struct PageContext<'a> {
    pub(crate) site: Published<'a>,
    /// The strings in each language of the site.
    pub(crate) catalogs: &'a Catalogs,
    /// The strings in `language`, in the voice of whoever is spoken of.
    pub(crate) catalog: &'a Catalog,
    /// The language whose pages links lead to.
    pub(crate) locale: &'a Locale,
    /// The language that is spoken: the page's, or within an untranslated body that of the body.
    pub(crate) language: &'a Locale,
    /// The way from the page to the root of the site: `../../`, or `/` where the page may stand anywhere.
    pub(crate) root: String,
    pub(crate) attachments: &'a Attachments,
    pub(crate) index: &'a super::Index,
    /// Whether the site shows what nobody has confirmed.
    pub(crate) is_unconfirmed: bool,
}

impl<'a> PageContext<'a> {
    /// The root as seen from a page: relative, so that the site works below any path and from a folder.
    pub(crate) fn root_from(page: &Page, path: &OutPath, site: &Published<'_>) -> String {
        // The server shows this page for any address, from which a relative way would lead anywhere.
        if page.kind == PageKind::NotFound { site.config.base_path().to_owned() } else { path.to_root() }
    }

    /// The way to an address of the site in the page's language.
    pub(super) fn href(&self, address: &str) -> String {
        self.href_in(self.locale, address)
    }

    /// The way to an address of the site in a language.
    pub(super) fn href_in(&self, locale: &Locale, address: &str) -> String {
        let mut path = String::with_capacity(self.root.len() + 16 + address.len());
        path.push_str(&self.root);
        if locale != self.site.config.default_locale() {
            path.push_str(locale.as_str());
            path.push('/');
        }
        path.push_str(address);
        if path.is_empty() { "./".to_owned() } else { path }
    }

    /// The way to an address outside the languages, such as a file.
    pub(super) fn href_of_file(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// Text in the page's language, else in the site's first, marked when it is another.
    pub(super) fn phrase(&self, text: &'a Text) -> Phrase {
        let (text, language) = text.in_locale(self.language, self.site.config.default_locale());
        let lang = language.filter(|language| *language != self.language).map(ToString::to_string);
        Phrase { text: text.to_owned(), lang }
    }

    /// Words that are in the page's language.
    pub(super) fn words(text: impl Into<String>) -> Phrase {
        Phrase { text: text.into(), lang: None }
    }

    /// Words in a known language, marked when it is another than the one spoken.
    pub(super) fn words_in(&self, text: impl Into<String>, language: &Locale) -> Phrase {
        Phrase { text: text.into(), lang: (language != self.language).then(|| language.to_string()) }
    }

    /// What a record is called on this page.
    pub(crate) fn title(&self, record: &'a Record) -> Phrase {
        // Prose is called by the words of its translation when there is one.
        let is_prose = record.key.kind.is_prose();
        let (words, language) = if is_prose { self.site.words(record, self.language) } else { (record, self.language) };
        match words.tells().called {
            Called::Text(text) if is_prose && text.plain.is_some() => self.words_in(self.phrase(text).text, language),
            Called::Text(text) => self.phrase(text),
            Called::Shortened(text, short) => {
                let name = self.phrase(text);
                match short {
                    Some(short) => Phrase { text: name.text + &self.in_brackets(short), lang: name.lang },
                    None => name,
                }
            }
            Called::Words(words) => self.words_in(words, language),
            Called::LikeItsFramework => {
                record.as_report().map_or_else(|| Self::words(record.key.id.name()), |r| self.report_title(record, r))
            }
            Called::LikeTheSite => self.phrase(&self.site.config.title),
            Called::OfItsOwner(key) => self.title_of_owner(record, key),
        }
    }

    /// A string of the catalog, with the name of whoever the record belongs to unless that is the site's own company.
    fn title_of_owner(&self, record: &'a Record, key: &str) -> Phrase {
        let owner = record.key.owner().filter(|_| !record.key.id.is_own()).and_then(|owner| self.site.record(&owner));
        let Some(owner) = owner else { return Self::words(self.catalog.text(key)) };
        let subject = self.title(owner);
        let text = self.catalog.fill("title_of", &[("page", self.catalog.text(key)), ("subject", &subject.text)]);
        Phrase { text, lang: subject.lang }
    }

    /// `SOC 2 Type II`: the name of the report's framework, with its type.
    fn report_title(&self, record: &Record, report: &'a Report) -> Phrase {
        let framework = report.framework.as_ref().and_then(|id| self.site.framework(id));
        let Some((_, framework)) = framework else { return Self::words(record.key.id.name()) };
        let mut title = self.phrase(&framework.name);
        if let Some(report_type) = &report.report_type {
            let known = framework.types.iter().find(|known| known.id == report_type.value);
            let name = known.and_then(|known| known.name.as_ref()).map(|name| self.phrase(name).text);
            title.text = format!(
                "{} {}",
                title.text,
                name.unwrap_or_else(|| self
                    .catalog
                    .text(&format!("{}_short", report_type.word().replace('-', "_")))
                    .to_owned())
            );
        }
        if self.site.assurance(report) == Assurance::SelfAssessment && framework.assurance != Assurance::SelfAssessment
        {
            title.text = self.catalog.fill("title_self_assessment", &[("title", &title.text)]);
        }
        // A report and the one before it would otherwise have the same name.
        let expected = report.expected.as_ref().map(|expected| expected.days().start);
        if let Some(day) = report.examined_until().or(expected).filter(|_| self.has_namesake(record, report)) {
            title.text.push_str(&self.in_brackets(&day.year().to_string()));
        }
        title
    }

    fn in_brackets(&self, text: &str) -> String {
        self.catalog.fill("in_brackets", &[("text", text)])
    }

    /// Whether the provider has another report under the framework, of the same type and without a name.
    fn has_namesake(&self, record: &Record, report: &Report) -> bool {
        let kind_of = |report: &Report| {
            let framework = report.framework.as_ref().map(|id| id.value.clone());
            (framework, report.report_type.as_ref().map(|t| t.value), self.site.assurance(report))
        };
        let mut others = self.site.reports(&List::Of(Kind::Report, record.key.id.owner_id()));
        others.any(|(other, o)| other.key != record.key && o.name.is_none() && kind_of(o) == kind_of(report))
    }

    /// What a record is called where its provider is not otherwise named: `Huawei Cloud SOC 2 Type II`. What is the
    /// site's own needs no name before it.
    pub(super) fn full_title(&self, record: &'a Record) -> Phrase {
        let title = self.title(record);
        if record.key.kind != Kind::Report || record.key.id.is_own() {
            return title;
        }
        match self.site.provider(&record.key.id.owner_id()) {
            Some((provider, _)) => {
                let name = self.title(provider);
                Phrase { text: format!("{} {}", name.text, title.text), lang: title.lang.or(name.lang) }
            }
            None => title,
        }
    }

    /// The way to a record.
    pub(crate) fn href_of(&self, key: &Key) -> String {
        self.href(&key.address())
    }

    /// A link to a record by its title.
    pub(super) fn link(&self, record: &'a Record) -> Link {
        Link { text: self.title(record), href: Some(self.href_of(&record.key)) }
    }

    /// A link to a record by the title that names its provider too.
    pub(super) fn full_link(&self, record: &'a Record) -> Link {
        Link { text: self.full_title(record), href: Some(self.href_of(&record.key)) }
    }

    /// A link to the record of a key, when readers may see it.
    pub(super) fn link_to(&self, kind: Kind, id: &Id) -> Option<Link> {
        self.site.record(&Key::new(kind, id.clone())).map(|record| self.link(record))
    }

    /// The provider that a record belongs to; its id alone where readers may not see more.
    pub(super) fn whose(&self, record: &Record) -> Link {
        let id = record.key.id.owner_id();
        let unseen = || Link { text: Self::words(id.as_str()), href: None };
        self.link_to(Kind::Provider, &id).unwrap_or_else(unseen)
    }

    pub(super) fn status(&self, record: &Record, report: &Report) -> Status {
        let steps = self.site.steps(record, report);
        let state = state_on(&steps, self.site.as_of.date()).state.word();
        let step = |step: &Step| StatusStep { from: step.from.map(|from| from.to_string()), state: step.state.word() };
        Status { state, label: self.catalog.word("status", state), steps: steps.iter().map(step).collect() }
    }

    /// Where a report stands on the page's date.
    pub(super) fn state(&self, record: &Record, report: &Report) -> State {
        state_on(&self.site.steps(record, report), self.site.as_of.date()).state
    }

    /// Whether the provider has the report on the page's date; one that readers cannot see yet is not counted.
    pub(super) fn is_held(&self, record: &Record, report: &Report) -> bool {
        self.mark(record).is_none() && self.state(record, report).is_held()
    }

    /// The provider's mark: its initials as given, else the first letters of its name.
    pub(super) fn initials(&self, record: &'a Record) -> String {
        let given = record.as_provider().and_then(|provider| provider.initials.clone());
        let name = self.title(record).text;
        given.unwrap_or_else(|| name.split(' ').filter_map(|word| word.chars().next()).take(2).collect())
    }

    /// The way to a file of the content, which keeps its place in the output.
    pub(super) fn href_of_attachment(&self, path: &SourcePath) -> String {
        let place = out_path_of(path).map(|place| address_of_file(place.as_str())).unwrap_or_default();
        self.href_of_file(&place)
    }

    /// A receipt as readers see it.
    pub(super) fn receipt(&self, citation: &'a Citation) -> Receipt {
        let quote = citation.quote.as_ref().map(|quote| quote.value.clone());
        let unknown = |name: &str| (Self::words(name), None, None, None);
        let (title, url, retrieved, language) = match &citation.cited {
            Cited::Inline { title, url, retrieved } => (self.phrase(title), url.as_ref(), retrieved.as_ref(), None),
            Cited::Declared { provider, name } => {
                let declared = self
                    .site
                    .provider(provider)
                    .and_then(|(_, provider)| provider.sources.iter().find(|source| source.id.value == name.value));
                declared.map_or_else(
                    || unknown(name),
                    |source| {
                        (
                            self.phrase(&source.title),
                            source.url.as_ref(),
                            source.retrieved.as_ref(),
                            source.language.as_ref(),
                        )
                    },
                )
            }
        };
        let language = language.unwrap_or(self.site.config.default_locale());
        Receipt {
            number: None,
            title,
            href: url.map(|url| url.value.clone()),
            retrieved: retrieved.and_then(|date| self.day_gone_by(date.value)),
            quote: quote.map(|quote| self.words_in(quote, language)),
        }
    }

    pub(super) fn receipts(&self, citations: impl IntoIterator<Item = &'a Citation>) -> Vec<Receipt> {
        let mut receipts = Vec::new();
        for receipt in citations.into_iter().map(|citation| self.receipt(citation)) {
            if !receipts.contains(&receipt) {
                receipts.push(receipt);
            }
        }
        receipts
    }

    pub(super) fn date_text(&self, date: Date) -> String {
        self.catalog.date(date)
    }

    pub(super) fn day(&self, date: Date) -> Day {
        Day { date: date.to_string(), text: self.catalog.date(date) }
    }

    /// A day, or as much of it as is known; of a quarter programs read the year, because no other part has a form for them.
    pub(super) fn part_of_date(&self, date: &PartialDate) -> Day {
        let written = match date {
            PartialDate::Quarter(year, _) => PartialDate::Year(*year).to_string(),
            PartialDate::Year(_) | PartialDate::Month(..) | PartialDate::Day(_) => date.to_string(),
        };
        Day { date: written, text: self.catalog.partial_date(date) }
    }

    /// A day on which something was done; none that is still to come, which the check reports.
    pub(super) fn day_gone_by(&self, date: Date) -> Option<Day> {
        (!self.site.as_of.is_before(date)).then(|| self.day(date))
    }

    pub(super) fn days(&self, period: Period) -> Days {
        let text = self.catalog.period(period);
        Days { start: period.start.to_string(), end: period.end.to_string(), text }
    }

    /// A word of a vocabulary, which the catalog names under the family.
    pub(super) fn label(&self, family: &str, word: &'static str) -> Label {
        Label { value: word, text: self.catalog.word(family, word) }
    }

    /// The way through the parts of a list; none when one part holds it all.
    pub(super) fn pager(&self, page: &Page, total: usize) -> Option<Pager> {
        let href = |number: usize| self.href(&page.clone().part(number).address());
        let number = page.part;
        let near = number.saturating_sub(PAGER_REACH).max(1)..=(number + PAGER_REACH).min(total);
        let numbers: std::collections::BTreeSet<usize> = near.chain([1, total]).collect();
        (total > 1).then(|| Pager {
            number,
            total,
            previous: (number > 1).then(|| href(number - 1)),
            next: (number < total).then(|| href(number + 1)),
            pages: numbers.into_iter().map(|n| PagerPage { number: n, href: href(n), current: n == number }).collect(),
        })
    }

    /// Why readers of the published site would not see a record, for a preview to mark it.
    pub(super) fn mark(&self, record: &Record) -> Option<&'static str> {
        record.publicity.mark(self.site.as_of)
    }

    /// The questions that speak of a record, as far as a page can list them, and how many more there are.
    pub(super) fn questions_about(&self, key: &Key) -> Listed {
        const MOST: usize = 12;
        // A withheld answer must not be given away by what it refers to.
        let is_answered =
            |record: &&Record| record.as_entry().is_some_and(|e| e.visibility != Visibility::QuestionOnly);
        let questions = self.site.referrers(key, Kind::Entry).filter(is_answered);
        self.listed(questions, MOST, PageKind::Topics.address())
    }

    /// Links to the first of some records, all of which stand at an address.
    pub(super) fn listed(&self, mut records: impl Iterator<Item = &'a Record>, most: usize, address: &str) -> Listed {
        let items = records.by_ref().take(most).map(|record| self.link(record)).collect();
        Listed { items, more: self.more(records.count(), address) }
    }

    /// What a list leaves out, which stands at an address; none when it leaves out nothing.
    pub(super) fn more(&self, count: usize, address: &str) -> Option<More> {
        (count > 0).then(|| More {
            count,
            text: self.catalog.fill_counted("and_more", count as u64),
            href: self.href(address),
        })
    }

    /// The records of a list that goes by names, in the order of the names in the page's language.
    pub(super) fn by_name(&self, records: impl Iterator<Item = &'a Record>) -> Vec<&'a Record> {
        let mut records: Vec<&Record> = records.collect();
        records.sort_by_cached_key(|record| self.catalog.collation.key(&self.title(record).text));
        records
    }

    /// A link to the report of an id, by the title that names its provider.
    pub(super) fn report_link(&self, id: &Id) -> Option<Link> {
        self.site.report(id).map(|(record, _)| self.full_link(record))
    }

    /// A link to the first document that holds a report, when readers may see one.
    pub(super) fn document_of(&self, record: &'a Record) -> Option<Link> {
        let report = record.as_report()?;
        report.documents.iter().find_map(|id| self.link_to(Kind::Document, id))
    }

    /// The same place, speaking another language, as the text within a body does. What candor says itself it goes on
    /// saying in the language of the page when the site does not have the other one.
    pub(super) fn speaking(&self, language: &'a Locale) -> PageContext<'a> {
        let is_of_site = self.site.config.locales.contains(language);
        let catalog = if is_of_site { self.catalogs.of(self.catalog.voice, language) } else { self.catalog };
        PageContext { catalog, language, ..self.clone() }
    }

    /// Whether the record is a report, so that its facts can be linked.
    pub(super) fn is_report(record: &Record) -> bool {
        record.as_report().is_some()
    }
}
