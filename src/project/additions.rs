//! New records: the text that an author starts from, and the files that it goes into.
//!
//! 1. The kind and the id give the name of the record, and the name its file.
//! 2. What it needs and the site lacks is made with it: the topic of a question, the group of a control.
//! 3. `values` fills in what must be there, so that nothing is found in the file but its placeholders.
//!
//! Does not write: the caller puts the text into the files.

mod blank;
mod values;

use super::Project;
use crate::diag::nearest;
use crate::model::date::Date;
use crate::model::files::kind_at;
use crate::model::key::{Key, Whose};
use crate::model::kinds::{Holds, Kind};
use crate::parse::{self, format_of};
use crate::path::{Id, SourcePath};
use crate::source::Source;
use blank::Values;

/// A record that an author wants to write.
pub(crate) struct Wanted<'a> {
    pub(crate) kind: Kind,
    /// Without one the only record of the kind is meant, or that of the site's own company.
    pub(crate) id: Option<&'a str>,
    /// What it is called.
    pub(crate) title: Option<&'a str>,
    /// The earlier report whose place it takes.
    pub(crate) supersedes: Option<&'a str>,
}

/// Text for a file.
pub(crate) struct Addition {
    pub(crate) path: SourcePath,
    pub(crate) text: String,
    pub(crate) target: Target,
}

/// Where the text of an addition goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    NewFile,
    /// Behind what the file holds, which stays as it is.
    End,
}

impl Wanted<'_> {
    /// A record of a kind of which nothing else is known.
    fn of(kind: Kind) -> Self {
        Self { kind, id: None, title: None, supersedes: None }
    }
}

impl Project {
    /// What is to be written for a new record, the record itself last; the error is for its author.
    pub(crate) fn additions(&self, wanted: &Wanted<'_>) -> Result<Vec<Addition>, String> {
        let key = self.new_key(wanted)?;
        self.check_owner(&key)?;
        let values = self.values(&key, wanted)?;
        let topic = Key::new(Kind::Topic, key.id.owner_id());
        let mut additions = Vec::new();
        if key.kind == Kind::Entry && !self.site.has_own(&topic) {
            let values = self.values(&topic, &Wanted::of(Kind::Topic))?;
            additions.push(self.whole_file(&topic, &blank::fields(format_of(Kind::Topic).file, &values))?);
        }
        let fields = blank::fields(format_of(key.kind).record, &values);
        additions.push(match kind_at(key.home().trim_start_matches("content/")) {
            _ if key.kind == Kind::Control => self.control(&key, &fields)?,
            Some((_, Holds::Many(table), _)) => self.row(&key, table, &fields)?,
            Some((_, Holds::OneWith(table), _)) => {
                let first = self.first_control(&key)?;
                self.whole_file(&key, &format!("{fields}\n[[{table}]]\n{first}"))?
            }
            _ if key.kind.is_prose() => self.whole_file(&key, &format!("+++\n{fields}+++\n\n{}\n", body(key.kind)))?,
            _ => self.whole_file(&key, &fields)?,
        });
        Ok(additions)
    }

    /// The name of the record; an error when it cannot have one, or has one already.
    fn new_key(&self, wanted: &Wanted<'_>) -> Result<Key, String> {
        let (kind, word) = (wanted.kind, wanted.kind.word());
        let written = wanted.id.map(|written| match written.get(..10).and_then(Date::parse) {
            None if kind == Kind::Update => format!("{}-{written}", self.options.as_of.date()),
            _ => written.to_owned(),
        });
        let id = match written.as_deref() {
            _ if kind == Kind::Home => Some(Key::only(kind).id),
            None if kind == Kind::Scope => Id::within("", word),
            None if kind.is_one_of_owner() => Some(Id::company()),
            None => return Err(format!("say what to call it: `candor new {word} {}`", self.shape(kind))),
            // A row of scope has no name of its own.
            Some(owner) if kind == Kind::Scope => Id::of_provider(owner).and_then(|id| Id::within(id.as_str(), word)),
            Some(written) => Whose::default().id(kind, written),
        };
        let id = id.ok_or_else(|| {
            let written = wanted.id.unwrap_or_default();
            let help = format!("write `{}`, with lower-case letters, digits, hyphens and dots", self.shape(kind));
            format!("`{written}` cannot be an id of the kind `{word}`; {help}")
        })?;
        let key = Key::new(kind, id);
        match self.site.read().record(&key).filter(|_| self.site.has_own(&key)) {
            Some(record) => Err(format!("`{key}` is there already: {}", record.path)),
            None => Ok(key),
        }
    }

    /// How the id of a record of the kind is written; nobody has to say so of the site's own company.
    fn shape(&self, kind: Kind) -> String {
        let shape = if kind == Kind::Scope { Kind::Provider.word().to_owned() } else { kind.shape_of_id() };
        let is_own = kind.is_of_provider() && self.site.has_own(&Key::new(Kind::Provider, Id::company()));
        let without_owner = shape.split_once('/').filter(|_| is_own).map(|(_, name)| name.to_owned());
        without_owner.unwrap_or(shape)
    }

    /// Holds that the provider exists whose record it is.
    fn check_owner(&self, key: &Key) -> Result<(), String> {
        let Some(owner) = key.owner().filter(|owner| owner.kind == Kind::Provider) else { return Ok(()) };
        if self.site.has_own(&owner) {
            return Ok(());
        }
        let site = self.site.read();
        let providers: Vec<String> = site.keys_of(Kind::Provider).map(|key| key.id.to_string()).collect();
        let word = key.kind.word();
        Err(match providers.first() {
            Some(first) if owner.id.is_own() => {
                let name = if key.kind.is_one_of_owner() || key.kind == Kind::Scope { "" } else { key.id.name() };
                let written = format!("{first}/{name}");
                let written = written.trim_end_matches('/');
                format!("the site has no content/company.toml; say whose it is: `candor new {word} {written}`")
            }
            _ => {
                let others = providers.iter().map(String::as_str).filter(|id| !id.is_empty());
                let near = nearest(owner.id.as_str(), others).map(|near| format!("did you mean `{near}`?"));
                let is_of_one_firm = self.site.has_own(&Key::new(Kind::Provider, Id::company()));
                if let Some(own) = of_own_company(key).filter(|_| near.is_none() && is_of_one_firm) {
                    return Err(own);
                }
                let help = near.unwrap_or_else(|| format!("`candor new provider {}` makes it", owner.id));
                format!("no provider has the id `{}`; {help}", owner.id)
            }
        })
    }

    fn whole_file(&self, key: &Key, text: &str) -> Result<Addition, String> {
        let path = path_of(key)?;
        if self.sources.has(&path) {
            return Err(format!("`{path}` is there already"));
        }
        Ok(Addition { path, text: text.to_owned(), target: Target::NewFile })
    }

    /// A table for a file that holds many.
    fn row(&self, key: &Key, table: &str, fields: &str) -> Result<Addition, String> {
        let path = path_of(key)?;
        let row = format!("[[{table}]]\n{fields}");
        let Some(held) = self.sources.texts.get(&path).map(|file| &*file.text) else {
            return Ok(Addition { path, text: row, target: Target::NewFile });
        };
        let break_before = match held {
            "" => "",
            _ if held.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        let text = format!("{break_before}{row}");
        let whole = Source { path: path.clone(), text: format!("{held}{text}").into() };
        match parse::unreadable(&whole) {
            Some(problem) => Err(format!("no `[[{table}]]` can be added to `{path}`: {}", problem.message)),
            None => Ok(Addition { path, text, target: Target::End }),
        }
    }

    /// A control in the file of its group, which is made with it where it is missing.
    fn control(&self, key: &Key, fields: &str) -> Result<Addition, String> {
        let group = Key::new(Kind::ControlGroup, key.id.holder());
        let table = format_of(key.kind).record.name;
        if self.site.has_own(&group) {
            return self.row(key, table, fields);
        }
        let values = self.values(&group, &Wanted::of(Kind::ControlGroup))?;
        let of_group = blank::fields(format_of(Kind::ControlGroup).file, &values);
        self.whole_file(key, &format!("{of_group}\n[[{table}]]\n{fields}"))
    }

    /// The fields of a first control of a group, which would be empty without.
    fn first_control(&self, group: &Key) -> Result<String, String> {
        let key = Key::new(Kind::Control, group.id.member("first").ok_or("the id of the group is too long")?);
        let values: Values = self.values(&key, &Wanted::of(Kind::Control))?;
        Ok(blank::fields(format_of(Kind::Control).record, &values))
    }
}

/// How a record of a provider that the site does not have would be one of the site's own company.
fn of_own_company(key: &Key) -> Option<String> {
    let (kind, word) = (key.kind, key.kind.word());
    let owner = key.id.owner_id();
    if kind == Kind::Scope {
        let home = Key::new(kind, Id::within("", word)?).home();
        let about = "says whether a report covers a service, and where";
        return Some(format!("your own scope has no id: `candor new scope` adds a row to {home} that {about}"));
    }
    if kind.is_one_of_owner() {
        let home = Key::new(kind, Id::company()).home();
        return Some(format!("your own {word} has no id: `candor new {word}` makes {home}"));
    }
    let name = key.id.as_str().strip_prefix(owner.as_str())?.strip_prefix('/')?;
    let home = Key::new(kind, Whose::default().id(kind, name)?).home();
    Some(format!(
        "no provider has the id `{owner}`; `candor new {word} {name}` makes your own, in {home}, and \
         `candor new provider {owner}` another firm"
    ))
}

fn path_of(key: &Key) -> Result<SourcePath, String> {
    SourcePath::new(&key.home()).ok_or_else(|| format!("`{}` cannot be the path of a file", key.home()))
}

/// The text below the fields of prose.
fn body(kind: Kind) -> &'static str {
    if kind == Kind::Entry { "Write the answer here, the short one first." } else { "Write the text here." }
}
