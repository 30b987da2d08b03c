//! The strings of the interface: those of the program and of the site, the nearest for each language.
//!
//! A language takes a string from its own catalog, else from those of the same language in the same script, the nearest
//! first: `en-GB` from `en-GB`, then `en`; `zh-TW` from `zh-Hant`, and never from `zh-Hans`. What none of them has is
//! English, and a finding.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::{ThemeFile, builtin, codes};
use crate::catalog::{self, OWN};
use crate::diag::{Candidates, Diagnostic, Help, Place};
use crate::language::{self, Category, Counting, Forms, Message};
use crate::model::config::Config;
use crate::parse::parse_catalog;
use crate::path::{Locale, SourcePath};
use crate::source::{Source, Span};

type Strings = BTreeMap<String, Message>;

/// The language in which the program knows every string.
const ENGLISH: &str = "en";

/// Every catalog that there is, and the keys that are asked for.
pub(super) struct Known {
    own: BTreeMap<String, Strings>,
    builtin: &'static BTreeMap<String, Strings>,
    /// The keys that templates of the site ask for, and where each does first.
    used: BTreeMap<String, Place>,
}

impl Known {
    /// Reads the catalogs of the program and of the site.
    pub(super) fn new(own: &BTreeMap<&str, &ThemeFile>, out: &mut Vec<Diagnostic>) -> Self {
        let mut known = Self { own: BTreeMap::new(), builtin: &BUILTIN, used: used_in_templates(own) };
        for (path, file) in own {
            let Some(locale) = locale_of(path) else { continue };
            let source = Source { path: file.path.clone(), text: Arc::from(&*String::from_utf8_lossy(&file.bytes)) };
            let (strings, problems) = parse_catalog(&source, locale.as_str());
            out.extend(problems);
            let mine = known.own.entry(locale.to_string()).or_default();
            for (key, message) in strings {
                if let Some(category) = message.lacks() {
                    let message =
                        format!("the string `{}` lacks the form `{}` of `{locale}`", key.value, category.word());
                    let help = "add it to the table; other numbers take the form `other` until then";
                    out.push(Diagnostic::new(&codes::MISSING_STRING, &file.path, key.span, message).help(help));
                }
                if !known.builtin[ENGLISH].contains_key(&key.value)
                    && !known.used.contains_key(key.value.strip_suffix(OWN).unwrap_or(&key.value))
                    && !known.used.contains_key(&key.value)
                    && !is_optional(&key.value)
                {
                    out.push(unused(&known.builtin[ENGLISH], &file.path, &key.value, key.span));
                }
                mine.insert(key.value, message);
            }
        }
        known
    }

    /// The keys of the strings that every language needs.
    fn keys(&self) -> impl Iterator<Item = &String> {
        self.builtin[ENGLISH].keys().chain(self.used.keys())
    }

    /// The strings of a language and of those near it.
    fn near(&self, locale: &Locale) -> Strings {
        let mut strings = Strings::new();
        let mut take = |tag: &str| {
            for known in [&self.own, self.builtin] {
                for (key, message) in known.get(tag).into_iter().flatten() {
                    if tag == locale.as_str() || key != LANGUAGE_NAME {
                        strings.entry(key.clone()).or_insert_with(|| message.clone());
                    }
                }
            }
        };
        self.relatives(locale).into_iter().for_each(&mut take);
        strings
    }

    /// The tags of the catalogs that readers of a language can read, the nearest first.
    fn relatives(&self, locale: &Locale) -> Vec<&str> {
        let script = language::script(locale.as_str());
        let tags: BTreeSet<&str> = self.own.keys().chain(self.builtin.keys()).map(String::as_str).collect();
        let mut near: Vec<&str> = tags.into_iter().filter(|tag| language::script(tag).is_same(script)).collect();
        let is_part_of = |tag: &str| locale.as_str().strip_prefix(tag).is_some_and(|rest| rest.starts_with('-'));
        near.sort_by_key(|tag| match *tag {
            tag if tag == locale.as_str() => (0, 0),
            tag if is_part_of(tag) => (1, usize::MAX - tag.len()),
            // A catalog for all regions is nearer than that of another one.
            tag => (2, tag.len()),
        });
        near
    }
}

/// The catalogs of the program, by their tags.
static BUILTIN: LazyLock<BTreeMap<String, Strings>> = LazyLock::new(|| {
    let catalog = |(path, bytes): &(&str, &[u8])| {
        let locale = locale_of(path)?;
        let source = Source {
            path: SourcePath::new(path).expect("a constant path is clean"),
            text: Arc::from(&*String::from_utf8_lossy(bytes)),
        };
        let strings = parse_catalog(&source, locale.as_str()).0;
        Some((locale.to_string(), strings.into_iter().map(|(key, text)| (key.value, text)).collect()))
    };
    builtin::FILES.iter().filter_map(catalog).collect()
});

/// What a language calls itself, where nobody but its catalog knows.
const LANGUAGE_NAME: &str = "language_name";

/// Keys that a catalog may have and need not: they take the place of what is known of the language.
fn is_optional(key: &str) -> bool {
    let is_month = |key: &str| {
        key.strip_prefix("month_").is_some_and(|number| number.parse().is_ok_and(|n: u8| (1..=12).contains(&n)))
    };
    [LANGUAGE_NAME, "date_format", "month_format"].contains(&key) || is_month(key)
}

/// The locale of a catalog's file.
fn locale_of(path: &str) -> Option<Locale> {
    path.strip_prefix("i18n/")?.strip_suffix(".toml").and_then(Locale::new)
}

/// For each language of the site its strings; what it lacks is English, and a finding.
pub(super) fn catalogs(
    config: &Config,
    known: &Known,
    config_path: &SourcePath,
    out: &mut Vec<Diagnostic>,
) -> BTreeMap<Locale, Strings> {
    let english = Locale::new(ENGLISH).map(|locale| known.near(&locale)).unwrap_or_default();
    let mut catalogs = BTreeMap::new();
    let mut lacked: BTreeMap<&str, Vec<&Locale>> = BTreeMap::new();
    for locale in &config.locales {
        let mut strings = known.near(locale);
        let missing: Vec<&str> = known.keys().filter(|key| !strings.contains_key(*key)).map(String::as_str).collect();
        if missing.iter().any(|key| known.builtin[ENGLISH].contains_key(*key)) {
            let place =
                Place { path: config_path.clone(), span: config.listed.get(locale).copied().unwrap_or_default() };
            out.push(lacking(&missing, &[locale], &place, &config.theme.value));
        } else {
            missing.into_iter().for_each(|key| lacked.entry(key).or_default().push(locale));
        }
        for (key, message) in &english {
            // A string in the third person is better than one in another language.
            let is_said = key.strip_suffix(OWN).is_some_and(|key| strings.contains_key(key));
            if key != LANGUAGE_NAME && !is_optional(key) && !is_said {
                strings.entry(key.clone()).or_insert_with(|| message.clone());
            }
        }
        catalogs.insert(locale.clone(), strings);
    }
    let of_templates = lacked.iter().filter_map(|(key, locales)| Some((key, locales, known.used.get(*key)?)));
    out.extend(of_templates.map(|(key, locales, place)| lacking(&[key], locales, place, &config.theme.value)));
    catalogs
}

/// How many strings that are lacking a finding names; the others are counted.
const MOST_NAMED: usize = 20;

/// The finding about strings that languages lack.
fn lacking(keys: &[&str], locales: &[&Locale], place: &Place, theme: &str) -> Diagnostic {
    let tags = locales.iter().map(|locale| format!("`{locale}`")).collect::<Vec<_>>().join(", ");
    let message = match keys {
        [key] => format!("the interface lacks the string `{key}` in {tags}"),
        _ => format!("the interface lacks {} strings in {tags}", keys.len()),
    };
    let help = match locales {
        [locale] => {
            let more = keys.len().saturating_sub(MOST_NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let keys = keys.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ") + &more;
            format!("translate what `candor strings {locale}` prints, into themes/{theme}/i18n/{locale}.toml: {keys}")
        }
        _ => format!(
            "add it to the catalogs of these languages in themes/{theme}/i18n/, as `candor strings` prints them"
        ),
    };
    Diagnostic::new(&codes::MISSING_STRING, &place.path, place.span, message).help(help)
}

/// Whether the program has every string in a language.
pub(super) fn is_translated(locale: &Locale) -> bool {
    let known = Known::new(&BTreeMap::new(), &mut Vec::new());
    let near = known.near(locale);
    known.keys().all(|key| near.contains_key(key) || is_optional(key))
}

fn unused(english: &Strings, path: &SourcePath, key: &str, span: Span) -> Diagnostic {
    let near = Candidates::new(english.keys().map(|key| (key.as_str(), key))).nearest(key).copied();
    let help = near.map_or_else(|| Help::from("remove it"), |near| Help::did_you_mean(key, near));
    Diagnostic::new(&codes::UNUSED_STRING, path, span, format!("nothing uses the string `{key}`")).help(help)
}

/// A catalog to be translated: every string of a language, what it has already as it is, and the others commented out.
pub(super) fn to_translate(known: &Known, locale: &Locale, theme: &str) -> String {
    let has = |tag: &str, key: &str| [&known.own, known.builtin].into_iter().find_map(|all| all.get(tag)?.get(key));
    let (near, english) = (known.near(locale), &known.builtin[ENGLISH]);
    let mut categories = Counting::of(locale.as_str()).categories();
    categories.insert(Category::Other);
    let name = language::own_name(locale.as_str()).unwrap_or_default();
    let mut text = format!(
        "# Strings of the interface in {locale} {name}, for themes/{theme}/i18n/{locale}.toml.\n\
         # Translate the lines that are commented out, and take their number signs away; the others are translated.\n"
    );
    let line = |key: &str| {
        let Some(message) = has(locale.as_str(), key) else {
            let present = near.get(key).or_else(|| has(ENGLISH, key));
            let present = present.map_or_else(|| "\"\"".to_owned(), |message| written(message, &categories));
            return format!("# {key} = {present}\n");
        };
        let beside = english.get(key).filter(|_| locale.as_str() != ENGLISH);
        let beside = beside.map(|english| format!("  # {}", english.form(Category::Other))).unwrap_or_default();
        format!("{key} = {}{beside}\n", written(message, &categories))
    };
    let builtin = builtin::file("i18n/en.toml").map(String::from_utf8_lossy).unwrap_or_default();
    // The first line speaks of the file itself.
    for original in builtin.lines().skip(1) {
        match original.split_once(" = ").filter(|(key, _)| english.contains_key(*key)) {
            Some((key, _)) => text.push_str(&line(key)),
            None => text.push_str(&format!("{original}\n")),
        }
    }
    if !known.used.is_empty() {
        text.push_str("\n# Strings of the site's own templates.\n");
        known.used.keys().filter(|key| !english.contains_key(*key)).for_each(|key| text.push_str(&line(key)));
    }
    text
}

/// A string as TOML.
fn written(message: &Message, categories: &BTreeSet<Category>) -> String {
    // What JSON escapes, TOML understands.
    let quote = |text: &str| serde_json::to_string(text).expect("a text is JSON");
    match message {
        Message::Plain(text) => quote(text),
        Message::Counted(_) => {
            let forms =
                categories.iter().map(|category| format!("{} = {}", category.word(), quote(message.form(*category))));
            format!("{{ {} }}", forms.collect::<Vec<_>>().join(", "))
        }
    }
}

/// The keys that the site's own templates ask for as `t.key`.
fn used_in_templates(own: &BTreeMap<&str, &ThemeFile>) -> BTreeMap<String, Place> {
    let mut used = BTreeMap::new();
    for (path, file) in own {
        if !path.starts_with("templates/") {
            continue;
        }
        let text = String::from_utf8_lossy(&file.bytes);
        for (at, _) in text.match_indices("t.") {
            let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
            let starts_here = !text[..at].chars().next_back().is_some_and(|c| is_word(c) || c == '.');
            let key: String = text[at + 2..].chars().take_while(|c| is_word(*c)).collect();
            if starts_here && !key.is_empty() {
                let place = Place { path: file.path.clone(), span: Span::new(at, at + 2 + key.len()) };
                used.entry(key).or_insert(place);
            }
        }
    }
    used
}

/// The strings of a language as templates see them, as `t`: texts, and tables of texts with the language that counts.
pub(super) fn value(strings: &Strings) -> Value {
    let value = |message: &Message| match message {
        Message::Plain(text) => Value::from(text.as_str()),
        Message::Counted(_) => Value::from_serializable(&forms(message)),
    };
    Value::from_serializable(&strings.iter().map(|(key, message)| (key, value(message))).collect::<BTreeMap<_, _>>())
}

fn forms(message: &Message) -> BTreeMap<&str, &str> {
    match message {
        Message::Plain(text) => BTreeMap::from([(Category::Other.word(), text.as_str())]),
        Message::Counted(Forms { locale, each }) => {
            let forms = each.iter().map(|(category, text)| (category.word(), text.as_str()));
            forms.chain([("locale", locale.as_str())]).collect()
        }
    }
}

/// What templates do with strings.
pub(super) fn register_filters(tera: &mut Tera) {
    tera.register_filter("fill", fill_filter);
    tera.register_filter("forms", forms_filter);
}

/// The filter `fill`: a string with each `{name}` replaced by the argument of that name, in the form that goes with `n`.
#[expect(clippy::needless_pass_by_value, clippy::unnecessary_wraps, reason = "the engine asks for this signature")]
fn fill_filter(string: &Value, arguments: Kwargs, _: &State) -> TeraResult<String> {
    let values: Vec<(String, String)> =
        arguments.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let text = |key: &'static str| string.get_from_path(key).and_then(Value::as_str);
    let form = || {
        let number = arguments.iter().find(|(name, _)| name.as_str() == Some("n")).and_then(|(_, n)| n.as_u64());
        let category = Counting::of(text("locale")?).category(number?);
        text(category.word())
    };
    let text = string.as_str().or_else(form).or_else(|| text(Category::Other.word())).unwrap_or_default();
    Ok(catalog::fill(text, values.iter().map(|(name, value)| (name.as_str(), value.as_str()))))
}

/// The filter `forms`: a string as JSON, for a script that knows the number.
#[expect(clippy::unnecessary_wraps, reason = "the engine asks for this signature")]
fn forms_filter(string: &Value, _: Kwargs, _: &State) -> TeraResult<String> {
    let plain = |text: &str| serde_json::to_string(&BTreeMap::from([(Category::Other.word(), text)]));
    let json = string.as_str().map_or_else(|| serde_json::to_string(string), plain);
    Ok(json.unwrap_or_default())
}
