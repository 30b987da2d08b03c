//! The part of a site that readers may see on a date: the only way from records to anything that is written.
//!
//! A draft, internal or scheduled record cannot be reached from here, so no page, list, feed or index can name it; nor can
//! a topic, a service or a location of which only such records speak.

pub(crate) mod examination;
mod of_hidden;
pub(crate) mod restriction;
mod spoken;

use std::collections::BTreeMap;

use crate::attachment::{Attachments, is_static};
use crate::library;
use crate::model::alike::folded_name;
use crate::model::body::Target;
use crate::model::config::Config;
use crate::model::date::AsOf;
use crate::model::framework::Framework;
use crate::model::key::Key;
use crate::model::kinds::{Kind, PageKind};
use crate::model::pages::Page;
use crate::model::provider::{Provider, ScopeEntry};
use crate::model::report::{Extent, Report};
use crate::model::status::{self, Step, Superseded, Surroundings};
use crate::model::tells::List;
use crate::model::terms::{Access, Assurance, FactName, FactState, ProviderFact, Visibility};
use crate::model::{Drafts, Record};
use crate::path::{Id, Locale, SourcePath};
use crate::site::{Name, SiteRef};
use restriction::restriction;

/// What readers may see.
#[derive(Clone, Copy)]
pub(crate) struct Published<'a> {
    site: SiteRef<'a>,
    attachments: &'a Attachments,
    pub(crate) config: &'a Config,
    pub(crate) as_of: AsOf,
    drafts: Drafts,
}

/// All that a site is published from.
#[derive(Clone, Copy)]
pub(crate) struct Everything<'a> {
    pub(crate) site: SiteRef<'a>,
    pub(crate) attachments: &'a Attachments,
    pub(crate) config: &'a Config,
    pub(crate) as_of: AsOf,
}

impl<'a> Published<'a> {
    pub(crate) fn new(everything: Everything<'a>, drafts: Drafts) -> Self {
        let Everything { site, attachments, config, as_of } = everything;
        Self { site, attachments, config, as_of, drafts }
    }

    fn is_visible(&self, record: &Record) -> bool {
        let is_public =
            || record.publicity.is_public(self.as_of) && !self.is_of_hidden_only(record) && self.is_referred_to(record);
        self.drafts == Drafts::Show || is_public()
    }

    /// The original of a name.
    pub(crate) fn record(&self, key: &Key) -> Option<&'a Record> {
        self.site.record(key).filter(|record| self.is_visible(record))
    }

    /// Whether a record is not of the library, or one there that readers are led to.
    fn is_referred_to(&self, record: &Record) -> bool {
        !library::holds(&record.path) || self.site.is_shown_of_library(&record.key)
    }

    /// Whether there is a record of this name that readers may not see, so that its name is nothing to show.
    pub(crate) fn hides(&self, key: &Key) -> bool {
        self.site.record(key).is_some_and(|record| !self.is_visible(record))
    }

    /// The words of a record in a language: its translation, or the original when there is none.
    pub(crate) fn words(&self, original: &'a Record, locale: &Locale) -> (&'a Record, &'a Locale) {
        let default = self.config.default_locale();
        if library::holds(&original.path) {
            // Its originals are not in the first language of the site, but in that of the library.
            let in_library = [locale, default].into_iter().find_map(|locale| {
                if locale == library::language() {
                    Some((original, library::language()))
                } else {
                    self.translated(original, locale)
                }
            });
            return in_library.unwrap_or((original, library::language()));
        }
        self.translated(original, locale).unwrap_or((original, default))
    }

    fn translated(&self, original: &Record, locale: &Locale) -> Option<(&'a Record, &'a Locale)> {
        let translation = self.site.translation(&original.key, locale).filter(|record| self.is_visible(record))?;
        Some((translation, translation.translation.as_ref()?))
    }

    /// The records on a list, in its order.
    pub(crate) fn list(&self, list: &List) -> impl Iterator<Item = &'a Record> + use<'a> {
        let this = *self;
        self.site.list(list).filter_map(move |key| this.record(key))
    }

    /// The pages in whose folders a record lies, the highest first: `legal.md` is above `legal/terms.md`.
    pub(crate) fn pages_above(&self, key: &Key) -> Vec<&'a Record> {
        key.folders().iter().filter_map(|page| self.record(page)).collect()
    }

    /// Every original that readers may see.
    pub(crate) fn records(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        let this = *self;
        self.site.keys().filter_map(move |key| this.record(key))
    }

    /// The records of a kind that readers may see, in the order of their names.
    pub(crate) fn all_of(&self, kind: Kind) -> impl Iterator<Item = &'a Record> + use<'a> {
        let this = *self;
        self.site.keys_of(kind).filter_map(move |key| this.record(key))
    }

    /// The first record of a kind that readers may see.
    pub(crate) fn first_of(&self, kind: Kind) -> Option<&'a Record> {
        self.site.keys_of(kind).find_map(|key| self.record(key))
    }

    /// Every file of the content that some record names.
    pub(crate) fn used_files(&self) -> impl Iterator<Item = &'a SourcePath> + use<'a> {
        self.site.used_files()
    }

    /// Whether a published page brings a file of the content to readers.
    pub(crate) fn brings(&self, file: &SourcePath) -> bool {
        // Behind the rule that reports it: a file that may reach nobody, or would run script, stays where it is.
        restriction(self.site, self.attachments, file).is_none()
            && self.attachments.get(file).is_none_or(|attachment| attachment.hazard.is_none())
            && self.site.users(file).any(|(key, _)| self.record(key).is_some_and(|record| self.links_to(record, file)))
    }

    /// The files that are published as they are, linked to or not.
    pub(crate) fn static_files(&self) -> impl Iterator<Item = &'a SourcePath> + use<'a> {
        let Self { site, attachments, .. } = *self;
        let files = attachments.of_static_folder().map(|attachment| &attachment.path);
        files.filter(move |path| restriction(site, attachments, path).is_none())
    }

    /// Whether there is a file to be published as it is.
    pub(crate) fn has_static_file(&self, path: &SourcePath) -> bool {
        is_static(path)
            && self.attachments.get(path).is_some()
            && restriction(self.site, self.attachments, path).is_none()
    }

    fn links_to(&self, record: &'a Record, file: &SourcePath) -> bool {
        if let Some(document) = record.as_document() {
            return document.access == Access::Public && document.file.as_ref().is_some_and(|own| own.value == *file);
        }
        let is_answered = record.as_entry().is_none_or(|entry| entry.visibility == Visibility::Public);
        let links_to = |words: &Record| {
            let links = words.body().into_iter().flat_map(|body| &body.links);
            links.into_iter().any(|link| matches!(&link.target, Target::File(path) if path == file))
        };
        is_answered && self.config.locales.iter().any(|locale| links_to(self.words(record, locale).0))
    }

    /// Who has, or had, a page at an address.
    pub(crate) fn claims_of_address(&self, address: &str) -> impl Iterator<Item = &'a Key> + use<'a> {
        self.site.claims_of_address(address).map(|(_, key)| key)
    }

    /// The records before and behind one on the list that it stands on.
    pub(crate) fn neighbors(&self, record: &Record) -> (Option<&'a Record>, Option<&'a Record>) {
        let (list, sort) = record.listed();
        let (mut before, mut behind) = self.site.around(&list, record, &sort);
        (before.find_map(|key| self.record(key)), behind.find_map(|key| self.record(key)))
    }

    /// Up to `reach` records on either side of one on the list that it stands on.
    pub(crate) fn around(&self, record: &Record, reach: usize) -> Vec<&'a Record> {
        let (list, sort) = record.listed();
        let (before, behind) = self.site.around(&list, record, &sort);
        let mut around: Vec<&Record> = before.filter_map(|key| self.record(key)).take(reach).collect();
        around.reverse();
        around.extend(behind.filter_map(|key| self.record(key)).take(reach));
        around
    }

    /// The records of a kind that speak of another.
    pub(crate) fn referrers(&self, key: &Key, kind: Kind) -> impl Iterator<Item = &'a Record> + use<'a> {
        let this = *self;
        // A translation speaks for its original, which is what a reader is led to.
        let mut seen = std::collections::BTreeSet::new();
        // What only a hidden translation says is not said.
        let is_said = move |(key, translation): &Name<'_>| {
            let said = translation.map(|locale| this.site.translation(key, locale));
            said.is_none_or(|record| record.is_some_and(|record| this.is_visible(record)))
        };
        let named = self.site.referrers(key).filter(move |(key, _)| key.kind == kind).filter(is_said);
        named.filter(move |(key, _)| seen.insert(*key)).filter_map(move |(key, _)| this.record(key))
    }

    pub(crate) fn provider(&self, id: &Id) -> Option<(&'a Record, &'a Provider)> {
        let record = self.record(&Key::new(Kind::Provider, id.clone()))?;
        record.as_provider().map(|provider| (record, provider))
    }

    /// The site's own company, for a site that speaks of itself.
    pub(crate) fn company(&self) -> Option<(&'a Record, &'a Provider)> {
        self.provider(&Id::company())
    }

    /// The providers besides the site's own company.
    pub(crate) fn others(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        self.list(&List::All(Kind::Provider)).filter(|provider| !provider.key.id.is_own())
    }

    /// Whether the site has a page whose record is there: what few sites tell of has no page where nothing is told, and
    /// one that speaks of itself has no lists of providers of which there are not enough.
    pub(crate) fn stands(&self, page: &Page) -> bool {
        if let (PageKind::Crosswalk, Some(edition)) = (page.kind, &page.id) {
            return self.is_crossed(edition);
        }
        if page.kind.is_optional() && !self.lists_something(page.kind) {
            return false;
        }
        if self.company().is_none() {
            return true;
        }
        match (page.kind, &page.id) {
            (PageKind::Providers | PageKind::Comparisons | PageKind::Compare, _) if self.others().next().is_none() => {
                false
            }
            (PageKind::Providers, _) => true,
            (PageKind::Comparisons, _) => {
                let mut frameworks = self.list(&List::All(Kind::Framework));
                frameworks.any(|framework| self.is_compared(&framework.key.id))
            }
            (PageKind::Compare, Some(framework)) => self.is_compared(framework),
            (kind, None) => !self.is_taken(kind),
            (_, Some(_)) => true,
        }
    }

    /// Whether a page of the site's own company lies at the address of a page that names no record.
    fn is_taken(&self, page: PageKind) -> bool {
        let taker = page.taken_by().map(|kind| Key::new(kind, Id::company()));
        taker.is_some_and(|taker| self.record(&taker).is_some())
    }

    /// Whether some page lies at the address of one that names no record.
    pub(crate) fn leads(&self, page: PageKind) -> bool {
        self.stands(&Page::alone(page)) || self.is_taken(page)
    }

    /// Whether a page has a record to list.
    pub(crate) fn lists_something(&self, page: PageKind) -> bool {
        // What is supported until when stands beside the advisories.
        let beside = (page == PageKind::Advisories).then_some(Kind::Product);
        page.lists().into_iter().chain(beside).any(|kind| self.first_of(kind).is_some())
    }

    /// The provider, other than the site's own company, that has this name or id.
    pub(crate) fn provider_called(&self, name: &str) -> Option<&'a Record> {
        let called = self.site.called(&List::All(Kind::Provider), &folded_name(name)).map(|(key, _)| key);
        let by_id = Id::of_provider(name).map(|id| Key::new(Kind::Provider, id));
        let record = called.into_iter().find_map(|key| self.record(key)).or_else(|| self.record(&by_id?));
        record.filter(|provider| !provider.key.id.is_own())
    }

    /// Whether several providers have a report under a framework, the site's own company being one too.
    pub(crate) fn is_compared(&self, framework: &Id) -> bool {
        let mut reports = self.list(&List::ReportsUnder(framework.clone()));
        let first = reports.next();
        first.is_some_and(|first| reports.any(|other| other.key.id.owner() != first.key.id.owner()))
    }

    pub(crate) fn report(&self, id: &Id) -> Option<(&'a Record, &'a Report)> {
        let record = self.record(&Key::new(Kind::Report, id.clone()))?;
        record.as_report().map(|report| (record, report))
    }

    pub(crate) fn framework(&self, id: &Id) -> Option<(&'a Record, &'a Framework)> {
        let record = self.record(&Key::new(Kind::Framework, id.clone()))?;
        record.as_framework().map(|framework| (record, framework))
    }

    /// How somebody stands behind a report, by its own word or its framework's.
    pub(crate) fn assurance(&self, report: &Report) -> Assurance {
        let framework = report.framework.as_ref().and_then(|id| self.framework(id));
        report.assurance_under(framework.map(|(_, framework)| framework))
    }

    /// Whether pages show a fact of a report: readers look for it, or something is known of it.
    pub(crate) fn shows(&self, record: &Record, report: &Report, fact: FactName) -> bool {
        let framework = report.framework.as_ref().and_then(|id| self.framework(id)).map(|(_, framework)| framework);
        report.shows(framework, fact) || self.fact_state(record, fact) == FactState::Given && fact.has_rows()
    }

    /// Whether readers may ask which services a report covers: of a commitment only where it says so itself.
    pub(crate) fn is_about_services(&self, record: &Record, report: &Report) -> bool {
        self.assurance(report) != Assurance::Commitment || self.shows(record, report, FactName::Services)
    }

    /// The state of a fact of a report under its framework, as far as readers may see that. What the report does not
    /// say itself may stand in the rows of scope.
    pub(crate) fn fact_state(&self, record: &Record, fact: FactName) -> FactState {
        let Some(report) = record.as_report() else { return FactState::NotRecorded };
        let framework = report.framework.as_ref().and_then(|id| self.framework(id));
        let state = report.state(framework.map(|(_, framework)| framework), fact);
        let is_in_rows = || fact.has_rows() && self.covering_rows(&record.key).any(|row| fact.id_in(row).is_some());
        if state != FactState::Given && is_in_rows() { FactState::Given } else { state }
    }

    /// What the rows of scope say of a fact of a report.
    pub(crate) fn extent_by_rows(&self, report: &Key, fact: FactName) -> Option<Extent> {
        let kind = if fact == FactName::Services { Kind::Service } else { Kind::Location };
        let listed = self.list(&List::Of(kind, report.id.owner_id()));
        let order: BTreeMap<&Id, usize> = listed.enumerate().map(|(place, record)| (&record.key.id, place)).collect();
        let mut rows: Vec<&ScopeEntry> = self.covering_rows(report).collect();
        rows.sort_by_key(|row| fact.id_in(row).map(|id| order.get(&id.value).copied().unwrap_or(usize::MAX)));
        fact.extent_of(rows.into_iter())
    }

    fn covering_rows(&self, report: &Key) -> impl Iterator<Item = &'a ScopeEntry> + use<'a> {
        let (id, today) = (report.id.clone(), self.as_of.date());
        let rows = self.referrers(report, Kind::Scope).filter_map(Record::as_scope);
        rows.filter(move |row| row.report.value == id && row.covers_on(today))
    }

    /// The state of a fact of a provider; what it has is given when readers may see any of it.
    pub(crate) fn provider_fact_state(&self, id: &Id, fact: ProviderFact) -> FactState {
        let Some((_, provider)) = self.provider(id) else { return FactState::NotRecorded };
        let is_given = match fact.list(id) {
            None => provider.legal_name.is_some(),
            Some(list) => self.list(&list).next().is_some(),
        };
        match (is_given, provider.not_stated.contains_key(&fact)) {
            (true, _) => FactState::Given,
            (false, true) => FactState::NotStated,
            (false, false) => FactState::NotRecorded,
        }
    }

    /// The reports of a provider, or under a framework.
    pub(crate) fn reports(&self, list: &List) -> impl Iterator<Item = (&'a Record, &'a Report)> + use<'a> {
        self.list(list).filter_map(|record| record.as_report().map(|report| (record, report)))
    }

    /// The reports that take the place of one, so far as readers may see them.
    pub(crate) fn successors(&self, key: &Key) -> impl Iterator<Item = (&'a Record, &'a Report)> + use<'a> {
        let id = key.id.clone();
        self.referrers(key, Kind::Report)
            .filter_map(|record| record.as_report().map(|report| (record, report)))
            .filter(move |(_, report)| report.supersedes.as_ref().is_some_and(|superseded| superseded.value == id))
    }

    /// The states of a report over time.
    pub(crate) fn steps(&self, record: &Record, report: &Report) -> Vec<Step> {
        let successors = self.successors(&record.key);
        let taken_over = successors.map(|(_, successor)| status::takes_over(successor, self.assurance(successor)));
        let superseded = taken_over.min().unwrap_or(Superseded::Never);
        let (fresh_months, assurance) = (self.config.fresh_months, self.assurance(report));
        status::steps(report, Surroundings { fresh_months, assurance, superseded })
    }
}
