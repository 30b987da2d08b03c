//! What readers narrow a long list by: only what tells its rows apart.

use std::collections::BTreeMap;

use serde::Serialize;

use super::context::PageContext;

/// How many rows a list has that one narrows; fewer are seen at once.
const FEWEST_ROWS: usize = 5;

/// A choice among the rows of a list.
#[derive(Debug, Serialize)]
pub(super) struct Filter {
    name: &'static str,
    label: String,
    choices: Vec<Choice>,
}

#[derive(Debug, Serialize)]
struct Choice {
    /// What the rows that it keeps have.
    value: String,
    text: String,
    count: usize,
}

/// What a row has that it may be kept for: a value, and what readers call it.
pub(super) type Traits = Vec<(String, String)>;

/// A filter by what the rows have, called by a string; none when it would keep all rows or there are few.
pub(super) fn filter(
    context: &PageContext<'_>,
    name: &'static str,
    key: &'static str,
    rows: &[Traits],
) -> Option<Filter> {
    let mut choices: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for traits in rows {
        // A row that has the same twice counts once.
        let distinct: BTreeMap<&str, &str> = traits.iter().map(|(value, text)| (&**value, &**text)).collect();
        for (value, text) in distinct {
            choices.entry(value).or_insert((text, 0)).1 += 1;
        }
    }
    if rows.len() < FEWEST_ROWS || choices.len() < 2 {
        return None;
    }
    let choice = |(value, (text, count)): (&str, (&str, usize))| Choice {
        value: value.to_owned(),
        text: text.to_owned(),
        count,
    };
    let mut choices: Vec<Choice> = choices.into_iter().map(choice).collect();
    choices.sort_by_cached_key(|choice| context.catalog.collation.key(&choice.text));
    Some(Filter { name, label: context.catalog.text(key).to_owned(), choices })
}
