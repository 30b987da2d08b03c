//! Sites to be searched: questions of a data set, the example of this repository, and generated ones of any size.

use std::path::Path;

use candor::disk;
use candor::project::{Project, SearchHit, SearchQuery, SearchResults};

use crate::support::{inputs_of, options};

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
    let config = format!("title = \"T\"\nbase_url = \"https://t.example/\"\nlocales = [\"{locale}\"]\n");
    let frame = [("candor.toml", config), ("content/faq/t/topic.toml", "title = \"Topic\"\n".to_owned())];
    let frame = frame.map(|(path, text)| (path.to_owned(), text));
    let entries = questions.iter().map(|q| (format!("content/faq/t/{}.md", q.id), entry(q)));
    Project::new(inputs_of(frame.into_iter().chain(entries)), options(AS_OF))
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
    Project::new(disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap(), options(AS_OF))
}

/// What a reader finds who asks in a language.
pub(crate) fn find(project: &Project, locale: &str, text: &str, wanted: usize) -> SearchResults {
    project.find(&SearchQuery { text, locale: Some(locale), kinds: &[], wanted })
}

/// A hit as references write it: `faq:topic/entry`.
pub(crate) fn reference(hit: &SearchHit) -> String {
    format!("{}:{}", hit.kind, hit.id)
}
