//! A folder over HTTP on this machine, and nothing else: one request a connection, as a static host answers it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::html::percent_decoded;
use crate::support::brotli;

/// A server whose thread waits for requests until the process ends.
pub(super) struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Sent>>>,
}

/// What was asked for, and how many bytes of it were sent.
pub(super) struct Sent {
    pub(super) path: String,
    pub(super) length: usize,
}

/// How files are sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sending {
    Plain,
    Compressed,
    /// With a header of the host's own.
    Under(&'static str),
}

impl Server {
    /// Serves a folder on a free port.
    pub(super) fn start(folder: &Path) -> Self {
        Self::start_sending(folder, Sending::Plain)
    }

    /// Serves a folder on a free port, its files sent in a certain way.
    pub(super) fn start_sending(folder: &Path, sending: Sending) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { address: listener.local_addr().unwrap(), requests: Arc::default() };
        let (folder, requests) = (folder.to_owned(), Arc::clone(&server.requests));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, requests) = (folder.clone(), Arc::clone(&requests));
                // A browser opens connections that it may never use, so none may keep the others waiting.
                thread::spawn(move || answer(stream, &folder, sending, &requests));
            }
        });
        server
    }

    /// The address of a file of the folder; of a page, without `index.html`.
    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}/{}", self.address, path.strip_suffix("index.html").unwrap_or(path))
    }

    /// The paths that were asked for since the last call, in order.
    pub(super) fn take_requests(&self) -> Vec<String> {
        self.take_sent().into_iter().map(|sent| sent.path).collect()
    }

    /// The same with how long each was, without the head.
    pub(super) fn take_sent(&self) -> Vec<Sent> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

/// A browser may hang up at any moment, which is nothing to fail at.
fn answer(mut stream: TcpStream, folder: &Path, sending: Sending, requests: &Mutex<Vec<Sent>>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines().map_while(Result::ok);
    let request = lines.next()?;
    lines.find(String::is_empty)?;
    let target = request.split(' ').nth(1)?.split('?').next()?;
    let path = percent_decoded(target.trim_start_matches('/'));
    let (status, file) = match file(folder, &path) {
        Some(file) => ("200 OK", file),
        None => ("404 Not Found", folder.join("404.html")),
    };
    let body = fs::read(&file).unwrap_or_default();
    let (body, header) = match sending {
        Sending::Plain => (body, String::new()),
        Sending::Compressed => (compressed(body), "content-encoding: br\r\n".to_owned()),
        Sending::Under(header) => (body, format!("{header}\r\n")),
    };
    let (kind, length) = (content_type(&file), body.len());
    requests.lock().ok()?.push(Sent { path, length });
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\n{header}content-length: {length}\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&body).ok()
}

/// What was sent before is not compressed again.
fn compressed(body: Vec<u8>) -> Vec<u8> {
    static SENT: Mutex<BTreeMap<Vec<u8>, Vec<u8>>> = Mutex::new(BTreeMap::new());
    let known = SENT.lock().unwrap().get(&body).cloned();
    known.unwrap_or_else(|| {
        let compressed = brotli(&body);
        SENT.lock().unwrap().insert(body, compressed.clone());
        compressed
    })
}

/// The file that a path names, which stands in for its folder when it is an index.
fn file(folder: &Path, path: &str) -> Option<PathBuf> {
    let is_inside = path.split('/').all(|part| part != ".." && part != ".");
    let file =
        folder.join(if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() });
    (is_inside && file.is_file()).then_some(file)
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("md") => "text/markdown; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("xml") => "application/xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("png") => "image/png",
        Some("sse") => "text/event-stream",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    }
}
