//! The command line: arguments, the clock and the environment in; text and an exit code out.
//!
//! Nothing else prints. Findings and progress go to standard error, what was asked for to standard output.
//! Exit 0 when all is well, 1 with findings that stop a build, 2 when the command or the machine is at fault.

mod arguments;
mod build;
mod environment;
mod init;
mod list;
mod lsp;
mod manual;
mod new;
mod progress;
mod questions;
mod report;
mod schema;
mod search;
mod serve;
mod strings;
mod telling;

use std::ffi::OsString;
use std::io::{self, Write};
use std::iter;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::diag::{Failure, nearest};
use crate::project;
use arguments::{Arguments, Command};

/// All is well.
const CLEAN: u8 = 0;
/// There are findings.
const FINDINGS: u8 = 1;
/// The command cannot be carried out.
const TROUBLE: u8 = 2;

/// Why a command could not be carried out.
enum Trouble {
    /// The machine refused something.
    Failure(Failure),
    /// The command asks for something that cannot be.
    Usage(String),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Runs the program with its arguments, the first being its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let is_help = !error.use_stderr();
            // Nobody is left to tell when even this cannot be written.
            let _ = error.print();
            return ExitCode::from(if is_help { CLEAN } else { TROUBLE });
        }
    };
    let result = match arguments.command {
        Command::Init(arguments) => init::init(&arguments),
        Command::Build(arguments) => build::build(&arguments),
        Command::Check(arguments) => build::check(&arguments),
        Command::Serve(arguments) => serve::serve(&arguments),
        Command::Search(arguments) => search::search(&arguments),
        Command::New(arguments) => new::new(&arguments),
        Command::List(arguments) => list::list(&arguments),
        Command::Lsp(arguments) => lsp::lsp(&arguments),
        Command::Explain { code } => explain(code.as_deref()),
        Command::Strings(arguments) => strings::strings(&arguments),
        Command::Schema(arguments) => schema::schema(&arguments),
        Command::Manual(arguments) => manual::manual(&arguments),
        Command::Completions { shell } => completions(shell),
        Command::Man { output_dir } => man(&output_dir),
        Command::Help { command } => {
            let asked = command.map(OsString::from);
            return run(iter::once("candor".into()).chain(asked).chain(iter::once("--help".into())));
        }
    };
    ExitCode::from(result.unwrap_or_else(|trouble| {
        match trouble {
            Trouble::Failure(failure) => say_on_error(&format!("error: {failure}")),
            Trouble::Usage(message) => say_on_error(&format!("error: {message}")),
        }
        TROUBLE
    }))
}

/// Prints a line for people; a closed pipe is no reason to fail.
fn say_on_error(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Prints what was asked for; a reader that has seen enough is no reason to fail.
fn say(text: &str) -> Result<(), Trouble> {
    match anstream::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new("write to", "standard output", error).into())
        }
        _ => Ok(()),
    }
}

/// `1 error`, `2 errors`.
fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

fn explain(code: Option<&str>) -> Result<u8, Trouble> {
    let codes = project::codes();
    let Some(wanted) = code else {
        let list = codes.iter().map(|code| format!("{:8} {}\n", code.severity().name(), code.name()));
        say(&list.collect::<String>())?;
        return Ok(CLEAN);
    };
    if let Some(code) = codes.iter().find(|code| code.name() == wanted) {
        say(&format!("{}\n", code.explanation()))?;
        Ok(CLEAN)
    } else {
        let near = nearest(wanted, codes.iter().map(|code| code.name()));
        let help =
            near.map_or_else(|| "`candor explain` lists them all".to_owned(), |near| format!("did you mean `{near}`?"));
        Err(Trouble::Usage(format!("no finding has the code `{wanted}`; {help}")))
    }
}

fn completions(shell: clap_complete::Shell) -> Result<u8, Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "candor", &mut script);
    say(&String::from_utf8_lossy(&script))?;
    Ok(CLEAN)
}

fn man(folder: &Path) -> Result<u8, Trouble> {
    let failure = |error| Failure::new("write the pages for man into", folder, error);
    clap_mangen::generate_to(Arguments::command(), folder).map_err(failure)?;
    Ok(CLEAN)
}
