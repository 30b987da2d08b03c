//! The manual: every file of it is in the program, it is a site without findings, and what it says of commands and
//! fields is what the program says.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::command::{candor, errors, folder, run, tree};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The folder of the manual.
pub(crate) fn manual() -> PathBuf {
    Path::new(ROOT).join("src/manual")
}

/// Compares a file of the manual with what it should hold, or writes it when that is asked for.
#[track_caller]
fn assert_is(path: &Path, expected: &str) {
    if env::var_os("UPDATE").is_some() {
        fs::write(path, expected).unwrap();
        return;
    }
    let found = fs::read_to_string(path).unwrap();
    let line = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected);
    let at = line.unwrap_or(found.lines().count().min(expected.lines().count()));
    assert!(
        found == expected,
        "{}:{}: should be\n{}\nUPDATE=1 writes it",
        path.display(),
        at + 1,
        expected.lines().nth(at).unwrap_or("(the end)")
    );
}

#[test]
fn every_file_is_in_the_program() {
    let code = fs::read_to_string(Path::new(ROOT).join("src/manual.rs")).unwrap();
    let (_, list) = code.split_once("files![\n").unwrap();
    let (list, _) = list.split_once("];").unwrap();
    let listed: Vec<String> = list.lines().map(|line| line.trim().trim_matches(['"', ',']).to_owned()).collect();
    assert_eq!(listed, tree(&manual()).into_keys().collect::<Vec<_>>(), "the list in src/manual.rs, in its order");
}

/// The program itself holds in a debug build that the manual has no findings.
#[test]
fn it_is_written_as_a_site() {
    let root = folder("manual-written");
    for _ in 0..2 {
        let output = run(&root, &["manual", "-o", "site", "--base-url", "https://docs.example.com/candor/"]);
        assert!(output.status.success(), "{}", errors(&output));
        assert!(errors(&output).starts_with("wrote ") && errors(&output).ends_with(" pages -> site\n"));
    }
    let explained = String::from_utf8(run(&root, &["explain"]).stdout).unwrap();
    let codes: Vec<&str> = explained.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    assert!(codes.len() > 100, "{codes:?}");
    let list = fs::read_to_string(root.join("site/findings/index.html")).unwrap();
    for code in codes {
        assert!(root.join(format!("site/findings/{code}/index.html")).is_file(), "{code}");
        assert!(list.contains(&format!("findings/{code}/\"")), "{code} is not on the list");
    }
    let first = fs::read_to_string(root.join("site/index.html")).unwrap();
    assert!(first.contains("https://docs.example.com/candor/"));
    let refused = run(&root, &["manual", "-o", "."]);
    assert_eq!(refused.status.code(), Some(2), "{}", errors(&refused));
}

#[test]
fn it_is_shown_on_a_free_port() {
    let mut command = candor();
    command.args(["manual", "--no-open", "--port", "0"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut shown = command.spawn().unwrap();
    let mut address = String::new();
    BufReader::new(shown.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let ask = |path: &str| ureq::get(format!("{}{path}", address.trim())).call().unwrap().body_mut().read_to_string();
    assert!(ask("").unwrap().contains("<h1"));
    assert!(ask("findings/stale-report/").unwrap().contains("What it finds"));
    let ended = Command::new("kill").args(["-s", "INT", &shown.id().to_string()]).status().unwrap();
    assert!(ended.success());
    assert_eq!(shown.wait().unwrap().code(), Some(0));
}

#[test]
fn the_commands_are_those_of_the_program() {
    let help = |arguments: &[&str]| {
        let output = run(Path::new(ROOT), arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    };
    let all = help(&["--help"]);
    let (_, names) = all.split_once("Commands:\n").unwrap();
    let (names, _) = names.split_once("\n\n").unwrap();
    let names =
        names.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).filter(|name| !name.is_empty());
    let section = |name: &str| format!("\n## candor {name}\n\n```text\n{}\n```\n", help(&[name, "--help"]));
    let sections: String = names.filter(|name| *name != "help").map(section).collect();
    assert!(sections.contains("\n## candor build\n") && sections.contains("\n## candor manual\n"), "{all}");
    let path = manual().join("content/pages/commands.md");
    let written = fs::read_to_string(&path).unwrap();
    let (prose, _) = written.split_once("\n## ").unwrap_or((&written, ""));
    assert_is(&path, &format!("{}\n{sections}", prose.trim_end()));
}

/// Whether a finding is an error or a warning is said in many places.
#[test]
fn findings_weigh_what_is_said_of_them() {
    let explained = String::from_utf8(run(Path::new(ROOT), &["explain"]).stdout).unwrap();
    for (path, bytes) in tree(&manual().join("content")) {
        let text = String::from_utf8(bytes).unwrap();
        for weight in ["error", "warning"] {
            let link = format!("[{weight}](page:findings/");
            let links = text.split(&*link).skip(1);
            for code in links.map(|rest| rest.split(')').next().unwrap()) {
                assert!(explained.contains(&format!("{weight:8} {code}\n")), "{path}: {code} is no {weight}");
            }
        }
    }
}

/// The program fills the tables of fields by what it reads; those of the repository are the same.
#[test]
fn the_fields_are_those_of_the_program() {
    let root = folder("manual-fields");
    assert!(run(&root, &["manual", "-o", "site"]).status.success());
    let is_head = |line: &str| line.ends_with("` | what it holds, what it is for, and an example |");
    // The rows of a table of a page, its head included.
    let table = |text: &str, head: &str| -> String {
        let lines = text.lines().skip_while(|line| *line != head);
        lines.take_while(|line| line.starts_with('|')).map(|line| format!("{line}\n")).collect()
    };
    let mut n_tables = 0;
    for path in tree(&manual().join("content/pages")).into_keys().filter(|path| path.ends_with(".md")) {
        let file = manual().join("content/pages").join(&path);
        let written = fs::read_to_string(&file).unwrap();
        let shown = fs::read_to_string(root.join("site").join(path.trim_end_matches(".md")).join("index.md")).unwrap();
        let mut expected = written.clone();
        for head in written.lines().filter(|line| is_head(line)) {
            n_tables += 1;
            let (old, new) = (table(&written, head), table(&shown, head));
            assert!(new.lines().count() > 2, "{path}: {head}");
            expected = expected.replace(&old, &new);
        }
        assert_is(&file, &expected);
    }
    assert!(n_tables > 60, "{n_tables} tables");
}
