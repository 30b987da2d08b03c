//! Candor turns Markdown FAQ entries and structured provider facts into a trust center.
//!
//! This page is the map of the program; the manual (`src/manual`, or `candor manual`) says how to use it.
//!
//! ```text
//!  disk ──read──▶ Source ──parse──▶ Record ──tells──▶ Told  ──fold──▶ Site ──▶ Page ──view──▶ View ──render──▶ bytes ──▶ disk, socket
//!         I/O      text    pure, one    pure, one      +/−         what    what      typed, the   pure            I/O
//!                          file         file           exact       is      exists    theme
//!                            │                                      │                contract
//!                            └─────────── Diagnostic ───────────────┴── check ── data; printed once, in `cli`
//! ```
//!
//! # Five sentences
//!
//! 1. A record speaks to the rest of the site only through what it tells (`model::tells`): its names, its address, the
//!    lists that it is on, whom it refers to. Whoever makes something of the site has its questions noted with it.
//! 2. The `site` is the sum of all that is `told`; `insert` adds what a record tells, `remove` subtracts the very same,
//!    order does not matter. What an edit changed of it reopens the questions, and those who asked are made anew.
//! 3. A page is a pure function of what is `published`, the `theme` and the date; nothing else is read, so nothing else can matter.
//! 4. A build renders every page, a preview the one that was asked for, by the same [`project::Project::render`].
//! 5. No page is cached, in memory or on disk, so nothing has to be invalidated.
//!
//! # What always holds
//!
//! - Everything that is written goes through `published`: a draft, internal or scheduled record cannot be reached from it.
//! - A page, its JSON twin and its Markdown twin are three encodings of one view, so they cannot disagree: the JSON is the
//!   view itself, the others are written by templates.
//! - An author's mistake is a [`diag::Diagnostic`] and work goes on; the machine's is a [`diag::Failure`] and work stops;
//!   ours is a panic, which leaves the old site in place.
//! - The output folder is the old site or the new one, byte for byte, at every moment.
//! - The same input and date give the same bytes, on any number of threads.
//! - Any script of edits ends in the same findings and bytes as a fresh start, and an edit costs what it changes: a
//!   finding is kept with the questions that were asked of the `site` to find it, and a page is found by its path alone.
//! - A mistake leaves the last good state of a file, the configuration or the theme in a [`project::Project`].
//!
//! # Layers
//!
//! Imports go down only; `tests/candor/layers.rs` reads them against this table, and holds that a package is named in
//! one place and that files, clock and environment are touched at the edge.
//!
//! | layer | modules | |
//! |---|---|---|
//! | 9 | `main`, [`cli`] | arguments, environment, clock, printing |
//! | 8 | [`preview`], [`lsp`] | a site while it is being written: its pages, and word of every change; its findings and names, in an editor |
//! | 7 | [`disk`], [`watch`], [`serve`] | reading and publishing folders; noticing changes; HTTP for one author |
//! | 6 | [`project`], `finding`, `manual` | inputs to findings and files; a finding with the lines of its file; the manual, which is a site |
//! | 5 | `render` | the bytes of a file |
//! | 4 | `page`, `view`, `theme` | which pages exist, what they say, how they look |
//! | 3 | `check`, `catalog` | one file for each rule; interface strings |
//! | 2 | `schema`, `library`, `told`, `site`, `published`, `search`, `starter` | what editors are told of fields; what the program knows of frameworks; the fold, what readers may see of it, and an index to search it; the sites that one begins with |
//! | 1 | `model`, `format`, `parse` | typed records; what tables of fields are made of; the fields that authors write, and how they are read from text |
//! | 0 | [`path`], [`source`], [`diag`], [`attachment`], `characters`, `digest`, `language`, `packed`, `platform`, `policy` | names, places, findings; what is known of languages, what only some systems know, and what browsers are told |
//!
//! # To add something
//!
//! Where a file is not named, `x` is the thing. `tests/candor/map.rs` holds the lists against the code.
//!
//! - **A field of a record:** its struct in `src/model/x.rs`, and beside it in `tells` if it is a text, a citation or a
//!   reference; its line in the table of `src/parse/x.rs` with what it is for, and the line there that reads it; its
//!   place in `src/view/x.rs`, and in the templates.
//! - **A rule:** `src/check/x.rs` with its documentation, a line in `src/check/mod.rs`, a fixture in `tests/check`.
//! - **A name of a thing that readers search for:** `src/search/synonyms.txt`.
//! - **A kind of page:** a row in `src/model/pages.rs`, a view in `src/view/x.rs` that says its description too, its lines
//!   in `src/view/mod.rs`, templates of its name for HTML and Markdown and lines for them in `src/theme/builtin.rs`, its
//!   strings in `themes/default/i18n`.
//! - **A framework, an edition of criteria or a term that is part of the program:** its file in `src/library`, as a site
//!   would write it, and a line in `src/library/entries.rs`.
//! - **A file that new sites begin with:** in `src/starter`, in both languages, and a line in `src/starter/files.rs`.
//! - **A page of the manual:** its file in `src/manual`, as a site would have it, and a line in `src/manual.rs`.
//! - **A command:** its arguments in `src/cli/arguments.rs`, `src/cli/x.rs`, a line in `src/cli/mod.rs`; the manual takes
//!   its help from there when a test is run with `UPDATE=1`.
//! - **A language:** a catalog in `themes/default/i18n`, a line in `src/theme/builtin.rs`.
//! - **A kind of record with a page of its own:** these, besides its templates and strings; where a kind has nothing to
//!   do, the place says so by its name, and the compiler asks for it.
//!   - `src/model/x.rs`: its struct, and what it tells.
//!   - `src/model/mod.rs`: a variant of the content.
//!   - `src/model/kinds.rs`: a row with its files, its owner, its word and its page.
//!   - `src/model/pages.rs`: a row with the address.
//!   - `src/parse/x.rs`: its fields, with what each is for, and how they are read.
//!   - `src/parse/mod.rs`: a row with its tables and its reader.
//!   - `src/view/x.rs`: what its page says.
//!   - `src/view/mod.rs`: that it says so.
//!   - `src/view/search_document.rs`: the words that it is found by.
//!   - `src/theme/builtin.rs`: its templates.

#![forbid(unsafe_code)]

pub mod attachment;
mod catalog;
mod characters;
mod check;
pub mod cli;
pub mod diag;
mod digest;
pub mod disk;
mod finding;
mod format;
mod language;
mod library;
pub mod lsp;
mod manual;
mod model;
mod packed;
mod page;
mod parse;
pub mod path;
mod platform;
mod policy;
pub mod preview;
pub mod project;
mod published;
mod render;
mod schema;
mod search;
pub mod serve;
mod site;
pub mod source;
mod starter;
mod theme;
mod told;
mod view;
pub mod watch;

pub use model::Drafts;
pub use model::date::{AsOf, Date};
pub use theme::ThemeFile;
