//! The header is one row at any width; its menus need no script and close like menus.

use serde_json::json;

use crate::driver::Session;
use crate::server::Server;
use crate::site::{example, publish};
use crate::support::project;

/// A site with a long title, languages that run both ways, and more sections than a row holds.
const LONG: &str = "-- candor.toml --\n\
    title = \"The Trust and Assurance Center of the Northwind Notes Company and all of its Associates\"\n\
    base_url = \"https://t.example/\"\nlocales = [\"en\", \"ar\", \"zh-Hans\", \"de\"]\n\
    [[nav]]\nto = \"page:subprocessors\"\n[[nav]]\nto = \"page:documents\"\n[[nav]]\nto = \"page:scope\"\n\
    [[nav]]\nto = \"page:timeline\"\n[[nav]]\nto = \"page:frameworks\"\n[[nav]]\nto = \"page:updates\"\n\
    [[nav]]\nto = \"page:glossary\"\n[[nav]]\nurl = \"https://a.example/\"\ntitle = \"Another site\"\n";

const WIDTHS: [u32; 9] = [320, 390, 479, 767, 768, 1023, 1024, 1280, 1920];

#[test]
fn the_header_is_one_row_at_any_width() {
    let site = publish("header", &project(LONG, "2026-11-21"), ToOwned::to_owned);
    let (server, session) = (Server::start(&site.folder), Session::open());
    let mut wrong = Vec::new();
    for (width, path) in WIDTHS.into_iter().flat_map(|width| [(width, "documents/"), (width, "ar/documents/")]) {
        session.set_size(width, 800);
        session.load(&server.url(path));
        let measured = session.run(
            "const { height } = document.querySelector('.site-header').getBoundingClientRect(); \
             const inside = [...document.querySelectorAll('.site-bar > *')].map((e) => e.getBoundingClientRect()).filter((r) => r.width); \
             const parts = inside.sort((a, b) => a.left - b.left); \
             return { height, page: document.scrollingElement.scrollWidth, \
               overlaps: parts.some((part, i) => i && part.left < parts[i - 1].right - 1), \
               outside: parts.some((part) => part.left < 0 || part.right > innerWidth || part.height > height) };",
        );
        let height = measured["height"].as_f64().unwrap();
        let is_row = (60.0..=64.0).contains(&height) && measured["page"].as_u64().unwrap() <= width.into();
        if !is_row || measured["overlaps"] == true || measured["outside"] == true {
            wrong.push(format!("{path} at {width}: {measured}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_phone_shows_the_head_of_a_page_within_112_pixels() {
    let (server, session) = (Server::start(&example().folder), Session::open());
    session.set_size(390, 800);
    for (kind, path) in example().largest_of_each_kind() {
        session.load(&server.url(path));
        let top = session.run("return document.querySelector('.page-head')?.getBoundingClientRect().top ?? 0");
        assert!(top.as_f64().unwrap() <= 112.0, "{kind} ({path}): {top}");
    }
}

#[test]
fn menus_open_without_scripts_and_lead_everywhere() {
    let (server, session) = (Server::start(&example().folder), Session::open());
    session.disable_page_scripts();
    session.set_size(390, 800);
    session.load(&server.url("glossary/"));
    let shown = session.run(
        "document.querySelector('.site-nav summary').click(); \
         const links = [...document.querySelectorAll('.site-nav .panel a')].filter((link) => link.checkVisibility()); \
         return [links.length, links.every((link) => link.getBoundingClientRect().height >= 40), links.at(-1).textContent];",
    );
    assert_eq!(shown[1], true);
    assert_eq!(shown[2], "简体中文");
    session.run("document.querySelector('.site-search button').click()");
    let path = session.run("return location.pathname + document.querySelector('h1').textContent");
    assert_eq!(path, "/search/Search");
}

#[test]
fn a_menu_closes_with_escape_and_with_a_click_elsewhere() {
    let (server, session) = (Server::start(&example().folder), Session::open());
    session.load(&server.url(""));
    let is_open = "return document.querySelector('.site-nav .menu').open";
    for close in [
        "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))",
        "document.querySelector('h1').click()",
    ] {
        session.run("document.querySelector('.site-nav summary').click()");
        assert_eq!(session.run(is_open), json!(true));
        session.run(close);
        assert_eq!(session.run(is_open), json!(false), "{close}");
    }
}

#[test]
fn the_button_of_a_phone_opens_the_search() {
    let (server, session) = (Server::start(&example().folder), Session::open());
    session.set_size(390, 800);
    session.load(&server.url(""));
    session.run("document.querySelector('.site-search button').click()");
    assert_eq!(session.run("return document.getElementById('search-dialog').open"), json!(true));
}
