//! The tests of the whole program, in the order of its pipeline.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

/// That of the program: sites are made by the thousand, and the system's takes a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod chance;
mod support;
mod tools;
/// The sites of the benchmarks.
#[path = "../../benches"]
mod benches {
    pub(crate) mod corpus;
}

mod circles;
mod layers;
mod map;
mod nearest;
mod not_so;
mod sizes;

mod access;
mod additions;
mod advisories;
mod asked_for;
mod assurance;
mod canary;
mod company;
mod controls;
mod data_and_ai;
mod disclosure;
mod edits;
mod encodings;
mod feeds;
mod findings;
mod fold;
mod golden;
mod header;
mod helped;
mod hidden;
mod hosting;
mod init;
mod languages;
mod leads;
mod library;
mod linked;
mod listing;
mod prose;
mod questionnaires;
mod robustness;
mod schemas;
mod scope;
mod search;
mod seeds;
mod states;
mod strings;
mod theme;
mod truth;
mod twin_schemas;
mod twins;

mod command;
mod faults;
mod lsp;
mod manual;
mod serve;
mod snippets;
mod watch;
