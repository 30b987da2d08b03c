//! What is known of a language by its tag: how the tag is written, which way the language runs, what it calls itself, and
//! how it sorts, counts and dates.
//!
//! The only place that names ICU's packages, which carry what the Unicode CLDR knows of languages. Knows nothing of sites,
//! and does no I/O.

mod collation;
mod counting;
mod country;
mod dates;
mod name;
mod spacing;
mod tag;

pub(crate) use collation::{Collation, Heading, SortKey};
pub(crate) use counting::{Category, Counting, Forms, Message};
pub(crate) use country::{country_code, country_name};
pub(crate) use dates::Dates;
pub(crate) use name::own_name;
pub(crate) use spacing::append;
pub(crate) use tag::{Direction, canonical, direction, script, with_region};
