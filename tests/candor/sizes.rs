//! Files and functions that can be taken in at once.

use std::fs;
use std::path::Path;

use crate::layers::sources;

const MAX_LINES_OF_FILE: usize = 400;
const MAX_LINES_OF_FUNCTION: usize = 60;

/// Each function with its first line and how many lines it has; in formatted code it ends with a brace below its `fn`.
fn functions(code: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let mut functions = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let start = line.trim_start();
        let is_modifier = |word: &&str| word.starts_with("pub") || ["const", "async", "unsafe"].contains(word);
        let mut words = start.split_whitespace().skip_while(|word| is_modifier(word) || word.ends_with("(crate)"));
        let Some("fn") = words.next() else { continue };
        let name: String =
            words.next().unwrap_or_default().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let end = format!("{}}}", &line[..line.len() - start.len()]);
        if !start.ends_with(['}', ';']) {
            let length = lines[at..].iter().position(|line| *line == end).expect("a function ends");
            functions.push((name, at + 1, length + 1));
        }
    }
    functions
}

#[test]
fn files_and_functions_fit_the_screen() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut long = Vec::new();
    for path in sources().into_keys() {
        let code = fs::read_to_string(root.join(&path)).unwrap();
        let lines = code.lines().count();
        if lines > MAX_LINES_OF_FILE {
            long.push(format!("src/{path} has {lines} lines"));
        }
        let functions = functions(&code).into_iter().filter(|(_, _, lines)| *lines > MAX_LINES_OF_FUNCTION);
        long.extend(functions.map(|(name, at, lines)| format!("src/{path}:{at}: `{name}` has {lines} lines")));
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}
