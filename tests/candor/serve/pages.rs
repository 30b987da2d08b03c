//! What a browser is shown is what a build publishes, byte for byte, at the addresses that a static host would have.

use std::process::Command;

use super::client::{AS_OF, Serving, example, exchange, request};
use crate::command::{folder, site, tree, write};

#[test]
fn every_file_of_the_example_is_that_of_a_build() {
    let output = folder("serve-parity").join("public");
    let built = Command::new(env!("CARGO_BIN_EXE_candor"))
        .args(["build", "-q", "--as-of", AS_OF])
        .arg(example())
        .arg("-o")
        .arg(&output)
        .status();
    assert!(built.unwrap().success());
    let serving = Serving::start(example(), &[]);
    let files = tree(&output);
    assert!(files.len() > 50, "{}", files.len());
    for (path, bytes) in files.iter().filter(|(path, _)| *path != "manifest.sha256") {
        let encoded = path.split('/').map(encoded).collect::<Vec<_>>().join("/");
        let address = encoded.strip_suffix("index.html").unwrap_or(&encoded);
        let answer = serving.get(&format!("/{address}"));
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("Content-Length"), Some(answer.body.len().to_string().as_str()), "{path}");
        let body = if path.ends_with(".html") { without_script(&answer.body) } else { answer.body };
        assert!(body == *bytes, "{path} differs");
    }
}

/// The page without the one thing that is added on the way.
#[track_caller]
pub(super) fn without_script(page: &[u8]) -> Vec<u8> {
    let html = str::from_utf8(page).unwrap();
    let (before, rest) = html.split_once("<script src=\"/_candor/reload.js\"").expect("a page brings the script");
    let (_, behind) = rest.split_once("</script>").unwrap();
    assert!(behind.starts_with("</head>"), "the script stands elsewhere");
    format!("{before}{behind}").into_bytes()
}

#[test]
fn the_headers_of_a_page_can_be_had_alone() {
    let serving = Serving::start(example(), &[]);
    let whole = serving.get("/");
    let answer = exchange(serving.address, request(serving.address, "HEAD /").as_bytes());
    assert_eq!((answer.status, answer.headers, answer.body.len()), (200, whole.headers, 0));
}

#[test]
fn a_file_that_comes_with_the_site_runs_nothing_and_is_what_it_was() {
    let root = site("serve-files");
    let page = "<!DOCTYPE html><html><head></head><body><script src=\"demo.js\"></script></body></html>";
    write(&root, "static/demo.html", page);
    write(&root, "content/pages/plan.pdf", "%PDF-1.7");
    write(&root, "content/pages/files.md", "+++\ntitle = \"Files\"\n+++\n[plan](plan.pdf)\n");
    let serving = Serving::start(&root, &[]);
    let demo = serving.get("/trust/demo.html");
    assert_eq!((demo.status, demo.text()), (200, page));
    assert!(demo.header("Content-Security-Policy").unwrap().contains("sandbox"), "{}", demo.headers);
    let plan = serving.get("/trust/pages/plan.pdf");
    assert_eq!(plan.header("Content-Security-Policy"), Some("frame-ancestors 'none'"));
}

#[test]
fn a_site_lies_where_its_address_says() {
    let root = site("serve-mount");
    write(&root, "content/providers/acme/files/secret.pdf", "secret");
    let serving = Serving::start(&root, &[]);
    assert_eq!(serving.home, "/trust/");
    let cases = [
        ("/", 301, "text/plain; charset=utf-8", Some("/trust/")),
        ("/trust", 301, "text/plain; charset=utf-8", Some("/trust/")),
        ("/trust/", 200, "text/html; charset=utf-8", None),
        ("/trust/?page=2", 200, "text/html; charset=utf-8", None),
        ("/trust/index.html", 200, "text/html; charset=utf-8", None),
        ("/trust/about", 301, "text/plain; charset=utf-8", Some("/trust/about/")),
        ("/trust/about?x=1", 301, "text/plain; charset=utf-8", Some("/trust/about/")),
        ("/trust/%61bout", 301, "text/plain; charset=utf-8", Some("/trust/about/")),
        ("/trust/about/", 200, "text/html; charset=utf-8", None),
        ("/trust/about/index.html/", 404, "text/html; charset=utf-8", None),
        ("/trust/404.html", 200, "text/html; charset=utf-8", None),
        ("/trust/none/", 404, "text/html; charset=utf-8", None),
        ("/about/", 404, "text/html; charset=utf-8", None),
        ("/trust/robots.txt", 200, "text/plain; charset=utf-8", None),
        ("/trust/sitemap.xml", 200, "application/xml; charset=utf-8", None),
        ("/trust/providers/acme/files/paper.pdf", 200, "application/pdf", None),
        ("/trust/providers/acme/files/secret.pdf", 404, "text/html; charset=utf-8", None),
        ("/trust/content/home.md", 404, "text/html; charset=utf-8", None),
        ("/trust/candor.toml", 404, "text/html; charset=utf-8", None),
    ];
    for (path, status, content_type, location) in cases {
        let answer = serving.get(path);
        assert_eq!(
            (answer.status, answer.header("Content-Type"), answer.header("Location")),
            (status, Some(content_type), location),
            "{path}"
        );
    }
    let missing = serving.get("/trust/none/").body;
    assert!(missing == serving.get("/trust/404.html").body, "what is missing has the page that says so");
    assert_eq!(serving.get("/trust/providers/acme/files/paper.pdf").body, b"not really a document\n");
}

#[test]
fn an_odd_base_url_cannot_lead_away() {
    let root = site("serve-odd-base");
    for (base, home) in [
        ("https://t.example//evil.example/", "/evil.example/"),
        ("https://t.example/a/../b/", "/a/b/"),
        ("https://t.example/%2e%2e/%0d%0aX/%e4%bf%a1/", "/%E4%BF%A1/"),
    ] {
        let serving = Serving::start(&root, &["--base-url", base]);
        assert_eq!(serving.home, home, "{base}");
        assert_eq!(serving.get("/").header("Location"), if home == "/" { None } else { Some(home) });
        serving.answers();
    }
}

#[test]
fn a_template_that_fails_says_so_and_the_rest_goes_on() {
    let root = site("serve-template");
    let settings = std::fs::read_to_string(root.join("candor.toml")).unwrap();
    write(&root, "candor.toml", format!("theme = \"own\"\n{settings}"));
    write(
        &root,
        "themes/own/templates/page.html",
        "{% extends \"default/page.html\" %}{% block main %}{{ main.titel }}{% endblock main %}",
    );
    let serving = Serving::start(&root, &[]);
    let answer = serving.get("/trust/about/");
    assert_eq!(answer.status, 500, "{}", answer.text());
    assert!(answer.text().contains("titel"), "{}", answer.text());
    serving.answers();
}

fn encoded(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
