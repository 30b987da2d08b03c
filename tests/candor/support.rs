//! Sites in memory, from one string with `-- path --` headers.

use std::io::{self, Write};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use candor::attachment::Attachment;
use candor::path::{OutPath, SourcePath};
use candor::project::{CONFIG, Change, Options, Project, Rendered};
use candor::source::Source;
use candor::{AsOf, Date, Drafts, ThemeFile};

/// The settings of a site whose fixture has none.
const CONFIG_OF_FIXTURES: &str = "title = \"T\"\nbase_url = \"https://t.example/\"\n";

/// The files of a fixture, in its order.
pub(crate) fn files(fixture: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in fixture.split_inclusive('\n') {
        let header = line.trim_end().strip_prefix("-- ").and_then(|line| line.strip_suffix(" --"));
        match (header, files.last_mut()) {
            (Some(path), _) => files.push((path.to_owned(), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => assert!(line.trim().is_empty(), "a fixture begins with `-- path --`, not with `{line}`"),
        }
    }
    files
}

/// The files of a fixture as changes to an empty site.
pub(crate) fn inputs(fixture: &str) -> Vec<Change> {
    inputs_of(files(fixture))
}

/// The fixture with the provider `acme` as the site's own company: its files directly in `content/`, and no owner in
/// what refers to them.
pub(crate) fn owned(fixture: &str) -> String {
    let file = |(path, text): (String, String)| {
        let text = text.replace("providers/acme/provider.toml", "company.toml").replace("providers/acme/", "");
        let text = text
            .replace("provider:acme", "provider:company")
            .replace("providers = [\"acme\"]", "providers = [\"company\"]");
        format!("-- {} --\n{}", owned_path(&path), text.replace(":acme/", ":").replace("\"acme/", "\""))
    };
    files(fixture).into_iter().map(file).collect()
}

/// Where a file of the provider `acme` lies when that is the site's own company.
pub(crate) fn owned_path(path: &str) -> String {
    path.replace("content/providers/acme/provider.toml", "content/company.toml")
        .replace("content/providers/acme/", "content/")
}

/// Files as changes to an empty site. Those that are neither text of the content nor of a theme are attachments,
/// as are all that are published as they are.
pub(crate) fn inputs_of(files: impl IntoIterator<Item = (String, String)>) -> Vec<Change> {
    let config = (CONFIG.to_owned(), CONFIG_OF_FIXTURES.to_owned());
    std::iter::once(config).chain(files).map(|(path, text)| change(&path, &text)).collect()
}

/// The texts among some files, the settings included.
pub(crate) fn texts(changes: &[Change]) -> impl Iterator<Item = (String, String)> {
    changes.iter().filter_map(|change| match change {
        Change::Text(source) => Some((source.path.to_string(), source.text.to_string())),
        _ => None,
    })
}

/// A file of the site as a change to it.
pub(crate) fn change(path: &str, text: &str) -> Change {
    let source_path = SourcePath::new(path).unwrap();
    if path.starts_with("themes/") {
        return Change::Theme(ThemeFile { path: source_path, bytes: Arc::from(text.as_bytes()) });
    }
    if !path.starts_with("static/") && [".md", ".toml", ".csv"].iter().any(|ending| path.ends_with(ending)) {
        return Change::Text(Source { path: source_path, text: Arc::from(text) });
    }
    Change::Attachment(Attachment::new(source_path, text.as_bytes()))
}

/// What a test asks for, as of a day.
pub(crate) fn options(as_of: &str) -> Options {
    Options { as_of: AsOf::new(Date::parse(as_of).unwrap()), drafts: Drafts::Hide, base_url: None }
}

/// The site of a fixture as of a day.
pub(crate) fn project(fixture: &str, as_of: &str) -> Project {
    Project::new(inputs(fixture), options(as_of))
}

/// Every file of a site with its bytes; a copied attachment is named by its source.
pub(crate) fn rendered(project: &Project) -> Vec<(String, Vec<u8>)> {
    let files = project.files();
    let render = |path: &OutPath| match project.render(path) {
        Ok(Some(Rendered::Bytes(bytes))) => (path.to_string(), bytes),
        Ok(Some(Rendered::Copy(source))) => (path.to_string(), format!("{source:?}").into_bytes()),
        Ok(None) => panic!("{path} is listed and does not exist"),
        Err(error) => panic!("{path}: {}", error.0.message),
    };
    files.paths().map(render).collect()
}

/// The text of one page of a site.
#[track_caller]
pub(crate) fn page(project: &Project, path: &str) -> String {
    match project.render(&OutPath::new(path).unwrap()) {
        Ok(Some(Rendered::Bytes(bytes))) => String::from_utf8(bytes).unwrap(),
        other => panic!("{path}: {other:?}"),
    }
}

/// Bytes as a host sends them that compresses as well as it can.
pub(crate) fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut sent = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut sent, &parameters).unwrap();
    sent
}

/// How many tests of this run the machine did not allow.
static REFUSED: AtomicUsize = AtomicUsize::new(0);

/// Says that a test shows nothing because the machine refuses what it needs, and how many did by now. Written past the
/// capture of the test runner, so that it stands beside the `ok` of the test.
pub(crate) fn refused(what: &str) {
    let count = REFUSED.fetch_add(1, Ordering::Relaxed) + 1;
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    let _ = writeln!(io::stderr(), "NOT TESTED ({count} by now): {test}: this machine refuses {what}");
}

/// Whether limits of the system can be set in a user namespace; says so when not.
pub(crate) fn has_namespaces() -> bool {
    let allowed = Command::new("unshare").args(["-Ur", "true"]).output().is_ok_and(|output| output.status.success());
    if !allowed {
        refused("user namespaces, where limits of the system can be set");
    }
    allowed
}
