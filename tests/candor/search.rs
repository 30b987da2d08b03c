//! Search: the right page comes first, the files are the same whatever led to them, and nothing that is typed breaks it.
//!
//! 1. [`site`] makes the sites that are searched, [`reading`] reads the files of an index.
//! 2. Each of the other files asks one question of the index. What the browser makes of it is in `tests/browser/engine.rs`.

mod reading;
pub(crate) mod site;

mod command;
mod example;
mod files;
mod hostile;
mod judged;
mod questions;
mod words;
