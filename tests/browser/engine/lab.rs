//! A page with nothing but the engine: the first parts of the script in one scope, and the files of an index.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::driver::Session;
use crate::reading::Files;
use crate::server::{Sending, Server};

/// The parts of the script that are the engine; the others are the interface.
const ENGINE: [&str; 4] = ["1-words.js", "2-index.js", "3-rank.js", "4-marks.js"];

const PAGE: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Lab</title><script src=lab.js></script>";

/// The engine in a browser.
pub(super) struct Lab {
    folder: PathBuf,
    pub(super) server: Server,
    session: Session,
}

impl Lab {
    /// Opens the page beside the files of an index.
    pub(super) fn open(name: &str, files: &Files) -> Self {
        Self::open_sending(name, files, Sending::Plain)
    }

    /// The same with the files sent in a certain way.
    pub(super) fn open_sending(name: &str, files: &Files, sending: Sending) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lab").join(name);
        let lab = Self { server: Server::start_sending(&folder, sending), folder, session: Session::open() };
        lab.session.command("Network.enable", &json!({}));
        lab.session.command("Network.setCacheDisabled", &json!({ "cacheDisabled": true }));
        lab.put(files);
        lab.reload();
        lab
    }

    /// Puts other files in the place of all.
    pub(super) fn put(&self, files: &Files) {
        let _ = fs::remove_dir_all(&self.folder);
        let page = [("lab.html", PAGE.to_owned()), ("lab.js", script())];
        let page = page.iter().map(|(path, text)| (*path, text));
        for (path, text) in page.chain(files.iter().map(|(path, text)| (path.as_str(), text))) {
            let file = self.folder.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
    }

    pub(super) fn remove(&self, path: &str) {
        fs::remove_file(self.folder.join(path)).unwrap();
    }

    /// Begins anew, as a reader who comes for the first time.
    pub(super) fn reload(&self) {
        self.session.load(&self.server.url("lab.html"));
    }

    /// Runs the body of a function that may wait, of `lab` and of what it is given as `input`.
    #[track_caller]
    pub(super) fn run(&self, body: &str, input: &Value) -> Value {
        let found = self.session.wait_for(&format!("const input = {input}; {body}"));
        assert!(found.get("error").is_none(), "{found}");
        found
    }

    /// For each query how many documents answer it, whether there are more, and the ways to the first of them.
    #[track_caller]
    pub(super) fn find(&self, locale: &str, queries: &[String], wanted: usize) -> Vec<(u64, bool, Vec<String>)> {
        let body = "const index = (lab.indexes ??= {})[input.locale] ??= lab.openIndex(`/search/${input.locale}/`); \
            const answers = []; \
            for (const query of input.queries) { \
              const { hits, total, more } = await index.find(query, { wanted: input.wanted }); \
              answers.push([total, more, (await index.read(hits.slice(0, input.wanted))).map(({ href }) => href)]); \
            } \
            return answers;";
        let mut answers = Vec::new();
        for queries in queries.chunks(25) {
            let found = self.run(body, &json!({ "locale": locale, "queries": queries, "wanted": wanted }));
            answers.extend(serde_json::from_value::<Vec<(u64, bool, Vec<String>)>>(found).unwrap());
        }
        answers
    }
}

fn script() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/assets/search.js");
    let parts = ENGINE.map(|part| fs::read_to_string(folder.join(part)).unwrap()).join("\n");
    format!(
        "\"use strict\";\n(() => {{\n{parts}\nglobalThis.lab = {{ openIndex, tokens, markRanges, factsInOrder, excerptWindow }};\n}})();\n"
    )
}
