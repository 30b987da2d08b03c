//! An edition of criteria beside the others, through the controls that name criteria of both.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::context::PageContext;
use super::control_group::criterion_link;
use super::description;
use super::values::{Link, Listed, Phrase};
use crate::model::Record;
use crate::model::control::Control;
use crate::model::framework::Edition;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::page::PageKind;
use crate::path::Id;

/// How many controls that name a criterion are named.
const NAMED: usize = 6;

/// The controls that name criteria of an edition.
pub(super) struct Naming<'a> {
    edition: Id,
    controls: Vec<(&'a Record, &'a Control)>,
    by_criterion: BTreeMap<&'a str, Vec<usize>>,
}

/// How many criteria of an edition a provider's controls name, and which they do not.
#[derive(Serialize)]
pub(super) struct Share {
    provider: Link,
    text: String,
    unnamed: Vec<String>,
}

impl<'a> Naming<'a> {
    pub(super) fn of(context: &PageContext<'a>, edition: &Id) -> Self {
        let key = Key::new(Kind::Edition, edition.clone());
        let naming = context.site.referrers(&key, Kind::Control).filter_map(|one| Some((one, one.as_control()?)));
        let controls: Vec<(&Record, &Control)> = naming.collect();
        let mut by_criterion: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, (_, control)) in controls.iter().enumerate() {
            for criterion in control.criteria_of(edition) {
                by_criterion.entry(criterion).or_default().push(place);
            }
        }
        Self { edition: edition.clone(), controls, by_criterion }
    }

    fn naming(&self, criterion: &str) -> impl Iterator<Item = (&'a Record, &'a Control)> {
        self.by_criterion.get(criterion).into_iter().flatten().map(|place| self.controls[*place])
    }

    /// Links to the first controls that name a criterion.
    pub(super) fn listed(&self, context: &PageContext<'a>, criterion: &str) -> Listed {
        listed(context, self.naming(criterion).map(|(record, _)| record))
    }

    /// For each provider with such controls, how many of the criteria they name, and which they do not.
    pub(super) fn shares(&self, context: &PageContext<'a>, edition: &Edition) -> Vec<Share> {
        let owners: BTreeSet<Id> = self.controls.iter().map(|(record, _)| record.key.id.owner_id()).collect();
        let share = |owner: &Id| {
            let context = context.about(owner);
            let (provider, _) = context.site.provider(owner)?;
            let is_named = |criterion: &str| self.naming(criterion).any(|(one, _)| one.key.id.owner_id() == *owner);
            let ids = edition.criteria.iter().map(|criterion| criterion.id.value.as_str());
            let (named, unnamed): (Vec<&str>, Vec<&str>) = ids.partition(|id| is_named(id));
            let total = edition.criteria.len();
            let values = [("n", &*named.len().to_string()), ("total", &*total.to_string())];
            Some(Share {
                provider: context.link(provider),
                text: context.catalog.fill_form("criteria_with_control", total, &values),
                unnamed: unnamed.into_iter().map(ToOwned::to_owned).collect(),
            })
        };
        owners.iter().filter_map(share).collect()
    }
}

fn listed<'a>(context: &PageContext<'a>, controls: impl Iterator<Item = &'a Record>) -> Listed {
    let mut controls = controls;
    let items = controls.by_ref().take(NAMED).map(|record| control_link(context, record)).collect();
    Listed { items, more: context.more(controls.count(), PageKind::Controls.address()) }
}

/// A link to a control, which says whose it is where that is not the site's own company.
fn control_link<'a>(context: &PageContext<'a>, record: &'a Record) -> Link {
    let link = context.link(record);
    let provider = context.site.provider(&record.key.id.owner_id()).filter(|_| !record.key.id.is_own());
    let Some((provider, _)) = provider else { return link };
    let values = [("title", &*link.text.text), ("provider", &*context.title(provider).text)];
    Link { text: Phrase { text: context.catalog.fill("search_title_of", &values), lang: link.text.lang }, ..link }
}

/// An edition beside the others.
#[derive(Serialize)]
pub(crate) struct CrosswalkPage {
    edition: Link,
    lead: String,
    others: Vec<Across>,
}

/// An edition beside another one.
#[derive(Serialize)]
struct Across {
    /// The anchor of the section.
    id: String,
    edition: Link,
    text: String,
    rows: Vec<AcrossRow>,
}

/// A criterion, and those of the other edition that some control names too.
#[derive(Serialize)]
struct AcrossRow {
    criterion: Link,
    label: Option<Phrase>,
    others: Vec<Link>,
    controls: Listed,
}

impl CrosswalkPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        description::of_name(context, "description_crosswalk", &self.edition.text.text)
    }
}

pub(super) fn crosswalk(context: &PageContext<'_>, id: &Id) -> Option<CrosswalkPage> {
    let record = context.site.record(&Key::new(Kind::Edition, id.clone()))?;
    let edition = record.as_edition()?;
    let naming = Naming::of(context, id);
    let named = naming.controls.iter().flat_map(|(_, control)| &control.criteria).map(|named| &named.edition);
    let others: BTreeSet<&Id> = named.filter(|other| *other != id).collect();
    let across = others.into_iter().filter_map(|other| across(context, &naming, edition, other));
    Some(CrosswalkPage {
        edition: context.link(record),
        lead: context.catalog.text("crosswalk_lead").to_owned(),
        others: across.collect(),
    })
}

fn across<'a>(context: &PageContext<'a>, naming: &Naming<'a>, edition: &'a Edition, other: &Id) -> Option<Across> {
    let record = context.site.record(&Key::new(Kind::Edition, other.clone()))?;
    // In the order of the other edition.
    let order = record.as_edition()?.criteria.iter().map(|criterion| criterion.id.value.as_str());
    let order: BTreeMap<&str, usize> = order.enumerate().map(|(place, id)| (id, place)).collect();
    let row = |criterion: &'a crate::model::framework::Criterion| {
        let both = || naming.naming(&criterion.id.value).filter(|(_, one)| one.criteria_of(other).next().is_some());
        let named = both().flat_map(|(_, control)| control.criteria_of(other));
        let others: BTreeSet<(usize, &str)> =
            named.map(|id| (order.get(id).copied().unwrap_or(usize::MAX), id)).collect();
        (!others.is_empty()).then(|| AcrossRow {
            criterion: criterion_link(context, &naming.edition, &criterion.id.value),
            label: criterion.label.as_ref().map(|label| context.phrase(label)),
            others: others.into_iter().map(|(_, id)| criterion_link(context, other, id)).collect(),
            controls: listed(context, both().map(|(record, _)| record)),
        })
    };
    let rows: Vec<AcrossRow> = edition.criteria.iter().filter_map(row).collect();
    let total = edition.criteria.len();
    let values = [("n", &*rows.len().to_string()), ("total", &*total.to_string())];
    let text = context.catalog.fill_form("crosswalk_share", total, &values);
    (!rows.is_empty()).then(|| Across { id: other.to_string(), edition: context.link(record), text, rows })
}
