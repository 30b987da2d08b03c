//! Candor.
#![forbid(unsafe_code)]
pub mod attachment;
mod catalog;
mod check;
pub mod cli;
pub mod diag;
mod digest;
pub mod disk;
mod facts;
mod model;
mod page;
mod parse;
pub mod path;
pub mod project;
mod published;
mod render;
mod site;
pub mod source;
mod theme;
mod view;
pub use model::Drafts;
pub use model::date::{AsOf, Date};
pub use theme::ThemeFile;
