//! The strict policy holds without a word in the console, from a server and from a folder, and scripts are no condition.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use serde_json::Value;

use crate::driver::Session;
use crate::server::{Sending, Server};
use crate::site::example;

/// What only our style sheets bring about.
const IS_STYLED: &str =
    "return getComputedStyle(document.body).marginTop === '0px' && document.styleSheets.length === 1";

#[test]
fn pages_are_styled_and_break_no_policy_over_http() {
    let server = Server::start(&example().folder);
    let session = Session::open();
    // Where there is a filter, the script counts what it leaves.
    let has_run = "const input = document.getElementById('filter-text'); if (!input) return true; \
                   input.value = 'nothing like it'; input.dispatchEvent(new Event('input', { bubbles: true })); \
                   return document.querySelector('tbody tr').hidden";
    check(&session, has_run, |path| Some(server.url(path)));
}

#[test]
fn pages_are_styled_and_break_no_policy_from_a_folder() {
    let session = Session::open();
    // The script has made the links lead to files.
    let has_run = "return document.querySelector('.site-title a').href.endsWith('/index.html')";
    // Whoever opens a folder is never led to the page for addresses that lead nowhere.
    check(&session, has_run, |path| {
        (path != "404.html").then(|| format!("file://{}/{path}", example().folder.display()))
    });
}

/// The header that the build has a host send with every page.
fn policy_for_hosts() -> &'static str {
    static POLICY: OnceLock<String> = OnceLock::new();
    POLICY.get_or_init(|| {
        let headers = fs::read_to_string(example().folder.join("_headers")).unwrap();
        let mut lines = headers.lines().map(str::trim);
        lines
            .find(|line| line.starts_with("Content-Security-Policy: "))
            .expect("the headers name the policy")
            .to_owned()
    })
}

#[test]
fn pages_and_search_work_under_the_policy_for_hosts() {
    let server = Server::start_sending(&example().folder, Sending::Under(policy_for_hosts()));
    let session = Session::open();
    check(&session, "return document.querySelector('[data-filter]')?.hidden !== true", |path| Some(server.url(path)));
    let address = server.url("search/index.html") + "?q=soc";
    session.load(&address);
    let found = session.wait_for(
        "while (!document.querySelector('#search-results h3 a')) await new Promise((again) => setTimeout(again, 50)); \
         return true;",
    );
    assert_eq!(found, Value::Bool(true));
    assert_eq!(session.run("return window.violations.length"), Value::from(0));
    let other = "try { trustedTypes.createPolicy('other', {}); return 'made'; } catch { return 'refused'; }";
    assert_eq!(session.run(other), "refused", "the policy names those of the pages, and no others");
}

/// Loads one page of each kind and expects styles, a script that `has_run`, and nothing in the console.
#[track_caller]
fn check(session: &Session, has_run: &str, address: impl Fn(&str) -> Option<String>) {
    session.run_on_every_page(
        "window.violations = []; addEventListener('securitypolicyviolation', (event) => \
         violations.push(`${event.effectiveDirective} ${event.blockedURI}`), true);",
    );
    let mut findings = Vec::new();
    for (kind, path) in example().largest_of_each_kind() {
        let Some(address) = address(path) else { continue };
        session.load(&address);
        let mut say = |what: String| findings.push(format!("{kind} ({path}): {what}"));
        // In a folder a browser refuses what carries a hash, and says so before it is loaded again without one.
        let is_refusal = |line: &String| address.starts_with("file:") && line.contains("Subresource Integrity");
        session.console().into_iter().filter(|line| !is_refusal(line)).for_each(&mut say);
        for violation in session.run("return window.violations").as_array().unwrap() {
            say(format!("violation of {violation}"));
        }
        for (check, what) in [(IS_STYLED, "no style sheet"), (has_run, "no script")] {
            if session.run(check) != Value::Bool(true) {
                say(what.to_owned());
            }
        }
    }
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

/// The answers on a page by the address of their own page, white space made even.
const ANSWERS: &str = r#"
const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
const answers = [...document.querySelectorAll(".question")].map((question) =>
  [question.querySelector(".permalink a").href, text(question.querySelector(".prose, .question-only"))]);
return Object.fromEntries(answers);
"#;
const ANSWER: &str = r#"
return document.querySelector("main .prose, main .question-only").textContent.replace(/\s+/g, " ").trim();
"#;

#[test]
fn every_answer_is_readable_without_scripts() {
    let (server, session) = (Server::start(&example().folder), Session::open());
    session.disable_page_scripts();
    let mut answers: BTreeMap<String, Value> = BTreeMap::new();
    for topic in example().pages_of("topic") {
        session.load(&server.url(topic));
        answers.extend(session.run(ANSWERS).as_object().unwrap().clone());
    }
    assert_eq!(answers.len(), example().pages_of("entry").count(), "questions of topics and pages of questions");
    for (address, answer) in answers {
        session.load(&address);
        assert!(answer.as_str().is_some_and(|answer| answer.len() > 20), "{address}: {answer}");
        assert_eq!(session.run(ANSWER), answer, "{address}");
    }

    // A question opens by itself.
    session.load(&server.url(example().largest_of_each_kind()["topic"]));
    let opened = "const question = document.querySelector('.question > details'); question.querySelector('summary').click(); \
        return question.open && question.querySelector('.answer').checkVisibility();";
    assert_eq!(session.run(opened), Value::Bool(true));
}
