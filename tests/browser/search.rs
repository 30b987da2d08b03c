//! Searching as readers do: by keyboard, by input method, from a link, on a phone, without scripts and from a folder.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::axe;
use crate::client::Serving;
use crate::driver::Session;
use crate::preview::copied;
use crate::script::fixture_site;
use crate::server::Server;
use crate::site::Site;

const FIXTURE: &str = r#"
-- candor.toml --
title = { en = "Trust", zh-Hans = "信任" }
base_url = "https://t.example/"
locales = ["en", "zh-Hans"]
-- content/faq/storage/topic.toml --
title = { en = "Storage", zh-Hans = "存储" }
-- content/faq/storage/encrypted.md --
+++
question = "Is data encrypted at rest?"
+++
Every volume is encrypted with a key that the customer chooses.
-- content/faq/storage/encrypted.zh-Hans.md --
+++
question = "静态数据是否加密？"
+++
每个卷都用客户选择的密钥加密。
-- content/faq/storage/backup.md --
+++
question = "How long are backups kept?"
+++
For thirty days, encrypted as everything else.
-- content/frameworks/soc-2.toml --
name = "SOC 2"
assurance = "attestation"
categories = ["security"]
-- content/providers/acme/provider.toml --
name = "Acme"
-- content/providers/acme/services.toml --
[[service]]
id = "vault"
name = "Data Encryption Vault"
abbreviations = ["DEV"]
-- content/providers/acme/reports/soc-2.toml --
framework = "soc-2"
type = "type-2"
period = { start = 2025-01-01, end = 2025-12-31 }
issued_on = 2026-02-01
-- content/glossary/escrow.md --
+++
name = "key escrow"
+++
A third party keeps an encrypted copy of a key.
"#;

const LONG: Duration = Duration::from_secs(20);

/// What the dialog shows: whether it is open, its field, and each option's title.
const DIALOG: &str = "const box = document.getElementById('search-dialog'); const field = box.querySelector('input'); \
    return [box.open, field.value, field.getAttribute('aria-expanded'), [...box.querySelectorAll('[role=option] strong')].map((s) => s.textContent)]";
const ACTIVE: &str = "const field = document.querySelector('#search-dialog input'); \
    const option = document.getElementById(field.getAttribute('aria-activedescendant')); \
    return option && [[...document.querySelectorAll('#search-dialog [role=option]')].indexOf(option), option.getAttribute('aria-selected')]";
const OPTIONS: &str = "document.querySelectorAll('#search-dialog [role=option]').length";
const RESULTS: &str =
    "return [...document.querySelectorAll('#search-results > section:first-child h3')].map((h) => h.textContent)";

/// The site of the fixture.
fn site(name: &str) -> Site {
    fixture_site(name, FIXTURE)
}

/// The fixture's site in a browser.
struct Visit {
    server: Server,
    session: Session,
}

impl Visit {
    fn new(name: &str) -> Self {
        Self { server: Server::start(&site(name).folder), session: Session::open() }
    }

    fn open(name: &str, path: &str) -> Self {
        let visit = Self::new(name);
        visit.load(path);
        visit
    }

    fn load(&self, path: &str) {
        self.session.load(&self.server.url(path));
    }

    #[track_caller]
    fn until(&self, expression: &str) {
        until(&self.session, expression);
    }

    fn run(&self, script: &str) -> Value {
        self.session.run(script)
    }
}

#[track_caller]
fn until(session: &Session, expression: &str) {
    let start = Instant::now();
    while session.run(&format!("return Boolean({expression})")) != json!(true) {
        assert!(start.elapsed() < LONG, "still not: {expression}; {}", session.run(DIALOG));
    }
}

/// Presses a key by its name, with Control when the name begins so.
fn press(session: &Session, key: &str) {
    let (modifiers, key) = key.strip_prefix("Control+").map_or((0, key), |key| (2, key));
    let code = match key {
        "Enter" => 13,
        "Escape" => 27,
        "End" => 35,
        "Home" => 36,
        "ArrowUp" => 38,
        "ArrowDown" => 40,
        "/" => 191,
        other => other.to_ascii_uppercase().as_bytes()[0].into(),
    };
    let text = match key {
        "Enter" => "\r",
        key if key.len() == 1 && modifiers == 0 => key,
        _ => "",
    };
    for (kind, text) in [(if text.is_empty() { "rawKeyDown" } else { "keyDown" }, text), ("keyUp", "")] {
        let event =
            json!({ "type": kind, "key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers, "text": text });
        session.command("Input.dispatchKeyEvent", &event);
    }
}

fn write(session: &Session, text: &str) {
    for character in text.chars() {
        session.command("Input.insertText", &json!({ "text": character.to_string() }));
    }
}

#[test]
fn the_keyboard_opens_moves_chooses_and_closes() {
    let visit = Visit::open("search-keyboard", "faq/storage/index.html");
    let session = &visit.session;
    visit.run("document.querySelector('.site-title a').focus()");
    press(session, "/");
    assert_eq!(visit.run(DIALOG), json!([true, "", "false", []]));
    write(session, "encrypted");
    visit.until(&format!("{OPTIONS} > 2"));
    let shown = visit.run(DIALOG);
    assert_eq!(shown[3][0], "Is data encrypted at rest?", "{shown}");
    assert_eq!(shown[2], "true");
    let marks =
        "return [...document.querySelectorAll('#search-dialog strong mark')].map((mark) => mark.textContent)[0]";
    assert_eq!(visit.run(marks), "encrypted");
    let groups = "return [...document.querySelectorAll('#search-dialog [role=group]')].map((g) => document.getElementById(g.getAttribute('aria-labelledby')).textContent)";
    assert_eq!(visit.run(groups)[0], "Question");
    visit.until("document.querySelector('#search-dialog [role=status]').textContent");

    let last = visit.run(&format!("return {OPTIONS} - 1"));
    assert_eq!(visit.run(ACTIVE), Value::Null);
    for (key, at) in [("ArrowDown", json!(0)), ("ArrowDown", json!(1)), ("End", last.clone()), ("Home", json!(0))] {
        press(session, key);
        assert_eq!(visit.run(ACTIVE), json!([at, "true"]), "{key}");
    }
    press(session, "ArrowUp");
    assert_eq!(visit.run(ACTIVE), Value::Null, "the field is a stop on the way round");
    press(session, "ArrowUp");
    assert_eq!(visit.run(ACTIVE), json!([last, "true"]));

    press(session, "Escape");
    let closed = visit.run("return [document.getElementById('search-dialog').open, document.activeElement.closest('.site-title') !== null]");
    assert_eq!(closed, json!([false, true]), "the focus is where it was");

    press(session, "Control+k");
    write(session, "key escrow");
    visit.until("document.querySelector('#search-dialog [role=option]')?.href.includes('key+escrow')");
    press(session, "ArrowDown");
    press(session, "Enter");
    visit.until(
        "location.pathname === '/glossary/' && location.hash === '#escrow' && location.search === '?q=key+escrow'",
    );
}

#[test]
fn enter_without_a_choice_leads_to_all_results() {
    let visit = Visit::open("search-enter", "index.html");
    visit.run("document.getElementById('site-search').focus()");
    // What is typed into the field of the page goes on in the dialog.
    write(&visit.session, "encr");
    assert_eq!(visit.run("return document.activeElement.closest('dialog')?.id"), "search-dialog");
    assert_eq!(visit.run(DIALOG)[1], "encr");
    press(&visit.session, "Enter");
    visit.until("location.pathname === '/search/' && location.search === '?q=encr'");
    visit.until("document.querySelectorAll('#search-results h3').length > 2");
}

#[test]
fn a_slash_is_a_slash_where_one_types() {
    let visit = Visit::open("search-slash", "scope/acme/index.html");
    visit.run("document.getElementById('filter-text').focus()");
    press(&visit.session, "/");
    let typed = visit
        .run("return [document.getElementById('filter-text').value, document.getElementById('search-dialog').open]");
    assert_eq!(typed, json!(["/", false]));
}

#[test]
fn a_link_carries_the_query_and_the_filters() {
    let visit = Visit::open("search-link", "search/?q=encrypted&kind=faq&kind=term&kind=__proto__&kind=nothing");
    visit.until("document.querySelectorAll('#search-results > section:first-child h3').length === 3");
    let checked = "return [...document.querySelectorAll('#search-filters input:checked')].map((input) => input.value)";
    assert_eq!(visit.run(checked), json!(["faq", "term"]));
    assert_eq!(visit.run("return document.getElementById('search-query').value"), "encrypted");
    assert_eq!(visit.run("return document.getElementById('search-browse').hidden"), true);
    let count = "return Number(document.querySelector('#search-filters input[value=service]').closest('label').lastElementChild.textContent) > 0";
    assert_eq!(visit.run(count), true, "counts are those without a filter of the same kind");

    visit.run("const check = document.querySelector('#search-filters input[value=faq]'); check.focus(); check.click()");
    visit.until("document.querySelectorAll('#search-results > section:first-child h3').length === 1");
    assert_eq!(visit.run("return location.search"), "?q=encrypted&kind=term");
    assert_eq!(visit.run("return document.activeElement.value"), "faq", "the keyboard stays where it was");
    assert_eq!(visit.run(RESULTS), json!(["key escrow"]));

    // The address follows what is typed, without a step for each letter.
    let steps = visit.run("return history.length");
    visit.run(
        "const field = document.getElementById('search-query'); field.focus(); field.value = 'soc2'; \
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));",
    );
    visit.until("location.search.includes('q=soc2')");
    assert_eq!(visit.run("return history.length"), steps);

    visit.session.load("about:blank");
    visit.load("search/?q=encrypted");
    visit.until("document.querySelector('#search-results h3 a')");
    visit.run("document.querySelector('#search-results h3 a').click()");
    visit.until("location.pathname.startsWith('/faq/')");
    visit.session.go_back();
    visit.until("document.getElementById('search-query')?.value === 'encrypted' && document.querySelector('#search-results h3')");
}

#[test]
fn a_filter_counts_what_it_would_leave() {
    let visit = Visit::open("search-counts", "search/?q=acme&provider=acme");
    visit.until("document.querySelectorAll('#search-filter-kind input').length > 1");
    let counts = visit.run(
        "return [...document.querySelectorAll('#search-filter-kind input')] \
         .map((input) => [input.value, Number(input.closest('label').lastElementChild.textContent)])",
    );
    for count in counts.as_array().unwrap() {
        visit.load(&format!("search/?q=acme&provider=acme&kind={}", count[0].as_str().unwrap()));
        visit.until("document.querySelectorAll('#search-results > section:first-child h3').length");
        let shown = visit.run("return document.querySelectorAll('#search-results > section:first-child h3').length");
        assert_eq!(shown, count[1], "{count}");
        assert_eq!(visit.run("return document.querySelector('#search-filter-provider input').checked"), true);
    }
}

#[test]
fn nothing_found_says_so_and_shows_the_index() {
    let visit = Visit::open("search-nothing", "search/?q=xyzzyqq");
    visit.until("document.getElementById('search-count').textContent.includes('“xyzzyqq”')");
    assert_eq!(visit.run("return document.querySelector('#search-browse .index').checkVisibility()"), true);
    visit.until("document.getElementById('search-status').textContent.includes('“xyzzyqq”')");
}

#[test]
fn other_languages_stand_below() {
    // Words that no English text means, else it would be found in English and not again.
    let visit = Visit::open("search-languages", "search/?q=%E5%AE%A2%E6%88%B7%E9%80%89%E6%8B%A9");
    visit.until("document.querySelector('#search-results section[lang=zh-Hans] h2')?.textContent === '简体中文'");
    let link = "return document.querySelector('#search-results section[lang=zh-Hans] h3 a').getAttribute('href').includes('/zh-Hans/faq/storage/encrypted/?q=')";
    assert_eq!(visit.run(link), true);
}

#[test]
fn an_input_method_is_left_alone() {
    let visit = Visit::open("search-composition", "zh-Hans/index.html");
    press(&visit.session, "/");
    visit.run("window.asked = []; new MutationObserver(() => asked.push(1)).observe(document.getElementById('search-options'), { childList: true });");
    for text in ["j", "ji", "jia", "jiami"] {
        let composed = json!({ "text": text, "selectionStart": text.len(), "selectionEnd": text.len() });
        visit.session.command("Input.imeSetComposition", &composed);
    }
    visit.session.wait_for("await new Promise((done) => setTimeout(done, 400))");
    assert_eq!(
        visit.run("return [asked.length, document.querySelector('#search-dialog input').value]"),
        json!([0, "jiami"])
    );
    visit.session.command("Input.insertText", &json!({ "text": "加密" }));
    visit.until(&format!("{OPTIONS} > 0"));
    assert_eq!(visit.run(DIALOG)[1], "加密");
    assert_eq!(visit.run(DIALOG)[3][0], "静态数据是否加密？");
}

#[test]
fn a_late_answer_never_takes_the_place_of_a_newer_one() {
    let visit = Visit::new("search-late");
    visit.session.command("Network.enable", &json!({}));
    let slow = json!({ "offline": false, "latency": 400, "downloadThroughput": -1, "uploadThroughput": -1 });
    visit.session.command("Network.emulateNetworkConditions", &slow);
    visit.load("index.html");
    press(&visit.session, "/");
    visit.run(
        "window.shown = new Set(); new MutationObserver(() => document.querySelectorAll('#search-dialog [role=option]').forEach((option) => \
         shown.add(new URL(option.href).searchParams.get('q')))).observe(document.getElementById('search-options'), { childList: true });",
    );
    write(&visit.session, "encrypted");
    visit.until(&format!("{OPTIONS} > 2"));
    visit.session.wait_for("await new Promise((done) => setTimeout(done, 1500))");
    let last = visit.run("return [...document.querySelectorAll('#search-dialog [role=option]')].every((o) => new URL(o.href).searchParams.get('q') === 'encrypted')");
    assert_eq!(last, true, "{}", visit.run("return [...shown]"));
}

#[test]
fn no_query_breaks_or_runs_anything() {
    let visit = Visit::new("search-hostile");
    visit.session.run_on_every_page(
        "window.wrong = []; addEventListener('error', (event) => wrong.push(event.message)); \
         addEventListener('unhandledrejection', (event) => wrong.push(String(event.reason))); \
         addEventListener('securitypolicyviolation', (event) => wrong.push(event.violatedDirective));",
    );
    let queries = [
        r#""<img src=x onerror=wrong.push(1)>""#,
        r#""__proto__""#,
        r#""constructor toString hasOwnProperty""#,
        r#""\ud800 \udc00""#,
        r#""\u202eencrypted\u202c \u0000""#,
        r#""%E0%A4%A $& {query} {n} *[(\\""#,
        r#""javascript:wrong.push(1)""#,
        r#""encrypted ".repeat(1000)"#,
        r#""加".repeat(10000)"#,
        r#""   ""#,
    ];
    for query in queries {
        visit.load("index.html");
        press(&visit.session, "/");
        visit.run(&format!(
            "const field = document.querySelector('#search-dialog input'); field.value = {query}; \
             field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));"
        ));
        visit.session.wait_for("await new Promise((done) => setTimeout(done, 300))");
        assert_eq!(visit.run("return wrong"), json!([]), "{query} in the dialog");
        press(&visit.session, "Enter");
        visit.until("location.pathname === '/search/' && document.readyState === 'complete'");
        visit.session.wait_for("await new Promise((done) => setTimeout(done, 300))");
        assert_eq!(
            visit.run("return [wrong, document.querySelectorAll('main img, main script').length]"),
            json!([[], 0]),
            "{query}"
        );
        // And as the query that a page was led to by.
        visit.run(&format!("const to = new URL('/faq/storage/', location); to.search = new URLSearchParams({{ q: {query}.slice(0, 4000) }}); location.href = to"));
        visit.until("location.pathname === '/faq/storage/' && document.readyState === 'complete'");
        visit.session.wait_for("await new Promise((done) => setTimeout(done, 300))");
        assert_eq!(visit.run("return wrong"), json!([]), "{query} on a page");
    }
}

#[test]
fn a_page_shows_what_matched() {
    let visit = Visit::open("search-target", "faq/storage/?q=volume");
    visit.until("CSS.highlights.get('search')?.size");
    assert_eq!(visit.run("return [...CSS.highlights.get('search')].map(String)"), json!(["volume"]));
    assert_eq!(
        visit.run("return document.getElementById('encrypted').closest('details').open"),
        true,
        "the question with the match is open"
    );
    assert_eq!(
        visit.run("return document.querySelector('link[rel=canonical]').href"),
        "https://t.example/faq/storage/"
    );

    // A browser that cannot highlight still opens it.
    visit.session.run_on_every_page("delete globalThis.Highlight; delete CSS.highlights");
    visit.load("faq/storage/?q=volume");
    visit.until("document.getElementById('encrypted').closest('details').open");
    assert_eq!(visit.run("return [typeof Highlight, CSS.highlights]"), json!(["undefined", null]));
}

#[test]
fn without_scripts_everything_is_listed() {
    let visit = Visit::new("search-plain");
    visit.session.disable_page_scripts();
    visit.load("faq/storage/index.html");
    visit.run("const form = document.querySelector('.site-search'); form.q.value = 'encrypted'; form.submit()");
    visit.until(
        "location.pathname === '/search/' && location.search === '?q=encrypted' && document.readyState === 'complete'",
    );
    let shown = visit.run(
        "const seen = (selector) => [...document.querySelectorAll(selector)].filter((node) => node.checkVisibility()).map((node) => node.textContent); \
         return [seen('#search-count')[0].includes('scripts'), seen('#search-browse .inline-list a').includes('Glossary'), seen('#search-browse .index a').includes('Is data encrypted at rest?'), seen('#search-filters, dialog').length]",
    );
    assert_eq!(shown, json!([true, true, true, 0]));
}

#[test]
fn a_folder_can_be_searched() {
    let (site, session) = (site("search-folder"), Session::open());
    session.load(&format!("file://{}/faq/storage/index.html", site.folder.display()));
    // The scripts are loaded again without what a folder has no use for.
    until(&session, "document.querySelector('script[src*=\"/search.\"]:not([integrity])')");
    let start = Instant::now();
    while session.run("return document.getElementById('search-dialog').open") != json!(true) {
        assert!(start.elapsed() < LONG, "the dialog does not open");
        press(&session, "Control+k");
    }
    write(&session, "escrow");
    until(&session, &format!("{OPTIONS} > 0"));
    press(&session, "ArrowDown");
    press(&session, "Enter");
    until(&session, "location.href.endsWith('/glossary/index.html?q=escrow#escrow')");
    session.load(&format!("file://{}/search/index.html?q=escrow", site.folder.display()));
    until(
        &session,
        "document.querySelector('#search-results h3 a')?.href.endsWith('/glossary/index.html?q=escrow#escrow')",
    );
}

#[test]
fn an_open_dialog_outlives_an_edit() {
    let root = copied("search");
    let (serving, session) = (Serving::start(&root, &[]), Session::open());
    session.load(&serving.url("/faq/basics/"));
    press(&session, "/");
    write(&session, "covered");
    until(&session, &format!("{OPTIONS} > 0"));
    // As a file of the index that is on its way.
    session.run(
        "const policy = trustedTypes.createPolicy('test', { createScriptURL: (url) => url }); \
         document.head.append(Object.assign(document.createElement('script'), { src: policy.createScriptURL('/search/en/root.js') }));",
    );
    let file = root.join("content/faq/basics/what.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("A note.", "Another note.")).unwrap();
    until(&session, "document.body.textContent.includes('Another note.')");
    let kept = session.run(DIALOG);
    assert_eq!([&kept[0], &kept[1], &kept[2]], [&json!(true), &json!("covered"), &json!("true")], "{kept}");
    until(&session, &format!("{OPTIONS} > 0"));
    press(&session, "ArrowDown");
    assert_eq!(session.run(ACTIVE), json!([0, "true"]));
}

#[test]
fn axe_finds_nothing_in_the_dialog_and_the_results() {
    const NOTHING: [Value; 0] = [];
    let visit = Visit::new("search-axe");
    axe::bring(&visit.session);
    for (width, scheme) in [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")] {
        visit.session.set_size(width, 640);
        visit.session.emulate_media(&[("prefers-color-scheme", scheme)]);
        let too_wide = "return document.scrollingElement.scrollWidth > innerWidth || document.getElementById('search-dialog').scrollWidth > innerWidth";
        visit.load("index.html");
        press(&visit.session, "/");
        assert_eq!(axe::violations(&visit.session, axe::ALL), NOTHING, "the empty dialog, {width} px, {scheme}");
        write(&visit.session, "encrypted");
        visit.until(&format!("{OPTIONS} > 2"));
        press(&visit.session, "ArrowDown");
        assert_eq!(axe::violations(&visit.session, axe::ALL), NOTHING, "the dialog, {width} px, {scheme}");
        assert_eq!(visit.run(too_wide), false, "the dialog, {width} px");
        visit.load("search/?q=encrypted&kind=faq");
        visit.until("document.querySelector('#search-results h3')");
        visit.run("document.getElementById('search-filters').open = true");
        assert_eq!(axe::violations(&visit.session, axe::ALL), NOTHING, "the results, {width} px, {scheme}");
        assert_eq!(visit.run(too_wide), false, "the results, {width} px");
    }
}
