//! A page of another origin in the author's browser reads, embeds, frames and subscribes to nothing of the preview.
//!
//! The same probe is held against a folder of its own origin first, so that a refusal is one of the preview.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::client::Serving;
use crate::driver::Session;
use crate::preview::{copied, with_image};
use crate::server::Server;

const PAGE: &str = "faq/basics/what/";
/// What only the page says.
const SECRET: &str = "What is covered?";

/// Tries everything that one page can do to another, and says what came of each attempt.
const PROBE: &str = r#"
const loaded = (name, attributes) => new Promise((resolve) => {
  const node = Object.assign(document.createElement(name), attributes);
  node.addEventListener("load", () => resolve("loaded"));
  node.addEventListener("error", () => resolve("refused"));
  document.body.append(node);
});
const fetched = async (options) => {
  try {
    const response = await fetch(target.page, options);
    return (await response.text()).includes(target.secret) ? "read" : response.type;
  } catch {
    return "refused";
  }
};
const subscribed = () => new Promise((resolve) => {
  const source = new EventSource(target.events);
  const end = (outcome) => { source.close(); resolve(outcome); };
  source.addEventListener("open", () => end("subscribed"));
  source.addEventListener("error", () => end("refused"));
});
const opened = async () => {
  const other = open(target.page);
  for (;;) {
    if (other.closed) return "severed";
    try {
      if (other.document.body?.textContent.includes(target.secret)) return "read";
    } catch {
      // It is of another origin, and may be on its way to be severed.
    }
    // Frames are not drawn behind a window that opened.
    await new Promise((resolve) => setTimeout(resolve));
  }
};
/** What an object holds is shown in its place when it is refused. */
const embedded = async () => {
  const node = Object.assign(document.createElement("object"), { type: "text/html", data: target.page });
  let outcome;
  node.addEventListener("load", () => { outcome = "loaded"; });
  node.append("instead");
  const range = document.createRange();
  range.selectNodeContents(node);
  document.body.append(node);
  while (!outcome) {
    if (range.getClientRects().length) return "refused";
    await new Promise((resolve) => setTimeout(resolve));
  }
  return outcome;
};
const attempts = {
  fetch: () => fetched({}),
  "fetch with cookies": () => fetched({ credentials: "include" }),
  "fetch without cors": () => fetched({ mode: "no-cors" }),
  script: () => loaded("script", { src: target.script }),
  style: () => loaded("link", { rel: "stylesheet", href: target.style }),
  image: () => loaded("img", { src: target.image }),
  object: embedded,
  events: subscribed,
  frame: () => loaded("iframe", { src: target.page }),
  window: opened,
};
const outcomes = {};
for (const [name, attempt] of Object.entries(attempts)) {
  const nothing = new Promise((resolve) => setTimeout(resolve, 5_000, "nothing came of it"));
  outcomes[name] = await Promise.race([attempt(), nothing]);
}
return outcomes;
"#;

/// What is asked for, in addresses.
struct Target {
    page: String,
    script: String,
    style: String,
    image: String,
    events: String,
}

impl Target {
    /// What comes of each attempt from the page that is open.
    #[track_caller]
    fn probe(&self, session: &Session) -> Value {
        let Self { page, script, style, image, events } = self;
        let target = json!({ "page": page, "script": script, "style": style, "image": image, "events": events, "secret": SECRET });
        let mut outcomes = session.wait_for(&format!("const target = {target};\n{PROBE}"));
        // A frame says `load` whatever it shows.
        let inside = session.run_in_frame("iframe", "return document.body.textContent");
        outcomes["frame"] = json!(if inside.as_str().unwrap().contains(SECRET) { "shown" } else { "refused" });
        outcomes
    }
}

#[test]
fn a_foreign_page_reads_embeds_frames_and_subscribes_to_nothing() {
    let root = copied("foreign");
    with_image(&root);
    let serving = Serving::start(&root, &[]);
    let session = Session::open();
    session.load(&serving.url(PAGE));
    // The token of the run would not help a foreign page if it knew it.
    let token = session.run("return document.querySelector('[data-token]').dataset.token");
    let image = session.run("return new URL(document.querySelector('main img').src).pathname.slice(1)");
    let (token, image) = (token.as_str().unwrap(), image.as_str().unwrap());

    let foreign = Server::start(&foreign_folder(&root));
    let own = Target {
        page: foreign.url("page.html"),
        script: foreign.url("script.js"),
        style: foreign.url("style.css"),
        image: foreign.url("image.svg"),
        events: foreign.url("events.sse"),
    };
    session.load(&foreign.url("index.html"));
    assert_eq!(own.probe(&session), outcomes(["read", "loaded", "subscribed", "shown", "read"]));

    // Another port is another origin of the same site; another name is another site.
    for (here, there) in [("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), ("127.0.0.1", "localhost")] {
        let url = |path: &str| serving.url(path).replace("127.0.0.1", there);
        let preview = Target {
            page: url(PAGE),
            script: url("_candor/reload.js"),
            style: url("_candor/reload.css"),
            image: url(image),
            events: url(&format!("_candor/events?page=/{PAGE}&token={token}")),
        };
        session.load(&foreign.url("index.html").replace("127.0.0.1", here));
        let expected = outcomes(["refused", "refused", "refused", "refused", "severed"]);
        assert_eq!(preview.probe(&session), expected, "from {here} to {there}");
    }
}

/// The outcomes of all attempts to fetch, to embed, to subscribe, to frame, and to open.
fn outcomes([fetch, embed, events, frame, window]: [&str; 5]) -> Value {
    json!({
        "fetch": fetch, "fetch with cookies": fetch, "fetch without cors": fetch,
        "script": embed, "style": embed, "image": embed, "object": embed,
        "events": events, "frame": frame, "window": window,
    })
}

/// A folder that has one file of each kind.
fn foreign_folder(beside: &Path) -> std::path::PathBuf {
    let folder = beside.with_extension("folder");
    fs::create_dir_all(&folder).unwrap();
    let page = format!("<!DOCTYPE html><title>Own</title><p>{SECRET}</p>");
    let files = [
        ("index.html", "<!DOCTYPE html><title>Foreign</title><body>"),
        ("page.html", &page),
        ("script.js", "window.ran = true;"),
        ("style.css", "p { color: red; }"),
        ("image.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"/>"),
        ("events.sse", "data: own\n\n"),
    ];
    for (path, text) in files {
        fs::write(folder.join(path), text).unwrap();
    }
    folder
}
