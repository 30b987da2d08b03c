//! Updates, and free pages of prose.

use std::collections::BTreeMap;

use serde::Serialize;

use super::body::{self, Filled};
use super::context::PageContext;
use super::description;
use super::feed_link::{self, FeedLink};
use super::fragments::Fragments;
use super::values::{Day, Label, Link, Pager, Phrase};
use super::words::beginning;
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::prose::Update;
use crate::model::tells::List;
use crate::model::terms::UpdateKind;
use crate::page::{Page, UPDATES_PER_PAGE};
use crate::path::Id;

/// How many letters of an update stand on the list.
const SUMMARY: usize = 200;

/// A part of the updates, the newest first.
#[derive(Serialize)]
pub(crate) struct UpdatesPage {
    /// The kinds of what is on the page, when there are several.
    kinds: Vec<KindCount>,
    feeds: Vec<FeedLink>,
    years: Vec<Year>,
    pager: Option<Pager>,
}

#[derive(Serialize)]
struct KindCount {
    kind: Label,
    count: usize,
}

#[derive(Serialize)]
struct Year {
    year: String,
    months: Vec<Month>,
}

#[derive(Serialize)]
struct Month {
    month: String,
    updates: Vec<ListedUpdate>,
}

/// An update among those of its month.
#[derive(Serialize)]
struct ListedUpdate {
    /// Its day without the year, which stands above it.
    day: String,
    #[serde(flatten)]
    card: UpdateCard,
    summary: Phrase,
}

/// An update on a list.
#[derive(Serialize)]
pub(super) struct UpdateCard {
    id: String,
    href: String,
    title: Phrase,
    date: Day,
    kind: Label,
    effective: Option<Day>,
    affects: Vec<Link>,
    mark: Option<&'static str>,
}

/// One update in full.
#[derive(Serialize)]
pub(crate) struct UpdatePage {
    #[serde(flatten)]
    card: UpdateCard,
    body: Filled,
    lang: Option<String>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// A free page.
#[derive(Serialize)]
pub(crate) struct ProsePage {
    title: Phrase,
    body: Filled,
    lang: Option<String>,
    mark: Option<&'static str>,
}

impl UpdateCard {
    /// The card of an update; `None` for any other record.
    pub(super) fn of<'a>(context: &PageContext<'a>, record: &'a Record) -> Option<Self> {
        let update = record.as_update()?;
        let affects = update.affects.iter().filter_map(|key| context.site.record(key));
        Some(Self {
            id: record.key.to_string(),
            href: context.href_of(&record.key),
            title: context.title(record),
            date: context.day(update.date),
            kind: context.label("update_kind", update.kind.word()),
            effective: update.effective.map(|date| context.day(date)),
            affects: affects.map(|record| context.full_link(record)).collect(),
            mark: context.mark(record),
        })
    }
}

impl UpdatesPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let months = self.years.iter().flat_map(|year| &year.months);
        let updates = months.flat_map(|month| &month.updates);
        let names = updates.map(|update| update.card.title.text.as_str());
        description::of_names(context, "description_updates", names)
    }
}

impl UpdatePage {
    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_bodies([Some(&self.body)])
    }
}

impl ProsePage {
    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_bodies([Some(&self.body)])
    }
}

pub(super) fn updates(context: &PageContext<'_>, page: &Page) -> UpdatesPage {
    let total = context.site.list(&List::All(Kind::Update)).count().div_ceil(UPDATES_PER_PAGE);
    let skipped = context.site.list(&List::All(Kind::Update)).skip((page.part - 1) * UPDATES_PER_PAGE);
    let part: Vec<(&Record, &Update)> =
        skipped.take(UPDATES_PER_PAGE).filter_map(|record| Some((record, record.as_update()?))).collect();
    let years = part.chunk_by(|(_, one), (_, other)| one.date.year() == other.date.year());
    UpdatesPage {
        kinds: kinds(context, &part),
        feeds: feed_link::links(context),
        years: years.map(|year| self::year(context, year)).collect(),
        pager: context.pager(page, total),
    }
}

/// How many updates there are of each kind, in the order of the vocabulary; nothing when all are of one.
fn kinds(context: &PageContext<'_>, updates: &[(&Record, &Update)]) -> Vec<KindCount> {
    let mut counts: BTreeMap<UpdateKind, usize> = BTreeMap::new();
    for (_, update) in updates {
        *counts.entry(update.kind).or_default() += 1;
    }
    let is_one = counts.len() < 2;
    let count =
        |(kind, count): (UpdateKind, usize)| KindCount { kind: context.label("update_kind", kind.word()), count };
    counts.into_iter().filter(|_| !is_one).map(count).collect()
}

fn year<'a>(context: &PageContext<'a>, updates: &[(&'a Record, &'a Update)]) -> Year {
    let months = updates.chunk_by(|(_, one), (_, other)| one.date.month() == other.date.month());
    let month = |updates: &[(&'a Record, &'a Update)]| Month {
        month: updates.first().map(|(_, update)| context.catalog.month(update.date)).unwrap_or_default(),
        updates: updates.iter().filter_map(|(record, update)| listed(context, record, update)).collect(),
    };
    let year = updates.first().map(|(_, update)| update.date.year().to_string()).unwrap_or_default();
    Year { year, months: months.map(month).collect() }
}

fn listed<'a>(context: &PageContext<'a>, record: &'a Record, update: &Update) -> Option<ListedUpdate> {
    let (words, language) = context.site.words(record, context.locale);
    let summary = beginning(&body::words(context, words.body()?, language), SUMMARY);
    Some(ListedUpdate {
        day: context.catalog.day_of_year(update.date),
        card: UpdateCard::of(context, record)?,
        summary: context.words_in(summary, language),
    })
}

pub(super) fn update(context: &PageContext<'_>, id: &Id) -> Option<UpdatePage> {
    let record = context.site.record(&Key::new(Kind::Update, id.clone()))?;
    let (words, language) = context.site.words(record, context.locale);
    let filled = body::fill(context, words, words.body()?, language);
    let (previous, next) = context.site.neighbors(record);
    Some(UpdatePage {
        card: UpdateCard::of(context, record)?,
        body: filled,
        lang: context.words_in("", language).lang,
        previous: previous.map(|record| context.link(record)),
        next: next.map(|record| context.link(record)),
    })
}

pub(super) fn prose(context: &PageContext<'_>, id: &Id) -> Option<ProsePage> {
    let record = context.site.record(&Key::new(Kind::Page, id.clone()))?;
    let (words, language) = context.site.words(record, context.locale);
    let filled = body::fill(context, words, words.body()?, language);
    Some(ProsePage {
        title: context.title(record),
        body: filled,
        lang: context.words_in("", language).lang,
        mark: context.mark(record),
    })
}
