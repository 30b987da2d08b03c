//! Incremental equals full: any way to a set of files ends in the same site, the same findings and the same bytes.

use std::collections::BTreeMap;

use candor::project::{Change, Project};
use proptest::prelude::*;

use crate::support::{change, files, options, project, rendered};

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
        project.apply(Change::Gone(candor::path::SourcePath::new(&path).unwrap()));
    }
    assert_same(&project, &empty());
}

/// What an author may do to one file of the site.
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
}

fn edit(count: usize) -> impl Strategy<Value = Edit> {
    prop_oneof![
        (0..count).prop_map(Edit::Remove),
        (0..count).prop_map(Edit::Restore),
        (0..count, any::<u8>()).prop_map(|(file, share)| Edit::Break(file, share)),
        (0..count, 0..count).prop_map(|(a, b)| Edit::Swap(a, b)),
        (0..count, any::<u8>()).prop_map(|(file, share)| Edit::Insert(file, share)),
    ]
}

fn at_share(text: &str, share: u8) -> usize {
    text.floor_char_boundary(text.len() * usize::from(share) / 255)
}

/// Carries out an edit on the files and on the project alike.
fn carry_out(
    edit: &Edit,
    original: &[(String, String)],
    present: &mut BTreeMap<String, String>,
    project: &mut Project,
) {
    let mut put = |path: &str, text: String| {
        project.apply(change(path, &text));
        present.insert(path.to_owned(), text);
    };
    match edit {
        Edit::Remove(file) => {
            let path = &original[*file].0;
            project.apply(Change::Gone(candor::path::SourcePath::new(path).unwrap()));
            present.remove(path);
        }
        Edit::Restore(file) => put(&original[*file].0, original[*file].1.clone()),
        Edit::Break(file, share) => {
            let (path, text) = &original[*file];
            put(path, text[..at_share(text, *share)].to_owned());
        }
        Edit::Swap(a, b) => put(&original[*a].0, original[*b].1.clone()),
        Edit::Insert(file, share) => {
            let (path, text) = &original[*file];
            let at = at_share(text, *share);
            put(path, format!("{}neu {}", &text[..at], &text[at..]));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_files_folds_to_the_same_site(order in Just(content()).prop_shuffle()) {
        let mut folded = empty();
        for (path, text) in &order {
            folded.apply(change(path, text));
        }
        assert_same(&folded, &project(SITE, AS_OF));
    }

    #[test]
    fn inserting_and_removing_a_file_changes_nothing(file in 0..content().len(), other in 0..content().len()) {
        let (path, text) = &content()[file];
        let mut edited = project(SITE, AS_OF);
        edited.apply(change(path, &content()[other].1));
        edited.apply(Change::Gone(candor::path::SourcePath::new(path).unwrap()));
        edited.apply(change(path, text));
        assert_same(&edited, &project(SITE, AS_OF));
    }

    #[test]
    fn any_script_of_edits_ends_as_a_fresh_start_does(script in prop::collection::vec(edit(content().len()), 1..12)) {
        let original = content();
        let mut present: BTreeMap<String, String> = original.iter().cloned().collect();
        let mut edited = project(SITE, AS_OF);
        for edit in &script {
            carry_out(edit, &original, &mut present, &mut edited);
        }
        let mut fresh = empty();
        for (path, text) in &present {
            fresh.apply(change(path, text));
        }
        assert_same(&edited, &fresh);
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
    project.apply(change("content/pages/plan.png", "not a picture"));
    project.apply(change(&hidden.0, hidden.1));
    project
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
