//! What pages are on paper: short, with their address and their date, and without what only a hand can use.

use serde_json::{Value, json};

use crate::driver::Session;
use crate::server::Server;
use crate::site::publish;
use crate::support::project;

const COMPANY: &str = include_str!("../golden/company.txt");

/// How many pages of paper a page makes.
fn pages_of_paper(session: &Session) -> u64 {
    let printed = session.command("Page.printToPDF", &json!({ "preferCSSPageSize": true }));
    let file = printed["data"].as_str().unwrap();
    session.run(&format!("return atob('{file}').match(/\\/Type\\s*\\/Page\\b/g).length")).as_u64().unwrap()
}

/// What a reader of the paper sees of it, in the dark scheme too.
fn on_paper(session: &Session) -> Value {
    let dark = json!({ "media": "print", "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    session.command("Emulation.setEmulatedMedia", &dark);
    session.run(
        "const seen = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility()); \
         const style = (selector) => getComputedStyle(document.querySelector(selector)); \
         return { foot: document.querySelector('.colophon').innerText, \
           useless: seen('nav, form, button, dialog, .open-all, .legend').map((e) => e.className || e.localName), \
           paper: style('body').backgroundColor, ink: style('body').color, link: style('main a').color, \
           adjust: [...document.querySelectorAll('.strip, .chip')].map((e) => \
             getComputedStyle(e, e.matches('.chip') ? '::before' : null).printColorAdjust) };",
    )
}

#[test]
fn a_report_and_the_sheet_are_two_pages_of_paper() {
    let site = publish("paper", &project(COMPANY, "2026-11-21"), ToOwned::to_owned);
    let (server, session) = (Server::start(&site.folder), Session::open());
    for (path, day) in [
        ("print/", "As of 21 November 2026"),
        ("zh-Hans/print/", "2026年11月21日"),
        ("reports/soc-2/", "As of 21 November 2026"),
        ("zh-Hans/reports/soc-2/", "2026年11月21日"),
    ] {
        session.load(&server.url(path));
        let paper = on_paper(&session);
        let foot = paper["foot"].as_str().unwrap();
        let address = session.run("return document.querySelector('link[rel=canonical]').href");
        assert!(
            foot.contains(address.as_str().unwrap()) && foot.replace(' ', "").contains(&day.replace(' ', "")),
            "{path}: {foot}"
        );
        assert_eq!(paper["useless"], json!([]), "{path}");
        assert_eq!(paper["paper"], "rgb(255, 255, 255)", "{path}");
        assert_eq!([&paper["ink"], &paper["link"]], ["rgb(0, 0, 0)", "rgb(0, 0, 0)"], "{path}");
        assert!(paper["adjust"].as_array().unwrap().iter().all(|adjust| adjust == "exact"), "{path}: {paper}");
        assert!(pages_of_paper(&session) <= 2, "{path}: {} pages", pages_of_paper(&session));
    }
}
