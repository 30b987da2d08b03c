//! What is filled in of a new record: what follows from its name and the day, and placeholders for what must be there.

use super::Wanted;
use super::blank::{Value, Values};
use crate::diag::nearest;
use crate::format::{Field, Shape};
use crate::library;
use crate::model::Record;
use crate::model::date::Date;
use crate::model::framework::Framework;
use crate::model::key::{Key, Whose};
use crate::model::kinds::Kind;
use crate::model::terms::{Assurance, FactName, Word};
use crate::parse::{format_of, quoted, written_fields};
use crate::path::Id;
use crate::project::Project;
use crate::project::text_file::TextFile;
use crate::source::Source;

/// The fields by which records are called.
const TITLES: [&str; 5] = ["question", "title", "name", "entity", "feature"];

/// The facts of a report that its successor is likely to share. Its dates and what was found are not among them.
const CARRIED_OVER: [&str; 25] = [
    "framework",
    "assurance",
    "type",
    "subject",
    "cadence",
    "auditor",
    "certification_body",
    "accreditation",
    "authority",
    "assessor",
    "questionnaire",
    "tester",
    "method",
    "level",
    "criteria",
    "criteria_edition",
    "standards",
    "services",
    "locations",
    "subservice",
    "cuecs",
    "audiences",
    "contact",
    "shared",
    "access",
];

impl Project {
    /// The values of the fields that are filled in; the error is for the author.
    pub(super) fn values(&self, key: &Key, wanted: &Wanted<'_>) -> Result<Values, String> {
        let mut values = self.carried_over(key, wanted)?;
        if key.kind == Kind::Report {
            self.fit_to_framework(key, &mut values);
        }
        let fields = format_of(key.kind).record.fields;
        let title = fields.iter().find(|field| TITLES.contains(&field.name));
        for field in fields {
            if values.contains_key(field.name) {
                continue;
            }
            let value = if title.is_some_and(|title| title.name == field.name) {
                title_value(key, field, wanted.title)
            } else {
                self.value(key, field, wanted)?
            };
            values.extend(value.map(|value| (field.name, value)));
        }
        Ok(values)
    }

    fn value(&self, key: &Key, field: &Field, wanted: &Wanted<'_>) -> Result<Option<Value>, String> {
        let today = self.options.as_of.date();
        Ok(match (field.name, &field.shape) {
            ("id", _) if field.is_required() => Some(Value::Known(quoted(key.id.name()))),
            ("last_reviewed" | "published", Shape::Day) => Some(Value::Known(today.to_string())),
            ("expires", _) => Some(Value::Placeholder(today.plus_months(12).previous().to_string())),
            ("expected", _) => {
                let year = quoted(&format!("{:04}", today.year() + 1));
                let hint = "of one that you have already, write the dates in its place";
                Some(match wanted.supersedes {
                    Some(_) => Value::Placeholder(year),
                    None => Value::Hinted(year, hint.to_owned()),
                })
            }
            ("statement", _) => Some(Value::Placeholder(field.example.to_owned())),
            ("not_stated", Shape::List(Shape::Word(words))) => unstated(key.kind, &words()),
            ("affected", _) => {
                let product = self.existing(key, Kind::Product)?;
                let product = quoted(&product);
                let affected = format!("[{{ product = {product}, versions = [\"1.0.0\"], fixed = [\"1.0.1\"] }}]");
                Some(Value::Placeholder(affected))
            }
            (_, Shape::Id(kind)) if field.is_required() && *kind != Kind::Framework => {
                Some(Value::Placeholder(quoted(&self.existing(key, *kind)?)))
            }
            (_, Shape::Word(words)) if field.is_required() => {
                Some(Value::Hinted(field.example.to_owned(), choice(&words())))
            }
            _ => field.is_required().then(|| Value::Placeholder(field.example.to_owned())),
        })
    }

    /// Fills in the framework that the id of a report names, and leaves out what no report under it has.
    fn fit_to_framework(&self, key: &Key, values: &mut Values) {
        if !values.contains_key("framework") {
            let known = self.site.read().keys_of(Kind::Framework).cloned().chain(library::keys());
            let named = known.filter(|known| known.kind == Kind::Framework && is_named(known, key.id.name()));
            let named = named.max_by_key(|known| known.id.as_str().len());
            values.extend(named.map(|named| ("framework", Value::Known(quoted(named.id.as_str())))));
        }
        let filled_in = |field| match values.get(field) {
            Some(Value::Known(value)) => Some(value.trim_matches('"')),
            _ => None,
        };
        let Some(id) = filled_in("framework").and_then(Id::new) else { return };
        let framework = Key::new(Kind::Framework, id);
        let of_library = library::read(&framework);
        let record = self.site.read().record(&framework).or(of_library.first().map(|record| &**record));
        let Some(framework) = record.and_then(Record::as_framework) else { return };
        let assurance = filled_in("assurance").and_then(value_of).unwrap_or(framework.assurance);
        for field in format_of(Kind::Report).record.fields.iter().filter(|field| !fits(field, framework, assurance)) {
            values.entry(field.name).or_insert(Value::Impossible);
        }
    }

    /// The name of a record of a kind that has the same owner.
    fn existing(&self, key: &Key, kind: Kind) -> Result<String, String> {
        let site = self.site.read();
        let mut keys = site.keys_of(kind);
        let found = keys.find(|other| other.id.owner_id() == key.id.owner_id());
        let word = kind.word();
        found.map(|key| key.id.name().to_owned()).ok_or_else(|| {
            format!("a {} names a {word}, and there is none yet: `candor new {word}` makes one", key.kind.word())
        })
    }

    /// What a report has from the one whose place it takes.
    fn carried_over(&self, key: &Key, wanted: &Wanted<'_>) -> Result<Values, String> {
        let Some(written) = wanted.supersedes else { return Ok(Values::new()) };
        if key.kind != Kind::Report {
            return Err("only a report takes the place of another; leave `--supersedes` out".to_owned());
        }
        let whose = key.whose();
        let id = whose.id(Kind::Report, written).or_else(|| Whose::default().id(Kind::Report, written));
        let site = self.site.read();
        let earlier = id.and_then(|id| site.record(&Key::new(Kind::Report, id))).ok_or_else(|| {
            let own = site.keys_of(Kind::Report).filter(|other| other.id.owner_id() == key.id.owner_id());
            let names: Vec<&str> = own.map(|key| key.id.name()).collect();
            let near = nearest(written, names.iter().copied());
            let help = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            format!("no report has the id `{written}`{help}")
        })?;
        let text = self.sources.texts.get(&earlier.path).map(TextFile::good_text).unwrap_or_default();
        let fields = written_fields(&Source { path: earlier.path.clone(), text });
        let mut values = Values::from([("supersedes", Value::Known(quoted(written)))]);
        for (name, value) in fields {
            let carried = CARRIED_OVER.into_iter().find(|carried| *carried == name);
            values.extend(carried.map(|name| (name, Value::Known(value))));
        }
        Ok(values)
    }
}

/// Whether a report under a framework can have a field.
fn fits(field: &Field, framework: &Framework, assurance: Assurance) -> bool {
    let has = |fact: FactName| assurance.need(fact).is_some() && !framework.rules_out(fact);
    match field.name {
        // The document in which it is given to readers is a fact of few, and stands beside those of all.
        "documents" => true,
        "as_of_date" => has(FactName::Type),
        "bridges" | "derived_from" => assurance == Assurance::Attestation,
        name => value_of(name).is_none_or(has),
    }
}

/// The words among which an author chooses: `type-1 or type-2`.
fn choice(words: &[&str]) -> String {
    let all = words.join(", ");
    all.rsplit_once(", ").map(|(others, last)| format!("{others} or {last}")).unwrap_or(all)
}

/// The value of a word of a vocabulary.
fn value_of<W: Word>(written: &str) -> Option<W> {
    W::ALL.iter().find(|(word, _)| *word == written).map(|(_, value)| *value)
}

/// Whether the id of a report is that of a framework, alone or before a year: `soc-2`, `soc-2-2026`, `soc-2-2026-spring`.
fn is_named(framework: &Key, report: &str) -> bool {
    report.strip_prefix(framework.id.as_str()).is_some_and(|rest| {
        let year = rest.strip_prefix('-').map(|rest| rest.split('-').next().unwrap_or_default());
        rest.is_empty() || year.is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// What a record is called: as its author says, else after its id.
fn title_value(key: &Key, field: &Field, title: Option<&str>) -> Option<Value> {
    match title {
        // The text below the fields is made up, and the comment speaks of it too.
        Some(title) if key.kind.is_prose() => Some(Value::Placeholder(quoted(title))),
        Some(title) => Some(Value::Known(quoted(title))),
        None if key.kind == Kind::Home || field.name == "question" => {
            Some(Value::Placeholder(field.example.to_owned()))
        }
        None => field.is_required().then(|| Value::Placeholder(quoted(&in_words(key, field)))),
    }
}

/// An id as words: `soc-2-report` is `Soc 2 report`.
fn in_words(key: &Key, field: &Field) -> String {
    let name = key.id.name();
    let name = if name.get(..10).is_some_and(|day| Date::parse(day).is_some()) { &name[10..] } else { name };
    let words = name.trim_matches('-').replace('-', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => field.example.trim_matches('"').to_owned(),
    }
}

/// The facts that nobody has stated yet, for the kinds of which readers look for every fact.
fn unstated(kind: Kind, words: &[&str]) -> Option<Value> {
    if ![Kind::Data, Kind::Ai, Kind::Disclosure, Kind::Advisory].contains(&kind) {
        return None;
    }
    // The examples of a weakness and of an affected product say these.
    let given: &[&str] = if kind == Kind::Advisory { &["cve", "cwe", "fixed"] } else { &[] };
    let open: Vec<String> = words.iter().filter(|word| !given.contains(word)).map(|word| quoted(word)).collect();
    Some(Value::Placeholder(format!("[{}]", open.join(", "))))
}
