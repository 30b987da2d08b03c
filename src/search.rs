//! Search: an index that static files can carry, and the ranking that a browser and the terminal share.
//!
//! 1. `token` cuts text into terms by the classes of `character`; `synonym` adds the concepts that they name.
//! 2. A `collection` is the sum of its documents, like the site of its facts: one is put or taken without the others.
//! 3. `layout` numbers the documents and says which files there are, `cut` which terms share one; `encode` writes them.
//!    An [`Index`] holds all of this, and makes the files when somebody asks.
//! 4. `query` cuts what a reader types into pieces; `rank` finds documents by what the files hold, with the arithmetic of
//!    `weight` and, for misspelt words, `typo`. The script of the theme does the same in the browser.
//!
//! Knows no page and no record: what is found, and by which words, is for `view` to say. Does no I/O.

mod character;
mod collection;
mod cut;
mod document;
mod encode;
mod index;
mod layout;
mod leaning;
mod matching;
mod missing;
mod numbers;
mod query;
mod rank;
mod stem;
mod synonym;
mod token;
mod typo;
mod weight;

pub(crate) use collection::Prepared;
pub(crate) use document::{Card, Dimension, Names, SearchDocument, Standing};
pub(crate) use encode::Packing;
pub(crate) use index::Index;
pub(crate) use rank::{Answer, Hit, Query, find};
pub(crate) use synonym::Synonyms;
pub(crate) use token::{Token, Tokens, tokens};
