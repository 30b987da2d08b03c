//! A site that is edited while pages of it are open: what each page is told, and what a fresh start would tell it.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Instant;

use candor::Drafts;
use candor::path::OutPath;
use candor::preview::Preview;
use candor::project::{Options, Project, Rendered};
use candor::serve::{Body, Method, Request};
use serde_json::Value;

use super::client::{AS_OF, LONG, Serving, connect, request};
use super::pages::without_script;
use crate::support::options;

/// A running preview of a site that the test edits.
pub(super) struct Edited {
    pub(super) root: PathBuf,
    pub(super) serving: Serving,
    pub(super) said: Said,
    token: String,
    drafts: Drafts,
}

/// What the program has said on standard error so far, line by line; it is always read.
#[derive(Clone, Default)]
pub(super) struct Said(Arc<(Mutex<Vec<String>>, Condvar)>);

impl Said {
    fn hear(&self, line: String) {
        self.0.0.lock().unwrap().push(line);
        self.0.1.notify_all();
    }

    pub(super) fn lines(&self) -> Vec<String> {
        self.0.0.lock().unwrap().clone()
    }

    /// The last of the lines.
    pub(super) fn latest(&self) -> Vec<String> {
        let lines = self.lines();
        lines[lines.len().saturating_sub(20)..].to_vec()
    }

    /// How many of the lines hold a text.
    pub(super) fn count(&self, text: &str) -> usize {
        self.lines().iter().filter(|line| line.contains(text)).count()
    }

    /// Waits for the lines to fulfil a condition.
    #[track_caller]
    pub(super) fn until(&self, what: &str, is_so: impl Fn(&[String]) -> bool) {
        let lines = self.0.0.lock().unwrap();
        let (lines, waited) = self.0.1.wait_timeout_while(lines, LONG, |lines| !is_so(lines)).unwrap();
        let is_late = waited.timed_out();
        drop(lines);
        assert!(!is_late, "it was never said that {what}: {:#?}", self.latest());
    }
}

impl Edited {
    #[track_caller]
    pub(super) fn new(root: &Path, more: &[&str]) -> Self {
        Self::by(Command::new(env!("CARGO_BIN_EXE_candor")), root, more)
    }

    /// A preview that is started by a command whose last argument so far is the program.
    #[track_caller]
    pub(super) fn by(command: Command, root: &Path, more: &[&str]) -> Self {
        let mut serving = Serving::spawn(command, root, &[&["--port", "0", "--editor", "none"], more].concat());
        let said = Said::default();
        let (stderr, listener) = (serving.stderr(), said.clone());
        thread::spawn(move || {
            BufReader::new(stderr).lines().map_while(Result::ok).for_each(|line| listener.hear(line));
        });
        let page = serving.get(&serving.home);
        let (_, rest) = page.text().split_once("data-token=\"").expect("a page brings the token");
        let token = rest.split_once('"').unwrap().0.to_owned();
        let drafts = if more.contains(&"--drafts") { Drafts::Show } else { Drafts::Hide };
        Self { root: root.to_path_buf(), serving, said, token, drafts }
    }

    /// Where a page hears of changes.
    pub(super) fn events(&self, page: &str) -> String {
        format!("/_candor/events?page={page}&token={}", self.token)
    }

    /// Opens a page, as its script does, and waits for the first state.
    #[track_caller]
    pub(super) fn open(&self, page: &str) -> Open {
        let mut stream = connect(self.serving.address);
        stream.set_read_timeout(None).unwrap();
        let line = format!("GET {}", self.events(page));
        stream.write_all(request(self.serving.address, &line).as_bytes()).unwrap();
        let (send, states) = mpsc::channel();
        let reader = stream.try_clone().unwrap();
        thread::spawn(move || {
            for line in BufReader::new(reader).lines().map_while(Result::ok) {
                if let Some(state) = line.strip_prefix("data: ") {
                    // The test has ended when nobody receives.
                    let _ = send.send(serde_json::from_str(state).expect("a state is JSON"));
                }
            }
        });
        let first = states.recv_timeout(LONG).expect("a state comes at once");
        Open { page: page.to_owned(), stream, states, seen: vec![first] }
    }

    /// The site as a preview that starts now would show it.
    #[track_caller]
    pub(super) fn fresh(&self) -> Fresh {
        let options = Options { drafts: self.drafts, ..options(AS_OF) };
        let project = Project::new(candor::disk::read(&self.root).unwrap().changes, options.clone());
        let preview = Preview::open(self.root.clone(), options, None, self.token.clone()).unwrap();
        Fresh { project, preview, query: format!("token={}", self.token) }
    }

    /// Waits until the open pages have been told what a fresh start tells them.
    #[track_caller]
    pub(super) fn settle(&self, open: &mut [Open]) -> Fresh {
        let fresh = self.fresh();
        for open in open {
            let expected = fresh.state(&open.page);
            open.until("it has the state of a fresh start", |state| same(state, &expected));
        }
        fresh
    }

    /// Holds that every file of the site is served as a fresh start would.
    #[track_caller]
    pub(super) fn assert_serves(&self, project: &Project) {
        let all = Mutex::new(BTreeMap::new());
        // In one go, as a build renders them.
        let put = |path: &OutPath, rendered: Rendered| {
            all.lock().unwrap().insert(path.clone(), rendered);
            Ok::<_, Infallible>(())
        };
        project.render_all(&project.files(), put).unwrap();
        all.into_inner().unwrap().into_iter().for_each(|(path, rendered)| self.assert_is(&path, rendered));
    }

    /// Holds the same of the pages alone, and not of the files that are copied.
    #[track_caller]
    pub(super) fn assert_serves_pages(&self, project: &Project) {
        for path in project.files().paths().filter(|path| path.as_str().ends_with(".html")) {
            self.assert_serves_file(project, path);
        }
    }

    #[track_caller]
    pub(super) fn assert_serves_file(&self, project: &Project, path: &OutPath) {
        self.assert_is(path, project.render(path).unwrap().unwrap());
    }

    #[track_caller]
    fn assert_is(&self, path: &OutPath, rendered: Rendered) {
        let answer = self.serving.get(&format!("{}{path}", self.serving.home));
        let expected = match rendered {
            Rendered::Bytes(bytes) => bytes,
            Rendered::Copy(Some(file)) => std::fs::read(self.root.join(file.path.as_str())).unwrap(),
            // A page names a file that is not there.
            Rendered::Copy(None) => return assert_eq!(answer.status, 404, "{path}"),
        };
        assert_eq!(answer.status, 200, "{path}: {:#?}", self.said.latest());
        let body = if path.as_str().ends_with(".html") { without_script(&answer.body) } else { answer.body };
        if body != expected {
            let (body, expected) = (String::from_utf8_lossy(&body), String::from_utf8_lossy(&expected));
            let lines = body.lines().zip(expected.lines()).find(|(a, b)| a != b);
            panic!("{path} differs: {lines:#?}\n{:#?}", self.said.latest());
        }
    }
}

/// A site as it is on disk.
pub(super) struct Fresh {
    pub(super) project: Project,
    preview: Arc<Preview>,
    query: String,
}

impl Fresh {
    /// The first state that a page would be told.
    pub(super) fn state(&self, page: &str) -> Value {
        let query = Some(format!("page={page}&{}", self.query));
        let request = Request { method: Method::Get, path: "/_candor/events".to_owned(), query };
        let Body::Events(events) = self.preview.respond(&request).body else { panic!("no events") };
        let mut first = First(Vec::new());
        assert!(events(&mut first).is_err());
        let text = String::from_utf8(first.0).unwrap();
        let json = text.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
        serde_json::from_str(json).unwrap()
    }

    /// The bytes of an HTML page, if there is one at an address below `/trust/`.
    pub(super) fn page(&self, page: &str) -> Option<Vec<u8>> {
        let path = format!("{}index.html", page.strip_prefix("/trust/").unwrap());
        match self.project.render(&OutPath::new(&path).unwrap()).unwrap()? {
            Rendered::Bytes(bytes) => Some(bytes),
            Rendered::Copy(_) => None,
        }
    }
}

/// Takes one event, and is gone with it.
struct First(Vec<u8>);

impl Write for First {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        // Nothing more is waited for: the next write may be a comment that only comes after a silence.
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A page that is open in a browser.
pub(super) struct Open {
    pub(super) page: String,
    stream: TcpStream,
    states: Receiver<Value>,
    /// Every state that it was told since the test last looked, and the one before.
    pub(super) seen: Vec<Value>,
}

impl Drop for Open {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

impl Open {
    pub(super) fn last(&self) -> &Value {
        self.seen.last().unwrap()
    }

    pub(super) fn version(&self) -> Option<&str> {
        self.last()["version"].as_str()
    }

    /// Every version that the page had since the test last looked.
    pub(super) fn versions(&self) -> Vec<Option<&str>> {
        let mut versions: Vec<_> = self.seen.iter().map(|state| state["version"].as_str()).collect();
        versions.dedup();
        versions
    }

    /// Forgets what it was told before the last state.
    pub(super) fn look(&mut self) {
        self.seen.drain(..self.seen.len() - 1);
    }

    /// Waits for a state.
    #[track_caller]
    pub(super) fn until(&mut self, what: &str, is_so: impl Fn(&Value) -> bool) {
        let latest = Instant::now() + LONG;
        self.seen.extend(self.states.try_iter());
        while !is_so(self.last()) {
            match self.states.recv_timeout(latest.saturating_duration_since(Instant::now())) {
                Ok(state) => self.seen.push(state),
                Err(error) => panic!("{} never came to it that {what}, {error}: {:#}", self.page, self.last()),
            }
        }
    }

    /// Waits for the stream to end.
    #[track_caller]
    pub(super) fn until_end(&mut self) {
        loop {
            match self.states.recv_timeout(LONG) {
                Ok(state) => self.seen.push(state),
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => panic!("the stream goes on"),
            }
        }
    }
}

/// Whether two states say the same but for where the page went, which a fresh start does not know.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    ["version", "failed", "files", "edit", "findings"].iter().all(|name| a[name] == b[name])
}
