//! Sites to be searched: questions of a data set, the example of this repository, and generated ones of any size.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use candor::disk;
use candor::path::OutPath;
use candor::project::{CONFIG, Change, Project, Rendered, SearchHit, SearchQuery, SearchResults};

use crate::benches::corpus::{self, Corpus};
use crate::support::{change, inputs_of, options, texts};

/// The day on which all of these sites are read.
const AS_OF: &str = "2026-11-21";

/// A question that a site answers.
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) answer: String,
    pub(crate) tags: Vec<String>,
}

/// A site in one language that answers some questions.
pub(crate) fn site_of(locale: &str, questions: &[Question]) -> Project {
    site_with(&format!("locales = [\"{locale}\"]"), questions)
}

/// A site with these settings that answers some questions.
pub(crate) fn site_with(settings: &str, questions: &[Question]) -> Project {
    let config = format!("title = \"T\"\nbase_url = \"https://t.example/\"\n{settings}\n");
    let frame = [(CONFIG, config), ("content/faq/t/topic.toml", "title = \"Topic\"\n".to_owned())];
    let frame = frame.map(|(path, text)| (path.to_owned(), text));
    let entries = questions.iter().map(|q| (format!("content/faq/t/{}.md", q.id), entry(q)));
    fresh(inputs_of(frame.into_iter().chain(entries)))
}

/// A site that nobody has asked anything yet.
pub(crate) fn fresh(inputs: Vec<Change>) -> Project {
    Project::new(inputs, options(AS_OF))
}

/// The file of a question.
pub(crate) fn entry(question: &Question) -> String {
    // Strings of JSON are strings of TOML, but for one character that TOML wants escaped.
    let toml = |text: &str| serde_json::to_string(text).unwrap().replace('\u{7f}', "\\u007f");
    let tags = question.tags.iter().map(|tag| toml(tag)).collect::<Vec<_>>().join(", ");
    format!("+++\nquestion = {}\ntags = [{tags}]\n+++\n{}\n", toml(&question.title), escaped(&question.answer))
}

/// A text as Markdown that says nothing else.
fn escaped(text: &str) -> String {
    let escape = |c: char| if c.is_ascii_punctuation() { format!("\\{c}") } else { String::from(c) };
    text.chars().map(escape).collect()
}

/// The example site.
pub(crate) fn example() -> Project {
    fresh(disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().changes)
}

/// A generated site of so many entries, in English, and some of them in Chinese.
pub(crate) fn generated(entries: usize) -> Vec<Change> {
    static KNOWN: Mutex<BTreeMap<usize, Vec<Change>>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let read = || written(&entries.to_string(), Corpus::of(entries, 1));
    known.entry(entries).or_insert_with(read).clone()
}

/// A generated site, read from a folder of this name.
pub(crate) fn written(name: &str, corpus: Corpus) -> Vec<Change> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search").join(name);
    let _ = fs::remove_dir_all(&folder);
    corpus::generate(&folder, corpus).unwrap();
    disk::read(&folder).unwrap().changes
}

/// The same site with more settings.
pub(crate) fn with_settings(mut inputs: Vec<Change>, settings: &str) -> Vec<Change> {
    let config = texts(&inputs).find(|(path, _)| path == CONFIG).unwrap().1;
    inputs.push(change(CONFIG, &(config + settings)));
    inputs
}

/// The files of the indexes, by their paths.
pub(crate) fn search_files(project: &Project) -> BTreeMap<String, String> {
    let is_of_search = |path: &&OutPath| path.as_str().starts_with("search/") && path.as_str().ends_with(".js");
    let files = project.files();
    let render = |path: &OutPath| match project.render(path) {
        Ok(Some(Rendered::Bytes(bytes))) => (path.to_string(), String::from_utf8(bytes).unwrap()),
        other => panic!("{path}: {other:?}"),
    };
    files.paths().filter(is_of_search).map(render).collect()
}

/// What a reader finds who asks in a language.
pub(crate) fn find(project: &Project, locale: &str, text: &str, wanted: usize) -> SearchResults {
    project.find(&SearchQuery { text, locale: Some(locale), kinds: &[], wanted })
}

/// A hit as references write it: `faq:topic/entry`.
pub(crate) fn reference(hit: &SearchHit) -> String {
    format!("{}:{}", hit.kind, hit.id)
}
