//! Clients that wear the preview out, by plan or by accident: it answers a plain page within a second meanwhile.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::client::{Serving, connect, eventually, example, read_answer, request, try_answer};
use super::edited::Edited;
use crate::command::site;
use crate::tools::tool;

#[test]
fn a_claimed_terabyte_is_not_awaited() {
    let serving = Serving::start(example(), &[]);
    let mut waiting = Vec::new();
    for length in ["1000000000", "1000000000000", "18446744073709551615", "99999999999999999999999999"] {
        for method in ["GET", "POST"] {
            for expect in ["", "Expect: 100-continue\r\n"] {
                let mut stream = connect(serving.address);
                let headers = format!("Host: {}\r\nContent-Length: {length}\r\n{expect}", serving.address);
                stream.write_all(format!("{method} / HTTP/1.1\r\n{headers}\r\nbody").as_bytes()).unwrap();
                waiting.push(stream);
                serving.answers();
            }
        }
    }
    serving.answers();
    drop(waiting);
    serving.answers();
}

#[test]
fn idle_and_half_sent_connections_do_not_keep_others_out_and_are_closed() {
    let serving = Serving::start(example(), &[]);
    serving.answers();
    let ask = request(serving.address, "GET /");
    let mut silent: Vec<TcpStream> = Vec::new();
    for n in 0..400 {
        let mut stream = connect(serving.address);
        if n % 2 == 1 {
            stream.write_all(&ask.as_bytes()[..n % 23]).unwrap();
        }
        silent.push(stream);
        if n % 20 == 0 {
            serving.answers();
        }
    }
    serving.answers();
    for stream in &mut silent {
        assert_eq!(stream.read(&mut [0]).unwrap(), 0, "it is closed without an answer");
    }
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
            answers_in_the_end(&serving);
        }
    }
    answers_in_the_end(&serving);
    drop(crowd);
    answers_in_the_end(&serving);
    let burst: Vec<u16> = thread::scope(|scope| {
        let asking: Vec<_> = (0..40).map(|_| scope.spawn(|| ask_until_answered(&serving, &ask))).collect();
        asking.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(burst.iter().all(|status| [200, 503].contains(status)), "{burst:?}");
    serving.answers();
}

/// Asks as a browser does: again, when the connection ends before any of an answer.
///
/// Without descriptors the server library loses the connection that it has just accepted, which nothing behind it can
/// answer.
fn ask_until_answered(serving: &Serving, ask: &str) -> u16 {
    loop {
        let mut stream = connect(serving.address);
        let _ = stream.write_all(ask.as_bytes());
        if let Some(answer) = try_answer(&mut stream) {
            return answer.status;
        }
    }
}

/// Asks for a page and fails when it does not come; on an idle machine it comes well within a second.
#[track_caller]
fn answers_in_the_end(serving: &Serving) {
    let asked = Instant::now();
    assert_eq!(ask_until_answered(serving, &request(serving.address, "GET /faq/")), 200);
    assert!(asked.elapsed() < Duration::from_secs(20), "a plain page took {:?}", asked.elapsed());
}

/// What a preview of the example may take while a thousand clients follow it: each costs a thread of the server library.
const MOST_KIB: usize = 640 << 10;
/// What it may keep of that when they are gone.
const MOST_KEPT_KIB: usize = 64 << 10;

#[test]
fn a_thousand_clients_of_events_do_not_keep_others_out_and_leave_nothing_behind() {
    let serving = Serving::start(example(), &[]);
    serving.answers();
    let (kib, threads) = (serving.status("VmRSS"), serving.status("Threads"));
    ask_for_events(serving.address, "/_candor/events", || serving.answers());
    let edited = Edited::new(&site("serve-thousand"), &[]);
    ask_for_events(edited.serving.address, &edited.events("/trust/"), || edited.serving.answers());
    for one in [&serving, &edited.serving] {
        assert!(one.status("VmHWM") < MOST_KIB, "{} KiB", one.status("VmHWM"));
    }
    eventually("its threads end", || serving.status("Threads") <= threads);
    eventually("its memory is given back with the next requests", || {
        serving.answers();
        serving.status("VmRSS") < kib + MOST_KEPT_KIB
    });
}

/// Opens a thousand connections to the events, and asks for a plain page in between.
pub(super) fn ask_for_events(address: SocketAddr, path: &str, answers: impl Fn()) {
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

/// Requests with a few bytes changed at random, from a seed that is always the same.
#[test]
fn no_request_does_harm_however_broken() {
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
        stream.shutdown(Shutdown::Write).unwrap();
        // What is not ASCII ends the connection.
        let status = try_answer(&mut stream).map_or(0, |answer| answer.status);
        *statuses.entry(status).or_insert(0) += 1;
    }
    let known = [0, 200, 400, 403, 404, 405, 413, 421, 505, 301];
    assert!(statuses.keys().all(|status| known.contains(status)), "{statuses:?}");
    assert!(statuses[&200] > 100 && statuses[&400] > 100, "{statuses:?}");
    serving.answers();
}
