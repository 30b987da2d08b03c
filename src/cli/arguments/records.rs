//! The arguments of the commands about records and their fields.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(in crate::cli) const SCHEMA_OUTPUT: &str = "A schema (JSON Schema, draft-07) holds for the fields of one kind of file, in \
    TOML or in the front matter of Markdown.\nA TOML file names its own on the first line, with an empty line below: \
    `#:schema ../../.candor/schema/report.json`.\nExamples: candor schema; candor schema report; \
    candor schema --out .candor/schema; candor schema --map tombi > tombi.toml\n\
    Exit codes: 0 all is well, 2 the command or the machine is at fault.";

#[derive(Args)]
pub(in crate::cli) struct SchemaArguments {
    /// The name of a schema, such as `report`; without it they are listed, with the files that they are for
    #[arg(value_name = "NAME")]
    pub(in crate::cli) name: Option<String>,
    /// Write all of them into this folder, one file each
    #[arg(short, long, value_name = "DIR", conflicts_with = "name")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Print the configuration that tells a tool for TOML which schema is for which file
    #[arg(long, value_enum, value_name = "TOOL", conflicts_with_all = ["name", "out"])]
    pub(in crate::cli) map: Option<TomlTool>,
}

/// A tool that reads schemas for TOML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TomlTool {
    /// The language server of Tombi, for VS Code, Zed and others
    Tombi,
    /// That of Taplo, which is in Even Better TOML
    Taplo,
}
