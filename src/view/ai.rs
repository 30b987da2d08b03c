//! What providers use AI for, whether customer data trains a model, and which subprocessors provide the models.

use serde::Serialize;

use super::context::PageContext;
use super::country;
use super::data;
use super::description;
use super::filter::{Filter, Traits, filter};
use super::lead;
use super::statement::{self, Facts, Said, Statement};
use super::values::{Fact, Inline, Label, Link, Phrase, Value};
use crate::model::Record;
use crate::model::ai::{AiUse, ModelProvider};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::model::terms::{AiFact, FactState, Training, Word};
use crate::path::Id;

/// Every use of AI, by provider.
#[derive(Serialize)]
pub(crate) struct AiPage {
    /// How many there are, and whether customer data trains a model, in a sentence.
    pub(super) lead: Option<String>,
    filters: Vec<Filter>,
    /// Whether the uses are those of several providers.
    several: bool,
    providers: Vec<OfProvider>,
}

#[derive(Serialize)]
struct OfProvider {
    provider: Link,
    uses: Vec<Use>,
    /// The subprocessors whose models are used.
    subprocessors: Vec<Company>,
    #[serde(skip)]
    is_own: bool,
}

#[derive(Serialize)]
struct Use {
    #[serde(flatten)]
    statement: Statement,
    /// Whether customer data trains a model, where that is stated.
    training: Option<Label>,
    /// The codes of the countries in which it is done, as far as they are known.
    countries: Vec<String>,
    #[serde(skip)]
    trains: Trains,
}

/// What a use says of training: the word, or why there is none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trains {
    Said(Training),
    Inapplicable,
    Unsaid,
}

/// A subprocessor, and the uses for which it provides the model.
#[derive(Serialize)]
struct Company {
    company: Link,
    purpose: Option<Phrase>,
    /// From or until when it is in use, where it is not on the day of the page.
    days: Option<String>,
    uses: Vec<Link>,
}

/// A use as its record states it.
type Stated<'a> = (&'a Record, &'a AiUse);

impl AiPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.providers.iter().map(|group| group.provider.text.text.as_str());
        description::of_names(context, "description_ai", names)
    }
}

pub(super) fn ai(context: &PageContext<'_>) -> AiPage {
    let providers = context.site.list(&List::All(Kind::Provider));
    let providers: Vec<OfProvider> = providers.filter_map(|provider| of_provider(context, provider)).collect();
    AiPage {
        lead: lead(context, &providers),
        filters: filters(context, &providers),
        several: providers.len() > 1,
        providers,
    }
}

fn of_provider<'a>(context: &PageContext<'a>, provider: &'a Record) -> Option<OfProvider> {
    let id = &provider.key.id;
    let uses: Vec<Stated<'a>> = all(context, id).collect();
    (!uses.is_empty()).then(|| OfProvider {
        provider: context.link(provider),
        subprocessors: subprocessors(context, &uses),
        uses: uses.into_iter().map(|stated| use_of(context, stated)).collect(),
        is_own: id.is_own(),
    })
}

/// The uses of a provider, in its order.
fn all<'a>(context: &PageContext<'a>, provider: &Id) -> impl Iterator<Item = Stated<'a>> + use<'a> {
    let records = context.site.list(&List::Of(Kind::Ai, provider.clone()));
    records.filter_map(|record| Some((record, record.as_ai()?)))
}

fn use_of<'a>(context: &PageContext<'a>, (record, ai_use): Stated<'a>) -> Use {
    let said = Said { description: ai_use.description.as_ref(), sources: &ai_use.sources, review: &ai_use.review };
    let word = ai_use.training.as_ref().map(|word| word.value);
    let trains = match (word, ai_use.silence.state(AiFact::Training, word.is_some())) {
        (Some(word), _) => Trains::Said(word),
        (None, FactState::NotApplicable) => Trains::Inapplicable,
        (None, _) => Trains::Unsaid,
    };
    Use {
        statement: Statement::of(context, record, &said, facts(context, (record, ai_use))),
        training: word.map(|word| context.label("training", word.word())),
        countries: statement::places(context, &record.key.id.owner_id(), &ai_use.places).countries,
        trains,
    }
}

/// The facts of a use.
fn facts<'a>(context: &PageContext<'a>, (record, ai_use): Stated<'a>) -> Vec<Fact> {
    let facts = Facts::of(context, record, "ai_fact");
    let context = &facts.context;
    let provider = record.key.id.owner_id();
    let value = |fact: AiFact| match fact {
        AiFact::Training => ai_use.training.as_ref().map_or_else(Value::default, |word| {
            Value::words(context.catalog.word("training", word.word()), word.word())
        }),
        AiFact::ModelProvider => model_provider(context, ai_use),
        AiFact::Model => statement::one(context, ai_use.model.as_ref()),
        AiFact::DataUsed => {
            let named = data::named(context, &provider, &ai_use.data);
            let data = named.iter().map(|inline| inline.text.clone()).collect();
            Value { items: named.into_iter().map(|inline| vec![inline]).collect(), data, ..Value::default() }
        }
        AiFact::Places => statement::places(context, &provider, &ai_use.places).value,
        AiFact::Retention => statement::one(context, ai_use.retention.as_ref()),
        AiFact::OptOut => statement::one(context, ai_use.opt_out.as_ref()),
        AiFact::HumanReview => statement::one(context, ai_use.human_review.as_ref()),
    };
    let state = |fact: AiFact| ai_use.silence.state(fact, ai_use.given(fact).is_some());
    AiFact::ALL.iter().map(|(_, fact)| facts.fact(fact.word(), state(*fact), value(*fact))).collect()
}

/// What a use is found by.
pub(super) fn words<'a>(context: &PageContext<'a>, (record, ai_use): Stated<'a>) -> Vec<String> {
    let description = ai_use.description.iter().map(|text| context.phrase(text).text);
    description.chain(statement::in_words(context, &facts(context, (record, ai_use)))).collect()
}

fn model_provider<'a>(context: &PageContext<'a>, ai_use: &'a AiUse) -> Value {
    match &ai_use.model_provider {
        Some(ModelProvider::Words(text)) => statement::one(context, Some(text)),
        Some(ModelProvider::Subprocessor(key)) => {
            let lead = context.site.record(key).map(|record| Inline::link(context.link(record)));
            Value { lead: lead.into_iter().collect(), data: vec![key.to_string()], ..Value::default() }
        }
        None => Value::default(),
    }
}

/// The subprocessors whose models are used, each with the uses.
fn subprocessors<'a>(context: &PageContext<'a>, uses: &[Stated<'a>]) -> Vec<Company> {
    let key_of = |ai_use: &'a AiUse| ai_use.model_provider.as_ref().and_then(ModelProvider::subprocessor);
    let mut keys: Vec<&Key> = uses.iter().filter_map(|(_, ai_use)| key_of(ai_use)).map(|key| &key.value).collect();
    keys.sort_unstable();
    keys.dedup();
    let records = context.by_name(keys.into_iter().filter_map(|key| context.site.record(key)));
    let company = |record: &'a Record| {
        let company = record.as_subprocessor()?;
        let own = uses.iter().filter(|(_, one)| key_of(one).is_some_and(|key| key.value == record.key));
        Some(Company {
            company: context.link(record),
            purpose: company.purpose.as_ref().map(|purpose| context.phrase(purpose)),
            days: data::days(context, company),
            uses: own.map(|(record, _)| context.link(record)).collect(),
        })
    };
    records.into_iter().filter_map(company).collect()
}

/// The uses of AI for which a subprocessor provides the model.
pub(super) fn models_of(context: &PageContext<'_>, subprocessor: &Record) -> Vec<Link> {
    context.site.referrers(&subprocessor.key, Kind::Ai).map(|record| context.link(record)).collect()
}

/// `We list 2 features that use AI; none of them trains a model on customer data.` That of the site's own company, where
/// it lists any; what is said of all is what each of them says.
fn lead(context: &PageContext<'_>, providers: &[OfProvider]) -> Option<String> {
    let (context, groups) = lead::own_or_all(context, providers, |group| group.is_own);
    let all: Vec<Trains> = groups.iter().flat_map(|group| &group.uses).map(|one| one.trains).collect();
    if all.is_empty() {
        return None;
    }
    let catalog = context.catalog;
    let count = |key: &'static str, trains: Trains| {
        let number = all.iter().filter(|one| **one == trains).count() as u64;
        (number > 0).then(|| catalog.fill_counted(key, number))
    };
    let clauses = if all.iter().all(|trains| *trains == Trains::Said(Training::Never)) {
        vec![Some(catalog.fill_counted("ai_lead_none_trains", all.len() as u64))]
    } else {
        vec![
            count("ai_lead_always", Trains::Said(Training::Always)),
            count("ai_lead_with_consent", Trains::Said(Training::WithConsent)),
            count("ai_lead_never", Trains::Said(Training::Never)),
            count("ai_lead_unsaid", Trains::Unsaid),
            count("ai_lead_inapplicable", Trains::Inapplicable),
        ]
    };
    let first = catalog.fill_counted("ai_lead", all.len() as u64);
    let clauses: Vec<String> = std::iter::once(first).chain(clauses.into_iter().flatten()).collect();
    Some(lead::of_statements(&context, &clauses))
}

fn filters(context: &PageContext<'_>, providers: &[OfProvider]) -> Vec<Filter> {
    let traits = |of: &dyn Fn(&OfProvider, &Use) -> Traits| -> Vec<Traits> {
        let rows = providers.iter().flat_map(|group| group.uses.iter().map(move |row| (group, row)));
        rows.map(|(group, row)| of(group, row)).collect()
    };
    let training = |label: &Label| (label.value.to_owned(), label.text.clone());
    let provider = |group: &OfProvider| vec![(group.provider.text.text.clone(), group.provider.text.text.clone())];
    let filters = [
        filter(context, "provider", "provider", &traits(&|group, _| provider(group))),
        filter(context, "training", "ai_fact_training", &traits(&|_, row| row.training.iter().map(training).collect())),
        filter(
            context,
            "country",
            "location_kind_country",
            &traits(&|_, row| country::traits(context, &row.countries)),
        ),
    ];
    filters.into_iter().flatten().collect()
}
