//! The services or locations that a report covers: a list, a number of which some are named, or what the rows of scope say.

use super::context::PageContext;
use super::locations::Locations;
use super::values::{Amount, Inline, Relation, Value};
use super::verdict;
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report::{Count, Extent, Report};
use crate::model::terms::{Coverage, FactName};
use crate::path::Id;
use crate::source::Spanned;

pub(super) fn extent<'a>(
    context: &PageContext<'a>,
    record: &'a Record,
    report: &'a Report,
    name: FactName,
) -> Option<Value> {
    let (own, kind) = match name {
        FactName::Services => (&report.services, Kind::Service),
        _ => (&report.locations, Kind::Location),
    };
    let by_rows = own.is_none().then(|| context.site.extent_by_rows(&record.key, name)).flatten();
    let extent = own.as_ref().map(|own| &own.value).or(by_rows.as_ref())?;
    let mut items: Vec<Vec<Inline>> = extent.named().iter().map(|id| vec![thing(context, kind, id)]).collect();
    if kind == Kind::Service {
        limit(context, (record, report), extent.named(), &mut items);
    }
    let mut data: Vec<String> = extent.named().iter().map(|id| id.value.to_string()).collect();
    let mut lead = Vec::new();
    let mut number = by_rows.is_some().then(|| Amount::exactly(items.len() as u64));
    // A count whose examples are all there is says no more than their list.
    if let Extent::Count(count) = extent
        && (!count.exhaustive || items.is_empty())
    {
        lead.push(Inline::words(sentence(context, count, kind)));
        let relation = if count.strict { Relation::MoreThan } else { Relation::AtLeast };
        number = Some(Amount { number: count.min.value.into(), relation });
        data.insert(0, format!("{}{}", if count.strict { ">" } else { ">=" }, count.min.value));
    }
    Some(Value { lead, items, data, count: number })
}

fn sentence(context: &PageContext<'_>, count: &Count, kind: Kind) -> String {
    let catalog = context.catalog;
    let unit = match (&count.unit, kind) {
        (Some(unit), _) => unit.in_locale(context.language, context.site.config.default_locale()).0,
        (None, Kind::Service) => catalog.form("unit_services", count.min.value.into()),
        (None, _) => catalog.form("unit_locations", count.min.value.into()),
    };
    let n = count.min.to_string();
    let key = if count.strict { "count_more_than" } else { "count_min" };
    let text = catalog.fill(key, &[("n", &n), ("unit", unit)]);
    if count.examples.is_empty() {
        return text;
    }
    let key = if kind == Kind::Location { "count_in" } else { "count_among" };
    catalog.fill(key, &[("count", &text)])
}

/// Says behind each service how far it is covered, where rows of scope say that this is not as a whole.
fn limit<'a>(
    context: &PageContext<'a>,
    report: (&'a Record, &'a Report),
    services: &[Spanned<Id>],
    items: &mut [Vec<Inline>],
) {
    let locations = Locations::of(context, &report.0.key.id.owner_id());
    for (id, item) in services.iter().zip(items) {
        let Some(service) = context.site.record(&Key::new(Kind::Service, id.value.clone())) else {
            continue;
        };
        let verdict = verdict::verdict(context, &locations, service, report);
        if verdict.state == Coverage::InScope.word() && verdict.limits.is_empty() {
            continue;
        }
        let covers = [Coverage::InScope, Coverage::Partial].map(Coverage::word).contains(&verdict.state);
        let line = if covers && !verdict.limits.is_empty() {
            verdict::joined(context, &verdict.limits)
        } else {
            verdict::line(context, &context.catalog.word("scope", verdict.state), &verdict.limits)
        };
        item.push(Inline::words(context.catalog.fill("in_brackets", &[("text", &line)])));
    }
}

fn thing(context: &PageContext<'_>, kind: Kind, id: &Id) -> Inline {
    match context.link_to(kind, id) {
        // A location has no page of its own to lead to.
        Some(link) if kind == Kind::Location => Inline::phrase(link.text),
        Some(link) => Inline::link(link),
        None => Inline::words(id.name()),
    }
}
