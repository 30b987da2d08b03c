//! Help leads out: whatever a finding suggests for a field is something that the field takes.
//!
//! 1. All fields of a table of the schemas, at any depth, get a value of one kind and form.
//! 2. What the help of the finding at each suggests is written in its place.
//! 3. The same finding must not come back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::{Map, Value};

use crate::command::{candor, errors};
use crate::support::project;

const AS_OF: &str = "2026-11-21";

/// What people write, as it stands in a file.
const WRITTEN: [&str; 6] = ["2.3", "true", "2026-05-12", "\"May 2026\"", "\"none\"", "\"3 business days\""];

/// What is not TOML, and hides nothing in a file with a field on each line.
const UNQUOTED: [&str; 2] = ["May 2026", "none"];

/// The findings about what a value is.
const OF_VALUES: [&str; 4] = ["wrong-type", "invalid-value", "invalid-date", "invalid-toml"];

/// Values of fields, as they stand in a file.
type Values = BTreeMap<String, String>;

/// A table that authors write: the file that it stands in, the schema of the file, and the fields that lead to it.
struct Table<'s> {
    path: &'s str,
    schema: &'s Value,
    way: Vec<String>,
    own: &'s Value,
}

#[test]
fn what_is_suggested_is_taken() {
    let output = |arguments: &[&str]| {
        let output = candor().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let list = output(&["schema"]);
    let schemas = list.lines().skip(1).map(|row| {
        let (name, globs) = row.split_once(' ').unwrap();
        let schema: Value = serde_json::from_str(&output(&["schema", name])).unwrap();
        (path_of(globs.trim().split(", ").next().unwrap()), schema)
    });
    let schemas: Vec<(String, Value)> = schemas.collect();
    let (mut known, mut tables) = (BTreeSet::new(), Vec::new());
    for (path, schema) in &schemas {
        tables_in(&mut Table { path, schema, way: Vec::new(), own: schema }, &mut known, &mut tables);
    }
    let (looping, suggested) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
    let follow = |table: &Table<'_>| {
        let unquoted = UNQUOTED.iter().filter(|_| table.way.is_empty());
        for written in WRITTEN.iter().chain(unquoted) {
            let mut found = Vec::new();
            suggested.fetch_add(table.follow(written, &mut found), Ordering::Relaxed);
            looping.lock().unwrap().append(&mut found);
        }
    };
    thread::scope(|scope| {
        let follow = &follow;
        for part in tables.chunks(tables.len().div_ceil(4)) {
            scope.spawn(move || part.iter().for_each(follow));
        }
    });
    let (looping, suggested) = (looping.into_inner().unwrap(), suggested.into_inner());
    assert!(suggested > 300, "{suggested} suggestions");
    assert!(looping.is_empty(), "{} loop:\n{}", looping.len(), looping.join("\n"));
}

/// A file that a glob is for.
fn path_of(glob: &str) -> String {
    let first = if glob.starts_with("content/updates/") { "2026-05-12-x" } else { "x" };
    glob.replace("**/*", "x").replacen('*', first, 1).replace('*', "x")
}

/// Each table in a table and itself, once wherever else the same stands.
fn tables_in<'s>(table: &mut Table<'s>, known: &mut BTreeSet<String>, out: &mut Vec<Table<'s>>) {
    if !known.insert(table.own.to_string()) {
        return;
    }
    out.push(Table { way: table.way.clone(), ..*table });
    for (name, property) in table.own["properties"].as_object().unwrap() {
        for own in tables_of(property).into_iter().filter(|_| name != "extra") {
            table.way.push(name.clone());
            tables_in(&mut Table { way: table.way.clone(), own, ..*table }, known, out);
            table.way.pop();
        }
    }
}

/// The tables that a field holds, alone or in a list.
fn tables_of(property: &Value) -> Vec<&Value> {
    if property["properties"].is_object() {
        return vec![property];
    }
    let choices = property["anyOf"].as_array().into_iter().flatten();
    choices.chain(property.get("items")).flat_map(tables_of).collect()
}

fn holds_list(property: &Value) -> bool {
    let choices = property["anyOf"].as_array().into_iter().flatten();
    property["items"].is_object() || choices.into_iter().any(|choice| choice["items"].is_object())
}

impl Table<'_> {
    /// Follows the help of the findings at all fields with a value; how much it suggests.
    fn follow(&self, written: &str, looping: &mut Vec<String>) -> usize {
        let properties = self.own["properties"].as_object().unwrap();
        let names = properties.iter().filter(|(name, property)| *name != "extra" && tables_of(property).is_empty());
        let values: Values = names.map(|(name, _)| (name.clone(), written.to_owned())).collect();
        let found = self.findings(&values);
        let suggested: BTreeMap<&String, Vec<String>> =
            found.iter().map(|(name, (_, help))| (name, suggestions(help))).collect();
        let most = suggested.values().map(Vec::len).max().unwrap_or_default();
        for round in 0..most {
            let taken = suggested.iter().filter_map(|(name, all)| Some(((*name).clone(), all.get(round)?.clone())));
            let taken: Values = taken.collect();
            for (name, (code, help)) in self.findings(&taken) {
                if taken.contains_key(&name) && found[&name].0 == code {
                    let (way, first, then) = (self.way.join("."), &found[&name].1, &taken[&name]);
                    looping.push(format!("{} {way} {name} = {written}: {first}\n  {then}: {help}", self.path));
                }
            }
        }
        suggested.values().map(Vec::len).sum()
    }

    /// The code and the help of what is found at each field.
    fn findings(&self, values: &Values) -> BTreeMap<String, (&'static str, String)> {
        let (inner, places) = fields(self.own, values, if self.way.is_empty() { "\n" } else { ", " });
        let whole = enclosed(self.schema, &self.way, &inner);
        let text = if self.path.ends_with(".md") { format!("+++\n{whole}\n+++\nText.\n") } else { whole + "\n" };
        let base = text.find(&inner).unwrap();
        let site = project(&format!("-- {} --\n{text}", self.path), AS_OF);
        let mut found = BTreeMap::new();
        for finding in site.check() {
            let start = usize::try_from(finding.place.span.start).unwrap();
            let is_here = finding.place.path.as_str() == self.path && OF_VALUES.contains(&finding.code.name());
            let field = places.iter().find(|(from, to, _)| base + from <= start && start < base + to);
            if let Some((_, _, name)) = field.filter(|_| is_here) {
                found.entry(name.clone()).or_insert((finding.code.name(), finding.help.unwrap_or_default()));
            }
        }
        found
    }
}

/// The fields of a table with their places: those with a value, and the others that it must have.
fn fields(table: &Value, values: &Values, between: &str) -> (String, Vec<(usize, usize, String)>) {
    let required = table["required"].as_array().into_iter().flatten().map(|name| name.as_str().unwrap());
    let examples = required.filter(|name| !values.contains_key(*name));
    let example = |name: &str| (name.to_owned(), in_toml(&table["properties"][name]["examples"][0]));
    let all: Values = examples.map(example).chain(values.clone()).collect();
    let (mut text, mut places) = (String::new(), Vec::new());
    for (name, value) in all {
        if !text.is_empty() {
            text.push_str(between);
        }
        let start = text.len();
        text.push_str(&format!("{name} = {value}"));
        places.push((start, text.len(), name));
    }
    (text, places)
}

/// A file with the fields of a table in it.
fn enclosed(schema: &Value, way: &[String], inner: &str) -> String {
    let [first, rest @ ..] = way else { return inner.to_owned() };
    let property = &schema["properties"][first];
    let is_next = |table: &&Value| rest.first().is_none_or(|next| table["properties"].get(next).is_some());
    let within = tables_of(property).into_iter().find(is_next).unwrap();
    let table = format!("{{ {} }}", enclosed(within, rest, inner).replace('\n', ", "));
    let value = if holds_list(property) { format!("[{table}]") } else { table };
    fields(schema, &Values::from([(first.clone(), value)]), "\n").0
}

fn in_toml(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(in_toml).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => format!("{{ {} }}", in_line(fields)),
        other => other.to_string(),
    }
}

fn in_line(fields: &Map<String, Value>) -> String {
    let fields = fields.iter().map(|(name, value)| format!("{name} = {}", in_toml(value)));
    fields.collect::<Vec<_>>().join(", ")
}

/// What a help suggests to write: what stands behind a colon or "write", or the first and the last word of a vocabulary.
fn suggestions(help: &str) -> Vec<String> {
    let in_quotes = |text: &str| format!("\"{text}\"");
    if let Some(words) = help.strip_prefix("use one of: ") {
        let words: Vec<&str> = words.split(", ").collect();
        return [words[0], words[words.len() - 1]].map(in_quotes).into();
    }
    let (_, shown) = help.rsplit_once(": ").or_else(|| help.split_once("write ")).unwrap_or_default();
    let shown = shown.split_once(", which is").map_or(shown, |(value, _)| value);
    // Examples in quotes stand beside each other; a list or a table is one.
    if shown.starts_with('"') {
        return shown.split('"').skip(1).step_by(2).filter(|part| !part.is_empty()).map(in_quotes).collect();
    }
    let is_value = shown.starts_with(['[', '{']) || shown.starts_with("20") || ["true", "false"].contains(&shown);
    is_value.then(|| shown.to_owned()).into_iter().collect()
}
