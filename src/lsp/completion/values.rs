//! The values that a field may have, as they are written in a file.

use super::offer::{MOST, What};
use crate::format::Shape;
use crate::lsp::cursor::Within;
use crate::model::key::{Key, Whose};
use crate::model::kinds::Kind;
use crate::path::Id;
use crate::project::Project;

/// Who writes a file of a site.
pub(super) struct Author<'a> {
    pub(super) project: &'a Project,
    /// Whose the file is, so that ids in it need not say so.
    pub(super) whose: Whose<'a>,
}

/// A value that may be written.
pub(super) struct Choice {
    pub(super) kind: What,
    pub(super) word: String,
    pub(super) detail: String,
    /// Whether it is the value, and not one of a list that has to be begun.
    pub(super) is_alone: bool,
}

impl Author<'_> {
    /// The values of a shape, as far as they begin like what is typed or hold it.
    pub(super) fn choices(&self, shape: &Shape, within: Within, typed: &str) -> Vec<Choice> {
        let (mut alone, mut listed) = (Vec::new(), Vec::new());
        leaves(shape, &mut alone, &mut listed);
        let mut choices = Vec::new();
        match within {
            Within::List => listed.iter().for_each(|leaf| self.of_leaf(leaf, typed, &mut choices)),
            Within::Field => {
                alone.iter().for_each(|leaf| self.of_leaf(leaf, typed, &mut choices));
                let n_alone = choices.len();
                listed.iter().for_each(|leaf| self.of_leaf(leaf, typed, &mut choices));
                choices[n_alone..].iter_mut().for_each(|choice| choice.is_alone = false);
            }
        }
        choices.truncate(MOST);
        choices
    }

    fn of_leaf(&self, leaf: &Shape, typed: &str, out: &mut Vec<Choice>) {
        let choice = |kind, word: &str, detail: &str| Choice {
            kind,
            word: word.to_owned(),
            detail: detail.to_owned(),
            is_alone: true,
        };
        match leaf {
            Shape::Word(words) => out.extend(words().into_iter().map(|word| choice(What::Word, word, ""))),
            Shape::Boolean => out.extend(["true", "false"].map(|word| choice(What::Plain, word, ""))),
            Shape::No => out.push(choice(What::Plain, "false", "")),
            Shape::Day | Shape::PartialDate => {
                let today = self.project.options().as_of.date().to_string();
                out.push(choice(What::Plain, &today, "today"));
            }
            Shape::Locale => out.extend(self.project.locales().map(|tag| choice(What::Word, tag, ""))),
            Shape::Id(kind) => self.ids(*kind, typed, out),
            Shape::Reference(kinds) => self.references(kinds, typed, out),
            Shape::Source => {
                let sources = self.project.declared_sources().filter_map(|(provider, id, title)| {
                    let own = self.whose.source(&id).is_some_and(|(owner, _)| owner == provider);
                    let word = if own { id } else { format!("{provider}/{id}") };
                    word.contains(typed).then(|| choice(What::Reference, &word, &title))
                });
                out.extend(sources.take(MOST));
            }
            Shape::Text
            | Shape::Translated
            | Shape::Formed(_)
            | Shape::Integer
            | Shape::Count
            | Shape::Interval
            | Shape::Table(_)
            | Shape::List(_)
            | Shape::NonEmpty(_)
            | Shape::AnyOf(_) => {}
        }
    }

    fn ids(&self, kind: Kind, typed: &str, out: &mut Vec<Choice>) {
        let named = self.names(kind).filter(|(word, _)| word.contains(typed)).take(MOST);
        out.extend(named.map(|(word, key)| Choice {
            kind: What::Reference,
            word,
            detail: self.project.name_of(&key),
            is_alone: true,
        }));
    }

    /// References to records of some kinds, and before anything is typed the kinds.
    fn references(&self, kinds: &[Kind], typed: &str, out: &mut Vec<Choice>) {
        let kinds: Vec<Kind> = if kinds.is_empty() { Kind::referable().collect() } else { kinds.to_vec() };
        let (word, rest) = typed.split_once(':').map_or((typed, None), |(word, rest)| (word, Some(rest)));
        for kind in kinds {
            if rest.is_some() && kind.word() != word {
                continue;
            }
            let fits = |id: &str| {
                rest.map_or_else(|| format!("{}:{id}", kind.word()).contains(word), |rest| id.contains(rest))
            };
            let named = self.names(kind).filter(|(id, _)| fits(id)).take(MOST.saturating_sub(out.len()));
            out.extend(named.map(|(id, key)| Choice {
                kind: What::Reference,
                word: format!("{}:{id}", kind.word()),
                detail: self.project.name_of(&key),
                is_alone: true,
            }));
        }
    }

    /// The records of a kind, as they are named in the file.
    fn names(&self, kind: Kind) -> impl Iterator<Item = (String, Key)> {
        self.project.keys_to_name(kind).map(|key| (written(self.whose, &key), key))
    }
}

/// The shortest name of a record in a file of somebody.
fn written(whose: Whose<'_>, key: &Key) -> String {
    let full = key.id.in_full();
    let is_same = |name: &str| whose.id(key.kind, name).is_some_and(|id: Id| id == key.id);
    let shorter = full.split_once('/').map(|(_, rest)| rest).filter(|rest| is_same(rest));
    shorter.unwrap_or(&full).to_owned()
}

/// The shapes of values, those that stand alone and those of the elements of a list.
fn leaves<'s>(shape: &'s Shape, alone: &mut Vec<&'s Shape>, listed: &mut Vec<&'s Shape>) {
    match shape {
        Shape::List(element) | Shape::NonEmpty(element) => {
            let (mut elements, mut deeper) = (Vec::new(), Vec::new());
            leaves(element, &mut elements, &mut deeper);
            listed.append(&mut elements);
        }
        Shape::AnyOf(shapes) => shapes.iter().for_each(|shape| leaves(shape, alone, listed)),
        leaf => alone.push(leaf),
    }
}
