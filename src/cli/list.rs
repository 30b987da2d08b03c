//! The command `list`.

use serde::Serialize;

use super::arguments::records::{DRAFTS, DUE, EXPIRING, ListArguments, ListFormat, plural};
use super::{CLEAN, Trouble, environment, say};
use crate::disk;
use crate::model::Drafts;
use crate::model::kinds::Kind;
use crate::project::{Listing, Options, Project};

/// How many days before its end something is listed, where nobody says.
const EXPIRING_WITHIN: u16 = 60;

/// A record, for programs.
#[derive(Serialize)]
struct Row<'a> {
    kind: &'a str,
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    used: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    then: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
}

impl<'a> From<&'a Listing> for Row<'a> {
    fn from(listing: &'a Listing) -> Self {
        Self {
            kind: listing.kind,
            id: &listing.id,
            name: &listing.name,
            from: listing.from,
            used: listing.is_used,
            state: listing.state,
            date: listing.date.map(|date| date.to_string()),
            then: listing.then,
            owner: listing.owner.as_deref(),
            path: listing.path.as_deref(),
        }
    }
}

/// Prints records: those of a kind, those of the program among them, or those that somebody has to do something about.
pub(super) fn list(arguments: &ListArguments) -> Result<u8, Trouble> {
    let changes = match environment::root(arguments.root.asked()) {
        Ok(root) => disk::read(&root)?.changes,
        // Without a site there is what the program has.
        Err(Trouble::Usage(_)) if arguments.root.asked().is_none() => Vec::new(),
        Err(trouble) => return Err(trouble),
    };
    let options = Options { as_of: environment::as_of(arguments.as_of)?, drafts: Drafts::Hide, base_url: None };
    let project = Project::new(changes, options);
    let listed = match &*arguments.kind {
        DUE => project.list_due(arguments.within.unwrap_or(0)),
        DRAFTS => project.list_drafts(),
        EXPIRING => project.list_expiring(arguments.within.unwrap_or(EXPIRING_WITHIN)),
        kind => project.list(Kind::all().find(|known| plural(*known) == kind).expect("only lists are taken")),
    };
    let rows: Vec<Row<'_>> = listed.iter().map(Row::from).collect();
    let is_of_one_kind = rows.iter().all(|row| row.from.is_some());
    say(&match arguments.format {
        ListFormat::Human => for_people(&rows, if is_of_one_kind { Names::Ids } else { Names::References }),
        ListFormat::Json => for_programs(&rows),
    })?;
    Ok(CLEAN)
}

/// How a table names its records.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Ids,
    /// With the kind before the id, where there are several.
    References,
}

fn for_programs(rows: &[Row<'_>]) -> String {
    rows.iter().map(|row| serde_json::to_string(row).expect("a row is plain data") + "\n").collect()
}

/// A table of the columns in which a row has something; the last is the name, which may be wider than it has characters.
fn for_people(rows: &[Row<'_>], names: Names) -> String {
    let id = |row: &Row<'_>| match names {
        Names::Ids => row.id.to_owned(),
        Names::References if row.id.is_empty() => row.kind.to_owned(),
        Names::References => format!("{}:{}", row.kind, row.id),
    };
    let used = |row: &Row<'_>| row.used.map(|used| if used { "yes" } else { "no" });
    let cell = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let columns: [(&str, Vec<String>); 8] = [
        ("ID", rows.iter().map(id).collect()),
        ("FROM", rows.iter().map(|row| cell(row.from)).collect()),
        ("USED", rows.iter().map(|row| cell(used(row))).collect()),
        ("DATE", rows.iter().map(|row| cell(row.date.as_deref())).collect()),
        ("THEN", rows.iter().map(|row| cell(row.then)).collect()),
        ("STATE", rows.iter().map(|row| cell(row.state)).collect()),
        ("OWNER", rows.iter().map(|row| cell(row.owner)).collect()),
        ("NAME", rows.iter().map(|row| row.name.to_owned()).collect()),
    ];
    let shown = columns.into_iter().filter(|(head, cells)| *head == "ID" || cells.iter().any(|cell| !cell.is_empty()));
    let shown: Vec<(&str, Vec<String>)> = shown.collect();
    if rows.is_empty() {
        return String::new();
    }
    let mut lines = vec![String::new(); rows.len() + 1];
    for (head, cells) in &shown {
        let width = cells.iter().map(|cell| cell.chars().count()).max().unwrap_or(0).max(head.len());
        for (line, cell) in lines.iter_mut().zip(std::iter::once(*head).chain(cells.iter().map(String::as_str))) {
            line.push_str(&format!("{cell:width$}  "));
        }
    }
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}
