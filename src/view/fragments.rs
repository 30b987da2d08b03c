//! The markup of a page, which stands beside its view: templates place it as it is, and the page as JSON is without it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::body::Filled;

/// The bodies of a page in the order of its view, its strips, and what a script finds in its table.
#[derive(Default, Serialize)]
pub(crate) struct Fragments<'a> {
    /// A place is empty where the view has no body, such as a question whose answer is withheld.
    bodies: Vec<Option<Body<'a>>>,
    /// The years and today above the strips of some reports, and the strip of each by the id of the report.
    axis: Option<&'a str>,
    strips: BTreeMap<&'a str, &'a str>,
    /// What the cells of a table say for each of the choices that a reader has, by row and cell.
    choices: &'a [Vec<String>],
}

/// A body in the encodings for people.
#[derive(Serialize)]
struct Body<'a> {
    html: &'a str,
    markdown: &'a str,
}

impl<'a> Fragments<'a> {
    pub(super) fn of_bodies(bodies: impl IntoIterator<Item = Option<&'a Filled>>) -> Self {
        let body = |filled: &'a Filled| Body { html: &filled.html, markdown: &filled.markdown };
        Self { bodies: bodies.into_iter().map(|filled| filled.map(body)).collect(), ..Self::default() }
    }

    /// The same, with the strips of some reports.
    pub(super) fn with_strips(
        self,
        axis: Option<&'a String>,
        strips: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        Self { axis: axis.map(String::as_str), strips: strips.into_iter().collect(), ..self }
    }

    pub(super) fn of_choices(choices: &'a [Vec<String>]) -> Self {
        Self { choices, ..Self::default() }
    }

    /// Everything in it.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &'a str> {
        let choices = self.choices.iter().flatten().map(String::as_str);
        self.bodies
            .iter()
            .flatten()
            .map(|body| body.markdown)
            .chain(self.axis)
            .chain(self.strips.values().copied())
            .chain(choices)
    }
}
