//! Whatever is asked, the browser finds the same documents in the same order as the program.

use candor::project::Project;

use super::lab::Lab;
use super::sample::{Random, cards, queries};
use crate::chance::seed;
use crate::reading::Files;
use crate::sites::{example, find, fresh, generated, search_files, with_settings};

/// How many hits are compared, besides the number of all.
const WANTED: usize = 50;

/// How many queries are asked of each index.
const QUERIES: usize = 500;

#[track_caller]
fn assert_same(lab: &Lab, project: &Project, files: &Files, locale: &str) {
    let seed = seed();
    let queries = queries(&cards(files, locale), QUERIES, &mut Random::new(seed));
    let mut different = Vec::new();
    for (query, (total, has_more, found)) in queries.iter().zip(lab.find(locale, &queries, WANTED)) {
        let expected = find(project, locale, query, WANTED);
        let way = |url: &str| url.strip_prefix(project.base_path()).unwrap().to_owned();
        let ways: Vec<String> = expected.hits.iter().map(|hit| way(&hit.url)).collect();
        if found != ways || (total, has_more) != (expected.total as u64, expected.has_more) {
            let at = found.iter().zip(&ways).position(|(a, b)| a != b).unwrap_or(found.len().min(ways.len()));
            different.push(format!(
                "{query:?}: {total} (more: {has_more}) and {} (more: {}) in all; the first difference at {at}: {:?} and {:?}",
                expected.total,
                expected.has_more,
                found.get(at),
                ways.get(at)
            ));
        }
    }
    let n_different = different.len();
    assert_eq!(n_different, 0, "seed {seed}, {locale}:\n{}", different[..n_different.min(20)].join("\n"));
}

#[test]
fn the_example_is_ranked_alike() {
    let site = example();
    let files = search_files(&site);
    let lab = Lab::open("ranking-example", &files);
    for locale in ["en", "zh-Hans"] {
        assert_same(&lab, &site, &files, locale);
    }
}

/// Its most common words are in so many documents that they come in two parts.
#[test]
fn a_large_site_is_ranked_alike() {
    let site = fresh(generated(2_500));
    let files = search_files(&site);
    assert!(files.keys().any(|path| path.starts_with("search/en/h-")));
    let lab = Lab::open("ranking-large", &files);
    for locale in ["en", "zh-Hans"] {
        assert_same(&lab, &site, &files, locale);
    }
    // Who wants all of them gets both parts.
    for (wanted, has_more) in [(WANTED, true), (2_500, false)] {
        let (total, more, _) = lab.find("en", &["customer".to_owned()], wanted).remove(0);
        let expected = find(&site, "en", "customer", wanted);
        assert_eq!((total, more), (expected.total as u64, has_more));
        assert_eq!(expected.has_more, has_more);
    }
}

#[test]
fn packed_files_are_ranked_alike() {
    let site = fresh(with_settings(generated(400), "\n[search]\nprecompress = true\n"));
    let packed = search_files(&site);
    assert!(packed["search/en/root.js"].ends_with(",1);\n"));
    assert_same(&Lab::open("ranking-packed", &packed), &site, &packed, "en");
}
