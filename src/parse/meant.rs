//! What was probably meant by a value that people write in another way: a day in the order of their country, a name with
//! capitals and spaces.

use super::node::quoted;
use super::web_address::is_web_address;
use crate::diag::{Help, nearest};
use crate::model::date::{Date, PartialDate};

/// The months in the languages in which people write them into a file of data.
const MONTHS: [&str; 12] = [
    "january januar janvier enero gennaio januari janeiro",
    "february februar février febrero febbraio februari fevereiro",
    "march märz mrz mars marzo maart março",
    "april avril abril aprile",
    "may mai mayo maggio mei maio",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august août agosto augustus",
    "september septembre septiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember décembre diciembre dicembre dezembro",
];

/// The id that is nearest to a text.
pub(super) fn id_meant(text: &str) -> String {
    let lower = text.to_lowercase();
    let parts = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// Which of the known words is meant by another, or all of them.
pub(super) fn word_meant(written: &str, words: &[&str]) -> Help {
    let likened = id_meant(written);
    let framed = format!("-{likened}-");
    let within: Vec<&&str> =
        words.iter().filter(|word| denies(word) == denies(&likened) && framed.contains(&format!("-{word}-"))).collect();
    let near = |denying| nearest(&likened, words.iter().copied().filter(move |word| denies(word) == denying));
    let meant = match *within.as_slice() {
        [word] => Some(*word),
        // `uqualified` is as near to a word as to its opposite, so neither is offered.
        _ if denies(&likened) => near(true),
        _ => near(false).filter(|_| near(true).is_none()),
    };
    Help::one_of(written, meant, words)
}

/// Whether a word says what is not, as `not-in-scope`; one that does not is never what was meant by it.
fn denies(word: &str) -> bool {
    let begins = ["un", "non", "not", "no-", "never-"].iter().any(|beginning| word.starts_with(beginning));
    begins && !word.starts_with("under") || word.split('-').any(|part| ["not", "without"].contains(&part))
}

/// What to write in the place of an address that lacks its scheme.
pub(super) fn address_meant(written: &str) -> Help {
    let has_host = written.split('/').next().is_some_and(|host| host.contains('.') && !host.contains(['@', ':', ' ']));
    let whole = format!("https://{written}");
    if has_host && is_web_address(&whole) {
        return Help::from(format!("write the whole of it: {whole}")).instead(written, &whole);
    }
    "write an absolute address that begins with https:// or http://".into()
}

/// Whether a character is no quotation mark of a word processor.
pub(super) fn is_straight(c: char) -> bool {
    !matches!(c, '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»' | '「' | '」')
}

/// How a day is written that was written in another order or with the name of its month; nothing about a text that is no day.
pub(super) fn day_meant(written: &str) -> Option<Help> {
    let meant = days(written);
    match &*meant {
        [] => None,
        [day] if day.len() == "2025-01".len() => Some("write the day as well, as year-month-day: 2025-01-31".into()),
        [day] => Some(Help::from(format!("write {day}, which is year-month-day")).instead(written, day)),
        [first, second, ..] => Some(format!("write {first} or {second}: year-month-day").into()),
    }
}

/// How a part of a date is written that was written in another way.
pub(super) fn part_of_date_meant(written: &str) -> Help {
    match &*quarter(written).map_or_else(|| days(written), |quarter| vec![quarter]) {
        [meant] => Help::from(format!("write {}", in_toml(meant))).instead(written, meant),
        _ => "write 2017, \"2017-Q2\", \"2017-04\" or 2017-04-15".into(),
    }
}

/// A part of a date as it stands in a file: without its day, it needs quotes.
pub(super) fn in_toml(date: &str) -> String {
    if Date::parse(date).is_some() { date.to_owned() } else { quoted(date) }
}

/// The quarter that a text names: `Q3 2027`, `2027/q3`.
fn quarter(written: &str) -> Option<String> {
    let upper = written.to_uppercase();
    let mut parts = upper.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let (a, b) = (parts.next()?, parts.next()?);
    let meant = if a.starts_with('Q') { format!("{b}-{a}") } else { format!("{a}-{b}") };
    (meant.contains('Q') && parts.next().is_none() && PartialDate::parse(&meant).is_some()).then_some(meant)
}

/// The days, or the month, that a text may name.
fn days(written: &str) -> Vec<String> {
    let parts: Vec<&str> = written
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | '/' | '-' | ',' | '年' | '月' | '日'))
        .filter(|part| !part.is_empty())
        .collect();
    if Date::parse(written).is_some() {
        return Vec::new();
    }
    let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit()));
    let is_year = |part: &str| part.len() == 4 && number(part).is_some();
    let month = |part: &str| {
        let word = part.to_lowercase();
        // Short for it, or the whole name.
        let is_called = |names: &str| names.split(' ').any(|name| name.starts_with(&word));
        let place = MONTHS.iter().position(|names| is_called(names)).filter(|_| word.chars().count() > 2)?;
        u16::try_from(place + 1).ok()
    };
    let day = |year: &str, month: u16, day: u16| {
        let text = format!("{year}-{month:02}-{day:02}");
        Date::parse(&text).map(|_| text)
    };
    match *parts.as_slice() {
        [name, year] | [year, name] if is_year(year) && month(name).is_some() => {
            month(name).map(|month| format!("{year}-{month:02}")).into_iter().collect()
        }
        [year, month] | [month, year]
            if is_year(year) && written.contains(['-', '/', '.', '年']) && month.len() <= 2 =>
        {
            number(month)
                .filter(|month| (1..=12).contains(month))
                .map(|month| format!("{year}-{month:02}"))
                .into_iter()
                .collect()
        }
        [a, b, year] if is_year(year) => match (number(a), number(b), month(a), month(b)) {
            (Some(a), Some(b), ..) if written.contains(['/', '-']) => {
                // Some countries write the month first.
                let mut both: Vec<String> = [day(year, b, a), day(year, a, b)].into_iter().flatten().collect();
                both.dedup();
                both
            }
            (Some(a), Some(b), ..) => day(year, b, a).into_iter().collect(),
            (Some(number), None, _, Some(month)) | (None, Some(number), Some(month), _) => {
                day(year, month, number).into_iter().collect()
            }
            _ => Vec::new(),
        },
        [year, month, date] if is_year(year) => {
            number(month).zip(number(date)).and_then(|(month, date)| day(year, month, date)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
