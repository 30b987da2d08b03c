//! Measures what a build costs: processor time, peak memory, files and bytes, beside a plain copy of its output.
//!
//! `cargo bench --bench build -- 10000 --seed 1` does, with the optimized program:
//!
//! 1. Write a corpus of that many entries, on a memory disk where there is one.
//! 2. Build it into an empty place, then a second time with nothing changed.
//! 3. Copy the output with `cp -r`, the yardstick: no build can write that many files for less.
//!
//! `--generate FOLDER` stops after step 1 and leaves the corpus there, for a profiler or another generator.
//! `--company` makes the first provider the site's own company.
//! Under `cargo test --benches` the corpus is small and the figures mean nothing; it shows that the benchmark runs.
//!
//! The budget is 3 processor seconds and 300 MiB per 10,000 entries. It is printed, not enforced: the figures of a
//! shared machine vary. Wall time is not measured, for the same reason.

#![expect(clippy::print_stdout, reason = "the figures are the purpose of this program")]

mod corpus;

use std::env;
use std::error::Error;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{self, Command, ExitStatus};

use corpus::Corpus;

const AS_OF: &str = "2026-11-21";
const MEMORY_DISK: &str = "/dev/shm";
const GNU_TIME: &str = "/usr/bin/time";
/// Ticks of `/proc/self/stat` per second, the same on every Linux that users see.
const TICKS_PER_SECOND: f64 = 100.0;
const SMALL: usize = 100;

struct Options {
    entries: usize,
    seed: u64,
    generate: Option<PathBuf>,
    has_company: bool,
}

impl Options {
    fn corpus(&self) -> Corpus {
        Corpus { has_company: self.has_company, ..Corpus::of(self.entries, self.seed) }
    }
}

/// What one process used, its threads and children included.
struct Cost {
    cpu_seconds: f64,
    /// The peak resident set; unknown without GNU time.
    peak_mib: Option<f64>,
}

/// What a folder holds.
#[derive(Default, PartialEq, Eq)]
struct Volume {
    files: u64,
    bytes: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = read_options(env::args().skip(1))?;
    if let Some(folder) = &options.generate {
        corpus::generate(folder, options.corpus())?;
        return Ok(());
    }
    // One folder per process: two runs at once do not disturb each other.
    let folder = scratch_folder().join(format!("candor-bench-{}", process::id()));
    fs::create_dir_all(&folder)?;
    let outcome = run(&folder, &options);
    fs::remove_dir_all(&folder)?;
    outcome
}

/// Cargo passes `--bench` from `cargo bench` only; without it, the arguments are meant for test harnesses.
fn read_options(arguments: impl Iterator<Item = String>) -> Result<Options, Box<dyn Error>> {
    let mut options = Options { entries: SMALL, seed: 1, generate: None, has_company: false };
    let mut arguments: Vec<String> = arguments.collect();
    let n_arguments = arguments.len();
    arguments.retain(|argument| argument != "--bench");
    if arguments.len() == n_arguments {
        return Ok(options);
    }
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--seed" => options.seed = rest.next().ok_or("`--seed` needs a number")?.parse()?,
            "--company" => options.has_company = true,
            "--generate" => options.generate = Some(rest.next().ok_or("`--generate` needs a folder")?.into()),
            entries => options.entries = entries.parse().map_err(|_| format!("`{entries}` is no number of entries"))?,
        }
    }
    Ok(options)
}

/// A memory disk keeps the noise of a real one out of the figures.
fn scratch_folder() -> PathBuf {
    let memory_disk = Path::new(MEMORY_DISK);
    if memory_disk.is_dir() { memory_disk.to_owned() } else { PathBuf::from(env!("CARGO_TARGET_TMPDIR")) }
}

fn run(folder: &Path, options: &Options) -> Result<(), Box<dyn Error>> {
    let (site, out, copy) = (folder.join("site"), folder.join("out"), folder.join("copy"));
    corpus::generate(&site, options.corpus())?;
    println!("{:<18}{} entries, seed {}", "corpus", options.entries, options.seed);
    println!("{:<18}{}", "", shown(&volume(&site)?));

    let fresh = build(&site, &out, &folder.join("fresh.log"))?;
    let written = volume(&out)?;
    let unchanged = build(&site, &out, &folder.join("unchanged.log"))?;
    if volume(&out)? != written {
        return Err("the second build of an unchanged site differs from the first".into());
    }
    if written.files < options.entries as u64 {
        return Err(format!("{} files are fewer than the entries", written.files).into());
    }
    let (copied, _) = measure(Command::new("cp").arg("-r").arg(&out).arg(&copy), &folder.join("copy.log"))?;

    println!("{:<18}{fresh}", "build, fresh");
    println!("{:<18}{unchanged}", "build, unchanged");
    println!("{:<18}{copied}", "cp -r of output");
    println!("{:<18}{}", "output", shown(&written));
    let ten_thousands = f64::from(u32::try_from(options.entries)?) / 10_000.0;
    println!("{:<18}{:8.2} CPU-s {:8.0} MiB", "budget", 3.0 * ten_thousands, 300.0 * ten_thousands);
    Ok(())
}

/// Builds the site; findings are counted, and stop the benchmark only if they stop the build.
fn build(site: &Path, out: &Path, log: &Path) -> Result<Cost, Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.arg("build").arg(site).arg("--output").arg(out).args(["--as-of", AS_OF]);
    let (cost, status) = measure(&command, log)?;
    if !status.success() {
        let said = fs::read_to_string(log)?;
        let head: Vec<&str> = said.lines().take(20).collect();
        return Err(format!("candor ended with {status}:\n{}", head.join("\n")).into());
    }
    Ok(cost)
}

/// Runs the program and arguments of `command` to the end, with all it says in `log`.
///
/// GNU time asks the kernel for the figures of the ended process (`wait4`), so no peak is missed, and being small it
/// does not lend the process its own peak, as this program would: a child starts with the peak of its parent.
fn measure(command: &Command, log: &Path) -> Result<(Cost, ExitStatus), Box<dyn Error>> {
    let figures = log.with_extension("time");
    let is_timed = has_gnu_time();
    let mut measured = Command::new(if is_timed { GNU_TIME.as_ref() } else { command.get_program() });
    if is_timed {
        measured.args(["--quiet", "--format", "%U %S %M", "--output"]).arg(&figures).arg(command.get_program());
    }
    let output = File::create(log)?;
    measured.args(command.get_args()).stdout(output.try_clone()?).stderr(output);
    let before = children_cpu_seconds()?;
    let status = measured.status()?;
    if !is_timed {
        return Ok((Cost { cpu_seconds: children_cpu_seconds()? - before, peak_mib: None }, status));
    }
    let text = fs::read_to_string(&figures)?;
    let numbers: Vec<f64> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    let &[user, system, peak_kib] = numbers.as_slice() else {
        return Err(format!("three figures expected from {GNU_TIME}: `{text}`").into());
    };
    Ok((Cost { cpu_seconds: user + system, peak_mib: Some(peak_kib / 1024.0) }, status))
}

fn has_gnu_time() -> bool {
    let version = Command::new(GNU_TIME).arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}

/// User and system time of all children that have ended: fields 16 and 17 of `/proc/self/stat`.
fn children_cpu_seconds() -> Result<f64, Box<dyn Error>> {
    let text = fs::read_to_string("/proc/self/stat")?;
    // The second field is the program's name in parentheses and may hold anything; the third follows the last one.
    let (_, fields) = text.rsplit_once(')').ok_or("no program name in /proc/self/stat")?;
    let ticks: Vec<f64> = fields.split_whitespace().skip(13).take(2).map(str::parse).collect::<Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / TICKS_PER_SECOND)
}

/// Counts the files of a folder and of the folders in it.
fn volume(folder: &Path) -> io::Result<Volume> {
    let mut total = Volume::default();
    for item in fs::read_dir(folder)? {
        let item = item?;
        let metadata = item.metadata()?;
        if metadata.is_dir() {
            let below = volume(&item.path())?;
            total.files += below.files;
            total.bytes += below.bytes;
        } else {
            total.files += 1;
            total.bytes += metadata.len();
        }
    }
    Ok(total)
}

fn shown(volume: &Volume) -> String {
    format!("{:8} files {:8} kB", volume.files, volume.bytes / 1_000)
}

impl std::fmt::Display for Cost {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:8.2} CPU-s", self.cpu_seconds)?;
        match self.peak_mib {
            Some(peak_mib) => write!(formatter, " {peak_mib:8.1} MiB"),
            None => write!(formatter, "  peak unknown without {GNU_TIME}"),
        }
    }
}
