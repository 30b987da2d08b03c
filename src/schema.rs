//! JSON Schema (draft-07) of what authors write, for editors: made of the tables in `parse`, and of nothing else.
//!
//! A schema stands alone, without references, so that every tool that reads one understands it. It knows one file: that
//! a record exists, or that two fields fit each other, is for `check`.

use std::ptr;

use serde_json::{Map, Value as Json, json};

use crate::format::{Field, FileFormat, Presence, Shape, Table};
use crate::model::kinds::Kind;
use crate::parse::{self, CONFIG, json_of_toml};

/// What may stand in the fields of a file, or of its front matter.
pub(crate) struct Schema {
    pub(crate) name: &'static str,
    /// The files that it is for, as globs from the root of a site.
    pub(crate) files: Vec<String>,
    table: &'static Table,
}

/// The schemas of all files that authors write.
pub(crate) fn all() -> Vec<Schema> {
    let mut all = vec![Schema { name: CONFIG.name, files: vec!["candor.toml".to_owned()], table: CONFIG }];
    for format in parse::formats() {
        // Controls stand in the file of their group.
        if format.kind != Kind::Control {
            all.extend(of_kind(format));
        }
    }
    all
}

fn of_kind(format: &FileFormat) -> Vec<Schema> {
    let globs: Vec<String> = format.kind.patterns().map(glob).filter(|glob| !glob.ends_with(".csv")).collect();
    let translations = globs.iter().filter_map(|glob| Some(format!("{}.*.md", glob.strip_suffix(".md")?))).collect();
    let schema = |table: &'static Table, files| Schema { name: table.name, files, table };
    if ptr::eq(format.file, format.translation) {
        return vec![schema(format.file, [globs, translations].concat())];
    }
    vec![schema(format.file, globs), schema(format.translation, translations)]
}

/// A pattern of `model::pattern` as a glob from the root of a site.
fn glob(pattern: &str) -> String {
    let parts = pattern.split('{').map(|part| match part.split_once('}') {
        Some(("path", behind)) => format!("**/*{behind}"),
        Some((_, behind)) => format!("*{behind}"),
        None => part.to_owned(),
    });
    format!("content/{}", parts.collect::<String>())
}

/// Where editors look for the schemas of a site, from its root.
pub(crate) const FOLDER: &str = ".candor/schema";

/// A tool that reads schemas for TOML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    Tombi,
    Taplo,
}

/// The configuration of a tool that attaches the schemas, without those of front matter, which it cannot read.
pub(crate) fn map(tool: Tool) -> String {
    let (file, table) = match tool {
        Tool::Tombi => ("tombi.toml", "schemas"),
        Tool::Taplo => (".taplo.toml", "rule"),
    };
    let head = format!(
        "# Which schema is for which file: {file} beside candor.toml; `candor schema --out {FOLDER}` writes them.\n"
    );
    let all = all();
    let of_toml = all.iter().filter(|schema| schema.files.iter().all(|glob| glob.ends_with(".toml")));
    let entries = of_toml.map(|schema| {
        let path = format!("path = \"{}\"\n", schema.path());
        let files: Vec<String> = schema.files.iter().map(|glob| format!("\"{glob}\"")).collect();
        let include = format!("include = [{}]\n", files.join(", "));
        match tool {
            Tool::Tombi => format!("\n[[{table}]]\n{path}{include}"),
            Tool::Taplo => format!("\n[[{table}]]\n{include}[{table}.schema]\n{path}"),
        }
    });
    std::iter::once(head).chain(entries).collect()
}

/// What a TOML file begins with to name its schema, by its path from the root of a site; nothing for other files.
pub(crate) fn directive(path: &str) -> String {
    let schema = all().into_iter().filter(|_| path.ends_with(".toml")).find(|schema| schema.is_for(path));
    let up = "../".repeat(path.matches('/').count());
    schema.map(|schema| format!("#:schema {up}{}\n\n", schema.path())).unwrap_or_default()
}

impl Schema {
    /// Its file, from the root of a site.
    pub(crate) fn path(&self) -> String {
        format!("{FOLDER}/{}.json", self.name)
    }

    /// What the file holds.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string_pretty(&self.json()).expect("a schema is plain data") + "\n"
    }

    fn is_for(&self, path: &str) -> bool {
        self.files.iter().any(|glob| {
            let (wanted, found) = (glob.split('/'), path.split('/'));
            let fits = |(wanted, found): (&str, &str)| match wanted.split_once('*') {
                Some((before, behind)) => found.strip_prefix(before).is_some_and(|rest| rest.ends_with(behind)),
                None => wanted == found,
            };
            wanted.clone().count() == found.clone().count() && wanted.zip(found).all(fits)
        })
    }

    /// The schema itself.
    pub(crate) fn json(&self) -> Json {
        let mut schema = object(self.table);
        let extra = json!({ "type": "object", "description": "What other programs read; candor passes over it." });
        schema["properties"]["extra"] = extra;
        schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
        schema["title"] = self.name.into();
        schema
    }
}

fn object(table: &Table) -> Json {
    let properties: Map<String, Json> =
        table.fields.iter().map(|field| (field.name.to_owned(), property(field))).collect();
    let required: Vec<&str> = table.fields.iter().filter(|field| field.is_required()).map(|field| field.name).collect();
    let mut object = json!({
        "type": "object",
        "description": table.about,
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        object["required"] = required.into();
    }
    for field in table.fields {
        if let Presence::RequiredWith(other) = field.presence {
            object["dependencies"][other] = json!([field.name]);
        }
    }
    object
}

fn property(field: &Field) -> Json {
    let mut property = value(&field.shape);
    property["description"] = field.about.into();
    property["examples"] = json_of_toml(field.example).into_iter().collect();
    property
}

fn value(shape: &Shape) -> Json {
    match shape {
        Shape::Text => json!({ "type": "string", "pattern": r"\S" }),
        Shape::Translated => {
            let text = value(&Shape::Text);
            let by_language = json!({
                "type": "object",
                "minProperties": 1,
                "propertyNames": { "pattern": LANGUAGE },
                "additionalProperties": text,
            });
            json!({ "anyOf": [text, by_language] })
        }
        Shape::Formed(form) => {
            let mut text = pattern(form.pattern);
            text["description"] = form.name.into();
            text
        }
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::No => json!({ "const": false }),
        Shape::Day => json!({ "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$" }),
        Shape::PartialDate => {
            let year = json!({ "type": "integer", "minimum": 1, "maximum": 9999 });
            json!({ "anyOf": [value(&Shape::Day), pattern(r"^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$"), year] })
        }
        Shape::Interval => pattern(r"^\s*[1-9]\d{0,3} (day|week|month|quarter|year)s?\s*$"),
        Shape::Locale => pattern(LANGUAGE),
        Shape::Word(words) => json!({ "enum": words() }),
        Shape::Id(kind) => pattern(&format!(r"^\s*{}\s*$", id(*kind))),
        Shape::Reference(kinds) => {
            let kinds: Vec<Kind> = if kinds.is_empty() { Kind::referable().collect() } else { kinds.to_vec() };
            let references = kinds.iter().map(|kind| format!("{}:{}", kind.word(), id(*kind)));
            pattern(&format!(r"^\s*({})\s*$", references.collect::<Vec<_>>().join("|")))
        }
        Shape::Source => pattern(&format!(r"^\s*({PART}/.+|[^/]+)$")),
        Shape::List(element) => json!({ "type": "array", "items": value(element) }),
        Shape::NonEmpty(element) => json!({ "type": "array", "items": value(element), "minItems": 1 }),
        Shape::Table(table) => object(table),
        Shape::AnyOf(shapes) => json!({ "anyOf": shapes.iter().map(value).collect::<Vec<_>>() }),
    }
}

/// The tag of a language.
const LANGUAGE: &str = r"^\s*[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*\s*$";

/// A part of an id.
const PART: &str = "[a-z0-9][a-z0-9.-]*";

fn pattern(pattern: &str) -> Json {
    json!({ "type": "string", "pattern": pattern })
}

/// How ids of a kind are written, with as many owners before them as there may be.
fn id(kind: Kind) -> String {
    let parts_before = match kind.owner() {
        _ if kind == Kind::Page => "*",
        Some(_) if kind.is_grouped() => "{1,2}",
        Some(_) if !kind.is_one_of_owner() => "?",
        _ => return PART.to_owned(),
    };
    format!("({PART}/){parts_before}{PART}")
}
