//! Every link within the site leads somewhere, and every page can be reached from the first. Needs no browser.

use std::collections::{BTreeMap, BTreeSet};

use crate::html::{Tag, ids, percent_decoded, tags};
use crate::site::example;

const BASE_URL: &str = "https://trust.example.com/";

#[test]
fn every_link_leads_to_a_file_and_an_id() {
    let site = example();
    let pages: BTreeMap<&str, Vec<Tag>> = site.pages.iter().map(|(path, html)| (path.as_str(), tags(html))).collect();
    let mut findings = Vec::new();
    let mut links = 0;
    for (path, tags) in &pages {
        for address in addresses(tags) {
            let Some((target, anchor)) = target(path, address) else { continue };
            links += 1;
            if !site.folder.join(&target).is_file() {
                findings.push(format!("{path}: `{address}` leads to no file"));
            } else if let Some(anchor) = anchor
                && !pages.get(target.as_str()).is_some_and(|tags| ids(tags).contains(anchor.as_str()))
            {
                findings.push(format!("{path}: `{address}` leads to no id"));
            }
        }
    }
    assert!(links > 5_000, "only {links} links were found");
    assert!(findings.is_empty(), "{} of {links} links:\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn every_page_can_be_reached_from_the_first() {
    let pages = &example().pages;
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut next = vec!["index.html".to_owned()];
    while let Some(path) = next.pop() {
        let Some(html) = pages.get(&path).filter(|_| !reached.contains(&path)) else { continue };
        let tags = tags(html);
        // A reader follows links, not what the head says about other pages.
        let links = tags.iter().filter(|tag| tag.name == "a").filter_map(|tag| tag.attribute("href"));
        next.extend(links.filter_map(|address| target(&path, address)).map(|(target, _)| target));
        reached.insert(path);
    }
    let is_linked = |path: &&String| !path.ends_with("404.html") && !pages[*path].contains("http-equiv=\"refresh\"");
    let lost: Vec<&String> = pages.keys().filter(|path| !reached.contains(*path)).filter(is_linked).collect();
    assert!(lost.is_empty(), "no link leads to {lost:?}");
}

#[test]
fn ids_are_unique() {
    for (path, html) in &example().pages {
        let tags = tags(html);
        let all = tags.iter().filter(|tag| tag.attribute("id").is_some()).count();
        assert_eq!(all, ids(&tags).len(), "{path} has an id twice");
    }
}

fn addresses(tags: &[Tag]) -> impl Iterator<Item = &str> {
    tags.iter().filter_map(|tag| tag.attribute("href").or_else(|| tag.attribute("src")))
}

/// The file that an address on a page means, and the id in it; `None` when it leaves the site.
fn target(page: &str, address: &str) -> Option<(String, Option<String>)> {
    let (path, anchor) = address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
    let anchor = anchor.map(percent_decoded);
    if path.is_empty() {
        return Some((page.to_owned(), anchor));
    }
    let (base, relative) = match path.strip_prefix(BASE_URL).or_else(|| path.strip_prefix('/')) {
        Some(absolute) => ("", absolute),
        None if path.contains(':') => return None,
        None => (page.rsplit_once('/').map_or("", |(folder, _)| folder), path),
    };
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            // One too many would lead out of the folder, which no file is below.
            ".." => parts.pop().map_or_else(|| parts.push(".."), drop),
            name => parts.push(name),
        }
    }
    let is_folder = relative.is_empty() || relative.ends_with(['/', '.']);
    let mut file = percent_decoded(&parts.join("/"));
    if is_folder {
        file = if file.is_empty() { "index.html".to_owned() } else { file + "/index.html" };
    }
    Some((file, anchor))
}
