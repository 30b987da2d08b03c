//! What a page says in `main`, read from its HTML: the pieces of its text, and which of them belong together.
//!
//! Left out is what leads elsewhere or serves the eye: navigation, forms, buttons, drawings, what is hidden from sight
//! or from readers' programs, and marks that an encoding has its own signs for (the numbers of footnotes, the titles of
//! alerts).

use super::html::{Element, Node};
use super::words::{parts, words};

/// Elements that hold nothing that a page says.
const NO_CONTENT: [&str; 7] = ["nav", "form", "button", "svg", "script", "template", "label"];
/// Classes of such elements. The title of an alert and the number of a footnote are signs in Markdown.
const NO_CONTENT_CLASSES: [&str; 9] = [
    "visually-hidden",
    "permalink",
    "open-all",
    "filter",
    "search-count",
    "search-found",
    "alert-title",
    "footnote-ref",
    "footnote-back",
];

/// A run of text without a tag in it.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) words: String,
    pub(crate) parts: Vec<String>,
    /// The elements around it, from `main` on.
    pub(crate) place: String,
    /// The day that the text tells, for programs.
    pub(crate) datetime: Option<String>,
    /// Whether it names what stands beside it, as titles do, so that a field can take its place in data.
    pub(crate) is_label: bool,
    /// The address of the question whose answer it belongs to, where a page shows several.
    pub(crate) answer_of: Option<String>,
}

/// What a reader takes in together: a fact with its label, a row of a table, an item of a list.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) kind: UnitKind,
    pub(crate) place: String,
    pub(crate) pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitKind {
    Fact,
    Item,
    Row,
}

/// A table with its rows, the titles of the columns being the first.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) place: String,
    pub(crate) rows: Vec<Vec<Vec<Piece>>>,
}

/// A fact of a report and the class that says its state.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) fact: String,
    pub(crate) state: String,
}

/// What a page says.
#[derive(Debug, Default)]
pub(crate) struct Content {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) units: Vec<Unit>,
    pub(crate) tables: Vec<Table>,
    pub(crate) states: Vec<State>,
}

/// What `main` says.
pub(crate) fn content(main: &Element) -> Content {
    let mut content = Content::default();
    let place = Place { path: String::new(), datetime: None, is_label: false, answer_of: None };
    read(main, &place, &mut content);
    content
}

/// Where the reading is.
#[derive(Clone)]
struct Place {
    path: String,
    datetime: Option<String>,
    is_label: bool,
    answer_of: Option<String>,
}

impl Place {
    fn within(&self, element: &Element) -> Self {
        let mut place = self.clone();
        if !matches!(element.name.as_str(), "div" | "span" | "a" | "em" | "strong") || element.attribute("id").is_some()
        {
            place.path = format!("{} > {}", place.path, element.label());
        }
        place.datetime = element.attribute("datetime").map(str::to_owned).or(place.datetime);
        place.is_label |= is_label(element);
        if element.has_class("question") {
            place.answer_of = address_of_answer(element);
        }
        // The question itself is the page's own, and what its answer rests on.
        if element.name == "summary" || element.has_class("answer-foot") {
            place.answer_of = None;
        }
        place
    }
}

fn is_label(element: &Element) -> bool {
    let is_title = matches!(element.name.as_str(), "h2" | "h3" | "h4" | "dt" | "figcaption");
    let is_column = element.name == "th" && element.attribute("scope") == Some("col");
    // States are typed in data; the states of facts are compared by themselves.
    let is_absence = ["not-stated", "not-applicable"].iter().any(|class| element.has_class(class));
    let is_remark = element.name == "p"
        && ["quiet", "lead", "receipt", "question-only"].iter().any(|class| element.has_class(class));
    is_title || is_column || is_absence || is_remark
}

fn address_of_answer(question: &Element) -> Option<String> {
    let links = question.all(&|element| element.has_class("permalink"));
    let link = links.first().and_then(|permalink| permalink.elements().next());
    link.and_then(|link| link.attribute("href")).map(str::to_owned)
}

fn is_content(element: &Element) -> bool {
    !NO_CONTENT.contains(&element.name.as_str())
        && element.attribute("hidden").is_none()
        && element.attribute("aria-hidden") != Some("true")
        && !NO_CONTENT_CLASSES.iter().any(|class| element.has_class(class))
}

fn read(element: &Element, place: &Place, content: &mut Content) {
    let place = place.within(element);
    let start = content.pieces.len();
    for child in &element.children {
        match child {
            Node::Text(text) => push(&mut content.pieces, text, &place),
            Node::Element(image) if image.name == "img" => {
                push(&mut content.pieces, image.attribute("alt").unwrap_or_default(), &place);
            }
            Node::Element(child) if is_content(child) => read(child, &place, content),
            Node::Element(_) => {}
        }
    }
    let kind = match element.name.as_str() {
        "li" => Some(UnitKind::Item),
        // Titles belong to their columns, not to each other.
        "tr" if !place.path.contains(" > thead > ") => Some(UnitKind::Row),
        "div" if element.elements().any(|child| child.name == "dt") => Some(UnitKind::Fact),
        _ => None,
    };
    if let Some(kind) = kind {
        let pieces = content.pieces[start..].to_vec();
        content.units.push(Unit { kind, place: place.path.clone(), pieces });
    }
    if element.name == "table" {
        content.tables.push(table(element, &place));
    }
    let state =
        element.attribute("class").and_then(|class| class.split_ascii_whitespace().find_map(|c| c.strip_prefix("is-")));
    if let (Some(fact), Some(state)) = (element.attribute("id"), state) {
        content.states.push(State { fact: fact.to_owned(), state: state.to_owned() });
    }
}

fn push(pieces: &mut Vec<Piece>, text: &str, place: &Place) {
    if text.contains(char::is_alphanumeric) {
        let Place { path, datetime, is_label, answer_of } = place.clone();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (words, parts) = (words(&text), parts(&text));
        pieces.push(Piece { text, words, parts, place: path, datetime, is_label, answer_of });
    }
}

fn table(element: &Element, place: &Place) -> Table {
    let rows = element.all(&|element| element.name == "tr");
    let cells = |row: &Element| {
        row.elements()
            .map(|cell| {
                let mut content = Content::default();
                read(cell, place, &mut content);
                content.pieces
            })
            .collect()
    };
    Table { place: place.path.clone(), rows: rows.into_iter().map(cells).collect() }
}
