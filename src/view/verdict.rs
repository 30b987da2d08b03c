//! Where a service stands in a report: one verdict, and in which environments and places it holds.
//!
//! 1. The rows are the entries of scope about both that count on the page's date.
//! 2. For one environment and one place the rows speak that are closest to both; where they disagree, the answer is a
//!    partial one. A row without an environment, or without a place, speaks of all that no other speaks of.
//! 3. The verdict is what all of them together say. It is never "in scope" without its limits: which environments, and
//!    how many of the places that one counts.

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::PageContext;
use super::locations::{self, Locations};
use crate::model::Record;
use crate::model::date::Date;
use crate::model::provider::ScopeEntry;
use crate::model::report::{Extent, Report};
use crate::model::tells::List;
use crate::model::terms::{Coverage, FactName, FactState};
use crate::model::text::Text;
use crate::path::Id;

/// The word for what is not on the list of all that a report covers.
pub(super) const NOT_LISTED: &str = "not-listed";

/// How many places are named where they are only part of a line.
const NAMED: usize = 6;

/// What is known of a service and a report on the page's date.
pub(super) struct Verdict<'a> {
    pub(super) state: &'static str,
    pub(super) limits: Vec<Limit>,
    pub(super) rows: Vec<Row<'a>>,
    /// The environments that rows speak of; `None` is those that have no name there.
    environments: Vec<Option<&'a str>>,
    /// The places that one counts; none when no row names any.
    pub(super) counted: Vec<&'a Id>,
}

/// Environments and places for which a verdict holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Limit {
    /// Those that it speaks of, when any is named.
    environments: Vec<String>,
    pub(super) state: &'static str,
    /// How many places have the state, of how many; `None` when it holds for all without counting them.
    places: Option<OfPlaces>,
    pub(super) text: String,
}

impl Limit {
    fn is_counted_in_scope(&self) -> bool {
        self.places.as_ref().is_some_and(|places| places.state == Coverage::InScope.word())
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct OfPlaces {
    state: &'static str,
    count: usize,
    total: usize,
    ids: Vec<String>,
}

/// An entry of scope, and the part of it that counts for places.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) entry: &'a ScopeEntry,
    is_ahead: bool,
}

impl Row<'_> {
    /// What the row says; what holds later is planned.
    pub(super) fn state(&self) -> Coverage {
        match self.entry.status {
            Coverage::InScope | Coverage::Partial if self.is_ahead => Coverage::Planned,
            status => status,
        }
    }
}

/// What several answers are together; `None` is that nothing is listed.
fn together(states: impl IntoIterator<Item = Option<Coverage>>) -> Option<Coverage> {
    let states: BTreeSet<_> = states.into_iter().collect();
    let has = |state| states.contains(&Some(state));
    match states.first() {
        Some(only) if states.len() == 1 => *only,
        _ if has(Coverage::InScope) || has(Coverage::Partial) => Some(Coverage::Partial),
        _ if has(Coverage::Planned) => Some(Coverage::Planned),
        _ if has(Coverage::Excluded) => Some(Coverage::Excluded),
        _ => None,
    }
}

fn word(state: Option<Coverage>) -> &'static str {
    state.map_or(NOT_LISTED, Coverage::word)
}

pub(super) fn verdict<'a>(
    context: &PageContext<'a>,
    locations: &Locations<'a>,
    service: &'a Record,
    report: (&'a Record, &'a Report),
) -> Verdict<'a> {
    let rows = rows(context, service, report, context.site.as_of.date());
    let mut environments: Vec<Option<&str>> = Vec::new();
    for row in &rows {
        let environment = row.entry.environment.as_deref();
        if !environments.contains(&environment) {
            environments.push(environment);
        }
    }
    let named = rows.iter().filter_map(|row| row.entry.location.as_ref()).map(|location| &location.value).collect();
    let mut verdict =
        Verdict { state: NOT_LISTED, limits: Vec::new(), counted: locations.counted(&named), rows, environments };
    if verdict.rows.is_empty() {
        verdict.state = without_rows(context, service, report);
    } else {
        verdict.state = word(verdict.over(locations, &verdict.environments, &verdict.counted));
        verdict.limits = verdict.limits(context, locations);
    }
    verdict
}

/// The rows about both; all that a planned report will cover is ahead.
fn rows<'a>(
    context: &PageContext<'a>,
    service: &Record,
    (record, report): (&Record, &Report),
    today: Date,
) -> Vec<Row<'a>> {
    let begins_later = |entry: &ScopeEntry| entry.since.as_ref().is_some_and(|since| since.value > today);
    let entries = context.site.list(&List::ScopeOfService(service.key.id.clone())).filter_map(Record::as_scope);
    entries
        .filter(|entry| entry.report.value == record.key.id)
        .filter(|entry| entry.until.as_ref().is_none_or(|until| until.value >= today))
        .map(|entry| Row { entry, is_ahead: report.is_planned() || begins_later(entry) })
        .collect()
}

/// What a report says of a service by naming it, or by the list on which it is not.
fn without_rows<'a>(
    context: &PageContext<'a>,
    service: &Record,
    (record, report): (&'a Record, &'a Report),
) -> &'static str {
    let is_named = report.services.iter().flat_map(|extent| extent.named()).any(|id| id.value == service.key.id);
    match report.services.as_ref().map(|services| &services.value) {
        _ if is_named && report.is_planned() => Coverage::Planned.word(),
        _ if is_named => Coverage::InScope.word(),
        Some(Extent::List(_)) => NOT_LISTED,
        Some(Extent::Count(count)) if count.exhaustive => NOT_LISTED,
        // That a report covers more than it names is no word on any of the rest.
        Some(Extent::Count(_)) => FactState::NotRecorded.word(),
        None => match context.site.fact_state(record, FactName::Services) {
            FactState::Given => NOT_LISTED,
            state => state.word(),
        },
    }
}

impl<'a> Verdict<'a> {
    /// The environments that rows name.
    pub(super) fn environments(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.environments.iter().flatten().copied()
    }

    /// What is noted of the whole, and not only of some places.
    pub(super) fn note(&self) -> Option<&'a Text> {
        let first = self.rows.first()?.entry.note.as_ref();
        let is_of_all = |row: &&Row<'a>| row.entry.environment.is_none() && row.entry.location.is_none();
        let same = first.filter(|note| self.rows.iter().all(|row| row.entry.note.as_ref() == Some(note)));
        same.or(self.rows.iter().find(is_of_all).and_then(|row| row.entry.note.as_ref()))
    }

    /// What the rows say of an environment, `None` being all that are not named, and of a place, `None` being anywhere.
    fn at(&self, locations: &Locations<'a>, environment: Option<&str>, place: Option<&'a Id>) -> Option<Coverage> {
        let speaks = |row: &&Row<'a>| {
            let entry = row.entry;
            let is_of_place = |of: &Id| place.is_some_and(|place| locations.is_within(place, of));
            entry.environment.as_deref().is_none_or(|of| Some(of) == environment)
                && entry.location.as_ref().is_none_or(|of| is_of_place(&of.value))
        };
        let speaking: Vec<&Row<'_>> = self.rows.iter().filter(speaks).collect();
        // What holds later does not speak against what holds today.
        let is_ahead = speaking.iter().all(|row| row.is_ahead);
        let speaking: Vec<&Row<'_>> = speaking.into_iter().filter(|row| row.is_ahead == is_ahead).collect();
        let closeness = |row: &Row<'a>| {
            let depth = row.entry.location.as_ref().map_or(0, |of| locations.around(&of.value).count());
            (row.entry.environment.is_some(), depth)
        };
        let is_closer = |(environment, depth), (other_environment, other_depth)| {
            environment >= other_environment
                && depth >= other_depth
                && (environment, depth) != (other_environment, other_depth)
        };
        let all: Vec<(bool, usize)> = speaking.iter().map(|row| closeness(row)).collect();
        let closest = speaking.iter().zip(&all).filter(|(_, own)| !all.iter().any(|other| is_closer(*other, **own)));
        together(closest.map(|(row, _)| Some(row.state())))
    }

    /// What the rows say of environments and places together.
    fn over(&self, locations: &Locations<'a>, environments: &[Option<&str>], counted: &[&'a Id]) -> Option<Coverage> {
        together(environments.iter().flat_map(|environment| self.each(locations, *environment, counted)))
    }

    /// What the rows say of each place, or of all when none is counted.
    fn each(&self, locations: &Locations<'a>, environment: Option<&str>, counted: &[&'a Id]) -> Vec<Option<Coverage>> {
        if counted.is_empty() {
            return vec![self.at(locations, environment, None)];
        }
        counted.iter().map(|place| self.at(locations, environment, Some(place))).collect()
    }

    /// What a reader is told who chooses an environment and a place; `None` is all of them.
    pub(super) fn chosen(
        &self,
        locations: &Locations<'a>,
        environment: Option<&str>,
        place: Option<&'a Id>,
    ) -> &'static str {
        if self.rows.is_empty() {
            return self.state;
        }
        let environments = match environment {
            None => self.environments.clone(),
            // What a row says without naming an environment, it says of this one too.
            Some(_) if self.environments.contains(&environment) => vec![environment],
            Some(_) => vec![None],
        };
        let counted = match place {
            None => self.counted.clone(),
            Some(place) if self.counted.iter().any(|counted| locations.is_within(place, counted)) => vec![place],
            // The place as a whole, when the rows speak of what lies within it.
            Some(place) => {
                let within: Vec<_> = self.counted.iter().copied().filter(|of| locations.is_within(of, place)).collect();
                if within.is_empty() { vec![place] } else { within }
            }
        };
        word(self.over(locations, &environments, &counted))
    }

    /// The places of which the rows say nothing in an environment, where that is less than half of them.
    pub(super) fn unlisted(&self, locations: &Locations<'a>) -> Vec<(Option<&'a str>, Vec<&'a Id>)> {
        let of = |environment: Option<&'a str>| {
            let states = self.each(locations, environment, &self.counted);
            let silent = self.counted.iter().zip(states).filter(|(_, state)| state.is_none());
            (environment, silent.map(|(place, _)| *place).collect::<Vec<_>>())
        };
        let is_few = |silent: &[&Id]| !silent.is_empty() && silent.len() * 2 < self.counted.len();
        self.environments.iter().copied().map(of).filter(|(_, silent)| is_few(silent)).collect()
    }

    fn limits(&self, context: &PageContext<'a>, locations: &Locations<'a>) -> Vec<Limit> {
        let mut limits: Vec<(Vec<Option<&str>>, Limit)> = Vec::new();
        for environment in &self.environments {
            let limit = self.limit(context, locations, *environment);
            match limits.iter_mut().find(|(_, known)| *known == limit) {
                Some((same, _)) => same.push(*environment),
                None => limits.push((vec![*environment], limit)),
            }
        }
        let is_only = limits.len() == 1;
        let colon = context.catalog.text("colon");
        let mut told = Vec::new();
        for (environments, mut limit) in limits {
            let is_of_all = environments.contains(&None);
            let other = context.catalog.text(if is_of_all { "other_environments" } else { "colon" });
            let names: Vec<String> = environments.iter().map(|name| name.unwrap_or(other).to_owned()).collect();
            let head =
                if is_only && is_of_all { String::new() } else { names.join(context.catalog.text("list_separator")) };
            // How many of the places are in scope says it better than that it is a part.
            let says_all = limit.is_counted_in_scope() || is_only;
            let label = (!says_all).then(|| context.catalog.word("scope", limit.state));
            let where_ = (!limit.text.is_empty()).then(|| limit.text.clone());
            let body: Vec<String> = label.into_iter().chain(where_).collect();
            let body = body.join(context.catalog.text("list_separator"));
            limit.text = [head, body].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(colon);
            limit.environments = environments.into_iter().flatten().map(str::to_owned).collect();
            told.extend((!limit.text.is_empty()).then_some(limit));
        }
        told
    }

    /// In which places the verdict on an environment holds; the text is empty when it holds in all.
    fn limit(&self, context: &PageContext<'a>, locations: &Locations<'a>, environment: Option<&str>) -> Limit {
        let states = self.each(locations, environment, &self.counted);
        let main = states.iter().flatten().min().copied();
        let having = |state: Option<Coverage>| -> Vec<&'a Id> {
            self.counted.iter().zip(&states).filter(|(_, own)| **own == state).map(|(place, _)| *place).collect()
        };
        let (mut limit, covered) = (
            Limit {
                environments: Vec::new(),
                state: word(together(states.iter().copied())),
                places: None,
                text: String::new(),
            },
            having(main),
        );
        let is_everywhere = |row: &Row<'_>| {
            row.entry.location.is_none() && row.entry.environment.as_deref().is_none_or(|of| Some(of) == environment)
        };
        let is_whole = covered.len() == self.counted.len();
        if main.is_none() || self.counted.is_empty() || (is_whole && self.rows.iter().any(is_everywhere)) {
            return limit;
        }
        let ids = covered.iter().map(|id| id.name().to_owned()).collect();
        limit.places = Some(OfPlaces { state: word(main), count: covered.len(), total: self.counted.len(), ids });
        limit.text = self.where_text(context, locations, &covered);
        if !is_whole {
            let is_few = covered.len() * 2 <= self.counted.len();
            let also = [Coverage::Partial, Coverage::Planned].into_iter().filter(|state| Some(*state) != main);
            let mut without = having(Some(Coverage::Excluded));
            without.extend(having(None));
            if is_few {
                limit.text = context
                    .catalog
                    .fill("where_only", &[("count", &limit.text), ("places", &named(context, &covered))]);
            } else if !without.is_empty() {
                limit.text =
                    context.catalog.fill("where_not", &[("count", &limit.text), ("places", &named(context, &without))]);
            }
            for (state, of) in also.map(|state| (state, having(Some(state)))).filter(|(_, of)| !of.is_empty()) {
                let label = context.catalog.word("scope", state.word());
                let values = [("where", limit.text.as_str()), ("label", &label), ("places", &named(context, &of))];
                limit.text = context.catalog.fill("where_also", &values);
            }
        }
        limit
    }

    /// How many of the places, or which it is when there is only one.
    fn where_text(&self, context: &PageContext<'a>, locations: &Locations<'a>, covered: &[&'a Id]) -> String {
        if let ([only], 1) = (covered, self.counted.len()) {
            return locations::name(context, only).text;
        }
        let (n, total) = (covered.len().to_string(), self.counted.len().to_string());
        let key = if n == total { "where_all" } else { "where_some" };
        context.catalog.fill(key, &[("n", &n), ("total", &total), ("unit", &locations.unit(context, &self.counted))])
    }
}

/// The limits in one line.
pub(super) fn joined(context: &PageContext<'_>, limits: &[Limit]) -> String {
    let texts: Vec<&str> = limits.iter().map(|limit| limit.text.as_str()).collect();
    texts.join(context.catalog.text("limit_separator"))
}

/// A verdict in one line: its label, and its limits.
pub(super) fn line(context: &PageContext<'_>, label: &str, limits: &[Limit]) -> String {
    match joined(context, limits) {
        limits if limits.is_empty() => label.to_owned(),
        limits => context.catalog.fill("scope_with_limits", &[("label", label), ("limits", &limits)]),
    }
}

/// The names of places, of many only the first.
fn named(context: &PageContext<'_>, ids: &[&Id]) -> String {
    let shown = if ids.len() > NAMED { NAMED - 1 } else { ids.len() };
    let names: Vec<String> = ids[..shown].iter().map(|id| locations::name(context, id).text).collect();
    let names = names.join(context.catalog.text("list_separator"));
    match ids.len() - shown {
        0 => names,
        more => context.catalog.fill("where_more", &[("places", &names), ("n", &more.to_string())]),
    }
}
