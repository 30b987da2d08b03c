//! The arguments of every command. The only file, with its neighbors here, that names the package that reads them.

pub(super) mod records;

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::model::date::Date;
use crate::preview::Editor;
use records::{LIST_OUTPUT, ListArguments, NEW_OUTPUT, NewArguments, SCHEMA_OUTPUT, SchemaArguments};

/// Turns FAQ entries and provider facts into a trust center: a static site whose facts are data and whose statuses come
/// from dates.
#[derive(Parser)]
#[command(name = "candor", version, arg_required_else_help = true, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Begin a site: complete, finished to look at, and every invented value marked
    #[command(after_help = BEGINNING)]
    Init(InitArguments),
    /// Check the site and publish it into a folder
    #[command(after_help = EXIT_CODES)]
    Build(BuildArguments),
    /// Check the site without writing anything
    #[command(after_help = EXIT_CODES)]
    Check(CheckArguments),
    /// Show the site in a browser while it is being written, and bring every save to the open pages
    #[command(after_help = ENDING)]
    Serve(ServeArguments),
    /// Find what a reader would find, in the same order, without building the site
    #[command(after_help = SEARCH_OUTPUT)]
    Search(SearchArguments),
    /// Write a new record, with every field and what it is for
    #[command(after_help = NEW_OUTPUT)]
    New(NewArguments),
    /// List the records of a kind, those that are part of candor among them, or what is due, hidden or about to end
    #[command(after_help = LIST_OUTPUT)]
    List(ListArguments),
    /// Speak to an editor: findings while a file is typed, completion, facts of records (Language Server Protocol)
    #[command(after_help = SPEAKING)]
    Lsp(LspArguments),
    /// Explain a kind of finding, or list them all
    #[command(after_help = PRINTING)]
    Explain {
        /// The code of a finding, such as `stale-report`
        code: Option<String>,
    },
    /// Print a catalog of the strings of the interface in a language, to be translated; without a site those of the default
    /// theme
    #[command(after_help = PRINTING)]
    Strings(StringsArguments),
    /// Print the JSON Schema of a kind of file, for editors, or write all of them
    #[command(after_help = SCHEMA_OUTPUT)]
    Schema(SchemaArguments),
    /// Show the manual in a browser, offline, or write it as a site
    #[command(after_help = MANUAL_ENDING)]
    Manual(ManualArguments),
    /// Print completions for a shell
    #[command(after_help = PRINTING)]
    Completions {
        /// The shell that will read them
        shell: Shell,
    },
    /// Write the pages for `man`, as packages of the program have them
    #[command(hide = true)]
    Man {
        /// The folder to write them into, which exists
        #[arg(short, long, value_name = "DIR")]
        output_dir: PathBuf,
    },
    /// Print this help, or that of a command
    #[command(after_help = PRINTING)]
    Help {
        /// A command, such as `build`
        command: Option<String>,
    },
}

const PRINTING: &str = "Exit codes: 0 it is printed, 2 the command or the machine is at fault.";

const EXIT_CODES: &str = "Exit codes: 0 all is well, 1 there are findings that stop a build, 2 the command or the \
    machine is at fault.\nEnvironment: SOURCE_DATE_EPOCH sets the date, NO_COLOR and CLICOLOR_FORCE the colors.";

const BEGINNING: &str = "What is not given is asked for on a terminal, and invented otherwise. Nothing that is there is overwritten: a \
    folder where that would happen is left as it is.\nExamples: candor init; candor init trust --name \"Northwind Notes\" \
    --locale en,zh-Hans --ci github; candor init --template comparison --url https://trust.northwind.example/\n\
    Exit codes: 0 the site is there, 2 the command or the machine is at fault.\nEnvironment: SOURCE_DATE_EPOCH sets the \
    date that the dates of the site are near to.";

const ENDING: &str = "Ctrl-C stops it. Exit codes: 0 it was stopped, 2 the command or the machine is at fault; findings are \
    shown and do not end it.\nEnvironment: SOURCE_DATE_EPOCH sets the date and keeps it, NO_COLOR and CLICOLOR_FORCE the \
    colors.";

const SPEAKING: &str = "It reads requests from standard input and writes responses to standard output; the editor starts and ends \
    it. The site is the nearest folder upwards of an open file with a candor.toml.\nExamples, to be put into the settings of \
    an editor: candor lsp; candor lsp --as-of 2026-12-31\nExit codes: 0 the editor ended it, 1 the editor ended it without \
    saying so before, 2 the command or the machine is at fault.\nEnvironment: SOURCE_DATE_EPOCH sets the date and keeps it.";

const SEARCH_OUTPUT: &str = "With --json a line for each query: {\"query\", \"locale\", \"total\", \"has_more\", \"hits\": [{\"rank\", \
    \"score\", \"kind\", \"id\", \"locale\", \"title\", \"url\", \"excerpt\"}], \"others\": hits in the other languages}.\n\
    Examples: candor search how long is a report valid; candor search --locale zh-Hans --json 数据中心; \
    candor search --json - < queries.txt\n\
    Exit codes: 0 it was looked for, found or not, 2 the command or the machine is at fault.";

const MANUAL_ENDING: &str = "Ctrl-C stops it. Exit codes: 0 it was stopped or is written, 2 the command or the machine is at \
    fault.\nExamples: candor manual; candor manual --output-dir manual --base-url https://docs.example.com/candor/";

/// The interface that only this machine reaches.
pub(super) const THIS_MACHINE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Which site.
#[derive(Args, Default)]
pub(super) struct RootArguments {
    /// The folder of the site, by its place; shown nowhere, since some commands take something else there
    #[arg(value_name = "ROOT", hide = true)]
    folder: Option<PathBuf>,
    /// The folder of the site; by default the nearest one upwards with a candor.toml
    #[arg(long, value_name = "ROOT", conflicts_with = "folder")]
    root: Option<PathBuf>,
}

impl RootArguments {
    /// The folder that was named, in either way.
    pub(super) fn asked(&self) -> Option<&Path> {
        self.root.as_deref().or(self.folder.as_deref())
    }
}

/// Which site, and how it speaks.
#[derive(Args)]
pub(super) struct SiteArguments {
    #[command(flatten)]
    pub(super) root: RootArguments,
    /// Speak as of this day (year-month-day), instead of `SOURCE_DATE_EPOCH` or today in UTC
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// The address of the site, instead of the configured one
    #[arg(short = 'u', long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Include drafts, internal answers and what is not yet due, under a visible mark
    #[arg(long)]
    pub(super) drafts: bool,
}

#[derive(Args)]
pub(super) struct InitArguments {
    /// The folder to begin in, which is made when it is not there; by default the present one
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// What the site is about; by default one company
    #[arg(long, value_enum)]
    pub(super) template: Option<TemplateArgument>,
    /// The name of your company, or of a site that compares others
    #[arg(long)]
    pub(super) name: Option<String>,
    /// The languages of the site, the default first: `en,zh-Hans`; can be given several times
    ///
    /// English is written as in Britain, 31 January 2026; `en-US` writes January 31, 2026.
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub(super) locale: Vec<String>,
    /// The address of the site
    #[arg(long, value_name = "URL")]
    pub(super) url: Option<String>,
    /// A workflow that checks changes and publishes the site every day
    #[arg(long, value_enum)]
    pub(super) ci: Option<CiArgument>,
    /// Settings of an editor, so that it completes and checks data files
    #[arg(long, value_enum)]
    pub(super) editor: Option<WorkplaceArgument>,
}

/// What a site is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TemplateArgument {
    /// One company that speaks about itself
    Company,
    /// Providers that are compared
    Comparison,
}

/// Who builds a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CiArgument {
    /// GitHub Actions, published with Pages
    Github,
    /// GitLab CI, published with Pages
    Gitlab,
    /// Nobody but you
    None,
}

/// Which editor gets settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum WorkplaceArgument {
    /// Visual Studio Code
    Vscode,
    /// None
    None,
}

#[derive(Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) site: SiteArguments,
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// How to print findings
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Print errors and the last line only
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print every finding, of more than ten warnings or a hundred errors of a kind too
    #[arg(short, long, action = ArgAction::Count)]
    pub(super) verbose: u8,
}

#[derive(Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub(super) check: CheckArguments,
    /// The folder to publish into; by default `public` in the folder of the site
    #[arg(short, long, value_name = "DIR", visible_alias = "output")]
    pub(super) output_dir: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    pub(super) site: SiteArguments,
    /// The port to listen on, 0 for any that is free; by default the first free one from 4321
    #[arg(short, long, value_name = "PORT")]
    pub(super) port: Option<u16>,
    /// The address of the interface to listen on
    #[arg(long, value_name = "ADDRESS", default_value_t = THIS_MACHINE)]
    pub(super) interface: IpAddr,
    /// Open the site in the browser
    #[arg(short = 'O', long)]
    pub(super) open: bool,
    /// Look for changes in this interval (`500ms`, `2s`), for file systems that tell of none
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    pub(super) poll: Option<Duration>,
    /// The address that opens a file in an editor, or `none`
    #[arg(long, value_name = "URL-TEMPLATE", default_value = "vscode://file/{path}:{line}:{column}", value_parser = editor)]
    pub(super) editor: EditorArgument,
}

#[derive(Args)]
pub(super) struct LspArguments {
    /// Speak as of this day (year-month-day), instead of `SOURCE_DATE_EPOCH` or today in UTC
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// Speak over standard input and output, which it always does; some editors add this
    #[arg(long, hide = true)]
    pub(super) stdio: bool,
}

#[derive(Args)]
pub(super) struct SearchArguments {
    /// What to look for, as a reader would type it; `-` reads queries from standard input, one a line
    #[arg(required = true, value_name = "QUERY")]
    pub(super) query: Vec<String>,
    /// The folder of the site; by default the nearest one upwards with a candor.toml
    #[arg(long, value_name = "ROOT")]
    pub(super) root: Option<PathBuf>,
    /// The language to search in; by default the first of the site
    #[arg(short, long, value_name = "TAG")]
    pub(super) locale: Option<String>,
    /// Only what is of this kind, such as `faq` or `report`; can be given several times
    #[arg(short, long, value_name = "KIND")]
    pub(super) kind: Vec<String>,
    /// How many hits to print
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(super) limit: usize,
    /// Print JSON, an object on a line for each query
    #[arg(long)]
    pub(super) json: bool,
    /// Speak as of this day (year-month-day), instead of `SOURCE_DATE_EPOCH` or today in UTC
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// Include drafts, internal answers and what is not yet due
    #[arg(long)]
    pub(super) drafts: bool,
}

#[derive(Args)]
pub(super) struct ManualArguments {
    /// Write the manual into this folder, as a site, instead of showing it
    #[arg(short, long, value_name = "DIR", conflicts_with_all = ["port", "no_open"])]
    pub(super) output_dir: Option<PathBuf>,
    /// The address that the written site will have
    #[arg(short = 'u', long, value_name = "URL", requires = "output_dir")]
    pub(super) base_url: Option<String>,
    /// The port to listen on, 0 for any that is free; by default the first free one from 4321
    #[arg(short, long, value_name = "PORT")]
    pub(super) port: Option<u16>,
    /// Print the address only, and open no browser
    #[arg(long)]
    pub(super) no_open: bool,
}

#[derive(Args)]
pub(super) struct StringsArguments {
    /// The tag of the language, such as `fr` or `zh-Hant`
    #[arg(value_name = "LOCALE")]
    pub(super) locale: String,
    #[command(flatten)]
    pub(super) root: RootArguments,
}

/// How sources are opened from a page.
#[derive(Clone, Debug)]
pub(super) enum EditorArgument {
    None,
    Template(Editor),
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With the lines of the file, for people
    Human,
    /// One JSON object a line
    Json,
    /// Annotations of GitHub's workflow commands
    Github,
}

/// The value of a word, as it is written for an option.
pub(super) fn word<V: ValueEnum>(text: &str) -> Result<V, String> {
    V::from_str(text, true).map_err(|_| {
        let words = V::value_variants().iter().filter_map(V::to_possible_value);
        let words: Vec<String> = words.map(|word| word.get_name().to_owned()).collect();
        format!("write one of: {}", words.join(", "))
    })
}

fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write a day that exists as year-month-day: 2025-01-31".to_owned())
}

fn duration(text: &str) -> Result<Duration, String> {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let milliseconds = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        _ => 0,
    };
    let number: u64 = text[..text.len() - unit.len()].parse().unwrap_or(0);
    match number.saturating_mul(milliseconds) {
        0 => Err("write a number with ms, s or m, such as 500ms or 2s".to_owned()),
        milliseconds => Ok(Duration::from_millis(milliseconds)),
    }
}

fn editor(text: &str) -> Result<EditorArgument, String> {
    if text == "none" {
        return Ok(EditorArgument::None);
    }
    let help = "write the address of an editor with {path}, and {line} and {column} if it takes them, and nothing else \
        in braces, or `none`";
    Editor::new(text).map(EditorArgument::Template).ok_or_else(|| help.to_owned())
}
