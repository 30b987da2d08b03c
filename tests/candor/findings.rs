//! What is found in bad content, and nothing in good: one file of `tests/check/` for each kind of finding.
//!
//! 1. A file has cases: fixtures under `## Bad` and `## Good`, each followed by what is found in it.
//! 2. The findings are written anew and the whole file is compared; `UPDATE=1` keeps what was found.
//! 3. Hostile and random input is for the tests below: it ends, never panics, and every finding has a place.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, fs, thread};

use candor::diag::{Diagnostic, Place, Severity};
use candor::project::{Inputs, Project, codes};
use candor::source::line_and_column;
use proptest::prelude::{Strategy, any};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::support;

const AS_OF: &str = "2026-11-21";

/// What only files on a disk can have, which the tests of the disk find there.
const OF_THE_DISK: [&str; 5] = ["file-too-large", "invalid-path", "invalid-utf8", "special-file", "symlink-outside"];

/// Longer than any input may take in an unoptimized build on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

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
            "content/faq/data/retention.md:2:12 dangling-reference",
            "content/faq/data/retention.md:3:17 invalid-date",
            "content/faq/data/retention.md:4:12 dangling-reference",
            "content/faq/data/retention.md:6:1 raw-html",
            "content/faq/data/retention.md:6:9 raw-html",
            "content/faq/data/retention.md:6:26 broken-anchor",
            "content/faq/data/retention.md:6:49 unsafe-link",
            "content/faq/data/topic.toml:1:1 missing-key",
            "content/faq/data/topic.toml:1:1 unknown-key",
            "content/glossary/soc.md:1:1 missing-front-matter",
            "content/providers/acme/provider.toml:1:13 invalid-toml",
            "content/providers/acme/scope.csv:2:1 invalid-csv",
            "content/robots.md:1:1 unexpected-file",
            "content/updates/news.md:1:1 invalid-date",
            "content/updates/news.md:3:7 invalid-value",
            "content/updates/news.md:4:11 invalid-reference",
        ]
    );
}

#[test]
fn hostile_front_matter_and_data_are_refused_with_a_place() {
    let front = |fence: &str, fields: &str| format!("-- content/pages/a.md --\n{fence}\n{fields}\n{fence}\n");
    let levels =
        (1..12).map(|level| format!("l{level}: &l{level} [{}]\n", vec![format!("*l{}", level - 1); 9].join(", ")));
    let bomb = format!("l0: &l0 lol\n{}title: *l11", levels.collect::<String>());
    refused(&front("---", &bomb), "content/pages/a.md", "invalid-yaml");
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("\n- ", ""), ("\n? ", "")] {
        refused(&front("---", &nested("title:", open, close)), "content/pages/a.md", "invalid-yaml");
    }
    for (open, close) in [("[", "]"), ("{a=", "}")] {
        let toml = nested("title =", open, close);
        refused(&front("+++", &toml), "content/pages/a.md", "invalid-toml");
        refused(&format!("-- candor.toml --\n{toml}\n"), "candor.toml", "invalid-toml");
    }
    refused(&front("+++", &format!("title{} = 1", ".a".repeat(DEEP))), "content/pages/a.md", "invalid-toml");
    refused(&front("---", "title: A\ntitle: B"), "content/pages/a.md", "duplicate-key");
    refused(&front("+++", "title = \"A\"\ntitle = \"B\""), "content/pages/a.md", "duplicate-key");
    refused(&front("+++", "title = \"A\0\""), "content/pages/a.md", "control-character");
    refused(&front("---", "title: A\u{202e}B"), "content/pages/a.md", "control-character");
    for empty in ["", "\u{feff}", "\n", "\r\n", "+++", "---", "---\ntitle: A\n", "+++\r\ntitle = \"A\"\r\n"] {
        refused(&format!("-- content/pages/a.md --\n{empty}"), "content/pages/a.md", "missing-front-matter");
    }
    refused("-- candor.toml --\n", "candor.toml", "missing-key");
    refused("-- content/providers/acme/provider.toml --\n", "content/providers/acme/provider.toml", "missing-key");
}

#[test]
fn hostile_prose_is_refused_with_a_place() {
    for deep in ["> ", "- ", "1. ", "> - "] {
        refused(&home(&format!("{}x", deep.repeat(DEEP / 10))), "content/home.md", "too-complex");
    }
    refused(&home(&"[a](b.md) ".repeat(DEEP)), "content/home.md", "too-complex");
    refused(&home(&"![a](b.png) ".repeat(DEEP)), "content/home.md", "too-complex");
    refused(&home(&"{{ fact(\"a/b\", \"type\") }} ".repeat(DEEP)), "content/home.md", "too-complex");
    refused(&home("a\0b"), "content/home.md", "control-character");
    refused(&home("a\u{202e}b"), "content/home.md", "control-character");
}

#[test]
fn much_prose_is_read_in_the_time_that_it_takes() {
    let numbered = |line: fn(usize) -> String| home(&(0..DEEP / 2).map(line).collect::<String>());
    for prose in [
        home(&"<https://t.example/> ".repeat(DEEP / 2)),
        home(&"# A\n".repeat(DEEP)),
        home(&"[".repeat(DEEP)),
        home(&"*a_".repeat(DEEP)),
        home(&"`".repeat(DEEP)),
        home(&"{{".repeat(DEEP)),
        home(&"|a".repeat(DEEP)),
        numbered(|n| format!("[{n}]\n\n[{n}]: https://t.example/{n}\n")),
        numbered(|n| format!("a[^{n}]\n\n[^{n}]: a\n\n")),
    ] {
        let errors: Vec<Diagnostic> = check(&prose).1.into_iter().filter(Diagnostic::is_error).collect();
        assert!(errors.is_empty(), "{:.80}…: {:?}", prose, errors.first());
    }
}

#[test]
fn files_from_other_systems_are_read() {
    let page = |text: &str| format!("-- content/pages/a.md --\n{text}");
    let csv = "service,report,status\r\n\"waf\",\"soc-2\",\"in-scope\"\r\n";
    for fixture in [
        page("\u{feff}+++\ntitle = \"A\"\n+++\n# A\n"),
        page("\u{feff}---\ntitle: A\n---\n# A\n"),
        page("+++\r\ntitle = \"\"\"A\r\nB\"\"\"\r\n+++\r\n# A\r\n"),
        page("---\r\ntitle: |\r\n  A\r\n  B\r\n---\r\n# A\r\n"),
        page("+++ \ntitle = \"A\tB\"\n+++\t\n\tcode\n"),
        "-- candor.toml --\n\u{feff}title = \"T\"\r\nbase_url = \"https://t.example/\"\r\n".to_owned(),
        format!(
            "-- content/frameworks/soc-2.toml --\n\u{feff}name = \"SOC 2\"\r\nassurance = \"attestation\"\r\n\
             -- content/providers/acme/provider.toml --\nname = \"Acme\"\n\
             -- content/providers/acme/reports/soc-2.toml --\nframework = \"soc-2\"\n\
             -- content/providers/acme/services.toml --\n[[service]]\r\nid = \"waf\"\r\nname = \"WAF\"\r\n\
             -- content/providers/acme/scope.csv --\n\u{feff}{csv}"
        ),
        "-- content/providers/acme/provider.toml --\nname = \"Acme\"\n-- content/providers/acme/services.toml --\n\
         -- content/providers/acme/scope.csv --\n-- content/home.md --\n"
            .to_owned(),
    ] {
        let errors: Vec<Diagnostic> = check(&fixture).1.into_iter().filter(Diagnostic::is_error).collect();
        assert!(errors.is_empty(), "{fixture}: {errors:#?}");
    }
}

#[test]
fn a_template_that_is_not_text_is_found() {
    let mut inputs = support::inputs(
        "-- candor.toml --\ntitle = \"T\"\nbase_url = \"https://t.example/\"\ntheme = \"own\"\n-- themes/own/templates/home.html --\n",
    );
    inputs.theme_files[0].bytes = vec![0xff, 0xfe].into();
    let findings = Project::new(inputs, support::options(AS_OF)).check();
    assert_eq!(findings.iter().map(|finding| &*finding.message).collect::<Vec<_>>(), ["the template is not UTF-8"]);
}

#[test]
fn random_text_never_panics() {
    let paths = proptest::sample::select(vec![
        "candor.toml",
        "content/home.md",
        "content/faq/data/topic.toml",
        "content/faq/data/a.md",
        "content/providers/acme/provider.toml",
        "content/providers/acme/reports/soc-2.toml",
        "content/providers/acme/scope.csv",
        "content/providers/acme/services.toml",
        "themes/default/i18n/en.toml",
        "themes/default/templates/home.html",
    ]);
    let bytes = proptest::collection::vec(any::<u8>(), 0..400);
    let token = proptest::sample::select(vec![
        "+++\n",
        "---\n",
        "\n",
        "\r\n",
        "\u{feff}",
        "\"",
        "'",
        "[",
        "]",
        "{{",
        "}}",
        "{%",
        "{#",
        "#",
        "](",
        ")",
        "&a ",
        "*a",
        ": ",
        " = ",
        ",",
        "- ",
        "> ",
        "|",
        "`",
        "<",
        "!",
        "[^1]",
        "é",
        "信",
        "😀",
        "title",
        "question",
        "name",
        "2025-01-01",
        "fact(",
        "\t",
    ]);
    let tokens = proptest::collection::vec(token, 0..60).prop_map(|tokens| tokens.concat());
    let text = proptest::prop_oneof![bytes.prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()), tokens];
    let front = proptest::sample::select(vec!["", "+++\n", "---\n"]);
    let inputs = (paths, front, text).prop_map(|(path, front, text)| (path.to_owned(), format!("{front}{text}")));
    holds(48, &inputs, |(path, text)| {
        let mut inputs = support::inputs("");
        put(&mut inputs, &path, &text);
        assert_sound(inputs);
    });
}

#[test]
fn random_splices_of_the_example_never_panic() {
    let files = example();
    let texts = files.clone();
    let place = any::<(proptest::sample::Index, proptest::sample::Index, usize)>();
    let splices = (place.clone(), place).prop_map(move |((file, start, length), (other, from, count))| {
        let (path, text) = file.get(&texts);
        let start = text.floor_char_boundary(start.index(text.len() + 1));
        let end = text.floor_char_boundary((start + length % 80).min(text.len())).max(start);
        let (_, other) = other.get(&texts);
        let from = other.floor_char_boundary(from.index(other.len() + 1));
        let to = other.floor_char_boundary((from + count % 200).min(other.len())).max(from);
        (path.clone(), format!("{}{}{}", &text[..start], &other[from..to], &text[end..]))
    });
    holds(48, &splices, |(path, text)| {
        let mut inputs = Inputs::default();
        files.iter().for_each(|(path, text)| put(&mut inputs, path, text));
        put(&mut inputs, &path, &text);
        assert_sound(inputs);
    });
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
        let findings = project.check();
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
    let is_invisible = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
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
    let text = project.text(&finding.place.path).unwrap();
    let (line, column) = line_and_column(&text, finding.place.span.end);
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
    let (line, column) = line_and_column(&project.text(&place.path).unwrap(), place.span.start);
    format!("{}:{line}:{column}", place.path)
}

/// Whether the places of a finding are places.
fn well_placed(project: &Project, finding: &Diagnostic) -> Result<(), String> {
    for place in std::iter::once(&finding.place).chain(finding.related.iter().map(|(place, _)| place)) {
        let Some(text) = project.text(&place.path) else { return Err(format!("{} is no file", place.path)) };
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

/// How many of a hostile thing there are.
const DEEP: usize = 100_000;

fn nested(field: &str, open: &str, close: &str) -> String {
    let (line, open) = open.strip_prefix('\n').map_or((" ", open), |open| ("\n", open));
    format!("{field}{line}{}1{}", open.repeat(DEEP), close.repeat(DEEP))
}

fn home(prose: &str) -> String {
    format!("-- content/home.md --\n{prose}\n")
}

/// What is found in a fixture, which must not take longer than everything may.
#[track_caller]
fn check(fixture: &str) -> (Project, Vec<Diagnostic>) {
    let (sender, receiver) = mpsc::channel();
    let owned = fixture.to_owned();
    let worker = thread::spawn(move || {
        let project = support::project(&owned, AS_OF);
        let findings = project.check();
        // Nobody waits any more when the time is over.
        let _ = sender.send((project, findings));
    });
    let (project, findings) = match receiver.recv_timeout(LIMIT) {
        Ok(checked) => checked,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("still busy after {LIMIT:?} with {fixture:.80}…"),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let _ = worker.join();
            panic!("no result for {fixture:.80}…")
        }
    };
    findings.iter().try_for_each(|finding| well_placed(&project, finding)).unwrap();
    (project, findings)
}

#[track_caller]
fn refused(fixture: &str, path: &str, code: &str) {
    let (_, findings) = check(fixture);
    let found = findings.iter().any(|finding| finding.place.path.as_str() == path && finding.code.name() == code);
    let shown: Vec<String> =
        findings.iter().take(5).map(|finding| format!("{}: {:.100}", finding.code.name(), finding.message)).collect();
    assert!(found, "no `{code}` in {fixture:.80}…, but {shown:#?}");
}

/// Puts a file in the place of the one with its path.
fn put(inputs: &mut Inputs, path: &str, text: &str) {
    let one = support::inputs(&format!("-- {path} --\n"));
    if path == "candor.toml" {
        text.clone_into(&mut inputs.config);
    }
    for mut source in one.sources {
        source.text = text.into();
        inputs.sources.retain(|other| other.path != source.path);
        inputs.sources.push(source);
    }
    for mut file in one.theme_files {
        file.bytes = text.as_bytes().into();
        inputs.theme_files.push(file);
    }
}

#[track_caller]
fn assert_sound(inputs: Inputs) {
    let project = Project::new(inputs, support::options(AS_OF));
    for finding in project.check() {
        well_placed(&project, &finding).unwrap();
    }
}

/// Runs a property on that many inputs; `SEED=…` repeats a run.
#[track_caller]
fn holds<S: Strategy>(cases: u32, inputs: &S, property: impl Fn(S::Value)) {
    let seed = env::var("SEED").ok().and_then(|seed| seed.parse().ok());
    let seed: u64 = seed.unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let outcome = runner.run(inputs, |input| {
        property(input);
        Ok(())
    });
    assert!(outcome.is_ok(), "SEED={seed}: {}", outcome.unwrap_err());
}

/// The text files of the repository's own site.
fn example() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("content")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension().and_then(|ending| ending.to_str()) {
                None if path.is_dir() => folders.push(path),
                Some("md" | "toml" | "csv") => {
                    let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                    files.push((name, fs::read_to_string(&path).unwrap()));
                }
                _ => {}
            }
        }
    }
    files.push(("candor.toml".to_owned(), fs::read_to_string(root.join("candor.toml")).unwrap()));
    files.sort();
    files
}
