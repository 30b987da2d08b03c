//! The command `schema`.

use std::path::Path;

use super::arguments::records::{SchemaArguments, TomlTool};
use super::{CLEAN, Trouble, counted, say};
use crate::diag::nearest;
use crate::disk;
use crate::schema::{self, Schema};

/// Where editors look for the schemas of a site.
const FOLDER: &str = ".candor/schema";

/// Prints a schema, writes all of them, says which files they are for, or lists them.
pub(super) fn schema(arguments: &SchemaArguments) -> Result<u8, Trouble> {
    let all = schema::all();
    if let Some(folder) = &arguments.out {
        return write(folder, &all);
    }
    say(&match (&arguments.name, arguments.map) {
        (Some(name), _) => text(find(&all, name)?),
        (None, Some(tool)) => map(tool, &all),
        (None, None) => list(&all),
    })?;
    Ok(CLEAN)
}

fn text(schema: &Schema) -> String {
    serde_json::to_string_pretty(&schema.json()).expect("a schema is plain data") + "\n"
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
        disk::write(&folder.join(format!("{}.json", schema.name)), &text(schema))?;
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

/// The configuration of a tool for TOML that attaches the schemas, without those of front matter, which it cannot read.
fn map(tool: TomlTool, all: &[Schema]) -> String {
    let (file, table) = match tool {
        TomlTool::Tombi => ("tombi.toml", "schemas"),
        TomlTool::Taplo => (".taplo.toml", "rule"),
    };
    let head = format!("# Save it as {file} beside candor.toml; `candor schema --out {FOLDER}` writes the schemas.\n");
    let of_toml = all.iter().filter(|schema| schema.files.iter().all(|glob| glob.ends_with(".toml")));
    let entries = of_toml.map(|schema| {
        let path = format!("path = \"{FOLDER}/{}.json\"\n", schema.name);
        let files: Vec<String> = schema.files.iter().map(|glob| format!("\"{glob}\"")).collect();
        let include = format!("include = [{}]\n", files.join(", "));
        match tool {
            TomlTool::Tombi => format!("\n[[{table}]]\n{path}{include}"),
            TomlTool::Taplo => format!("\n[[{table}]]\n{include}[{table}.schema]\n{path}"),
        }
    });
    std::iter::once(head).chain(entries).collect()
}
