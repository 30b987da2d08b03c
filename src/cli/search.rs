//! The command `search`.

use std::io::{self, BufRead};

use serde::Serialize;

use super::arguments::{RootArguments, SearchArguments, SiteArguments};
use super::{CLEAN, Trouble, build, environment, say};
use crate::diag::{Failure, nearest};
use crate::disk;
use crate::model::kinds::Kind;
use crate::path::Locale;
use crate::project::{Project, SearchHit, SearchQuery, SearchResults};

/// How much of a text people see below a hit, in characters.
const EXCERPT: usize = 160;

/// The answers to one query, for programs.
#[derive(Serialize)]
struct Answer<'a> {
    query: &'a str,
    locale: &'a str,
    total: usize,
    has_more: bool,
    /// The words of the query that stand nowhere.
    missing: &'a [String],
    hits: Vec<Row<'a>>,
    others: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    rank: usize,
    score: f64,
    kind: &'static str,
    id: &'a str,
    locale: &'a str,
    title: &'a str,
    url: &'a str,
    excerpt: &'a str,
    /// The words of the query for which it has another name only.
    #[serde(skip_serializing_if = "Option::is_none")]
    other_name_of: Option<&'a str>,
}

/// Answers one query, or those of standard input.
pub(super) fn search(arguments: &SearchArguments) -> Result<u8, Trouble> {
    let root = environment::root(arguments.root.as_deref())?;
    let (as_of, drafts) = (arguments.as_of, arguments.drafts);
    let site = SiteArguments { root: RootArguments::default(), as_of, base_url: None, drafts };
    let project = Project::new(disk::read(&root)?.changes, build::options(&site)?);
    let locale = locale(arguments, &project)?;
    check_kinds(&arguments.kind)?;
    if arguments.query != ["-"] {
        answer(arguments, &project, &locale, &arguments.query.join(" "))?;
        return Ok(CLEAN);
    }
    for line in io::stdin().lock().lines() {
        let line = line.map_err(|error| Failure::new("read", "standard input", error))?;
        answer(arguments, &project, &locale, &line)?;
    }
    Ok(CLEAN)
}

fn locale(arguments: &SearchArguments, project: &Project) -> Result<String, Trouble> {
    let Some(wanted) = &arguments.locale else {
        return Ok(project.locales().next().unwrap_or_default().to_owned());
    };
    let tag = Locale::new(wanted);
    if let Some(locale) = project.locales().find(|locale| tag.as_ref().is_some_and(|tag| tag.as_str() == *locale)) {
        return Ok(locale.to_owned());
    }
    let known = project.locales().collect::<Vec<_>>().join(", ");
    Err(Trouble::Usage(format!("the site has no language `{wanted}`; it has {known}")))
}

fn check_kinds(kinds: &[String]) -> Result<(), Trouble> {
    let Some(kind) = kinds.iter().find(|kind| Kind::from_word(kind).is_none()) else { return Ok(()) };
    let known: Vec<&str> = Kind::referable().map(Kind::word).collect();
    let help = nearest(kind, known.iter().copied())
        .map_or_else(|| format!("there are {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
    Err(Trouble::Usage(format!("nothing is of the kind `{kind}`; {help}")))
}

fn answer(arguments: &SearchArguments, project: &Project, locale: &str, text: &str) -> Result<(), Trouble> {
    let query = SearchQuery { text, locale: Some(locale), kinds: &arguments.kind, wanted: arguments.limit };
    let results = project.find(&query);
    say(&if arguments.json { for_programs(&query, locale, &results) } else { for_people(&query, &results) })
}

fn for_programs(query: &SearchQuery<'_>, locale: &str, results: &SearchResults) -> String {
    let answer = Answer {
        query: query.text,
        locale,
        total: results.total,
        has_more: results.has_more,
        missing: &results.missing,
        hits: rows(&results.hits),
        others: rows(&results.others),
    };
    serde_json::to_string(&answer).expect("an answer is plain data") + "\n"
}

fn rows(hits: &[SearchHit]) -> Vec<Row<'_>> {
    let numbered = (1..).zip(hits);
    numbered
        .map(|(rank, hit)| Row {
            rank,
            score: hit.score,
            kind: hit.kind,
            id: &hit.id,
            locale: &hit.locale,
            title: &hit.title,
            url: &hit.url,
            excerpt: &hit.excerpt,
            other_name_of: hit.other_name_of.as_deref(),
        })
        .collect()
}

fn for_people(query: &SearchQuery<'_>, results: &SearchResults) -> String {
    let SearchResults { hits, total, has_more, missing, others } = results;
    let missing: Vec<String> = missing.iter().map(|word| format!("`{word}`")).collect();
    let mut text =
        if missing.is_empty() { String::new() } else { format!("nothing mentions {}\n", missing.join(", ")) };
    if hits.is_empty() && others.is_empty() {
        return text + &format!("nothing answers `{}`\n", query.text);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.extend((1..).zip(hits).map(|(rank, hit)| shown(rank, hit)));
    if *total > hits.len() {
        let plus = if *has_more { "+" } else { "" };
        text.push_str(&format!("{} of {total}{plus}; -n prints more\n\n", hits.len()));
    }
    if !others.is_empty() {
        text.push_str("In other languages:\n\n");
        text.extend((1..).zip(others).map(|(rank, hit)| shown(rank, hit)));
    }
    text
}

fn shown(rank: usize, hit: &SearchHit) -> String {
    let SearchHit { kind, id, title, url, excerpt, other_name_of, .. } = hit;
    let text: String = excerpt.chars().take(EXCERPT).collect();
    let text = if text.len() < excerpt.len() { text + "…" } else { text };
    let text = if text.is_empty() { text } else { format!("   {text}\n") };
    let other_name = other_name_of.as_ref().map_or(String::new(), |words| format!("   another name for `{words}`\n"));
    format!("{rank}. {title}\n   {kind}:{id}  {url}\n{other_name}{text}\n")
}
