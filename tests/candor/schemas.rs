//! The schemas for editors, by a real validator: what is good passes, and what has a wrong field does not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

use crate::command::{candor, errors, folder};
use crate::support;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The findings about fields and their values.
const OF_FIELDS: [&str; 9] = [
    "unknown-key",
    "missing-key",
    "wrong-type",
    "invalid-value",
    "invalid-date",
    "invalid-id",
    "invalid-reference",
    "unsafe-link",
    "unknown-locale",
];

/// Findings after which there are no fields to look at.
const UNREADABLE: [&str; 6] =
    ["invalid-toml", "invalid-yaml", "duplicate-key", "missing-front-matter", "control-character", "foreign-field"];

/// What a schema does not see, by the message of the finding: two fields that do not fit each other, what another file
/// says, the name of the file, where a title seems to lead, and characters that nobody sees.
const BEYOND: [&str; 10] = [
    "a document with the access `nda` has an address where everybody gets it",
    "an item of the navigation leads to one place",
    "the document has a `file` here and a `url` elsewhere",
    "the file's name does not begin with a date",
    "the link leads to `https://evil.example/`, and its title says `bank.example`",
    "the link leads to `https://evil.example/`, and its title says `www.bank.example`",
    "the link leads to `mailto:trust@evil.example`, and its title says `trust@bank.example`",
    "the site has no language `fr`",
    "the site has no language `zh-Hang`",
    "the text is empty",
];

/// The schemas as the program writes them, each with the globs of its files.
pub(crate) struct Catalog {
    compiled: Schemas,
    of: BTreeMap<String, SchemaIndex>,
    globs: Vec<(String, String)>,
}

fn output(arguments: &[&str]) -> String {
    let output = candor().args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// Writes all schemas, and gives each with its name.
fn written(name: &str) -> BTreeMap<String, Value> {
    let folder = folder(name);
    output(&["schema", "--out", folder.to_str().unwrap()]);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |file: std::path::PathBuf| {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap())
    };
    files.map(read).collect()
}

fn compiler(schemas: BTreeMap<String, Value>) -> Compiler {
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    for (name, schema) in schemas {
        compiler.add_resource(&address(&name), schema).unwrap();
    }
    compiler
}

fn address(name: &str) -> String {
    format!("https://schemas.example/{name}.json")
}

impl Catalog {
    pub(crate) fn new(folder: &str) -> Self {
        let schemas = written(folder);
        let names: Vec<String> = schemas.keys().cloned().collect();
        let (mut compiler, mut compiled) = (compiler(schemas), Schemas::new());
        let mut compile = |name: String| {
            let index = compiler.compile(&address(&name), &mut compiled).unwrap_or_else(|e| panic!("{name}: {e}"));
            (name, index)
        };
        let of = names.into_iter().map(&mut compile).collect();
        let list = output(&["schema"]);
        let rows = list.lines().skip(1).map(|line| line.split_once(' ').unwrap());
        let globs =
            rows.flat_map(|(name, files)| files.trim().split(", ").map(|glob| (glob.to_owned(), name.to_owned())));
        Self { compiled, of, globs: globs.collect() }
    }

    /// The schema for a file: that of the longest glob, because a translation fits that of its original too.
    fn schema(&self, path: &str) -> Option<&str> {
        let fitting = self.globs.iter().filter(|(glob, _)| fits(glob, path));
        fitting.max_by_key(|(glob, _)| glob.len()).map(|(_, name)| &**name)
    }

    /// Why a file is not valid, when it is not; nothing is said of one that has no schema.
    pub(crate) fn problem(&self, path: &str, text: &str) -> Option<String> {
        let schema = self.schema(path)?;
        let fields = fields(path, text)?;
        self.compiled.validate(&fields, self.of[schema]).err().map(|error| format!("{schema}: {error:#}"))
    }
}

fn fits(glob: &str, path: &str) -> bool {
    match glob.find('*') {
        None => glob == path,
        Some(at) => {
            let (behind, is_deep) = match glob[at..].strip_prefix("**/*") {
                Some(behind) => (behind, true),
                None => (&glob[at + 1..], false),
            };
            let Some(rest) = path.strip_prefix(&glob[..at]) else { return false };
            let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).skip(1);
            ends.take_while(|end| is_deep || !rest[..*end].contains('/')).any(|end| fits(behind, &rest[end..]))
        }
    }
}

/// The part of a file that holds fields, and whether it is YAML.
fn front(path: &str, text: &str) -> Option<(std::ops::Range<usize>, bool)> {
    if path.ends_with(".toml") {
        return Some((0..text.len(), false));
    }
    let fence = ["+++\n", "---\n"].into_iter().find(|fence| text.starts_with(fence))?;
    let end = text[4..].find(&format!("\n{fence}")).map(|at| at + 5).or(text[4..].starts_with(fence).then_some(4))?;
    Some((4..end, fence == "---\n"))
}

/// The fields of a file as JSON, as an editor's tool sees them.
fn fields(path: &str, text: &str) -> Option<Value> {
    let (range, is_yaml) = front(path, text)?;
    let text = &text[range];
    if is_yaml {
        let is_empty = text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
        return if is_empty { Some(Value::Object(serde_json::Map::new())) } else { serde_saphyr::from_str(text).ok() };
    }
    text.parse::<toml::Table>().ok().map(|table| json(toml::Value::Table(table)))
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(boolean) => boolean.into(),
        toml::Value::Datetime(datetime) => datetime.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
    }
}

/// Some files, and what is found in them, a line each.
struct Case {
    name: String,
    files: Vec<(String, String)>,
    findings: String,
}

/// Every fixture of the tests.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for folder in ["tests/check", "tests/fixtures", "tests/golden"] {
        let entries = walkdir::WalkDir::new(Path::new(ROOT).join(folder)).max_depth(1).sort_by_file_name();
        for entry in entries.into_iter().map(Result::unwrap) {
            let name = entry.file_name().to_str().unwrap().to_owned();
            let blocks = match name.rsplit_once('.') {
                Some((_, "txt")) => vec![fs::read_to_string(entry.path()).unwrap()],
                Some((_, "md")) => blocks(&fs::read_to_string(entry.path()).unwrap()),
                _ => Vec::new(),
            };
            for block in blocks {
                if block.starts_with("-- ") {
                    let files = support::files(&block);
                    cases.push(Case { name: name.clone(), files, findings: String::new() });
                } else {
                    cases.last_mut().unwrap().findings = block;
                }
            }
        }
    }
    cases
}

/// The fenced blocks of a text.
fn blocks(text: &str) -> Vec<String> {
    let (mut blocks, mut lines) = (Vec::new(), text.lines());
    while let Some(line) = lines.next() {
        if let Some(fence) = line.strip_suffix("text").filter(|fence| fence.starts_with("```")) {
            let block = lines.by_ref().take_while(|line| *line != fence);
            blocks.push(block.map(|line| format!("{line}\n")).collect());
        }
    }
    blocks
}

impl Case {
    /// The messages about the fields of a file; `None` when they cannot be read.
    fn messages(&self, path: &str, text: &str) -> Option<BTreeSet<&str>> {
        let (front, _) = front(path, text)?;
        fields(path, text)?;
        let n_lines = text[..front.end].lines().count().max(1);
        let mut messages = BTreeSet::new();
        for finding in self.findings.lines().filter_map(|line| line.strip_prefix(path)?.strip_prefix(':')) {
            let (place, said) = finding.split_once(' ').unwrap();
            let (code, message) = match said.split_once(": ") {
                Some((_, message)) => (self.name.trim_end_matches(".md"), message),
                None => (said.split(['[', ']']).nth(1).unwrap(), said),
            };
            let line: usize = place.split(':').next().unwrap().parse().unwrap();
            if UNREADABLE.contains(&code) {
                return None;
            }
            if OF_FIELDS.contains(&code) && said.starts_with("error") && line <= n_lines {
                messages.insert(message);
            }
        }
        Some(messages)
    }
}

#[test]
fn schemas_take_what_is_good_and_refuse_wrong_fields() {
    let catalog = Catalog::new("schemas-of-fixtures");
    let (mut wrong, mut beyond, mut n_refused) = (Vec::new(), BTreeSet::new(), 0);
    for case in &cases() {
        for (path, text) in &case.files {
            let Some(messages) = case.messages(path, text) else { continue };
            match (catalog.problem(path, text), messages.is_empty()) {
                (Some(problem), true) => wrong.push(format!("{}: {path} is refused: {problem}\n{text}", case.name)),
                (Some(_), false) => n_refused += 1,
                (None, false) if catalog.schema(path).is_some() => {
                    // What is found besides has no message here, and a fixture of its own.
                    let own = messages.into_iter().filter(|message| !message.starts_with("error["));
                    beyond.extend(own.map(str::to_owned));
                }
                (None, _) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(n_refused > 50, "only {n_refused} files are refused");
    assert_eq!(beyond.into_iter().collect::<Vec<_>>(), BEYOND, "what no schema sees");
}

#[test]
fn the_example_site_fits_its_schemas() {
    let catalog = Catalog::new("schemas-of-example");
    let mut n_checked = 0;
    for folder in ["candor.toml", "content", "src/library"] {
        for entry in walkdir::WalkDir::new(Path::new(ROOT).join(folder)).into_iter().map(Result::unwrap) {
            let path = entry.path().strip_prefix(ROOT).unwrap().to_str().unwrap();
            let path = path.replace("src/library/", "content/");
            if !entry.file_type().is_file() || catalog.schema(&path).is_none() {
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap();
            assert_eq!(catalog.problem(&path, &text), None, "{path}");
            n_checked += 1;
        }
    }
    assert!(n_checked > 100, "only {n_checked} files were looked at");
}

/// Each property with an example, as a pointer into its schema.
fn examples(schema: &Value, pointer: &str, found: &mut Vec<(String, Value)>) {
    if let Some(Value::Array(examples)) = schema.get("examples") {
        assert_eq!(examples.len(), 1, "{pointer}: the example cannot be read");
        found.extend(examples.iter().map(|example| (pointer.to_owned(), example.clone())));
    }
    for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        examples(property, &format!("{pointer}/properties/{name}"), found);
    }
    if let Some(items) = schema.get("items") {
        examples(items, &format!("{pointer}/items"), found);
    }
    for (at, shape) in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten().enumerate() {
        examples(shape, &format!("{pointer}/anyOf/{at}"), found);
    }
}

#[test]
fn every_field_has_a_description_and_an_example_that_it_can_hold() {
    let schemas = written("schemas-examples");
    let mut found = Vec::new();
    for (name, schema) in &schemas {
        examples(schema, &format!("{}#", address(name)), &mut found);
        let properties = schema["properties"].as_object().unwrap();
        assert!(properties.values().all(|property| property["description"].is_string()), "{name}");
    }
    assert!(found.len() > 400, "only {} examples", found.len());
    let (mut compiler, mut compiled) = (compiler(schemas), Schemas::new());
    for (pointer, example) in found {
        let index = compiler.compile(&pointer, &mut compiled).unwrap();
        let problem = compiled.validate(&example, index).err().map(|error| format!("{error:#}"));
        assert_eq!(problem, None, "{pointer}");
    }
}

#[test]
fn a_schema_is_printed_by_its_name() {
    let report: Value = serde_json::from_str(&output(&["schema", "report"])).unwrap();
    assert_eq!(report["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(report["required"], serde_json::json!(["framework"]));
    assert_eq!(report["properties"]["type"]["enum"], serde_json::json!(["type-1", "type-2"]));
    assert_eq!(report["properties"]["issued_on"]["format"], "date");
    let unknown = candor().args(["schema", "reports"]).output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
    assert_eq!(errors(&unknown), "error: no schema is called `reports`; did you mean `report`?\n");
}

#[test]
fn tools_are_told_which_schema_is_for_which_file() {
    let tombi: toml::Table = output(&["schema", "--map", "tombi"]).parse().unwrap();
    let entries = tombi["schemas"].as_array().unwrap();
    let report = entries.iter().find(|entry| entry["path"].as_str() == Some(".candor/schema/report.json")).unwrap();
    let include = ["content/providers/*/reports/*.toml", "content/reports/*.toml"].map(toml::Value::from).to_vec();
    assert_eq!(report["include"], toml::Value::Array(include));
    let taplo: toml::Table = output(&["schema", "--map", "taplo"]).parse().unwrap();
    assert_eq!(taplo["rule"].as_array().unwrap().len(), entries.len());
    assert_eq!(taplo["rule"][0]["schema"]["path"].as_str(), Some(".candor/schema/candor.json"));
}
