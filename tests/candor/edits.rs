//! Any script of edits, to content, settings, theme, attachments and symbolic links, ends as a fresh start does.
//!
//! 1. [`Edit`] is what an author may do to the files of the small site.
//! 2. [`Files`] carries it out, and knows what the site should show: of what is broken the last good state.
//! 3. After a script, a fresh start from what should be shown has the same findings and the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use candor::diag::Diagnostic;
use candor::path::{OutPath, SourcePath};
use candor::project::{CONFIG, Change, Project, Rendered, codes};
use candor::source::Span;
use proptest::prelude::*;

use crate::robustness::holds;
use crate::support::{change, files, options, owned_path};

pub(crate) const AS_OF: &str = "2026-11-21";

/// A small site with every kind of record, in files that refer to each other.
pub(crate) const SITE: &str = include_str!("../fixtures/small-site.txt");

/// What an author may do to the files of the site.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Remove(usize),
    Restore(usize),
    /// Cut the text off at a share of its length, as a half-written save does.
    Break(usize, u8),
    /// Move the text to another file's place.
    Swap(usize, usize),
    /// Put a word, or the comment of a placeholder, at a share of the text.
    Insert(usize, u8),
    /// Give an entry another question and draft state.
    Retitle(usize),
    /// Move all files of a folder to another one.
    MoveFolder(usize),
    Attach(usize, usize),
    Detach(usize),
    /// Put a symbolic link that leads to another file in the place of a file, or beside it.
    Link(usize, usize),
    Unlink(usize),
    /// Write other settings, among them some that cannot be understood.
    Configure(usize),
    /// Take the settings away.
    Unconfigure,
    /// Write a file of a theme, which may be broken.
    Theme(usize),
    Untheme(usize),
    /// Make the provider the site's own company.
    Own,
    /// Make the site's own company one provider of others.
    Disown,
}

const MOVED: [(&str, &str); 4] = [
    ("content/faq/basics/", "content/faq/moved/"),
    ("content/faq/moved/", "content/faq/basics/"),
    ("content/providers/acme/", "content/providers/moved/"),
    ("content/providers/moved/", "content/providers/acme/"),
];

/// Files that records of the small site name, or do not, and what they may hold.
const ATTACHMENTS: [&str; 3] = ["content/files/report.pdf", "content/pages/plan.png", "content/old/index.html"];
const BYTES: [&str; 2] = ["bytes", "other bytes"];

/// Where symbolic links lie, and where they may lead; what is not there is not there for the link either.
const LINKS: [&str; 4] = [
    "content/faq/access/linked.md",
    "content/faq/basics/what.md",
    "content/glossary/linked.md",
    "content/pages/plan.png",
];
const TARGETS: [&str; 5] = [
    "content/faq/access/how.md",
    "content/glossary/attestation.md",
    "content/files/report.pdf",
    "content/faq/basics/what.md",
    "content/nowhere.md",
];

/// What may stand behind or instead of the settings of the small site.
const SETTINGS: [&str; 9] = [
    "title = \"Small\"\nbase_url = \"https://t.example/trust/\"\nlocales = [\"en\", \"zh-Hans\"]\n[policy]\nfresh_months = 1\n",
    "title = \"Small\"\nbase_url = \"https://t.example/\"\nlocales = [\"zh-Hans\", \"en\"]\n",
    "title = \"Small\"\nbase_url = \"https://t.example/trust/\"\nlocales = [\"en\"]\ntheme = \"own\"\n",
    "title = \"Small\"\nbase_url = \"https://t.example/trust/\"\nlocales = [\"en\", \"fr\"]\n",
    "title = \"Small\"\nbase_url = \"https://t.example/trust/\"\n[search]\nsynonyms = [[\"report\", \"paper\"]]\n",
    "title = \"Small\" # placeholder\nbase_url = \"https://t.example/trust/\" # placeholder\n",
    "title = \"Small\" # placeholder\nlocales = [\"en\"]\n",
    "title = ",
    "title = \"Small\"\nbase_url = \"https://t.example/trust/\"\nownr = \"us\"\n",
];

const THEME: [(&str, &str); 13] = [
    ("themes/default/templates/entry.md", "{{ nothing.here }}"),
    ("themes/default/templates/topic.md", "A topic.\n"),
    ("themes/default/templates/entry.html", "{% extends \"default/entry.html\" %}\n"),
    ("themes/default/templates/entry.html", "{% block"),
    ("themes/default/templates/entry.html", "{{ nothing.here }}"),
    ("themes/default/templates/update.html", "<p>An update</p>\n"),
    ("themes/default/i18n/en.toml", "nav_faq = \"Answers\"\nkind_report = \"Paper\"\n"),
    ("themes/default/i18n/en.toml", "nav_faq = "),
    ("themes/default/i18n/fr.toml", "nav_faq = \"Réponses\"\n"),
    ("themes/default/assets/style.css", "p { color: red }\n"),
    ("themes/own/assets/style.css", "p { color: blue }\n"),
    ("themes/own/templates/home.html", "<p>Home</p>\n"),
    ("themes/own/templates/home.html", "{{ nothing.here }}"),
];

pub(crate) fn content() -> Vec<(String, String)> {
    files(SITE).into_iter().filter(|(path, _)| path != CONFIG).collect()
}

pub(crate) fn config() -> String {
    files(SITE).into_iter().find(|(path, _)| path == CONFIG).unwrap().1
}

pub(crate) fn gone(path: &str) -> Change {
    Change::Gone(SourcePath::new(path).unwrap())
}

/// What the disk says of a file that is there and cannot be used.
pub(crate) fn refused(path: &str) -> Change {
    let code = codes().into_iter().find(|code| code.name() == "symlink-outside").unwrap();
    Change::Problem(Diagnostic::new(code, &SourcePath::new(path).unwrap(), Span::default(), "it cannot be used"))
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let count = content().len();
    prop_oneof![
        (0..count).prop_map(Edit::Remove),
        (0..count).prop_map(Edit::Restore),
        (0..count, any::<u8>()).prop_map(|(file, share)| Edit::Break(file, share)),
        (0..count, 0..count).prop_map(|(a, b)| Edit::Swap(a, b)),
        (0..count, any::<u8>()).prop_map(|(file, share)| Edit::Insert(file, share)),
        (0..count).prop_map(Edit::Retitle),
        (0..MOVED.len()).prop_map(Edit::MoveFolder),
        (0..ATTACHMENTS.len(), 0..BYTES.len()).prop_map(|(file, bytes)| Edit::Attach(file, bytes)),
        (0..ATTACHMENTS.len()).prop_map(Edit::Detach),
        (0..LINKS.len(), 0..TARGETS.len()).prop_map(|(link, target)| Edit::Link(link, target)),
        (0..LINKS.len()).prop_map(Edit::Unlink),
        (0..=SETTINGS.len()).prop_map(Edit::Configure),
        Just(Edit::Unconfigure),
        (0..THEME.len()).prop_map(Edit::Theme),
        (0..THEME.len()).prop_map(Edit::Untheme),
        Just(Edit::Own),
        Just(Edit::Disown),
    ]
}

fn at_share(text: &str, share: u8) -> usize {
    text.floor_char_boundary(text.len() * usize::from(share) / 255)
}

/// What lies at a path of the disk.
#[derive(Clone, Debug, PartialEq)]
enum Node {
    Text(String),
    Link(&'static str),
    /// Something that cannot be read.
    Refused,
}

/// The files as they lie on the disk, and what the site shows: the last that could be understood.
pub(crate) struct Files {
    original: Vec<(String, String)>,
    present: BTreeMap<String, Node>,
    shown: BTreeMap<String, String>,
    /// The last text that could be read at each path.
    known: BTreeMap<String, String>,
    lost: Vec<Lost>,
}

/// A text that went away and may come up again elsewhere.
struct Lost {
    path: String,
    text: String,
    shown: Option<String>,
}

impl Files {
    pub(crate) fn new() -> Self {
        let original = content();
        let shown: BTreeMap<String, String> = original.iter().cloned().chain([(CONFIG.to_owned(), config())]).collect();
        let present = shown.iter().map(|(path, text)| (path.clone(), Node::Text(text.clone()))).collect();
        Self { original, present, known: shown.clone(), shown, lost: Vec::new() }
    }

    /// What the edit makes of which files; `None` removes one.
    fn nodes(&self, edit: &Edit) -> Vec<(String, Option<Node>)> {
        let put = |path: &str, text: String| vec![(path.to_owned(), Some(Node::Text(text)))];
        let remove = |path: &str| vec![(path.to_owned(), None)];
        match edit {
            Edit::Remove(file) => remove(&self.original[*file].0),
            Edit::Restore(file) => put(&self.original[*file].0, self.original[*file].1.clone()),
            Edit::Break(file, share) => {
                let (path, text) = &self.original[*file];
                put(path, text[..at_share(text, *share)].to_owned())
            }
            Edit::Swap(a, b) => put(&self.original[*a].0, self.original[*b].1.clone()),
            Edit::Insert(file, share) => {
                let (path, text) = &self.original[*file];
                let at = at_share(text, *share);
                let word = if share % 4 == 3 { " # placeholder\n" } else { "neu " };
                put(path, format!("{}{word}{}", &text[..at], &text[at..]))
            }
            Edit::Retitle(file) => {
                let (path, text) = &self.original[*file];
                put(path, text.replacen("\" = \"", "\" = \"Other ", 1).replacen("= \"", "= \"Other ", 1))
            }
            Edit::MoveFolder(pair) => {
                let (from, to) = MOVED[*pair];
                let inside = self.present.iter().filter(|(path, _)| path.starts_with(from));
                let moved = inside
                    .flat_map(|(path, node)| [(path.clone(), None), (path.replacen(from, to, 1), Some(node.clone()))]);
                moved.collect()
            }
            Edit::Own | Edit::Disown => {
                let both = self.original.iter().map(|(path, _)| (path.clone(), owned_path(path)));
                let both = both.filter(|(path, own)| path != own);
                let ways = both.map(|(path, own)| if matches!(edit, Edit::Own) { (path, own) } else { (own, path) });
                let present = ways.filter_map(|(from, to)| Some((from.clone(), to, self.present.get(&from)?.clone())));
                present.flat_map(|(from, to, node)| [(from, None), (to, Some(node))]).collect()
            }
            Edit::Attach(file, bytes) => put(ATTACHMENTS[*file], BYTES[*bytes].to_owned()),
            Edit::Detach(file) => remove(ATTACHMENTS[*file]),
            Edit::Link(link, target) => vec![(LINKS[*link].to_owned(), Some(Node::Link(TARGETS[*target])))],
            Edit::Unlink(link) => remove(LINKS[*link]),
            Edit::Configure(n) => put(CONFIG, SETTINGS.get(*n).map_or_else(config, |text| (*text).to_owned())),
            Edit::Unconfigure => vec![(CONFIG.to_owned(), Some(Node::Refused))],
            Edit::Theme(n) => put(THEME[*n].0, THEME[*n].1.to_owned()),
            Edit::Untheme(n) => remove(THEME[*n].0),
        }
    }

    /// What the disk gives for a path, symbolic links followed; `None` when it cannot be used.
    fn held(&self, path: &str) -> Option<&String> {
        let target = match self.present.get(path)? {
            Node::Link(target) => self.present.get(*target)?,
            node => node,
        };
        match target {
            Node::Text(text) => Some(text),
            Node::Link(_) | Node::Refused => None,
        }
    }

    /// Carries out an edit on the files and on the projects alike; the first says whether the theme is broken, best one
    /// that keeps its findings.
    pub(crate) fn carry_out(&mut self, edit: &Edit, projects: [&mut Project; 2]) {
        let before: BTreeMap<String, Option<String>> = self.view();
        for (path, node) in self.nodes(edit) {
            match node {
                Some(node) => self.present.insert(path, node),
                None => self.present.remove(&path),
            };
        }
        let after = self.view();
        let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let changed: Vec<&String> = paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).collect();
        let mut kept = BTreeSet::new();
        let [keeping, plain] = projects;
        for project in [&mut *keeping, plain] {
            let changes = changed.iter().map(|path| match after.get(*path) {
                Some(Some(text)) => change(path, text),
                Some(None) => refused(path),
                None => gone(path),
            });
            kept = project.apply(changes.collect::<Vec<_>>()).kept;
        }
        let is_theme_broken = keeping.check().iter().any(|finding| finding.is_error() && is_of_theme(finding));
        let changed = changed.into_iter().filter(|path| !path.starts_with("themes/"));
        let (come, gone): (Vec<_>, Vec<_>) = changed.partition(|path| after.contains_key(*path));
        for path in gone {
            let (text, shown) = (self.known.remove(path), self.shown.remove(path));
            self.lost.extend(text.map(|text| Lost { path: path.clone(), text, shown }));
        }
        for path in come {
            let Some(Some(text)) = after.get(path) else { continue };
            let moved = if self.known.contains_key(path) { None } else { self.find(path, text) };
            self.known.insert(path.clone(), text.clone());
            if !kept.contains(&SourcePath::new(path).unwrap()) {
                self.shown.insert(path.clone(), text.clone());
            } else if !self.shown.contains_key(path) {
                // A broken file that moved shows at its new place what it showed at the old one.
                self.shown.extend(moved.map(|shown| (path.clone(), shown)));
            }
        }
        if !is_theme_broken {
            let folder = self.theme_folder();
            self.shown.retain(|path, _| !path.starts_with(folder));
            let theme = after.into_iter().filter(|(path, _)| path.starts_with(folder));
            self.shown.extend(theme.filter_map(|(path, text)| Some((path, text?))));
        }
    }

    /// What a file showed that comes up again at another place, when there is no doubt that it is the same.
    fn find(&mut self, path: &str, text: &str) -> Option<String> {
        let is_text = |path: &str| [".md", ".toml", ".csv"].iter().any(|ending| path.ends_with(ending));
        let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
        let same = |lost: &&(usize, &Lost)| lost.1.text == text && is_text(&lost.1.path) && is_text(path);
        let same: Vec<(usize, &Lost)> = self.lost.iter().enumerate().filter(|lost| same(&lost)).collect();
        let namesake = same.iter().rfind(|(_, lost)| name(&lost.path) == name(path));
        let only = same.first().filter(|_| same.len() == 1 && !text.trim().is_empty());
        let found = namesake.or(only)?.0;
        self.lost.remove(found).shown
    }

    /// Where the files of the theme lie that the settings in force name.
    fn theme_folder(&self) -> &'static str {
        let is_own = self.shown.get(CONFIG).is_some_and(|config| config.contains("theme = \"own\""));
        if is_own { "themes/own/" } else { "themes/default/" }
    }

    fn view(&self) -> BTreeMap<String, Option<String>> {
        self.present.keys().map(|path| (path.clone(), self.held(path).cloned())).collect()
    }

    /// A fresh start from what should be shown, where the files that cannot be used are no longer to be had.
    fn fresh(&self) -> Project {
        let mut fresh = Project::new(self.shown.iter().map(|(path, text)| change(path, text)), options(AS_OF));
        fresh.apply(self.present.keys().filter(|path| self.held(path).is_none()).map(|path| refused(path)));
        fresh
    }

    /// The findings that do not hang on the text of a broken file, which a fresh start does not know.
    fn findings(&self, project: &Project) -> Vec<String> {
        let view = self.view();
        let of_theme = view.keys().chain(self.shown.keys()).filter(|path| path.starts_with(self.theme_folder()));
        let mut of_theme = of_theme.map(|path| (self.held(path), self.shown.get(path)));
        let is_theme_broken = of_theme.any(|(held, shown)| held != shown);
        let is_broken = |path: &str| self.present.contains_key(path) && self.held(path) != self.shown.get(path);
        let is_known = |finding: &&Diagnostic| {
            !(is_broken(finding.place.path.as_str()) || is_theme_broken && is_of_theme(finding))
        };
        let found = [project.check(), project.placeholders()].concat();
        found.iter().filter(is_known).map(|f| format!("{:?} {} {:?}", f.place, f.message, f.help)).collect()
    }
}

/// Whether the theme as a whole was found wrong.
fn is_of_theme(finding: &Diagnostic) -> bool {
    finding.place.path.as_str().starts_with("themes/")
        || ["unknown-theme", "missing-string", "unused-string"].contains(&finding.code.name())
}

/// Every file of a site with its bytes, or with what failed.
fn rendered(project: &Project) -> Vec<(String, String)> {
    let render = |path: &OutPath| match project.render(path) {
        Ok(Some(Rendered::Bytes(bytes))) => String::from_utf8_lossy(&bytes).into_owned(),
        other => format!("{other:?}"),
    };
    project.files().paths().map(|path| (path.to_string(), render(path))).collect()
}

#[track_caller]
fn assert_same<T: PartialEq + std::fmt::Debug>(a: &[T], b: &[T], what: &str) {
    let first = a.iter().zip(b).find(|(a, b)| a != b);
    assert!(a == b, "{what}: {} and {}, first {first:#?}", a.len(), b.len());
}

#[test]
fn any_script_of_edits_ends_as_a_fresh_start_does() {
    holds(36, &prop::collection::vec(edit(), 1..20), |script| script_holds(&script));
}

#[test]
fn any_script_of_edits_on_a_site_of_its_own_company_ends_as_a_fresh_start_does() {
    holds(20, &prop::collection::vec(edit(), 0..12), |script| {
        script_holds(&[vec![Edit::Own], script].concat());
    });
}

fn script_holds(script: &[Edit]) {
    let mut files = Files::new();
    // One keeps its findings and its indexes from edit to edit, the other looks at everything at the end.
    let (mut keeping, mut plain) = (files.fresh(), files.fresh());
    keeping.keep_findings();
    let _ = keeping.files();
    for edit in script {
        files.carry_out(edit, [&mut keeping, &mut plain]);
        let _ = keeping.files();
        let (kept, found) = (keeping.check(), plain.check());
        let say = |all: &[Diagnostic]| all.iter().map(|finding| format!("{finding:?}")).collect::<Vec<_>>();
        assert_same(&say(&kept), &say(&found), "findings kept and found");
        let summary = keeping.summary(kept.len());
        assert_eq!(summary.errors, kept.iter().filter(|finding| finding.is_error()).count());
        assert_eq!(summary.first.len(), kept.len());
    }
    let fresh = files.fresh();
    assert!(keeping == fresh, "the records or their indexes differ");
    assert_same(&files.findings(&keeping), &files.findings(&fresh), "findings kept and fresh");
    let expected = rendered(&fresh);
    assert_same(&rendered(&keeping), &expected, "files kept and fresh");
    assert_same(&rendered(&plain), &expected, "files found and fresh");
}

#[test]
fn a_theme_that_fails_stays_out_whatever_else_changes() {
    let (own, default) = (Edit::Configure(2), Edit::Configure(1));
    script_holds(&[Edit::Theme(12), own.clone()]);
    script_holds(&[Edit::Theme(11), own.clone(), Edit::Theme(12), Edit::Theme(10)]);
    script_holds(&[Edit::Theme(11), own.clone(), default.clone(), Edit::Theme(12), default, own]);
}
