//! # missing-file
//!
//! ## What it finds
//!
//! A document whose `file` does not exist, and a `logo`, `logo_dark` or `icon` that does not.
//!
//! ## Why it matters to the reader of a trust site
//!
//! A reader who was promised a download would get an error instead.
//!
//! ## Example
//!
//! `file = "files/soc3-2025.pdf"` where the folder holds `soc-3-2025.pdf`
//!
//! ## How to fix it
//!
//! Correct the path, or add the file. That of a document is relative to `documents.toml`, that of a picture begins with `static/`.

use super::suggestions::nearest_file;
use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic, Help};
use crate::model::Record;

static CODE: Code = Code::error("missing-file", include_str!("missing_file.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Both(check, check_config) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(document) = record.as_document() else { return };
    let Some(file) = document.file.as_ref().filter(|file| context.attachment(&file.value).is_none()) else {
        return;
    };
    let help = nearest_file(context, &file.value).map_or_else(
        || Help::from(format!("correct the path, or add {}", file.value)),
        |near| {
            let [written, meant] = [&file.value, &near].map(|path| path.relative_to(&record.path));
            Help::did_you_mean(&written, &meant).and(&format!(" ({near})"))
        },
    );
    let message = format!("no file has the path `{}`", file.value);
    out.push(Diagnostic::new(&CODE, &record.path, file.span, message).help(help));
}

fn check_config(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for picture in context.config.pictures.all().filter(|picture| context.attachment(&picture.value).is_none()) {
        let help = nearest_file(context, &picture.value).map_or_else(
            || Help::from(format!("correct the path, or add {}", picture.value)),
            |near| Help::did_you_mean(picture.value.as_str(), near.as_str()),
        );
        let message = format!("no file has the path `{}`", picture.value);
        out.push(Diagnostic::new(&CODE, context.config_path, picture.span, message).help(help));
    }
}
