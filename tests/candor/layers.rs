//! Who may import whom: the table of layers against the `crate::` paths, and one file for each package.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Each module of the library and its layer; a module imports from its own layer and those below.
const LAYERS: &[(&str, u8)] = &[
    ("cli", 9),
    ("lsp", 8),
    ("preview", 8),
    ("disk", 7),
    ("serve", 7),
    ("watch", 7),
    ("finding", 6),
    ("manual", 6),
    ("project", 6),
    ("render", 5),
    ("page", 4),
    ("view", 4),
    ("theme", 4),
    ("catalog", 3),
    ("check", 3),
    ("library", 2),
    ("schema", 2),
    ("told", 2),
    ("site", 2),
    ("published", 2),
    ("search", 2),
    ("starter", 2),
    ("format", 1),
    ("model", 1),
    ("parse", 1),
    ("attachment", 0),
    ("characters", 0),
    ("diag", 0),
    ("digest", 0),
    ("language", 0),
    ("packed", 0),
    ("path", 0),
    ("platform", 0),
    ("policy", 0),
    ("source", 0),
];

/// Each package and the only file, or folder, that names it.
const PACKAGES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["finding.rs"]),
    ("anstream", &["cli/mod.rs"]),
    ("clap", &["cli/arguments.rs", "cli/arguments/", "cli/mod.rs"]),
    ("clap_complete", &["cli/arguments.rs", "cli/mod.rs"]),
    ("clap_mangen", &["cli/mod.rs"]),
    ("ctrlc", &["cli/serve.rs"]),
    ("cvss", &["model/cvss.rs"]),
    ("gen_lsp_types", &["lsp/"]),
    ("icu_calendar", &["language/"]),
    ("icu_collator", &["language/"]),
    ("icu_datetime", &["language/"]),
    ("icu_locale", &["language/"]),
    ("icu_normalizer", &["language/"]),
    ("icu_plurals", &["language/"]),
    ("idna", &["parse/web_address.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    ("jiff", &["model/date.rs"]),
    ("lz4_flex", &["packed.rs"]),
    ("mimalloc", &["main.rs"]),
    ("miniz_oxide", &["search/encode.rs", "theme/touch_icon.rs"]),
    ("notify", &["watch/events.rs"]),
    ("pagefind_stem", &["search/stem.rs"]),
    ("percent_encoding", &["lsp/", "parse/destination.rs", "parse/html.rs", "preview/"]),
    ("pulldown_cmark", &["parse/markdown.rs", "parse/markdown/"]),
    ("rayon", &["project.rs", "project/", "disk/"]),
    ("rustix", &["platform.rs"]),
    ("serde_saphyr", &["parse/front.rs"]),
    ("sha2", &["digest.rs"]),
    ("tera", &["theme/mod.rs", "theme/strings.rs", "theme/tree.rs"]),
    ("toml", &["parse/front.rs"]),
    ("toml_parser", &["parse/placeholder.rs"]),
    ("tiny_http", &["serve/reply.rs", "serve/server.rs"]),
    ("unicode_normalization", &["model/alike.rs", "path.rs", "search/character.rs"]),
    ("unicode_properties", &["characters.rs"]),
    ("unicode_script", &["characters.rs"]),
    ("unicode_security", &["parse/web_address.rs"]),
    ("unicode_width", &["view/navigation.rs", "view/words.rs"]),
    ("walkdir", &["disk/read.rs", "watch/poll.rs"]),
];

/// Where the world may be touched: files, the clock and the environment.
const WORLD: &[(&str, &[&str])] = &[
    ("std::fs", &["disk/", "watch.rs", "watch/", "platform.rs"]),
    ("std::env", &["cli/environment.rs", "main.rs"]),
    ("std::time::SystemTime", &["cli/environment.rs", "platform.rs"]),
    ("std::os", &["platform.rs"]),
    ("std::process", &["cli/", "main.rs", "platform.rs"]),
    ("std::net", &["serve/", "cli/arguments.rs", "platform.rs"]),
];

/// Every file of the library with its text, comments left out. The pages of the manual are no part of it.
pub(crate) fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&root).into_iter().filter_entry(|entry| entry.file_name() != "manual");
    let files = files.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(entry.path()).unwrap();
            let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            (path, code.join("\n"))
        })
        .collect()
}

fn layer(module: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

/// The paths that begin with `root`, such as `crate::`, each written out: `crate::{a, b::{c, d}}` is three.
pub(crate) fn paths(code: &str, root: &str) -> BTreeSet<String> {
    let is_within_word = |at: usize| code[..at].ends_with(|c: char| c.is_alphanumeric() || "_:$".contains(c));
    let (mut all, mut end) = (BTreeSet::new(), 0);
    for (at, _) in code.match_indices(root).filter(|(at, _)| !is_within_word(*at)) {
        let tree = &code[at + root.len()..];
        if at >= end {
            all.extend(written_out(tree));
            end = at + root.len() + length_of_tree(tree);
        }
    }
    all
}

/// How many bytes a `use` tree has.
fn length_of_tree(tree: &str) -> usize {
    let mut depth = 0;
    let is_end = |c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth <= 0 && !(c.is_alphanumeric() || "_:}".contains(c))
    };
    tree.find(is_end).unwrap_or(tree.len())
}

/// The paths of a `use` tree, up to where it ends.
fn written_out(tree: &str) -> Vec<String> {
    let tree = tree.trim_start();
    let Some(list) = tree.strip_prefix('{') else {
        let name: String = tree.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        return match tree[name.len()..].strip_prefix("::") {
            Some(rest) => written_out(rest).into_iter().map(|path| format!("{name}::{path}")).collect(),
            None => vec![name],
        };
    };
    let (mut depth, mut start, mut all) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => {
                all.extend(written_out(&list[start..at]));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    all.retain(|path| !path.is_empty());
    all
}

#[test]
fn lists_in_a_use_are_written_out() {
    let code = "use crate::{\n    a,\n    b::{self, c::{D, E as F}, g},\n};\nuse crate::h::I;\nlet x = crate::j::k(); m_crate::n; $crate::o";
    let expected = ["a", "b::c::D", "b::c::E", "b::g", "b::self", "h::I", "j::k"];
    assert_eq!(paths(code, "crate::").into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(paths("use super::{super::{a}, b};", "super::").into_iter().collect::<Vec<_>>(), ["b", "super::a"]);
}

/// The modules of the library that a file names.
fn named(code: &str) -> BTreeSet<String> {
    paths(code, "crate::").into_iter().filter_map(|path| path.split("::").next().map(str::to_owned)).collect()
}

#[test]
fn imports_go_down_only() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let module = path.split(['/', '.']).next().unwrap();
        let Some(own) = layer(module) else {
            assert!(["lib", "main"].contains(&module), "src/{path}: give `{module}` a layer in this test");
            continue;
        };
        for target in named(&code) {
            if let Some(theirs) = layer(&target).filter(|theirs| *theirs > own) {
                wrong.push(format!("src/{path} (layer {own}) imports {target} (layer {theirs})"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Those that touch the world know nothing of each other; `preview` and `cli` bring them together.
#[test]
fn the_edges_do_not_know_each_other() {
    const EDGES: [&str; 3] = ["disk", "serve", "watch"];
    for (path, code) in sources() {
        let module = path.split(['/', '.']).next().unwrap();
        if EDGES.contains(&module) {
            let others = |target: &String| target != module && EDGES.contains(&target.as_str());
            let known: Vec<_> = named(&code).into_iter().filter(others).collect();
            assert!(known.is_empty(), "src/{path} imports {known:?}");
        }
    }
}

#[test]
fn a_package_is_named_in_one_place() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        for (package, places) in PACKAGES {
            let named = code
                .match_indices(&format!("{package}::"))
                .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'));
            let is_place = |place: &&str| path == *place || (place.ends_with('/') && path.starts_with(place));
            if named && !places.iter().any(is_place) {
                wrong.push(format!("src/{path} names {package}, which belongs to {}", places.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_world_is_touched_at_the_edge_only() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        for (what, places) in WORLD {
            if code.contains(what) && !places.iter().any(|place| path.starts_with(place)) {
                wrong.push(format!("src/{path} uses {what}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
