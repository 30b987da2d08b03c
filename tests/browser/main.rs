//! What readers get, seen by a real browser: no script but our own runs, everybody can use it, nothing is heavy.
//!
//! 1. [`driver`] starts Chromium, [`server`] serves a folder to it, [`site`] builds the folders; [`frames`] shows many
//!    pages at once.
//! 2. Each of the other files asks one question of the pages. Those that need a checker and no browser are here too.
//! 3. What the tests without a browser share with these stands there, in `tests/candor`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

/// The sites of the benchmarks.
#[path = "../../benches"]
mod benches {
    pub(crate) mod corpus;
}
#[path = "../candor/chance.rs"]
mod chance;
#[expect(dead_code, reason = "shared with the tests without a browser")]
#[path = "../candor/serve/client.rs"]
mod client;
#[path = "../candor/search/reading.rs"]
mod reading;
#[expect(dead_code, reason = "shared with the tests without a browser")]
#[path = "../candor/search/site.rs"]
mod sites;
#[expect(dead_code, reason = "shared with the tests without a browser")]
#[path = "../candor/support.rs"]
mod support;
#[path = "../candor/tools.rs"]
mod tools;

mod axe;
mod driver;
mod frames;
mod html;
mod npm;
mod server;
mod site;

mod accessibility;
mod csaf;
mod engine;
mod foreign;
mod header;
mod hostile;
mod hosting;
mod language;
mod links;
mod paper;
mod policy;
mod preview;
mod readers;
mod script;
mod search;
mod validity;
mod weight;
