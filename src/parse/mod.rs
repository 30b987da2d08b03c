//! From the text of one file to its records: the fields that authors write, and how they are read. Pure: reads nothing but
//! the text it is given, and never fails.
//!
//! 1. `route` tells from the path what the file should hold.
//! 2. `front` turns TOML or YAML into a tree with places, `csv` a table of rows.
//! 3. `fields` reads the tree as typed records, `markdown` the prose.
//!
//! A broken file still yields what could be read of it.

mod address;
mod addresses;
mod advisory;
mod ai;
mod catalog;
pub(crate) mod codes;
mod config;
mod contact;
mod control;
mod country;
mod csv;
mod data;
mod destination;
mod disclosure;
mod document;
mod examiner;
mod exceptions;
mod faq;
mod fields;
mod foreign;
mod framework;
mod front;
mod gaps;
mod hidden;
pub(crate) mod html;
mod json;
mod lists;
mod location;
pub(crate) mod markdown;
pub(crate) mod markdown_text;
mod meant;
mod mistakes;
mod node;
mod old_address;
mod period;
mod placeholder;
mod product;
mod prose;
mod provider;
mod publicity;
mod questionnaire;
mod quotation;
mod record;
mod references;
mod report;
pub(crate) mod route;
mod scope;
mod service;
mod statement;
mod subprocessor;
mod web_address;
mod written;
mod wrong_type;

use crate::diag::Diagnostic;
use crate::format::FileFormat;
use crate::model::Record;
use crate::model::body::Body;
use crate::model::config::Config;
use crate::model::key::{Key, Whose};
use crate::model::kinds::Kind;
use crate::path::Locale;
use crate::source::{Source, Span};
pub(crate) use address::is_mail_link;
pub(crate) use catalog::parse_catalog;
pub(crate) use config::{CONFIG, base_url_problem, with_slash};
pub(crate) use destination::{decoded, mail_to, with_subject};
use fields::{Fields, Reader};
use front::Language;
pub(crate) use gaps::Gaps;
pub(crate) use json::json_of_toml;
pub(crate) use node::quoted;
use node::{Node, Value};
pub(crate) use placeholder::placeholders;
use route::Route;
pub(crate) use web_address::as_uri;
pub(crate) use written::{unreadable, written_fields};

/// What a file yields.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    pub(crate) records: Vec<Record>,
    pub(crate) problems: Vec<Diagnostic>,
    pub(crate) gaps: Gaps,
}

/// How a record of a kind is read, once its table is open.
enum Read {
    /// From the front matter of a file whose text belongs to it.
    Prose(fn(&mut Reader<'_>, &mut Fields<'_>, File<'_>) -> Option<Record>),
    /// From a file that it has for itself.
    File(fn(&mut Reader<'_>, &mut Fields<'_>, &Key) -> Option<Record>),
    /// From a row with an id, by which it is told from the others across all files.
    Row(fn(&mut Reader<'_>, &mut Fields<'_>) -> Option<Record>),
    /// From a row without an id, which its place in the file tells from the others.
    RowWithoutId(fn(&mut Reader<'_>, &mut Fields<'_>, usize) -> Option<Record>),
    /// With all that stands in its file, by `control::group_with_controls`.
    WithItsFile,
}

/// What the files of each kind hold, and how they are read, in the order in which authors are told of them.
static KINDS: [(FileFormat, Read); Kind::COUNT] = [
    (FileFormat::one(Kind::Home, prose::HOME), Read::Prose(prose::page)),
    (FileFormat::one(Kind::Page, prose::PAGE), Read::Prose(prose::page)),
    (FileFormat::prose(Kind::Update, prose::UPDATE, prose::UPDATE_TRANSLATION), Read::Prose(prose::update)),
    (FileFormat::one(Kind::Term, prose::TERM), Read::Prose(prose::term)),
    (FileFormat::one(Kind::Topic, faq::TOPIC), Read::File(faq::topic)),
    (FileFormat::prose(Kind::Entry, faq::ENTRY, faq::ENTRY_TRANSLATION), Read::Prose(faq::entry)),
    (FileFormat::one(Kind::Provider, provider::PROVIDER), Read::File(provider::provider)),
    (FileFormat::one(Kind::Report, report::REPORT), Read::File(report::report)),
    (FileFormat::many(Kind::Service, service::SERVICES, service::SERVICE), Read::Row(service::service)),
    (FileFormat::many(Kind::Location, location::LOCATIONS, location::LOCATION), Read::Row(location::location)),
    (FileFormat::many(Kind::Scope, scope::SCOPE, scope::SCOPE_ENTRY), Read::RowWithoutId(scope::scope)),
    (FileFormat::many(Kind::Document, document::DOCUMENTS, document::DOCUMENT), Read::Row(document::document)),
    (
        FileFormat::many(Kind::Subprocessor, subprocessor::SUBPROCESSORS, subprocessor::SUBPROCESSOR),
        Read::Row(subprocessor::subprocessor),
    ),
    (FileFormat::many(Kind::Product, product::PRODUCTS, product::PRODUCT), Read::Row(product::product)),
    (FileFormat::one(Kind::ControlGroup, control::CONTROL_GROUP), Read::WithItsFile),
    (FileFormat::many(Kind::Control, control::CONTROL_GROUP, control::CONTROL), Read::WithItsFile),
    (FileFormat::many(Kind::Data, data::DATA, data::DATA_CATEGORY), Read::Row(data::category)),
    (FileFormat::many(Kind::Ai, ai::AI, ai::AI_USE), Read::Row(ai::ai_use)),
    (FileFormat::one(Kind::Disclosure, disclosure::DISCLOSURE), Read::File(disclosure::disclosure)),
    (FileFormat::one(Kind::Advisory, advisory::ADVISORY), Read::File(advisory::advisory)),
    (FileFormat::one(Kind::Framework, framework::FRAMEWORK), Read::File(framework::framework)),
    (FileFormat::one(Kind::Edition, framework::EDITION), Read::File(framework::edition)),
    (FileFormat::one(Kind::Questionnaire, questionnaire::QUESTIONNAIRE), Read::File(questionnaire::questionnaire)),
];

// As many rows as kinds, and none twice: each kind has one.
const _: () = {
    let (mut known, mut place) = ([false; Kind::COUNT], 0);
    while place < KINDS.len() {
        let kind = KINDS[place].0.kind as usize;
        assert!(!known[kind], "each kind has one row");
        known[kind] = true;
        place += 1;
    }
};

fn row_of(kind: Kind) -> &'static (FileFormat, Read) {
    KINDS.iter().find(|(format, _)| format.kind == kind).expect("every kind has a row")
}

/// What the files of each kind hold, in the order in which authors are told of them.
pub(crate) fn formats() -> impl Iterator<Item = &'static FileFormat> {
    KINDS.iter().map(|(format, _)| format)
}

/// What the files of a kind hold.
pub(crate) fn format_of(kind: Kind) -> &'static FileFormat {
    &row_of(kind).0
}

/// Reads one file of the content.
pub(crate) fn parse(source: &Source) -> Parsed {
    let mut parsed = Parsed::default();
    if let Some(problem) = control_character(source) {
        parsed.problems.push(problem);
        parsed.gaps = Gaps::Any;
        return parsed;
    }
    let route = route::route(&source.path);
    match route {
        Route::One { key, table: Some(table), .. } => {
            control::group_with_controls(source, &key, table, &mut parsed);
        }
        Route::One { key, translation, table: None } => {
            let record = read_one(source, &key, translation.as_ref(), &mut parsed.problems);
            parsed.gaps = if record.is_none() { Gaps::Any } else { Gaps::None };
            parsed.records.extend(record);
        }
        Route::Many { kind, table, owner } => {
            let mut reader =
                Reader { path: &source.path, out: &mut parsed.problems, whose: Whose::provider(owner.as_str()) };
            let (rows, are_all) = rows(&mut reader, source, kind, table);
            parsed.gaps = if are_all { Gaps::None } else { Gaps::Any };
            if rows.is_empty() && are_all {
                let is_csv = source.path.as_str().ends_with(".csv");
                let what = if is_csv { "row below its header".to_owned() } else { format!("`[[{table}]]`") };
                let message = format!("the file has no {what}");
                reader.report(&codes::EMPTY_FILE, Span::default(), message, "add one, or remove the file");
            }
            if matches!(row_of(kind).1, Read::RowWithoutId(_)) {
                lists::report_repeated(&mut reader, &rows);
            }
            for (index, row) in rows.iter().enumerate() {
                let record = read_row(&mut reader, row, kind, index);
                if record.is_none() {
                    parsed.gaps.note(row);
                }
                parsed.records.extend(record);
            }
        }
        Route::Attachment => {}
        Route::Misplaced { help } => {
            let message = "no record can live at this path";
            let problem = Diagnostic::new(&codes::UNEXPECTED_FILE, &source.path, Span::default(), message);
            parsed.problems.push(problem.help(help));
        }
    }
    parsed
}

/// Reads `candor.toml`.
pub(crate) fn parse_config(source: &Source) -> (Option<Config>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    if let Some(problem) = control_character(source) {
        return (None, vec![problem]);
    }
    let node = front::read(source, Language::Toml, 0..source.text.len(), &mut problems);
    let mut reader = Reader { path: &source.path, out: &mut problems, whose: Whose::default() };
    let config = node.and_then(|node| config::config(&mut reader, &node));
    (config, problems)
}

/// A character that hides text or turns it around, which no editor shows and no format needs.
fn control_character(source: &Source) -> Option<Diagnostic> {
    let hidden = hidden::forbidden("file", &source.text)?;
    let spans: Vec<Span> = hidden.found.iter().map(|(at, c)| Span::new(*at, at + c.len_utf8())).collect();
    Some(hidden.at(&source.path, &spans))
}

fn read_one(
    source: &Source,
    key: &Key,
    translation: Option<&Locale>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Record> {
    if !key.kind.is_prose() {
        let node = front::read(source, Language::Toml, 0..source.text.len(), problems)?;
        let file = File { key, translation, body: Body::default() };
        return read_file(&mut Reader { path: &source.path, out: problems, whose: key.whose() }, &node, file);
    }
    let split = match front::split(source) {
        // Nothing is required of a home page, so its text may stand alone.
        Ok(None) if key.kind == Kind::Home => front::Split::all_body(source),
        Ok(Some(split)) => split,
        Ok(None) => {
            problems.push(front::missing(source));
            return None;
        }
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    let node = front::read(source, split.language, split.front, problems);
    // The prose is read even when its fields cannot be, so that all findings come at once.
    let body = markdown::markdown(source, split.body, key.id.name(), problems);
    let file = File { key, translation, body };
    read_file(&mut Reader { path: &source.path, out: problems, whose: key.whose() }, &node?, file)
}

/// A file that holds one record, whose fields are still to be read.
struct File<'a> {
    key: &'a Key,
    translation: Option<&'a Locale>,
    /// Empty in a file that is no prose.
    body: Body,
}

fn read_file(reader: &mut Reader<'_>, node: &Node, file: File<'_>) -> Option<Record> {
    let n_before = reader.out.len();
    let kind = file.key.kind;
    let (format, read) = row_of(kind);
    let table = if file.translation.is_some() { format.translation } else { format.file };
    let mut fields = fields::open_file(reader, node, table)?;
    let record = match read {
        Read::Prose(read) => read(reader, &mut fields, file),
        Read::File(read) => read(reader, &mut fields, file.key),
        Read::Row(_) | Read::RowWithoutId(_) | Read::WithItsFile => None,
    };
    let old_addresses = old_address::of_file(reader, &mut fields, kind);
    let record = record.map(|record| Record { old_addresses, ..record });
    if kind.is_prose() {
        foreign::report(reader, &mut fields);
    }
    fields.finish(reader);
    Some(Record { is_whole: node.is_readable() && !has_errors_behind(reader, n_before), ..record? })
}

/// The tables or rows of a file that holds many records, and whether they are all.
fn rows(reader: &mut Reader<'_>, source: &Source, kind: Kind, table: &'static str) -> (Vec<Node>, bool) {
    if source.path.as_str().ends_with(".csv") {
        let rows = csv::rows(source, reader.out);
        return (rows, reader.out.is_empty());
    }
    let node = front::read(source, Language::Toml, 0..source.text.len(), reader.out);
    let n_before = reader.out.len();
    let opened = node.as_ref().and_then(|node| fields::open_file(reader, node, format_of(kind).file));
    let Some(mut fields) = opened else { return (Vec::new(), false) };
    let is_set_aside = fields.node(table).is_some_and(|list| matches!(list.value, Value::Unreadable));
    let rows = fields.each(reader, table, |_, node| Some(node.clone()));
    fields.finish(reader);
    (rows, !is_set_aside && reader.out.len() == n_before)
}

fn read_row(reader: &mut Reader<'_>, row: &Node, kind: Kind, index: usize) -> Option<Record> {
    let n_before = reader.out.len();
    let (format, read) = row_of(kind);
    let mut fields = fields::open(reader, row, format.record)?;
    let record = match read {
        Read::Row(read) => read(reader, &mut fields),
        Read::RowWithoutId(read) => read(reader, &mut fields, index),
        Read::Prose(_) | Read::File(_) | Read::WithItsFile => None,
    };
    fields.finish(reader);
    Some(Record { is_whole: row.is_readable() && !has_errors_behind(reader, n_before), ..record? })
}

/// Whether more was found wrong since there were so many findings.
fn has_errors_behind(reader: &Reader<'_>, n_before: usize) -> bool {
    reader.out[n_before..].iter().any(Diagnostic::is_error)
}
