//! The search indexes of a site, one for each language, kept as edits come.
//!
//! 1. An index is made when somebody asks for the first time, from all records at once.
//! 2. With each document stand the questions that were asked of the site to make it.
//! 3. After an edit those documents are made anew whose records changed, or who had asked a question that the edit opens
//!    again; when what things are called changed, those also that use the words.
//!
//! So an index after any edits is that of a fresh start, as it is with findings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::Project;
use super::changes::Edit;
use super::memo::{Concluded, Memo};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::page::Output;
use crate::path::{Locale, OutPath};
use crate::search::{
    Answer, Dimension, Hit, Index, Names, Packing, Prepared, Query, Synonyms, Token, Tokens, find, tokens,
};
use crate::view::{self, PageContext};

/// The folder of the indexes.
const FOLDER: &str = "search";

/// How many documents are made before they are put: what lies in between takes more memory than what stays.
const AT_ONCE: usize = 2_048;

/// The indexes of all languages.
pub(super) struct Search {
    /// What the records of a key are called by readers who mean the same.
    synonyms: BTreeMap<Key, Vec<String>>,
    languages: BTreeMap<Locale, Language>,
}

/// The index of a language, and, where edits are followed, what was asked to make its documents.
struct Language {
    index: Index,
    made: Memo<Key, ()>,
}

/// Documents that are ready to be put.
type Made = Vec<(Key, Concluded<Option<Prepared>>)>;

/// What is searched for on the command line.
#[derive(Clone, Debug, Default)]
pub struct SearchQuery<'a> {
    /// The words that a reader would type.
    pub text: &'a str,
    /// The language that is asked in; the site's first by default.
    pub locale: Option<&'a str>,
    /// Of which kinds hits may be, as references write them; any when none is named.
    pub kinds: &'a [String],
    /// How many hits are wanted.
    pub wanted: usize,
}

/// A document that answers a query.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// How good the answer is; comparable within one query only.
    pub score: f64,
    /// What it is, as references write it: `faq`, `report`.
    pub kind: &'static str,
    /// The id of the record.
    pub id: String,
    /// The language of the index that it was found in.
    pub locale: String,
    /// Its title.
    pub title: String,
    /// The beginning of its text.
    pub excerpt: String,
    /// Its address, from the root of the site.
    pub url: String,
    /// The words of the query for which it has another name only.
    pub other_name_of: Option<String>,
}

/// The answers to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResults {
    /// In the language that was asked in, the best first.
    pub hits: Vec<SearchHit>,
    /// How many there are in all, as far as common words were looked through.
    pub total: usize,
    /// Whether there are more than `total`: enough was found before that.
    pub has_more: bool,
    /// The words of the query that stand nowhere in that language; when they are most of it, there are no hits.
    pub missing: Vec<String>,
    /// In each of the other languages.
    pub others: Vec<SearchHit>,
}

/// A piece of a text: what documents are found by, and what queries are cut into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchPiece {
    /// The piece as the index spells it.
    pub text: String,
    /// `word`, `chain` for words that an id puts together, `rare` for those that it seldom does, `joint` for words that
    /// hyphens join, or `pair` for characters of a text without spaces.
    pub kind: &'static str,
    /// How many folded characters of the text end with it.
    pub end: usize,
}

/// The pieces of a text in order, a chain behind its words; a reader's browser cuts a text into the same.
#[must_use]
pub fn search_pieces(text: &str) -> Vec<SearchPiece> {
    let tokens = tokens(text);
    let piece = |token: Token<'_>| SearchPiece {
        text: token.text.to_owned(),
        kind: token.kind.name(),
        end: tokens.characters_to(token),
    };
    tokens.iter().map(piece).collect()
}

impl Project {
    /// Every file of the indexes.
    pub(super) fn search_outputs(&self) -> impl Iterator<Item = (OutPath, Output)> {
        let names =
            self.search().languages.iter().flat_map(|(locale, language)| {
                language.index.files().into_iter().map(move |name| (locale.clone(), name))
            });
        names.filter_map(|(locale, name)| {
            let path = OutPath::new(&format!("{FOLDER}/{locale}/{name}.js"))?;
            Some((path, Output::Search { locale, name }))
        })
    }

    /// The file of an index that lies at a path.
    pub(super) fn search_output_at(&self, path: &OutPath) -> Option<Output> {
        let (locale, name) =
            path.as_str().strip_prefix(FOLDER)?.strip_prefix('/')?.strip_suffix(".js")?.split_once('/')?;
        let locale = self.settings.config.locales.iter().find(|known| known.as_str() == locale)?;
        self.search_file(locale, name).map(|_| Output::Search { locale: locale.clone(), name: name.to_owned() })
    }

    /// The text of a file of an index.
    pub(super) fn search_file(&self, locale: &Locale, name: &str) -> Option<Arc<str>> {
        self.search().languages.get(locale)?.index.file(name)
    }

    /// Answers a query as a reader's browser does.
    #[must_use]
    pub fn find(&self, query: &SearchQuery<'_>) -> SearchResults {
        let asked_in = query.locale.unwrap_or(self.settings.config.default_locale().as_str());
        let chosen = BTreeMap::from([(Dimension::Kind, query.kinds.iter().cloned().collect())]);
        let ask = Query { text: query.text, chosen, wanted: query.wanted };
        let mut results = SearchResults::default();
        for (locale, language) in &self.search().languages {
            let Answer { hits: found, is_all, missing } = find(&language.index, &ask);
            let total = found.len();
            let asked = tokens(query.text);
            let hits = found.iter().take(query.wanted).map(|hit| self.shown(hit, locale, &asked));
            if locale.as_str() == asked_in {
                let (hits, others) = (hits.collect(), results.others);
                results = SearchResults { hits, total, has_more: !is_all, missing, others };
            } else {
                results.others.extend(hits);
            }
        }
        results
    }

    /// The languages of the site, the first being the default.
    pub fn locales(&self) -> impl Iterator<Item = &str> {
        self.settings.config.locales.iter().map(Locale::as_str)
    }

    fn shown(&self, hit: &Hit<'_>, locale: &Locale, asked: &Tokens) -> SearchHit {
        SearchHit {
            score: hit.score,
            kind: hit.card.kind,
            id: hit.key.id.to_string(),
            locale: locale.to_string(),
            title: hit.card.title.clone(),
            excerpt: facts_in_order(&hit.card.excerpt, asked),
            url: format!("{}{}", self.base_path(), hit.card.href),
            other_name_of: hit.other_name_of.clone(),
        }
    }

    fn search(&self) -> &Search {
        self.search.get_or_init(|| {
            let site = self.published();
            let context = self.naming_context(self.settings.config.default_locale());
            let named = site.records().map(|record| (record.key.clone(), view::synonyms(&context, record)));
            let synonyms = named.filter(|(_, names)| names.len() > 1).collect();
            let table = self.synonyms(&synonyms);
            // Those that readers may not see too: what they hang on may change.
            let keys: Vec<Key> = self.site.read().keys().cloned().collect();
            let language = |locale: &Locale| {
                let mut index = Index::new(locale, self.packing(), table.clone(), self.names_in(locale));
                let mut asked = Vec::new();
                for keys in keys.chunks(AT_ONCE) {
                    for (key, document) in self.make(&index, locale, keys.to_vec()) {
                        let document = document.map(|document| index.put(&key, document));
                        asked.extend(self.is_followed().then_some((key, document)));
                    }
                }
                self.put_lists(&mut index, locale);
                (locale.clone(), Language { index, made: Memo::of(asked) })
            };
            let languages: Vec<_> = self.settings.config.locales.par_iter().map(language).collect();
            Search { synonyms, languages: languages.into_iter().collect() }
        })
    }

    /// Brings the indexes up to date after an edit.
    pub(super) fn keep_search_after(&mut self, edit: &Edit) {
        let Some(mut search) = self.search.take().filter(|_| self.is_followed()) else { return };
        let context = self.naming_context(self.settings.config.default_locale());
        let mut is_called_otherwise = false;
        let askers = search.languages.values().flat_map(|language| language.made.askers(&edit.questions));
        let reopened: BTreeSet<Key> = edit.keys.iter().chain(askers).cloned().collect();
        for key in &reopened {
            let names = context.site.record(key).map(|record| view::synonyms(&context, record)).unwrap_or_default();
            let (names, old) = (Some(names).filter(|names| names.len() > 1), search.synonyms.remove(key));
            is_called_otherwise |= names != old;
            search.synonyms.extend(names.map(|names| (key.clone(), names)));
        }
        let table = is_called_otherwise.then(|| self.synonyms(&search.synonyms));
        for (locale, Language { index, made }) in &mut search.languages {
            let mut keys: BTreeSet<Key> = edit.keys.iter().chain(made.askers(&edit.questions)).cloned().collect();
            if let Some(table) = &table {
                keys.extend(index.replace_synonyms(table.clone()));
            }
            index.rename(self.names_in(locale));
            for (key, document) in self.make(index, locale, keys.into_iter().collect()) {
                let asked = document.map(|document| index.put(&key, document));
                if self.site.read().record(&key).is_some() {
                    made.put(key, asked);
                } else {
                    made.take(&key);
                }
            }
            self.put_lists(index, locale);
        }
        self.search = OnceLock::from(search);
    }

    /// Puts the pages of lists where no record has their address.
    fn put_lists(&self, index: &mut Index, locale: &Locale) {
        let context = self.naming_context(locale).of_site();
        for (key, page) in view::lists() {
            if context.site.record(&key).is_none() {
                let document = view::list_document(&context, page).map(|document| index.prepare(document));
                index.put(&key, document);
            }
        }
    }

    /// The documents of some keys.
    fn make(&self, index: &Index, locale: &Locale, keys: Vec<Key>) -> Made {
        let make = |key: Key| {
            let document = self.conclude(|site| {
                let site = self.publish(site);
                let context = PageContext { site, ..self.naming_context(locale) };
                let document = site.record(&key).and_then(|record| view::search_document(&context, record));
                document.map(|document| index.prepare(document))
            });
            (key, document)
        };
        keys.into_par_iter().with_min_len(64).map(make).collect()
    }

    fn synonyms(&self, found: &BTreeMap<Key, Vec<String>>) -> Synonyms {
        let found: Vec<Vec<String>> = found.values().cloned().collect();
        Synonyms::new(&self.settings.config.search.synonyms, &found)
    }

    /// What the values are called by which hits are filtered.
    fn names_in(&self, locale: &Locale) -> Names {
        let context = self.naming_context(locale).of_site();
        let kinds = Kind::referable().map(Kind::word);
        let kinds = kinds.map(|kind| ((Dimension::Kind, kind.to_owned()), context.catalog.word("kind", kind)));
        let lists = [List::All(Kind::Provider), List::All(Kind::Framework)];
        let named = lists
            .iter()
            .flat_map(|list| context.site.list(list))
            .filter_map(|record| view::dimension(&context, record));
        kinds.chain(named).collect()
    }

    fn packing(&self) -> Packing {
        if self.settings.config.search.precompress { Packing::Deflated } else { Packing::Plain }
    }
}

/// A list of facts, those first whose names say what was asked for.
fn facts_in_order(excerpt: &str, asked: &Tokens) -> String {
    let matches = |fact: &&str| {
        let name = tokens(fact.split([':', '：']).next().unwrap_or_default());
        name.iter().filter(|token| asked.iter().any(|other| other.text == token.text)).count()
    };
    let mut facts: Vec<&str> = excerpt.split(" · ").collect();
    facts.sort_by_key(|fact| std::cmp::Reverse(matches(fact)));
    facts.join(" · ")
}
