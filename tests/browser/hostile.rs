//! Content that attacks its readers runs nothing, even where no policy stands behind the escaping.
//!
//! 1. `hostile/markdown.txt` and `hostile/strings.txt` hold the attempts; each sets `window.pwned` to its number.
//! 2. Every attempt of the first stands in an entry of its own, every one of the second in every field that takes text;
//!    those in the first half of the file are what such a field begins with.
//! 3. Every page is loaded without its policy, and its elements are looked through for what could run later.

use std::cell::Cell;
use std::fmt::Write;
use std::thread;

use serde_json::Value;

use crate::driver::Session;
use crate::frames::in_frames;
use crate::server::Server;
use crate::site::{Site, publish};
use crate::support::project;

const MARKDOWN: &str = include_str!("hostile/markdown.txt");
const STRINGS: &str = include_str!("hostile/strings.txt");

/// What a page shows of an attack, as a list of words: `undefined` is the only good value of `window.pwned`.
const INSPECT: &str = r#"
const found = [];
if (window.pwned !== undefined) found.push("attempt " + window.pwned + " ran");
const forbidden = ["iframe", "frame", "frameset", "object", "embed", "applet", "base", "style", "math", "noscript", "template",
  "plaintext", "xmp", "marquee", "audio", "video", "source", "textarea", "foreignObject", "animate", "set", "use"];
const addresses = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "cite", "srcset", "ping"];
const schemes = ["http:", "https:", "mailto:", "tel:"];
// What the page says as linked data, which is whole: nothing in it ended it.
const isData = (script) => {
  if (script.type !== "application/ld+json" || script.src || script !== document.body.lastElementChild) return false;
  try { return JSON.parse(script.textContent)["@context"] === "https://schema.org"; } catch { return false; }
};
const say = (element, what) => found.push(what + " in " + element.cloneNode(false).outerHTML);
for (const element of document.querySelectorAll("*")) {
  const name = element.localName;
  if (forbidden.includes(name)) say(element, "element");
  if (name === "script" && !isData(element) && (element.textContent || !/^\/assets\/(site|local|search|results)\.[0-9a-f]{16}\.js$/.test(new URL(element.src).pathname))) say(element, "script");
  if (name === "meta" && element.httpEquiv && !(element.httpEquiv === "refresh" && /^600; url=[\w.\/#-]+$/.test(element.content))) say(element, "meta");
  if (name === "form" && new URL(element.action).origin !== window.location.origin) say(element, "form");
  if (element.shadowRoot || name.includes("-")) say(element, "custom element");
  for (const { name, value } of element.attributes) {
    if (/^on/i.test(name) || ["style", "srcdoc", "nonce", "is", "ping"].includes(name)) say(element, "attribute");
    if (!/^[a-z][A-Za-z0-9:_-]*$/.test(name) || name.includes("pwned")) say(element, "torn attribute");
    if (!addresses.includes(name)) continue;
    if (/^[\s\\\/]*[\\\/]{2}/.test(value)) say(element, "address without a scheme");
    const url = URL.parse(value, document.baseURI);
    if (!url || !schemes.includes(url.protocol)) say(element, "scheme");
    if (name !== "href" && url?.origin !== window.location.origin) say(element, "foreign resource");
  }
}
return found;
"#;

#[test]
fn hostile_content_runs_nothing_without_a_policy() {
    let attempts = Attempts::default();
    let fixture = fixture(&attempts);
    assert!(bodies().count() + STRINGS.lines().count() >= 100 && attempts.0.get() > 1_000);
    let site = publish("hostile", &project(&fixture, "2026-06-01"), without_policy);
    let shown: usize = site.pages.values().map(|html| html.matches("window.pwned=").count()).sum();
    assert!(shown > 10_000, "only {shown} attempts reach a page: the records of the fixture are refused as a whole");
    let findings = inspect(&site);
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn a_page_that_runs_something_is_noticed() {
    let site = publish("hostile-control", &project("-- content/home.md --\nHARMLESS\n", "2026-06-01"), |html| {
        let attack = "<img src=x onerror=window.pwned=1><script>window.pwned=2</script><a href=' JAVA&Tab;script:0'>x</a>\
            <p style='color:red' window.pwned=3>x</p><iframe></iframe><a href='//evil.example'>x</a>";
        without_policy(html).replace("HARMLESS", attack)
    });
    let findings = inspect(&site).join("\n");
    let expected =
        [" ran", "script in", "scheme in", "torn attribute in", "element in", "address without", "attribute in <img"];
    let missed: Vec<&str> = expected.into_iter().filter(|finding| !findings.contains(finding)).collect();
    assert!(missed.is_empty(), "missed {missed:?} in:\n{findings}");
}

/// The page as a browser without the policy would get it. A redirect waits until it was looked at.
#[track_caller]
fn without_policy(html: &str) -> String {
    let start = html.find("<meta http-equiv=\"Content-Security-Policy\"").expect("every page has the policy");
    let end = start + html[start..].find('>').expect("a tag ends") + 1;
    let refresh = "http-equiv=\"refresh\" content=\"";
    (html[..start].to_owned() + &html[end..]).replace(&format!("{refresh}0;"), &format!("{refresh}600;"))
}

/// What was found on every page of a site in its default language, with as many browsers as there are cores.
fn inspect(site: &Site) -> Vec<String> {
    let paths: Vec<&str> = site.pages.keys().map(String::as_str).filter(|path| !path.starts_with("de/")).collect();
    let server = Server::start(&site.folder);
    let inspect = |paths: &[&str]| {
        let found = in_frames(&Session::open(), &server, paths, &[1280], INSPECT);
        let said = |(path, _, found): &(&str, u32, Value)| {
            let found = found.as_array().unwrap().iter();
            found.map(|what| format!("{path}: {what}")).collect::<Vec<_>>()
        };
        found.iter().flat_map(said).collect::<Vec<_>>()
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let parts = paths.chunks(paths.len().div_ceil(cores));
        let browsers: Vec<_> = parts.map(|part| scope.spawn(|| inspect(part))).collect();
        browsers.into_iter().flat_map(|browser| browser.join().expect("a page can be looked at")).collect()
    })
}

/// Counts the attempts, so that one that runs names itself.
#[derive(Default)]
struct Attempts(Cell<usize>);

impl Attempts {
    /// The text of an attempt with the next number, and with its `{U+2028}` replaced by the characters they name.
    fn number(&self, text: &str) -> String {
        self.0.set(self.0.get() + 1);
        let mut numbered = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{U+") {
            let (code, after) = after.split_once('}').unwrap();
            numbered.push_str(before);
            numbered.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
            rest = after;
        }
        (numbered + rest).replace("PWN", &format!("window.pwned={}", self.0.get()))
    }

    /// The same as a string of TOML. Every string of JSON is one.
    fn quoted(&self, text: &str) -> String {
        serde_json::to_string(&self.number(text)).unwrap()
    }
}

fn bodies() -> impl Iterator<Item = &'static str> {
    MARKDOWN.split("\n%%\n")
}

/// A site with every attempt everywhere.
fn fixture(attempts: &Attempts) -> String {
    let strings: Vec<&str> = STRINGS.lines().collect();
    let mut fixture = String::new();
    config(&mut fixture, attempts, &strings);
    // Two in a field: half as many pages. Those of the first half of the list stand first in theirs.
    let (first, second) = strings.split_at(strings.len().div_ceil(2));
    for (n, string) in first.iter().enumerate() {
        let pair = format!("{string} {}", second.get(n).unwrap_or(&""));
        let fill = |template: &str| fill(template, n, || attempts.quoted(&pair));
        fixture.push_str(&fill(include_str!("hostile/records.txt")));
    }
    for (n, body) in bodies().enumerate() {
        let string = strings[n % strings.len()];
        let front = fill(include_str!("hostile/entry.txt"), n, || attempts.quoted(string));
        writeln!(fixture, "{front}\n{}", attempts.number(body)).unwrap();
    }
    fixture
}

/// A template with its `@` replaced by a number and each of its `TEXT` by what `text` says.
fn fill(template: &str, n: usize, text: impl Fn() -> String) -> String {
    let numbered = template.replace('@', &n.to_string());
    let mut parts = numbered.split("TEXT");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |filled, part| filled + &text() + part)
}

fn config(fixture: &mut String, attempts: &Attempts, strings: &[&str]) {
    let everything = strings.join(" ");
    let title = attempts.quoted(&everything);
    let description = attempts.quoted(&everything);
    let base = "base_url = \"https://t.example/\"\nlocales = [\"en\", \"de\"]";
    let hero = attempts.quoted(&everything);
    writeln!(fixture, "-- candor.toml --\ntitle = {title}\ndescription = {description}\nhero = {hero}\n{base}")
        .unwrap();
    for (n, string) in strings.iter().enumerate() {
        let text = || attempts.quoted(string);
        writeln!(fixture, "[[contact]]\nname = {}\nurl = {}", text(), text()).unwrap();
        writeln!(fixture, "[[contact]]\nname = {}\nemail = {}", text(), text()).unwrap();
        writeln!(fixture, "[[nav]]\nto = \"page:documents\"\ntitle = {}", text()).unwrap();
        writeln!(fixture, "[[nav]]\nurl = {}\ntitle = {}", text(), text()).unwrap();
        writeln!(fixture, "[[footer]]\ntext = {}\nurl = \"https://t.example/?{n}\"", text()).unwrap();
        writeln!(fixture, "[[banner]]\ntext = {{ de = {} }}\nkind = \"security\"", text()).unwrap();
        writeln!(fixture, "sources = [{{ title = {}, url = {}, quote = {} }}]", text(), text(), text()).unwrap();
    }
    writeln!(fixture, "-- content/home.md --\n{}", attempts.number(&everything)).unwrap();
}
