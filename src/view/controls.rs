//! Every group of controls, how many of its controls somebody examined, and which criteria they name.

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::PageContext;
use super::control_evidence::found;
use super::description;
use super::documents::speakers;
use super::fact;
use super::figures::{Figure, Share};
use super::values::{Link, Phrase};
use crate::model::Record;
use crate::model::control::{Control, CriterionId};
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::model::terms::{Bearing, ControlState, Word};
use crate::page::PageKind;
use crate::path::Id;
use crate::published::examination::Examinations;

/// How many controls of a group are drawn, each as a square.
const MARKS: usize = 40;
/// How many reports a lead names.
const REPORTS: usize = 4;

/// Every group of controls.
#[derive(Serialize)]
pub(crate) struct ControlsPage {
    pub(super) lead: String,
    several: bool,
    providers: Vec<OfProvider>,
    /// What the words of the page mean, as far as it uses them.
    meanings: Vec<Meaning>,
    editions: Vec<EditionLine>,
}

/// The groups of a provider.
#[derive(Serialize)]
struct OfProvider {
    provider: Link,
    figures: Vec<Figure>,
    groups: Vec<GroupCard>,
}

#[derive(Serialize)]
struct GroupCard {
    id: String,
    href: String,
    title: Phrase,
    summary: Option<Phrase>,
    tally: Tally,
    mark: Option<&'static str>,
}

/// How many controls are in which state.
#[derive(Serialize)]
pub(super) struct Tally {
    count: usize,
    /// `All 6 examined`, or how many are in each state.
    text: String,
    states: Vec<StateCount>,
    /// How many exceptions auditors found, in words; none where they found none, or nobody says.
    exceptions: Option<String>,
    /// The states of the first controls, one by one.
    marks: Vec<&'static str>,
    #[serde(skip)]
    n_exceptions: u32,
    /// How many were examined for their design only.
    #[serde(skip)]
    n_of_design: usize,
    /// The reports in force that cover the examinations.
    #[serde(skip)]
    reports: Vec<Id>,
}

#[derive(Serialize)]
struct StateCount {
    state: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct Meaning {
    state: &'static str,
    label: String,
    text: String,
}

/// An edition of criteria that controls name.
#[derive(Serialize)]
struct EditionLine {
    edition: Link,
    text: String,
    /// Where it is laid beside the others.
    crosswalk: Option<Link>,
}

impl Tally {
    pub(super) fn of<'a>(
        context: &PageContext<'a>,
        examinations: &Examinations<'a>,
        controls: impl Iterator<Item = &'a Control>,
    ) -> Self {
        let (mut states, mut n_exceptions, mut n_of_design, mut reports) = (Vec::new(), 0, 0, BTreeSet::new());
        for control in controls {
            states.push(examinations.state(control));
            n_of_design += usize::from(examinations.is_of_design(control));
            n_exceptions += found(examinations, control);
            let cited = control.evidence.iter().map(|evidence| &evidence.record.value);
            let examines = |id: &Id| examinations.bearing(control, id) == Some(Bearing::Examined);
            reports.extend(cited.filter(|key| key.kind == Kind::Report && examines(&key.id)).map(|key| &key.id));
        }
        let counted = ControlState::ALL.iter().map(|(word, state)| (*word, count(&states, *state)));
        let counted = counted.filter(|(_, count)| *count > 0).map(|(state, count)| StateCount { state, count });
        let counted: Vec<StateCount> = counted.collect();
        Self {
            count: states.len(),
            text: text(context, &counted, n_of_design),
            states: counted,
            exceptions: (n_exceptions > 0)
                .then(|| context.catalog.fill_counted("control_exceptions", n_exceptions.into())),
            marks: states.iter().take(MARKS).map(|state| state.word()).collect(),
            n_exceptions,
            n_of_design,
            reports: reports.into_iter().cloned().collect(),
        }
    }

    pub(super) fn sentence(&self, context: &PageContext<'_>) -> String {
        context.catalog.fill("lead_sentence", &[("text", &self.text)])
    }

    /// The reports in force that cover the examinations; empty without any.
    pub(super) fn examined_in(&self, context: &PageContext<'_>) -> String {
        if self.reports.is_empty() {
            return String::new();
        }
        let reports = if self.reports.len() > REPORTS {
            context.catalog.fill_counted("lead_reports", self.reports.len() as u64)
        } else {
            let named: Vec<String> = self.reports.iter().filter_map(|id| named(context, id)).collect();
            context.catalog.list(&named)
        };
        context.catalog.fill("control_examined_in", &[("reports", &reports)])
    }

    /// How many of the controls a report in force covers an examination of.
    fn examined(&self) -> Share {
        let examined = self.states.iter().find(|counted| counted.state == ControlState::Examined.word());
        Share { part: examined.map_or(0, |counted| counted.count), whole: self.count }
    }

    /// The figures of the page: who examined first, then what nobody did.
    fn figures(&self, context: &PageContext<'_>) -> Vec<Figure> {
        let others = self.states.iter().filter(|counted| counted.state != ControlState::Examined.word());
        let mut figures: Vec<Figure> =
            examined_figure(context, self.examined(), self.n_of_design).into_iter().collect();
        let figure = |name: &'static str, n: usize, text: String| Figure { name, value: n.to_string(), text };
        let n = self.n_exceptions;
        figures.extend((n > 0).then(|| {
            let text = context.catalog.form("control_figure_exceptions", n.into()).to_owned();
            figure("exceptions", n as usize, text)
        }));
        figures.extend(others.map(|counted| {
            let text = context.catalog.word("control_figure", counted.state);
            figure(counted.state, counted.count, text)
        }));
        figures
    }
}

fn count(states: &[ControlState], state: ControlState) -> usize {
    states.iter().filter(|own| **own == state).count()
}

/// `All 6 examined`, or `3 examined (2 for their design only), 1 stated by us`.
fn text(context: &PageContext<'_>, counted: &[StateCount], n_of_design: usize) -> String {
    let catalog = context.catalog;
    let filled = |form: &str, counted: &StateCount| crate::catalog::fill(form, [("n", &*counted.count.to_string())]);
    let with_design = |text: String, one: &StateCount| {
        let of_design = (one.state == ControlState::Examined.word())
            .then(|| of_design(context, Share { part: n_of_design, whole: one.count }))
            .flatten();
        text + &of_design.map(|text| catalog.fill("in_brackets", &[("text", &text)])).unwrap_or_default()
    };
    match counted {
        [] => catalog.text("control_none").to_owned(),
        [all] if all.count > 1 => {
            with_design(filled(&catalog.counted_word("control_all", all.state, all.count as u64), all), all)
        }
        _ => {
            let part = |one: &StateCount| {
                with_design(filled(&catalog.counted_word("control_count", one.state, one.count as u64), one), one)
            };
            counted.iter().map(part).collect::<Vec<_>>().join(catalog.text("clause_separator"))
        }
    }
}

/// How many of the controls that were examined were so for their design only; none where that is none.
fn of_design(context: &PageContext<'_>, share: Share) -> Option<String> {
    let part = share.part as u64;
    let some = || context.catalog.fill_counted("control_count_design", part);
    let all = || context.catalog.fill_counted("control_all_design", part);
    (part > 0).then(|| if share.part == share.whole { all() } else { some() })
}

/// A report by its name and the days that it speaks of.
fn named(context: &PageContext<'_>, id: &Id) -> Option<String> {
    let (record, report) = context.site.report(id)?;
    let title = context.full_title(record).text;
    let dates = fact::dates(context, record, report);
    let dates = dates.map(|dates| context.catalog.fill("in_brackets", &[("text", &dates.text)]));
    Some(title + &dates.unwrap_or_default())
}

/// The figure of the controls that somebody examined; none without controls.
fn examined_figure(context: &PageContext<'_>, share: Share, n_of_design: usize) -> Option<Figure> {
    let examined = Share { part: n_of_design, whole: share.part };
    let figure = super::figures::share(context, share, ("controls", "figure_controls"))?;
    let clauses = [Some(figure.text), of_design(context, examined)].into_iter().flatten().collect::<Vec<_>>();
    Some(Figure { text: clauses.join(context.catalog.text("clause_separator")), ..figure })
}

/// The controls of a provider that somebody examined, for its key figures.
pub(super) fn figure_of(context: &PageContext<'_>, provider: &Id) -> Option<Figure> {
    let examinations = Examinations::of(context.site);
    let controls = context.site.list(&List::Of(Kind::Control, provider.clone())).filter_map(Record::as_control);
    let (mut share, mut n_of_design) = (Share { part: 0, whole: 0 }, 0);
    for control in controls {
        share.part += usize::from(examinations.state(control) == ControlState::Examined);
        share.whole += 1;
        n_of_design += usize::from(examinations.is_of_design(control));
    }
    examined_figure(context, share, n_of_design)
}

impl ControlsPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let groups = self.providers.iter().flat_map(|provider| &provider.groups);
        description::of_names(context, "description_controls", groups.map(|group| group.title.text.as_str()))
    }
}

pub(super) fn controls(context: &PageContext<'_>) -> ControlsPage {
    let examinations = Examinations::of(context.site);
    let (mut providers, mut all, mut n_groups) = (Vec::new(), Vec::new(), 0);
    for provider in speakers(context, Kind::ControlGroup) {
        let context = &context.about(&provider.key.id);
        let groups = context.site.list(&List::Of(Kind::ControlGroup, provider.key.id.clone()));
        let groups: Vec<GroupCard> = groups.filter_map(|record| card(context, &examinations, record)).collect();
        if groups.is_empty() {
            continue;
        }
        n_groups += groups.len();
        let list = List::Of(Kind::Control, provider.key.id.clone());
        let own: Vec<&Control> = context.site.list(&list).filter_map(Record::as_control).collect();
        let figures = Tally::of(context, &examinations, own.iter().copied()).figures(context);
        all.extend(own);
        providers.push(OfProvider { provider: context.link(provider), figures, groups });
    }
    let tally = Tally::of(context, &examinations, all.iter().copied());
    ControlsPage {
        lead: lead(context, &tally, n_groups),
        several: providers.len() > 1,
        meanings: meanings(context, &tally),
        editions: editions(context, &all),
        providers,
    }
}

fn card<'a>(context: &PageContext<'a>, examinations: &Examinations<'a>, record: &'a Record) -> Option<GroupCard> {
    let group = record.as_control_group()?;
    let controls = context.site.list(&List::Of(Kind::Control, record.key.id.clone())).filter_map(Record::as_control);
    Some(GroupCard {
        id: record.key.to_string(),
        href: context.href_of(&record.key),
        title: context.title(record),
        summary: group.summary.as_ref().map(|summary| context.phrase(summary)),
        tally: Tally::of(context, examinations, controls),
        mark: context.mark(record),
    })
}

/// `25 controls in 6 groups: 20 examined, 5 stated by us.`
fn lead(context: &PageContext<'_>, tally: &Tally, n_groups: usize) -> String {
    if tally.count == 0 {
        return String::new();
    }
    let controls = context.catalog.fill_counted("controls_count", tally.count as u64);
    let values = [("n", &*n_groups.to_string()), ("controls", &controls), ("states", &tally.text)];
    context.catalog.fill_form("controls_lead", n_groups, &values)
}

fn meanings(context: &PageContext<'_>, tally: &Tally) -> Vec<Meaning> {
    let meaning = |counted: &StateCount| Meaning {
        state: counted.state,
        label: context.catalog.word("control_state", counted.state),
        text: context.catalog.word("control_meaning", counted.state),
    };
    tally.states.iter().map(meaning).collect()
}

/// The editions whose criteria some controls name, and how many of them.
fn editions(context: &PageContext<'_>, controls: &[&Control]) -> Vec<EditionLine> {
    let named: BTreeSet<_> = controls.iter().flat_map(|control| &control.criteria).map(|named| &named.value).collect();
    let editions: BTreeSet<&Id> = named.iter().map(|named| &named.edition).collect();
    let line = |id: &Id| {
        let record = context.site.record(&crate::model::key::Key::new(Kind::Edition, id.clone()))?;
        let known = &record.as_edition()?.criteria;
        let of = |criterion: &str| CriterionId { edition: id.clone(), criterion: criterion.to_owned() };
        let cited = known.iter().filter(|known| named.contains(&of(&known.id.value)));
        let (cited, total) = (cited.count().to_string(), known.len());
        let values = [("n", &*cited), ("total", &*total.to_string())];
        Some(EditionLine {
            edition: context.link(record),
            text: context.catalog.fill_form("control_criteria_share", total, &values),
            crosswalk: context.site.is_crossed(id).then(|| Link {
                text: PageContext::words(context.catalog.text("crosswalk_title")),
                href: Some(context.href(&PageKind::Crosswalk.address_of(id))),
            }),
        })
    };
    editions.into_iter().filter_map(line).collect()
}
