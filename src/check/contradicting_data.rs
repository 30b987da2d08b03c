//! # contradicting-data
//!
//! ## What it finds
//!
//! A category of data and a subprocessor that do not agree: the category names the subprocessor, whose own list of data
//! does not name the category; or the subprocessor names the category, which says who sees it and does not name the
//! subprocessor. Where one of the two says nothing, the other is believed.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers learn from two pages who sees their data, and get two answers.
//!
//! ## Example
//!
//! `subprocessors = ["mailer"]` in the category `account`, beside `data = ["logs"]` of the subprocessor `mailer`
//!
//! ## How to fix it
//!
//! Name the category in `data` of the subprocessor, by its id or name, or take the subprocessor out of the category.

use super::{Context, Rule, Run, place};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::data::DataCategory;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::provider::Subprocessor;
use crate::model::tells::List;

static CODE: Code = Code::warning("contradicting-data", include_str!("contradicting_data.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    if let Some(category) = record.as_data() {
        check_category(context, record, category, out);
    }
    if let Some(company) = record.as_subprocessor() {
        check_company(context, record, company, out);
    }
}

fn check_category(context: &Context<'_>, record: &Record, category: &DataCategory, out: &mut Vec<Diagnostic>) {
    for named in category.named_subprocessors() {
        let viewer = context.site.record(&Key::new(Kind::Subprocessor, named.value.clone()));
        let Some((viewer, company)) = viewer.and_then(|viewer| Some((viewer, viewer.as_subprocessor()?))) else {
            continue;
        };
        let is_named = company.data.iter().any(|text| category.is_meant(&record.key.id, text));
        let Some(first) = company.data.first().filter(|_| !is_named && viewer.is_whole) else { continue };
        let message = format!("`{}` sees this, and its own list of data does not name it", named.name());
        let help = format!("add `{}` to its `data`, or remove it from here", record.key.id.name());
        let finding = Diagnostic::new(&CODE, &record.path, named.span, message).help(help);
        out.push(finding.related(place(viewer, first.span()), "its own list"));
    }
}

fn check_company(context: &Context<'_>, record: &Record, company: &Subprocessor, out: &mut Vec<Diagnostic>) {
    let list = List::Of(Kind::Data, record.key.id.owner_id());
    let categories = context.site.list(&list).filter_map(|key| context.site.record(key));
    let categories: Vec<_> = categories.filter_map(|record| Some((record, record.as_data()?))).collect();
    for text in &company.data {
        let meant = categories.iter().find(|(other, category)| category.is_meant(&other.key.id, text));
        let Some((other, category)) = meant else { continue };
        let Some(listed) = &category.subprocessors else { continue };
        if listed.value.iter().any(|named| named.value == record.key.id) || !other.is_whole {
            continue;
        }
        let message = format!("it sees `{}`, which says who sees it and does not name it", other.key.id.name());
        let help =
            format!("add `{}` to the category's `subprocessors`, or remove the category here", record.key.id.name());
        let finding = Diagnostic::new(&CODE, &record.path, text.span(), message).help(help);
        out.push(finding.related(place(other, listed.span), "who sees the category"));
    }
}
