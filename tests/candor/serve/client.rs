//! Starts `candor serve` and speaks to it in raw bytes.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The day as of which everything here speaks.
pub(super) const AS_OF: &str = "2026-11-21";
/// How long anything may take before the test has failed.
pub(super) const LONG: Duration = Duration::from_secs(30);

/// A running preview; it ends with this value.
pub(crate) struct Serving {
    child: Child,
    pub(super) address: SocketAddr,
    /// The path of the first page.
    pub(super) home: String,
}

impl Serving {
    /// Serves a site on a free port.
    #[track_caller]
    pub(crate) fn start(root: &Path, more: &[&str]) -> Self {
        Self::start_at(root, &[&["--port", "0"], more].concat())
    }

    /// Serves a site on the port that is taken when none is asked for.
    #[track_caller]
    pub(super) fn start_at(root: &Path, more: &[&str]) -> Self {
        Self::spawn(Command::new(env!("CARGO_BIN_EXE_candor")), root, more)
    }

    /// Serves a site by a command whose last argument so far is the program.
    #[track_caller]
    pub(super) fn spawn(mut command: Command, root: &Path, more: &[&str]) -> Self {
        command.arg("serve").arg(root).args(["--as-of", AS_OF]).args(more);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let Some((address, path)) = line.trim().strip_prefix("http://").and_then(|rest| rest.split_once('/')) else {
            panic!("{line:?} is no address");
        };
        Self { child, address: address.parse().unwrap(), home: format!("/{path}") }
    }

    /// The address of a path below the site's first page, which begins with `/`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{}{}", self.address, self.home, path.trim_start_matches('/'))
    }

    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What the program says on standard error, for a test that reads it meanwhile.
    pub(super) fn stderr(&mut self) -> ChildStderr {
        self.child.stderr.take().unwrap()
    }

    /// Ends the program, and returns what it said on standard error.
    pub(super) fn end(&mut self) -> String {
        self.child.kill().unwrap();
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        said
    }

    /// Waits for the program to end by itself.
    #[track_caller]
    pub(super) fn wait(&mut self) -> ExitStatus {
        let mut ended = None;
        eventually("the program ends", || {
            ended = self.child.try_wait().unwrap();
            ended.is_some()
        });
        ended.unwrap()
    }

    /// A number of the kernel's about the program, such as `Threads` or `VmHWM`.
    pub(super) fn status(&self, name: &str) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    #[track_caller]
    pub(super) fn get(&self, path: &str) -> Answer {
        get(self.address, path)
    }

    /// Asks for the first page and fails when it does not come within a second.
    #[track_caller]
    pub(super) fn answers(&self) {
        answers(self.address, &self.home);
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// Reads an answer, and holds it against what every answer must say.
    #[track_caller]
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(300)]);
        let end = end_of_headers(bytes).unwrap_or_else(|| panic!("no headers: {shown:?}"));
        let headers = String::from_utf8(bytes[..end - 2].to_vec()).unwrap();
        let status = headers.strip_prefix("HTTP/1.1 ").and_then(|rest| rest[..3].parse().ok());
        let answer = Self { status: status.expect("a status"), headers, body: bytes[end..].to_vec() };
        if answer.header("Server").is_some() {
            // What cannot be read is refused before our guards, and says nothing.
            assert!([400, 417].contains(&answer.status) && answer.body.is_empty(), "{shown}");
            return answer;
        }
        for (name, value) in [
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{}", answer.headers);
        }
        let policy = answer.header("Content-Security-Policy").unwrap();
        let is_of_pages = policy == self::policy();
        // A file that comes with the site is shown by itself; what could run scripts, without them.
        let is_page = answer.status != 200 || answer.body.starts_with(b"<!DOCTYPE html>");
        assert!(is_of_pages || !is_page || policy.contains("; sandbox;"), "{policy}");
        assert!(is_of_pages || policy.ends_with("frame-ancestors 'none'"), "{policy}");
        assert!(!answer.headers.to_ascii_lowercase().contains("access-control"), "{}", answer.headers);
        if let Some(location) = answer.header("Location") {
            assert!(location.starts_with('/') && !location.starts_with("//"), "{location}");
        }
        answer
    }

    /// The value of a header, which is given at most once.
    #[track_caller]
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        let value = values.next();
        assert_eq!(values.next(), None, "{name} is given twice");
        value
    }

    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// The policy that pages state, and that nobody may frame them.
fn policy() -> String {
    let page = include_str!("../../golden/pages/index.html");
    let start = page.split_once("Content-Security-Policy\" content=\"").unwrap().1;
    format!("{}; frame-ancestors 'none'", start.split_once('"').unwrap().0)
}

pub(super) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    stream.set_write_timeout(Some(LONG)).unwrap();
    stream
}

/// Sends bytes, and reads the answer.
#[track_caller]
pub(super) fn exchange(address: SocketAddr, bytes: &[u8]) -> Answer {
    let mut stream = connect(address);
    // An answer may come, and the connection end, before everything is sent.
    let _ = stream.write_all(bytes);
    read_answer(&mut stream)
}

/// Reads one answer, and not a byte less.
#[track_caller]
pub(super) fn read_answer(stream: &mut TcpStream) -> Answer {
    try_answer(stream).expect("an answer")
}

/// Reads one answer, unless the connection ends without any.
#[track_caller]
pub(super) fn try_answer(stream: &mut TcpStream) -> Option<Answer> {
    let (mut bytes, mut part) = (Vec::new(), vec![0; 64 << 10]);
    let mut end = None;
    while end.is_none_or(|end| bytes.len() < end) {
        match stream.read(&mut part) {
            Ok(n_bytes @ 1..) => bytes.extend_from_slice(&part[..n_bytes]),
            ended => {
                assert!(ended.is_ok() || ended.unwrap_err().kind() != ErrorKind::WouldBlock, "no answer in {LONG:?}");
                break;
            }
        }
        let headers = end_of_headers(&bytes);
        end = end.or_else(|| Some(headers? + content_length(&bytes[..headers?])?));
    }
    bytes.truncate(end.unwrap_or(bytes.len()));
    (!bytes.is_empty()).then(|| Answer::parse(&bytes))
}

fn end_of_headers(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4)
}

/// How long the body is; there is none behind the headers alone.
fn content_length(headers: &[u8]) -> Option<usize> {
    let headers = str::from_utf8(headers).unwrap();
    headers.lines().find_map(|line| line.strip_prefix("Content-Length: ")?.parse().ok())
}

/// A request line with the one header that every request needs.
pub(super) fn request(address: SocketAddr, line: &str) -> String {
    format!("{line} HTTP/1.1\r\nHost: {address}\r\n\r\n")
}

#[track_caller]
pub(super) fn get(address: SocketAddr, path: &str) -> Answer {
    exchange(address, request(address, &format!("GET {path}")).as_bytes())
}

/// Asks for a page and fails when it does not come within a second.
#[track_caller]
pub(super) fn answers(address: SocketAddr, path: &str) {
    let asked = Instant::now();
    let answer = get(address, path);
    assert_eq!(answer.status, 200, "{}{}", answer.headers, answer.text());
    let taken = asked.elapsed();
    assert!(taken < Duration::from_secs(1), "a plain page took {taken:?}");
}

/// Waits for something to become so.
#[track_caller]
pub(super) fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let latest = Instant::now() + LONG;
    while !is_so() {
        assert!(Instant::now() < latest, "it never came to be that {what}");
        std::thread::yield_now();
    }
}

/// The site of this repository.
pub(super) fn example() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
