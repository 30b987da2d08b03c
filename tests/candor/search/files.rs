//! The index as files: the same whatever led to them, few that an edit changes, and none larger than it has to be.

use candor::path::SourcePath;
use candor::project::{CONFIG, Change, Project, SearchHit};

use super::reading::{Files, calls};
use super::site::{
    Question, entry, example, find, fresh, generated, reference, search_files, site_of, site_with, with_settings,
};
use crate::support::{brotli, change, inputs_of, texts};

/// How many search files a one-word edit may change.
const MOST_CHANGED: usize = 6;

/// The only file of a small site's index, as a host sends it.
const LONGEST_SINGLE: usize = 64 * 1024;

/// A site that keeps its index from edit to edit.
struct Edited {
    texts: Files,
    project: Project,
}

impl Edited {
    fn new(texts: Files) -> Self {
        let project = fresh(inputs_of(texts.clone()));
        let _ = search_files(&project);
        Self { texts, project }
    }

    fn put(&mut self, path: &str, text: String) {
        self.project.apply([change(path, &text)]);
        self.texts.insert(path.to_owned(), text);
    }

    #[track_caller]
    fn replace(&mut self, path: &str, from: &str, to: &str) {
        let text = &self.texts[path];
        assert!(text.contains(from), "{path} has no `{from}`");
        let text = text.replacen(from, to, 1);
        self.put(path, text);
    }

    fn remove(&mut self, path: &str) {
        self.project.apply([Change::Gone(SourcePath::new(path).unwrap())]);
        self.texts.remove(path);
    }

    #[track_caller]
    fn first(&self, query: &str) -> String {
        let hits = find(&self.project, "en", query, 5).hits;
        hits.first().map(reference).unwrap_or_default()
    }

    #[track_caller]
    fn assert_as_fresh(&self, after: &str) {
        let (kept, new) = (search_files(&self.project), search_files(&fresh(inputs_of(self.texts.clone()))));
        assert_eq!(differing(&kept, &new), Vec::<&str>::new(), "after {after}");
    }
}

/// The files that are not the same in both.
fn differing<'a>(a: &'a Files, b: &'a Files) -> Vec<&'a str> {
    let mut paths: Vec<&str> = a.keys().chain(b.keys()).map(String::as_str).collect();
    paths.sort_unstable();
    paths.dedup();
    paths.retain(|path| a.get(*path) != b.get(*path));
    paths
}

/// Questions of a few words each, all different.
fn questions(count: usize) -> Vec<Question> {
    let word = |number: usize| ["review", "backup", "key", "region", "tenant", "auditor", "period"][number % 7];
    let question = |number: usize| Question {
        id: format!("q{number:05}"),
        title: format!("What is topic{number} of the {}?", word(number)),
        answer: format!("It is the {} that topic{number} names, {}.", word(number + 3), word(number / 7)),
        tags: Vec::new(),
    };
    (0..count).map(question).collect()
}

#[test]
fn two_fresh_sites_have_identical_files() {
    let files = || search_files(&fresh(generated(400)));
    let (first, second) = (files(), files());
    assert!(first.len() > 300, "{}", first.len());
    assert_eq!(differing(&first, &second), Vec::<&str>::new());
}

#[test]
fn a_changed_word_changes_few_files() {
    let mut site = Edited::new(texts(&generated(1_000)).collect());
    let entries: Vec<String> = site.texts.keys().filter(|path| is_entry(path)).step_by(131).cloned().collect();
    let mut before = search_files(&site.project);
    for (number, path) in entries.iter().enumerate() {
        // A word that many entries have, and one that none has.
        for word in ["auditor", &format!("zyzzyva{}", char::from(b'a' + u8::try_from(number).unwrap()))] {
            let text = replaced_word(&site.texts[path], 40 + number * 7, word);
            site.put(path, text);
            let after = search_files(&site.project);
            let changed = differing(&before, &after);
            assert!(changed.len() <= MOST_CHANGED && !changed.is_empty(), "{path}, {word}: {changed:?}");
            assert!(changed.contains(&"search/en/root.js"), "{changed:?}");
            before = after;
        }
    }
}

/// It makes the text longer, which changes all of its words when it was about to be of another length class.
#[test]
fn an_added_word_rarely_changes_many_files() {
    let mut site = Edited::new(texts(&generated(1_000)).collect());
    let entries: Vec<String> = site.texts.keys().filter(|path| is_entry(path)).step_by(83).cloned().collect();
    let mut before = search_files(&site.project);
    let mut counts = Vec::new();
    for (number, path) in entries.iter().enumerate() {
        let text = replaced_word(&site.texts[path], 30 + number * 3, "auditor and auditor");
        site.put(path, text);
        let after = search_files(&site.project);
        counts.push(differing(&before, &after).len());
        before = after;
    }
    let n_few = counts.iter().filter(|count| **count <= MOST_CHANGED).count();
    assert!(n_few * 10 >= counts.len() * 8, "{counts:?}");
}

fn is_entry(path: &str) -> bool {
    path.starts_with("content/faq/") && path.ends_with(".md") && !path.ends_with(".zh-Hans.md")
}

/// The text of an entry with another plain word in the place of one that stands somewhere behind so many words.
fn replaced_word(text: &str, words: usize, word: &str) -> String {
    let (head, body) = text.split_at(text.find("\n+++\n").unwrap() + 5);
    let mut all: Vec<&str> = body.split(' ').collect();
    let is_plain = |word: &&str| word.len() > 6 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let at = (words..all.len()).find(|at| is_plain(&all[*at])).unwrap();
    all[at] = word;
    format!("{head}{}", all.join(" "))
}

#[test]
fn a_small_site_has_one_file_for_each_language() {
    let (example, short) = (search_files(&example()), search_files(&site_of("en", &questions(299))));
    // Traditional characters are for those who write them.
    let variants = ["search/en/v.js", "search/zh-Hans/v.js"];
    let others: Vec<&str> = example.keys().map(String::as_str).filter(|path| !variants.contains(path)).collect();
    assert_eq!(others, ["search/en/root.js", "search/zh-Hans/root.js"]);
    assert_eq!(example.len(), 4);
    assert_eq!(short.keys().collect::<Vec<_>>(), ["search/en/root.js"]);
    for (path, text) in example.iter().chain(&short) {
        let length = brotli(text.as_bytes()).len();
        assert!(length <= LONGEST_SINGLE, "{path} has {length} bytes");
    }
    assert!(search_files(&site_of("en", &questions(400))).len() > 10);
}

#[test]
fn edits_end_in_the_files_of_a_fresh_site() {
    let mut site = Edited::new(texts(&generated(60)).collect());
    let entries: Vec<String> = site.texts.keys().filter(|path| is_entry(path)).cloned().collect();

    let question = Question {
        id: "added".to_owned(),
        title: "Who feeds the quokkas?".to_owned(),
        answer: "The night shift does.".to_owned(),
        tags: Vec::new(),
    };
    let added = entries[0].rsplit_once('/').unwrap().0.to_owned() + "/added.md";
    site.put(&added, entry(&question));
    assert!(site.first("quokkas").ends_with("/added"), "{}", site.first("quokkas"));
    site.assert_as_fresh("an addition");

    site.remove(&added);
    site.remove(&entries[7]);
    assert_eq!(site.first("quokkas"), "");
    site.assert_as_fresh("two removals");

    let provider = site.texts.keys().find(|path| path.ends_with("/provider.toml")).unwrap().clone();
    let line = site.texts[&provider].lines().find(|line| line.starts_with("name = ")).unwrap().to_owned();
    site.replace(&provider, &line, "name = \"Xylocarp Systems\"");
    assert!(site.first("xylocarp").starts_with("provider:"), "{}", site.first("xylocarp"));
    site.assert_as_fresh("another name of a provider");

    let services = provider.replace("/provider.toml", "/services.toml");
    site.replace(&services, "abbreviations = [", "abbreviations = [\"QZQ\", ");
    assert!(site.first("QZQ").starts_with("service:"), "{}", site.first("QZQ"));
    site.assert_as_fresh("another abbreviation of a service");

    let synonyms = "\n[search]\nsynonyms = [[\"encryption\", \"scrambling\"]]\n";
    site.put(CONFIG, site.texts[CONFIG].clone() + synonyms);
    assert_ne!(site.first("scrambling"), "");
    site.assert_as_fresh("synonyms");
    site.replace(CONFIG, synonyms, "");
    assert_eq!(site.first("scrambling"), "");
    site.assert_as_fresh("no synonyms");
}

#[test]
fn classes_of_the_site_take_the_place_of_those_that_share_a_phrase() {
    let question = |id: &str, title: &str| Question {
        id: id.to_owned(),
        title: title.to_owned(),
        answer: "Yes.".to_owned(),
        tags: Vec::new(),
    };
    let questions = [question("pci", "Is there a PCI slot?"), question("mfa", "Is MFA there?")];
    let first = |site: &Project, query: &str| find(site, "en", query, 5).hits.first().map(reference);
    let pci = Some("faq:t/pci".to_owned());
    let builtin = site_of("en", &questions);
    assert_eq!(first(&builtin, "payment card industry data security standard"), pci);
    assert_eq!(first(&builtin, "peripheral component interconnect"), None);

    let own = site_with("[search]\nsynonyms = [[\"PCI\", \"peripheral component interconnect\"]]", &questions);
    assert_eq!(first(&own, "peripheral component interconnect"), pci);
    assert_eq!(first(&own, "payment card industry data security standard"), None);
    assert_eq!(first(&own, "multi-factor authentication"), Some("faq:t/mfa".to_owned()), "the others stay");
}

#[test]
fn what_is_not_published_leaves_no_trace() {
    let mut site = Edited::new(texts(&generated(60)).collect());
    let before = search_files(&site.project);
    let topic = site.texts.keys().find(|path| is_entry(path)).unwrap().rsplit_once('/').unwrap().0.to_owned();
    for hidden in ["draft = true", "visibility = \"internal\"", "publish_on = 2027-01-01"] {
        let text = format!("+++\nquestion = \"Who feeds the quokkas?\"\n{hidden}\n+++\nThe night shift.\n");
        site.put(&format!("{topic}/hidden.md"), text);
        assert_eq!(differing(&before, &search_files(&site.project)), Vec::<&str>::new(), "{hidden}");
    }
    let withheld = "+++\nquestion = \"Who feeds the animals?\"\nvisibility = \"question-only\"\n+++\nQuokkas do.\n";
    site.put(&format!("{topic}/hidden.md"), withheld.to_owned());
    assert!(site.first("feeds the animals").ends_with("/hidden"));
    assert_eq!(site.first("quokkas"), "", "a withheld answer");
    assert!(search_files(&site.project).values().all(|text| !text.contains("uokka")));
}

#[test]
fn documents_of_common_words_come_in_two_parts_that_rank_as_one() {
    const MANY: usize = 2_500;
    let mut many = questions(MANY);
    for (number, question) in many.iter_mut().enumerate() {
        let filling = "more of it and again ".repeat(number % 13);
        question.answer = format!("{} {filling} widget", question.answer);
        if number % 97 == 0 {
            question.title = format!("Widget? {}", question.title);
        }
    }
    let site = site_of("en", &many);
    let files = search_files(&site);
    assert!(files.contains_key("search/en/h-widget.js"), "{:?}", files.keys().filter(|path| path.contains("/h-")));
    assert!(!files.contains_key("search/en/h-topic17.js"));
    for query in ["widget", "widgets", "widget backup"] {
        let (few, all) = (find(&site, "en", query, 10), find(&site, "en", query, MANY));
        assert!(few.total < MANY && all.total == MANY, "{query}: {} and {}", few.total, all.total);
        assert_eq!((few.has_more, all.has_more), (true, false), "{query}");
        let ids = |hits: &[SearchHit]| hits.iter().map(reference).collect::<Vec<_>>();
        assert_eq!(ids(&few.hits), ids(&all.hits[..10]), "{query}");
    }
}

#[test]
fn packed_files_say_the_same() {
    let inputs = generated(400);
    let packed = with_settings(inputs.clone(), "\n[search]\nprecompress = true\n");
    let (plain, packed) = (search_files(&fresh(inputs)), search_files(&fresh(packed)));
    assert_eq!(plain.keys().collect::<Vec<_>>(), packed.keys().collect::<Vec<_>>());
    for (path, text) in &plain {
        assert!(packed[path].contains(",1);"), "{path} is not packed");
        assert!(calls(text) == calls(&packed[path]), "{path} says something else");
    }
}
