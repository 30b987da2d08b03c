//! The command `lsp`.

use std::io;

use super::arguments::LspArguments;
use super::environment::{self, Clock};
use super::{CLEAN, FINDINGS, Trouble};
use crate::lsp::{self, Ending};
use crate::model::Drafts;
use crate::project::Options;

/// Serves the editor that started the program, until it ends it.
pub(super) fn lsp(arguments: &LspArguments) -> Result<u8, Trouble> {
    let options = Options { as_of: environment::as_of(arguments.as_of)?, drafts: Drafts::Hide, base_url: None };
    let clock = Clock::new(arguments.as_of);
    let ending = lsp::serve(io::stdin(), io::stdout(), options, || clock.today())?;
    Ok(if ending == Ending::Orderly { CLEAN } else { FINDINGS })
}
