//! A reader who has a page open while the site is built again gets the answers of the new site.

use candor::project::Project;
use serde_json::json;

use super::lab::Lab;
use crate::reading::Files;
use crate::sites::{find, fresh, generated, search_files};
use crate::support::{inputs_of, texts};

/// A generated site, and the same with an entry put before all others, so that every document has another number.
fn before_and_after() -> [Project; 2] {
    let inputs = generated(400);
    let added = "+++\nquestion = \"Who feeds the quokkas of the auditors?\"\n+++\nThe night shift does.\n";
    let added = ("content/faq/topic-000/a-first.md".to_owned(), added.to_owned());
    let after = fresh(inputs_of(texts(&inputs).chain([added])));
    [fresh(inputs), after]
}

#[track_caller]
fn ways(project: &Project, query: &str) -> Vec<String> {
    let hits = find(project, "en", query, 10).hits;
    hits.iter().map(|hit| hit.url.strip_prefix(project.base_path()).unwrap().to_owned()).collect()
}

#[track_caller]
fn found(lab: &Lab, query: &str) -> Vec<String> {
    lab.find("en", &[query.to_owned()], 10).remove(0).2
}

#[test]
fn a_site_that_was_built_again_is_noticed() {
    let [before, after] = before_and_after();
    let lab = Lab::open("stale", &search_files(&before));
    assert_eq!(found(&lab, "backup"), ways(&before, "backup"));
    lab.put(&search_files(&after));
    lab.server.take_requests();
    assert_eq!(found(&lab, "quokkas"), ways(&after, "quokkas"));
    assert_eq!(ways(&after, "quokkas").len(), 1);
    let requests = lab.server.take_requests();
    assert_eq!(requests.iter().filter(|path| *path == "search/en/root.js").count(), 1, "{requests:?}");
    assert_eq!(found(&lab, "backup"), ways(&after, "backup"));
}

#[test]
fn a_mixture_of_two_builds_is_noticed() {
    let [before, after] = before_and_after();
    let (old, new) = (search_files(&before), search_files(&after));
    // A cache on the way keeps the old blocks for those who ask for the first time.
    let is_block = |path: &str| path.starts_with("search/en/d-");
    let mixed = new.iter().map(|(path, text)| (path.clone(), old.get(path).filter(|_| is_block(path)).unwrap_or(text)));
    let mixed: Files = mixed.map(|(path, text)| (path, text.clone())).collect();
    let lab = Lab::open("stale-mixed", &mixed);
    let failed = lab.run(
        "const index = lab.openIndex('/search/en/'); const { hits } = await index.find('backup', { wanted: 5 }); \
         return index.read(hits.slice(0, 5)).then((cards) => cards, () => 'failed');",
        &json!(null),
    );
    assert_eq!(failed, "failed", "nothing is shown rather than something wrong");
    lab.put(&new);
    lab.reload();
    assert_eq!(found(&lab, "backup"), ways(&after, "backup"));
}

#[test]
fn a_shard_that_is_gone_is_looked_for_in_a_new_root() {
    let [before, after] = before_and_after();
    let (old, new) = (search_files(&before), search_files(&after));
    let lab = Lab::open("stale-gone", &old);
    assert_eq!(found(&lab, "backup"), ways(&before, "backup"));
    let shard = old.keys().find(|path| path.starts_with("search/en/t-p")).unwrap();
    lab.remove(shard);
    let beginning = shard.trim_start_matches("search/en/t-").trim_end_matches(".js").to_owned();
    let answer = lab.run(
        "return lab.indexes.en.find(input, { wanted: 5 }).then(() => 'found', () => 'failed');",
        &json!(beginning),
    );
    assert_eq!(answer, "failed", "a file that stays away is an error, and nobody waits for it");
    lab.put(&new);
    assert_eq!(found(&lab, &beginning), ways(&after, &beginning));
}
