//! Measures what an edit costs while a site is served: processor time from the save to the event on an open page.
//!
//! `cargo bench --bench edit -- 100 1000 10000 100000` does for each number of entries, with the optimized program:
//!
//! 1. Write a corpus of that many entries, on a memory disk where there is one, and serve it.
//! 2. Open the page of one entry, save its file many times over, and wait after each save for the event that tells.
//!    First the body changes, then the title.
//! 3. Print the processor time of the server for one edit, all its threads counted, and its resident memory.
//!
//! What the server does while it waits for a save to be over costs no processor time, so the debounce is not in the
//! figures. `--soak SECONDS` edits once a second for that long instead, while clients come and go, and prints memory,
//! threads and descriptors after a tenth of the time and at the end, which should be the same.
//! `--controls` measures instead what a new period of a report costs, on an open page of the controls that cite it: the
//! number is that of the controls, of which 25 cite each report; beside it stands what it costs when all cite one.
//! Under `cargo test --benches` the corpus is small and the figures mean nothing; it shows that the benchmark runs.

#![expect(clippy::print_stdout, reason = "the figures are the purpose of this program")]

mod corpus;
mod counted;

use std::env;
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{self, Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use corpus::Corpus;
use counted::{cpu_ms, status};

const AS_OF: &str = "2026-11-21";
const MEMORY_DISK: &str = "/dev/shm";
const SMALL: usize = 100;
/// How many edits are averaged, after a few that warm up.
const EDITS: u32 = 100;
const WARM_UP: u32 = 10;

type Outcome<T> = Result<T, Box<dyn Error>>;

struct Options {
    entries: Vec<usize>,
    seed: u64,
    edits: u32,
    soak: Option<Duration>,
    controls: bool,
}

fn main() -> Outcome<()> {
    let options = read_options(env::args().skip(1))?;
    for entries in &options.entries {
        let folder = scratch_folder().join(format!("candor-bench-edit-{}", process::id()));
        fs::create_dir_all(&folder)?;
        let outcome =
            if options.controls { run_controls(&folder, *entries, &options) } else { run(&folder, *entries, &options) };
        fs::remove_dir_all(&folder)?;
        outcome?;
    }
    Ok(())
}

/// Cargo passes `--bench` from `cargo bench` only; without it, the arguments are meant for test harnesses.
fn read_options(arguments: impl Iterator<Item = String>) -> Outcome<Options> {
    let mut options = Options { entries: Vec::new(), seed: 1, edits: EDITS, soak: None, controls: false };
    let mut arguments: Vec<String> = arguments.collect();
    let n_arguments = arguments.len();
    arguments.retain(|argument| argument != "--bench");
    if arguments.len() == n_arguments {
        return Ok(Options { entries: vec![SMALL], edits: 3, ..options });
    }
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--seed" => options.seed = rest.next().ok_or("`--seed` needs a number")?.parse()?,
            "--controls" => options.controls = true,
            "--soak" => {
                let seconds = rest.next().ok_or("`--soak` needs a number of seconds")?.parse()?;
                options.soak = Some(Duration::from_secs(seconds));
            }
            entries => {
                options.entries.push(entries.parse().map_err(|_| format!("`{entries}` is no number of entries"))?);
            }
        }
    }
    if options.entries.is_empty() {
        options.entries.push(SMALL);
    }
    Ok(options)
}

/// A memory disk keeps the noise of a real one out of the figures.
fn scratch_folder() -> PathBuf {
    let memory_disk = Path::new(MEMORY_DISK);
    if memory_disk.is_dir() { memory_disk.to_owned() } else { PathBuf::from(env!("CARGO_TARGET_TMPDIR")) }
}

fn run(folder: &Path, entries: usize, options: &Options) -> Outcome<()> {
    corpus::generate(folder, Corpus::of(entries, options.seed))?;
    let server = Server::start(folder)?;
    let entry = Entry::middle_of(folder)?;
    if let Some(time) = options.soak {
        return soak(&server, &entry, time);
    }
    let started = cpu_ms(&server.child)?;
    let mut page = Page::open(&server, &entry.address)?;
    let body = |n| format!("{}\nEdit {n}.\n", entry.text);
    let body_ms = server.average_ms(&mut page, &entry, options.edits, body)?;
    let title = |n| entry.text.replacen("question = \"", &format!("question = \"Edit {n} "), 1);
    let title_ms = server.average_ms(&mut page, &entry, options.edits, title)?;
    let memory = status(&server.child, "VmRSS")? / 1024;
    println!(
        "{entries:8} entries: body {body_ms:6.2} CPU-ms, title {title_ms:6.2} CPU-ms, resident {memory} MiB, \
         start {:.2} CPU-s",
        started / 1000.0
    );
    Ok(())
}

/// How many controls cite a report, and stand in a group.
const CITING: usize = 25;

fn run_controls(folder: &Path, controls: usize, options: &Options) -> Outcome<()> {
    for reports in [controls.div_ceil(CITING), 1] {
        let site = folder.join(reports.to_string());
        let entry = write_controls(&site, controls, reports)?;
        let server = Server::start(&site)?;
        let mut page = Page::open(&server, &entry.address)?;
        let period = |n| entry.text.replace("2025-07-01", &format!("2025-07-{:02}", n % 27 + 2));
        let ms = server.average_ms(&mut page, &entry, options.edits, period)?;
        println!("{controls:8} controls on {reports} reports: period {ms:6.2} CPU-ms");
    }
    Ok(())
}

/// A company with so many controls, whose reports they cite in turn; what is edited is a report in the middle.
fn write_controls(site: &Path, controls: usize, reports: usize) -> Outcome<Entry> {
    let write = |path: &str, text: &str| {
        let path = site.join(path);
        fs::create_dir_all(path.parent().unwrap_or(site))?;
        fs::write(path, text)
    };
    write("candor.toml", "title = \"C\"\nbase_url = \"https://c.example/\"\n")?;
    write("content/company.toml", "name = \"C\"\n")?;
    write("content/frameworks/soc-2.toml", "name = \"SOC 2\"\nassurance = \"attestation\"\n")?;
    let text = "framework = \"soc-2\"\nperiod = { start = 2025-07-01, end = 2026-06-30 }\nissued_on = 2026-08-01\n";
    for report in 0..reports {
        write(&format!("content/reports/r{report}.toml"), text)?;
    }
    for group in 0..controls.div_ceil(CITING) {
        let mut of_group = format!("title = \"Group {group}\"\n");
        for n in group * CITING..controls.min((group + 1) * CITING) {
            of_group += &format!(
                "[[control]]\nid = \"c{n}\"\ntitle = \"Control {n}\"\nstatement = \"It is so.\"\n\
                 evidence = [{{ ref = \"report:r{}\" }}]\n",
                group % reports
            );
        }
        write(&format!("content/controls/g{group}.toml"), &of_group)?;
    }
    let edited = reports / 2;
    let file = site.join(format!("content/reports/r{edited}.toml"));
    Ok(Entry { file, text: text.to_owned(), address: format!("/controls/g{edited}/") })
}

/// Edits once a second while clients come and go, and says what the server holds.
fn soak(server: &Server, entry: &Entry, time: Duration) -> Outcome<()> {
    let started = Instant::now();
    let mut page = Page::open(server, &entry.address)?;
    let mut is_early = true;
    let mut edit = 0_u32;
    while started.elapsed() < time {
        fs::write(&entry.file, format!("{}\nEdit {edit}.\n", entry.text))?;
        page.event()?;
        let visitors: Vec<Page> = (0..4).map(|_| Page::open(server, "/faq/")).collect::<Outcome<_>>()?;
        for path in ["/", "/a-z/", "/providers/", "/none/"] {
            server.get(path)?;
        }
        drop(visitors);
        edit += 1;
        if is_early && started.elapsed() > time / 10 {
            is_early = false;
            println!("after {:4} s: {}", started.elapsed().as_secs(), server.held()?);
        }
        thread::sleep(Duration::from_secs(1));
    }
    // The last visitors are noticed to be gone within a moment.
    thread::sleep(Duration::from_secs(2));
    println!("after {:4} s: {}, {edit} edits", started.elapsed().as_secs(), server.held()?);
    Ok(())
}

/// The entry in the middle of the site, which is edited.
struct Entry {
    file: PathBuf,
    text: String,
    address: String,
}

impl Entry {
    fn middle_of(site: &Path) -> Outcome<Self> {
        let mut files = Vec::new();
        for topic in fs::read_dir(site.join("content/faq"))? {
            let names = fs::read_dir(topic?.path())?.map(|file| file.map(|file| file.path()));
            files.extend(names.collect::<Result<Vec<_>, _>>()?);
        }
        let is_original = |file: &PathBuf| {
            let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.matches('.').count() == 1 && name.ends_with(".md")
        };
        files.retain(is_original);
        files.sort();
        let file = files.swap_remove(files.len() / 2);
        let relative = file.strip_prefix(site.join("content"))?.with_extension("");
        let address = format!("/{}/", relative.to_str().ok_or("an odd name")?);
        Ok(Self { text: fs::read_to_string(&file)?, file, address })
    }
}

/// The program at work; it ends with this value.
struct Server {
    child: Child,
    address: String,
    _said: BufReader<ChildStdout>,
}

impl Server {
    fn start(site: &Path) -> Outcome<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.arg("serve").arg(site).args(["--port", "0", "--as-of", AS_OF]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut said = BufReader::new(child.stdout.take().ok_or("no standard output")?);
        let mut line = String::new();
        said.read_line(&mut line)?;
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Ok(Self { child, address, _said: said })
    }

    fn ask(&self, path: &str) -> Outcome<BufReader<TcpStream>> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).as_bytes())?;
        Ok(BufReader::new(stream))
    }

    fn get(&self, path: &str) -> Outcome<String> {
        let mut answer = Vec::new();
        self.ask(path)?.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    /// The processor time of one edit in milliseconds.
    fn average_ms(&self, page: &mut Page, entry: &Entry, edits: u32, text: impl Fn(u32) -> String) -> Outcome<f64> {
        let mut before = cpu_ms(&self.child)?;
        for edit in 0..WARM_UP + edits {
            if edit == WARM_UP {
                before = cpu_ms(&self.child)?;
            }
            fs::write(&entry.file, text(edit))?;
            page.event()?;
        }
        Ok((cpu_ms(&self.child)? - before) / f64::from(edits))
    }

    fn held(&self) -> Outcome<String> {
        let descriptors = fs::read_dir(format!("/proc/{}/fd", self.child.id()))?.count();
        let (memory, threads) = (status(&self.child, "VmRSS")?, status(&self.child, "Threads")?);
        Ok(format!("resident {memory} KiB, {threads} threads, {descriptors} descriptors"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An open page, which is told of changes.
struct Page(BufReader<TcpStream>);

impl Page {
    fn open(server: &Server, path: &str) -> Outcome<Self> {
        let html = server.get(path)?;
        let token = html.split("data-token=\"").nth(1).and_then(|rest| rest.split('"').next()).ok_or("no token")?;
        let mut page = Self(server.ask(&format!("/_candor/events?page={path}&token={token}"))?);
        page.event()?;
        Ok(page)
    }

    /// Waits for the next event.
    fn event(&mut self) -> Outcome<()> {
        let mut line = String::new();
        while !line.starts_with("data:") {
            line.clear();
            if self.0.read_line(&mut line)? == 0 {
                return Err("the stream ended".into());
            }
        }
        Ok(())
    }
}
