//! Who may import whom: the table of layers against the `use crate::` lines, and one file for each package.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Each module of the library and its layer; a module imports from its own layer and those below.
const LAYERS: &[(&str, u8)] = &[
    ("cli", 9),
    ("preview", 8),
    ("disk", 7),
    ("serve", 7),
    ("watch", 7),
    ("finding", 6),
    ("project", 6),
    ("render", 5),
    ("page", 4),
    ("view", 4),
    ("theme", 4),
    ("catalog", 3),
    ("check", 3),
    ("facts", 2),
    ("site", 2),
    ("published", 2),
    ("search", 2),
    ("model", 1),
    ("parse", 1),
    ("attachment", 0),
    ("diag", 0),
    ("digest", 0),
    ("path", 0),
    ("platform", 0),
    ("source", 0),
];

/// Each package and the only file, or folder, that names it.
const PACKAGES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["finding.rs"]),
    ("anstream", &["cli/mod.rs"]),
    ("clap", &["cli/arguments.rs", "cli/mod.rs"]),
    ("clap_complete", &["cli/arguments.rs", "cli/mod.rs"]),
    ("ctrlc", &["cli/serve.rs"]),
    ("jiff", &["model/date.rs"]),
    ("miniz_oxide", &["search/encode.rs"]),
    ("notify", &["watch/events.rs"]),
    ("pagefind_stem", &["search/stem.rs"]),
    ("percent_encoding", &["parse/destination.rs", "parse/html.rs", "preview/"]),
    ("pulldown_cmark", &["parse/markdown.rs"]),
    ("rayon", &["project.rs", "project/", "disk/"]),
    ("rustix", &["platform.rs"]),
    ("serde_saphyr", &["parse/front.rs"]),
    ("sha2", &["digest.rs"]),
    ("strsim", &["diag.rs"]),
    ("tera", &["theme/mod.rs", "theme/tree.rs"]),
    ("toml", &["parse/front.rs"]),
    ("tiny_http", &["serve/reply.rs", "serve/server.rs"]),
    ("unicode_normalization", &["search/character.rs"]),
    ("unicode_width", &["view/words.rs"]),
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

/// Every file of the library with its text, comments left out.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files =
        walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
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

#[test]
fn imports_go_down_only() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let module = path.split(['/', '.']).next().unwrap();
        let Some(own) = layer(module) else {
            assert!(["lib", "main"].contains(&module), "src/{path}: give `{module}` a layer in this test");
            continue;
        };
        for (at, _) in code.match_indices("crate::") {
            let target: String = code[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let Some(theirs) = layer(&target) else { continue };
            // A macro of the standard library such as `crate::path` in a doc is no import; all others are.
            if theirs > own {
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
            let others = EDGES.iter().filter(|edge| **edge != module);
            let known: Vec<_> = others.filter(|edge| code.contains(&format!("crate::{edge}"))).collect();
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
