//! The recipes of the manual in real servers: nginx and Caddy send what `_headers` says, whatever is asked for.

mod observatory;

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::client::eventually;
use crate::support::files;
use crate::tools::tool;
use observatory::points;

const MANUAL: &str = include_str!("../../src/manual/content/pages/hosting.md");
const SITE: &str = include_str!("hosting/site.txt");
const HOST: &str = "trust.example.com";
/// What the Observatory has to give.
const FEWEST_POINTS: i32 = 130;

/// The block of the manual that begins with a line, such as `sh nginx`.
#[track_caller]
fn block(first_line: &str) -> &'static str {
    let (_, rest) = MANUAL.split_once(&format!("```{first_line}\n")).expect("the manual has the block");
    rest.split_once("```").expect("a block ends").0
}

/// An empty folder for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hosting").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs commands as the manual has them, but for some places.
#[track_caller]
fn shell(commands: &str, places: &[(&str, &Path)]) {
    let places = places.iter().map(|(written, path)| (*written, path.to_str().unwrap()));
    let commands = places.fold(commands.to_owned(), |text, (written, path)| text.replace(written, path));
    let output = Command::new("sh").args(["-ec", &commands]).output().unwrap();
    assert!(output.status.success(), "{commands}\n{}", String::from_utf8_lossy(&output.stderr));
}

/// Builds the site of the tests at an address into a folder.
#[track_caller]
fn build(base_url: &str, output: &Path) {
    let root = folder(&format!("source-of-{}", output.file_name().unwrap().to_str().unwrap()));
    for (path, text) in files(SITE) {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.args(["build", "--as-of", "2026-11-21", "--base-url", base_url, "--root"]).arg(&root);
    let built = command.arg("-o").arg(output).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
}

/// A server with a recipe of the manual, until it is dropped.
struct Host {
    server: Child,
    http: u16,
    https: u16,
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// What a server answered; the names of headers are in lower case.
#[derive(Debug)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Host {
    /// Starts a server, and waits until it answers.
    fn start(mut command: Command, [http, https]: [u16; 2]) -> Self {
        let server = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let host = Self { server, http, https };
        eventually("the server answers", || host.ask("https", "/", &[]).is_some());
        host
    }

    /// A server with the recipe for nginx.
    fn nginx(name: &str, www: &Path, change: impl Fn(String) -> String) -> Self {
        tool("nginx", "nginx");
        tool("openssl", "openssl");
        let folder = folder(name);
        let ports @ [http, https] = free_ports();
        let redirects = folder.join("redirects.map");
        shell(block("sh nginx"), &[("/srv/trust", www), ("/etc/nginx/trust-redirects.map", &redirects)]);
        let certificate = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=trust.example.com \
            -keyout FOLDER/privkey.pem -out FOLDER/fullchain.pem";
        shell(certificate, &[("FOLDER", &folder)]);
        let recipe = change(block("nginx").to_owned())
            .replace("listen 80;", &format!("listen 127.0.0.1:{http};"))
            .replace("listen 443 ", &format!("listen 127.0.0.1:{https} "))
            .replace("/etc/nginx/trust-redirects.map", redirects.to_str().unwrap())
            .replace("/etc/letsencrypt/live/trust.example.com", folder.to_str().unwrap())
            .replace("/srv/trust", www.to_str().unwrap());
        let own = folder.display();
        let settings = format!(
            "daemon off;\nuser root;\npid {own}/pid;\nevents {{}}\nhttp {{\naccess_log off;\nclient_body_temp_path {own}/body;\n\
             {recipe}\n}}\n"
        );
        fs::write(folder.join("nginx.conf"), settings).unwrap();
        let mut command = Command::new("nginx");
        command.arg("-c").arg(folder.join("nginx.conf")).arg("-e").arg(folder.join("error.log"));
        let checked = Command::new("nginx").arg("-t").arg("-c").arg(folder.join("nginx.conf")).output().unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
        Self::start(command, ports)
    }

    /// A server with the recipe for Caddy, which makes its certificate itself.
    fn caddy(name: &str, www: &Path, change: impl Fn(String) -> String) -> Self {
        tool("caddy", "caddy");
        let folder = folder(name);
        let ports @ [http, https] = free_ports();
        let redirects = folder.join("trust-redirects");
        shell(block("sh caddy"), &[("/srv/trust", www), ("/etc/caddy/trust-redirects", &redirects)]);
        let recipe = change(block("caddyfile").to_owned()).replace("/srv/trust", www.to_str().unwrap());
        let settings = format!(
            "{{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\tdefault_bind 127.0.0.1\n\thttp_port {http}\n\
             \thttps_port {https}\n}}\n\n{recipe}"
        );
        let file = folder.join("Caddyfile");
        fs::write(&file, settings).unwrap();
        let caddy = |verb: &str| {
            let mut command = Command::new("caddy");
            command.args([verb, "--adapter", "caddyfile", "--config"]).arg(&file).env("HOME", &folder);
            command.env("XDG_DATA_HOME", &folder).env("XDG_CONFIG_HOME", &folder);
            command
        };
        let checked = caddy("validate").output().unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
        Self::start(caddy("run"), ports)
    }

    #[track_caller]
    fn get(&self, path: &str) -> Answer {
        self.ask("https", path, &[]).expect("an answer")
    }

    fn ask(&self, scheme: &str, path: &str, headers: &[&str]) -> Option<Answer> {
        let port = if scheme == "https" { self.https } else { self.http };
        let mut command = Command::new("curl");
        command.args(["--silent", "--insecure", "--include", "--path-as-is", "--noproxy", "*", "--max-time", "20"]);
        command.args(["--resolve", &format!("{HOST}:{port}:127.0.0.1"), &format!("{scheme}://{HOST}:{port}{path}")]);
        for header in headers {
            command.args(["--header", header]);
        }
        let output = command.output().unwrap();
        let end = output.stdout.windows(4).position(|part| part == b"\r\n\r\n")?;
        let head = String::from_utf8(output.stdout[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let mut named = BTreeMap::<String, String>::new();
        for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
            let values = named.entry(name.to_lowercase()).or_default();
            values.push_str(if values.is_empty() { "" } else { ", " });
            values.push_str(value);
        }
        Some(Answer { status, headers: named, body: output.stdout[end + 4..].to_vec() })
    }
}

fn free_ports() -> [u16; 2] {
    let listeners = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    listeners.map(|listener| listener.local_addr().unwrap().port())
}

/// The headers that Cloudflare Pages would send at a path, by the file of a site: every rule that holds, in order.
fn by_rules(www: &Path, path: &str) -> BTreeMap<String, String> {
    let rules = fs::read_to_string(www.join("_headers")).unwrap();
    let (mut headers, mut holds) = (BTreeMap::<String, String>::new(), false);
    for line in rules.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('/') {
            holds = match line.split_once('*') {
                Some((before, after)) => {
                    path.len() >= line.len() - 1 && path.starts_with(before) && path.ends_with(after)
                }
                None => path == line,
            };
        } else if let Some(name) = line.trim().strip_prefix("! ").filter(|_| holds) {
            headers.remove(&name.to_lowercase());
        } else if let Some((name, value)) = line.trim().split_once(": ").filter(|_| holds) {
            let before = headers.insert(name.to_lowercase(), value.to_owned());
            assert_eq!(before, None, "{path} has two values of {name}");
        }
    }
    headers
}

/// Asks for every class of address, below a prefix such as `/trust`.
#[track_caller]
fn check(host: &Host, www: &Path, prefix: &str) {
    let names = fs::read_dir(www.join("assets")).unwrap().map(|file| file.unwrap().file_name());
    let assets = names.map(|name| format!("/assets/{}", name.to_str().unwrap()));
    let others = ["/", "/faq/data/where/", "/zh-Hans/", "/index.json", "/index.md", "/faq/data/where/index.md"];
    let more = ["/updates/feed.xml", "/updates/feed.json", "/zh-Hans/updates/feed.xml", "/robots.txt", "/sitemap.xml"];
    let own = [
        "/.well-known/security.txt",
        "/CNAME",
        "/pictures/plan.svg",
        "/paper.pdf",
        "/manifest.sha256",
        "/rows.csv",
        "/paper.pdf.sha512",
    ];
    let mut wrong = Vec::new();
    let mut compare = |path: &str, answer: &Answer, status: u16, expected: BTreeMap<String, String>| {
        if answer.status != status {
            wrong.push(format!("{path}: status {} and not {status}", answer.status));
        }
        for (name, value) in expected {
            let sent = answer.headers.get(&name);
            if sent != Some(&value) {
                wrong.push(format!("{path}: {name} is {sent:?} and not {value:?}"));
            }
        }
    };
    for path in [&others[..], &more, &own].concat().into_iter().map(str::to_owned).chain(assets) {
        let answer = host.get(&format!("{prefix}{path}"));
        compare(&path, &answer, 200, by_rules(www, &path));
        let file = www.join(format!("{}{}", &path[1..], if path.ends_with('/') { "index.html" } else { "" }));
        assert!(answer.body == fs::read(&file).unwrap(), "{path} is not {}", file.display());
    }
    for (path, page) in [
        ("/nothing/", "404.html"),
        ("/assets/", "404.html"),
        ("/assets/gone.0123456789abcdef.js", "404.html"),
        ("/gone.md", "404.html"),
        ("/_headers", "404.html"),
        ("/zh-Hans/gone.svg", "zh-Hans/404.html"),
    ] {
        let answer = host.get(&format!("{prefix}{path}"));
        compare(path, &answer, 404, by_rules(www, "/404.html"));
        assert!(answer.body == fs::read(www.join(page)).unwrap(), "{path} shows another page than {page}");
        assert_eq!(answer.headers["content-type"], "text/html; charset=utf-8", "{path}");
    }
    for (path, target) in [("/old/where/", "/faq/data/where/"), ("/%E6%97%A7/", "/faq/data/where/"), ("/was.html", "/")]
    {
        let answer = host.get(&format!("{prefix}{path}"));
        compare(path, &answer, 301, by_rules(www, path));
        assert_eq!(answer.headers["location"], format!("{prefix}{target}"), "{path}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let page = host.get(&format!("{prefix}/"));
    let reached = points(&page.headers, str::from_utf8(&page.body).unwrap());
    assert!(reached >= FEWEST_POINTS, "{reached} points: {:?}", page.headers);
    check_choices(host, www, prefix);
}

/// What depends on what the client takes: Markdown for those who ask for it, compression, the way to TLS.
#[track_caller]
fn check_choices(host: &Host, www: &Path, prefix: &str) {
    let path = format!("{prefix}/faq/data/where/");
    let page = |name: &str| fs::read(www.join("faq/data/where").join(name)).unwrap();
    for (accept, name) in [
        ("text/markdown", "index.md"),
        ("text/markdown, text/html;q=0.9, */*", "index.md"),
        ("text/html, text/markdown;q=0.5", "index.html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "index.html"),
        ("*/*", "index.html"),
    ] {
        let answer = host.ask("https", &path, &[&format!("Accept: {accept}")]).unwrap();
        assert!(answer.body == page(name), "{accept} gets something else than {name}");
        assert!(answer.headers["vary"].contains("Accept"), "{:?}", answer.headers);
        let kind = if name == "index.md" { "text/markdown; charset=utf-8" } else { "text/html; charset=utf-8" };
        assert_eq!(answer.headers["content-type"], kind, "{accept}");
    }
    let packed = host.ask("https", &path, &["Accept-Encoding: gzip"]).unwrap();
    assert_eq!(packed.headers["content-encoding"], "gzip");
    assert!(packed.body.len() < page("index.html").len() / 2);
    let known = host.get(&path).headers["etag"].clone();
    let again = host.ask("https", &path, &[&format!("If-None-Match: {known}")]).unwrap();
    assert_eq!(again.status, 304, "{known}");
    let plain = host.ask("http", &path, &[]).unwrap();
    assert!([301, 308].contains(&plain.status) && plain.headers["location"].starts_with("https://"), "{plain:?}");
}

#[test]
fn nginx_sends_what_the_file_of_headers_says() {
    let www = folder("nginx").join("www");
    build("https://trust.example.com/", &www);
    check(&Host::nginx("nginx-settings", &www, |recipe| recipe), &www, "");
}

#[test]
fn caddy_sends_what_the_file_of_headers_says() {
    let www = folder("caddy").join("www");
    build("https://trust.example.com/", &www);
    check(&Host::caddy("caddy-settings", &www, |recipe| recipe), &www, "");
}

/// The site as the folder `trust` of a larger one, whose files for hosts have the lines of the manual in them.
#[test]
fn a_site_below_a_path_is_sent_as_one_at_the_top() {
    let larger = folder("below");
    let www = larger.join("trust");
    build("https://trust.example.com/trust/", &www);
    shell(block("sh path"), &[("public/", &www.join("")), ("site/", &larger.join(""))]);
    let redirects = fs::read_to_string(larger.join("_redirects")).unwrap();
    assert!(redirects.contains("\n/trust/old/where/ /trust/faq/data/where/ 301\n"), "{redirects}");
    let not_found =
        |recipe: String| recipe.replace("/zh-Hans/", "/trust/zh-Hans/").replace(" /404.html", " /trust/404.html");
    check(&Host::nginx("below-nginx", &larger, not_found), &www, "/trust");
    check(&Host::caddy("below-caddy", &larger, not_found), &www, "/trust");
}

#[test]
fn an_upload_by_rsync_ends_in_the_same_files() {
    tool("rsync", "rsync");
    let root = folder("rsync");
    let (public, server) = (root.join("public"), root.join("server"));
    build("https://trust.example.com/", &public);
    fs::create_dir_all(server.join("faq/old")).unwrap();
    fs::write(server.join("faq/old/index.html"), "gone").unwrap();
    let target = server.join("");
    let commands = block("sh rsync").replace("www@trust.example.com:/srv/trust/", target.to_str().unwrap());
    shell(&commands, &[("public/", &public.join(""))]);
    shell("diff -r FROM TO", &[("FROM", &public), ("TO", &server)]);
}

/// Netlify follows a redirect from where a file lies only when the redirect insists.
#[test]
fn the_command_for_netlify_makes_redirects_insist() {
    let public = folder("netlify").join("public");
    build("https://trust.example.com/", &public);
    let (_, command) = block("toml netlify").split_once("candor build && ").unwrap();
    shell(command.split('"').next().unwrap(), &[("public/", &public.join(""))]);
    let redirects = fs::read_to_string(public.join("_redirects")).unwrap();
    assert!(redirects.contains("/old/where/ /faq/data/where/ 301!\n"), "{redirects}");
}

/// The function of the manual with the redirects in it, pasted as it says.
#[test]
fn the_function_for_cloudfront_finds_pages_and_follows_old_addresses() {
    tool("node", "nodejs");
    let root = folder("cloudfront");
    let public = root.join("public");
    build("https://trust.example.com/", &public);
    let (_, paste) = MANUAL.split_once("Paste the redirects into it with `").unwrap();
    let paste = format!("{} > FOLDER/moved", paste.split('`').next().unwrap());
    shell(&paste, &[("public/", &public.join("")), ("FOLDER", &root)]);
    let moved = fs::read_to_string(root.join("moved")).unwrap();
    let function = block("js cloudfront").replace("const MOVED = {\n", &format!("const MOVED = {{\n{moved}"));
    let ask = "for (const [uri, accept] of JSON.parse(process.argv[1])) {
        const answer = handler({ request: { uri, headers: accept ? { accept: { value: accept } } : {} } });
        console.log(answer.uri || answer.statusCode + ' ' + answer.headers.location.value);
    }";
    let cases = [
        ("/", "", "/index.html"),
        ("/faq/data/where/", "text/html, text/markdown", "/faq/data/where/index.html"),
        ("/faq/data/where/", "text/markdown, text/html", "/faq/data/where/index.md"),
        ("/faq/data/where", "", "301 /faq/data/where/"),
        ("/old/where/", "", "301 /faq/data/where/"),
        ("/%E6%97%A7/", "", "301 /faq/data/where/"),
        ("/was.html", "", "301 /"),
        ("/assets/style.0123456789abcdef.css", "text/css", "/assets/style.0123456789abcdef.css"),
    ];
    let questions = serde_json::to_string(&cases.map(|(uri, accept, _)| [uri, accept])).unwrap();
    let output = Command::new("node").args(["-e", &format!("{function}\n{ask}"), &questions]).output().unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    let expected: Vec<&str> = cases.iter().map(|(_, _, answer)| *answer).collect();
    assert_eq!(answers.lines().collect::<Vec<_>>(), expected, "{}", String::from_utf8_lossy(&output.stderr));
}
