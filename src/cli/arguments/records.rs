//! The arguments of the commands about records and their fields.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::RootArguments;
use crate::model::date::Date;
use crate::model::kinds::Kind;

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

pub(in crate::cli) const NEW_OUTPUT: &str = "Prints the files that it made or added to, below the folder of the site. A record of your \
    own company has no owner in its id; for one of a provider write `acme/soc-2`.\nEvery field stands in the file with what \
    it is for, as a comment where nothing is known. What is made up has the comment `# placeholder`, and no build \
    publishes it before the comment is gone.\nWhere one file holds all records of a kind, a table is added at its end.\n\
    Examples: candor new faq access/mfa \"Do you enforce MFA?\"; candor new report soc-2-2027 --supersedes soc-2-2026; \
    candor new service acme/vault \"Acme Vault\"; candor new control access/mfa\n\
    Exit codes: 0 it is made, 2 the command or the machine is at fault; nothing is ever overwritten.";

#[derive(Args)]
pub(in crate::cli) struct NewArguments {
    /// The kind of record, as references name it
    #[arg(value_name = "KIND", value_parser = PossibleValuesParser::new(Kind::all().map(Kind::word)))]
    pub(in crate::cli) kind: String,
    /// Its id; not for what there is one of: the home page, your own disclosure policy
    #[arg(value_name = "ID")]
    pub(in crate::cli) id: Option<String>,
    /// What it is called, or the question
    #[arg(value_name = "TITLE")]
    pub(in crate::cli) title: Option<String>,
    /// The earlier report whose place a report takes; what both share is copied from it
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) supersedes: Option<String>,
    /// The folder of the site; by default the nearest one upwards with a candor.toml
    #[arg(long, value_name = "ROOT")]
    pub(in crate::cli) root: Option<PathBuf>,
}

pub(in crate::cli) const LIST_OUTPUT: &str = "\
Columns, without those in which no row has anything:\n  \
  ID     the record\n  \
  FROM   `site`, or `candor`: part of the program, unless a file of the site has the same id\n  \
  USED   whether the site refers to it; what is of candor is published only then\n  \
  DATE   `due`: the day of the next review\n         \
         `drafts`: the day of publication\n         \
         `expiring`: the last day on which it holds\n  \
  THEN   `expiring`: what it is from the next day on, such as expired\n  \
  STATE  `due`: due or overdue; otherwise draft, internal or scheduled where readers do not see it\n  \
  OWNER  who looks after it\n  \
  NAME   what it is called\n\
    `expiring` lists reports, certificates, plans, policies, versions, subprocessors, scope and banners.\n\
    With --format json a line for each: {\"kind\", \"id\", \"name\", \"from\": \"candor\" or \"site\", \"used\", \"state\", \"date\", \
    \"then\", \"owner\", \"path\"}, without what is not known.\n\
    Examples: candor list reports; candor list due; candor list expiring --within 90d --format json\n\
    Exit codes: 0 it is printed, 2 the command or the machine is at fault.";

#[derive(Args)]
pub(in crate::cli) struct ListArguments {
    /// The kind of records, or those that somebody has to do something about: `due`, `drafts` or `expiring`
    #[arg(value_name = "KIND", value_parser = PossibleValuesParser::new(lists()))]
    pub(in crate::cli) kind: String,
    #[command(flatten)]
    pub(in crate::cli) root: RootArguments,
    /// How far to look ahead, for `due` (0 days otherwise) and `expiring` (60 days otherwise)
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub(in crate::cli) within: Option<u16>,
    /// Speak as of this day (year-month-day), instead of `SOURCE_DATE_EPOCH` or today in UTC
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    pub(in crate::cli) as_of: Option<Date>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(in crate::cli) format: ListFormat,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListFormat {
    /// A table, for people
    Human,
    /// One JSON object a line
    Json,
}

/// Lists of those that somebody has to do something about.
pub(in crate::cli) const DUE: &str = "due";
pub(in crate::cli) const DRAFTS: &str = "drafts";
pub(in crate::cli) const EXPIRING: &str = "expiring";

/// What can be listed.
fn lists() -> impl Iterator<Item = &'static str> {
    Kind::all().map(plural).chain([DUE, DRAFTS, EXPIRING])
}

/// The word for one record of a kind, and that for many.
const PLURALS: [(&str, &str); 23] = [
    ("home", "home"),
    ("topic", "topics"),
    ("faq", "faq"),
    ("provider", "providers"),
    ("report", "reports"),
    ("service", "services"),
    ("location", "locations"),
    ("scope", "scope"),
    ("document", "documents"),
    ("subprocessor", "subprocessors"),
    ("category", "categories"),
    ("ai", "ai"),
    ("disclosure", "disclosures"),
    ("product", "products"),
    ("advisory", "advisories"),
    ("control-group", "control-groups"),
    ("control", "controls"),
    ("framework", "frameworks"),
    ("criteria", "criteria"),
    ("questionnaire", "questionnaires"),
    ("term", "terms"),
    ("update", "updates"),
    ("page", "pages"),
];

/// The word for the records of a kind: `advisories`.
pub(in crate::cli) fn plural(kind: Kind) -> &'static str {
    let known = PLURALS.iter().find(|(word, _)| *word == kind.word());
    known.map_or(kind.word(), |(_, plural)| plural)
}

fn days(text: &str) -> Result<u16, String> {
    let number = text.strip_suffix('d').unwrap_or(text);
    number.parse().map_err(|_| "write a number of days, such as 60d".to_owned())
}
