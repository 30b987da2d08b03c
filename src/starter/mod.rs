//! The sites that one begins with: complete, as if they were finished, and every value that is invented marked as such.
//!
//! 1. `files` has each template as a site in two languages, which speaks in a month of its own.
//! 2. `days` moves its dates on, so that statuses look as they would today.
//! 3. `languages` keeps the words of the languages that are asked for.
//! 4. Names and addresses that were given take the place of the invented ones, and their mark goes.
//! 5. Data files name their schemas, which lie beside the site.
//!
//! Writes nothing: who asks puts the files where they belong.

mod around;
mod days;
mod files;
mod languages;

use crate::model::date::Date;
use crate::path::Locale;
use crate::schema;
pub(crate) use around::{Automation, Workplace, around};
use days::Days;
use languages::Languages;
pub(crate) use languages::{is_written, stands_in};

/// What a site is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Template {
    /// One firm that speaks of itself.
    Company,
    /// Two providers that others compare.
    Comparison,
}

/// What a site is made with.
pub(crate) struct Plan<'a> {
    pub(crate) template: Template,
    /// Invented when there is none.
    pub(crate) name: Option<&'a str>,
    pub(crate) base_url: Option<&'a str>,
    /// The default first; there is at least one.
    pub(crate) locales: &'a [Locale],
    /// Those in which the program does not have the interface.
    pub(crate) untranslated: &'a [Locale],
    pub(crate) today: Date,
}

/// A file that a site begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// From the root of the site.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The name that the templates are written with.
pub(crate) const NAME: &str = "Northwind";
/// Their address.
const BASE_URL: &str = "https://trust.example.com/";
/// How their languages are listed.
const LOCALES: &str = "[\"en\", \"zh-Hans\"]";

/// The files of a site: `candor.toml` and what stands in `content`.
pub(crate) fn site(plan: &Plan<'_>) -> Vec<File> {
    let templates = match plan.template {
        Template::Company => files::COMPANY,
        Template::Comparison => files::COMPARISON,
    };
    let days = Days::until(plan.today);
    let languages = Languages::new(plan.locales, ends_in_chinese(plan.name));
    let mut all: Vec<File> = languages.choose(templates);
    for file in &mut all {
        file.path = days.shift(&file.path);
        file.text = schema::directive(&file.path) + &named(&days.shift(&file.text), plan);
    }
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

/// The text with what was given in the place of what is invented.
fn named(text: &str, plan: &Plan<'_>) -> String {
    let tags: Vec<String> = plan.locales.iter().map(|locale| quoted(locale.as_str())).collect();
    let text = text.replace(LOCALES, &format!("[{}]", tags.join(", ")));
    let (text, url) = match plan.base_url {
        Some(url) => (text.replace(&quoted(BASE_URL), &quoted(url)), ""),
        None => (text, " # placeholder"),
    };
    let (text, name) = match plan.name {
        Some(name) => (text.replace(NAME, &escaped(name)), ""),
        None => (text, " # placeholder"),
    };
    text.replace(" # placeholder(url)", url).replace(" # placeholder(name)", name)
}

/// Whether a name ends as Chinese does, beside which Chinese has no space.
fn ends_in_chinese(name: Option<&str>) -> bool {
    name.and_then(|name| name.chars().last())
        .is_some_and(|last| matches!(last, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{ffef}'))
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    text.chars().map(escape).collect()
}
