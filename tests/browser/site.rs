//! The folders that the browser is shown: the example of this repository, and sites of fixtures.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::support::{project, rendered};
use candor::project::Project;

/// A published site.
pub(super) struct Site {
    pub(super) folder: PathBuf,
    /// Every HTML file by its path, in order.
    pub(super) pages: BTreeMap<String, String>,
}

impl Site {
    fn read(folder: &Path) -> Self {
        let mut pages = BTreeMap::new();
        read_pages(folder, folder, &mut pages);
        Self { folder: folder.to_owned(), pages }
    }

    /// For each kind, the page in the default language that has the most to show.
    pub(super) fn largest_of_each_kind(&self) -> BTreeMap<&str, &str> {
        let mut pages: Vec<(&String, &String)> =
            self.pages.iter().filter(|(path, _)| !path.starts_with("zh-Hans/")).collect();
        pages.sort_by_key(|(_, html)| html.len());
        pages.into_iter().filter_map(|(path, html)| Some((kind(html)?, path.as_str()))).collect()
    }

    /// The pages of one kind, in every language.
    pub(super) fn pages_of(&self, wanted: &str) -> impl Iterator<Item = &str> {
        self.pages.iter().filter(move |(_, html)| kind(html) == Some(wanted)).map(|(path, _)| path.as_str())
    }
}

/// Which template a page was made by; none when it only leads to another, which readers see for an instant.
fn kind(html: &str) -> Option<&str> {
    if html.contains("http-equiv=\"refresh\"") {
        return None;
    }
    html.split_once("<body class=\"kind-")?.1.split('"').next()
}

fn read_pages(folder: &Path, root: &Path, pages: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_pages(&path, root, pages);
        } else if path.extension().is_some_and(|ending| ending == "html") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            pages.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

fn fresh_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    folder
}

/// The example site, built once by the program itself.
pub(super) fn example() -> &'static Site {
    static EXAMPLE: OnceLock<Site> = OnceLock::new();
    EXAMPLE.get_or_init(|| {
        let folder = fresh_folder("example");
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.args(["build", "--as-of", "2026-11-21", "--root", env!("CARGO_MANIFEST_DIR")]).arg("-o").arg(&folder);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Site::read(&folder)
    })
}

/// The site of one firm that shows what a firm has to show, built once.
pub(super) fn firm() -> &'static Site {
    static FIRM: OnceLock<Site> = OnceLock::new();
    FIRM.get_or_init(|| {
        let project = project(include_str!("../fixtures/northwind.txt"), "2026-11-27");
        let mistakes: Vec<String> = project
            .check()
            .iter()
            .filter(|finding| finding.is_error())
            .map(|finding| finding.message.clone())
            .collect();
        assert!(mistakes.is_empty(), "{mistakes:?}");
        publish("firm", &project, str::to_owned)
    })
}

/// The kinds of pages: the templates that are neither a part of others nor lead to others.
fn kinds() -> BTreeSet<String> {
    let templates = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates")).unwrap();
    let names = templates.map(|file| file.unwrap().file_name().to_str().unwrap().to_owned());
    let kinds = names.filter_map(|name| name.strip_suffix(".html").map(str::to_owned));
    kinds
        .filter(|name| !["base", "company", "components", "redirect"].contains(&name.as_str()))
        .filter(|name| !name.starts_with("shared_"))
        .collect()
}

#[test]
fn every_kind_of_page_is_on_one_of_the_sites() {
    let sites = [example().largest_of_each_kind(), firm().largest_of_each_kind()];
    // Neither site has several frameworks with controls, or several companies with a policy.
    let is_elsewhere = |kind: &String| ["crosswalk", "disclosures"].contains(&kind.as_str());
    let is_missing = |kind: &String| !is_elsewhere(kind) && sites.iter().all(|site| !site.contains_key(kind.as_str()));
    let missing: Vec<String> = kinds().into_iter().filter(is_missing).collect();
    assert!(missing.is_empty(), "no site has a page of the kinds {missing:?}");
}

/// The site of a project, whatever is wrong with it; `change` sees the text of each page before it is written.
pub(super) fn publish(name: &str, project: &Project, change: impl Fn(&str) -> String) -> Site {
    let folder = fresh_folder(name);
    for (path, bytes) in rendered(project) {
        let file = folder.join(&path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        let is_page = path.rsplit('.').next() == Some("html");
        fs::write(file, if is_page { change(str::from_utf8(&bytes).unwrap()).into_bytes() } else { bytes }).unwrap();
    }
    Site::read(&folder)
}
