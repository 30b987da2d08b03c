//! What `candor init` makes: a site that is complete, looks as of today, and says of each invented value that it is one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::command::{candor, errors, folder, run, tree, write};

/// 15 January 2026, in the month in which the templates speak.
const JANUARY: &str = "1768435200";

fn init(folder: &Path, arguments: &[&str], epoch: &str) -> Output {
    candor()
        .current_dir(folder)
        .arg("init")
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", epoch)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// How often each kind of finding is found.
fn found(folder: &Path, arguments: &[&str], epoch: &str) -> BTreeMap<String, usize> {
    let mut command = candor();
    command.current_dir(folder).args(["check", "--format", "json"]).args(arguments).env("SOURCE_DATE_EPOCH", epoch);
    let mut found = BTreeMap::new();
    for line in String::from_utf8(command.output().unwrap().stdout).unwrap().lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        *found.entry(finding["code"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    found
}

/// Makes a site, which must have placeholders and nothing else to find.
#[track_caller]
fn assert_made(name: &str, arguments: &[&str], epoch: &str) {
    let root = folder(&format!("init-{name}"));
    let output = init(&root, arguments, epoch);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", errors(&output));
    let codes: Vec<String> = found(&root, &[], epoch).into_keys().collect();
    assert_eq!(codes, ["placeholder"], "{arguments:?} at {epoch}");
    assert_eq!(found(&root, &["--drafts"], epoch), BTreeMap::new(), "{arguments:?} at {epoch}");
}

#[test]
fn a_new_site_has_placeholders_and_no_other_finding_in_each_language() {
    for template in ["company", "comparison"] {
        for locales in ["en", "zh-Hans", "zh-CN,en-GB", "en,zh-Hans"] {
            assert_made(&format!("{template}-{locales}"), &["--template", template, "--locale", locales], JANUARY);
        }
    }
}

#[test]
fn a_new_site_has_no_finding_whatever_it_is_called() {
    let long = "Long name ".repeat(40);
    let names = ["\"Quoted\" \\ 'Names'", "R&D <b> # {{ fact }} `x` *y*", "🙂", "示例公司", long.trim()];
    for (n, name) in names.iter().enumerate() {
        for template in ["company", "comparison"] {
            let arguments = ["--name", name, "--template", template, "--locale", "en", "--locale", "zh-Hans"];
            assert_made(&format!("name-{n}-{template}"), &arguments, JANUARY);
        }
    }
}

/// The last days of months, a leap day, a day before the templates and one long after.
#[test]
fn a_new_site_is_current_on_every_day() {
    for (n, epoch) in ["1772236800", "1835395200", "1861833600", "1743379200", "4102444800"].iter().enumerate() {
        assert_made(&format!("day-{n}"), &["--locale", "en,zh-Hans"], epoch);
    }
}

#[test]
fn placeholders_stop_a_build_and_neither_drafts_nor_a_build_without_them() {
    let root = folder("init-build");
    init(&root, &[], JANUARY);
    let build = |arguments: &[&str]| {
        candor().current_dir(&root).arg("build").args(arguments).env("SOURCE_DATE_EPOCH", JANUARY).output().unwrap()
    };
    let stopped = build(&[]);
    assert_eq!(stopped.status.code(), Some(1));
    assert!(errors(&stopped).contains("-v prints them all") && !root.join("public").exists(), "{}", errors(&stopped));
    let drafts = build(&["--drafts"]);
    assert!(drafts.status.success(), "{}", errors(&drafts));
    let said = errors(&drafts);
    assert_eq!(said.matches("placeholders").count(), 1, "{said}");
    assert!(
        said.contains(" placeholders, which stop a build without --drafts") && said.contains(" 0 errors"),
        "{said}"
    );
    let before = tree(&root.join("public"));
    assert_eq!(build(&[]).status.code(), Some(1));
    assert!(tree(&root.join("public")) == before, "the last site stays");

    for (path, text) in tree(&root).into_iter().filter(|(path, _)| !path.starts_with("public/")) {
        let text = String::from_utf8(text).unwrap();
        let lines = text.lines().map(|line| line.split(" # placeholder").next().unwrap().to_owned() + "\n");
        write(&root, &path, lines.collect::<String>());
    }
    let built = build(&[]);
    assert!(built.status.success() && errors(&built).contains(" 0 errors, 0 warnings"), "{}", errors(&built));
}

#[test]
fn what_is_given_is_no_placeholder() {
    let root = folder("init-given");
    init(&root, &["--name", "Acme \"X\"", "--url", "https://trust.acme.example"], JANUARY);
    let config = fs::read_to_string(root.join("candor.toml")).unwrap();
    assert!(config.contains("title = \"Acme \\\"X\\\" trust center\"\n"), "{config}");
    assert!(config.contains("base_url = \"https://trust.acme.example/\"\n"), "{config}");
    let company = fs::read_to_string(root.join("content/company.toml")).unwrap();
    assert!(company.contains("\n\nname = \"Acme \\\"X\\\"\"\n"), "{company}");
    let nginx = fs::read_to_string(root.join("hosting/nginx.conf")).unwrap();
    assert!(nginx.contains("server_name trust.acme.example;") && !nginx.contains("zh-Hans"), "{nginx}");
    let all: String = tree(&root).into_values().map(|text| String::from_utf8(text).unwrap()).collect();
    for left in ["Northwind", "trust.example.com", "placeholder(", "{name}", "{title}", "{order}", "{version}"] {
        assert!(!all.contains(left), "{left}");
    }
}

#[test]
fn the_files_of_the_templates_are_all_there() {
    for template in ["company", "comparison"] {
        let root = folder(&format!("init-files-{template}"));
        init(&root, &["--template", template, "--locale", "en,zh-Hans"], JANUARY);
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/starter").join(template);
        let written = tree(&source).into_iter().map(|(path, text)| {
            let text = String::from_utf8(text).unwrap();
            (path, text.replace("placeholder(name)", "placeholder").replace("placeholder(url)", "placeholder"))
        });
        let is_site = |path: &str| path == "candor.toml" || path.starts_with("content/");
        let made = tree(&root).into_iter().filter(|(path, _)| is_site(path));
        // Data files begin with the way to their schema.
        let made: BTreeMap<String, String> = made
            .map(|(path, text)| {
                let text = String::from_utf8(text).unwrap();
                let named = text.strip_prefix("#:schema ").and_then(|text| text.split_once("\n\n"));
                assert_eq!(named.is_some(), path.ends_with(".toml"), "{path}");
                let Some((schema, text)) = named else { return (path, text) };
                assert!(root.join(&path).parent().unwrap().join(schema).is_file(), "{path} names {schema}");
                let text = text.to_owned();
                (path, text)
            })
            .collect();
        assert_eq!(made, written.collect(), "{template}");
    }
}

/// What of a template says nothing of a firm: how things are laid out, and which of its records belong together.
const NO_FACTS: [(&str, &[&str]); 8] = [
    ("candor.toml", &["locales", "accent"]),
    ("/company.toml", &[]),
    ("/provider.toml", &["order"]),
    ("/controls/", &["title", "summary", "order"]),
    ("/topic.toml", &["title", "summary", "order"]),
    ("/reports/", &["documents"]),
    ("/faq/", &["order", "providers"]),
    ("/updates/", &["kind", "affects"]),
];

#[test]
fn whatever_a_template_says_of_a_firm_is_marked() {
    for (template, locales) in
        [("company", "en"), ("company", "zh-Hans,en"), ("comparison", "en"), ("comparison", "fr")]
    {
        let root = folder(&format!("init-facts-{template}-{locales}"));
        init(&root, &["--template", template, "--locale", locales], JANUARY);
        let site = tree(&root).into_iter().filter(|(path, _)| path.starts_with("content/") || path == "candor.toml");
        for (path, text) in site {
            let text = String::from_utf8(text).unwrap();
            let fields = if path.ends_with(".md") { text.split("+++\n").nth(1).unwrap() } else { &text };
            let may_stand = |line: &str| {
                let known = NO_FACTS.iter().find(|(part, _)| format!("/{path}").contains(part));
                known.is_some_and(|(_, names)| names.contains(&line.split(" = ").next().unwrap()))
            };
            let mut is_marked_table = false;
            for line in fields.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                let is_marked = line.contains(" # placeholder");
                if line.starts_with('[') {
                    is_marked_table = is_marked;
                    assert!(is_marked, "{path}: {line}");
                    continue;
                }
                // The rows of a list are marked one by one.
                let is_frame = line.ends_with(" = [") || line == "]";
                // That an auditor examined something is said of each thing.
                let is_in_marked_table = is_marked_table && !line.starts_with("evidence");
                assert!(is_marked || is_in_marked_table || is_frame || may_stand(line), "{path}: {line}");
            }
        }
    }
}

#[test]
fn the_readme_names_every_kind_of_record_and_the_years_around_today() {
    let unknown = errors(&run(Path::new("."), &["new", "nothing"]));
    let kinds = unknown.split_once("[possible values: ").unwrap().1.split_once(']').unwrap().0;
    for (template, locale) in [("company", "en"), ("comparison", "zh-Hans")] {
        let root = folder(&format!("init-readme-{locale}"));
        init(&root, &["--template", template, "--locale", locale], JANUARY);
        let readme = fs::read_to_string(root.join("README.md")).unwrap();
        let (_, list) = readme.split_once("candor new KIND ID").unwrap();
        for kind in kinds.split(", ") {
            assert!(list.contains(&format!("`{kind}`")), "{locale}: {kind}");
        }
        assert!(list.contains("`supersedes = \"soc-2-2025\"`") && list.contains("soc-2-2027 "), "{list}");
        for command in list.split('`').filter(|text| text.starts_with("candor new report ")) {
            let output = run(&root, &command.split(' ').skip(1).collect::<Vec<_>>());
            assert_eq!(output.status.code(), Some(0), "{command}: {}", errors(&output));
        }
        for word in ["`bridges`", "`level`", "`as_of_date`", "`review_every`"] {
            assert!(list.contains(word), "{word}");
        }
    }
}

#[test]
fn english_is_that_of_the_tag_which_says_so() {
    let root = folder("init-american");
    init(&root, &["--locale", "en-US"], JANUARY);
    let config = fs::read_to_string(root.join("candor.toml")).unwrap();
    assert!(config.contains("(31 January 2026); en-US writes January 31, 2026.\nlocales = [\"en-US\"]\n"), "{config}");
    candor().current_dir(&root).args(["build", "--drafts"]).env("SOURCE_DATE_EPOCH", JANUARY).output().unwrap();
    let page = fs::read_to_string(root.join("public/reports/soc-2/index.html")).unwrap();
    assert!(page.contains("November 14, 2025") && !page.contains("14 November 2025"));
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let root = folder("init-there");
    write(&root, "content/home.md", "mine");
    write(&root, "content/faq", "a file");
    let before = tree(&root);
    let output = init(&root, &[], JANUARY);
    assert_eq!(output.status.code(), Some(2));
    let said = errors(&output);
    assert!(said.contains("\n  content/home.md\n") && said.contains("\n  content/faq/data/topic.toml\n"), "{said}");
    assert!(said.contains("nothing was written") && !said.contains("candor.toml"), "{said}");
    assert_eq!(tree(&root), before);
    assert_eq!(fs::read_dir(&root).unwrap().count(), 1, "no folder was made either");

    let link = folder("init-link");
    std::os::unix::fs::symlink("nowhere", link.join("candor.toml")).unwrap();
    assert_eq!(init(&link, &[], JANUARY).status.code(), Some(2));
    let site = folder("init-site");
    assert_eq!(init(&site, &[], JANUARY).status.code(), Some(0));
    let again = init(&site, &["--name", "Other"], JANUARY);
    assert!(again.status.code() == Some(2) && errors(&again).contains("is a site already"), "{}", errors(&again));
}

#[test]
fn a_folder_of_a_repository_that_is_new_takes_a_site() {
    let root = folder("init-repository");
    for file in ["README.md", "LICENSE", ".gitignore", ".git/HEAD"] {
        write(&root, file, "mine");
    }
    let output = init(&root, &["--ci", "github", "--editor", "vscode"], JANUARY);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    for file in ["README.md", "LICENSE", ".gitignore", ".git/HEAD"] {
        assert_eq!(fs::read_to_string(root.join(file)).unwrap(), "mine", "{file}");
    }
    assert!(errors(&output).contains("TRUST-CENTER.md") && root.join("TRUST-CENTER.md").exists());
    assert!(errors(&output).contains("/public"), "{}", errors(&output));
    let settings = fs::read_to_string(root.join(".vscode/settings.json")).unwrap();
    let settings: serde_json::Value = serde_json::from_str(&settings).unwrap();
    assert_eq!(settings["evenBetterToml.taplo.configFile.enabled"], true);
    let rules = fs::read_to_string(root.join(".taplo.toml")).unwrap();
    assert!(rules.contains("path = \".candor/schema/report.json\""), "{rules}");
    let workflow = fs::read_to_string(root.join(".github/workflows/trust-center.yml")).unwrap();
    for part in ["schedule:", "candor check --format github", "deploy-pages", env!("CARGO_PKG_VERSION")] {
        assert!(workflow.contains(part), "{part}");
    }
}

#[test]
fn what_no_site_can_be_made_of_is_refused_before_anything_is_written() {
    for (n, (arguments, words)) in [
        (&["--name", " "][..], "the name is empty"),
        (&["--name", "a\u{202e}b"][..], "no site can be made of this"),
        (&["--url", "ftp://x.example/"][..], "cannot be the address"),
        (&["--locale", "klingon"][..], "not a language tag"),
        (&["--template", "shop"][..], "company, comparison"),
    ]
    .into_iter()
    .enumerate()
    {
        let root = folder(&format!("init-refused-{n}"));
        let output = init(&root, arguments, JANUARY);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(errors(&output).contains(words), "{arguments:?}: {}", errors(&output));
        assert_eq!(fs::read_dir(&root).unwrap().count(), 0, "{arguments:?}");
    }
}

#[test]
fn a_language_without_texts_is_never_published_as_if_it_had_some() {
    let root = folder("init-foreign");
    let output = init(&root, &["--locale", "fr,en"], JANUARY);
    assert!(errors(&output).contains("candor strings fr > themes/default/i18n/fr.toml"), "{}", errors(&output));
    // Each line with a text under the tag of the other language is to be replaced.
    let is_text = |line: &&str| line.contains("fr = \"") || line.starts_with("question = ");
    let data = tree(&root).into_iter().filter(|(path, _)| path.starts_with("content/") || path == "candor.toml");
    let files: BTreeSet<String> = data.map(|(_, text)| String::from_utf8(text).unwrap()).collect();
    let unmarked: Vec<&str> =
        files.iter().flat_map(|text| text.lines()).filter(is_text).filter(|l| !l.contains("# placeholder")).collect();
    // A text of a table that is marked as a whole has no comment of its own.
    assert_eq!(unmarked, [""; 0]);
    // What the program has in a language is not to be translated again.
    let half = folder("init-interface-only");
    let output = init(&half, &["--locale", "en,zh-Hant"], JANUARY);
    assert!(errors(&output).contains("there are no texts in `zh-Hant`"), "{}", errors(&output));
    let readme = fs::read_to_string(half.join("README.md")).unwrap();
    assert!(readme.contains("no texts in `zh-Hant`"));
    assert!(!errors(&output).contains("candor strings") && !readme.contains("candor strings zh-Hant"));
    let other = folder("init-half-foreign");
    let output = init(&other, &["--locale", "en,fr"], JANUARY);
    assert!(errors(&output).contains("show those of another language"), "{}", errors(&output));
    let codes: Vec<String> = found(&other, &[], JANUARY).into_keys().collect();
    assert_eq!(codes, ["missing-string", "missing-translation", "placeholder"]);
}

/// `script` is a terminal for the program that it runs.
#[test]
fn what_is_not_given_is_asked_for_on_a_terminal() {
    let root = folder("init-asked");
    let answers = "\nAcme\nklingon\nen,zh-Hans\nnowhere\nhttps://trust.acme.example\ngithub\n\n";
    write(&root, "answers", answers);
    let program = format!("'{}' init site", env!("CARGO_BIN_EXE_candor"));
    let asked = Command::new("script")
        .current_dir(&root)
        .args(["-qec", &program, "/dev/null"])
        .stdin(fs::File::open(root.join("answers")).unwrap())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&asked.stdout).into_owned();
    assert!(asked.status.success() && said.contains("`klingon` is not a language tag"), "{said}");
    let config = fs::read_to_string(root.join("site/candor.toml")).unwrap();
    assert!(config.contains("en = \"Acme trust center\", zh-Hans = \"Acme 信任中心\""), "{config}");
    assert!(config.contains("base_url = \"https://trust.acme.example/\"\n"), "{config}");
    assert!(root.join("site/.github/workflows/trust-center.yml").exists() && !root.join("site/.vscode").exists());
    // The sentence at the end says what to do next, wherever the site is.
    assert!(said.contains("candor serve --open --root site"), "{said}");
}

#[test]
fn what_is_not_confirmed_is_marked_on_every_page_and_in_both_twins_and_nowhere_else() {
    let root = folder("init-unconfirmed");
    init(&root, &["--name", "Acme", "--locale", "en,zh-Hans"], JANUARY);
    let build = |arguments: &[&str]| {
        let mut command = candor();
        let output = command.current_dir(&root).arg("build").args(arguments).env("SOURCE_DATE_EPOCH", JANUARY).output();
        assert!(output.as_ref().unwrap().status.success(), "{}", errors(&output.unwrap()));
        tree(&root.join("public"))
    };
    let marked = |tree: &BTreeMap<String, Vec<u8>>, ending: &str, mark: &str| {
        let pages = tree.iter().filter(|(path, _)| path.ends_with(ending));
        let texts = pages.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
        let (with, without): (Vec<String>, Vec<String>) = texts.partition(|text| text.contains(mark));
        (with.len(), without.iter().filter(|text| !text.contains("http-equiv=\"refresh\"")).count())
    };
    let drafts = build(&["--drafts"]);
    for (ending, mark) in [
        ("index.html", "<meta name=\"robots\" content=\"noindex\">"),
        ("index.html", "class=\"banner banner-maintenance\""),
        ("index.md", "> **"),
        ("index.json", "\"unconfirmed\":true"),
    ] {
        let (with, without) = marked(&drafts, ending, mark);
        assert!(with > 40 && without == 0, "{ending}: {mark} in {with}, not in {without}");
    }
    assert!(String::from_utf8_lossy(&drafts["zh-Hans/index.html"]).contains("这不是正式发布的网站"));

    for (path, bytes) in tree(&root) {
        if path.starts_with("content/") || path == "candor.toml" {
            let text = String::from_utf8(bytes).unwrap().replace("# placeholder", "#");
            write(&root, &path, &text);
        }
    }
    let confirmed = build(&[]);
    assert_eq!(marked(&confirmed, "index.html", "noindex").0, marked(&confirmed, "index.html", "refresh").0);
    assert_eq!(marked(&confirmed, "index.json", "unconfirmed").0, 0);
    assert!(build(&["--drafts"]) == confirmed, "a site without drafts and placeholders is the same with `--drafts`");

    write(&root, "content/faq/data/draft.md", "+++\nquestion = \"Q?\"\ndraft = true\n+++\nText.\n");
    assert_eq!(marked(&build(&["--drafts"]), "index.json", "\"unconfirmed\":true").1, 0);
    assert!(build(&[]) == confirmed, "a draft changes nothing without `--drafts`");
}
