//! What is found in bad content, and nothing in good: one file of `tests/check/` for each kind of finding.
//!
//! 1. A file has cases: fixtures under `## Bad` and `## Good`, each followed by what is found in it.
//! 2. The findings are written anew and the whole file is compared; `UPDATE=1` keeps what was found.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use candor::diag::{Diagnostic, Place, Severity};
use candor::path::SourcePath;
use candor::project::{Project, codes};
use candor::source::Lines;

use crate::support;

const AS_OF: &str = "2026-11-21";

/// What only files on a disk can have, which the tests of the disk find there.
const OF_THE_DISK: [&str; 7] = [
    "file-too-large",
    "invalid-path",
    "invalid-utf8",
    "missing-content",
    "special-file",
    "symlink-outside",
    "unreadable-file",
];

#[test]
fn each_rule_finds_its_mistake_and_nothing_in_its_correction() {
    let mut wrong = String::new();
    for path in fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        let code = path.file_stem().and_then(|stem| stem.to_str()).unwrap();
        let mut found = Fixture::parse(&text);
        for case in &mut found.cases {
            if let Err(what) = case.run(code) {
                let _ = writeln!(wrong, "{}: {}: {what}", path.display(), case.heading);
            }
        }
        let found = found.to_string();
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, found).unwrap();
        } else if found != text {
            let _ = writeln!(wrong, "{}", first_difference(&path, &text, &found));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}\nUPDATE=1 keeps what was found");
}

#[test]
fn every_kind_of_finding_has_a_fixture() {
    let have: BTreeSet<String> =
        fixtures().iter().map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    let want: BTreeSet<String> = codes()
        .iter()
        .map(|code| code.name().to_owned())
        .filter(|name| !OF_THE_DISK.contains(&name.as_str()))
        .collect();
    assert_eq!(have.difference(&want).collect::<Vec<_>>(), [""; 0], "stale fixtures");
    assert_eq!(want.difference(&have).collect::<Vec<_>>(), [""; 0], "missing fixtures");
}

#[test]
fn every_kind_of_finding_explains_itself() {
    let headings =
        ["## What it finds", "## Why it matters to the reader of a trust site", "## Example", "## How to fix it"];
    for code in codes() {
        let explanation = code.explanation();
        let found: Vec<&str> = explanation.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(found, headings, "{}", code.name());
        assert_eq!(explanation.lines().next(), Some(&*format!("# {}", code.name())));
        let sections: Vec<&str> = explanation
            .split("\n## ")
            .map(|section| section.split_once('\n').map_or("", |(_, text)| text.trim()))
            .collect();
        assert!(sections[1..].iter().all(|section| !section.is_empty()), "{} leaves a heading empty", code.name());
    }
}

#[test]
fn all_mistakes_are_reported_at_once_in_order_of_place() {
    let project = support::project(
        r#"
-- candor.toml --
title = "T"
base_url = "https://t.example/"
locals = ["en"]
-- content/faq/data/topic.toml --
titel = "Data"
-- content/faq/data/retention.md --
+++
question = "How long?"
last_reviewed = "yesterday"
related = ["data/deletion"]
+++
<b>Long.</b> See [below](#below) and [the plan](javascript:plan()).
-- content/glossary/soc.md --
# SOC
-- content/providers/acme/provider.toml --
name = "Acme
-- content/providers/acme/scope.csv --
service,report,status
waf,soc-2
-- content/robots.md --
-- content/updates/news.md --
---
title: News
kind: roport
affects: [acme/soc-2]
---
"#,
        AS_OF,
    );
    let findings = project.check();
    assert!(findings.is_sorted_by_key(|finding| &finding.place));
    let shown: Vec<String> =
        findings.iter().map(|finding| format!("{} {}", at(&project, &finding.place), finding.code.name())).collect();
    assert_eq!(
        shown,
        [
            "candor.toml:3:1 unknown-key",
            "content/faq/data/retention.md:3:17 invalid-date",
            "content/faq/data/retention.md:4:12 dangling-reference",
            "content/faq/data/retention.md:6:1 raw-html",
            "content/faq/data/retention.md:6:9 raw-html",
            "content/faq/data/retention.md:6:26 broken-anchor",
            "content/faq/data/retention.md:6:49 unsafe-link",
            "content/faq/data/topic.toml:1:1 missing-key",
            "content/faq/data/topic.toml:1:1 unknown-key",
            "content/glossary/soc.md:1:1 missing-front-matter",
            "content/providers/acme/provider.toml:1:8 invalid-toml",
            "content/providers/acme/scope.csv:2:1 invalid-csv",
            "content/robots.md:1:1 unexpected-file",
            "content/updates/news.md:1:1 invalid-date",
            "content/updates/news.md:3:7 invalid-value",
            "content/updates/news.md:4:11 invalid-reference",
        ]
    );
}

/// A file of `tests/check/`.
struct Fixture {
    intro: String,
    cases: Vec<Case>,
}

/// A fixture and what is found in it.
struct Case {
    /// `Bad` or `Good`, and in which way.
    heading: String,
    fixture: Block,
    findings: String,
}

/// A fenced block, and the fence.
struct Block {
    fence: String,
    text: String,
}

impl Fixture {
    fn parse(text: &str) -> Self {
        let (mut intro, mut cases) = (String::new(), Vec::<Case>::new());
        let mut lines = text.lines();
        let mut heading = None;
        while let Some(line) = lines.next() {
            if let Some(title) = line.strip_prefix("## ") {
                heading = Some(title);
            } else if let Some(fence) = line.strip_suffix("text").filter(|fence| fence.starts_with("```")) {
                let text = lines.by_ref().take_while(|line| *line != fence).map(|line| format!("{line}\n")).collect();
                match (heading, cases.last_mut()) {
                    (Some("Findings"), Some(case)) => case.findings = text,
                    (Some(title), _) => cases.push(Case {
                        heading: title.to_owned(),
                        fixture: Block { fence: fence.to_owned(), text },
                        findings: String::new(),
                    }),
                    (None, _) => panic!("a fixture stands below `## Bad` or `## Good`"),
                }
            } else if heading.is_none() {
                let _ = writeln!(intro, "{line}");
            }
        }
        Self { intro, cases }
    }
}

impl std::fmt::Display for Fixture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.intro.trim_end())?;
        for Case { heading, fixture: Block { fence, text }, findings } in &self.cases {
            write!(f, "\n\n## {heading}\n\n{fence}text\n{text}{fence}")?;
            if !findings.is_empty() {
                write!(f, "\n\n## Findings\n\n```text\n{findings}```")?;
            }
        }
        f.write_str("\n")
    }
}

impl Case {
    /// Finds what is wrong with the fixture; an error when that cannot be right.
    fn run(&mut self, code: &str) -> Result<(), String> {
        let project = support::project(&unescape(&self.fixture.text), AS_OF);
        let findings = [project.check(), project.placeholders()].concat();
        self.findings = findings.iter().map(|finding| shown(&project, finding, code)).collect();
        findings.iter().try_for_each(|finding| well_placed(&project, finding).and_then(|()| well_said(finding)))?;
        let finds = findings.iter().any(|finding| finding.code.name() == code);
        match self.heading.split(':').next() {
            Some("Bad") if !finds => Err(format!("`{code}` finds nothing")),
            Some("Good") if finds => Err(format!("`{code}` finds something")),
            Some("Good") => match findings.iter().find(|finding| finding.code.severity() == Severity::Error) {
                Some(error) => Err(format!("there is an error: {}", error.message)),
                None => Ok(()),
            },
            Some("Bad") => Ok(()),
            _ => Err("the heading is neither Bad nor Good".to_owned()),
        }
    }
}

/// `\u{8}` as the character, so that fixtures can be read in every editor.
fn unescape(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut unescaped = parts.next().unwrap().to_owned();
    for part in parts {
        let (digits, rest) = part.split_once('}').unwrap();
        unescaped.push(u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).unwrap());
        unescaped.push_str(rest);
    }
    unescaped
}

/// The inverse of [`unescape`], on one line.
fn escape(text: &str) -> String {
    let is_invisible = |c: char| {
        let is_mark =
            matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}');
        c.is_control() || is_mark || matches!(c, '\u{fdd0}' | '\u{feff}' | '\u{fffe}' | '\u{e0000}'..='\u{e007f}')
    };
    text.chars().fold(String::new(), |mut escaped, c| {
        let _ = match c {
            '\n' => write!(escaped, "\\n"),
            c if is_invisible(c) => write!(escaped, "\\u{{{:x}}}", c as u32),
            c => write!(escaped, "{c}"),
        };
        escaped
    })
}

/// A finding of the code in full; of another, which has a fixture of its own, the place and the kind.
fn shown(project: &Project, finding: &Diagnostic, code: &str) -> String {
    let severity = finding.code.severity().name();
    let start = at(project, &finding.place);
    if finding.code.name() != code {
        return format!("{start} {severity}[{}]\n", finding.code.name());
    }
    let text = text_of(project, &finding.place.path);
    let (line, column) = Lines::new(Arc::clone(&text)).line_and_column(finding.place.span.end);
    let mut shown = format!("{start}-{line}:{column} {severity}: {}\n", finding.message);
    let _ = writeln!(shown, "  text: {}", escape(&text[finding.place.span.clamp(&text)]));
    if let Some(help) = &finding.help {
        let _ = writeln!(shown, "  help: {help}");
    }
    for (place, label) in &finding.related {
        let _ = writeln!(shown, "  related: {} {label}", at(project, place));
    }
    shown
}

fn at(project: &Project, place: &Place) -> String {
    let (line, column) = Lines::new(text_of(project, &place.path)).line_and_column(place.span.start);
    format!("{}:{line}:{column}", place.path)
}

/// The text of a file; nothing for one that is no text.
fn text_of(project: &Project, path: &SourcePath) -> Arc<str> {
    project.text(path).unwrap_or_default()
}

/// Whether the places of a finding are places.
pub(crate) fn well_placed(project: &Project, finding: &Diagnostic) -> Result<(), String> {
    for place in std::iter::once(&finding.place).chain(finding.related.iter().map(|(place, _)| place)) {
        if !project.has_source(&place.path) {
            return Err(format!("{} is no file", place.path));
        }
        let text = text_of(project, &place.path);
        let span = place.span;
        if span.start > span.end || span.end as usize > text.len() {
            return Err(format!("{}: {span:?} is not within its {} bytes", place.path, text.len()));
        }
    }
    Ok(())
}

/// Whether the words of a finding are those of the house.
fn well_said(finding: &Diagnostic) -> Result<(), String> {
    for words in std::iter::once(&finding.message).chain(&finding.help) {
        let is_phrase = !words.contains('\n') && !words.ends_with('.') && !words.starts_with(char::is_uppercase);
        if !is_phrase || words.is_empty() {
            return Err(format!("not a lower-case phrase without a full stop: {words}"));
        }
    }
    Ok(())
}

fn first_difference(path: &Path, expected: &str, found: &str) -> String {
    let same = expected.lines().zip(found.lines()).take_while(|(expected, found)| expected == found).count();
    let rest = |text: &str| text.lines().skip(same).take(6).map(|line| format!("\n    {line}")).collect::<String>();
    format!("{}:{}\n  expected{}\n  found{}", path.display(), same + 1, rest(expected), rest(found))
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
