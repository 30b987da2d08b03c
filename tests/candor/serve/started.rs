//! How the program starts and ends: ports, the line that it prints, and signals.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use candor::preview::Editor;

use super::client::{AS_OF, Serving, connect, eventually, example, exchange, request};
use crate::command::folder;

#[test]
fn a_taken_port_is_an_error_that_names_it() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_candor"))
        .arg("serve")
        .arg(example())
        .args(["--as-of", AS_OF, "-p", &port])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(&format!("cannot listen on `127.0.0.1:{port}`")), "{said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn without_a_port_the_next_free_one_is_taken() {
    let first = Serving::start_at(example(), &[]);
    let second = Serving::start_at(example(), &[]);
    assert!((4321..=4371).contains(&first.address.port()), "{}", first.address);
    assert!((4321..=4371).contains(&second.address.port()), "{}", second.address);
    assert_ne!(first.address, second.address);
    first.answers();
    second.answers();
}

#[test]
fn every_signal_that_means_enough_ends_it_well() {
    for signal in ["INT", "TERM", "HUP"] {
        let mut serving = Serving::start(example(), &[]);
        serving.answers();
        let mut idle = connect(serving.address);
        idle.write_all(b"GET / HT").unwrap();
        let mut waiting = connect(serving.address);
        waiting.write_all(request(serving.address, "GET /_candor/events").as_bytes()).unwrap();
        let asked = Instant::now();
        let killed = Command::new("kill").args(["-s", signal, &serving.pid().to_string()]).status().unwrap();
        assert!(killed.success());
        assert_eq!(serving.wait().code(), Some(0), "SIG{signal}");
        assert!(asked.elapsed() < Duration::from_millis(500), "SIG{signal} took {:?}", asked.elapsed());
    }
}

#[test]
fn the_world_is_warned_about() {
    for (interface, is_warned) in [("0.0.0.0", true), ("127.0.0.1", false), ("127.0.0.2", false), ("::1", false)] {
        let mut serving = Serving::start(example(), &["--interface", interface]);
        let answer = exchange(serving.address, request(serving.address, "GET /").as_bytes());
        assert_eq!(answer.status, 200);
        let said = serving.end();
        let warnings: Vec<&str> = said.lines().filter(|line| line.starts_with("warning: ")).collect();
        assert_eq!(warnings.len(), usize::from(is_warned), "{interface}: {said}");
        assert!(warnings.iter().all(|line| line.contains("0.0.0.0")), "{said}");
    }
}

#[test]
fn the_browser_is_given_the_address_and_no_signal_of_the_terminal() {
    let folder = folder("serve-open");
    let (program, heard) = (folder.join("xdg-open"), folder.join("heard"));
    // The fifth field is the group that it gets signals with.
    let script = "#!/bin/sh\nread -r _ _ _ _ group _ < /proc/$$/stat\necho $1 $(($$ - group)) > \"$0.new\"\n";
    fs::write(&program, format!("{script}mv \"$0.new\" '{}'\n", heard.display())).unwrap();
    fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new("env");
    command.arg(format!("PATH={}:/usr/bin:/bin", folder.display())).arg(env!("CARGO_BIN_EXE_candor"));
    let serving = Serving::spawn(command, example(), &["--port", "0", "--open"]);
    eventually("the browser is opened", || heard.exists());
    assert_eq!(fs::read_to_string(heard).unwrap(), format!("{} 0\n", serving.url("/")));
}

#[test]
fn without_a_browser_the_address_is_enough() {
    let mut command = Command::new("env");
    command.arg("PATH=/nowhere").arg(env!("CARGO_BIN_EXE_candor"));
    let mut serving = Serving::spawn(command, example(), &["--port", "0", "--open"]);
    let mut said = BufReader::new(serving.stderr()).lines().map_while(Result::ok);
    assert!(said.any(|line| line.starts_with("warning: cannot open a browser with `xdg-open`")));
    serving.answers();
}

#[test]
fn every_form_of_an_editor_address_leads_to_the_file() {
    for (template, address) in [
        ("vscode://file/{path}:{line}:{column}", "vscode://file/home/me/a%20site/x.md:3:7"),
        ("vscode://file{path}:{line}", "vscode://file/home/me/a%20site/x.md:3"),
        ("idea://open?file=/{path}&line={line}", "idea://open?file=/home/me/a%20site/x.md&line=3"),
        ("subl://open?url=file:///{path}", "subl://open?url=file:///home/me/a%20site/x.md"),
        ("txmt://open?url=file://{path}&line={line}", "txmt://open?url=file:///home/me/a%20site/x.md&line=3"),
        ("x-editor://{path}", "x-editor:///home/me/a%20site/x.md"),
        ("x-editor:{path}", "x-editor:/home/me/a%20site/x.md"),
    ] {
        let editor = Editor::new(template).unwrap();
        assert_eq!(editor.url(Path::new("/home/me/a site/x.md"), 3, 7), address, "{template}");
    }
    for template in ["vscode://file/{file}", "vscode://file/{path}:{row}", "javascript:open('{path}')", "code {path}"] {
        assert_eq!(Editor::new(template), None, "{template}");
    }
}
