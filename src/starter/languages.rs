//! The words of a template in the languages of a site.
//!
//! A template is written in English and in Simplified Chinese: texts as `{ en = "…", zh-Hans = "…" }`, Markdown as a file
//! and its translation. A site in one language has each text alone. A language without words of its own takes part where
//! it is the site's first, with English ones that are all marked: so nothing is published in it that is not in it. Where
//! it is another, its texts are left out, and the site itself names what is to be translated.

use super::files;
use super::{File, LOCALES, NAME};
use crate::language;
use crate::path::Locale;

const TABLE: &str = "{ en = \"";
const BETWEEN: &str = "\", zh-Hans = \"";
const TRANSLATION: &str = ".zh-Hans.md";
const MARK: &str = " # placeholder";
/// What a translation says of itself.
const OWN_FIELDS: [&str; 4] = ["question = ", "title = ", "name = ", "last_reviewed = "];

/// A language that the templates are written in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    English,
    Chinese,
}

/// The languages of a site that have texts, each with the words it takes.
pub(super) struct Languages<'a> {
    each: Vec<(&'a Locale, Words)>,
    /// Whether the words of the first are in another language than its own.
    is_foreign: bool,
    /// Whether the name stands beside Chinese without a space.
    is_name_chinese: bool,
}

fn words(locale: &Locale) -> Option<Words> {
    let is = |tag: &str| language::script(locale.as_str()).is_same(language::script(tag));
    [("en", Words::English), ("zh-Hans", Words::Chinese)].into_iter().find(|(tag, _)| is(tag)).map(|(_, words)| words)
}

/// Whether the templates have words in a language.
pub(crate) fn is_written(locale: &Locale) -> bool {
    words(locale).is_some()
}

/// Whether English words stand in for those of a site's first language.
pub(crate) fn stands_in(locales: &[Locale]) -> bool {
    locales.first().is_some_and(|first| !is_written(first))
}

impl<'a> Languages<'a> {
    pub(super) fn new(locales: &'a [Locale], is_name_chinese: bool) -> Self {
        let first = locales.iter().take(1).map(|locale| (locale, words(locale).unwrap_or(Words::English)));
        let others = locales.iter().skip(1).filter_map(|locale| Some((locale, words(locale)?)));
        Self { each: first.chain(others).collect(), is_foreign: stands_in(locales), is_name_chinese }
    }

    /// The files of a template in these languages.
    pub(super) fn choose(&self, templates: &[files::File]) -> Vec<File> {
        let mut all = Vec::new();
        for (path, text) in templates.iter().filter(|(path, _)| !path.ends_with(TRANSLATION)) {
            let Some(stem) = path.strip_suffix(".md") else {
                all.push(File { path: (*path).to_owned(), text: self.texts_of(text) });
                continue;
            };
            let translation = format!("{stem}{TRANSLATION}");
            let chinese = templates.iter().find(|(path, _)| *path == translation).map_or(*text, |(_, text)| *text);
            for (index, (locale, words)) in self.each.iter().enumerate() {
                let written = if *words == Words::Chinese { chinese } else { text };
                all.push(if index == 0 {
                    File { path: (*path).to_owned(), text: original(text, written) }
                } else {
                    File { path: format!("{stem}.{locale}.md"), text: translated(written) }
                });
            }
        }
        all
    }

    /// A data file with its texts in these languages.
    fn texts_of(&self, text: &str) -> String {
        text.split_inclusive('\n').map(|line| self.texts_of_line(line)).collect()
    }

    fn texts_of_line(&self, line: &str) -> String {
        let (mut chosen, mut rest) = (String::new(), line);
        while let Some((before, table)) = rest.split_once(TABLE) {
            let (english, chinese, behind) = both(table).expect("the texts of a template are in both languages");
            chosen.push_str(before);
            chosen.push_str(&self.text(english, chinese));
            rest = behind;
        }
        let is_text = !chosen.is_empty();
        chosen.push_str(rest);
        if is_text && self.is_foreign {
            // A name that is given makes no sentence true.
            chosen = chosen.replace("(name)\n", "\n");
        }
        if is_text && self.is_foreign && !line.contains(MARK) && !line.contains(LOCALES) {
            chosen.truncate(chosen.trim_end().len());
            chosen = chosen + MARK + "\n";
        }
        chosen
    }

    fn text(&self, english: &str, chinese: &str) -> String {
        let value = |words: Words| match words {
            Words::English => format!("\"{english}\""),
            Words::Chinese if self.is_name_chinese => format!("\"{}\"", chinese.replace(&format!("{NAME} "), NAME)),
            Words::Chinese => format!("\"{chinese}\""),
        };
        if let [(_, words)] = self.each.as_slice() {
            return value(*words);
        }
        let texts: Vec<String> = self.each.iter().map(|(tag, words)| format!("{tag} = {}", value(*words))).collect();
        format!("{{ {} }}", texts.join(", "))
    }
}

/// The two texts of a table behind its beginning, as they are written, and what stands behind it.
fn both(table: &str) -> Option<(&str, &str, &str)> {
    let (english, rest) = table.split_once(BETWEEN)?;
    let (chinese, behind) = rest.split_once("\" }")?;
    Some((english, chinese, behind))
}

/// The lines of the front matter, and the text below it.
fn split(text: &str) -> (Vec<&str>, &str) {
    let (front, body) = text["+++\n".len()..].split_once("+++\n").expect("Markdown of a template has front matter");
    (front.lines().collect(), body)
}

/// The fields of a file with the words of another.
fn original(fields: &str, written: &str) -> String {
    let (fields, (own, body)) = (split(fields).0, split(written));
    let named = |line: &str| OWN_FIELDS.iter().find(|name| line.starts_with(*name)).copied();
    let line = |line: &str| {
        let own = named(line).and_then(|name| own.iter().find(|own| own.starts_with(name)));
        format!("{}\n", own.copied().unwrap_or(line))
    };
    format!("+++\n{}+++\n{body}", fields.into_iter().map(line).collect::<String>())
}

/// What of a file stands in a translation of it.
fn translated(written: &str) -> String {
    let (fields, body) = split(written);
    let own = fields.into_iter().filter(|line| OWN_FIELDS.iter().any(|name| line.starts_with(name)));
    format!("+++\n{}+++\n{body}", own.map(|line| format!("{line}\n")).collect::<String>())
}
