//! No circles: the files of a folder, and the modules of the library, can be read in an order in which each knows only
//! what was read before.

use std::collections::{BTreeMap, BTreeSet};

use crate::layers::{paths, sources};

/// For each folder its files, and below it which of its other files each names; the file of the folder itself may know
/// all, and be known by all.
fn neighbors(sources: &BTreeMap<String, String>) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let mut folders: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    let modules: BTreeMap<Vec<&str>, &String> = sources.iter().map(|(path, code)| (module_path(path), code)).collect();
    for (own, code) in &modules {
        let from_crate = paths(code, "crate::").into_iter();
        let from_above = paths(code, "super::").into_iter().map(|path| {
            let up = path.split("::").take_while(|part| *part == "super").count();
            let base = own[..own.len().saturating_sub(up + 1)].iter().copied();
            base.chain(path.split("::").skip(up)).collect::<Vec<_>>().join("::")
        });
        for target in from_crate.chain(from_above) {
            let target: Vec<&str> = target.split("::").collect();
            let shared = own.iter().zip(&target).take_while(|(a, b)| a == b).count();
            let is_neighbor = shared < own.len() && modules.contains_key(target.get(..=shared).unwrap_or(&[]));
            if is_neighbor {
                let folder = folders.entry(own[..shared].join("/")).or_default();
                folder.entry(own[shared].to_owned()).or_default().insert(target[shared].to_owned());
            }
        }
    }
    folders
}

/// A file as the path of its module: `view/mod.rs` and `view.rs` are `view`.
fn module_path(path: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    if parts.last() == Some(&"mod") {
        parts.pop();
    }
    parts
}

/// A way along the names that comes back to where it began.
fn circle(graph: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn walk(graph: &BTreeMap<String, BTreeSet<String>>, way: &mut Vec<String>, done: &mut BTreeSet<String>) -> bool {
        let last = way.last().expect("a way begins somewhere").clone();
        for next in graph.get(&last).into_iter().flatten().filter(|next| **next != last) {
            if let Some(at) = way.iter().position(|earlier| earlier == next) {
                way.drain(..at);
                way.push(next.clone());
                return true;
            }
            way.push(next.clone());
            if !done.contains(next) && walk(graph, way, done) {
                return true;
            }
            way.pop();
        }
        done.insert(last);
        false
    }
    let mut done = BTreeSet::new();
    graph.keys().find_map(|start| {
        let mut way = vec![start.clone()];
        (!done.contains(start) && walk(graph, &mut way, &mut done)).then_some(way)
    })
}

#[test]
fn files_of_a_folder_do_not_know_each_other_in_a_circle() {
    let circles = neighbors(&sources())
        .into_iter()
        .filter_map(|(folder, graph)| circle(&graph).map(|way| format!("src/{folder}: {}", way.join(" names "))));
    let circles: Vec<String> = circles.collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn a_circle_is_found() {
    let file = |path: &str, code: &str| (path.to_owned(), code.to_owned());
    let mut files = BTreeMap::from([
        file("a/mod.rs", "mod b; mod c; use self::b::B;"),
        file("a/b.rs", "use super::{A, c::C};"),
        file("a/c.rs", "use crate::{a::d::{D}, z::Z};"),
        file("a/d/mod.rs", "use super::A;"),
        file("a/d/e.rs", "use crate::z::Z;"),
    ]);
    let found = |files: &BTreeMap<String, String>| neighbors(files).values().find_map(circle);
    assert_eq!(found(&files), None);
    files.extend([file("a/d/e.rs", "use super::super::b::B;")]);
    assert_eq!(found(&files).unwrap(), ["b", "c", "d", "b"]);
}
