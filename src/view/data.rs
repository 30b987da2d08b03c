//! The data that a provider keeps, by category, and what it meets elsewhere: subprocessors that see it, places that
//! hold it, and words that mean it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::PageContext;
use super::country;
use super::description;
use super::filter::{Filter, Traits, filter};
use super::lead;
use super::locations;
use super::statement::{self, Facts, Said, Statement};
use super::values::{Fact, Inline, Link, Phrase, Value};
use crate::model::Record;
use crate::model::data::DataCategory;
use crate::model::kinds::Kind;
use crate::model::provider::{Engagement, Subprocessor};
use crate::model::tells::List;
use crate::model::terms::{DataFact, FactState, Word};
use crate::model::text::Text;
use crate::path::Id;

/// Every category of data, by provider.
#[derive(Serialize)]
pub(crate) struct DataPage {
    /// How many there are, where they are kept and who sees them, in a sentence.
    pub(super) lead: Option<String>,
    filters: Vec<Filter>,
    /// Whether the data is that of several providers.
    several: bool,
    providers: Vec<OfProvider>,
}

#[derive(Serialize)]
struct OfProvider {
    provider: Link,
    categories: Vec<Category>,
    #[serde(skip)]
    is_own: bool,
    /// Whether a company in use sees none of the categories, as far as is stated.
    #[serde(skip)]
    has_others: bool,
}

#[derive(Serialize)]
struct Category {
    #[serde(flatten)]
    statement: Statement,
    examples: Vec<Phrase>,
    /// The codes of the countries in which it is kept, as far as they are known.
    countries: Vec<String>,
    /// The subprocessors that see it on the day of the page.
    seen_by: Vec<String>,
    /// What a sentence calls the places.
    #[serde(skip)]
    places: Vec<String>,
}

/// A category as its record states it.
type Stated<'a> = (&'a Record, &'a DataCategory);
/// A company that may see data.
type Viewer<'a> = (&'a Record, &'a Subprocessor);

impl DataPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.providers.iter().map(|group| group.provider.text.text.as_str());
        description::of_names(context, "description_data", names)
    }
}

impl Category {
    fn states(&self, fact: DataFact) -> bool {
        self.statement.facts.iter().any(|one| one.name == fact.word() && one.state == FactState::Given)
    }
}

pub(super) fn data(context: &PageContext<'_>) -> DataPage {
    let providers = context.site.list(&List::All(Kind::Provider));
    let providers: Vec<OfProvider> = providers.filter_map(|provider| of_provider(context, provider)).collect();
    DataPage {
        lead: lead(context, &providers),
        filters: filters(context, &providers),
        several: providers.len() > 1,
        providers,
    }
}

fn of_provider<'a>(context: &PageContext<'a>, provider: &'a Record) -> Option<OfProvider> {
    let id = &provider.key.id;
    let categories: Vec<Category> = all(context, id).map(|stated| category(context, stated)).collect();
    if categories.is_empty() {
        return None;
    }
    let seeing: BTreeSet<&String> = categories.iter().flat_map(|category| &category.seen_by).collect();
    let companies = companies(context, id);
    let mut in_use = companies.iter().filter(|(_, company)| engagement(context, company) == Engagement::InUse);
    let has_others = in_use.any(|(_, company)| !seeing.contains(&company.entity));
    Some(OfProvider { provider: context.link(provider), categories, is_own: id.is_own(), has_others })
}

/// The categories of a provider, in its order.
fn all<'a>(context: &PageContext<'a>, provider: &Id) -> impl Iterator<Item = Stated<'a>> + use<'a> {
    let records = context.site.list(&List::Of(Kind::Data, provider.clone()));
    records.filter_map(|record| Some((record, record.as_data()?)))
}

fn companies<'a>(context: &PageContext<'a>, provider: &Id) -> Vec<Viewer<'a>> {
    let records = context.by_name(context.site.list(&List::Of(Kind::Subprocessor, provider.clone())));
    records.into_iter().filter_map(|record| Some((record, record.as_subprocessor()?))).collect()
}

fn engagement(context: &PageContext<'_>, company: &Subprocessor) -> Engagement {
    company.engagement(context.site.as_of.date())
}

/// From or until when a company is in use that is not on the day of the page.
pub(super) fn days(context: &PageContext<'_>, company: &Subprocessor) -> Option<String> {
    let (key, day) = match engagement(context, company) {
        Engagement::InUse => return None,
        Engagement::Upcoming(day) => ("from_date", day),
        Engagement::Over(day) => ("until_date", day),
    };
    Some(context.catalog.fill(key, &[("date", &context.date_text(day))]))
}

fn category<'a>(context: &PageContext<'a>, stated: Stated<'a>) -> Category {
    let (record, category) = stated;
    let in_use = seeing(context, stated).into_iter().filter(|(_, one)| engagement(context, one) == Engagement::InUse);
    let places = statement::places(context, &record.key.id.owner_id(), &category.places);
    let said =
        Said { description: category.description.as_ref(), sources: &category.sources, review: &category.review };
    Category {
        statement: Statement::of(context, record, &said, facts(context, stated)),
        examples: category.examples.iter().map(|text| context.phrase(text)).collect(),
        countries: places.countries,
        seen_by: in_use.map(|(_, company)| company.entity.clone()).collect(),
        places: places.names,
    }
}

/// The facts of a category.
fn facts<'a>(context: &PageContext<'a>, (record, category): Stated<'a>) -> Vec<Fact> {
    let facts = Facts::of(context, record, "data_fact");
    let context = &facts.context;
    let seeing = seeing(context, (record, category));
    let is_given = |fact: DataFact| match fact {
        DataFact::Subprocessors => category.subprocessors.is_some() || !seeing.is_empty(),
        fact => category.given(fact).is_some(),
    };
    let value = |fact: DataFact| match fact {
        DataFact::Subjects => statement::several(context, &category.subjects),
        DataFact::Purpose => statement::one(context, category.purpose.as_ref()),
        DataFact::Places => statement::places(context, &record.key.id.owner_id(), &category.places).value,
        DataFact::Retention => statement::one(context, category.retention.as_ref()),
        DataFact::Deletion => statement::one(context, category.deletion.as_ref()),
        DataFact::LegalBasis => statement::one(context, category.legal_basis.as_ref()),
        DataFact::TransferBasis => statement::one(context, category.transfer_basis.as_ref()),
        DataFact::Subprocessors => viewers(context, category, &seeing),
    };
    let state = |fact: DataFact| category.silence.state(fact, is_given(fact));
    // Nobody has to say whose data it is.
    let is_shown = |fact: &DataFact| *fact != DataFact::Subjects || state(*fact) != FactState::NotRecorded;
    let shown = DataFact::ALL.iter().map(|(_, fact)| *fact).filter(is_shown);
    shown.map(|fact| facts.fact(fact.word(), state(fact), value(fact))).collect()
}

/// What a category is found by.
pub(super) fn words<'a>(context: &PageContext<'a>, (record, category): Stated<'a>) -> Vec<String> {
    let texts = category.description.iter().chain(&category.examples).map(|text| context.phrase(text).text);
    texts.chain(statement::in_words(context, &facts(context, (record, category)))).collect()
}

/// Who sees a category: whom it names, and whose own list of data means it.
fn seeing<'a>(context: &PageContext<'a>, (record, category): Stated<'a>) -> Vec<Viewer<'a>> {
    let id = &record.key.id;
    let sees = |(viewer, company): &Viewer<'a>| {
        category.named_subprocessors().iter().any(|named| named.value == viewer.key.id)
            || company.data.iter().any(|text| category.is_meant(id, text))
    };
    let mut owners = BTreeSet::from([id.owner_id()]);
    owners.extend(category.named_subprocessors().iter().map(|named| named.value.owner_id()));
    owners.iter().flat_map(|owner| companies(context, owner)).filter(sees).collect()
}

/// Companies with the way to what is told of them; for one that is not in use, from or until when it is.
fn viewers<'a>(context: &PageContext<'a>, category: &DataCategory, seeing: &[Viewer<'a>]) -> Value {
    let viewer = |(record, company): &Viewer<'a>| {
        let days = days(context, company);
        let days = days.map(|days| Inline::words(context.catalog.fill("in_brackets", &[("text", &days)])));
        std::iter::once(Inline::link(context.link(record))).chain(days).collect()
    };
    let is_nobody = seeing.is_empty() && category.subprocessors.as_ref().is_some_and(|named| named.is_empty());
    let none = is_nobody.then(|| Inline::words(context.catalog.text("exceptions_none")));
    Value {
        lead: none.into_iter().collect(),
        items: seeing.iter().map(viewer).collect(),
        data: seeing.iter().map(|(record, _)| record.key.to_string()).collect(),
        ..Value::default()
    }
}

/// What some words mean: categories of the provider, with the way to them, or what the words say.
pub(super) fn named<'a>(context: &PageContext<'a>, provider: &Id, texts: &'a [Text]) -> Vec<Inline> {
    let meant = |text: &&'a Text| all(context, provider).find(|(record, one)| one.is_meant(&record.key.id, text));
    // The id of a category that readers may not see would tell of it.
    let texts = texts.iter().filter(|text| !statement::is_of_hidden(context, Kind::Data, provider, text));
    let inline = |text: &'a Text| match meant(&text) {
        Some((record, _)) => Inline::link(context.link(record)),
        None => Inline::phrase(context.phrase(text)),
    };
    texts.map(inline).collect()
}

/// The data that a company sees: what its own list says, and the categories that name it.
pub(super) fn seen_by<'a>(context: &PageContext<'a>, record: &'a Record, company: &'a Subprocessor) -> Vec<Inline> {
    let mut seen = named(context, &record.key.id.owner_id(), &company.data);
    for naming in context.site.referrers(&record.key, Kind::Data) {
        let link = Inline::link(context.link(naming));
        if !seen.contains(&link) {
            seen.push(link);
        }
    }
    seen
}

/// The categories that are kept in a place.
pub(super) fn kept_in(context: &PageContext<'_>, place: &Record) -> Vec<Link> {
    let provider = place.key.id.owner_id();
    let is_here = |text: &Text| locations::meant(context, &provider, text).is_some_and(|meant| meant.key == place.key);
    let here = all(context, &provider).filter(|(_, category)| category.places.iter().any(is_here));
    here.map(|(record, _)| context.link(record)).collect()
}

/// `We list 5 categories of data, kept in Germany and Ireland; 3 subprocessors see some of it.` That of the site's own
/// company, where it lists any.
fn lead(context: &PageContext<'_>, providers: &[OfProvider]) -> Option<String> {
    let (context, groups) = lead::own_or_all(context, providers, |group| group.is_own);
    let categories: Vec<&Category> = groups.iter().flat_map(|group| &group.categories).collect();
    if categories.is_empty() {
        return None;
    }
    let count = context.catalog.fill_counted("data_lead", categories.len() as u64);
    let clauses = [kept(&context, count, &categories), seen(&context, &groups, &categories)];
    let clauses: Vec<String> = clauses.into_iter().flatten().collect();
    Some(lead::of_statements(&context, &clauses))
}

/// Where the categories are kept, behind how many they are.
fn kept(context: &PageContext<'_>, count: String, categories: &[&Category]) -> Vec<String> {
    let stating: Vec<&&Category> = categories.iter().filter(|category| category.states(DataFact::Places)).collect();
    let names: BTreeSet<&String> = stating.iter().flat_map(|category| &category.places).collect();
    let mut names: Vec<String> = names.into_iter().cloned().collect();
    names.sort_by_cached_key(|name| context.catalog.collation.key(name));
    let places = lead::few(context, "data_lead_places", &names);
    match stating.len() {
        0 => vec![count, context.catalog.text("data_lead_nowhere").to_owned()],
        n if n == categories.len() => {
            vec![context.catalog.fill("data_lead_in", &[("count", &count), ("places", &places)])]
        }
        n => {
            let some = context.catalog.fill_counted("data_lead_some", n as u64);
            vec![count, crate::catalog::fill(&some, [("places", &*places)])]
        }
    }
}

/// Who sees some of it. That nobody does is said only where each category says so and no company is in use.
fn seen(context: &PageContext<'_>, groups: &[&OfProvider], categories: &[&Category]) -> Vec<String> {
    let seeing = groups.iter().flat_map(|group| {
        let names: BTreeSet<&String> = group.categories.iter().flat_map(|category| &category.seen_by).collect();
        names
    });
    let number = seeing.count() as u64;
    let is_whole = categories.iter().all(|category| category.states(DataFact::Subprocessors))
        && !groups.iter().any(|group| group.has_others);
    match (number, is_whole) {
        (0, false) => Vec::new(),
        (0, true) => vec![context.catalog.text("data_lead_unseen").to_owned()],
        (_, true) => vec![context.catalog.fill_counted("data_lead_seen", number)],
        (_, false) => vec![context.catalog.fill_counted("data_lead_seen_at_least", number)],
    }
}

fn filters(context: &PageContext<'_>, providers: &[OfProvider]) -> Vec<Filter> {
    let traits = |of: &dyn Fn(&OfProvider, &Category) -> Traits| -> Vec<Traits> {
        let rows = providers.iter().flat_map(|group| group.categories.iter().map(move |row| (group, row)));
        rows.map(|(group, row)| of(group, row)).collect()
    };
    let same = |text: &String| (text.clone(), text.clone());
    let filters = [
        filter(context, "provider", "provider", &traits(&|group, _| vec![same(&group.provider.text.text)])),
        filter(
            context,
            "country",
            "location_kind_country",
            &traits(&|_, row| country::traits(context, &row.countries)),
        ),
        filter(context, "subprocessor", "kind_subprocessor", &traits(&|_, row| row.seen_by.iter().map(same).collect())),
    ];
    filters.into_iter().flatten().collect()
}
