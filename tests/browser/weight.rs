//! The first view of every kind of page is light: what the browser asks for, compressed as a host would.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use serde_json::json;

use crate::driver::Session;
use crate::server::Server;
use crate::site::{Site, example, firm};
use crate::tools::tool;

const MAX_BYTES: usize = 60 * 1024;
const MAX_REQUESTS: usize = 10;

#[test]
fn a_first_view_is_light() {
    tool("gzip", "gzip");
    let session = Session::open();
    session.command("Network.enable", &json!({}));
    session.command("Network.setCacheDisabled", &json!({ "cacheDisabled": true }));
    let heavy = [example(), firm()].map(|site| heavy_pages(site, &session)).concat();
    assert!(heavy.is_empty(), "{}", heavy.join("\n"));
}

fn heavy_pages(site: &Site, session: &Session) -> Vec<String> {
    let server = Server::start(&site.folder);
    let mut heavy = Vec::new();
    for (kind, path) in site.largest_of_each_kind() {
        server.take_requests();
        session.load(&server.url(path));
        let mut requests = server.take_requests();
        // Without a window there is no tab to show the icon in, so the browser does not ask for it.
        requests.extend(icon(&site.folder));
        let bytes: usize = requests.iter().map(|request| compressed(&site.folder, request)).sum();
        if bytes > MAX_BYTES || requests.len() > MAX_REQUESTS {
            heavy.push(format!("{kind} ({path}): {bytes} bytes in {} requests: {requests:?}", requests.len()));
        }
    }
    heavy
}

fn icon(folder: &Path) -> Option<String> {
    let files = fs::read_dir(folder.join("assets")).unwrap().map(|file| file.unwrap().file_name());
    let mut names = files.map(|name| format!("assets/{}", name.to_str().unwrap()));
    names.find(|name| name.starts_with("assets/icon."))
}

/// How many bytes a file has after `gzip -9`.
fn compressed(folder: &Path, request: &str) -> usize {
    let index = if request.is_empty() || request.ends_with('/') { "index.html" } else { "" };
    let bytes = fs::read(folder.join(format!("{request}{index}"))).unwrap();
    let mut gzip =
        Command::new("gzip").args(["-9", "-c"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = gzip.stdin.take().unwrap();
    let writer = thread::spawn(move || stdin.write_all(&bytes).unwrap());
    let output = gzip.wait_with_output().unwrap();
    writer.join().unwrap();
    output.stdout.len()
}
