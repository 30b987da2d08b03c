//! Clients that want to wear the preview out: it answers a plain page within a second, during and after.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::thread;

use super::client::{Answer, LONG, Serving, connect, eventually, example, exchange, get, read_answer, request};
use crate::command::{site, write};
use crate::tools::tool;

/// Where a page hears of changes.
const EVENTS: &str = "/_candor/events";

/// How much a client sends that does not stop.
const ENDLESS: usize = 64 << 20;

/// Sends a beginning, and then the same bytes over and over, while it listens.
fn flood(address: SocketAddr, beginning: &str, again: &[u8]) -> Answer {
    let mut stream = connect(address);
    stream.write_all(beginning.as_bytes()).unwrap();
    let mut writer = stream.try_clone().unwrap();
    thread::scope(|scope| {
        let block = again.repeat(((64 << 10) / again.len()).max(1));
        scope.spawn(move || {
            let mut n_sent = 0;
            while n_sent < ENDLESS && writer.write_all(&block).is_ok() {
                n_sent += block.len();
            }
        });
        read_answer(&mut stream)
    })
}

#[test]
fn heads_without_end_are_refused_and_not_kept() {
    let serving = Serving::start(example(), &[]);
    serving.answers();
    let before = serving.status("VmHWM");
    let start = format!("GET / HTTP/1.1\r\nHost: {}\r\n", serving.address);
    for (beginning, again, expected) in [
        (start.as_str(), &b"X-Header: value\r\n"[..], 431),
        (&format!("{start}X: "), b"y", 431),
        ("GET /", b"a", 414),
        ("", b"\n", 400),
        ("", b"\0", 400),
        ("", b"\r\n", 400),
        ("", b"A", 414),
        (&start, b"\r", 400),
    ] {
        let answer = flood(serving.address, beginning, again);
        assert_eq!(answer.status, expected, "{beginning:?} {}", answer.text());
        serving.answers();
    }
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(flood(serving.address, &start, b"X: y\r\n").status, 431));
        }
        (0..8).for_each(|_| serving.answers());
    });
    serving.answers();
    let grown = serving.status("VmHWM") - before;
    assert!(grown < 32 << 10, "{grown} KiB more");
}

#[test]
fn a_claimed_terabyte_is_not_awaited() {
    let serving = Serving::start(example(), &[]);
    let here = serving.address;
    for length in ["1000000000000", "18446744073709551615"] {
        let head = format!("GET / HTTP/1.1\r\nHost: {here}\r\nContent-Length: {length}\r\n\r\n");
        assert_eq!(exchange(here, head.as_bytes()).status, 413);
        assert_eq!(flood(here, &head, b"body").status, 413);
        let post = head.replace("GET", "POST");
        assert_eq!(exchange(here, post.as_bytes()).status, 405);
        serving.answers();
    }
}

#[test]
fn a_slow_head_is_not_awaited_for_ever() {
    let serving = Serving::start(example(), &[]);
    let mut slow: Vec<TcpStream> = (0..8).map(|_| connect(serving.address)).collect();
    let head = format!("GET / HTTP/1.1\r\nHost: {}\r\nX: {}", serving.address, "y".repeat(1 << 14));
    for byte in head.bytes().take(64) {
        slow.iter_mut().for_each(|stream| stream.write_all(&[byte]).unwrap());
        serving.answers();
    }
    // However far it came, and whether or not it goes on, the time is the same.
    for mut stream in slow.drain(1..) {
        assert_eq!(read_answer(&mut stream).status, 408);
        serving.answers();
    }
    let mut stream = slow.remove(0);
    while stream.write_all(b"y").is_ok() {
        (0..10).for_each(|_| serving.answers());
    }
    assert_eq!(read_answer(&mut stream).status, 408);
}

#[test]
fn idle_connections_do_not_keep_others_out() {
    let serving = Serving::start(example(), &[]);
    let mut idle: Vec<TcpStream> = Vec::new();
    for n in 0..300 {
        let mut stream = connect(serving.address);
        // Some say nothing, some half of what they want.
        stream.write_all(&b"GET / HTTP/1.1\r\nHost: "[..n % 23]).unwrap();
        idle.push(stream);
        if n % 10 == 0 {
            serving.answers();
        }
    }
    serving.answers();
    assert!(serving.status("Threads") < 200, "{} threads", serving.status("Threads"));
    drop(idle);
    serving.answers();
}

#[test]
fn a_burst_strands_nobody() {
    let serving = Serving::start(example(), &[]);
    let ask = request(serving.address, "GET /faq/");
    for _ in 0..10 {
        let mut all: Vec<TcpStream> = (0..40).map(|_| connect(serving.address)).collect();
        all.iter_mut().for_each(|stream| stream.write_all(ask.as_bytes()).unwrap());
        for stream in &mut all {
            assert_eq!(read_answer(stream).status, 200);
        }
    }
    serving.answers();
}

#[test]
fn clients_that_hang_up_at_any_byte_do_no_harm() {
    let serving = Serving::start(example(), &[]);
    let ask = request(serving.address, "GET /faq/");
    for end in 0..=ask.len() {
        let mut stream = connect(serving.address);
        stream.write_all(&ask.as_bytes()[..end]).unwrap();
    }
    serving.answers();
}

#[test]
fn clients_that_do_not_read_give_their_seats_away() {
    let root = site("serve-slow");
    let paper = vec![b'x'; 20 << 20];
    write(&root, "content/providers/acme/files/paper.pdf", &paper);
    let serving = Serving::start(&root, &[]);
    let ask = request(serving.address, "GET /trust/providers/acme/files/paper.pdf");
    assert!(exchange(serving.address, ask.as_bytes()).body == paper);
    let ask = request(serving.address, "GET /trust/faq/");
    let mut slow: Vec<TcpStream> = Vec::new();
    for n in 0..300 {
        let mut stream = connect(serving.address);
        stream.write_all(ask.as_bytes()).unwrap();
        slow.push(stream);
        if n % 10 == 0 {
            serving.answers();
        }
    }
    serving.answers();
    drop(slow);
    serving.answers();
}

#[test]
fn few_descriptors_are_enough() {
    tool("prlimit", "util-linux");
    let mut command = Command::new("prlimit");
    command.args(["--nofile=48:48", env!("CARGO_BIN_EXE_candor")]);
    let serving = Serving::spawn(command, example(), &["--port", "0"]);
    serving.answers();
    let ask = request(serving.address, "GET /faq/");
    let mut crowd: Vec<TcpStream> = Vec::new();
    for n in 0..200 {
        let mut stream = connect(serving.address);
        match n % 3 {
            0 => {}
            1 => stream.write_all(&ask.as_bytes()[..10]).unwrap(),
            // The connection may be over by then, which is its fate.
            _ => drop(stream.write_all(ask.as_bytes())),
        }
        crowd.push(stream);
        if n % 5 == 0 {
            serving.answers();
        }
    }
    serving.answers();
    drop(crowd);
    serving.answers();
    let burst: Vec<u16> = thread::scope(|scope| {
        let asking: Vec<_> =
            (0..40).map(|_| scope.spawn(|| exchange(serving.address, ask.as_bytes()).status)).collect();
        asking.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(burst.iter().all(|status| [200, 503].contains(status)), "{burst:?}");
    serving.answers();
}

#[test]
fn a_thousand_pages_that_wait_for_events_do_not_keep_others_out() {
    let serving = Serving::start(example(), &[]);
    besiege_events(serving.address, EVENTS, || serving.answers());
    assert!(serving.status("VmHWM") < 256 << 10, "{} KiB", serving.status("VmHWM"));
}

/// Opens a thousand connections to the events, and asks for a plain page in between.
pub(super) fn besiege_events(address: SocketAddr, path: &str, answers: impl Fn()) {
    let ask = request(address, &format!("GET {path}"));
    let mut open: Vec<TcpStream> = Vec::new();
    for n in 0..1000 {
        let mut stream = connect(address);
        // The server may have answered that it has no room before it was asked.
        let _ = stream.write_all(ask.as_bytes());
        open.push(stream);
        if n % 50 == 0 {
            answers();
        }
    }
    answers();
    drop(open);
    answers();
}

/// The private sockets of a preview, as another user of the machine would find it.
#[cfg(target_os = "linux")]
fn private(serving: &Serving) -> Vec<std::os::unix::net::SocketAddr> {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::SocketAddr;

    let sockets = std::fs::read_to_string(format!("/proc/{}/net/unix", serving.pid())).unwrap();
    let inodes: Vec<String> = std::fs::read_dir(format!("/proc/{}/fd", serving.pid()))
        .unwrap()
        .filter_map(|entry| std::fs::read_link(entry.unwrap().path()).ok())
        .filter_map(|target| Some(target.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned()))
        .collect();
    let is_its_own =
        |line: &&str| line.split_whitespace().nth(6).is_some_and(|inode| inodes.iter().any(|i| i == inode));
    // A server that was replaced may still hold the name that it had.
    let named = sockets.lines().filter(is_its_own).filter_map(|line| line.split_once("@candor-"));
    named.map(|(_, name)| SocketAddr::from_abstract_name(format!("candor-{name}")).unwrap()).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn requests_on_the_private_socket_are_not_answered() {
    use std::os::unix::net::UnixStream;

    let serving = Serving::start(example(), &[]);
    let address = private(&serving).remove(0);
    for ask in [
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nX-Candor-Key: guess-1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1000000000000\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "nonsense\r\n\r\n",
    ] {
        let mut stream = UnixStream::connect_addr(&address).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        stream.write_all(ask.as_bytes()).unwrap();
        serving.answers();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut bytes = [0; 1 << 12];
        stream.set_nonblocking(true).unwrap();
        let n_bytes = stream.read(&mut bytes).unwrap_or(0);
        let text = String::from_utf8_lossy(&bytes[..n_bytes]);
        assert!(!text.contains("html") && !text.contains(" 200 "), "{text}");
    }
    serving.answers();
}

#[cfg(target_os = "linux")]
#[test]
fn a_private_server_that_dies_is_replaced() {
    use std::os::unix::net::UnixStream;

    tool("prlimit", "util-linux");
    let mut command = Command::new("prlimit");
    command.args(["--nofile=64:64", env!("CARGO_BIN_EXE_candor")]);
    let serving = Serving::spawn(command, example(), &["--port", "0"]);
    let address = private(&serving).remove(0);
    // It takes descriptors until there are none, and dies of it.
    let mut strangers = Vec::new();
    while let Ok(stream) = UnixStream::connect_addr(&address) {
        strangers.push(stream);
    }
    drop(strangers);
    eventually("another takes its place", || get(serving.address, "/").status == 200);
    serving.answers();
    let is_other = |other: &std::os::unix::net::SocketAddr| {
        std::os::linux::net::SocketAddrExt::as_abstract_name(other)
            != std::os::linux::net::SocketAddrExt::as_abstract_name(&address)
    };
    assert!(private(&serving).iter().any(is_other), "the first did not die");
}

/// Requests with a few bytes changed at random, from a seed that is always the same.
#[test]
fn every_request_gets_an_answer_however_broken() {
    let serving = Serving::start(example(), &[]);
    let here = serving.address;
    let whole = format!(
        "GET /faq/?q=%41 HTTP/1.1\r\nHost: {here}\r\nOrigin: http://{here}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\n\r\n"
    );
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut below = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % n
    };
    let mut statuses = std::collections::BTreeMap::new();
    for _ in 0..3000 {
        let mut bytes = whole.clone().into_bytes();
        for _ in 0..=below(3) {
            let at = below(bytes.len());
            match below(4) {
                0 => bytes[at] = u8::try_from(below(256)).unwrap(),
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"\r\n \t:/%\0.,0aH"[below(13)]),
                _ => bytes.truncate(at.max(8)),
            }
        }
        let mut stream = connect(here);
        stream.write_all(&bytes).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        *statuses.entry(read_answer(&mut stream).status).or_insert(0) += 1;
    }
    let known = [200, 400, 403, 404, 405, 413, 421, 505, 301];
    assert!(statuses.keys().all(|status| known.contains(status)), "{statuses:?}");
    assert!(statuses[&200] > 100 && statuses[&400] > 100, "{statuses:?}");
    serving.answers();
}
