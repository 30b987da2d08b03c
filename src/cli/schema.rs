//! The command `schema`.

use std::path::Path;

use super::arguments::records::{SchemaArguments, TomlTool};
use super::{CLEAN, Trouble, counted, say};
use crate::diag::nearest;
use crate::disk;
use crate::schema::{self, Schema, Tool};

/// Prints a schema, writes all of them, says which files they are for, or lists them.
pub(super) fn schema(arguments: &SchemaArguments) -> Result<u8, Trouble> {
    let all = schema::all();
    if let Some(folder) = &arguments.out {
        return write(folder, &all);
    }
    say(&match (&arguments.name, arguments.map) {
        (Some(name), _) => find(&all, name)?.text(),
        (None, Some(TomlTool::Tombi)) => schema::map(Tool::Tombi),
        (None, Some(TomlTool::Taplo)) => schema::map(Tool::Taplo),
        (None, None) => list(&all),
    })?;
    Ok(CLEAN)
}

fn find<'s>(all: &'s [Schema], name: &str) -> Result<&'s Schema, Trouble> {
    all.iter().find(|schema| schema.name == name).ok_or_else(|| {
        let near = nearest(name, all.iter().map(|schema| schema.name));
        let help =
            near.map_or_else(|| "`candor schema` lists them all".to_owned(), |near| format!("did you mean `{near}`?"));
        Trouble::Usage(format!("no schema is called `{name}`; {help}"))
    })
}

fn write(folder: &Path, all: &[Schema]) -> Result<u8, Trouble> {
    for schema in all {
        disk::write(&folder.join(format!("{}.json", schema.name)), &schema.text())?;
    }
    say(&format!("wrote {} into {}\n", counted(all.len(), "schema"), folder.display()))?;
    Ok(CLEAN)
}

/// A table whose last column is the files.
fn list(all: &[Schema]) -> String {
    let width = all.iter().map(|schema| schema.name.len()).max().unwrap_or(0);
    let line = |name: &str, files: &str| format!("{name:width$}  {files}\n");
    let lines = all.iter().map(|schema| line(schema.name, &schema.files.join(", ")));
    std::iter::once(line("NAME", "FILES")).chain(lines).collect()
}
