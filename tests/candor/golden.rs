//! Golden pages: each kind of page in its three encodings and both languages, whole, so that what a change does to
//! pages can be read as a diff.
//!
//! 1. The sites are `tests/golden/site.txt`, with every kind of record and every state of a fact, and
//!    `tests/golden/company.txt`, where one firm speaks of itself and of another that it relies on.
//! 2. The pages are compared with the files below `tests/golden/pages` and `tests/golden/company`, one for one. `UPDATE=1 cargo test` writes them.
//! 3. What every build makes anew is left out: the build's id, the fingerprints of assets, the program's version. JSON is
//!    laid out a value a line; everything else is as it is published.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{project, rendered};

const SITE: &str = include_str!("../golden/site.txt");
pub(crate) const COMPANY: &str = include_str!("../golden/company.txt");
const AS_OF: &str = "2026-11-21";

/// The address of at least one page for each template, without the language.
const PAGES: [&str; 39] = [
    "",
    "404.html",
    "a-z/",
    "advisories/",
    "advisories/acme/acme-1/",
    "compare/",
    "compare/soc-2/",
    "criteria/tsp-2017/",
    "disclosure/",
    "disclosure/acme/",
    "documents/",
    "faq/",
    "faq/access/",
    "faq/access/who/",
    "faq/basics/covered/",
    "faq/basics/untranslated/",
    "faq/covered/",
    "frameworks/",
    "frameworks/iso-27001/",
    "frameworks/soc-2/",
    "glossary/",
    "about/",
    "print/acme/",
    "providers/",
    "providers/acme/",
    "providers/acme/iso-27001/",
    "providers/acme/soc-2/",
    "providers/zenith/",
    "scope/",
    "scope/acme/",
    "scope/acme/vault/",
    "questionnaires/",
    "questionnaires/caiq/",
    "questionnaires/sig/",
    "search/",
    "subprocessors/",
    "timeline/",
    "updates/",
    "updates/2026-10-01-start/",
];

/// Pages of the site of one firm, as far as they differ from those of the other site.
const PAGES_OF_COMPANY: [&str; 22] = [
    "",
    "advisories/",
    "advisories/nwsa-2025-001/",
    "advisories/nwsa-2026-002/",
    "ai/",
    "controls/",
    "controls/access/",
    "crosswalk/tsp-2017/",
    "data/",
    "disclosure/",
    "documents/",
    "faq/security/audited/",
    "frameworks/soc-2/",
    "print/",
    "providers/",
    "providers/nimbus/soc-2/",
    "questionnaires/caiq/",
    "reports/iso-27001/",
    "reports/soc-2/",
    "scope/",
    "services/archive/",
    "subprocessors/",
];

/// What stands before the build's id in the three encodings.
const BEFORE_BUILD: [&str; 4] = ["<code>", "\"build_id\":\"", "Build ", "构建 "];

/// How many lines of a difference are shown.
const SHOWN: usize = 6;

#[test]
fn golden_pages_are_as_they_were() {
    assert_golden("tests/golden/pages", &golden_pages(SITE, &PAGES));
}

#[test]
fn golden_pages_of_a_company_are_as_they_were() {
    assert_golden("tests/golden/company", &golden_pages(COMPANY, &PAGES_OF_COMPANY));
}

/// Compares the pages with the files of a folder.
#[track_caller]
fn assert_golden(folder: &str, pages: &BTreeMap<String, String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let known = known(&folder);
    if std::env::var_os("UPDATE").is_some() {
        update(&folder, pages, &known);
        return;
    }
    let mut differences: Vec<String> = pages
        .iter()
        .filter_map(|(path, text)| match known.get(path) {
            Some(golden) => difference(golden, text).map(|what| format!("{path}:{what}")),
            None => Some(format!("{path}: has no golden file")),
        })
        .collect();
    let superfluous = known.keys().filter(|path| !pages.contains_key(*path));
    differences.extend(superfluous.map(|path| format!("{path}: is no page any more")));
    assert!(
        differences.is_empty(),
        "{} of {} golden files differ; `UPDATE=1 cargo test` writes them anew, for you to read the diff\n\n{}",
        differences.len(),
        pages.len(),
        differences.join("\n")
    );
}

#[test]
fn every_template_has_a_golden_page() {
    let templates = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates")).unwrap();
    let names = templates.map(|file| file.unwrap().file_name().into_string().unwrap());
    // What begins so is on every page.
    let names = names.filter(|name| !name.starts_with("shared_"));
    let mut missing: BTreeSet<String> =
        names.filter_map(|name| name.strip_suffix(".html").map(str::to_owned)).collect();
    for frame in ["base", "company", "components"] {
        assert!(missing.remove(frame), "{frame}");
    }
    let pages = [golden_pages(SITE, &PAGES), golden_pages(COMPANY, &PAGES_OF_COMPANY)];
    for page in pages.iter().flat_map(BTreeMap::values) {
        let template = page.split_once("<body class=\"kind-").and_then(|(_, rest)| rest.split_once('"'));
        if let Some((name, _)) = template {
            // An old address has the class of the page that it leads to.
            missing.remove(if page.contains("http-equiv=\"refresh\"") { "redirect" } else { name });
        }
    }
    assert!(missing.is_empty(), "no golden page shows {missing:?}");
}

#[test]
fn the_golden_sites_have_no_error() {
    let errors = [SITE, COMPANY].map(|site| project(site, AS_OF).check()).concat();
    let errors: Vec<String> =
        errors.iter().filter(|found| found.is_error()).map(|found| format!("{found:?}")).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// The pages of a site with their twins, by path, as they are compared.
fn golden_pages(site: &str, addresses: &[&str]) -> BTreeMap<String, String> {
    let files: BTreeMap<String, Vec<u8>> = rendered(&project(site, AS_OF)).into_iter().collect();
    let mut pages = BTreeMap::new();
    for address in addresses {
        for prefix in ["", "zh-Hans/"] {
            for ending in ["html", "json", "md"] {
                let path = match address.strip_suffix(".html") {
                    Some(name) => format!("{prefix}{name}.{ending}"),
                    None => format!("{prefix}{address}index.{ending}"),
                };
                let Some(bytes) = files.get(&path) else { continue };
                let text = String::from_utf8(bytes.clone()).unwrap();
                let text = if ending == "json" { laid_out(&text) } else { text };
                pages.insert(path, without_what_changes(&text));
            }
        }
        let page = if address.ends_with(".html") { (*address).to_owned() } else { format!("{address}index.html") };
        assert!(pages.contains_key(&page), "there is no page {page}");
    }
    pages
}

/// The golden files by path.
fn known(folder: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let path = |file: &PathBuf| file.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    files.map(|file| (path(&file), fs::read_to_string(&file).unwrap())).collect()
}

fn update(folder: &Path, pages: &BTreeMap<String, String>, known: &BTreeMap<String, String>) {
    for path in known.keys().filter(|path| !pages.contains_key(*path)) {
        fs::remove_file(folder.join(path)).unwrap();
    }
    for (path, text) in pages.iter().filter(|(path, text)| known.get(*path) != Some(*text)) {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

/// The first lines that differ, those of the golden file with `-`, those of the page with `+`.
fn difference(golden: &str, page: &str) -> Option<String> {
    let (golden, page): (Vec<&str>, Vec<&str>) = (golden.split('\n').collect(), page.split('\n').collect());
    let same = golden.iter().zip(&page).take_while(|(a, b)| a == b).count();
    if same == golden.len() && same == page.len() {
        return None;
    }
    let (golden, page) = (&golden[same..], &page[same..]);
    let same_end = golden.iter().rev().zip(page.iter().rev()).take_while(|(a, b)| a == b).count();
    let side = |sign: char, lines: &[&str]| {
        let lines = &lines[..lines.len() - same_end];
        let shown: String = lines.iter().take(SHOWN).map(|line| format!("\n  {sign} {line:.300}")).collect();
        if lines.len() > SHOWN { format!("{shown}\n  {sign} … {} more lines", lines.len() - SHOWN) } else { shown }
    };
    Some(format!("{}:{}{}", same + 1, side('-', golden), side('+', page)))
}

/// JSON with each value on a line of its own, in the order in which it is written.
fn laid_out(json: &str) -> String {
    let (mut out, mut depth, mut in_string, mut is_escaped) = (String::new(), 0, false, false);
    let line = |depth: usize| format!("\n{}", "  ".repeat(depth));
    for c in json.chars() {
        let is_layout = !in_string && "{}[],".contains(c);
        in_string ^= c == '"' && !is_escaped;
        is_escaped = in_string && c == '\\' && !is_escaped;
        match c {
            '{' | '[' if is_layout => {
                depth += 1;
                out.push(c);
                out.push_str(&line(depth));
            }
            '}' | ']' if is_layout => {
                depth -= 1;
                if out.trim_end().ends_with(['{', '[']) {
                    out.truncate(out.trim_end().len());
                } else {
                    out.push_str(&line(depth));
                }
                out.push(c);
            }
            ',' if is_layout => {
                out.push(c);
                out.push_str(&line(depth));
            }
            _ => out.push(c),
        }
    }
    out
}

/// A page without what every build makes anew.
fn without_what_changes(page: &str) -> String {
    let page = page.replace(concat!("candor ", env!("CARGO_PKG_VERSION")), "candor VERSION");
    let mut out = String::with_capacity(page.len());
    let mut rest = page.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let word = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
        let is_hexadecimal = word.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        rest = &rest[word.len()..];
        if word.starts_with("sha") && rest.starts_with('-') && out.ends_with("integrity=\"") {
            rest = &rest[rest.find('"').expect("an attribute ends")..];
            out.push_str("INTEGRITY");
        } else if is_hexadecimal && word.len() == 16 && out.ends_with('.') {
            out.push_str("FINGERPRINT");
        } else if is_hexadecimal && word.len() == 12 && BEFORE_BUILD.iter().any(|before| out.ends_with(before)) {
            out.push_str("BUILD");
        } else {
            out.push_str(word);
        }
    }
    out.push_str(rest);
    out
}

#[test]
fn a_difference_shows_its_first_lines() {
    let shown = difference("a\nb\nc\nd\n", "a\nx\ny\nd\n").unwrap();
    assert_eq!(shown, "2:\n  - b\n  - c\n  + x\n  + y");
    assert_eq!(difference("a\n", "a\n"), None);
    assert_eq!(difference("a", "a\nb").unwrap(), "2:\n  + b");
}
