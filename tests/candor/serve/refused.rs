//! What is refused, and with which words: foreign names, foreign pages, and everything that can be read in two ways.

use std::io::{Read, Write};

use super::client::{Answer, Serving, connect, example, exchange, read_answer, request, try_answer};
use super::edited::Edited;
use crate::command::site;

#[track_caller]
fn status(serving: &Serving, request: impl AsRef<[u8]>, expected: u16) -> Answer {
    let request = request.as_ref();
    let answer = exchange(serving.address, request);
    let shown = String::from_utf8_lossy(&request[..request.len().min(200)]);
    assert_eq!(answer.status, expected, "{shown:?} was answered by {}", answer.text().lines().next().unwrap_or(""));
    answer
}

#[test]
fn no_path_leads_out_of_the_site() {
    let serving = Serving::start(example(), &[]);
    for path in [
        "/../Cargo.toml",
        "/..",
        "/./",
        "/.",
        "/faq/../faq/",
        "/faq/..%2f..%2fCargo.toml",
        "/%2e%2e/Cargo.toml",
        "/%2E%2E%2FCargo.toml",
        "/.%2e/Cargo.toml",
        "/%252e%252e/Cargo.toml",
        "/%252e%252e%252fCargo.toml",
        "/..%5cCargo.toml",
        "/..\\Cargo.toml",
        "/faq%2f",
        "/%c0%ae%c0%ae/Cargo.toml",
        "/%e0%80%ae%e0%80%ae/Cargo.toml",
        "/%uff0e%uff0e/Cargo.toml",
        "/%ff/",
        "/%",
        "/%2",
        "/%zz",
        "/%00",
        "/index.html%00.md",
        "/index.html%0a",
        "/%0d%0aSet-Cookie:%20a=b",
        "/%c2%85/",
        "/faq//",
        "//faq/",
        "/faq/;/..",
        "/etc/passwd",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/file:///etc/passwd",
        "/Cargo.toml",
        "/content/home.md",
    ] {
        let answer = status(&serving, request(serving.address, &format!("GET {path}")), 404);
        assert!(answer.text().contains("<html"), "{path}");
        assert_eq!(answer.header("Location"), None, "{path}");
    }
    serving.answers();
}

#[test]
fn a_redirect_stays_here() {
    let serving = Serving::start(example(), &[]);
    for path in ["//evil.example/", "//evil.example", "//evil.example/..", "///faq", "/\\evil.example", "//faq"] {
        let answer = status(&serving, request(serving.address, &format!("GET {path}")), 404);
        assert_eq!(answer.header("Location"), None, "{path}");
    }
    let answer = status(&serving, request(serving.address, "GET /faq?//evil.example/%0d%0aSet-Cookie:a=b"), 301);
    assert_eq!(answer.header("Location"), Some("/faq/"));
    for query in ["?x=%0d%0aX-Evil:%201", "?\"><script>", "?{}|^`"] {
        let answer = status(&serving, request(serving.address, &format!("GET /{query}")), 200);
        assert!(!answer.headers.contains("vil"), "{}", answer.headers);
    }
}

#[test]
fn only_our_own_names_are_answered() {
    let serving = Serving::start(example(), &[]);
    let port = serving.address.port();
    let ask = |host: &str| format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
    for host in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"] {
        status(&serving, ask(&format!("{host}:{port}")), 200);
    }
    let other = port ^ 1;
    for host in [
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("localhost.:{port}"),
        format!("localhost.evil.example:{port}"),
        format!("127.0.0.1:{other}"),
        format!("127.0.0.1:0{port}"),
        format!("127.0.0.1:{port}:{port}"),
        format!("127.1:{port}"),
        format!("2130706433:{port}"),
        format!("0x7f.0.0.1:{port}"),
        format!("127.0.0.2:{port}"),
        format!("0.0.0.0:{port}"),
        format!("[::ffff:127.0.0.1]:{port}"),
        format!("::1:{port}"),
        format!("user@127.0.0.1:{port}"),
        format!("127.0.0.1:{port}, evil.example"),
        format!("127.0.0.1:{port}/"),
        "127.0.0.1".to_owned(),
        "localhost".to_owned(),
        "[::1]".to_owned(),
        ":".to_owned(),
        String::new(),
    ] {
        status(&serving, ask(&host), 421);
    }
    let here = serving.address;
    status(&serving, "GET / HTTP/1.1\r\n\r\n", 400);
    status(&serving, "GET / HTTP/1.0\r\n\r\n", 400);
    status(&serving, format!("GET / HTTP/1.1\r\nHost: {here}\r\nHost: {here}\r\n\r\n"), 400);
    status(&serving, format!("GET / HTTP/1.1\r\nHost: {here}\r\nhost: evil.example\r\n\r\n"), 400);
    status(&serving, format!("GET / HTTP/1.0\r\nHost: {here}\r\n\r\n"), 200);
}

#[test]
fn every_address_of_an_unspecified_interface_is_ours_and_no_name_is() {
    let mut serving = Serving::start(example(), &["--interface", "0.0.0.0"]);
    assert_eq!(serving.address.ip().to_string(), "127.0.0.1", "the line names an address that can be opened");
    serving.address.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
    let port = serving.address.port();
    for (host, expected) in [("192.0.2.7", 200), ("[2001:db8::1]", 200), ("localhost", 200), ("evil.example", 421)] {
        status(&serving, format!("GET / HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n"), expected);
    }
}

#[test]
fn another_site_in_the_same_browser_may_link_and_nothing_else() {
    let serving = Serving::start(example(), &[]);
    let port = serving.address.port();
    let ask = |headers: &str| format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n{headers}\r\n");
    for (headers, expected) in [
        (format!("Origin: http://localhost:{port}\r\n"), 200),
        (format!("Origin: http://127.0.0.1:{port}\r\n"), 200),
        (format!("Origin: https://localhost:{port}\r\n"), 403),
        (format!("Origin: http://localhost:{}\r\n", port ^ 1), 403),
        (format!("Origin: http://localhost:{port}.evil.example\r\n"), 403),
        (format!("Origin: http://localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"), 400),
        ("Origin: http://evil.example\r\n".to_owned(), 403),
        ("Origin: null\r\n".to_owned(), 403),
        ("Origin: \r\n".to_owned(), 403),
        ("Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n".to_owned(), 200),
        ("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n".to_owned(), 200),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n".to_owned(), 200),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n".to_owned(), 403),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: object\r\n".to_owned(), 403),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n".to_owned(), 403),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n".to_owned(), 403),
        ("Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n".to_owned(), 403),
        ("Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: websocket\r\n".to_owned(), 403),
        ("Sec-Fetch-Site: cross-site\r\n".to_owned(), 403),
    ] {
        status(&serving, ask(&headers), expected);
    }
}

#[test]
fn only_who_knows_the_token_is_told_of_changes() {
    let edited = Edited::new(&site("serve-token"), &[]);
    let serving = &edited.serving;
    let good = edited.events("/trust/");
    let (page, token) = good.split_once("&token=").unwrap();
    let other = Edited::new(&site("serve-token-other"), &[]).events("/trust/");
    for path in [
        page.to_owned(),
        format!("{page}&token="),
        format!("{page}&token={}", &token[1..]),
        format!("{page}&token={token}0"),
        format!("{page}&Token={token}"),
        format!("{page}&token=&token={token}"),
        other,
        "/_candor/events".to_owned(),
    ] {
        status(serving, request(serving.address, &format!("GET {path}")), 403);
    }
    status(serving, request(serving.address, &format!("HEAD {good}")), 200);
}

#[test]
fn only_get_and_head_are_answered() {
    let serving = Serving::start(example(), &[]);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "get", "GETS", "M-SEARCH"] {
        let answer = status(&serving, request(serving.address, &format!("{method} /")), 405);
        assert_eq!(answer.header("Allow"), Some("GET, HEAD"));
    }
    status(&serving, request(serving.address, "CONNECT evil.example:443"), 405);
    status(&serving, request(serving.address, "OPTIONS *"), 405);
}

#[test]
fn what_can_be_read_in_two_ways_is_not_read() {
    let serving = Serving::start(example(), &[]);
    let here = serving.address;
    let with = |headers: &str| format!("GET / HTTP/1.1\r\nHost: {here}\r\n{headers}\r\n");
    for (headers, expected) in [
        ("Content-Length: 0\r\n", 200),
        ("Content-Length: 99999999999999999999999999\r\n", 413),
        ("Content-Length: 0\r\nContent-Length: 0\r\n", 400),
        ("Content-Length: 0\r\nContent-Length: 5\r\n", 400),
        ("Content-Length: 0, 0\r\n", 400),
        ("Content-Length: +0\r\n", 400),
        ("Content-Length: -1\r\n", 400),
        ("Content-Length: 0x0\r\n", 400),
        ("Content-Length:\r\n", 400),
        ("Content-Length : 0\r\n", 400),
        ("Transfer-Encoding: chunked\r\n", 400),
        ("Transfer-Encoding: identity\r\n", 400),
        ("Transfer-Encoding: xchunked\r\n", 400),
        ("Transfer-Encoding:\tchunked\r\n", 400),
        ("transfer-encoding: chunked, identity\r\n", 400),
        ("Transfer-Encoding : chunked\r\n", 400),
        ("Transfer-Encoding\0: chunked\r\n", 400),
        ("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n", 400),
        ("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", 400),
        ("X: a\r\n b\r\n", 400),
        ("X: a\nContent-Length: 5\r\n", 400),
        ("X: a\rContent-Length: 5\r\n", 400),
        ("X: a\0b\r\n", 400),
        ("X: a\x07b\r\n", 400),
        ("X: a\x7fb\r\n", 400),
        ("X a\r\n", 400),
        (": a\r\n", 400),
        ("X(): a\r\n", 400),
        ("X:\r\n", 200),
        ("Expect: 100-continue\r\n", 200),
        ("Upgrade: websocket\r\nConnection: upgrade\r\n", 200),
    ] {
        status(&serving, with(headers), expected);
    }
    status(&serving, with("Content-Length: 5\r\n") + "hello", 413);
    status(&serving, with("Content-Length: 2000\r\n") + &"hello".repeat(400), 413);
    let host = format!("\r\nHost: {here}\r\n\r\n");
    for (line, expected) in [
        ("GET  / HTTP/1.1", 400),
        ("GET\t/\tHTTP/1.1", 400),
        ("\r\nGET / HTTP/1.1", 400),
        ("GET /", 400),
        ("GET / HTTP/0.9", 505),
        ("GET / HTTP/1.2", 400),
        ("GET / http/1.1", 400),
        ("GET / HTTP/1.10", 400),
        ("GET http://evil.example/ HTTP/1.1", 400),
        ("GET evil.example:80 HTTP/1.1", 400),
        ("GET * HTTP/1.1", 400),
        ("GET index.html HTTP/1.1", 400),
        ("GET /#x HTTP/1.1", 400),
        ("GET /\x7f HTTP/1.1", 400),
        ("GET /a\0b HTTP/1.1", 400),
        ("GET /\rX: y HTTP/1.1", 400),
        ("G(T / HTTP/1.1", 400),
    ] {
        status(&serving, format!("{line}{host}"), expected);
    }
    serving.answers();
}

#[test]
fn what_is_no_request_in_ascii_ends_the_connection() {
    let serving = Serving::start(example(), &[]);
    let here = serving.address;
    let of = |line: &str, header: &str| format!("{line} HTTP/1.1\r\nHost: {here}\r\n{header}\r\n").into_bytes();
    for bytes in [
        of("GET /", "Cookie: name=köln\r\n"),
        of("GET /\u{4fe1}", ""),
        of("GET /", "X: a\r\n\tContent-Length: 5\r\n"),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
    ] {
        let mut stream = connect(here);
        stream.write_all(&bytes).unwrap();
        assert!(try_answer(&mut stream).is_none(), "{}", String::from_utf8_lossy(&bytes));
    }
    serving.answers();
}

#[test]
fn nothing_behind_the_first_request_is_answered_but_by_a_refusal() {
    let serving = Serving::start(example(), &[]);
    let here = serving.address;
    let good = request(here, "GET /faq/");
    let with = |headers: &str| format!("POST / HTTP/1.1\r\nHost: {here}\r\n{headers}\r\n");
    let body = format!("0\r\n\r\n{good}");
    for (first, expected) in [
        (good.clone(), 200),
        (with("Content-Length: 5\r\n") + "hello", 405),
        (with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + &body, 405),
        (with("Transfer-Encoding: chunked\r\n").replace("POST", "GET") + &body, 400),
        (with("Content-Length: 0\r\nContent-Length: 200\r\n").replace("POST", "GET"), 400),
        (with("Content-Length: 99999999999999999999\r\n").replace("POST", "GET"), 413),
    ] {
        // At once, and a moment later, when the answer is on its way.
        for later in ["", &good] {
            let mut stream = connect(here);
            stream.write_all(format!("{first}{good}").as_bytes()).unwrap();
            assert_eq!(read_answer(&mut stream).status, expected, "{first:?}");
            let _ = stream.write_all(later.as_bytes());
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest);
            let rest = String::from_utf8_lossy(&rest);
            assert!(!rest.contains(" 200 ") && !rest.contains("<html"), "{first:?}: {rest}");
        }
    }
    serving.answers();
}
