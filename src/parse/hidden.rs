//! Findings about characters that hide text, or that nobody sees: one for each text, with every place in it.

use super::codes;
use crate::characters;
use crate::diag::{Code, Diagnostic, Place};
use crate::path::SourcePath;
use crate::source::Span;

/// How many further places a finding shows; the message counts them all.
const MOST_SHOWN: usize = 8;

/// The characters of one kind in a text.
pub(super) struct Hidden {
    code: &'static Code,
    /// What is said of the first of them.
    message: String,
    /// Where they stand in the text.
    pub(super) found: Vec<(usize, char)>,
}

/// The characters that no text may hold; `what` names the text in the message.
pub(super) fn forbidden(what: &str, text: &str) -> Option<Hidden> {
    let found: Vec<(usize, char)> = characters::forbidden(text).collect();
    let message = format!("the {what} holds {}", characters::name(found.first()?.1));
    Some(Hidden { code: &codes::CONTROL_CHARACTER, message, found })
}

/// The characters that nobody sees.
pub(super) fn invisible(text: &str) -> Option<Hidden> {
    let found: Vec<(usize, char)> = characters::invisible(text).collect();
    let message = format!("the text holds U+{:04X}, which nobody sees", found.first()?.1 as u32);
    Some(Hidden { code: &codes::INVISIBLE_CHARACTER, message, found })
}

impl Hidden {
    /// The finding, where the characters stand in the file: each by itself, or all of them in one place.
    pub(super) fn at(self, path: &SourcePath, spans: &[Span]) -> Diagnostic {
        let message = match self.found.len() - 1 {
            0 => self.message,
            1 => format!("{}, and one more such character", self.message),
            more => format!("{}, and {more} more such characters", self.message),
        };
        let (first, others) =
            spans.split_first().map_or((Span::default(), &[] as &[_]), |(first, rest)| (*first, rest));
        let help = if self.found.len() == 1 { "remove it" } else { "remove them" };
        let finding = Diagnostic::new(self.code, path, first, message).help(help);
        let named = others.iter().zip(&self.found[1..]).take(MOST_SHOWN);
        named.fold(finding, |finding, (span, (_, c))| {
            finding.related(Place { path: path.clone(), span: *span }, format!("U+{:04X}", *c as u32))
        })
    }
}
