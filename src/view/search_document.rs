//! A record as it is searched for: the words that it is found by, and what a reader is shown of it.

use super::ai;
use super::body;
use super::context::PageContext;
use super::country;
use super::data;
use super::fact;
use super::found::{Found, owned, text_of, titled};
use super::found_security;
use super::locations::Locations;
use super::statement::sentence;

use super::verdict;
use super::whereabouts;
use super::words::beginning;
use crate::model::control::Control;
use crate::model::framework::{Edition, Framework};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::provider::{Document as File, Location, Provider, Service, Subprocessor};
use crate::model::questionnaire::Questionnaire;
use crate::model::report::Report;
use crate::model::tells::List;
use crate::model::terms::{FactName, FactState, State, Visibility};
use crate::model::text::Text;
use crate::model::{Content, Record};
use crate::path::Id;
use crate::search::{Card, Dimension, SearchDocument, Standing};

/// How many characters of the text a reader may be shown a part of.
const EXCERPT: usize = 240;

/// The same of a list of facts, any of which may be the one that was asked for.
const EXCERPT_OF_FACTS: usize = 1_000;

/// What readers ask for by other words than the fact's name.
const ASKED: [(FactName, &str); 2] =
    [(FactName::Auditor, "search_asked_auditor"), (FactName::Period, "search_asked_period")];

/// A record as it is searched for in the context's language and the voice of whoever it belongs to; `None` for one that
/// has no text in that language, or no place that a reader could be led to.
pub(crate) fn search_document<'a>(context: &PageContext<'a>, record: &'a Record) -> Option<SearchDocument> {
    let context = &context.about(&record.key.id);
    let (words, language) = context.site.words(record, context.locale);
    if record.body().is_some() && language != context.locale {
        return None;
    }
    let found = match &record.content {
        Content::Scope(_) => return None,
        // It stands on the page of the site's own company, which is found by it.
        Content::Home(_) if context.site.company().is_some() => return None,
        Content::Home(_) | Content::Page(_) | Content::Update(_) => {
            Found { text: prose(context, words), ..Found::default() }
        }
        Content::Entry(_) => entry(context, record, words),
        Content::Term(original) => {
            let term = if let Some(term) = words.as_term() { term } else { original };
            let deprecated = term.deprecated.iter().map(|deprecated| deprecated.text.clone());
            let words_of = term.aliases.iter().cloned().chain(deprecated).collect();
            Found { text: prose(context, words), words: words_of, ..Found::default() }
        }
        Content::Topic(topic) => Found { text: text_of(context, topic.summary.as_ref()), ..Found::default() },
        Content::Provider(provider) => self::provider(context, record, provider),
        Content::Report(report) => self::report(context, record, report),
        Content::Service(service) => self::service(context, record, service),
        Content::Location(location) => self::location(context, record, location),
        Content::Document(document) => self::file(context, record, document),
        Content::Subprocessor(company) => self::subprocessor(context, record, company),
        Content::Data(category) => stated(context, record, &data::words(context, (record, category))),
        Content::Ai(ai_use) => stated(context, record, &ai::words(context, (record, ai_use))),
        Content::Disclosure(disclosure) => found_security::disclosure(context, record, disclosure),
        Content::Product(product) => found_security::product(context, record, product),
        Content::Advisory(advisory) => found_security::advisory(context, record, advisory),
        Content::ControlGroup(group) => {
            Found { text: text_of(context, group.summary.as_ref()), ..owned(context, record) }
        }
        Content::Control(control) => self::control(context, record, control),
        Content::Framework(framework) => self::framework(context, record, framework),
        Content::Edition(edition) => self::edition(context, edition),
        Content::Questionnaire(questionnaire) => self::questionnaire(context, questionnaire),
    };
    let title = titled(context, record);
    let text = std::iter::once(found.text.clone()).chain(found.words).collect::<Vec<_>>().join("\n");
    Some(SearchDocument {
        text,
        standing: standing(context, record),
        card: Card {
            title: title.text,
            excerpt: beginning(&found.text, length_of_excerpt(record.key.kind)),
            href: context.site.config.locale_prefix(context.locale) + &record.key.address(),
            // To a reader the home page is a page like others.
            kind: if record.key.kind == Kind::Home { Kind::Page } else { record.key.kind }.word(),
            providers: found.providers.into(),
            frameworks: found.frameworks.into(),
            lang: title.lang,
        },
    })
}

fn length_of_excerpt(kind: Kind) -> usize {
    if matches!(kind, Kind::Report | Kind::Service | Kind::Data | Kind::Ai) { EXCERPT_OF_FACTS } else { EXCERPT }
}

/// What names or gathers other things stands back behind what answers, and what is over behind what holds.
fn standing(context: &PageContext<'_>, record: &Record) -> Standing {
    let over = |is_over: bool| if is_over { Standing::Over } else { Standing::Usual };
    match &record.content {
        Content::Report(report) if report.is_planned() => Standing::Back,
        Content::Report(report) => over(matches!(
            context.state(record, report),
            State::Superseded | State::Expired | State::Withdrawn | State::Stale
        )),
        Content::Subprocessor(company) => over(company.last_day().is_some_and(|day| day < context.site.as_of.date())),
        Content::Update(_) => Standing::Over,
        Content::Topic(_)
        | Content::ControlGroup(_)
        | Content::Term(_)
        | Content::Home(_)
        | Content::Page(_)
        | Content::Framework(_)
        | Content::Edition(_)
        | Content::Questionnaire(_) => Standing::Back,
        Content::Entry(_)
        | Content::Provider(_)
        | Content::Service(_)
        | Content::Location(_)
        | Content::Scope(_)
        | Content::Document(_)
        | Content::Data(_)
        | Content::Ai(_)
        | Content::Disclosure(_)
        | Content::Product(_)
        | Content::Advisory(_)
        | Content::Control(_) => Standing::Usual,
    }
}

/// The names of a record that readers use for one another, in all languages.
pub(crate) fn synonyms<'a>(context: &PageContext<'a>, record: &'a Record) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |text: &str| {
        if !names.iter().any(|name| name == text) {
            names.push(text.to_owned());
        }
    };
    match &record.content {
        Content::Provider(provider) => {
            provider.name.all().chain(provider.legal_name.iter().flat_map(Text::all)).for_each(&mut add);
        }
        Content::Service(service) => {
            service.name.all().for_each(&mut add);
            service.abbreviations.iter().chain(&service.aliases).for_each(|name| add(name));
        }
        Content::Framework(framework) => {
            framework.name.all().chain(framework.full_name.iter().flat_map(Text::all)).for_each(&mut add);
        }
        Content::Location(location) => location.name.all().for_each(&mut add),
        Content::Questionnaire(questionnaire) => {
            questionnaire.name.all().chain([questionnaire.prefix.as_str()]).for_each(&mut add);
        }
        Content::Term(_) => {
            let words = context.site.config.locales.iter().map(|locale| context.site.words(record, locale).0);
            for term in words.filter_map(Record::as_term) {
                term.name.all().for_each(&mut add);
                term.aliases.iter().for_each(|alias| add(alias));
            }
        }
        // What they are called is no name of a thing that readers would call otherwise.
        Content::Home(_)
        | Content::Page(_)
        | Content::Update(_)
        | Content::Topic(_)
        | Content::Entry(_)
        | Content::Report(_)
        | Content::Scope(_)
        | Content::Document(_)
        | Content::Subprocessor(_)
        | Content::Data(_)
        | Content::Ai(_)
        | Content::Disclosure(_)
        | Content::Product(_)
        | Content::Advisory(_)
        | Content::ControlGroup(_)
        | Content::Control(_)
        | Content::Edition(_) => {}
    }
    names
}

/// The values of the dimensions by which hits are filtered that a record names, with its name.
pub(crate) fn dimension<'a>(context: &PageContext<'a>, record: &'a Record) -> Option<((Dimension, String), String)> {
    let dimensions = [(Kind::Provider, Dimension::Provider), (Kind::Framework, Dimension::Framework)];
    let (_, dimension) = dimensions.into_iter().find(|(kind, _)| *kind == record.key.kind)?;
    Some(((dimension, record.key.id.to_string()), context.title(record).text))
}

fn prose(context: &PageContext<'_>, words: &Record) -> String {
    words.body().map(|body| body::words(context, body, context.locale)).unwrap_or_default()
}

fn entry<'a>(context: &PageContext<'a>, record: &'a Record, words: &'a Record) -> Found {
    let Some(entry) = record.as_entry() else { return Found::default() };
    // A withheld answer must not be given away by what it is found by.
    if entry.visibility == Visibility::QuestionOnly {
        return Found::default();
    }
    let name = |kind: Kind, id: &Id| context.link_to(kind, id).map(|link| link.text.text);
    let providers = entry.providers.iter().filter_map(|id| name(Kind::Provider, id));
    let frameworks = entry.frameworks.iter().filter_map(|id| name(Kind::Framework, id));
    let ids = entry.questionnaire.iter().map(|id| id.value.clone());
    let own = entry.tags.iter().cloned().chain(ids);
    Found {
        text: prose(context, words),
        words: own.chain(providers).chain(frameworks).collect(),
        providers: entry.providers.iter().map(|id| id.value.clone()).collect(),
        frameworks: entry.frameworks.iter().map(|id| id.value.clone()).collect(),
    }
}

fn provider<'a>(context: &PageContext<'a>, record: &'a Record, provider: &'a Provider) -> Found {
    let links = provider.links.iter().filter_map(|link| link.title.as_ref());
    let claims = provider.claims.iter().map(|claim| &claim.text);
    let contacts = provider.contacts.iter().map(|contact| &contact.name);
    let texts = provider.legal_name.iter().chain(links).chain(claims).chain(contacts);
    let reports = context.site.reports(&List::Of(Kind::Report, record.key.id.clone()));
    let mut frameworks: Vec<Id> =
        reports.filter_map(|(_, report)| report.framework.as_ref().map(|id| id.value.clone())).collect();
    frameworks.sort_unstable();
    frameworks.dedup();
    let silent = provider.not_stated.keys().map(|fact| context.catalog.word("fact", fact.word()));
    // The page leads to the sheet, which is no record.
    let sheet = [context.catalog.text("print_sheet").to_owned()];
    let home = record.key.id.is_own().then(|| home(context)).flatten();
    Found {
        text: text_of(context, provider.summary.as_ref()),
        words: texts.map(|text| context.phrase(text).text).chain(silent).chain(sheet).chain(home).collect(),
        providers: vec![record.key.id.clone()],
        frameworks,
    }
}

/// What the home page says in words of its own, in the context's language.
fn home(context: &PageContext<'_>) -> Option<String> {
    let home = context.site.record(&Key::only(Kind::Home))?;
    let (words, language) = context.site.words(home, context.locale);
    (language == context.locale).then(|| prose(context, words))
}

/// A report is found by its facts, those too of which the provider says nothing.
fn report<'a>(context: &PageContext<'a>, record: &'a Record, report: &'a Report) -> Found {
    let status = context.catalog.word("status", context.state(record, report).word());
    let colon = context.catalog.text("colon");
    let (mut given, mut silent) = (vec![format!("{}{colon}{status}", context.catalog.text("status"))], Vec::new());
    let mut labels = Vec::new();
    for fact in fact::facts(context, record, report) {
        if matches!(fact.state, FactState::Given | FactState::NotStated) {
            labels.push(fact.label.clone());
            let asked = ASKED.iter().filter(|(name, _)| name.word() == fact.name);
            labels.extend(
                asked.flat_map(|(_, key)| [context.catalog.text(key).to_owned(), context.catalog.text(key).to_owned()]),
            );
        }
        match fact.state {
            FactState::Given => {
                given.push(format!("{}{colon}{}", fact.label, sentence(context, &fact.lead, &fact.items)));
            }
            FactState::NotStated => silent.push(fact.label),
            FactState::NotApplicable | FactState::NotRecorded => {}
        }
    }
    if !silent.is_empty() {
        let state = context.catalog.word("state", FactState::NotStated.word());
        given.push(format!("{state}{colon}{}", context.catalog.list(&silent)));
    }
    let full_name = report.framework.as_ref().and_then(|id| context.site.framework(id));
    let full_name = full_name.and_then(|(_, framework)| framework.full_name.as_ref());
    // What is asked of a report is mostly one of its facts.
    let words = full_name.map(|name| context.phrase(name).text).into_iter().chain([
        context.catalog.word("kind", Kind::Report.word()),
        labels.join("\n"),
        labels.join("\n"),
    ]);
    let frameworks = report.framework.iter().map(|id| id.value.clone()).collect();
    let found = Found { text: given.join(" · "), frameworks, ..owned(context, record) };
    found.with(words)
}

fn service<'a>(context: &PageContext<'a>, record: &'a Record, service: &'a Service) -> Found {
    let id = &record.key.id;
    let mut text = vec![text_of(context, service.category.as_ref())];
    let mut frameworks = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let locations = Locations::of(context, &id.owner_id());
    for entry in context.site.list(&List::ScopeOfService(id.clone())) {
        let Some(entry) = entry.as_scope() else { continue };
        let Some((report_record, report)) = context.site.report(&entry.report) else { continue };
        if !seen.insert(&report_record.key) {
            continue;
        }
        let verdict = verdict::verdict(context, &locations, record, (report_record, report));
        let status = verdict::line(context, &context.catalog.word("scope", verdict.state), &verdict.limits);
        text.push(format!("{}{}{status}", context.title(report_record).text, context.catalog.text("colon")));
        frameworks.extend(report.framework.iter().map(|id| id.value.clone()));
    }
    frameworks.sort_unstable();
    frameworks.dedup();
    text.retain(|part| !part.is_empty());
    let names = service.name.all().map(ToOwned::to_owned);
    let found = Found { text: text.join(" · "), frameworks, ..owned(context, record) };
    found.with(names.chain(service.abbreviations.iter().chain(&service.aliases).cloned()))
}

fn location(context: &PageContext<'_>, record: &Record, location: &Location) -> Found {
    let kind = location.kind.map(|kind| context.catalog.word("location_kind", kind.word()));
    let country = location.country.as_ref().and_then(|code| country::name(context, code));
    let text = kind.into_iter().chain(country.map(|country| country.text)).collect::<Vec<_>>().join(" · ");
    Found { text, ..owned(context, record) }.with(location.country.iter().cloned())
}

/// What states its facts one by one is found by them, those too of which nothing is stated.
fn stated(context: &PageContext<'_>, record: &Record, words: &[String]) -> Found {
    Found { text: words.join(" · "), ..owned(context, record) }
}

fn file<'a>(context: &PageContext<'a>, record: &'a Record, document: &'a File) -> Found {
    let kind = context.catalog.word("document_kind", document.kind.word());
    let date = document.date.as_ref().map(|date| context.catalog.partial_date(date));
    let access = context.catalog.word("access", context.access(document).word());
    let own = document.description.iter().chain(&document.category).map(|text| context.phrase(text).text);
    let parts = [Some(kind), document.version.clone(), date, Some(access)].into_iter().chain(own.map(Some));
    let text = parts.flatten().collect::<Vec<_>>().join(" · ");
    Found { text, ..owned(context, record) }
}

fn subprocessor<'a>(context: &PageContext<'a>, record: &'a Record, company: &'a Subprocessor) -> Found {
    let purpose = company.purpose.iter().map(|text| context.phrase(text).text);
    let words = purpose.chain(data::seen_by(context, record, company).into_iter().map(|seen| seen.text));
    let whereabouts = whereabouts::whereabouts(context, record, company).words();
    let other = company.notice.iter().chain(&company.group).map(|text| context.phrase(text).text);
    let text = words.chain(whereabouts).chain(other).collect::<Vec<_>>().join(" · ");
    Found { text, ..owned(context, record) }
}

/// A control is found by what it says and by the criteria that it names, whatever stands behind it today.
fn control<'a>(context: &PageContext<'a>, record: &'a Record, control: &'a Control) -> Found {
    let silent = || context.catalog.word("state", FactState::NotStated.word());
    let statement = control.statement.as_ref().map(|statement| context.phrase(statement).text);
    let group = context.link_to(Kind::ControlGroup, &record.key.id.holder()).map(|group| group.text.text);
    let criteria = control.criteria.iter().map(|named| named.criterion.clone());
    let text = statement.unwrap_or_else(silent);
    Found { text, ..owned(context, record) }.with(group.into_iter().chain(criteria))
}

fn framework<'a>(context: &PageContext<'a>, record: &'a Record, framework: &'a Framework) -> Found {
    let types = framework.types.iter().flat_map(|known| known.name.iter().chain(&known.text));
    let texts = framework.full_name.iter().chain(&framework.issuer).chain(types).chain(&framework.audiences);
    let categories = framework.categories.iter().map(|category| context.catalog.word("criteria", category.word()));
    let words =
        texts.map(|text| context.phrase(text).text).chain(framework.standards.iter().cloned()).chain(categories);
    Found {
        text: text_of(context, framework.summary.as_ref()),
        words: words.collect(),
        providers: Vec::new(),
        frameworks: vec![record.key.id.clone()],
    }
}

fn edition<'a>(context: &PageContext<'a>, edition: &'a Edition) -> Found {
    let categories = edition.categories.iter().map(|category| context.catalog.word("criteria", category.word()));
    let criteria = edition.criteria.iter().flat_map(|criterion| {
        let label = criterion.label.as_ref().map(|label| context.phrase(label).text);
        std::iter::once(criterion.id.value.clone()).chain(label)
    });
    Found {
        text: text_of(context, edition.summary.as_ref()),
        words: categories.chain(criteria).collect(),
        ..Found::default()
    }
}

/// A questionnaire is found by its ids too, those that nothing answers included.
fn questionnaire(context: &PageContext<'_>, questionnaire: &Questionnaire) -> Found {
    let name = context.phrase(&questionnaire.name).text;
    let publisher = questionnaire.publisher.as_ref().map(|publisher| context.phrase(publisher).text);
    let kind = context.catalog.word("kind", Kind::Questionnaire.word());
    let words = [kind, questionnaire.prefix.clone()].into_iter().chain(questionnaire.version.clone()).chain(publisher);
    let text = context.catalog.fill("description_questionnaire", &[("name", &name)]);
    Found { text, ..Found::default() }.with(words.chain(questionnaire.ids.iter().map(|id| id.value.clone())))
}
