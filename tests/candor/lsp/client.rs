//! A client of the language server that keeps what it is told, as an editor does.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{self, Child, ChildStdin, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::command::candor;

pub(crate) const AS_OF: &str = "2026-11-21";
/// How long a message may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A new empty folder with no site above it, unlike those of this repository.
pub(crate) fn outside(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("candor-{name}-{}", process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A client and its server.
pub(crate) struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    root: PathBuf,
    n_requests: i64,
    versions: BTreeMap<String, i64>,
    /// The diagnostics of each file, by its path from the root; files with none are not here.
    pub(crate) found: BTreeMap<String, Vec<Value>>,
    /// Of which files diagnostics came since somebody asked last, in order.
    pub(crate) told: Vec<String>,
    /// The methods that the server asked for.
    pub(crate) asked: Vec<Value>,
    pub(crate) offered: Value,
}

impl Client {
    /// A client that knows nothing beyond the first version of the protocol.
    pub(crate) fn plain(root: &Path) -> Self {
        Self::start(root, &json!({}))
    }

    /// A client with these abilities whose folder is that of a site, introduced and told of all findings.
    pub(crate) fn start(root: &Path, capabilities: &Value) -> Self {
        let mut client = Self::silent(root);
        let params = json!({ "processId": null, "rootUri": client.uri(""), "capabilities": capabilities });
        client.offered = client.request("initialize", &params)["result"].clone();
        client.notify("initialized", &json!({}));
        client.settle();
        client
    }

    /// A client that has not introduced itself.
    pub(crate) fn silent(root: &Path) -> Self {
        let mut command = candor();
        command.args(["lsp", "--stdio", "--as-of", AS_OF]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (input, output) = (child.stdin.take(), child.stdout.take().unwrap());
        let (send, messages) = mpsc::channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            input,
            messages,
            root: root.to_path_buf(),
            n_requests: 0,
            versions: BTreeMap::new(),
            found: BTreeMap::new(),
            told: Vec::new(),
            asked: Vec::new(),
            offered: Value::Null,
        }
    }

    pub(crate) fn uri(&self, path: &str) -> String {
        format!("file://{}/{path}", self.root.display()).trim_end_matches('/').to_owned()
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let text = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        self.send(json!({ "method": method, "params": params }));
    }

    /// The response to a request.
    #[track_caller]
    pub(crate) fn request(&mut self, method: &str, params: &Value) -> Value {
        self.n_requests += 1;
        let id = self.n_requests;
        self.send(json!({ "id": id, "method": method, "params": params }));
        loop {
            let message = self.next();
            if message["method"].is_null() && message["id"] == id {
                return message;
            }
            self.take(message);
        }
    }

    /// The next message.
    #[track_caller]
    pub(crate) fn next(&mut self) -> Value {
        self.messages.recv_timeout(PATIENCE).expect("the server says something")
    }

    fn take(&mut self, message: Value) {
        if message["method"] != "textDocument/publishDiagnostics" {
            self.asked.push(message);
            return;
        }
        let params = &message["params"];
        let path = params["uri"].as_str().unwrap().strip_prefix(&self.uri("")).unwrap().trim_start_matches('/');
        let found = params["diagnostics"].as_array().unwrap().clone();
        self.told.push(path.to_owned());
        if found.is_empty() {
            self.found.remove(path);
        } else {
            self.found.insert(path.to_owned(), found);
        }
    }

    /// Waits until everything that was sent is taken, and all is told that came of it, as it is before a response.
    pub(crate) fn settle(&mut self) {
        self.request("candor/nothing", &json!({}));
    }

    /// Waits until something holds that comes from the disk.
    #[track_caller]
    pub(crate) fn wait_until(&mut self, holds: impl Fn(&Self) -> bool) {
        let started = Instant::now();
        while !holds(self) {
            assert!(started.elapsed() < PATIENCE, "it does not come: {:#?}", self.found);
            thread::sleep(Duration::from_millis(20));
            self.settle();
        }
    }

    pub(crate) fn open(&mut self, path: &str, text: &str) {
        self.versions.insert(path.to_owned(), 1);
        let language = if path.ends_with(".md") { "markdown" } else { "toml" };
        let document = json!({ "uri": self.uri(path), "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        self.settle();
    }

    /// Sends changes of an open text, as the protocol writes them.
    pub(crate) fn change(&mut self, path: &str, changes: &Value) {
        let version = self.versions.get_mut(path).unwrap();
        *version += 1;
        let document = json!({ "uri": format!("file://{}/{path}", self.root.display()), "version": *version });
        self.notify("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Sends a new text of an open file as a whole.
    pub(crate) fn rewrite(&mut self, path: &str, text: &str) {
        self.change(path, &json!([{ "text": text }]));
        self.settle();
    }

    pub(crate) fn close(&mut self, path: &str) {
        self.notify("textDocument/didClose", &json!({ "textDocument": { "uri": self.uri(path) } }));
        self.settle();
    }

    /// Asks something about the place in a text that `|` marks there.
    #[track_caller]
    pub(crate) fn ask(&mut self, method: &str, path: &str, marked: &str) -> Value {
        let at = marked.find('|').unwrap();
        let params = json!({ "textDocument": { "uri": self.uri(path) }, "position": position(marked, at) });
        let response = self.request(&format!("textDocument/{method}"), &params);
        assert!(response["error"].is_null(), "{response}");
        response["result"].clone()
    }

    /// The codes of the diagnostics of a file, in order.
    pub(crate) fn codes(&self, path: &str) -> Vec<&str> {
        self.found.get(path).into_iter().flatten().map(|found| found["code"].as_str().unwrap()).collect()
    }

    /// Ends the conversation as the protocol asks for; the code of the exit.
    pub(crate) fn end(mut self) -> Option<i32> {
        assert!(self.request("shutdown", &Value::Null)["result"].is_null());
        self.notify("exit", &Value::Null);
        self.wait()
    }

    /// Says nothing more, and waits for the end.
    pub(crate) fn hang_up(mut self) -> Option<i32> {
        self.input = None;
        self.wait()
    }

    pub(crate) fn wait(&mut self) -> Option<i32> {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(started.elapsed() < PATIENCE, "the server does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where a byte stands, in UTF-16.
pub(crate) fn position(text: &str, at: usize) -> Value {
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    json!({ "line": line, "character": text[start..at].encode_utf16().count() })
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            break;
        }
        length = line.trim().strip_prefix("Content-Length: ")?.parse().ok()?;
    }
    let mut bytes = vec![0; length];
    output.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}
