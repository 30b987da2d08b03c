//! No page says what is not so: every card, row and strip of one firm's site is held against what is typed of it.
//!
//! 1. Whatever in a twin speaks of a report is found by the report's id or address, on every page.
//! 2. Every chip in HTML stands in a row that links to its report, and says the same.
//! 3. Every strip is read back into days.

mod controls;
mod reports;

use std::collections::{BTreeMap, BTreeSet};

use candor::Date;
use candor::project::Project;
use serde_json::Value;

use self::reports::{REPORTS, Report};
use crate::support::{page, project};

const NORTHWIND: &str = include_str!("../fixtures/northwind.txt");
const AS_OF: &str = "2026-11-27";

/// The facts that are held against what is typed wherever they are shown.
const WATCHED: [&str; 13] = [
    "period",
    "issued_on",
    "valid_until",
    "expected",
    "opinion",
    "exceptions",
    "criteria",
    "auditor",
    "certification_body",
    "tester",
    "number",
    "completed_on",
    "next_audit_on",
];

fn by_id(id: &str) -> &'static Report {
    REPORTS.iter().find(|report| report.id == id).unwrap_or_else(|| panic!("`{id}` is not in the table"))
}

/// The report that an address leads to, seen from a page.
fn by_address(page: &str, href: &str) -> Option<&'static Report> {
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for part in href.split('#').next()?.split('/') {
        match part {
            ".." => drop(folders.pop()),
            "" | "." => {}
            part => folders.push(part),
        }
    }
    let address = format!("{}/", folders.join("/"));
    REPORTS.iter().find(|report| report.address() == address)
}

fn site() -> Project {
    let site = project(NORTHWIND, AS_OF);
    let mistakes: Vec<String> =
        site.check().iter().filter(|finding| finding.is_error()).map(|finding| finding.message.clone()).collect();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    site
}

fn paths(site: &Project, ending: &str) -> Vec<String> {
    let all = site.files();
    all.paths().map(ToString::to_string).filter(|path| path.ends_with(ending)).collect()
}

/// A walk through the twin of a page.
struct Walk<'p> {
    page: &'p str,
    /// The reports that something was said of.
    told: BTreeSet<&'static str>,
    checked: usize,
}

impl Walk<'_> {
    fn see(&mut self, value: &Value, of: Option<&'static Report>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.see(item, of)),
            Value::Object(fields) => {
                let named = self.named(value);
                if let Some(report) = named {
                    self.told.insert(report.id);
                    self.compare(value, report);
                }
                let of = named.or(of);
                if let Some(report) = of {
                    self.compare_fact(value, report);
                }
                for (name, field) in fields {
                    if name == "held" {
                        self.assert_held(field);
                    }
                    self.see(field, of);
                }
            }
            _ => {}
        }
    }

    /// The report that an object speaks of: by its id, by the report that it names, or by where it leads.
    fn named(&self, value: &Value) -> Option<&'static Report> {
        if let Some(id) = value["id"].as_str().and_then(|id| id.strip_prefix("report:")) {
            return Some(by_id(id));
        }
        let is_card = value.get("status").is_some();
        let href = value["report"]["href"].as_str().or(if is_card { value["href"].as_str() } else { None })?;
        by_address(self.page, href)
    }

    fn compare(&mut self, value: &Value, report: &'static Report) {
        let at = format!("{} of {}: {value}", self.page, report.id);
        if let Some(state) = value["status"]["state"].as_str() {
            assert_eq!(state, report.state, "{at}");
            self.checked += 1;
        }
        if let Some(held) = value["held"].as_bool() {
            assert_eq!(held, report.is_held(), "{at}");
        }
        if let (Some(turns), Some((day, text))) = (value["turns"].as_object(), report.until) {
            assert_eq!((turns["date"].as_str(), turns["text"].as_str()), (Some(day), Some(text)), "{at}");
        }
        for field in ["letter_until", "letters_until"] {
            if value.get(field).is_some() {
                assert_eq!(value[field]["date"].as_str(), report.letter, "{at}");
            }
        }
        if let Some(covered) = value["covered"].as_u64() {
            assert_eq!(Some(covered), report.services, "{at}");
        }
    }

    fn compare_fact(&mut self, value: &Value, report: &Report) {
        let Some(name) = value["name"].as_str().filter(|name| WATCHED.contains(name)) else { return };
        let Some(data) = value["data"].as_array() else { return };
        let at = format!("{}: `{name}` of {}: {value}", self.page, report.id);
        let data: Vec<&str> = data.iter().map(|item| item.as_str().unwrap()).collect();
        let expected = report.fact(name);
        // Somebody who examines has a license too.
        let is_somebody = ["auditor", "certification_body", "tester"].contains(&name);
        let data = if is_somebody { data.into_iter().take(1).collect() } else { data };
        assert_eq!((value["state"] == "given").then_some(data), expected, "{at}");
        self.checked += 1;
    }

    /// A list of what is held has nothing else.
    fn assert_held(&self, field: &Value) {
        for item in field.as_array().into_iter().flatten() {
            if let Some(report) = self.named(item) {
                assert!(report.is_held(), "{}: {} is {}", self.page, report.id, report.state);
            }
        }
    }
}

#[test]
fn twins_say_of_every_report_what_is_typed() {
    let site = site();
    let mut told: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut checked = 0;
    for path in paths(&site, "index.json") {
        let twin: Value = serde_json::from_str(&page(&site, &path)).unwrap();
        let mut walk = Walk { page: &path, told: BTreeSet::new(), checked: 0 };
        walk.see(&twin["data"], None);
        checked += walk.checked;
        told.insert(path.clone(), walk.told);
    }
    assert!(checked > 300, "{checked} things were said");
    let all: BTreeSet<&str> = REPORTS.iter().map(|report| report.id).collect();
    let own: BTreeSet<&str> = all.iter().copied().filter(|id| !id.contains('/')).collect();
    for path in ["index.json", "timeline/index.json", "frameworks/index.json"] {
        assert_eq!(told[path], all, "{path}");
    }
    for path in ["scope/index.json", "services/relay/index.json", "services/ledger/index.json"] {
        assert_eq!(told[path], own, "{path}");
    }
    assert_eq!(told["providers/nimbus/index.json"], BTreeSet::from(["nimbus/soc-2"]));
    assert_eq!(told["compare/soc-2/index.json"], BTreeSet::from(["nimbus/soc-2", "soc-2", "soc-2-2025"]));
}

/// The rows of a page: what stands between one beginning of an item, a row, a cell or a section, and the next.
fn rows(html: &str) -> impl Iterator<Item = &str> {
    let name = |at: usize| html[at + 1..].split(['>', ' ']).next().unwrap_or_default();
    let begins = |at: usize| ["li", "tr", "th", "article", "section"].contains(&name(at));
    let starts: Vec<usize> = html.match_indices('<').map(|(at, _)| at).filter(|at| begins(*at)).collect();
    let ends = starts.iter().skip(1).copied().chain([html.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(start, end)| &html[start..end])
}

/// The reports that a row links to, in order.
fn linked(path: &str, row: &str) -> Option<&'static Report> {
    row.split("href=\"").skip(1).find_map(|rest| by_address(path, rest.split('"').next()?))
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    Some(text.split_once(start)?.1.split_once(end)?.0)
}

#[test]
fn chips_say_where_their_report_stands_and_until_when() {
    let site = site();
    let (mut chips, mut untils) = (BTreeMap::new(), 0);
    for path in paths(&site, ".html") {
        let html = page(&site, &path);
        for row in rows(&html).filter(|row| row.contains("class=\"chip chip-")) {
            let Some(report) = linked(&path, row) else { continue };
            assert_eq!(between(row, "class=\"chip chip-", "\""), Some(report.state), "{path}: {row}");
            *chips.entry(path.clone()).or_insert(0) += 1;
            if let Some((_, text)) = report.until.filter(|_| row.contains("c-status") || row.contains("tl-status")) {
                assert!(row.contains(text), "{path}: no `{text}` in {row}");
                untils += 1;
            }
        }
    }
    assert_eq!((chips["timeline/index.html"], chips["services/relay/index.html"]), (7, 6));
    assert!(chips["index.html"] >= 6, "{chips:?}");
    assert_eq!(chips["compare/soc-2/index.html"], 3);
    assert!(untils >= 10, "{untils}");
}

#[test]
fn the_page_of_a_report_says_its_own_status() {
    let site = site();
    for report in REPORTS {
        let html = page(&site, &format!("{}index.html", report.address()));
        let line = between(&html, "<div class=\"status-line\">", "</div>").unwrap();
        assert_eq!(between(line, "class=\"chip chip-", "\""), Some(report.state), "{line}");
        assert_eq!(line.contains("ntil "), report.until.is_some(), "{line}");
    }
}

#[test]
fn what_is_planned_or_over_is_never_among_what_is_held() {
    let site = site();
    for path in paths(&site, ".json") {
        let twin: Value = serde_json::from_str(&page(&site, &path)).unwrap();
        let leads = [&twin["data"]["lead"], &twin["data"]["company"]["holdings"]["lead"]];
        for lead in leads.into_iter().filter_map(Value::as_str) {
            for sentence in lead.split(". ").filter(|sentence| sentence.contains("current on")) {
                assert!(!sentence.contains("42001") && !sentence.contains("(2025)"), "{path}: {lead}");
            }
        }
    }
    let framework = page(&site, "frameworks/iso-42001/index.json");
    assert_eq!(serde_json::from_str::<Value>(&framework).unwrap()["data"]["held"], Value::Array(Vec::new()));
}

/// The day at a place of a strip, from the morning of its first to that of its last.
fn day_at(strip: &str, percent: &str) -> i64 {
    let day = |name: &str| days(between(strip, &format!("data-{name}=\""), "\"").unwrap());
    let (start, end) = (day("start"), day("end"));
    let hundredths: i64 = percent.trim_end_matches('%').replace('.', "").parse().unwrap();
    start + ((end - start) * hundredths + 5_000) / 10_000
}

/// Days since a day long ago.
fn days(date: &str) -> i64 {
    let date = Date::parse(date).unwrap_or_else(|| panic!("{date}")).to_string();
    let [year, month, day] = date.split('-').map(|part| part.parse::<i64>().unwrap()).collect::<Vec<_>>()[..] else {
        panic!("{date}")
    };
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day
}

/// A strip is as exact as a hundredth of a percent, which is less than a day.
#[track_caller]
fn assert_day(strip: &str, percent: &str, expected: i64) {
    let found = day_at(strip, percent);
    assert!((found - expected).abs() <= 1, "{percent} is {} days off in {strip}", found - expected);
}

fn assert_strip(strip: &str, report: &Report) {
    assert_eq!(between(strip, "class=\"strip strip-", "\""), Some(report.state), "{strip}");
    let (first, last) = report.days().unwrap();
    let bar = between(strip, "class=\"s-days\" x=\"", " y=").unwrap();
    let (x, width) = bar.split_once("\" width=\"").unwrap();
    let width = width.trim_end_matches('"');
    // What lies before the axis begins where the axis does.
    let first = days(first).max(day_at(strip, "0.00%"));
    assert_day(strip, x, first);
    let total = day_at(strip, "100.00%") - day_at(strip, "0.00%");
    let long = day_at(strip, width) - day_at(strip, "0.00%");
    let longest = (days(last) + 1 - first).max(total / 150);
    assert!((long - longest).abs() <= 1, "{}: {long} days instead of {longest}", report.id);
    assert_eq!(strip.contains("s-letter"), report.letter.is_some(), "{strip}");
    let today = between(strip, "class=\"s-today\" x1=\"", "\"").unwrap();
    assert_day(strip, today, days(AS_OF));
    // A certificate is drawn until it ends; what goes stale has a tail to that day, when it is current.
    let tail = strip.rsplit("class=\"s-tail\" x1=\"").next().filter(|_| strip.contains("s-tail"));
    let until = report.until.filter(|(until, _)| *until != last).map(|(until, _)| until);
    assert_eq!(tail.is_some(), until.is_some(), "{strip}");
    if let (Some(tail), Some(until)) = (tail, until) {
        assert_day(strip, tail.split('"').next().unwrap(), days(until) + 1);
    }
}

#[test]
fn strips_are_drawn_over_the_days_that_are_typed() {
    let site = site();
    let mut drawn = BTreeMap::new();
    for path in paths(&site, ".html") {
        let html = page(&site, &path);
        for row in rows(&html).filter(|row| row.contains("class=\"strip strip-")) {
            let strip = row.split("<svg class=\"strip").nth(1).unwrap().split("</svg>").next().unwrap();
            let strip = format!("<svg class=\"strip{strip}");
            let own = REPORTS.iter().find(|report| path == format!("{}index.html", report.address()));
            let report = own.or_else(|| linked(&path, row)).unwrap_or_else(|| panic!("{path}: whose is {row}?"));
            assert_strip(&strip, report);
            *drawn.entry(path.clone()).or_insert(0) += 1;
        }
    }
    assert_eq!((drawn["timeline/index.html"], drawn["reports/soc-2/index.html"]), (7, 1));
    assert!(drawn["index.html"] >= 6, "{drawn:?}");
}

/// What is typed of data and AI in the fixture: eleven companies in use see some data, one more none that is known of.
#[test]
fn data_and_ai_claim_what_is_typed() {
    let site = site();
    let lead = |path: &str| {
        let twin: Value = serde_json::from_str(&page(&site, &format!("{path}index.json"))).unwrap();
        twin["data"]["lead"].as_str().unwrap().to_owned()
    };
    let data = "We list 5 categories of data, kept in Germany and Ireland; at least 11 subprocessors see some of it.";
    let ai = "We list 3 features that use AI; 1 trains a model on customer data only with consent; 2 never train a model \
              on customer data.";
    assert_eq!((lead("data/"), lead("ai/")), (data.to_owned(), ai.to_owned()));
    let home = page(&site, "index.html");
    assert!(home.contains(data) && home.contains(ai));
    for path in paths(&site, ".html") {
        assert!(!page(&site, &path).contains("none of them trains"), "{path}");
    }
}
