//! What may have been meant by a name that does not exist.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Context, PART_OF_PROGRAM, is_of_library, path_of, written_in};
use crate::diag::{Candidates, Help, nearest};
use crate::library;
use crate::model::key::Key;
use crate::model::kinds::{Kind, PageKind};
use crate::model::provider::Provider;
use crate::model::tells::List;
use crate::path::{Id, SourcePath};
use crate::site::Question;

/// The names of a site to choose from, each set of them put in order when the first finding asks, for all that follow.
/// Good as long as the site stays as it is.
#[derive(Default)]
pub(crate) struct Suggestions {
    lists: Known<List, Candidates<Key>>,
    kinds: Known<Kind, OfKind>,
    files: Known<(), Candidates<SourcePath>>,
    paths: Known<(), Paths>,
    /// By the provider that declares them.
    sources: Known<Id, Candidates<String>>,
}

/// The names of all records of a kind.
struct OfKind {
    by_id: Candidates<Key>,
    /// The first record of a name, whoever owns it.
    by_name: HashMap<String, Key>,
}

/// The paths of all records and files.
struct Paths {
    all: Candidates<SourcePath>,
    by_file_name: HashMap<String, SourcePath>,
}

/// Values that were asked for, by what was asked.
struct Known<Asked, Value>(Mutex<BTreeMap<Asked, Arc<Value>>>);

impl<Asked, Value> Default for Known<Asked, Value> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<Asked: Ord + Clone, Value> Known<Asked, Value> {
    fn get(&self, asked: &Asked, make: impl FnOnce() -> Value) -> Arc<Value> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = known.get(asked) {
            return Arc::clone(value);
        }
        let value = Arc::new(make());
        known.insert(asked.clone(), Arc::clone(&value));
        value
    }
}

/// A record that may have been meant.
pub(super) struct Near {
    pub(super) key: Key,
    /// The path by which texts link to it.
    pub(super) path: SourcePath,
    /// Where it is written, for whoever looks for it.
    pub(super) written_in: String,
}

/// What to do about the name of a record that does not exist.
pub(super) fn find_instead(context: &Context<'_>, key: &Key) -> Help {
    match nearest_record(context, key) {
        Some(near) => {
            // In the file of a provider a bare id is its own.
            let is_of_another = near.key.id.owner() != key.id.owner();
            let id = if is_of_another { near.key.id.in_full() } else { near.key.id.to_string() };
            let help = Help::from(format!("did you mean `{id}`? ({})", near.written_in));
            help.instead(&key.id.in_full(), &near.key.id.in_full())
        }
        None => format!("correct the name, or add it in {}", key.home()).into(),
    }
}

/// The list that was meant by the name of a page that does not exist: `page:documents`.
pub(super) fn list_instead(key: &Key) -> Option<String> {
    let word = Some(key.id.as_str()).filter(|_| key.kind == Kind::Page)?;
    let name = |page: PageKind| page.address().trim_end_matches('/');
    let lists = PageKind::all().filter(|page| !page.names_record()).map(name);
    let page = PageKind::that_has(word).map(name).or_else(|| nearest(word, lists))?;
    Some(format!("page:{page}"))
}

/// The record whose name is nearest to one that does not exist: with the same owner if possible, else of the same kind.
pub(super) fn nearest_record(context: &Context<'_>, key: &Key) -> Option<Near> {
    let near = nearest_on(context, &List::among_like(key), key);
    let near = near.or_else(|| nearest_of_kind(context, key))?;
    match context.site.record(&near) {
        Some(record) => Some(Near { key: near, path: path_of(record), written_in: written_in(record).to_owned() }),
        // Nothing on the site refers to it yet.
        None if is_of_library(&near) => {
            let path = SourcePath::new(&near.home())?;
            Some(Near { key: near, path, written_in: PART_OF_PROGRAM.to_owned() })
        }
        None => None,
    }
}

fn nearest_on(context: &Context<'_>, list: &List, key: &Key) -> Option<Key> {
    // Whoever is answered from memory depends on the answer like the first who asked.
    context.site.note(&Question::List(list));
    let names = || {
        let of_library = library::keys().filter(|known| List::among_like(known) == *list);
        let all: Vec<Key> = context.site.list(list).cloned().chain(of_library).collect();
        Candidates::new(all.iter().map(|sibling| (sibling.id.name(), sibling.clone())))
    };
    context.names.lists.get(list, names).nearest(key.id.name()).cloned()
}

fn nearest_of_kind(context: &Context<'_>, key: &Key) -> Option<Key> {
    context.site.note(&Question::All);
    let of_kind = context.names.kinds.get(&key.kind, || {
        let all: Vec<&Key> = context.site.keys_of(key.kind).collect();
        let mut by_name = HashMap::new();
        for other in &all {
            by_name.entry(other.id.name().to_owned()).or_insert_with(|| (*other).clone());
        }
        OfKind { by_id: Candidates::new(all.iter().map(|other| (other.id.as_str(), (*other).clone()))), by_name }
    });
    of_kind.by_id.nearest(key.id.as_str()).or_else(|| of_kind.by_name.get(key.id.name())).cloned()
}

/// The file of the content, other than a text, whose path is nearest to one that does not exist.
pub(super) fn nearest_file(context: &Context<'_>, path: &SourcePath) -> Option<SourcePath> {
    context.site.note(&Question::All);
    let files = || Candidates::new(context.files().map(|file| (file.as_str(), file.clone())));
    context.names.files.get(&(), files).nearest(path.as_str()).cloned()
}

/// The file of the content whose path is nearest to one that does not exist, or which has its name elsewhere.
pub(super) fn nearest_path(context: &Context<'_>, path: &SourcePath) -> Option<SourcePath> {
    context.site.note(&Question::All);
    let paths = context.names.paths.get(&(), || {
        let of_library: Vec<SourcePath> = library::keys().filter_map(|key| SourcePath::new(&key.home())).collect();
        let records = context.site.records().map(|record| &record.path).filter(|path| !library::holds(path));
        let all: Vec<&SourcePath> = records.chain(context.files()).chain(&of_library).collect();
        let mut by_file_name = HashMap::new();
        for path in &all {
            by_file_name.entry(path.file_name().to_owned()).or_insert_with(|| (*path).clone());
        }
        Paths { all: Candidates::new(all.iter().map(|path| (path.as_str(), (*path).clone()))), by_file_name }
    });
    paths.all.nearest(path.as_str()).or_else(|| paths.by_file_name.get(path.file_name())).cloned()
}

/// The source of a provider, whose record was asked for, that is nearest to one that it does not declare.
pub(super) fn nearest_source(context: &Context<'_>, id: &Id, provider: &Provider, name: &str) -> Option<String> {
    let declared = provider.sources.iter().map(|source| (source.id.value.as_str(), source.id.value.clone()));
    context.names.sources.get(id, || Candidates::new(declared)).nearest(name).cloned()
}
