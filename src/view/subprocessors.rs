//! Who else handles customers' data, for each provider, and what is about to change.
//!
//! On the day of the page a company is not in use yet, in use, or no longer. A change stands above the list from the day
//! on which it is recorded until it is in effect and nobody can object any more.

use std::collections::BTreeSet;

use serde::Serialize;

use super::ai;
use super::ask::{self, Ask};
use super::context::PageContext;
use super::country;
use super::data;
use super::description;
use super::documents::{Without, speakers};
use super::filter::{Filter, Traits, filter};
use super::values::{Day, Inline, Link, Phrase};
use super::whereabouts::{self, Whereabouts};
use crate::model::Record;
use crate::model::date::Date;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::provider::{Agreement, AnnouncedChange, Engagement, Subprocessor};
use crate::model::tells::List;
use crate::model::terms::{ChangeKind, ProviderFact};
use crate::path::Id;

/// Every subprocessor, by provider.
#[derive(Serialize)]
pub(crate) struct SubprocessorsPage {
    /// How many there are in how many countries, in a sentence.
    pub(super) lead: Option<String>,
    filters: Vec<Filter>,
    /// Whether the companies are those of several providers.
    several: bool,
    providers: Vec<OfProvider>,
    without: Vec<Without>,
}

#[derive(Serialize)]
struct OfProvider {
    provider: Link,
    changes: Vec<Change>,
    /// The columns in which any of the rows has something, of those that may be blank.
    columns: Vec<&'static str>,
    /// Those in use on the day of the page.
    rows: Vec<Row>,
    ended: Vec<Row>,
}

/// A company, and what it does with which data.
#[derive(Serialize)]
struct Row {
    id: String,
    entity: String,
    href: Option<String>,
    group: Option<Phrase>,
    purpose: Option<Phrase>,
    /// What it sees, categories of data with the way to them.
    data: Vec<Inline>,
    #[serde(flatten)]
    whereabouts: Whereabouts,
    agreement: Option<Link>,
    notice: Option<Phrase>,
    /// The uses of AI for which it provides the model.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ai: Vec<Link>,
    effective_from: Option<Day>,
    ended: Option<Day>,
    has_ended: bool,
    /// What is announced of it, with the way to that.
    announced: Option<Link>,
}

/// An announced change.
#[derive(Serialize)]
struct Change {
    id: String,
    kind: &'static str,
    title: String,
    announced_on: Option<Day>,
    effective_from: Day,
    objection: Option<Objection>,
    note: Option<Phrase>,
    /// The company that is not in use yet and so on no list.
    company: Option<Row>,
}

/// Those in use in a line each, and what is announced.
#[derive(Serialize)]
pub(super) struct InShort {
    count: String,
    companies: Vec<Short>,
    changes: Vec<ShortChange>,
}

/// A company, what it is used for, and where it handles the data, else the country that it is in.
#[derive(Serialize)]
struct Short {
    entity: String,
    purpose: Option<Phrase>,
    places: Vec<Phrase>,
}

#[derive(Serialize)]
struct ShortChange {
    title: String,
    effective_from: Day,
    objection_until: Option<Day>,
}

/// Until when customers can object, and how.
#[derive(Serialize)]
struct Objection {
    until: Day,
    is_open: bool,
    days_left: i64,
    /// How long that is from the day of the page.
    text: Option<String>,
    ask: Option<Ask>,
}

/// A company on the day of the page.
#[derive(Clone, Copy)]
struct Company<'a> {
    record: &'a Record,
    company: &'a Subprocessor,
}

impl SubprocessorsPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.providers.iter().map(|group| group.provider.text.text.as_str());
        description::of_names(context, "description_subprocessors", names)
    }
}

pub(super) fn subprocessors(context: &PageContext<'_>) -> SubprocessorsPage {
    let all: Vec<&Record> = speakers(context, Kind::Subprocessor).collect();
    let providers: Vec<OfProvider> = all.iter().filter_map(|provider| of_provider(context, provider)).collect();
    SubprocessorsPage {
        lead: lead(context, &providers),
        filters: filters(context, &providers),
        several: providers.len() > 1,
        providers,
        without: all
            .into_iter()
            .filter_map(|provider| Without::of(context, provider, ProviderFact::Subprocessors))
            .collect(),
    }
}

/// The subprocessors of a provider in short; none where it names none.
pub(super) fn in_short<'a>(context: &PageContext<'a>, provider: &'a Record) -> Option<InShort> {
    let OfProvider { rows, changes, .. } = of_provider(context, provider)?;
    let count = context.catalog.fill_counted("subprocessors_count", rows.len() as u64);
    let companies = rows.into_iter().map(|Row { entity, purpose, whereabouts, .. }| Short {
        entity,
        purpose,
        places: whereabouts.country.map_or(whereabouts.places, |country| vec![country]),
    });
    let changes = changes.into_iter().map(|Change { title, effective_from, objection, .. }| ShortChange {
        title,
        effective_from,
        objection_until: objection.map(|objection| objection.until),
    });
    Some(InShort { count, companies: companies.collect(), changes: changes.collect() })
}

fn of_provider<'a>(context: &PageContext<'a>, provider: &'a Record) -> Option<OfProvider> {
    let list = List::Of(Kind::Subprocessor, provider.key.id.clone());
    let records = context.by_name(context.site.list(&list)).into_iter();
    let companies: Vec<Company<'a>> =
        records.filter_map(|record| Some(Company { record, company: record.as_subprocessor()? })).collect();
    if companies.is_empty() {
        return None;
    }
    let today = context.site.as_of.date();
    let has_ended = |one: &Company<'_>| one.company.last_day().is_some_and(|day| day < today);
    let of = |keep: &dyn Fn(&Company<'_>) -> bool| -> Vec<Row> {
        companies.iter().filter(|one| keep(one)).map(|one| row(context, *one)).collect()
    };
    let rows = of(&|one| one.company.engagement(today) == Engagement::InUse);
    let has = |is_given: fn(&Row) -> bool| rows.iter().any(is_given);
    let columns = [
        ("purpose", has(|row| row.purpose.is_some())),
        ("data", has(|row| !row.data.is_empty())),
        ("places", has(|row| row.whereabouts.is_known())),
        ("since", has(|row| row.effective_from.is_some() || row.ended.is_some())),
    ];
    let columns = columns.into_iter().filter(|(_, is_filled)| *is_filled).map(|(name, _)| name).collect();
    let changes = changes(context, &companies);
    Some(OfProvider { provider: context.link(provider), changes, columns, rows, ended: of(&has_ended) })
}

fn anchor(id: &Id) -> String {
    let address = Key::new(Kind::Subprocessor, id.clone()).address();
    address.split_once('#').map(|(_, anchor)| anchor.to_owned()).unwrap_or_default()
}

fn row<'a>(context: &PageContext<'a>, one: Company<'a>) -> Row {
    let Company { record, company } = one;
    let today = context.site.as_of.date();
    let last_day = company.last_day();
    Row {
        id: anchor(&record.key.id),
        entity: company.entity.clone(),
        href: company.url.as_ref().map(|url| url.value.clone()),
        group: company.group.as_ref().map(|group| context.phrase(group)),
        purpose: company.purpose.as_ref().map(|purpose| context.phrase(purpose)),
        data: data::seen_by(context, record, company),
        whereabouts: whereabouts::whereabouts(context, record, company),
        agreement: company.agreement.as_ref().and_then(|agreement| self::agreement(context, agreement)),
        notice: company.notice.as_ref().map(|notice| context.phrase(notice)),
        ai: ai::models_of(context, record),
        effective_from: company.first_day().map(|date| context.day(date)),
        has_ended: last_day.is_some_and(|day| day < today),
        ended: last_day.map(|day| context.day(day)),
        announced: announced(company, today).map(|change| Link {
            text: PageContext::words(when(context, &change)),
            href: Some(format!("#{}", anchor_of_change(&record.key.id))),
        }),
    }
}

fn agreement<'a>(context: &PageContext<'a>, agreement: &'a Agreement) -> Option<Link> {
    match agreement {
        Agreement::Document(key) => context.site.record(&key.value).map(|record| context.link(record)),
        Agreement::Address(address) => Some(Link {
            text: PageContext::words(context.catalog.text("agreement")),
            href: Some(address.value.clone()),
        }),
    }
}

fn anchor_of_change(id: &crate::path::Id) -> String {
    format!("{}_change", anchor(id))
}

/// What is announced of a company: what its author says, else that it begins or ends on a day to come.
fn announced(company: &Subprocessor, today: Date) -> Option<AnnouncedChange> {
    let plain = |kind: ChangeKind, effective_from: Date| AnnouncedChange {
        kind,
        announced_on: None,
        effective_from,
        objection_until: None,
        by: None,
        note: None,
    };
    let is_open = |change: &&AnnouncedChange| {
        change.effective_from > today || change.objection_until.is_some_and(|until| until >= today)
    };
    let begins = || company.first_day().filter(|day| *day > today).map(|day| plain(ChangeKind::Added, day));
    let ends = || company.last_day().filter(|day| *day >= today).map(|day| plain(ChangeKind::Ended, day.next()));
    company.change.as_ref().filter(is_open).cloned().or_else(begins).or_else(ends)
}

/// What happens when: `Replaced on 4 January 2027`.
fn when(context: &PageContext<'_>, change: &AnnouncedChange) -> String {
    let key = match change.kind {
        ChangeKind::Added => "change_added_on",
        ChangeKind::Changed => "change_changed_on",
        ChangeKind::Replaced => "change_replaced_on",
        ChangeKind::Ended => "change_ended_on",
    };
    context.catalog.fill(key, &[("date", &context.date_text(change.effective_from))])
}

/// The changes to come, the one first that takes effect first.
fn changes<'a>(context: &PageContext<'a>, companies: &[Company<'a>]) -> Vec<Change> {
    let today = context.site.as_of.date();
    let open: Vec<_> = companies.iter().filter_map(|one| Some((one, announced(one.company, today)?))).collect();
    // Who takes over from another is announced together with it.
    let takers: BTreeSet<_> =
        open.iter().filter_map(|(_, change)| change.by.as_ref().map(|by| by.value.clone())).collect();
    let on_its_own = |(one, change): &&(&Company<'_>, AnnouncedChange)| {
        change.kind != ChangeKind::Added || !takers.contains(&one.record.key.id)
    };
    let mut open: Vec<_> = open.iter().filter(on_its_own).collect();
    open.sort_by_key(|(one, change)| (change.effective_from, one.record.key.id.clone()));
    open.into_iter().map(|(one, change)| self::change(context, **one, change)).collect()
}

fn change<'a>(context: &PageContext<'a>, one: Company<'a>, change: &AnnouncedChange) -> Change {
    let today = context.site.as_of.date();
    let taker = change.by.as_ref().and_then(|by| context.site.record(&Key::new(Kind::Subprocessor, by.value.clone())));
    let taker = taker.and_then(|record| Some(Company { record, company: record.as_subprocessor()? }));
    let is_upcoming = |one: &Company<'_>| one.company.first_day().is_some_and(|day| day > today);
    let entity = one.company.entity.as_str();
    let title = match (change.kind, taker) {
        (ChangeKind::Replaced, Some(taker)) => {
            context.catalog.fill("change_replaced_by", &[("entity", entity), ("by", &taker.company.entity)])
        }
        (ChangeKind::Replaced, None) => context.catalog.fill("change_replaced", &[("entity", entity)]),
        (ChangeKind::Added, _) => context.catalog.fill("change_added", &[("entity", entity)]),
        (ChangeKind::Changed, _) => context.catalog.fill("change_changed", &[("entity", entity)]),
        (ChangeKind::Ended, _) => context.catalog.fill("change_ended", &[("entity", entity)]),
    };
    let note = one.company.change.as_ref().and_then(|change| change.note.as_ref());
    Change {
        id: anchor_of_change(&one.record.key.id),
        kind: change.kind.word(),
        title,
        announced_on: change.announced_on.map(|day| context.day(day)),
        effective_from: context.day(change.effective_from),
        objection: change.objection_until.map(|until| objection(context, one, until)),
        note: note.map(|note| context.phrase(note)),
        // What is announced of it stands here already.
        company: taker.or(Some(one)).filter(is_upcoming).map(|one| Row { announced: None, ..row(context, one) }),
    }
}

fn objection(context: &PageContext<'_>, one: Company<'_>, until: Date) -> Objection {
    let today = context.site.as_of.date();
    let days_left = until.days_since(today);
    let left = u64::try_from(days_left).ok();
    let subject = context.catalog.fill("objection_subject", &[("entity", &one.company.entity)]);
    let date = context.date_text(today);
    let text =
        left.map(|days| crate::catalog::fill(&context.catalog.fill_counted("days_left_on", days), [("date", &*date)]));
    let ask = ask::provider(context, &one.record.key.id.owner_id(), &subject).filter(|_| left.is_some());
    Objection { until: context.day(until), is_open: left.is_some(), days_left: days_left.max(0), text, ask }
}

/// `14 companies in 5 countries.`, and how many changes are announced; neither where there is none.
fn lead(context: &PageContext<'_>, providers: &[OfProvider]) -> Option<String> {
    let catalog = context.catalog;
    let rows = || providers.iter().flat_map(|group| &group.rows);
    let countries: BTreeSet<&String> = rows().flat_map(|row| &row.whereabouts.countries).collect();
    let companies = catalog.fill_counted("subprocessors_count", rows().count() as u64);
    let key = if countries.is_empty() { "subprocessors_lead" } else { "subprocessors_lead_in" };
    let countries = catalog.fill_counted("countries_count", countries.len() as u64);
    let in_use = catalog.fill(key, &[("companies", &companies), ("countries", &countries)]);
    let n_changes = providers.iter().map(|group| group.changes.len()).sum::<usize>();
    let changes = catalog.fill_counted("changes_lead", n_changes as u64);
    let said = [(rows().count() > 0, in_use), (n_changes > 0, changes)].into_iter().filter(|(is_some, _)| *is_some);
    let sentences: Vec<String> = said.map(|(_, sentence)| sentence).collect();
    (!sentences.is_empty()).then(|| sentences.join(catalog.text("sentence_separator")))
}

fn filters(context: &PageContext<'_>, providers: &[OfProvider]) -> Vec<Filter> {
    let traits = |of: &dyn Fn(&OfProvider, &Row) -> Traits| -> Vec<Traits> {
        let rows = providers.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row)));
        rows.map(|(group, row)| of(group, row)).collect()
    };
    let same = |phrase: &Phrase| (phrase.text.clone(), phrase.text.clone());
    let seen = |data: &Inline| (data.text.clone(), data.text.clone());
    let filters = [
        filter(context, "provider", "provider", &traits(&|group, _| vec![same(&group.provider.text)])),
        filter(
            context,
            "country",
            "location_kind_country",
            &traits(&|_, row| country::traits(context, &row.whereabouts.countries)),
        ),
        filter(context, "data", "data", &traits(&|_, row| row.data.iter().map(seen).collect())),
        filter(context, "group", "group", &traits(&|_, row| row.group.iter().map(same).collect())),
    ];
    filters.into_iter().flatten().collect()
}
