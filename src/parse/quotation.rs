//! The notation by which prose quotes a fact of a report: `{{ fact("acme/soc-2", "criteria") }}`.

use crate::diag::{Help, nearest};
use crate::model::key::Whose;
use crate::model::kinds::Kind;
use crate::model::terms::{FactName, Word};
use crate::path::Id;

/// Reads `{{ fact("report", "name") }}`; the error is the help for its author.
pub(super) fn read(notation: &str, whose: Whose<'_>) -> Result<(Id, FactName), Help> {
    let usage = || {
        Help::from(
            "write `{{ fact(\"provider/report\", \"criteria\") }}`, or `\\{{` where readers shall see the braces",
        )
    };
    // What begins so is a tag of another system.
    if notation[2..].starts_with(['<', '%', '#', '/', '>']) {
        let help = "write the text that it stands for, or `\\{{` where readers shall see the braces";
        return Err(help.into());
    }
    let inner = notation.trim_start_matches('{').trim_end_matches('}').trim();
    let arguments = inner.strip_prefix("fact(").and_then(|rest| rest.strip_suffix(')')).ok_or_else(usage)?;
    let (report, fact) = arguments.split_once(',').ok_or_else(usage)?;
    let unquote = |text: &str| -> Option<String> {
        let text = text.trim();
        let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        inner.or_else(|| text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''))).map(str::to_owned)
    };
    let (report, fact) = (unquote(report).ok_or_else(usage)?, unquote(fact).ok_or_else(usage)?);
    let id = whose.id(Kind::Report, &report).ok_or_else(usage)?;
    // The day of a type 1 report is its period.
    let own = if fact == "as_of_date" { FactName::Period.word() } else { &*fact };
    let known = FactName::ALL.iter().find(|(word, _)| *word == own).map(|(_, fact)| *fact);
    let fact = known.ok_or_else(|| {
        let words: Vec<&str> = FactName::ALL.iter().map(|(word, _)| *word).collect();
        nearest(&fact, words.iter().copied()).map_or_else(
            || Help::from(format!("facts are {}", words.join(", "))),
            |near| Help::did_you_mean(&fact, near),
        )
    })?;
    Ok((id, fact))
}
