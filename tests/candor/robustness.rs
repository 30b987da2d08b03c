//! Hostile and random input: reading it ends, never panics, and whatever is found in it has a place.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;
use std::{fs, thread};

use candor::diag::Diagnostic;
use candor::project::{Change, Project};
use proptest::prelude::{Strategy, any};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::chance::seed;
use crate::findings::well_placed;
use crate::support;

const AS_OF: &str = "2026-11-21";

/// Longer than any input may take in an unoptimized build on a busy machine.
const LIMIT: Duration = Duration::from_mins(1);

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
    let Some(Change::Theme(file)) = inputs.last_mut() else { panic!("the theme has a file") };
    file.bytes = vec![0xff, 0xfe].into();
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
        inputs.push(support::change(&path, &text));
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
        let mut inputs: Vec<Change> = files.iter().map(|(path, text)| support::change(path, text)).collect();
        inputs.push(support::change(&path, &text));
        assert_sound(inputs);
    });
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

#[track_caller]
fn assert_sound(inputs: Vec<Change>) {
    let project = Project::new(inputs, support::options(AS_OF));
    for finding in project.check() {
        well_placed(&project, &finding).unwrap();
    }
}

/// Runs a property on that many inputs; `SEED=…` repeats a run.
#[track_caller]
pub(crate) fn holds<S: Strategy>(cases: u32, inputs: &S, property: impl Fn(S::Value)) {
    let seed = seed();
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
