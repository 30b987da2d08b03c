//! What is filled in of a new record: what follows from its name and the day, and placeholders for what must be there.

use super::Wanted;
use super::blank::{Value, Values};
use crate::diag::nearest;
use crate::format::{Field, Shape};
use crate::model::date::Date;
use crate::model::key::{Key, Whose};
use crate::model::kinds::Kind;
use crate::parse::{format_of, quoted, written_fields};
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
        let fields = format_of(key.kind).record.fields;
        let title = fields.iter().find(|field| TITLES.contains(&field.name));
        for field in fields {
            if values.contains_key(field.name) {
                continue;
            }
            let value = if title.is_some_and(|title| title.name == field.name) {
                title_value(key, field, wanted.title)
            } else {
                self.value(key, field)?
            };
            values.extend(value.map(|value| (field.name, value)));
        }
        Ok(values)
    }

    fn value(&self, key: &Key, field: &Field) -> Result<Option<Value>, String> {
        let today = self.options.as_of.date();
        Ok(match (field.name, &field.shape) {
            ("id", _) if field.is_required() => Some(Value::Known(quoted(key.id.name()))),
            ("last_reviewed" | "published", Shape::Day) => Some(Value::Known(today.to_string())),
            ("expires", _) => Some(Value::Placeholder(today.plus_months(12).previous().to_string())),
            ("expected", _) => Some(Value::Placeholder(quoted(&format!("{:04}", today.year() + 1)))),
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
            _ => field.is_required().then(|| Value::Placeholder(field.example.to_owned())),
        })
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
