//! What may be written at a place: keys that are not there yet, words, references, and the day of today.

mod offer;
mod prose;
mod values;

use gen_lsp_types as lsp;

use super::client::Client;
use super::cursor::{Cursor, Marks, Spot, Syntax, Value, cursor, data};
use super::fields::{explanation, field_at, root, tables_at};
use super::position::Positions;
use super::site::Site;
use crate::format::{Field, Shape, Table};
use crate::model::key::Whose;
use crate::parse::route::{Route, route};
use crate::path::SourcePath;
use offer::{Offer, Offers, What};
use values::{Author, Choice};

/// What is offered at a position; `None` where nothing is known.
pub(super) fn completion(
    site: &Site,
    path: &SourcePath,
    position: lsp::Position,
    client: &Client,
) -> Option<lsp::CompletionList> {
    let text = site.text(path)?;
    let positions = Positions::new(&text, client.encoding);
    let at = positions.offset(position);
    let offers = match data(path, &text) {
        Some((range, syntax)) if (range.start..=range.end).contains(&at) => {
            let data = &text[range.clone()];
            let cursor = cursor(data, syntax, at - range.start)?;
            let route = route(path);
            let author = Author { project: &site.project, whose: whose(&route) };
            Place { author, root: root(path)?, data, syntax }.offers(&cursor)?.shifted(range.start)
        }
        // Links in prose name the owner of what they lead to.
        _ => prose::offers(&Author { project: &site.project, whose: Whose::default() }, &text, at)?,
    };
    Some(offers.list(&positions))
}

/// Whose the file at a place is.
fn whose(route: &Route) -> Whose<'_> {
    match route {
        Route::One { key, .. } => key.whose(),
        Route::Many { owner, .. } => Whose::provider(owner.as_str()),
        Route::Attachment | Route::Misplaced { .. } => Whose::default(),
    }
}

/// A place in data, and what knows of it.
struct Place<'a> {
    author: Author<'a>,
    root: &'static Table,
    data: &'a str,
    syntax: Syntax,
}

impl Place<'_> {
    fn offers(&self, cursor: &Cursor) -> Option<Offers> {
        match &cursor.spot {
            Spot::Nothing => None,
            Spot::Header(range) => Some(Offers::at(range.clone(), self.headers())),
            Spot::Key(range) => {
                let behind = self.data[range.end..].trim_start_matches(' ');
                let has_value = behind.starts_with(if self.syntax == Syntax::Toml { '=' } else { ':' });
                let sign = match self.syntax {
                    _ if has_value => "",
                    Syntax::Toml => " = ",
                    Syntax::Yaml => ": ",
                };
                let mut offers = self.keys(cursor, sign);
                if cursor.path.is_empty() && self.syntax == Syntax::Toml {
                    offers.extend(self.headers().filter(|_| !has_value));
                }
                Some(Offers::at(range.clone(), offers))
            }
            Spot::Value(value) => {
                let typed = self.data.get(value.range.clone())?;
                let field = field_at(self.root, &cursor.path, &value.key)?;
                Some(Offers::at(value.range.clone(), self.values(&field.shape, value, typed)))
            }
        }
    }

    /// The heads of the tables of the file that have lines of their own.
    fn headers(&self) -> impl Iterator<Item = Offer> {
        let tables = self.root.fields.iter().filter(|field| !field.shape.tables().is_empty());
        tables.map(|field| {
            let is_list = matches!(field.shape, Shape::List(_) | Shape::NonEmpty(_));
            let head = if is_list { format!("[[{}]]", field.name) } else { format!("[{}]", field.name) };
            Offer::new(What::Table, head).explained(explanation(field))
        })
    }

    /// The keys that the table at the cursor lacks, those first that it must have.
    fn keys(&self, cursor: &Cursor, sign: &str) -> Vec<Offer> {
        let tables = tables_at(self.root, &cursor.path);
        let mut fields: Vec<&'static Field> = Vec::new();
        for field in tables.iter().flat_map(|table| table.fields) {
            let is_known = |known: &&Field| known.name == field.name;
            if !fields.iter().any(is_known) && !cursor.present.iter().any(|key| key == field.name) {
                fields.push(field);
            }
        }
        fields.sort_by_key(|field| !field.is_required());
        let offer = |field: &Field| {
            let detail = if field.is_required() { "required" } else { "" };
            Offer::new(What::Key, field.name)
                .written(format!("{}{sign}", field.name))
                .detailed(detail)
                .explained(explanation(field))
        };
        let mut offers: Vec<Offer> = fields.into_iter().map(offer).collect();
        if tables.is_empty() && is_translated(self.root, &cursor.path) {
            let languages = self.author.project.locales().filter(|tag| !cursor.present.iter().any(|key| key == tag));
            offers.extend(languages.map(|tag| Offer::new(What::Key, tag).written(format!("{tag}{sign}"))));
        }
        offers
    }

    fn values(&self, shape: &Shape, value: &Value, typed: &str) -> Vec<Offer> {
        let offer = |choice: Choice| {
            let needs_marks = self.syntax == Syntax::Toml && value.marks == Marks::Bare && choice.kind != What::Plain;
            let word = if needs_marks { format!("\"{}\"", choice.word) } else { choice.word.clone() };
            let word = if choice.is_alone { word } else { format!("[{word}]") };
            Offer::new(choice.kind, choice.word).written(word).detailed(&choice.detail)
        };
        self.author.choices(shape, value.within, typed).into_iter().map(offer).collect()
    }
}

/// Whether keys lead to a text that is given by language.
fn is_translated(root: &'static Table, path: &[String]) -> bool {
    let Some((key, before)) = path.split_last() else { return false };
    field_at(root, before, key).is_some_and(|field| matches!(field.shape, Shape::Translated))
}
