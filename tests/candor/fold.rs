//! Incremental equals full: any way to a set of files ends in the same site, the same findings and the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Mutex;

use candor::diag::Diagnostic;
use candor::path::{OutPath, SourcePath};
use candor::project::{Change, Project, Rendered};
use proptest::prelude::*;

use crate::support::{change, files, inputs_of, options, project, rendered};

const AS_OF: &str = "2026-11-21";

/// A small site with every kind of record, in files that refer to each other.
const SITE: &str = include_str!("../fixtures/small-site.txt");

fn empty() -> Project {
    project(&config_only(), AS_OF)
}

fn config_only() -> String {
    let config = files(SITE).into_iter().find(|(path, _)| path == "candor.toml").unwrap();
    format!("-- candor.toml --\n{}", config.1)
}

fn content() -> Vec<(String, String)> {
    files(SITE).into_iter().filter(|(path, _)| path != "candor.toml").collect()
}

fn findings(project: &Project) -> Vec<String> {
    project
        .check()
        .iter()
        .map(|finding| format!("{:?} {} {}", finding.place, finding.code.name(), finding.message))
        .collect()
}

#[track_caller]
fn assert_same(a: &Project, b: &Project) {
    assert!(a == b, "the records or their indexes differ");
    assert_eq!(findings(a), findings(b));
    let (a, b) = (rendered(a), rendered(b));
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&a), names(&b));
    for ((name, a), (_, b)) in a.iter().zip(&b) {
        assert!(a == b, "{name} differs");
    }
}

#[test]
fn the_small_site_is_sound() {
    let errors: Vec<String> =
        project(SITE, AS_OF).check().iter().filter(|f| f.is_error()).map(|f| format!("{f:?}")).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn removing_every_file_leaves_the_empty_site() {
    let mut project = project(SITE, AS_OF);
    for (path, _) in content() {
        project.apply([gone(&path)]);
    }
    assert_same(&project, &empty());
}

/// What an author may do to the files of the site.
#[derive(Clone, Debug)]
enum Edit {
    Remove(usize),
    Restore(usize),
    /// Cut the text off at a share of its length, as a half-written save does.
    Break(usize, u8),
    /// Move the text to another file's place.
    Swap(usize, usize),
    /// Put a word at a share of the text.
    Insert(usize, u8),
    /// Give an entry another question and draft state.
    Retitle(usize),
    /// Move all files of a folder to another one.
    MoveFolder(usize),
    Attach(usize),
    Detach(usize),
}

const FOLDERS: [(&str, &str); 4] = [
    ("content/faq/basics/", "content/faq/moved/"),
    ("content/faq/moved/", "content/faq/basics/"),
    ("content/providers/acme/", "content/providers/moved/"),
    ("content/providers/moved/", "content/providers/acme/"),
];

/// Files that records of the small site name, or do not.
const ATTACHMENTS: [&str; 3] = ["content/files/report.pdf", "content/pages/plan.png", "content/old/index.html"];

fn edit(count: usize) -> impl Strategy<Value = Edit> {
    prop_oneof![
        (0..count).prop_map(Edit::Remove),
        (0..count).prop_map(Edit::Restore),
        (0..count, any::<u8>()).prop_map(|(file, share)| Edit::Break(file, share)),
        (0..count, 0..count).prop_map(|(a, b)| Edit::Swap(a, b)),
        (0..count, any::<u8>()).prop_map(|(file, share)| Edit::Insert(file, share)),
        (0..count).prop_map(Edit::Retitle),
        (0..FOLDERS.len()).prop_map(Edit::MoveFolder),
        (0..ATTACHMENTS.len()).prop_map(Edit::Attach),
        (0..ATTACHMENTS.len()).prop_map(Edit::Detach),
    ]
}

fn at_share(text: &str, share: u8) -> usize {
    text.floor_char_boundary(text.len() * usize::from(share) / 255)
}

fn gone(path: &str) -> Change {
    Change::Gone(SourcePath::new(path).unwrap())
}

/// The files as they lie on the disk, and the texts that the site shows: the last that could be understood.
struct Files {
    original: Vec<(String, String)>,
    present: BTreeMap<String, String>,
    shown: BTreeMap<String, String>,
}

impl Files {
    fn new() -> Self {
        let original = content();
        let present: BTreeMap<String, String> = original.iter().cloned().collect();
        Self { original, shown: present.clone(), present }
    }

    /// What the edit makes of which files; `None` removes one.
    fn changes(&self, edit: &Edit) -> Vec<(String, Option<String>)> {
        let put = |path: &str, text: String| vec![(path.to_owned(), Some(text))];
        match edit {
            Edit::Remove(file) => vec![(self.original[*file].0.clone(), None)],
            Edit::Restore(file) => put(&self.original[*file].0, self.original[*file].1.clone()),
            Edit::Break(file, share) => {
                let (path, text) = &self.original[*file];
                put(path, text[..at_share(text, *share)].to_owned())
            }
            Edit::Swap(a, b) => put(&self.original[*a].0, self.original[*b].1.clone()),
            Edit::Insert(file, share) => {
                let (path, text) = &self.original[*file];
                let at = at_share(text, *share);
                put(path, format!("{}neu {}", &text[..at], &text[at..]))
            }
            Edit::Retitle(file) => {
                let (path, text) = &self.original[*file];
                put(path, text.replacen("\" = \"", "\" = \"Other ", 1).replacen("= \"", "= \"Other ", 1))
            }
            Edit::MoveFolder(pair) => {
                let (from, to) = FOLDERS[*pair];
                let inside = self.present.iter().filter(|(path, _)| path.starts_with(from));
                let moved = inside
                    .flat_map(|(path, text)| [(path.clone(), None), (path.replacen(from, to, 1), Some(text.clone()))]);
                moved.collect()
            }
            Edit::Attach(file) => put(ATTACHMENTS[*file], "bytes".to_owned()),
            Edit::Detach(file) => vec![(ATTACHMENTS[*file].to_owned(), None)],
        }
    }

    /// Carries out an edit on the files and on the projects alike.
    fn carry_out(&mut self, edit: &Edit, projects: [&mut Project; 2]) {
        let changes = self.changes(edit);
        let mut kept = BTreeSet::new();
        for project in projects {
            let changes = changes.iter().map(|(path, text)| match text {
                Some(text) => change(path, text),
                None => gone(path),
            });
            kept = project.apply(changes.collect::<Vec<_>>()).kept;
        }
        let mut last_removed = None;
        for (path, text) in changes {
            let Some(text) = text else {
                self.present.remove(&path);
                last_removed = self.shown.remove(&path);
                continue;
            };
            if !kept.contains(&SourcePath::new(&path).unwrap()) {
                self.shown.insert(path.clone(), text.clone());
            } else if !self.shown.contains_key(&path) {
                // A broken file that moved shows at its new place what it showed at the old one.
                self.shown.extend(last_removed.take().map(|shown| (path.clone(), shown)));
            }
            self.present.insert(path, text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_files_folds_to_the_same_site(order in Just(content()).prop_shuffle()) {
        let mut folded = empty();
        for (path, text) in &order {
            folded.apply([change(path, text)]);
        }
        assert_same(&folded, &project(SITE, AS_OF));
    }

    #[test]
    fn inserting_and_removing_a_file_changes_nothing(file in 0..content().len(), other in 0..content().len()) {
        let (path, text) = &content()[file];
        let mut edited = project(SITE, AS_OF);
        edited.apply([change(path, &content()[other].1)]);
        edited.apply([gone(path)]);
        edited.apply([change(path, text)]);
        assert_same(&edited, &project(SITE, AS_OF));
    }

    #[test]
    fn any_script_of_edits_ends_as_a_fresh_start_does(script in prop::collection::vec(edit(content().len()), 1..16)) {
        let mut files = Files::new();
        // One keeps its findings and its index from edit to edit, the other looks at everything at the end.
        let (mut keeping, mut plain) = (project(SITE, AS_OF), project(SITE, AS_OF));
        keeping.keep_findings();
        let _ = keeping.files();
        for edit in &script {
            files.carry_out(edit, [&mut keeping, &mut plain]);
            let _ = keeping.files();
            let (kept, found) = (keeping.check(), plain.check());
            let say = |all: &[Diagnostic]| all.iter().map(|finding| format!("{finding:?}")).collect::<Vec<_>>();
            prop_assert_eq!(say(&kept), say(&found), "after {:?}", edit);
            let summary = keeping.summary(kept.len());
            prop_assert_eq!(summary.errors, kept.iter().filter(|finding| finding.is_error()).count());
            prop_assert_eq!(summary.first.len(), kept.len());
        }
        let config = crate::support::files(&config_only());
        let fresh = Project::new(inputs_of(config.into_iter().chain(files.shown.clone())), options(AS_OF));
        prop_assert!(keeping == fresh, "the records or their indexes differ");
        prop_assert_eq!(rendered(&keeping), rendered(&fresh));
        // What is wrong with a broken file is known of its present text only.
        let broken: BTreeSet<&String> = files.present.iter().filter(|(path, text)| files.shown.get(*path) != Some(text)).map(|(path, _)| path).collect();
        let elsewhere = |project: &Project| -> Vec<String> {
            let findings = project.check().into_iter();
            findings.filter(|f| !broken.contains(&f.place.path.to_string())).map(|f| format!("{:?} {} {:?}", f.place, f.message, f.help)).collect()
        };
        prop_assert_eq!(elsewhere(&keeping), elsewhere(&fresh));
    }

    #[test]
    fn a_file_is_found_by_its_path_alone(script in prop::collection::vec(edit(content().len()), 0..6)) {
        let mut files = Files::new();
        let (mut project, mut other) = (project(SITE, AS_OF), empty());
        for edit in &script {
            files.carry_out(edit, [&mut other, &mut project]);
        }
        let all = Mutex::new(BTreeMap::new());
        let put = |path: &OutPath, rendered: Rendered| {
            all.lock().unwrap().insert(path.to_string(), rendered);
            Ok::<_, Infallible>(())
        };
        project.render_all(&project.files(), put).unwrap();
        let all = all.into_inner().unwrap();
        for (path, rendered) in &all {
            let found = project.render(&OutPath::new(path).unwrap()).unwrap();
            prop_assert_eq!(found.as_ref(), Some(rendered), "{}", path);
        }
        let near = |path: &String| {
            let middle = path.replacen('/', "/x/", 1);
            let next = path.replace("/page/2/", "/page/3/").replace("index.html", "page/2/index.html");
            [format!("x/{path}"), format!("{path}x"), format!("zh-Hans/{path}"), format!("en/{path}"), middle, next,
             path.replace("html", "json"), path.replace("index", "404"), path.replace("faq/", ""), path.to_uppercase()]
        };
        for path in all.keys().flat_map(near).filter(|path| !all.contains_key(path)) {
            prop_assert!(!project.has(&OutPath::new(&path).unwrap()), "{} is found, and no build writes it", path);
        }
    }

    #[test]
    fn a_record_that_is_not_public_changes_no_byte(kind in 0..6_usize, topic in 0..2_usize) {
        let (before, after) = (project(SITE, AS_OF), with_hidden(kind, topic));
        prop_assert!(before != after, "the record was not read");
        let errors: Vec<_> = after.check().into_iter().filter(candor::diag::Diagnostic::is_error).collect();
        prop_assert!(errors.is_empty(), "{errors:?}");
        prop_assert_eq!(rendered(&before), rendered(&after));
    }
}

/// The small site with one more record that readers must not see.
fn with_hidden(kind: usize, topic: usize) -> Project {
    let topic = ["basics", "access"][topic];
    let hidden = match kind {
        0 => (
            format!("content/faq/{topic}/hidden.md"),
            "+++\nquestion = \"Secret?\"\ndraft = true\naliases = [\"/old/\"]\n+++\n[Report](report:acme/soc-2)\n",
        ),
        1 => (
            format!("content/faq/{topic}/hidden.md"),
            "+++\nquestion = \"Secret?\"\nvisibility = \"internal\"\n+++\nSee [the picture](../../pages/plan.png).\n",
        ),
        2 => (
            format!("content/faq/{topic}/hidden.md"),
            "+++\nquestion = \"Secret?\"\npublish_on = 2027-01-01\n+++\nSoon.\n",
        ),
        3 => (
            "content/faq/access/how.zh-Hans.md".to_owned(),
            "+++\nquestion = \"怎么？\"\ndraft = true\n+++\n[报告](report:acme/soc-2-2025)\n",
        ),
        4 => (
            "content/updates/2027-05-01-later.md".to_owned(),
            "+++\ntitle = \"Later\"\naffects = [\"report:acme/soc-2\"]\n+++\nNot yet.\n",
        ),
        _ => (
            "content/providers/acme/reports/hidden.toml".to_owned(),
            "framework = \"soc-2\"\ndraft = true\nsupersedes = \"soc-2\"\nissued_on = 2026-01-01\nservices = [\"vault\"]\n",
        ),
    };
    let mut project = project(SITE, AS_OF);
    project.apply([change("content/pages/plan.png", "not a picture")]);
    project.apply([change(&hidden.0, hidden.1)]);
    project
}

#[test]
fn a_moved_page_is_followed_from_its_old_address() {
    let mut project = project(SITE, AS_OF);
    let moved_to = |project: &Project, path: &str| project.moved_to(&OutPath::new(path).unwrap());
    let text = |path: &str| content().into_iter().find(|(own, _)| own == path).unwrap().1;
    let (from, to) = ("content/faq/access/how.md", "content/faq/basics/how-now.md");
    project.apply([gone(from), change(to, &text(from))]);
    assert_eq!(moved_to(&project, "faq/access/how/index.html").as_deref(), Some("/trust/faq/basics/how-now/"));
    // A step further, changed on the way.
    let end = "content/faq/basics/how-then.md";
    project.apply([gone(to), change(end, &format!("{}More.\n", text(from)))]);
    assert_eq!(moved_to(&project, "faq/access/how/index.html").as_deref(), Some("/trust/faq/basics/how-then/"));
    assert_eq!(
        moved_to(&project, "zh-Hans/faq/access/how/index.html").as_deref(),
        Some("/trust/zh-Hans/faq/basics/how-then/")
    );
    // And back, in two steps.
    project.apply([gone(end)]);
    assert_eq!(moved_to(&project, "faq/basics/how-then/index.html"), None);
    project.apply([change(from, &format!("{}More.\n", text(from)))]);
    assert_eq!(moved_to(&project, "faq/access/how/index.html"), None, "there is a page");
    assert_eq!(moved_to(&project, "faq/basics/how-then/index.html").as_deref(), Some("/trust/faq/access/how/"));
}

#[test]
fn the_last_good_version_stays_until_the_mistake_is_mended() {
    let mut edited = project(SITE, AS_OF);
    edited.keep_findings();
    let before = rendered(&edited);
    let entry = "content/faq/access/how.md";
    let applied = edited.apply([
        change(entry, "+++\nquestion = \"How"),
        change("candor.toml", "title = "),
        change("themes/default/templates/entry.html", "{% block"),
    ]);
    assert_eq!(applied.kept, applied.files);
    assert_eq!(rendered(&edited), before);
    let errors: BTreeSet<String> =
        edited.check().iter().filter(|f| f.is_error()).map(|f| f.place.path.to_string()).collect();
    assert_eq!(errors, BTreeSet::from(["candor.toml", entry, "themes/default/templates/entry.html"].map(String::from)));
    // A template that fails only when a page is rendered is no better.
    edited.apply([change("themes/default/templates/entry.html", "{{ nothing.here }}")]);
    assert_eq!(rendered(&edited), before);
    edited.apply([gone("themes/default/templates/entry.html"), gone("content/faq/access/how.zh-Hans.md")]);
    edited.apply(content().into_iter().map(|(path, text)| change(&path, &text)));
    edited.apply(crate::support::files(&config_only()).into_iter().map(|(path, text)| change(&path, &text)));
    assert_same(&edited, &project(SITE, AS_OF));
}

#[test]
fn a_file_that_never_was_good_is_shown_as_it_is() {
    let mut edited = project(SITE, AS_OF);
    let path = "content/faq/access/new.md";
    let text = |body: &str| format!("+++\nquestion = \"New?\"\nownr = \"us\"\n+++\n{body}\n");
    for body in ["First.", "Second."] {
        assert!(edited.apply([change(path, &text(body))]).kept.is_empty());
        let page = crate::support::page(&edited, "faq/access/new/index.html");
        assert!(page.contains(body), "{page}");
    }
}

#[test]
fn an_old_address_takes_no_page_away() {
    let mut edited = project(SITE, AS_OF);
    let before = crate::support::page(&edited, "faq/access/who/index.html");
    let alias = "+++\nquestion = \"New?\"\naliases = [\"/faq/access/who/\", \"/faq/access/new/\"]\n+++\nNew.\n";
    edited.apply([change("content/faq/access/new.md", alias)]);
    assert!(edited.check().iter().any(|finding| finding.code.name() == "duplicate-address"));
    let after = crate::support::page(&edited, "faq/access/who/index.html");
    assert!(!after.contains("http-equiv=\"refresh\"") && before.contains("Who") && after.contains("Who"));
    assert!(crate::support::page(&edited, "faq/access/new/index.html").contains("New."));
}

#[test]
fn two_files_that_share_nothing_are_no_move() {
    let mut edited = project(SITE, AS_OF);
    let new = "+++\nquestion = \"Something else?\"\n+++\nQuite another answer.\n";
    edited.apply([gone("content/faq/access/how.md"), change("content/faq/basics/else.md", new)]);
    assert_eq!(edited.moved_to(&OutPath::new("faq/access/how/index.html").unwrap()), None);
}

#[test]
fn drafts_show_under_a_mark_when_they_are_asked_for() {
    let draft = "-- content/faq/basics/hidden.md --\n+++\nquestion = \"Secret?\"\ndraft = true\n+++\nNot yet.\n";
    let inputs = crate::support::inputs(&format!("{SITE}\n{draft}"));
    let shown = Project::new(inputs, candor::project::Options { drafts: candor::Drafts::Show, ..options(AS_OF) });
    let page = crate::support::page(&shown, "faq/basics/hidden/index.html");
    assert!(page.contains("Not yet.") && page.contains("Draft"), "{page}");
}

#[test]
fn a_withheld_answer_is_in_no_file() {
    let entry = "-- content/faq/access/who.md --\n+++\nquestion = \"Who decides?\"\nvisibility = \"question-only\"\n\
        sources = [{ title = \"SECRET title\", quote = \"SECRET quote\" }]\n+++\n\
        SECRET [link](https://secret.example/SECRET) [report](report:acme/soc-2) ![SECRET](plan.png)\n\n## SECRET\n";
    let site: String = files(SITE)
        .iter()
        .filter(|(path, _)| path != "content/faq/access/who.md")
        .map(|(path, text)| format!("-- {path} --\n{text}"))
        .collect();
    let project = project(&format!("{site}\n{entry}-- content/faq/access/plan.png --\nSECRET\n"), AS_OF);
    for (path, bytes) in rendered(&project) {
        assert!(!String::from_utf8_lossy(&bytes).contains("SECRET"), "{path} holds the answer");
        assert!(!path.ends_with("plan.png"), "{path} is published");
        let lists_it = String::from_utf8_lossy(&bytes).contains("Who decides?");
        assert!(!(lists_it && path.contains("providers/")), "{path} tells what the answer refers to");
    }
}
