//! What readers ask of a trust center is answered in the first screen of a phone, or one tap away.
//!
//! A row of `readers/<site>.txt` is a question: the page where a reader looks, what they tap there, and the answers, each
//! an element and its words. Nothing shifts while a page loads, and nothing of it is out of sight without a cue.

use std::fmt::Write;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::driver::Session;
use crate::frames::in_frames;
use crate::server::Server;
use crate::site::{Site, example, firm};

/// The width at which readers may enlarge a page four times, by success criterion 1.4.10 of WCAG 2.2.
const NARROWEST: u32 = 320;
const WIDTH: u32 = 390;
const HEIGHT: u32 = 844;
const MOST_SHIFT: f64 = 0.02;
const LONG: Duration = Duration::from_secs(5);

/// What twelve readers ask of one firm.
const OF_A_FIRM: &str = include_str!("readers/firm.txt");
/// What twelve readers ask of the comparison that is this repository's example.
const OF_THE_EXAMPLE: &str = include_str!("readers/example.txt");

struct Question<'t> {
    text: &'t str,
    page: &'t str,
    tap: Tap<'t>,
    /// Elements by their selectors, and words that one of each kind says.
    answers: Vec<(&'t str, &'t str)>,
}

#[derive(Clone, Copy)]
enum Tap<'t> {
    Nothing,
    /// A link or a summary, by its selector.
    On(&'t str),
    /// Values of a filter's fields, by their names: `country=United States&data=log data`.
    Filter(&'t str),
}

/// Questions are parted by an empty line; each is its text, the page, what is tapped, and what is seen.
fn questions(text: &str) -> Vec<Question<'_>> {
    text.trim().split("\n\n").map(question).collect()
}

fn question(lines: &str) -> Question<'_> {
    let mut lines = lines.lines();
    let text = lines.next().unwrap();
    let mut question = Question { text, page: "", tap: Tap::Nothing, answers: Vec::new() };
    for line in lines {
        let (word, rest) = line.split_once(": ").unwrap_or_else(|| panic!("{text}: {line}"));
        match word {
            "page" => question.page = rest.trim_start_matches('/'),
            "tap" => question.tap = Tap::On(rest),
            "filter" => question.tap = Tap::Filter(rest),
            "see" => question.answers.push(rest.split_once(" | ").unwrap_or((rest, ""))),
            _ => panic!("{text}: {line}"),
        }
    }
    question
}

/// Where the first visible element of a kind that says some words is: its upper and its lower edge, on the screen.
fn place(session: &Session, selector: &str, words: &str) -> Option<(f64, f64)> {
    let found = session.run(&format!(
        "const plain = (text) => text.replace(/\\s+/g, ' ');
         const all = [...document.querySelectorAll({})].filter((e) => e.checkVisibility() && plain(e.textContent).includes({}));
         const rect = all.map((e) => e.getBoundingClientRect()).find((rect) => rect.height);
         return rect ? [rect.top, rect.bottom] : null;",
        json!(selector),
        json!(words)
    ));
    Some((found[0].as_f64()?, found[1].as_f64()?))
}

/// Why an element is not in the first screen; nothing when it is.
fn missed(session: &Session, selector: &str, words: &str) -> Option<String> {
    let start = Instant::now();
    loop {
        let wrong = match place(session, selector, words) {
            Some((top, bottom)) if top >= 0.0 && bottom <= HEIGHT.into() => return None,
            Some((top, bottom)) => format!("`{selector}` with `{words}` is at {top:.0} to {bottom:.0}"),
            None => format!("no `{selector}` says `{words}`"),
        };
        if start.elapsed() > LONG {
            return Some(wrong);
        }
    }
}

/// Does what a question needs done; says why that is more than one tap.
fn tapped(session: &Session, tap: Tap<'_>) -> Option<String> {
    let (selector, script) = match tap {
        Tap::Nothing => return None,
        Tap::On(selector) => (selector, format!("document.querySelector({}).click()", json!(selector))),
        Tap::Filter(values) => {
            let script = "for (const [name, value] of new URLSearchParams(values)) { \
                const field = document.querySelector(`form.filter [name=${name}]`); \
                field.value = [...field.options].find((option) => option.text.startsWith(value)).value; \
                field.dispatchEvent(new Event('input', { bubbles: true })); \
                field.dispatchEvent(new Event('change', { bubbles: true })); }";
            ("form.filter", format!("const values = {}; {script}", json!(values)))
        }
    };
    let wrong = missed(session, selector, "");
    if wrong.is_none() {
        session.run(&script);
    }
    wrong
}

#[track_caller]
fn assert_answered(site: &Site, questions: &[Question<'_>]) {
    assert_eq!(questions.len(), 12);
    let (server, session) = (Server::start(&site.folder), Session::open());
    session.set_size(WIDTH, HEIGHT);
    let mut wrong = String::new();
    for question in questions {
        session.load(&server.url(question.page));
        let missed = |(selector, words): &(&str, &str)| missed(&session, selector, words);
        let found = tapped(&session, question.tap).or_else(|| question.answers.iter().find_map(missed));
        if let Some(found) = found {
            writeln!(wrong, "{} (/{}): {found}", question.text, question.page).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_firm_answers_twelve_questions_in_the_first_screen() {
    assert_answered(firm(), &questions(OF_A_FIRM));
}

#[test]
fn a_comparison_answers_twelve_questions_in_the_first_screen() {
    assert_answered(example(), &questions(OF_THE_EXAMPLE));
}

#[test]
fn nothing_shifts_while_a_page_loads() {
    let (server, session) = (Server::start(&firm().folder), Session::open());
    session.set_size(WIDTH, HEIGHT);
    let mut wrong = Vec::new();
    let pages = firm().largest_of_each_kind();
    assert!(pages.len() >= 8, "{pages:?}");
    for (kind, path) in pages {
        session.load(&server.url(path));
        let shift = session.wait_for(
            "let sum = 0; \
             new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value; }) \
               .observe({ type: 'layout-shift', buffered: true }); \
             await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300)))); \
             return sum;",
        );
        if shift.as_f64().unwrap() > MOST_SHIFT {
            wrong.push(format!("{kind} ({path}): {shift}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The page scrolls down only, and whatever scrolls sideways within it shows so at its edge.
#[test]
fn nothing_is_out_of_sight_without_a_cue() {
    let cut = "const cut = [], { innerWidth } = window; \
        const measure = (what) => { \
          const width = Math.max(document.scrollingElement.scrollWidth, document.body.scrollWidth); \
          if (width > innerWidth) cut.push(`${what} is ${width} px wide`); \
        }; \
        measure('the page'); \
        document.querySelectorAll('details').forEach((details) => { details.open = true; }); \
        measure('the opened page'); \
        for (const e of document.querySelectorAll('main *')) { \
          if (!e.checkVisibility() || e.closest('svg') || e.clientWidth < 40) continue; \
          const style = getComputedStyle(e), name = `${e.tagName.toLowerCase()}.${e.className}`; \
          const scrolls = e.scrollWidth > e.clientWidth + 1 && style.overflowX !== 'visible'; \
          if (scrolls && style.overflowX === 'auto' && !style.backgroundImage.includes('gradient')) cut.push(`${name} has no cue`); \
          const rect = e.getBoundingClientRect(); \
          if (e.tagName === 'TABLE' && rect.right > innerWidth + 1 && !e.closest('.table-wrap')) cut.push(`${name} is cut`); \
        } \
        Object.assign(document.body.style, { letterSpacing: '.12em', wordSpacing: '.16em' }); \
        measure('the page with text as wide as success criterion 1.4.12 has it'); \
        document.body.removeAttribute('style'); \
        return cut;";
    let session = Session::open();
    let mut wrong = Vec::new();
    for site in [firm(), example()] {
        let server = Server::start(&site.folder);
        let paths: Vec<&str> = site.pages.keys().map(String::as_str).collect();
        let seen = in_frames(&session, &server, &paths, &[NARROWEST, WIDTH], cut);
        let found = seen.into_iter().filter(|(.., found)| *found != json!([]));
        wrong.extend(found.map(|(path, width, found)| format!("{path} at {width} px: {found}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
