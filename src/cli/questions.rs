//! Questions on a terminal, each with the answer that an empty line gives.

use std::io::{self, BufRead, IsTerminal};

use super::{Trouble, say};
use crate::diag::Failure;

/// Whether somebody sits there who can answer.
pub(super) fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Asks until the answer can be understood; the end of the input is an empty answer.
pub(super) fn ask<T>(
    question: &str,
    default: &str,
    understand: impl Fn(&str) -> Result<T, String>,
) -> Result<T, Trouble> {
    loop {
        say(&format!("{question} [{default}]: "))?;
        io::Write::flush(&mut io::stdout()).map_err(|error| Failure::new("write to", "standard output", error))?;
        let mut line = String::new();
        let n_read = io::stdin().lock().read_line(&mut line);
        let n_read = n_read.map_err(|error| Failure::new("read", "standard input", error))?;
        let answer = if line.trim().is_empty() { default } else { line.trim() };
        match understand(answer) {
            Ok(answer) => return Ok(answer),
            // Nobody is left to ask again.
            Err(problem) if n_read == 0 => return Err(Trouble::Usage(problem)),
            Err(problem) => say(&format!("  {problem}\n"))?,
        }
    }
}
