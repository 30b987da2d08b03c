//! Updates, and free pages of prose.

use serde::Serialize;

use super::body::{self, Filled};
use super::context::PageContext;
use super::description;
use super::fragments::Fragments;
use super::values::{Day, Label, Link, Pager, Phrase};
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::page::{Page, UPDATES_PER_PAGE};
use crate::path::Id;

/// A part of the updates, the newest first.
#[derive(Serialize)]
pub(crate) struct UpdatesPage {
    updates: Vec<UpdateCard>,
    pager: Option<Pager>,
}

/// An update on a list.
#[derive(Serialize)]
pub(super) struct UpdateCard {
    id: String,
    href: String,
    title: Phrase,
    date: Day,
    kind: Label,
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
            affects: affects.map(|record| context.full_link(record)).collect(),
            mark: context.mark(record),
        })
    }
}

impl UpdatesPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.updates.iter().map(|update| update.title.text.as_str());
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
    let part =
        context.site.list(&List::All(Kind::Update)).skip((page.part - 1) * UPDATES_PER_PAGE).take(UPDATES_PER_PAGE);
    UpdatesPage {
        updates: part.filter_map(|record| UpdateCard::of(context, record)).collect(),
        pager: context.pager(page, total),
    }
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
