//! The blocks of the README and of the manual: commands run, and files are understood, in a site made for each page.
//!
//! 1. A page begins in the small site of `tests/fixtures/manual.txt`; one that makes a site itself, in an empty folder.
//! 2. A block of `sh` is run as it stands. What shows pages until it is stopped is stopped once it says where.
//! 3. A block below a line that ends with a path, as in "`candor.toml`:", is written there. Lines of `candor.toml` join
//!    those that it has.
//! 4. In the end the site has no errors.
//!
//! A block of `text` is for eyes. Any other has to be among those that are listed with a reason.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{errors, folder, run, write};
use crate::manual::manual;
use crate::support::files;

const SITE: &str = include_str!("../fixtures/manual.txt");
/// The day as of which the pages speak, in seconds.
const TODAY: &str = "1795737600";

/// Blocks that are not run here: the page, the beginning of the block with its language, and why.
const NOT_RUN: &[(&str, &str, &str)] = &[
    ("README.md", "sh\ncargo ", "builds and tests the program, which is what runs this test"),
    ("programs.md", "json\n", "what a page looks like as data; tests of twins hold it"),
    ("editors.md", "json\n", "settings of an editor, which is not here"),
    ("editors.md", "lua\n", "settings of an editor, which is not here"),
    ("editors.md", "toml helix\n", "settings of an editor, which is not here"),
    ("hosting.md", "cron\n", "a line for another program, whose command is on the page of publishing"),
    ("hosting.md", "sh rsync\n", "run by the tests in a browser"),
    ("hosting.md", "sh rclone\n", "needs an account with a storage"),
    ("hosting.md", "sh aws\n", "needs an account with a storage"),
    ("hosting.md", "sh nginx\n", "run by the tests in a browser"),
    ("hosting.md", "nginx\n", "run by the tests in a browser"),
    ("hosting.md", "sh caddy\n", "run by the tests in a browser"),
    ("hosting.md", "caddyfile\n", "run by the tests in a browser"),
    ("hosting.md", "toml netlify\n", "run by the tests in a browser"),
    ("hosting.md", "yaml\n", "a part of a workflow of somebody else's machines"),
    ("hosting.md", "js cloudfront\n", "run by the tests in a browser"),
    ("hosting.md", "sh path\n", "run by the tests in a browser"),
    ("hosting.md", "sh\ncurl ", "asks a host that does not exist"),
];

/// A fenced block.
#[derive(Debug)]
struct Block {
    /// Where its fence begins, for whoever looks for it.
    line: usize,
    /// What stands behind the fence: a language, and for some a name.
    info: String,
    /// The path on the line above it.
    path: Option<String>,
    text: String,
}

/// The blocks of a page in their order.
fn blocks(page: &str) -> Vec<Block> {
    let (mut blocks, mut open, mut above) = (Vec::new(), None::<(Block, usize)>, "");
    for (at, line) in page.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        match (&mut open, line.trim().strip_prefix("```")) {
            (None, Some(info)) => {
                let path = above.strip_suffix("`:").and_then(|above| above.rsplit_once('`')).map(|(_, path)| path);
                let path = path.filter(|path| path.contains('.')).map(str::to_owned);
                open = Some((Block { line: at + 1, info: info.to_owned(), path, text: String::new() }, indent));
            }
            (Some(_), Some("")) => blocks.extend(open.take().map(|(block, _)| block)),
            (Some((block, indent)), _) => {
                block.text.push_str(line.get(*indent..).unwrap_or_default());
                block.text.push('\n');
            }
            (None, None) if !line.trim().is_empty() => above = line.trim(),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block has no end");
    blocks
}

/// A command `candor` that ends what it shows once it says where, and a browser that does nothing.
fn programs() -> PathBuf {
    let programs = folder("snippets/programs");
    let candor = format!(
        "#!/bin/sh\nset -e\nreal={}\ncase \"$1 $*\" in\n*' --output-dir '*|*' -o '*) exec $real \"$@\";;\n\
         'serve '*|'manual '*) ;;\n*) exec $real \"$@\";;\nesac\n\
         said=$(mktemp)\n$real \"$@\" --port 0 > $said &\n\
         until [ -s $said ]; do kill -0 $!; sleep 0.02; done\nkill -s INT $!\nwait $!\n",
        env!("CARGO_BIN_EXE_candor")
    );
    for (name, text) in [("candor", &*candor), ("xdg-open", "#!/bin/sh\n")] {
        write(&programs, name, text);
        fs::set_permissions(programs.join(name), Permissions::from_mode(0o755)).unwrap();
    }
    programs
}

/// Runs a block of commands, and says in which folder it ends.
fn shell(commands: &str, here: &Path, programs: &Path) -> Result<PathBuf, String> {
    let script = format!("PATH=\"$PROGRAMS:$PATH\"\n{commands}\npwd > \"$PROGRAMS/ended-in\"\n");
    let mut command = Command::new("sh");
    command.args(["-ec", &script]).current_dir(here).env("PROGRAMS", programs);
    command.env("SOURCE_DATE_EPOCH", TODAY).env("NO_COLOR", "1").env("HOME", here);
    let output = command.output().unwrap();
    if output.status.success() {
        return Ok(PathBuf::from(fs::read_to_string(programs.join("ended-in")).unwrap().trim()));
    }
    Err(format!("{}\n{}{}", output.status, String::from_utf8_lossy(&output.stdout), errors(&output)))
}

/// The settings with more lines: those of no table before all tables, the others behind.
fn joined(settings: &str, more: &str) -> String {
    let split = |text: &str| match text.find("\n[").filter(|_| !text.starts_with('[')) {
        Some(at) => (text[..=at].to_owned(), text[at + 1..].to_owned()),
        None if text.starts_with('[') => (String::new(), text.to_owned()),
        None => (text.to_owned(), String::new()),
    };
    let ((first, tables), (more, more_tables)) = (split(settings), split(more));
    let name = |line: &str| line.split_once(" = ").map(|(name, _)| name.to_owned());
    let is_given_anew = |line: &&str| more.lines().any(|other| name(line).is_some() && name(other) == name(line));
    let kept: Vec<&str> = first.lines().filter(|line| !is_given_anew(line)).collect();
    format!("{}\n{more}\n{tables}\n{more_tables}", kept.join("\n"))
}

/// Runs and writes the blocks of a page, and says what is wrong with them.
fn tried(name: &str, text: &str, programs: &Path) -> Vec<String> {
    let mut here = folder(&format!("snippets/{}", name.replace('/', "-")));
    let blocks = blocks(text);
    let makes_site = blocks.iter().any(|block| block.info == "sh" && block.text.contains("candor init"));
    if !makes_site {
        files(SITE).iter().for_each(|(path, text)| write(&here, path, text));
    }
    let mut wrong = Vec::new();
    for block in &blocks {
        let at = format!("{name}:{}", block.line);
        let start = format!("{}\n{}", block.info, block.text);
        if block.info == "text" || NOT_RUN.iter().any(|(page, begin, _)| *page == name && start.starts_with(begin)) {
            continue;
        }
        match (&*block.info, block.path.as_deref()) {
            ("sh", _) => match shell(&block.text, &here, programs) {
                Ok(folder) => here = folder,
                Err(error) => wrong.push(format!("{at}: {error}")),
            },
            (_, Some("candor.toml")) => {
                let settings = fs::read_to_string(here.join("candor.toml")).unwrap_or_default();
                write(&here, "candor.toml", joined(&settings, &block.text));
            }
            (_, Some(path)) => write(&here, path, &block.text),
            (info, None) => {
                wrong.push(format!("{at}: the block `{info}` is neither run nor a file nor listed in this test"));
            }
        }
    }
    let checked = run(&here, &["check", "--drafts", "--as-of", "2026-11-27"]);
    if !checked.status.success() && here.join("candor.toml").exists() {
        wrong.push(format!("{name}: its files make no site without errors\n{}", errors(&checked)));
    }
    wrong
}

#[test]
fn every_command_and_every_file_is_tried() {
    let programs = programs();
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let content = manual().join("content");
    let pages = walkdir::WalkDir::new(&content).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    let pages = pages.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let mut wrong = Vec::new();
    for path in std::iter::once(readme).chain(pages) {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(content.join("pages")).or(path.strip_prefix(env!("CARGO_MANIFEST_DIR"))).unwrap();
        wrong.extend(tried(name.to_str().unwrap(), &text, &programs));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A reason that nothing needs any more would hide the next block that begins so.
#[test]
fn every_block_that_is_not_run_is_there() {
    let page = |name: &str| match name {
        "README.md" => Path::new(env!("CARGO_MANIFEST_DIR")).join(name),
        _ => manual().join("content/pages").join(name),
    };
    for (name, begin, _) in NOT_RUN {
        let blocks = blocks(&fs::read_to_string(page(name)).unwrap());
        let is_it = |block: &Block| format!("{}\n{}", block.info, block.text).starts_with(begin);
        assert!(blocks.iter().any(is_it), "{name} has no block that begins with {begin:?}");
    }
}

/// Links within the manual are checked with its site; those of the files beside it lead to files.
#[test]
fn links_of_the_repository_lead_to_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(root.join(name)).unwrap();
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
        for target in targets.filter(|target| !target.contains(':')) {
            assert!(root.join(target).exists(), "{name} links to {target}");
        }
    }
}

#[test]
fn the_readme_is_short() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    assert!(text.lines().count() <= 150, "what is longer belongs into the manual");
}
