//! The markup of a page, which stands beside its view: templates place it as it is, and the page as JSON is without it.

use serde::Serialize;

use super::body::Filled;

/// The bodies of a page in the order of its view, and its drawing.
#[derive(Default, Serialize)]
pub(crate) struct Fragments<'a> {
    /// A place is empty where the view has no body, such as a question whose answer is withheld.
    bodies: Vec<Option<Body<'a>>>,
    drawing: Option<&'a str>,
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
        Self { bodies: bodies.into_iter().map(|filled| filled.map(body)).collect(), drawing: None }
    }

    pub(super) fn of_drawing(drawing: Option<&'a str>) -> Self {
        Self { bodies: Vec::new(), drawing }
    }

    /// Everything in it.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &'a str> {
        self.bodies.iter().flatten().map(|body| body.markdown).chain(self.drawing)
    }
}
