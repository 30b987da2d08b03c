//! The contract of the twins: what a page says in its HTML, its Markdown and its JSON say too.
//!
//! 1. `content` reads the HTML: the pieces of its text, and what stands together (a fact, a row, an item).
//! 2. Each piece must be in both twins, and what stands together must stand together there. Tables are tables in
//!    Markdown, with the titles of their columns. A report's facts have the same state in HTML and JSON.
//! 3. Data may leave out what its field names say: titles and labels that are strings of the interface. The answers of
//!    a topic are in the JSON of the entries that the topic's JSON leads to.
//!
//! The test knows nothing of how a view is made. All that is missing is named at once, by page and element.

mod content;
mod html;
mod json;
mod markdown;
mod words;

use std::collections::BTreeMap;
use std::path::Path;

use candor::disk;
use candor::project::Project;

use self::content::{Content, Piece, Table, Unit, UnitKind, content};
use self::html::parse;
use self::json::{Json, json, objects, strings};
use self::markdown::{Markdown, markdown};
use self::words::{Catalog, holds, holds_pieces, words};
use crate::benches::corpus::{self, Corpus};
use crate::support::{options, project, rendered};

const AS_OF: &str = "2026-11-21";

/// Strings that only say what the value beside them is; data has a field for that.
const CONNECTING: [&str; 63] = [
    "affects",
    "all_services",
    "announced_change",
    "announced_on",
    "ask_whom",
    "at_date",
    "avoid",
    "avoid_for",
    "cited_for",
    "claim_supported",
    "claim_unsupported",
    "control_response",
    "control_response_own",
    "count_among",
    "count_in",
    "covered",
    "covered_by",
    "covered_by_nobody",
    "criteria_no_coverage",
    "criteria_no_coverage_own",
    "csaf_document",
    "days",
    "differs",
    "disclosure_expired",
    "disclosure_expires",
    "discrepancy",
    "download",
    "download_file",
    "effective",
    "ended",
    "every_version",
    "fact_period",
    "facts_quoted",
    "gap",
    "letter_until",
    "more",
    "next_expected",
    "no_bridges",
    "no_bridges_own",
    "no_longer_used",
    "not_covered",
    "object",
    "objection_over",
    "objection_until",
    "only_here",
    "open_document",
    "questionnaire_unlisted",
    "questionnaire_withheld",
    "receipt",
    "request",
    "request_goes_to",
    "retrieved",
    "retrieved_on",
    "see",
    "services_recorded",
    "since",
    "sources",
    "until",
    "updated_on",
    "verify",
    "verify_file",
    "verify_with",
    "version",
];

/// The pages of a site and their twins, by path.
struct Site {
    files: BTreeMap<String, String>,
    catalogs: BTreeMap<String, Catalog>,
}

/// A page with its twins.
struct Page<'a> {
    path: &'a str,
    content: Content,
    catalog: &'a Catalog,
    markdown: Markdown,
    json: Json,
    /// The JSON of the questions whose answers the page shows, by the address that the page gives for them.
    answers: BTreeMap<String, Json>,
}

#[test]
fn twins_of_the_example_say_what_its_pages_say() {
    let inputs = disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().changes;
    check(&Site::of(&Project::new(inputs, options(AS_OF))), 114);
}

#[test]
fn twins_of_a_generated_site_say_what_its_pages_say() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("twins");
    let _ = std::fs::remove_dir_all(&folder);
    corpus::generate(&folder, Corpus { one_translated_in: 2, ..Corpus::of(12, 7) }).unwrap();
    check(&Site::of(&Project::new(disk::read(&folder).unwrap().changes, options(AS_OF))), 200);
}

#[test]
fn twins_of_a_generated_site_of_a_company_say_what_its_pages_say() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("twins-of-company");
    let _ = std::fs::remove_dir_all(&folder);
    corpus::generate(&folder, Corpus { has_company: true, ..Corpus::of(12, 7) }).unwrap();
    let project = Project::new(disk::read(&folder).unwrap().changes, options(AS_OF));
    let errors: Vec<String> =
        project.check().iter().filter(|found| found.is_error()).map(|found| format!("{found:?}")).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    check(&Site::of(&project), 200);
}

#[test]
fn twins_of_a_site_with_everything_say_what_its_pages_say() {
    check(&Site::of(&project(include_str!("../golden/site.txt"), AS_OF)), 60);
}

#[test]
fn twins_of_a_site_of_its_own_company_say_what_its_pages_say() {
    check(&Site::of(&project(include_str!("../golden/company.txt"), AS_OF)), 50);
}

/// Compares every page that has twins, of which there are at least so many.
#[track_caller]
fn check(site: &Site, at_least: usize) {
    let pages: Vec<Page<'_>> = site.files.keys().filter_map(|path| site.page(path)).collect();
    assert!(pages.len() >= at_least, "{} pages have twins", pages.len());
    let misses: Vec<String> = pages.iter().flat_map(misses).collect();
    assert!(misses.is_empty(), "{} misses on {} pages:\n{}", misses.len(), pages.len(), misses.join("\n"));
}

impl Site {
    fn of(project: &Project) -> Self {
        let text = |(path, bytes): (String, Vec<u8>)| String::from_utf8(bytes).ok().map(|text| (path, text));
        let catalogs = ["en", "zh-Hans"].map(|locale| (locale.to_owned(), Catalog::of(locale)));
        Self { files: rendered(project).into_iter().filter_map(text).collect(), catalogs: catalogs.into() }
    }

    /// The page at a path, if it is one that has twins.
    fn page<'a>(&'a self, path: &'a str) -> Option<Page<'a>> {
        let html = path.ends_with(".html").then(|| parse(&self.files[path]))?;
        let root = html.elements().find(|element| element.name == "html").expect("a page is HTML");
        let twin = |media_type: &str| {
            let links = root.all(&|element| element.name == "link" && element.attribute("type") == Some(media_type));
            links.first().and_then(|link| link.attribute("href")).map(|href| resolved(path, href))
        };
        let (markdown_path, json_path) = (twin("text/markdown")?, twin("application/json")?);
        // A page in another language than its prose leads to the twins of the page that it stands in for.
        if folder(&json_path) != folder(path) {
            return None;
        }
        let locale = root.attribute("lang").expect("a page has a language");
        let content = content(root.all(&|element| element.name == "main")[0]);
        let json = json(&self.files[&json_path]);
        let addresses = content.pieces.iter().filter_map(|piece| piece.answer_of.clone());
        let answers = addresses.map(|address| {
            let entry = self.entry(path, &address, &json.value);
            (address, entry)
        });
        Some(Page {
            path,
            catalog: &self.catalogs[locale],
            markdown: markdown(&self.files[&markdown_path]),
            answers: answers.collect(),
            content,
            json,
        })
    }

    /// The JSON of the question at `address`, to which the JSON of the page must lead.
    fn entry(&self, page: &str, address: &str, own: &serde_json::Value) -> Json {
        let entry = format!("{}index.json", resolved(page, address));
        let leads = |href: &str| {
            let target = resolved(page, href);
            target == entry || format!("{target}index.json") == entry
        };
        assert!(strings(own).into_iter().any(leads), "the JSON of {page} does not lead to {entry}");
        // A question that is not translated has its JSON in the language in which it is written.
        let file = self.files.get(&entry).or_else(|| self.files.get(entry.trim_start_matches("zh-Hans/")));
        json(file.unwrap_or_else(|| panic!("{entry} is missing")))
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path that an address on a page leads to.
fn resolved(page: &str, href: &str) -> String {
    let mut parts: Vec<&str> = folder(page).split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('#').next().unwrap_or_default().split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// What a page says and its twins do not.
fn misses(page: &Page<'_>) -> Vec<String> {
    let mut misses = Vec::new();
    let mut say = |place: &str, what: String| misses.push(format!("{}{place}: {what}", page.path));
    for piece in &page.content.pieces {
        if let Some(missing) = missing_from(&page.markdown.text, piece) {
            say(&piece.place, format!("the Markdown lacks `{missing}`"));
        }
        if let Some(missing) = page.missing_in_json(piece) {
            say(&piece.place, format!("the JSON lacks `{missing}`"));
        }
    }
    for unit in &page.content.units {
        if !page.is_together_in_markdown(unit) {
            say(&unit.place, format!("these do not stand together in the Markdown: {}", listed(&unit.pieces)));
        }
        if !page.is_together_in_json(unit) {
            say(&unit.place, format!("these do not stand together in the JSON: {}", listed(&unit.pieces)));
        }
    }
    for table in &page.content.tables {
        page.missing_of_table(table).into_iter().for_each(|what| say(&table.place, what));
    }
    for state in &page.content.states {
        let expected = match state.state.replace('-', "_").as_str() {
            "missing" => "not_recorded".to_owned(),
            other => other.to_owned(),
        };
        let is_same = objects(&page.json.value).into_iter().any(|object| {
            let is = |field: &str, value: &str| object.get(field).and_then(|own| own.as_str()) == Some(value);
            (is("name", &state.fact) || is("id", &state.fact)) && is("state", &expected)
        });
        if !is_same {
            say(&format!(" #{}", state.fact), format!("no fact of the JSON has this name and the state `{expected}`"));
        }
    }
    misses
}

fn listed(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| format!("`{}`", piece.text)).collect::<Vec<_>>().join(" ")
}

impl Page<'_> {
    /// Where the words of a piece are in data.
    fn json_of(&self, piece: &Piece) -> &Json {
        piece.answer_of.as_ref().map_or(&self.json, |address| &self.answers[address])
    }

    /// What of a piece is neither in the text of data nor said by its fields.
    fn missing_in_json(&self, piece: &Piece) -> Option<String> {
        let json = self.json_of(piece);
        self.wanted(json, piece).missing_from(&json.text).map(str::to_owned)
    }

    /// Whether what a reader takes in together stands together, as far as it is there at all.
    fn is_together_in_markdown(&self, unit: &Unit) -> bool {
        let is_there = |piece: &&Piece| missing_from(&self.markdown.text, piece).is_none();
        let pieces: Vec<&Piece> = unit.pieces.iter().filter(is_there).collect();
        let holds_all = |text: &String| pieces.iter().all(|piece| missing_from(text, piece).is_none());
        // Rows are compared cell by cell.
        unit.kind == UnitKind::Row || pieces.len() < 2 || self.markdown.units.iter().any(holds_all)
    }

    fn is_together_in_json(&self, unit: &Unit) -> bool {
        let Some(first) = unit.pieces.first() else { return true };
        let json = self.json_of(first);
        let pieces: Vec<Wanted<'_>> = unit.pieces.iter().map(|piece| self.wanted(json, piece)).collect();
        let is_there = |wanted: &&Wanted<'_>| wanted.is_in(&json.text);
        let pieces: Vec<&Wanted<'_>> = pieces.iter().filter(is_there).collect();
        pieces.len() < 2 || json.units.iter().any(|text| pieces.iter().all(|wanted| wanted.is_in(text)))
    }

    /// What data may say in the place of a piece.
    fn wanted<'a>(&self, json: &Json, piece: &'a Piece) -> Wanted<'a> {
        let is_connecting = |key: &str| piece.is_label || CONNECTING.contains(&key);
        let ways = |part: &str| {
            let mut ways = self.catalog.fills(part, &is_connecting);
            // A field says it by its name.
            ways.extend(json.fields.contains(&part.replace(' ', "")).then(Vec::new));
            ways
        };
        let parts = piece.parts.iter().map(|part| (part.as_str(), ways(part))).collect();
        Wanted { piece, whole: ways(&piece.words), parts }
    }

    /// What the Markdown lacks of a table: the table, or the rows.
    fn missing_of_table(&self, table: &Table) -> Vec<String> {
        let has = |text: &String, piece: &Piece| missing_from(text, piece).is_none();
        // A column behind those of the page may say what the page marks in a cell.
        let is_row = |own: &[Vec<Piece>], row: &[String]| {
            let behind = row.get(own.len()..);
            behind.is_some_and(|behind| {
                let is_cell = |(cell, text): (&Vec<Piece>, &String)| {
                    cell.iter().all(|piece| has(text, piece) || behind.iter().any(|text| has(text, piece)))
                };
                own.iter().zip(row).all(is_cell)
            })
        };
        let Some((titles, rows)) = table.rows.split_first() else { return Vec::new() };
        let like = |other: &&Vec<Vec<String>>| other.first().is_some_and(|first| is_row(titles, first));
        let candidates: Vec<_> = self.markdown.tables.iter().filter(like).collect();
        if candidates.is_empty() {
            return vec![format!("the Markdown has no table with the columns {}", listed(&titles.concat()))];
        }
        let lacks = |other: &Vec<Vec<String>>| {
            let missing = rows.iter().filter(|own| !other[1..].iter().any(|row| is_row(own, row)));
            missing.map(|own| format!("the Markdown has no row {}", listed(&own.concat()))).collect::<Vec<_>>()
        };
        candidates.into_iter().map(lacks).min_by_key(Vec::len).unwrap_or_default()
    }
}

/// The first part of a piece that a text lacks.
fn missing_from<'a>(text: &str, piece: &'a Piece) -> Option<&'a str> {
    if holds(text, &piece.words) {
        return None;
    }
    piece.parts.iter().find(|part| !holds_pieces(text, part)).map(String::as_str)
}

/// A piece, and what data may say in its place: lists of words, one of which must be there whole.
struct Wanted<'a> {
    piece: &'a Piece,
    whole: Vec<Vec<String>>,
    parts: Vec<(&'a str, Vec<Vec<String>>)>,
}

impl Wanted<'_> {
    fn is_in(&self, text: &str) -> bool {
        self.missing_from(text).is_none()
    }

    fn missing_from(&self, text: &str) -> Option<&str> {
        let is_said = |ways: &[Vec<String>]| {
            ways.iter().any(|fills| fills.iter().all(|fill| fill.is_empty() || holds(text, fill)))
        };
        let is_day = || self.piece.datetime.as_ref().is_some_and(|day| holds(text, &words(day)));
        if holds(text, &self.piece.words) || is_said(&self.whole) || is_day() {
            return None;
        }
        let is_missing = |(part, ways): &&(&str, Vec<Vec<String>>)| !holds_pieces(text, part) && !is_said(ways);
        self.parts.iter().find(is_missing).map(|(part, _)| *part)
    }
}
