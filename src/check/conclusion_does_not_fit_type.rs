//! # conclusion-does-not-fit-type
//!
//! ## What it finds
//!
//! A type 1 report whose `conclusion` speaks of operation, or a type 2 report whose `conclusion` speaks of the design alone.
//!
//! ## Why it matters to the reader of a trust site
//!
//! At a date an auditor sees how controls are designed, and only over a period whether they operated. A page that claims
//! more than the report does misleads whoever relies on it.
//!
//! ## Example
//!
//! `type = "type-1"` beside `conclusion = "design-and-operation"`
//!
//! ## How to fix it
//!
//! Type 1: `conclusion = "design"`. Type 2: `conclusion = "design-and-operation"`.

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::{Conclusion, ReportType};

static CODE: Code = Code::error("conclusion-does-not-fit-type", include_str!("conclusion_does_not_fit_type.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(_: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let (Some(conclusion), Some(report_type)) = (&report.conclusion, &report.report_type) else { return };
    let (message, fitting) = match (report_type.value, conclusion.value) {
        (ReportType::Type1, Conclusion::DesignAndOperation) => {
            ("a type 1 report does not conclude on operation", Conclusion::Design)
        }
        (ReportType::Type2, Conclusion::Design) => {
            ("a type 2 report concludes on operation as well", Conclusion::DesignAndOperation)
        }
        _ => return,
    };
    let help = format!("write \"{}\", or correct the type", fitting.word());
    out.push(Diagnostic::new(&CODE, &record.path, conclusion.span, message).help(help));
}
