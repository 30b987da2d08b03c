//! The command `list`.

use serde::Serialize;

use super::arguments::{ListArguments, ListFormat, ListedKind};
use super::{CLEAN, Trouble, environment, say};
use crate::disk;
use crate::model::Drafts;
use crate::model::kinds::Kind;
use crate::project::{Listing, Options, Project};

/// A record, for programs.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    name: &'a str,
    from: &'static str,
    used: bool,
}

impl<'a> From<&'a Listing> for Row<'a> {
    fn from(listing: &'a Listing) -> Self {
        let from = if listing.is_of_program { "candor" } else { "site" };
        Self { id: &listing.id, name: &listing.name, from, used: listing.is_used }
    }
}

/// Prints the records of a kind, those of the program among them.
pub(super) fn list(arguments: &ListArguments) -> Result<u8, Trouble> {
    let changes = match environment::root(arguments.root.as_deref()) {
        Ok(root) => disk::read(&root)?.changes,
        // Without a site there is what the program has.
        Err(Trouble::Usage(_)) if arguments.root.is_none() => Vec::new(),
        Err(trouble) => return Err(trouble),
    };
    let options = Options { as_of: environment::as_of(None)?, drafts: Drafts::Hide, base_url: None };
    let kind = match arguments.kind {
        ListedKind::Frameworks => Kind::Framework,
        ListedKind::Criteria => Kind::Edition,
        ListedKind::Terms => Kind::Term,
    };
    let listed = Project::new(changes, options).list(kind);
    let rows: Vec<Row<'_>> = listed.iter().map(Row::from).collect();
    say(&match arguments.format {
        ListFormat::Human => for_people(&rows),
        ListFormat::Json => for_programs(&rows),
    })?;
    Ok(CLEAN)
}

fn for_programs(rows: &[Row<'_>]) -> String {
    rows.iter().map(|row| serde_json::to_string(row).expect("a row is plain data") + "\n").collect()
}

/// A table whose last column is the name, which may be wider than it has characters.
fn for_people(rows: &[Row<'_>]) -> String {
    let width = rows.iter().map(|row| row.id.len()).max().unwrap_or(0).max("ID".len());
    let line = |id: &str, from: &str, used: &str, name: &str| format!("{id:width$}  {from:6}  {used:4}  {name}\n");
    let lines = rows.iter().map(|row| line(row.id, row.from, if row.used { "yes" } else { "no" }, row.name));
    std::iter::once(line("ID", "FROM", "USED", "NAME")).chain(lines).collect()
}
