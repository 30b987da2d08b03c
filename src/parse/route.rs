//! Which kind of record a file of `content/` holds: the folder decides the kind, the path its id.

use crate::model::key::{Key, Kind};
use crate::path::{Id, Locale, SourcePath};

/// What a file of the content is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Route {
    /// A file that holds one record.
    One { key: Key, translation: Option<Locale> },
    /// A file that holds many records of one kind, all of one provider.
    Many { kind: Kind, owner: String },
    /// An image, an attachment, or anything else that only a link can bring to readers.
    Attachment,
    /// A file whose place says that it should be a record, but not which.
    Misplaced { help: String },
}

/// The files of a provider that hold many records.
const MANY: [(&str, Kind); 6] = [
    ("services.toml", Kind::Service),
    ("locations.toml", Kind::Location),
    ("scope.toml", Kind::Scope),
    ("scope.csv", Kind::Scope),
    ("documents.toml", Kind::Document),
    ("subprocessors.toml", Kind::Subprocessor),
];

/// The kind and id of a file below `content/`.
pub(crate) fn route(path: &SourcePath) -> Route {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let one = |kind: Kind, id: Option<Id>, translation: Option<Locale>| match id {
        Some(id) => Route::One { key: Key::new(kind, id), translation },
        None => misplaced("name files and folders with lower-case letters, digits, hyphens and dots"),
    };
    match &parts[1..] {
        [file] if is_markdown(file) && split_translation(file).0 == "home" => {
            one(Kind::Home, Id::new("home"), split_translation(file).1)
        }
        ["faq", topic, "topic.toml"] => one(Kind::Topic, Id::new(topic), None),
        ["faq", topic, file] if is_markdown(file) => {
            let (name, translation) = split_translation(file);
            one(Kind::Entry, Id::within(topic, name), translation)
        }
        ["providers", provider, "provider.toml"] => one(Kind::Provider, Id::new(provider), None),
        ["providers", provider, "reports", file] if file.ends_with(".toml") => {
            one(Kind::Report, Id::within(provider, file.strip_suffix(".toml").unwrap_or(file)), None)
        }
        ["providers", provider, file] if MANY.iter().any(|(name, _)| name == file) => {
            let kind = MANY.iter().find(|(name, _)| name == file).map_or(Kind::Service, |(_, kind)| *kind);
            match Id::new(provider) {
                Some(_) => Route::Many { kind, owner: (*provider).to_owned() },
                None => misplaced("name the folder of a provider with lower-case letters, digits and hyphens"),
            }
        }
        ["frameworks", file] if file.ends_with(".toml") => {
            one(Kind::Framework, Id::new(file.strip_suffix(".toml").unwrap_or(file)), None)
        }
        ["criteria", file] if file.ends_with(".toml") => {
            one(Kind::Edition, Id::new(file.strip_suffix(".toml").unwrap_or(file)), None)
        }
        [folder @ ("glossary" | "updates" | "pages"), file] if is_markdown(file) => {
            let (name, translation) = split_translation(file);
            let kind = match *folder {
                "glossary" => Kind::Term,
                "updates" => Kind::Update,
                _ => Kind::Page,
            };
            one(kind, Id::new(name), translation)
        }
        [.., file] if is_markdown(file) || file.ends_with(".toml") || file.ends_with(".csv") => misplaced(
            "records live in faq/<topic>/, providers/<provider>/, frameworks/, criteria/, glossary/, updates/ and pages/",
        ),
        _ => Route::Attachment,
    }
}

fn misplaced(help: &str) -> Route {
    Route::Misplaced { help: help.to_owned() }
}

fn is_markdown(file: &str) -> bool {
    file.ends_with(".md")
}

/// The name of a Markdown file, and the language that stands between the name and the ending.
fn split_translation(file: &str) -> (&str, Option<Locale>) {
    let stem = file.strip_suffix(".md").unwrap_or(file);
    match stem.rsplit_once('.').map(|(name, tag)| (name, Locale::new(tag))) {
        Some((name, Some(locale))) if !name.is_empty() => (name, Some(locale)),
        _ => (stem, None),
    }
}
