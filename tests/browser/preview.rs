//! What an author sees while editing: the open page follows its sources, keeps what they did to it, and says what is wrong.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::axe;
use crate::client::Serving;
use crate::driver::Session;
use crate::support::files;

const SITE: &str = include_str!("../fixtures/small-site.txt");
const TOPIC: &str = "/faq/basics/";
const ENTRY: &str = "/faq/basics/what/";
const SCOPE: &str = "/scope/acme/";
const ANSWER: &str = "content/faq/basics/what.md";
const QUESTION: &str = "What is covered?";
/// Two settings of a theme of one's own: a style and a script.
const STYLE: &str = "themes/own/assets/style.css";
const SCRIPT: &str = "themes/own/assets/site.js";
const DRAWING: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"/>"#;
/// A link to nowhere, whose finding speaks of markup.
const BROKEN: &str = "[nothing](<nowhere&lt;b&gt;bold.md>)";

/// How long a page may take to show a change before the test has failed.
const LONG: Duration = Duration::from_secs(30);

/// What the preview itself shows, beside the page.
const SHADOW: &str = "document.querySelector('candor-preview')?.shadowRoot";

/// A site that is edited while it is looked at.
struct Preview {
    root: PathBuf,
    serving: Serving,
    session: Session,
}

impl Preview {
    /// The small site in a folder of its own, changed by `prepare` before it is served, with a page open.
    fn open(name: &str, path: &str, prepare: impl Fn(&Path)) -> Self {
        let root = copied(name);
        prepare(&root);
        let preview = Self { serving: Serving::start(&root, &[]), session: Session::open(), root };
        preview.session.load(&preview.serving.url(path));
        preview
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.root, path, text);
    }

    #[track_caller]
    fn edit(&self, path: &str, from: &str, to: &str) {
        edit(&self.root, path, from, to);
    }

    /// Waits until an expression is true in the page that is open.
    #[track_caller]
    fn until(&self, expression: &str) {
        until(&self.session, expression);
    }

    fn run(&self, script: &str) -> Value {
        self.session.run(script)
    }
}

/// The small site in a folder that no other test uses.
pub(super) fn copied(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("preview").join(name);
    let _ = fs::remove_dir_all(&root);
    for (path, text) in files(SITE) {
        write(&root, &path, &text);
    }
    root
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

#[track_caller]
fn edit(root: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(path)).unwrap();
    assert!(text.contains(from), "{path} has no `{from}`");
    write(root, path, &text.replacen(from, to, 1));
}

/// Asks from outside, because the page may be loaded anew meanwhile.
#[track_caller]
fn until(session: &Session, expression: &str) {
    let start = Instant::now();
    while session.run(&format!("return Boolean({expression})")) != json!(true) {
        assert!(start.elapsed() < LONG, "still not: {expression}");
    }
}

/// An expression for whether the page has this heading.
fn has_heading(text: &str) -> String {
    format!("document.querySelector('h1').textContent === '{text}'")
}

fn own_theme(root: &Path) {
    edit(root, "candor.toml", "title", "theme = \"own\"\ntitle");
    write(root, STYLE, "h1 { color: rgb(1, 2, 3); }\n");
    write(root, SCRIPT, "window.generation = 1;\n");
}

pub(super) fn with_image(root: &Path) {
    write(root, "content/faq/basics/drawing.svg", DRAWING);
    edit(root, ANSWER, "## Details", "![drawing](drawing.svg)\n\n## Details");
}

fn broken(root: &Path) {
    edit(root, ANSWER, "## Details", &format!("{BROKEN}\n\n## Details"));
}

#[test]
fn a_change_keeps_what_the_author_did_to_the_page() {
    let preview = Preview::open("keeps", TOPIC, |root| {
        edit(
            root,
            ANSWER,
            "## Details",
            &format!("The chosen words.\n\n{}\n\n## Details", "Much more. ".repeat(2_000)),
        );
    });
    preview.run(
        "const details = document.getElementById('what').closest('details'); details.open = true; details.parentElement.querySelector('.permalink a').focus({ preventScroll: true }); \
         const text = [...details.querySelectorAll('p')].find((p) => p.textContent === 'The chosen words.').firstChild; \
         getSelection().setBaseAndExtent(text, 4, text, 10); scrollTo(0, 900); \
         window.kept = { details, focus: document.activeElement };",
    );
    let seen = "const p = [...document.querySelectorAll('#what p')].find((p) => p.textContent.startsWith('Much more')); return p.getBoundingClientRect().top";
    let before = preview.run(seen);
    // Above what is looked at, and beside what is selected.
    preview.edit(ANSWER, "The report covers", "First.\n\nSecond.\n\nThird.\n\nThe report covers");
    preview.edit(ANSWER, "The chosen words.", "The chosen words, changed.");
    preview
        .until("document.body.textContent.includes('words, changed') && document.body.textContent.includes('Third.')");
    let after = preview.run(seen);
    assert!((before.as_f64().unwrap() - after.as_f64().unwrap()).abs() < 2.0, "scrolled from {before} to {after}");
    let kept = preview.run(
        "return [kept.details === document.getElementById('what').closest('details'), kept.details.open, kept.focus === document.activeElement, getSelection().toString()]",
    );
    assert_eq!(kept, json!([true, true, true, "chosen"]));
}

#[test]
fn what_was_typed_stays_and_still_filters() {
    let preview = Preview::open("typed", SCOPE, |_| {});
    preview.run(
        "const input = document.getElementById('filter-text'); input.focus(); input.value = 'nothing like it'; \
         input.setSelectionRange(2, 5); input.dispatchEvent(new Event('input', { bubbles: true }));",
    );
    preview.edit("content/providers/acme/services.toml", "Data Vault", "Data Safe");
    preview.until("document.querySelector('tbody th').textContent.includes('Data Safe')");
    let kept = preview.run(
        "const input = document.activeElement; return [input.id, input.value, input.selectionStart, input.selectionEnd, \
         document.querySelector('tbody tr').hidden, document.querySelector('[data-filter]').hidden]",
    );
    assert_eq!(kept, json!(["filter-text", "nothing like it", 2, 5, true, false]));
}

#[test]
fn a_style_is_never_missing_while_the_next_one_loads() {
    let preview = Preview::open("style", ENTRY, own_theme);
    preview.run(
        "window.colors = new Set(); const look = () => { colors.add(getComputedStyle(document.querySelector('h1')).color); \
         requestAnimationFrame(look); }; look();",
    );
    preview.write(STYLE, "h1 { color: rgb(4, 5, 6); }\n");
    preview.until("colors.has('rgb(4, 5, 6)')");
    assert_eq!(preview.run("return [...colors]"), json!(["rgb(1, 2, 3)", "rgb(4, 5, 6)"]));
    assert_eq!(preview.run("return document.querySelectorAll('link[media]').length"), json!(0));
}

#[test]
fn another_script_loads_the_page_anew() {
    let preview = Preview::open("script", TOPIC, own_theme);
    preview.run("window.stayed = true; document.getElementById('what').closest('details').open = true;");
    preview.write(SCRIPT, "window.generation = 2;\n");
    preview.until("window.generation === 2");
    preview.until("document.getElementById('what').closest('details').open");
    assert_eq!(preview.run("return window.stayed ?? null"), Value::Null);
}

#[test]
fn an_image_is_replaced_where_it_stands() {
    let preview = Preview::open("image", ENTRY, with_image);
    preview.until("document.querySelector('main img').naturalHeight === 10");
    preview.run("window.image = document.querySelector('main img');");
    preview.write("content/faq/basics/drawing.svg", &DRAWING.replace("\"10\"", "\"20\""));
    preview.until("image.isConnected && image.naturalHeight === 20");
}

#[test]
fn an_error_shows_itself_and_heals() {
    let preview = Preview::open("error", ENTRY, |_| {});
    let panel = format!("{SHADOW}?.querySelector('.panel')");
    preview.until(&format!("{panel} && {panel}.hidden"));
    broken(&preview.root);
    preview.until(&format!("!{panel}.hidden"));
    let shown = preview.run(&format!(
        "const item = {panel}.querySelector('li[data-severity=error]'); \
         return [item.querySelector('.code').textContent, item.querySelector('.place').textContent, item.querySelector('.place').protocol, item.querySelectorAll('b').length, item.querySelector('.message').textContent.includes('<b>bold'), \
         {SHADOW}.activeElement === {panel}]"
    ));
    assert_eq!(shown[0], "broken-link");
    assert!(shown[1].as_str().unwrap().starts_with("content/faq/basics/what.md:"), "{shown}");
    assert_eq!(shown[2], "vscode:", "the place opens an editor");
    assert_eq!([&shown[3], &shown[4]], [&json!(0), &json!(true)], "text is text");
    assert_eq!(shown[5], true, "the keyboard is where the news is");

    preview.run("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))");
    preview.until(&format!("{panel}.hidden && !{SHADOW}.querySelector('.badge').hidden"));
    preview.edit(ANSWER, "The report covers", "Another line.\n\nThe report covers");
    preview.until("document.body.textContent.includes('Another line.')");
    assert_eq!(preview.run(&format!("return {panel}.hidden")), true, "what was closed stays closed");

    preview.edit("content/pages/about.md", "Who we are.", "[other](other.md)");
    preview.until(&format!("!{panel}.hidden"));
    preview.edit("content/pages/about.md", "[other](other.md)", "Who we are.");
    preview.edit(ANSWER, BROKEN, "Nothing.");
    preview.until(&format!("{panel}.hidden && !{SHADOW}.querySelector('.badge').textContent.includes('error')"));
}

#[test]
fn an_error_shows_what_is_meant_however_long_the_line() {
    let preview = Preview::open("long", ENTRY, |root| {
        let line = format!("{0}[x](nowhere.md){0}", "长".repeat(500));
        edit(root, ANSWER, "## Details", &format!("{line}\n\n## Details"));
    });
    let panel = format!("{SHADOW}?.querySelector('.panel')");
    preview.until(&format!("{panel}?.hidden === false"));
    let shown = preview.run(&format!(
        "const line = {panel}.querySelector('.line'); const [before, mark, after] = line.childNodes; const {{ scrollWidth, clientWidth }} = line.closest('.findings'); \
         return [mark.textContent, before.data.startsWith('…长') && before.data.length < 100, after.data.endsWith('长…'), scrollWidth === clientWidth]"
    ));
    assert_eq!(shown, json!(["nowhere.md", true, true, true]));
    let folded = format!("{panel}.querySelector('details').open === false");
    assert_eq!(preview.run(&format!("return {folded}")), true, "warnings leave the room to the error");
    preview.edit(ANSWER, "(nowhere.md)", "");
    preview.until(&format!("{panel}.hidden"));
    preview.run(&format!("{SHADOW}.querySelector('.badge').click()"));
    preview.until(&format!("!{panel}.hidden && {panel}.querySelector('details').open"));
}

#[test]
fn an_error_does_not_interrupt_typing() {
    let preview = Preview::open("interrupt", SCOPE, |_| {});
    preview.run("document.getElementById('filter-text').focus()");
    broken(&preview.root);
    preview.until(&format!("{SHADOW}?.querySelector('.panel').hidden === false"));
    assert_eq!(preview.run("return document.activeElement.id"), "filter-text");
}

#[test]
fn a_page_that_moved_is_followed() {
    let preview = Preview::open("moved", "/about/#main-content", |_| {});
    preview.until(SHADOW);
    let pages = preview.root.join("content/pages");
    fs::rename(pages.join("about.md"), pages.join("company.md")).unwrap();
    preview.until("location.pathname.endsWith('/company/') && location.hash === '#main-content'");
}

#[test]
fn a_page_that_is_gone_says_so_until_it_is_back() {
    let preview = Preview::open("gone", "/about/", |_| {});
    let notice = format!("{SHADOW}?.querySelector('.notice')");
    let file = preview.root.join("content/pages/about.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::remove_file(&file).unwrap();
    preview.until(&format!("{notice} && !{notice}.hidden && {notice}.textContent.includes(location.pathname)"));
    assert_eq!(preview.run(&format!("return {}", has_heading("About"))), true, "what was shown stays");
    fs::write(&file, text).unwrap();
    preview.until(&format!("{notice}.hidden"));
}

#[test]
fn a_page_appears_where_there_was_none() {
    let preview = Preview::open("appears", "/later/", |_| {});
    preview.until(SHADOW);
    assert_eq!(preview.run(&format!("return {SHADOW}.querySelector('.notice').hidden")), true);
    preview.write("content/pages/later.md", "+++\ntitle = \"Later\"\n+++\nHere.\n");
    preview.until(&has_heading("Later"));
}

#[test]
fn every_open_page_follows_and_a_hidden_one_catches_up() {
    let preview = Preview::open("tabs", ENTRY, |_| {});
    let other = Session::open();
    other.load(&preview.serving.url(ENTRY));
    preview.edit(ANSWER, QUESTION, "What does it say?");
    preview.until(&has_heading("What does it say?"));
    until(&other, &has_heading("What does it say?"));

    let set_hidden = |is_hidden: bool| {
        preview.run(&format!(
            "Object.defineProperty(document, 'hidden', {{ value: {is_hidden}, configurable: true }}); \
             document.dispatchEvent(new Event('visibilitychange'));"
        ))
    };
    set_hidden(true);
    preview.edit(ANSWER, "What does it say?", "What else?");
    until(&other, &has_heading("What else?"));
    assert_eq!(preview.run(&format!("return {}", has_heading("What does it say?"))), true, "nobody looks at it");
    set_hidden(false);
    preview.until(&has_heading("What else?"));
}

#[test]
fn tabs_behind_leave_connections_free_and_miss_nothing() {
    let preview = Preview::open("behind", ENTRY, |_| {});
    let session = &preview.session;
    // More than the connections that a browser opens to a host.
    let tabs: Vec<_> = (0..8).map(|_| session.open_tab()).collect();
    for tab in &tabs {
        session.go_to(tab);
        session.load(&preview.serving.url(ENTRY));
        preview.until(&format!("{SHADOW}?.querySelector('.badge').hidden === false"));
    }
    preview.edit(ANSWER, QUESTION, "What does it say?");
    preview.until(&has_heading("What does it say?"));
    for tab in &tabs {
        session.go_to(tab);
        preview.until(&has_heading("What does it say?"));
    }
}

#[test]
fn twelve_windows_side_by_side_get_word_within_a_second_of_each_other() {
    let preview = Preview::open("beside", ENTRY, |_| {});
    let session = &preview.session;
    let windows: Vec<_> = (0..12).map(|_| session.open_window()).collect();
    for window in &windows {
        session.go_to(window);
        session.load(&preview.serving.url(ENTRY));
        preview.until(&format!("{SHADOW}?.querySelector('.badge').hidden === false"));
        preview.run(
            "new MutationObserver(() => { window.toldAt ??= Date.now(); }) \
             .observe(document.querySelector('h1'), { characterData: true, childList: true, subtree: true })",
        );
    }
    preview.edit(ANSWER, QUESTION, "What does it say?");
    let told: Vec<u64> = windows
        .iter()
        .map(|window| {
            session.go_to(window);
            preview.until(&has_heading("What does it say?"));
            preview.run("return window.toldAt").as_u64().unwrap()
        })
        .collect();
    let apart = told.iter().max().unwrap() - told.iter().min().unwrap();
    assert!(apart < 1_000, "{apart} ms between the first window and the last");
}

#[test]
fn a_page_that_is_gone_back_to_is_up_to_date() {
    let preview = Preview::open("back", ENTRY, |_| {});
    preview.until(SHADOW);
    preview.session.load(&preview.serving.url(TOPIC));
    preview.edit(ANSWER, QUESTION, "What does it say?");
    preview.until("document.querySelector('.question:has(#what)').textContent.includes('What does it say?')");
    preview.session.go_back();
    preview.until(&has_heading("What does it say?"));
    preview.edit(ANSWER, "What does it say?", "What else?");
    preview.until(&has_heading("What else?"));
}

#[test]
fn headings_lead_to_their_source_and_nothing_else_changes() {
    let preview = Preview::open("edit", TOPIC, |_| {});
    preview.until("document.querySelector('.question:has(#what) candor-edit')");
    let links = preview.run(
        "const link = document.querySelector('.question:has(#what) candor-edit').shadowRoot.querySelector('a'); \
         link.addEventListener('click', (event) => event.preventDefault()); link.click(); \
         return [link.href.includes('content/faq/basics/what.md'), link.ariaLabel, document.getElementById('what').closest('details').open, document.querySelector('.question:has(#what) h2').textContent]",
    );
    assert_eq!(links, json!([true, "Edit this question", false, QUESTION]));
}

/// `nested-interactive` takes a summary for a button; its own specification lets it hold a heading with a link.
const RULES: &str = r#"{
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  rules: { "nested-interactive": { enabled: false } },
  resultTypes: ["violations"],
}"#;

#[test]
fn axe_finds_nothing_in_what_the_preview_shows() {
    let preview = Preview::open("axe", "/about/", broken);
    axe::bring(&preview.session);
    for (width, scheme) in [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")] {
        preview.session.set_size(width, 640);
        preview.session.emulate_media(&[("prefers-color-scheme", scheme)]);
        preview.session.load(&preview.serving.url(TOPIC));
        preview.until(&format!("{SHADOW}?.querySelector('.panel').hidden === false"));
        let found = axe::violations(&preview.session, RULES);
        assert!(found.is_empty(), "{width} px, {scheme}: {found:?}");
        let page_width = preview.run("return document.scrollingElement.scrollWidth");
        assert!(page_width.as_u64().unwrap() <= width.into(), "{page_width} px in a window of {width}");
    }
}
