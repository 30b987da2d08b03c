//! The JSON twins of controls, disclosure, data, AI and questionnaires keep what `tests/twins.schema.json` promises, by a
//! real validator: a field that goes, comes or changes its kind is a change of the contract.

use std::collections::BTreeSet;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};

use crate::support::{project, rendered};

const SCHEMA: &str = include_str!("../twins.schema.json");
const AS_OF: &str = "2026-11-21";

/// Sites that have every kind of page between them.
const SITES: [&str; 5] = [
    include_str!("../golden/site.txt"),
    include_str!("../golden/company.txt"),
    include_str!("../fixtures/northwind.txt"),
    include_str!("../fixtures/controls.txt"),
    include_str!("../fixtures/kinds-of-assurance.txt"),
];

const PAGES: [&str; 11] = [
    "advisories",
    "advisory",
    "ai",
    "control_group",
    "controls",
    "crosswalk",
    "data",
    "disclosure",
    "disclosures",
    "questionnaire",
    "questionnaires",
];

/// The schemas of pages, by a validator of draft-07.
struct Contract {
    compiled: Schemas,
    pages: Vec<(&'static str, SchemaIndex)>,
}

impl Contract {
    fn read() -> Self {
        let mut compiler = Compiler::new();
        compiler.add_resource("twins.json", serde_json::from_str(SCHEMA).unwrap()).unwrap();
        let mut compiled = Schemas::new();
        let mut compile = |page| compiler.compile(&format!("twins.json#/definitions/{page}"), &mut compiled).unwrap();
        let pages = PAGES.into_iter().map(|page| (page, compile(page))).collect();
        Self { compiled, pages }
    }

    /// What the schema of a twin's page says of it; nothing for a page without one.
    fn judge(&self, twin: &Value) -> Option<(&'static str, Result<(), String>)> {
        let id = twin["schema"]["id"].as_str()?.strip_prefix("candor/")?;
        let (page, index) = self.pages.iter().find(|(page, _)| *page == id)?;
        Some((page, self.compiled.validate(twin, *index).map_err(|error| error.to_string())))
    }
}

/// The twins of every site that have a schema.
fn twins() -> impl Iterator<Item = (String, Value)> {
    let of_site = |fixture: &&str| rendered(&project(fixture, AS_OF));
    let files: Vec<_> = SITES.iter().flat_map(of_site).collect();
    files.into_iter().filter(|(path, _)| path.ends_with("index.json")).map(|(path, bytes)| {
        let twin = serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        (path, twin)
    })
}

#[test]
fn twins_keep_their_schemas() {
    let contract = Contract::read();
    let mut seen = BTreeSet::new();
    for (path, twin) in twins() {
        let Some((page, judgment)) = contract.judge(&twin) else { continue };
        assert_eq!(judgment, Ok(()), "{path}");
        seen.insert(page);
    }
    assert_eq!(seen, BTreeSet::from(PAGES));
}

#[test]
fn a_twin_that_breaks_its_promise_is_refused() {
    let contract = Contract::read();
    let mut seen = BTreeSet::new();
    for (path, twin) in twins() {
        let Some((page, _)) = contract.judge(&twin) else { continue };
        if !seen.insert(page) {
            continue;
        }
        let refused = |twin: &Value| contract.judge(twin).unwrap().1.is_err();
        let mut more = twin.clone();
        more["data"]["surprise"] = json!(1);
        let mut less = twin.clone();
        less.as_object_mut().unwrap().remove("as_of");
        let mut other = twin;
        other["schema"]["version"] = json!(2);
        assert!(refused(&more) && refused(&less) && refused(&other), "{path}");
    }
}
