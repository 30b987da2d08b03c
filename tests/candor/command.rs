//! The program as its users run it: exit codes, flags, what it prints and what it leaves behind.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use candor::disk;
use candor::project::Project;

use crate::support::{files, options, rendered};
use crate::tools::tool;

const SITE: &str = include_str!("../fixtures/small-site.txt");

/// A new empty folder for a test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The small site in a folder of its own.
pub(crate) fn site(name: &str) -> PathBuf {
    let root = folder(name);
    for (path, text) in files(SITE) {
        write(&root, &path, &text);
    }
    root
}

pub(crate) fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

pub(crate) fn candor() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command
}

pub(crate) fn run(root: &Path, arguments: &[&str]) -> Output {
    candor().current_dir(root).args(arguments).output().unwrap()
}

pub(crate) fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Every file below a folder with its bytes.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    entries
        .map(|e| (e.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned(), fs::read(e.path()).unwrap()))
        .collect()
}

#[test]
fn the_same_input_and_date_give_the_same_bytes_anywhere() {
    let first = site("same-first");
    assert_eq!(run(&first, &["build", "--as-of", "2026-11-21"]).status.code(), Some(0));
    let expected = tree(&first.join("public"));
    let other = site("same-other/deep/er");
    for (name, threads, zone, language, mask) in
        [("one", "1", "Pacific/Kiritimati", "C", "000"), ("many", "16", "America/Adak", "zh_CN.UTF-8", "077")]
    {
        let output = other.join(name);
        let command = format!("umask {mask}; exec \"$0\" build --root \"$1\" -o \"$2\" --as-of 2026-11-21");
        let status = Command::new("sh")
            .args(["-c", &command, env!("CARGO_BIN_EXE_candor")])
            .arg(&other)
            .arg(&output)
            .env("RAYON_NUM_THREADS", threads)
            .env("TZ", zone)
            .env("LC_ALL", language)
            .output()
            .unwrap();
        assert!(status.status.success(), "{}", errors(&status));
        assert!(tree(&output) == expected, "{name} differs");
    }
    // The date comes from the environment as well.
    let epoch = candor()
        .current_dir(&other)
        .args(["build", "-o", "epoch"])
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .output()
        .unwrap();
    assert!(epoch.status.success(), "{}", errors(&epoch));
    assert!(tree(&other.join("epoch")) == expected, "SOURCE_DATE_EPOCH of 2026-11-21 differs");
}

#[test]
fn unchanged_files_keep_their_time_and_changed_ones_do_not() {
    let root = site("times");
    run(&root, &["build", "--as-of", "2026-11-21"]);
    let time = |path: &str| fs::metadata(root.join("public").join(path)).unwrap().modified().unwrap();
    let (about, question) = (time("about/index.html"), time("faq/access/how/index.html"));
    let folder = time("");
    let output = run(&root, &["build", "--as-of", "2026-11-21"]);
    assert!(errors(&output).contains("(0 written, "), "{}", errors(&output));
    assert_eq!(time(""), folder, "a site that is as it was is left alone");
    let text = fs::read_to_string(root.join("content/faq/access/how.md")).unwrap();
    write(&root, "content/faq/access/how.md", text.replace("Ask.", "Write to us."));
    let output = run(&root, &["build", "--as-of", "2026-11-21"]);
    assert!(output.status.success());
    assert_eq!(time("about/index.html"), about);
    assert!(time("faq/access/how/index.html") > question);
    assert!(errors(&output).contains(" unchanged, 0 removed"), "{}", errors(&output));
}

#[test]
fn errors_stop_the_build_and_leave_the_last_good_site() {
    let root = site("errors");
    assert_eq!(run(&root, &["build", "--as-of", "2026-11-21"]).status.code(), Some(0));
    let before = tree(&root.join("public"));
    write(&root, "content/faq/access/how.md", "---\nquestion: How?\n---\n[gone](gone.md)\n");
    let output = run(&root, &["build", "--as-of", "2026-11-21"]);
    assert_eq!(output.status.code(), Some(1));
    let said = errors(&output);
    assert!(said.contains("error[broken-link]") && said.contains("content/faq/access/how.md:4:8"), "{said}");
    assert!(tree(&root.join("public")) == before);
}

#[test]
fn strict_makes_warnings_stop_the_build() {
    let root = site("strict");
    assert_eq!(run(&root, &["check", "--as-of", "2026-11-21"]).status.code(), Some(0));
    assert_eq!(run(&root, &["check", "--as-of", "2026-11-21", "--strict"]).status.code(), Some(1));
    assert!(!root.join("public").exists(), "check writes nothing");
}

#[test]
fn findings_can_be_read_by_programs() {
    let root = site("formats");
    write(&root, "content/pages/about.md", "+++\ntitel = \"About\"\n+++\n");
    let json = run(&root, &["check", "--format", "json", "--as-of", "2026-11-21"]);
    let findings: Vec<serde_json::Value> =
        String::from_utf8(json.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let unknown = findings.iter().find(|finding| finding["code"] == "unknown-key").unwrap();
    assert_eq!(unknown["file"], "content/pages/about.md");
    assert_eq!((unknown["line"].as_u64(), unknown["column"].as_u64()), (Some(2), Some(1)));
    assert_eq!(unknown["help"], "did you mean `title`?");
    let github = run(&root, &["check", "--format", "github", "--as-of", "2026-11-21"]);
    let github = String::from_utf8(github.stdout).unwrap();
    assert!(github.contains("::error file=content/pages/about.md,line=2,col=1,"), "{github}");
}

#[test]
fn the_last_line_counts_what_there_is_and_what_there_would_be() {
    let root = folder("last-line");
    write(&root, "candor.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\n");
    write(&root, "content/home.md", "![](home.png)\n");
    write(&root, "content/home.png", "");
    let last = |arguments: &[&str]| {
        let said = errors(&run(&root, arguments));
        let line = said.lines().last().unwrap_or_default().to_owned();
        line.split(" in ").next().unwrap().to_owned()
    };
    let built = last(&["build", "-q"]);
    assert_eq!(built, "built 1 record, 13 pages, 0 errors, 1 warning");
    assert_eq!(last(&["check"]), built.replace("built", "checked"));
    assert_eq!(errors(&run(&root, &["check", "-q"])).lines().count(), 1, "the last line alone");
}

#[test]
fn many_findings_are_counted_by_their_kind_at_the_end() {
    let root = site("many");
    let rows = |n: usize| format!("service,report,status\n{}", "waf,soc-2\n".repeat(n));
    write(&root, "content/faq/access/how.md", "---\nquestion: How?\n---\n[gone](gone.md)\n");
    let found = |n: usize, arguments: &[&str]| {
        write(&root, "content/providers/acme/scope.csv", rows(n));
        run(&root, &[&["check", "--as-of", "2026-11-21"], arguments].concat())
    };
    let counts = |output: &Output| -> Vec<String> {
        let is_count = |line: &&str| line.trim_start().split(' ').next().is_some_and(|n| n.parse::<usize>().is_ok());
        errors(output).lines().filter(|line| is_count(line) && !line.contains('|')).map(str::to_owned).collect()
    };
    assert_eq!(counts(&found(900, &[])), [""; 0]);
    let human = found(1_200, &[]);
    let said = errors(&human);
    assert!(said.contains("... and 1190 more `invalid-csv`; -v prints them all"), "{said}");
    assert_eq!(said.matches("error[invalid-csv]").count(), 10);
    for output in [&human, &found(1_200, &["--format", "json"]), &found(1_200, &["--format", "github"])] {
        let counts = counts(output);
        assert_eq!(counts.first().map(String::as_str), Some("1200 invalid-csv"));
        assert!(counts.contains(&"   1 broken-link".to_owned()), "{counts:?}");
        assert!(errors(output).lines().last().unwrap().starts_with("checked "), "{}", errors(output));
    }
    let quiet = found(1_200, &["-q"]);
    assert_eq!(counts(&quiet), [""; 0]);
    assert!(errors(&quiet).lines().last().unwrap().starts_with("checked "), "{}", errors(&quiet));
    assert_eq!(errors(&found(1_200, &["-v"])).matches("error[invalid-csv]").count(), 1_200);
}

/// Each error is to be mended at a place of its own; a warning of a kind is like the next.
#[test]
fn errors_are_printed_to_the_last_and_warnings_of_a_kind_are_folded() {
    let root = folder("to-the-last");
    write(&root, "candor.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\n");
    let said = |errors_wanted: usize, arguments: &[&str]| {
        let (gone, nowhere) = ("[a](gone.md) ".repeat(errors_wanted), "[a](https://t.example/nowhere/) ".repeat(14));
        write(&root, "content/home.md", format!("{gone}\n\n{nowhere}\n"));
        errors(&run(&root, &[&["check"], arguments].concat()))
    };
    let shown =
        |said: &str| (said.matches("error[broken-link]").count(), said.matches("warning[missing-page]").count());
    let all = said(100, &[]);
    assert_eq!(shown(&all), (100, 10));
    assert!(all.contains("... and 4 more `missing-page`; -v prints them all") && !all.contains("more `broken-link`"));
    let many = said(101, &[]);
    assert_eq!(shown(&many), (10, 10));
    assert!(many.contains("... and 91 more `broken-link`; -v prints them all"), "{many}");
    assert_eq!(shown(&said(101, &["-v"])), (101, 14));
    assert_eq!(shown(&said(100, &["-q"])), (100, 0));
}

#[test]
fn a_hundred_thousand_findings_in_one_file_are_told_at_once() {
    let root = site("hundred-thousand");
    write(&root, "content/providers/acme/scope.csv", format!("service,report,status\n{}", "a,b\n".repeat(100_000)));
    for format in ["json", "github"] {
        let started = Instant::now();
        let output = run(&root, &["check", "--as-of", "2026-11-21", "--format", format]);
        // Counting each line from the beginning of the file took minutes.
        assert!(started.elapsed() < Duration::from_secs(20), "{format}: {:?}", started.elapsed());
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(told.lines().count() >= 100_000);
        assert!(told.contains("100001"), "the last line is named");
    }
}

#[test]
fn the_command_line_is_checked() {
    let root = site("usage");
    for (arguments, words) in [
        (&["build", "--as-of", "2026-02-30"][..], "a day that exists"),
        (&["build", "--base-url", "javascript:x"][..], "not an address of a site"),
        (&["build", "--nonsense"][..], "--nonsense"),
        (&["explain", "stale-reprot"][..], "did you mean `stale-report`?"),
        (&["build", "-o", "."][..], "publish into a folder of its own"),
        (&["build", "-o", "content"][..], "publish into a folder of its own"),
        (&["build", "/nowhere/at/all"][..], "/nowhere/at/all"),
        (&["check", "candor.toml"][..], "is a file; name the folder"),
        (&["serve", "--editor", "vscode://file/{path}:{row}"][..], "nothing else in braces"),
    ] {
        let output = run(&root, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", errors(&output));
        assert!(errors(&output).contains(words), "{arguments:?}: {}", errors(&output));
    }
    let lost = run(&folder("usage-empty"), &["check", "--root", "/"]);
    assert_eq!(lost.status.code(), Some(2));
    assert!(errors(&lost).contains("no candor.toml"), "{}", errors(&lost));
}

/// What stands behind a command is the same folder for each, and is said in one way.
#[test]
fn the_site_is_named_by_one_option() {
    let root = site("root-option");
    let elsewhere = folder("root-elsewhere");
    let path = root.to_str().unwrap();
    for arguments in [
        &["build", "-o", "out", "--as-of", "2026-11-21"][..],
        &["check", "--as-of", "2026-11-21"],
        &["list", "reports"],
        &["strings", "fr"],
        &["search", "how"],
        &["new", "topic", "data"],
    ] {
        let output = run(&elsewhere, &[arguments, &["--root", path]].concat());
        assert_ne!(output.status.code(), Some(2), "{arguments:?}: {}", errors(&output));
        let help = String::from_utf8(run(&elsewhere, &[arguments[0], "--help"]).stdout).unwrap();
        assert!(help.contains("--root <ROOT>") && !help.contains("[ROOT]"), "{help}");
    }
    for arguments in [&["check", path][..], &["list", "reports", path], &["strings", "fr", path]] {
        assert_ne!(run(&elsewhere, arguments).status.code(), Some(2), "{arguments:?} stays possible");
    }
    assert_eq!(run(&elsewhere, &["check", path, "--root", path]).status.code(), Some(2));
}

#[test]
fn every_command_has_help_which_says_how_it_ends() {
    let root = folder("help");
    let printed = |arguments: &[&str]| {
        let output = run(&root, arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", errors(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let all = printed(&["--help"]);
    assert_eq!(printed(&["help"]), all);
    let (_, names) = all.split_once("Commands:\n").unwrap();
    let (names, _) = names.split_once("\n\n").unwrap();
    let names: Vec<&str> = names.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    assert!(names.contains(&"list") && names.contains(&"help"), "{names:?}");
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        let help = printed(&[name, "--help"]);
        assert!(help.contains("Exit codes: 0 "), "{help}");
        assert_eq!(printed(&["help", name]), help);
    }
    let unknown = run(&root, &["help", "lst"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(errors(&unknown).contains("'list'"), "{}", errors(&unknown));
}

#[test]
fn the_root_is_found_by_walking_up() {
    let root = site("walk");
    let output = candor()
        .current_dir(root.join("content/faq/basics"))
        .args(["check", "--as-of", "2026-11-21"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", errors(&output));
}

#[test]
fn explain_and_completions_print_what_was_asked() {
    let root = folder("explain");
    let explain = String::from_utf8(run(&root, &["explain", "stale-report"]).stdout).unwrap();
    assert!(explain.starts_with("# stale-report") && explain.contains("## How to fix it"), "{explain}");
    let list = String::from_utf8(run(&root, &["explain"]).stdout).unwrap();
    assert!(list.lines().any(|line| line == "warning  stale-report"), "{list}");
    let completions = run(&root, &["completions", "bash"]);
    assert!(String::from_utf8(completions.stdout).unwrap().contains("_candor()"));
}

#[test]
fn color_is_for_terminals_and_for_those_who_ask() {
    let root = site("color");
    let escape = |output: &Output| output.stderr.contains(&0x1b);
    assert!(!escape(&run(&root, &["check"])));
    let forced =
        candor().current_dir(&root).env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1").arg("check").output().unwrap();
    assert!(escape(&forced));
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let root = site("refuse");
    write(&root, "public/keep.txt", "mine");
    let output = run(&root, &["build", "--as-of", "2026-11-21"]);
    assert_eq!(output.status.code(), Some(2), "{}", errors(&output));
    assert_eq!(fs::read_to_string(root.join("public/keep.txt")).unwrap(), "mine");
    fs::remove_dir_all(root.join("public")).unwrap();
    symlink(root.join("content"), root.join("public")).unwrap();
    assert_eq!(run(&root, &["build", "--as-of", "2026-11-21"]).status.code(), Some(2));
}

#[test]
fn two_builds_at_once_both_end_well() {
    let root = site("twice");
    let start = || candor().current_dir(&root).args(["build", "-q", "--as-of", "2026-11-21"]).spawn().unwrap();
    let builds: Vec<_> = (0..4).map(|_| start()).collect();
    for mut build in builds {
        assert!(build.wait().unwrap().success());
    }
    let expected = tree(&root.join("public"));
    assert!(expected.contains_key("index.html"));
    assert_eq!(fs::read_dir(&root).unwrap().count(), 3, "only the site is left");
}

#[test]
fn files_that_cannot_be_used_are_findings() {
    let root = site("unusable");
    write(&root, "content/pages/latin.md", b"+++\ntitle = \"caf\xe9\"\n+++\n");
    write(&root, "content/pages/large.md", vec![b'x'; (1 << 20) + 1]);
    write(&root, "content/pages/nul.md", b"+++\ntitle = \"x\"\n+++\n\0");
    write(&root, "content/pages/.draft.md", "ignored");
    write(&root, "content/pages/_draft.md", "ignored");
    let name = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(b"content/pages/\xff.md");
    fs::write(root.join(name), "x").unwrap();
    symlink("/etc/hostname", root.join("content/pages/outside.md")).unwrap();
    symlink("nowhere.md", root.join("content/pages/dangling.md")).unwrap();
    symlink("..", root.join("content/pages/loop")).unwrap();
    symlink("about.md", root.join("content/pages/inside.md")).unwrap();
    assert!(Command::new("mkfifo").arg(root.join("content/pages/pipe.md")).status().unwrap().success());
    let output = run(&root, &["check", "--format", "json", "--as-of", "2026-11-21"]);
    assert_eq!(output.status.code(), Some(1), "{}", errors(&output));
    let mut found: Vec<String> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|finding| finding["severity"] == "error")
        .map(|finding| format!("{} {}", finding["code"].as_str().unwrap(), finding["file"].as_str().unwrap()))
        .collect();
    found.sort();
    let expected = [
        "control-character content/pages/nul.md",
        "file-too-large content/pages/large.md",
        "invalid-path content/pages/\u{fffd}.md",
        "invalid-utf8 content/pages/latin.md",
        "special-file content/pages/pipe.md",
        "symlink-outside content/pages/dangling.md",
        "symlink-outside content/pages/loop",
        "symlink-outside content/pages/outside.md",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_public_document_is_copied_and_no_other_file_is() {
    let root = site("attachments");
    write(&root, "content/providers/acme/files/secret.pdf", "secret");
    assert!(run(&root, &["build", "--as-of", "2026-11-21"]).status.success());
    let tree = tree(&root.join("public"));
    assert_eq!(tree["providers/acme/files/paper.pdf"], b"not really a document\n");
    assert!(!tree.keys().any(|path| path.contains("secret")));
    let manifest = Command::new("sha256sum")
        .args(["--check", "--strict", "--quiet", "manifest.sha256"])
        .current_dir(root.join("public"))
        .status();
    assert!(manifest.unwrap().success());
}

#[test]
fn a_site_overrides_one_block_of_one_template() {
    let root = site("theme");
    write(&root, "candor.toml", format!("theme = \"own\"\n{}", fs::read_to_string(root.join("candor.toml")).unwrap()));
    write(
        &root,
        "themes/own/templates/page.html",
        "{% extends \"default/page.html\" %}{% block main %}<p>Ours</p>{{ super() }}{% endblock main %}",
    );
    write(&root, "themes/own/i18n/en.toml", "nav_faq = \"Answers\"\n");
    let output = run(&root, &["build", "--as-of", "2026-11-21"]);
    assert!(output.status.success(), "{}", errors(&output));
    let page = fs::read_to_string(root.join("public/about/index.html")).unwrap();
    assert!(page.contains("<p>Ours</p>") && page.contains("Who we are.") && page.contains(">Answers</a>"), "{page}");
    write(
        &root,
        "themes/own/templates/page.html",
        "{% extends \"default/page.html\" %}{% block main %}{{ main.titel }}{% endblock main %}",
    );
    let broken = run(&root, &["build", "--as-of", "2026-11-21"]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(errors(&broken).contains("themes/own/templates/page.html:1:"), "{}", errors(&broken));
    assert!(
        fs::read_to_string(root.join("public/about/index.html")).unwrap().contains("<p>Ours</p>"),
        "the last good site stays"
    );
}

#[test]
fn old_addresses_lead_to_the_present_ones() {
    let root = site("aliases");
    run(&root, &["build", "--as-of", "2026-11-21"]);
    let page = fs::read_to_string(root.join("public/faq/what/index.html")).unwrap();
    assert!(page.contains("href=\"../../faq/basics/what/\""), "{page}");
}

#[test]
fn a_site_without_content_is_not_published() {
    for (name, prepare) in [("no-content", 0), ("empty-content", 1), ("hidden-content", 2)] {
        let root = folder(name);
        write(&root, "candor.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\n");
        if prepare > 0 {
            fs::create_dir_all(root.join("content/faq")).unwrap();
        }
        if prepare > 1 {
            write(&root, "content/.keep", "");
        }
        let output = run(&root, &["build"]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(errors(&output).contains("error[missing-content]"), "{name}: {}", errors(&output));
        assert!(!root.join("public").exists(), "{name}");
    }
}

#[test]
fn the_site_stays_while_its_content_is_missing() {
    let root = site("content-unmounted");
    let mut project = Project::new(disk::read(&root).unwrap().changes, options("2026-11-21"));
    project.keep_findings();
    let before = rendered(&project);
    fs::rename(root.join("content"), root.join("elsewhere")).unwrap();
    fs::create_dir(root.join("content")).unwrap();
    let paths = [Path::new("content/faq"), Path::new("content/home.md")];
    let reread = |project: &Project| disk::reread(&root, paths, project).changes;
    project.apply(reread(&project));
    assert!(project.check().iter().any(|finding| finding.code.name() == "missing-content"));
    assert!(rendered(&project) == before, "the last good state stays");
    fs::remove_dir(root.join("content")).unwrap();
    fs::rename(root.join("elsewhere"), root.join("content")).unwrap();
    fs::remove_dir_all(root.join("content/faq")).unwrap();
    project.apply(reread(&project));
    let fresh = Project::new(disk::read(&root).unwrap().changes, options("2026-11-21"));
    let found = |project: &Project| format!("{:?}", project.check());
    assert!(project == fresh && found(&project) == found(&fresh), "what is there counts again");
}

#[test]
fn work_of_more_than_a_second_says_on_a_terminal_what_it_is_at() {
    tool("script", "bsdutils");
    let root = site("progress");
    // Whoever holds this makes every build wait.
    let lock = File::create(root.join(".public.candor-lock")).unwrap();
    lock.lock().unwrap();
    let unseen = candor().current_dir(&root).arg("build").stderr(Stdio::piped()).spawn().unwrap();
    let line = format!("{} build", env!("CARGO_BIN_EXE_candor"));
    let mut script = Command::new("script");
    script.args(["--quiet", "--return", "--command", &line, "/dev/null"]).current_dir(&root).env("TERM", "xterm");
    let mut on_terminal = script.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut shown, mut bytes) = (String::new(), [0; 4096]);
    while !shown.contains("Writing files: 0 of ") {
        let length = on_terminal.stdout.as_mut().unwrap().read(&mut bytes).unwrap();
        assert!(length > 0, "the build ended: {shown}");
        shown.push_str(&String::from_utf8_lossy(&bytes[..length]));
    }
    drop(lock);
    assert!(on_terminal.wait().unwrap().success());
    let errors = errors(&unseen.wait_with_output().unwrap());
    assert!(errors.contains("built ") && !errors.contains("Writing"), "{errors}");
}
