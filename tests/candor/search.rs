//! Search: the right page comes first, the files are the same whatever led to them, and nothing that is typed breaks it.
//!
//! 1. [`site`] makes the sites that are searched.
//! 2. Each of the other files asks one question of the index. What the browser makes of it is in `browser/engine.rs`.

pub(crate) mod site;

mod command;
mod example;
pub(crate) mod files;
mod hostile;
mod judged;
