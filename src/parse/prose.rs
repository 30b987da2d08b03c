//! The fields of the home page, free pages, updates and terms, and how they are read.

use super::File;
use super::codes;
use super::fields::{Fields, Reader, boolean, date, integer, open, partial_date, spanned, string, text, word};
use super::node::Node;
use super::record::record;
use super::references::{SOURCES, citation, reference};
use crate::format::Shape::{self, Day, List, PartialDate, Reference, Text, Translated, Word};
use crate::format::common::{ALIASES, DRAFT, ORDER};
use crate::format::{Field, Table, optional, required, words};
use crate::model::date::Date;
use crate::model::kinds::Kind;
use crate::model::prose::{Deprecated, Prose, Term, Update};
use crate::model::terms::UpdateKind;
use crate::model::{Content, Publicity, Record};
use crate::source::{Span, Spanned};

fn of_file(reader: &Reader<'_>, file: &File<'_>, span: Span, draft: bool, content: Content) -> Record {
    Record {
        translation: file.translation.cloned(),
        ..record(reader, Spanned::new(file.key.clone(), span), Publicity { draft, ..Publicity::default() }, content)
    }
}

pub(super) const HOME: &Table = &Table {
    name: "home",
    about: "The introduction on the home page. It needs no front matter.",
    fields: &[
        optional(
            "title",
            Translated,
            r#""Security at Acme""#,
            "The heading of the home page; the title of the site when left out.",
        ),
        ORDER,
        ALIASES,
    ],
};

pub(super) const PAGE: &Table = &Table {
    name: "page",
    about: "A page of text on anything that no other record is for.",
    fields: &[
        required(
            "title",
            Translated,
            r#""About this site""#,
            "The heading of the page, and what links and lists call it.",
        ),
        ORDER,
        DRAFT,
        ALIASES,
    ],
};

pub(super) fn page(reader: &mut Reader<'_>, fields: &mut Fields<'_>, mut file: File<'_>) -> Option<Record> {
    let is_home = file.key.kind == Kind::Home;
    let title = if is_home { fields.optional(reader, "title", text) } else { fields.required(reader, "title", text) };
    let order = fields.optional(reader, "order", integer).unwrap_or(0);
    let draft = !is_home && fields.optional(reader, "draft", boolean).unwrap_or(false);
    if title.is_none() && !is_home {
        return None;
    }
    let span = title.as_ref().map_or(Span::default(), crate::model::text::Text::span);
    let prose = Box::new(Prose { title, order, body: std::mem::take(&mut file.body) });
    let content = if is_home { Content::Home(prose) } else { Content::Page(prose) };
    Some(of_file(reader, &file, span, draft, content))
}

const UPDATE_TITLE: Field = required(
    "title",
    Text,
    r#""SOC 2 report for 2026 published""#,
    "What happened, as a headline in the language of the file.",
);

pub(super) const UPDATE: &Table = &Table {
    name: "update",
    about: "News, published on the day in the name of its file.",
    fields: &[
        UPDATE_TITLE,
        DRAFT,
        optional(
            "kind",
            Word(words::<UpdateKind>),
            r#""report""#,
            "What it is about; `other` when left out. Each kind has a feed.",
        ),
        optional(
            "effective",
            Day,
            "2026-03-01",
            "The day on which the change takes effect, when that is another day than its own.",
        ),
        optional(
            "affects",
            List(&Reference(&[])),
            r#"["report:soc-2-2026"]"#,
            "The records that it is about, whose pages lead to it.",
        ),
        ALIASES,
    ],
};

pub(super) const UPDATE_TRANSLATION: &Table = &Table {
    name: "update-translation",
    about: "News in another language, with the facts of the original.",
    fields: &[UPDATE_TITLE, DRAFT, ALIASES],
};

pub(super) fn update(reader: &mut Reader<'_>, fields: &mut Fields<'_>, mut file: File<'_>) -> Option<Record> {
    let title = fields.required(reader, "title", spanned(string));
    let draft = fields.optional(reader, "draft", boolean).unwrap_or(false);
    let (mut kind, mut effective, mut affects) = (UpdateKind::Other, None, Vec::new());
    if file.translation.is_none() {
        kind = fields.optional(reader, "kind", word).unwrap_or(kind);
        effective = fields.optional(reader, "effective", date);
        affects = fields.list(reader, "affects", reference);
    }
    let day = file.key.id.as_str().get(..10).and_then(Date::parse);
    if day.is_none() {
        let message = "the file's name does not begin with a date";
        let help = "name it after its day: 2026-01-31-what-happened.md";
        reader.report(&codes::INVALID_DATE, Span::default(), message, help);
    }
    let title = title?;
    let span = title.span;
    let date = day?;
    let update = Update { title, date, kind, effective, affects, body: std::mem::take(&mut file.body) };
    let mut record = of_file(reader, &file, span, draft, Content::Update(Box::new(update)));
    // News of a later day is for that day.
    record.publicity.publish_on = Some(date);
    Some(record)
}

pub(super) const TERM: &Table = &Table {
    name: "term",
    about: "A term of the glossary, whose text explains it.",
    fields: &[
        required("name", Translated, r#""Bridge letter""#, "The term as readers know it."),
        optional("aliases", List(&Text), r#"["gap letter"]"#, "Other names for it, which search finds too."),
        optional(
            "deprecated",
            List(&Shape::Table(DEPRECATED)),
            r#"[{ text = "SSAE 16", use = "SSAE 18", since = "2017-05" }]"#,
            "Wordings to avoid.",
        ),
        SOURCES,
        DRAFT,
    ],
};

pub(super) fn term(reader: &mut Reader<'_>, fields: &mut Fields<'_>, mut file: File<'_>) -> Option<Record> {
    let name = fields.required(reader, "name", text);
    let aliases = fields.list(reader, "aliases", string);
    let deprecated = fields.list(reader, "deprecated", deprecated);
    let sources = fields.list(reader, "sources", citation);
    let draft = fields.optional(reader, "draft", boolean).unwrap_or(false);
    let name = name?;
    let span = name.span();
    let term = Term { name, aliases, deprecated, sources, body: std::mem::take(&mut file.body) };
    Some(of_file(reader, &file, span, draft, Content::Term(Box::new(term))))
}

const DEPRECATED: &Table = &Table {
    name: "term.deprecated",
    about: "A wording to avoid, and what to say instead.",
    fields: &[
        required("text", Text, r#""SSAE 16""#, "The wording."),
        optional("use", Text, r#""SSAE 18""#, "What to say instead."),
        optional("since", PartialDate, r#""2017-05""#, "Since when it is out of use."),
    ],
};

fn deprecated(reader: &mut Reader<'_>, node: &Node) -> Option<Deprecated> {
    let mut fields = open(reader, node, DEPRECATED)?;
    let text = fields.required(reader, "text", string);
    let instead = fields.optional(reader, "use", string);
    let since = fields.optional(reader, "since", partial_date);
    fields.finish(reader);
    Some(Deprecated { text: text?, instead, since })
}
