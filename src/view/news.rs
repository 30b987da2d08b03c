//! Updates, and free pages of prose.

use serde::Serialize;

use super::body::{self, Filled};
use super::description;
use super::fragments::Fragments;
use super::parts::{Day, Label, Link, Pager, Phrase};
use super::scene::Scene;
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::page::{Page, UPDATES_PER_PAGE};
use crate::path::Id;

/// A part of the updates, the newest first.
#[derive(Serialize)]
pub(crate) struct Updates {
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
pub(crate) struct Update {
    #[serde(flatten)]
    card: UpdateCard,
    body: Filled,
    lang: Option<String>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// A free page.
#[derive(Serialize)]
pub(crate) struct Prose {
    title: Phrase,
    body: Filled,
    lang: Option<String>,
    mark: Option<&'static str>,
}

impl UpdateCard {
    /// The card of an update; `None` for any other record.
    pub(super) fn of<'a>(scene: &Scene<'a>, record: &'a Record) -> Option<Self> {
        let update = record.as_update()?;
        let affects = update.affects.iter().filter_map(|key| scene.site.record(key));
        Some(Self {
            id: record.key.to_string(),
            href: scene.href_of(&record.key),
            title: scene.title(record),
            date: scene.day(update.date),
            kind: scene.label("update_kind", update.kind.word()),
            affects: affects.map(|record| scene.full_link(record)).collect(),
            mark: scene.mark(record),
        })
    }
}

impl Updates {
    pub(super) fn description(&self, scene: &Scene<'_>) -> String {
        let names = self.updates.iter().map(|update| update.title.text.as_str());
        description::of_names(scene, "description_updates", names)
    }
}

impl Update {
    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_bodies([Some(&self.body)])
    }
}

impl Prose {
    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_bodies([Some(&self.body)])
    }
}

pub(super) fn updates(scene: &Scene<'_>, page: &Page) -> Updates {
    let total = scene.site.list(&List::All(Kind::Update)).count().div_ceil(UPDATES_PER_PAGE);
    let part =
        scene.site.list(&List::All(Kind::Update)).skip((page.part - 1) * UPDATES_PER_PAGE).take(UPDATES_PER_PAGE);
    Updates {
        updates: part.filter_map(|record| UpdateCard::of(scene, record)).collect(),
        pager: scene.pager(page, total),
    }
}

pub(super) fn update(scene: &Scene<'_>, id: &Id) -> Option<Update> {
    let record = scene.site.record(&Key::new(Kind::Update, id.clone()))?;
    let (words, language) = scene.site.words(record, scene.locale);
    let filled = body::fill(scene, words, words.body()?, language);
    let (previous, next) = scene.site.neighbors(record);
    Some(Update {
        card: UpdateCard::of(scene, record)?,
        body: filled,
        lang: scene.words_in("", language).lang,
        previous: previous.map(|record| scene.link(record)),
        next: next.map(|record| scene.link(record)),
    })
}

pub(super) fn prose(scene: &Scene<'_>, id: &Id) -> Option<Prose> {
    let record = scene.site.record(&Key::new(Kind::Page, id.clone()))?;
    let (words, language) = scene.site.words(record, scene.locale);
    let filled = body::fill(scene, words, words.body()?, language);
    Some(Prose {
        title: scene.title(record),
        body: filled,
        lang: scene.words_in("", language).lang,
        mark: scene.mark(record),
    })
}
