//! # criterion-not-in-edition
//!
//! ## What it finds
//!
//! A category or criterion that does not exist where it is looked for: a report's category outside its
//! `criteria_edition`, a user control that names a criterion outside it, a control that names a criterion which its
//! edition does not have, an edition's criterion outside the edition's own categories, and an answer that rests on a category which the report it cites does not cover.
//!
//! ## Why it matters to the reader of a trust site
//!
//! A reader who follows the proof opens the report at the criterion that was named, and must find it there.
//!
//! ## Example
//!
//! `evidence = [{ ref = "report:tencent-cloud/soc-2", criteria = ["privacy"] }]` for a report without privacy
//!
//! ## How to fix it
//!
//! Name a criterion of the edition or a category of the report, or cite another report.

use std::cell::LazyCell;

use super::{Context, Rule, Run, edition, place, quoted, written_in};
use crate::diag::{Candidates, Code, Diagnostic, Help, nearest};
use crate::library;
use crate::model::Record;
use crate::model::control::Control;
use crate::model::faq::Evidence;
use crate::model::framework::Edition;
use crate::model::report::Report;
use crate::model::terms::Category;

static CODE: Code = Code::error("criterion-not-in-edition", include_str!("criterion_not_in_edition.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    if let Some(report) = record.as_report() {
        check_report(context, record, report, out);
    }
    if let Some(edition) = record.as_edition() {
        check_edition(record, edition, out);
    }
    if let Some(control) = record.as_control() {
        check_control(context, record, control, out);
    }
    for evidence in record.as_entry().iter().flat_map(|entry| &entry.evidence) {
        check_evidence(context, record, evidence, out);
    }
}

fn check_report(context: &Context<'_>, record: &Record, report: &Report, out: &mut Vec<Diagnostic>) {
    let Some(id) = &report.criteria_edition else { return };
    let edition = edition(context, &id.value).filter(|(record, _)| record.is_whole);
    let Some((edition_record, edition)) = edition else { return };
    let the_edition = || (place(edition_record, edition_record.span), "the edition");
    let has = |category: Category| edition.categories.is_empty() || edition.categories.contains(&category);
    let criteria = report.criteria.iter().flat_map(|criteria| &criteria.value);
    for category in criteria.filter(|category| !has(category.value)) {
        let message = format!("the edition `{}` has no category `{}`", id.value, category.value.word());
        let help = format!("use {}, or name another edition", words(&edition.categories));
        let (place, label) = the_edition();
        out.push(Diagnostic::new(&CODE, &record.path, category.span, message).help(help).related(place, label));
    }
    let Some(cuecs) = report.cuecs.as_ref().filter(|_| !edition.criteria.is_empty()) else { return };
    let known = || edition.criteria.iter().map(|criterion| criterion.id.value.as_str());
    let candidates = LazyCell::new(|| Candidates::new(known().map(|id| (id, id))));
    let named = cuecs.iter().flat_map(|cuec| cuec.criteria.iter().map(move |criterion| (cuec, criterion)));
    for (cuec, criterion) in named.filter(|(_, criterion)| !known().any(|known| known == criterion.as_str())) {
        let message = format!("the edition `{}` has no criterion `{criterion}`, which `{}` names", id.value, cuec.id);
        let help = candidates.nearest(criterion).map_or_else(
            || {
                if library::holds(&edition_record.path) {
                    format!("name a criterion of `{}`", edition_record.key).into()
                } else {
                    format!("name a criterion of {}", edition_record.path).into()
                }
            },
            |near| Help::did_you_mean(criterion, near).and(&format!(" ({})", written_in(edition_record))),
        );
        let (place, label) = the_edition();
        out.push(Diagnostic::new(&CODE, &record.path, cuecs.span, message).help(help).related(place, label));
    }
}

fn check_edition(record: &Record, edition: &Edition, out: &mut Vec<Diagnostic>) {
    let lacks = |category: &Category| !edition.categories.is_empty() && !edition.categories.contains(category);
    for criterion in &edition.criteria {
        let Some(category) = criterion.category.filter(lacks) else { continue };
        let message =
            format!("`{}` has the category `{}`, which the edition lacks", criterion.id.value, category.word());
        let help = "correct the category, or add it to the `categories` of the edition";
        out.push(Diagnostic::new(&CODE, &record.path, criterion.id.span, message).help(help));
    }
}

fn check_evidence(context: &Context<'_>, record: &Record, evidence: &Evidence, out: &mut Vec<Diagnostic>) {
    let Some(cited) = context.site.record(&evidence.record) else { return };
    let criteria = cited.as_report().and_then(|report| report.criteria.as_ref());
    let of_report = criteria.map(|criteria| criteria.iter().map(|category| category.value).collect());
    let of_edition = cited.as_edition().map(|edition| edition.categories.clone()).filter(|known| !known.is_empty());
    let covered: Option<Vec<Category>> = of_report.or(of_edition);
    let Some(covered) = covered else { return };
    for category in evidence.criteria.iter().filter(|category| !covered.contains(category)) {
        let message = format!("`{}` does not cover the category `{}`", cited.key, category.word());
        let help = format!("use {}, or cite another record", words(&covered));
        let finding = Diagnostic::new(&CODE, &record.path, evidence.record.span, message).help(help);
        out.push(finding.related(place(cited, cited.span), "the cited record"));
    }
}

fn check_control(context: &Context<'_>, record: &Record, control: &Control, out: &mut Vec<Diagnostic>) {
    for named in &control.criteria {
        let edition = edition(context, &named.edition).filter(|(record, _)| record.is_whole);
        let Some((edition_record, edition)) = edition else { continue };
        let known = || edition.criteria.iter().map(|criterion| criterion.id.value.as_str());
        if known().any(|known| known == named.criterion) {
            continue;
        }
        let message = format!("the edition `{}` has no criterion `{}`", named.edition, named.criterion);
        let near = nearest(&named.criterion, known());
        let help = near.map_or_else(
            || Help::from("name a criterion of the edition, or another edition"),
            |near| {
                let [written, meant] = [&*named.criterion, near].map(|id| format!("{}/{id}", named.edition));
                Help::did_you_mean(&written, &meant)
            },
        );
        let finding = Diagnostic::new(&CODE, &record.path, named.span, message).help(help);
        out.push(finding.related(place(edition_record, edition_record.span), "the edition"));
    }
}

fn words(categories: &[Category]) -> String {
    quoted(categories.iter().map(|category| category.word()))
}
