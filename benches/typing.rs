//! Measures what an edit costs in an editor: processor time of the language server from a change to the findings.
//!
//! `cargo bench --bench typing -- 100 1000 10000` does for each number of entries, with the optimized program:
//!
//! 1. Write a corpus of that many entries, on a memory disk where there is one, and start the language server in it.
//! 2. Open an entry in the middle, and change it many times over, each time waiting until the server has told of it:
//!    words in its body, its title, a link that is broken and mended, and a line of its fields that is half typed and
//!    finished. Then the same half line in the framework that most reports are under.
//! 3. Print the processor time of the server for one edit, all its threads counted, and its resident memory.
//!
//! Under `cargo test --benches` the corpus is small and the figures mean nothing; it shows that the benchmark runs.

#![expect(clippy::print_stdout, reason = "the figures are the purpose of this program")]

mod corpus;
mod counted;

use std::env;
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{self, Child, ChildStdin, ChildStdout, Command, Stdio};

use corpus::Corpus;
use counted::{cpu_ms, status};
use serde_json::{Value, json};

const AS_OF: &str = "2026-11-21";
const MEMORY_DISK: &str = "/dev/shm";
const SMALL: usize = 100;
/// How many edits are averaged, after a few that warm up.
const EDITS: u32 = 200;
const WARM_UP: u32 = 20;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let n_arguments = arguments.len();
    arguments.retain(|argument| argument != "--bench");
    // Cargo passes `--bench` from `cargo bench` only; without it, the arguments are meant for test harnesses.
    let (entries, edits) = if arguments.len() == n_arguments {
        (vec![SMALL], 3)
    } else {
        let entries = arguments.iter().map(|entries| entries.parse());
        (entries.collect::<Result<Vec<usize>, _>>()?, EDITS)
    };
    for entries in if entries.is_empty() { vec![SMALL] } else { entries } {
        let memory_disk = Path::new(MEMORY_DISK);
        let scratch = if memory_disk.is_dir() { memory_disk } else { Path::new(env!("CARGO_TARGET_TMPDIR")) };
        let folder = scratch.join(format!("candor-bench-typing-{}", process::id()));
        fs::create_dir_all(&folder)?;
        let outcome = run(&folder, entries, edits);
        fs::remove_dir_all(&folder)?;
        outcome?;
    }
    Ok(())
}

fn run(folder: &Path, entries: usize, edits: u32) -> Outcome<()> {
    corpus::generate(folder, Corpus::of(entries, 1))?;
    let mut server = Server::start(folder)?;
    let started = cpu_ms(&server.child)?;
    let file = middle_of(&folder.join("content/faq"))?;
    let text = fs::read_to_string(&file)?;
    server.open(&file, &text)?;
    let end = text.find("question = \"").ok_or("the entry has no question")?;
    let body = server.average_ms(edits, |n| format!("{text}\nEdit {n}.\n"))?;
    let title = server.average_ms(edits, |n| text.replacen("question = \"", &format!("question = \"Edit {n} "), 1))?;
    let link = server.average_ms(edits, |n| match n % 2 {
        0 => format!("{text}\nSee [this](faq:none/none).\n"),
        _ => text.clone(),
    })?;
    let half_line = server.average_ms(edits, |n| match n % 2 {
        0 => format!("{}owner = \"\n{}", &text[..end], &text[end..]),
        _ => text.clone(),
    })?;
    let framework = middle_of(&folder.join("content/frameworks"))?;
    let text = fs::read_to_string(&framework)?;
    server.open(&framework, &text)?;
    let of_many = server.average_ms(edits, |n| match n % 2 {
        0 => format!("issuer = \"\n{text}"),
        _ => text.clone(),
    })?;
    let memory = status(&server.child, "VmRSS")? / 1024;
    println!(
        "{entries:8} entries: body {body:6.2} CPU-ms, title {title:6.2}, link {link:6.2}, half a line {half_line:6.2}, \
         half a line of a framework {of_many:6.2}, resident {memory} MiB, start {:.2} CPU-s",
        started / 1000.0
    );
    Ok(())
}

/// The file in the middle of a folder, by name.
fn middle_of(folder: &Path) -> Outcome<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(fs::read_dir(&path)?.map(|file| file.map(|file| file.path())).collect::<Result<Vec<_>, _>>()?);
        } else {
            files.push(path);
        }
    }
    // Translations and topics are left out.
    let name = |file: &PathBuf| file.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    files.retain(|file| name(file).matches('.').count() == 1 && name(file) != "topic.toml");
    files.sort();
    Ok(files.swap_remove(files.len() / 2))
}

/// The program at work; it ends with this value.
struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    uri: String,
    version: i64,
}

impl Server {
    fn start(site: &Path) -> Outcome<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.args(["lsp", "--as-of", AS_OF]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let input = child.stdin.take().ok_or("no standard input")?;
        let output = BufReader::new(child.stdout.take().ok_or("no standard output")?);
        let mut server = Self { child, input, output, uri: String::new(), version: 0 };
        let capabilities = json!({ "workspace": { "didChangeWatchedFiles": {
            "dynamicRegistration": true, "relativePatternSupport": true } } });
        let root = format!("file://{}", site.display());
        let params = json!({ "processId": null, "rootUri": root, "capabilities": capabilities });
        server.send(&json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": params }))?;
        server.send(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }))?;
        server.settle()?;
        Ok(server)
    }

    fn send(&mut self, message: &Value) -> Outcome<()> {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len())?;
        Ok(self.input.flush()?)
    }

    fn receive(&mut self) -> Outcome<Value> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line)? == 0 {
                return Err("the server ended".into());
            }
            match line.trim().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse()?,
                None => break,
            }
        }
        let mut bytes = vec![0; length];
        self.output.read_exact(&mut bytes)?;
        Ok(serde_json::from_slice(&bytes)?)
    }

    /// Waits until all is told that came of what was sent, as it is before a response.
    fn settle(&mut self) -> Outcome<()> {
        self.send(&json!({ "jsonrpc": "2.0", "id": "last", "method": "candor/nothing", "params": {} }))?;
        while self.receive()?["id"] != "last" {}
        Ok(())
    }

    fn open(&mut self, file: &Path, text: &str) -> Outcome<()> {
        self.uri = format!("file://{}", file.display());
        let document = json!({ "uri": self.uri, "languageId": "markdown", "version": 0, "text": text });
        self.send(
            &json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": document } }),
        )?;
        self.settle()
    }

    /// The processor time of one edit in milliseconds.
    fn average_ms(&mut self, edits: u32, text: impl Fn(u32) -> String) -> Outcome<f64> {
        let mut before = cpu_ms(&self.child)?;
        for edit in 0..WARM_UP + edits {
            if edit == WARM_UP {
                before = cpu_ms(&self.child)?;
            }
            self.version += 1;
            let document = json!({ "uri": self.uri, "version": self.version });
            let params = json!({ "textDocument": document, "contentChanges": [{ "text": text(edit) }] });
            self.send(&json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params }))?;
            self.settle()?;
        }
        Ok((cpu_ms(&self.child)? - before) / f64::from(edits))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
