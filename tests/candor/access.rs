//! Nothing that readers may not see reaches the output: canaries in every hidden state, reached in every way.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use candor::diag::Diagnostic;
use candor::disk;
use candor::path::SourcePath;
use candor::project::{Change, Project};
use candor::source::Source;

use crate::command::{folder, tree, write};
use crate::support::{options, project, rendered};

const AS_OF: &str = "2026-11-21";

/// What hides a canary: a name, the file that holds it, and what makes it hidden.
const STATES: [(&str, &str, &str); 13] = [
    ("draft-page", "pages/secret.md", "+++\ntitle = \"S\"\ndraft = true\n+++\nCANARY\n"),
    ("draft-answer", "faq/t/secret.md", "+++\nquestion = \"S?\"\ndraft = true\n+++\nCANARY\n"),
    ("internal-answer", "faq/t/secret.md", "+++\nquestion = \"S?\"\nvisibility = \"internal\"\n+++\nCANARY\n"),
    ("withheld-answer", "faq/t/secret.md", "+++\nquestion = \"S?\"\nvisibility = \"question-only\"\n+++\nCANARY\n"),
    ("scheduled-answer", "faq/t/secret.md", "+++\nquestion = \"S?\"\npublish_on = 2027-01-01\n+++\nCANARY\n"),
    ("scheduled-update", "updates/2027-01-01-secret.md", "+++\ntitle = \"S\"\n+++\nCANARY\n"),
    ("draft-term", "glossary/secret.md", "+++\nname = \"S\"\ndraft = true\n+++\nCANARY\n"),
    ("draft-translation", "faq/t/open.de.md", "+++\nquestion = \"O?\"\ndraft = true\n+++\nCANARY\n"),
    ("internal-report", "providers/acme/reports/secret.toml", "name = \"CANARY\"\nvisibility = \"internal\"\n"),
    ("nda", "providers/acme/files/secret.pdf", "CANARY"),
    ("request", "providers/acme/files/secret.pdf", "CANARY"),
    ("customer", "providers/acme/files/secret.pdf", "CANARY"),
    ("internal", "providers/acme/files/secret.pdf", "CANARY"),
];

/// How a file with other names comes to hold what the hidden one holds.
const WAYS: [&str; 4] = ["copy", "link", "link-to-link", "hard-link"];

/// A site whose home page links to files that hold what a hidden file holds, below `from`, and those files.
fn site(state: &str, from: &str) -> (PathBuf, Vec<String>) {
    let (_, hidden, text) = STATES.iter().find(|(name, ..)| *name == state).unwrap();
    let root = folder(&format!("access-{state}-{from}"));
    write(&root, "candor.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\nlocales = [\"en\", \"de\"]\n");
    write(&root, "content/faq/t/topic.toml", "title = \"T\"\n");
    write(&root, "content/faq/t/open.md", "+++\nquestion = \"O?\"\n+++\nOpen.\n");
    write(&root, "content/providers/acme/provider.toml", "name = \"Acme\"\n");
    write(&root, &format!("content/{hidden}"), text);
    if hidden.ends_with(".pdf") {
        let document = format!("[[document]]\nid = \"s\"\ntitle = \"S\"\nkind = \"policy\"\naccess = \"{state}\"\n");
        write(&root, "content/providers/acme/documents.toml", document + "file = \"files/secret.pdf\"\n");
    }
    let secret = root.join("content").join(hidden);
    let files: Vec<String> = WAYS.iter().map(|way| format!("{from}/way/{way}.pdf")).collect();
    fs::create_dir_all(root.join(from).join("way")).unwrap();
    let at = |file: &str| root.join(from).join("way").join(file);
    fs::copy(&secret, at("copy.pdf")).unwrap();
    let there = Path::new("../..").join("content").join(hidden);
    symlink(&there, at("link.pdf")).unwrap();
    symlink("link.pdf", at("link-to-link.pdf")).unwrap();
    fs::hard_link(&secret, at("hard-link.pdf")).unwrap();
    let links: String = WAYS.iter().map(|way| format!("[{way}](../{from}/way/{way}.pdf)\n")).collect();
    write(&root, "content/home.md", links);
    (root, files)
}

/// The findings of a site, and what is published of it whatever they say.
fn published(root: &Path) -> (Vec<Diagnostic>, String) {
    let project = Project::new(disk::read(root).unwrap().changes, options(AS_OF));
    let output = root.join("public");
    let _ = disk::publish(&project, &project.files(), root, &output, |_| {}).unwrap();
    let all: Vec<Vec<u8>> = tree(&output).into_values().collect();
    (project.check(), String::from_utf8_lossy(&all.concat()).into_owned())
}

#[test]
fn no_way_leads_to_what_is_hidden() {
    let mut wrong = Vec::new();
    for ((state, ..), from) in STATES.iter().flat_map(|state| [(state, "content"), (state, "static")]) {
        let (root, files) = site(state, from);
        let (findings, output) = published(&root);
        if output.contains("CANARY") {
            wrong.push(format!("{state}: the canary below {from} is published"));
        }
        let errors = findings.iter().filter(|finding| finding.is_error());
        let said: BTreeSet<String> =
            errors.map(|error| format!("{} {} {}", error.code.name(), error.place.path, error.message)).collect();
        for file in files {
            let name = file.rsplit('/').next().unwrap();
            if !said.iter().any(|said| said.contains(&format!("/{name}"))) {
                wrong.push(format!("{state}: nothing is said of {file}: {said:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_set_aside_is_reached_by_no_link() {
    let root = folder("access-set-aside");
    write(&root, "candor.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\n");
    write(&root, "content/_drafts/plan.pdf", "CANARY");
    write(&root, "content/_plan.pdf", "CANARY");
    symlink("_drafts/plan.pdf", root.join("content/a.pdf")).unwrap();
    symlink("_plan.pdf", root.join("content/b.pdf")).unwrap();
    write(&root, "content/home.md", "[a](a.pdf) [b](b.pdf)\n");
    let (findings, output) = published(&root);
    assert!(!output.contains("CANARY"));
    let found: Vec<&str> = findings.iter().filter(|f| f.is_error()).map(|finding| finding.code.name()).collect();
    assert_eq!(found.iter().filter(|code| **code == "symlink-outside").count(), 2, "{findings:#?}");
}

#[test]
fn files_that_run_script_are_not_copied() {
    let cases = [
        ("a.html", "CANARY<script>1</script>"),
        ("b.HTM", "CANARY"),
        ("c.xhtml", "CANARY"),
        ("d.js", "CANARY"),
        ("e.mjs", "CANARY"),
        ("web.config", "CANARY"),
        ("f.svgz", "CANARY"),
        ("g.html.gz", "CANARY"),
        ("h.shtml", "CANARY"),
        ("i", "CANARY"),
        ("j.unheard", "CANARY"),
        ("k.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>CANARY</script></svg>"),
        ("l.svg", "<svg onload=\"1\" xmlns=\"http://www.w3.org/2000/svg\">CANARY</svg>"),
        ("m.svg", "<svg><a href=\"java&#x0a;script:1\">CANARY</a></svg>"),
        ("n.svg", "<svg><x:script xmlns:x=\"http://www.w3.org/2000/svg\">CANARY</x:script></svg>"),
        ("o.svg", "<svg><foreignObject>CANARY</foreignObject></svg>"),
        ("p.svg", "<!DOCTYPE svg [<!ENTITY x \"CANARY\">]><svg>&x;</svg>"),
        ("q.svg", "<svg><a><set attributeName=\"href\" to=\"x\"/>CANARY</a></svg>"),
        ("r.svg", "<?xml-stylesheet href=\"x.xsl\"?><svg>CANARY</svg>"),
        ("s.svg", "<svg><g xmlns:h=\"http://www.w3.org/1999/xht&#109;l\"><h:p>CANARY</h:p></g></svg>"),
        ("t.xml", "<html xmlns=\"http://www.w3.org/1999/xhtml\">CANARY</html>"),
        ("u.xml", "<x:svg xmlns:x=\"http://www.w3.org/2000/svg\">CANARY</x:svg>"),
        ("v.rss", "<?xml-stylesheet type=\"text/xsl\" href=\"x.xsl\"?><rss>CANARY</rss>"),
        ("w.svg", "<\0s\0v\0g\0>CANARY"),
    ];
    let root = folder("active");
    write(&root, "candor.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\n");
    let mut links = String::new();
    for (name, text) in cases {
        write(&root, &format!("content/files/{name}"), text);
        links += &format!("[{name}](files/{name})\n");
    }
    write(&root, "content/home.md", links);
    let (findings, output) = published(&root);
    assert!(!output.contains("CANARY"));
    let said: String =
        findings.iter().filter(|f| f.code.name() == "active-file").map(|f| f.message.clone() + "\n").collect();
    let missed: Vec<&str> =
        cases.iter().map(|(name, _)| *name).filter(|name| !said.contains(&format!("/{name}`"))).collect();
    assert!(missed.is_empty(), "nothing is said of {missed:?} in:\n{said}");
}

#[test]
fn passive_files_are_copied() {
    let cases = [
        ("a.pdf", "%PDF <script>"),
        ("b.PNG", "P"),
        ("c.tar.gz", "x"),
        ("d.gz", "x"),
        ("e.xlsx", "x"),
        ("f.txt", "<script>"),
        ("g.json", "{}"),
        (
            "h.xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- OSCAL -->\n<catalog xmlns=\"http://csrc.nist.gov/ns/oscal/1.0\"/>",
        ),
        (
            "i.svg",
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n\
             <!-- a > b -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox='0 0 1 1'>\
             <style><![CDATA[ a > b { fill: red } ]]></style><title>On &amp; off</title><use xlink:href=\"#a\"/>\
             <image href=\"data:image/png;base64,AA==\"/><a href=\"https://acme.example/\"><path d=\"M0 0\" /></a></svg>",
        ),
        ("j.asc", "x"),
    ];
    let root = folder("passive");
    write(&root, "candor.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\n");
    let links: String = cases.iter().map(|(name, _)| format!("[{name}](files/{name})\n")).collect();
    cases.iter().for_each(|(name, text)| write(&root, &format!("content/files/{name}"), text));
    write(&root, "content/home.md", links);
    let (findings, _) = published(&root);
    assert!(findings.is_empty(), "{findings:#?}");
    let missing: Vec<&str> =
        cases.iter().map(|(name, _)| *name).filter(|name| !root.join("public/files").join(name).exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn static_files_are_published_as_they_are() {
    let root = folder("static");
    write(&root, "candor.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\n");
    let files =
        [".nojekyll", ".well-known/security.txt", "CNAME", "_headers", "a/page.html", "b/notes.md", "c/data.toml"];
    files.iter().for_each(|file| write(&root, &format!("static/{file}"), format!("this is {file}")));
    write(&root, "static/.git/config", "no");
    write(&root, "static/CNAME~", "no");
    write(&root, "content/home.md", "[notes](../static/b/notes.md)\n");
    for _ in 0..2 {
        let output = crate::command::run(&root, &["build", "--as-of", AS_OF]);
        assert!(output.status.success(), "{}", crate::command::errors(&output));
        let named = crate::command::errors(&output);
        assert_eq!(named.matches("active-static-file").count(), 1, "{named}");
    }
    let tree = tree(&root.join("public"));
    for file in files {
        assert_eq!(tree[file], format!("this is {file}").into_bytes());
    }
    let manifest = String::from_utf8(tree["manifest.sha256"].clone()).unwrap();
    assert!(files.iter().all(|file| manifest.contains(&format!("  {file}\n"))), "{manifest}");
    assert!(!tree.keys().any(|path| path.contains(".git") || path.ends_with('~')), "{tree:?}");
    assert!(String::from_utf8_lossy(&tree["index.html"]).contains("href=\"b/notes.md\""));
}

#[test]
fn names_that_hide_something_are_findings() {
    let root = folder("names");
    write(&root, "candor.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\n");
    for name in ["a\u{202e}fdp.png", "b\u{200b}.png", "c\u{fffe}.png", "d\u{3164}.png", "e\u{e0041}.png"] {
        write(&root, &format!("content/files/{name}"), "x");
        write(&root, &format!("static/{name}"), "x");
    }
    write(&root, "content/files/\u{5831}\u{544a}.png", "x");
    write(&root, "content/pages/about.md", "+++\ntitle = \"About\"\n+++\n[\u{5831}](../files/\u{5831}\u{544a}.png)\n");
    let (findings, _) = published(&root);
    assert_eq!(findings.iter().filter(|finding| finding.code.name() == "invalid-path").count(), 10, "{findings:#?}");
    assert_eq!(findings.len(), 10, "{findings:#?}");
}

#[test]
fn what_is_published_can_be_read_and_written_by_no_one_else() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;
    let root = folder("access-modes");
    write(&root, "candor.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\n");
    write(&root, "static/a/b.txt", "x");
    write(&root, "content/pages/about.md", "+++\ntitle = \"About\"\n+++\nWe are us.\n");
    for (umask, file, folder) in
        [("077", 0o600, 0o700), ("022", 0o644, 0o755), ("000", 0o644, 0o755), ("027", 0o640, 0o750)]
    {
        let build = format!("umask {umask}; exec \"$0\" build -q --as-of {AS_OF} .");
        let built = Command::new("sh").args(["-c", &build, env!("CARGO_BIN_EXE_candor")]).current_dir(&root).status();
        assert!(built.unwrap().success());
        for entry in walkdir::WalkDir::new(root.join("public")).into_iter().map(Result::unwrap) {
            let mode = entry.metadata().unwrap().permissions().mode() & 0o7777;
            let expected = if entry.file_type().is_dir() { folder } else { file };
            assert_eq!(format!("{mode:o}"), format!("{expected:o}"), "umask {umask}: {}", entry.path().display());
        }
    }
}

/// Providers with a topic, a service and a location each, of which `rest` speaks.
fn named(rest: &str) -> Vec<(String, Vec<u8>)> {
    let site = format!(
        r#"
-- content/faq/plans/topic.toml --
title = "TOPIC"
-- content/faq/open/topic.toml --
title = "Open"
-- content/faq/open/one.md --
+++
question = "One?"
+++
One.
-- content/frameworks/soc-2.toml --
name = "SOC 2"
-- content/providers/acme/provider.toml --
name = "Acme"
-- content/providers/acme/services.toml --
[[service]]
id = "s"
name = "SERVICE"
-- content/providers/acme/locations.toml --
[[location]]
id = "r"
name = "REGION"
[[location]]
id = "l"
name = "LOCATION"
parent = "r"
{rest}"#
    );
    rendered(&project(&site, AS_OF))
}

/// Which of the names stand in some file.
fn told(files: &[(String, Vec<u8>)]) -> Vec<&'static str> {
    let is_told = |name: &str| files.iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(name));
    ["TOPIC", "SERVICE", "LOCATION", "REGION"].into_iter().filter(|name| is_told(name)).collect()
}

#[test]
fn what_only_hidden_records_speak_of_is_hidden() {
    let report = |visibility: &str| {
        format!(
            "-- content/providers/acme/reports/x.toml --\nframework = \"soc-2\"\n{visibility}services = [\"s\"]\n\
             locations = [\"l\"]\n-- content/providers/acme/scope.csv --\nservice,report,location,status\ns,x,l,in-scope\n"
        )
    };
    let entry = |front: &str| format!("-- content/faq/plans/new.md --\n+++\nquestion = \"New?\"\n{front}+++\nText.\n");
    let all = ["TOPIC", "SERVICE", "LOCATION", "REGION"];
    assert_eq!(told(&named("")), all, "what nobody speaks of is shown");
    assert_eq!(told(&named(&(report("") + &entry("")))), all);
    for (hidden, front) in [
        ("visibility = \"internal\"\n", "draft = true\n"),
        ("draft = true\n", "visibility = \"internal\"\n"),
        ("draft = true\n", "publish_on = 2027-01-01\n"),
    ] {
        assert!(told(&named(&(report(hidden) + &entry(front)))).is_empty(), "{hidden} {front}");
    }
    let link = "-- content/home.md --\n[service](service:acme/s) [location](location:acme/l)\n";
    assert_eq!(told(&named(&(report("draft = true\n") + &entry("draft = true\n") + link))), all[1..]);
    let withheld = entry("visibility = \"question-only\"\n").replace("Text.", "[service](service:acme/s)");
    assert_eq!(told(&named(&withheld)), ["TOPIC", "LOCATION", "REGION"], "a withheld answer tells of no service");
}

#[test]
fn a_copy_of_what_a_broken_file_said_last_stays_hidden_when_that_file_moves() {
    const SECRET: &str = "+++\nquestion = \"S?\"\ndraft = true\n+++\nCANARY\n";
    const BROKEN: &str = "+++\nquestion = \n+++\nCANARY\n";
    let home = "-- content/home.md --\n[copy](copy.txt)\n-- content/faq/t/topic.toml --\ntitle = \"T\"\n";
    let mut project = project(&format!("{home}-- content/faq/t/old.md --\n{SECRET}"), AS_OF);
    project.keep_findings();
    let path = |path: &str| SourcePath::new(path).unwrap();
    let text = |at: &str, text: &str| Change::Text(Source { path: path(at), text: text.into() });
    let root = folder("access-moved");
    write(&root, "content/copy.txt", SECRET);
    write(&root, "candor.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\n");
    let copy = disk::read(&root).unwrap().changes.into_iter().find(|change| change.path().as_str().ends_with(".txt"));
    let is_hidden = |project: &Project| {
        let codes: Vec<&str> = project.check().iter().map(|finding| finding.code.name()).collect();
        let is_copied = project.files().paths().any(|path| path.as_str().ends_with("copy.txt"));
        codes.contains(&"restricted-file") && !is_copied
    };
    project.apply(vec![copy.unwrap()]);
    assert!(is_hidden(&project));
    project.apply(vec![text("content/faq/t/old.md", BROKEN)]);
    assert!(is_hidden(&project), "the last good text counts");
    project.apply(vec![Change::Gone(path("content/faq/t/old.md"))]);
    project.apply(vec![text("content/faq/t/new.md", BROKEN)]);
    assert!(is_hidden(&project), "the last good text counts at its new place");
}
