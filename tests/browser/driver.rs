//! Chromium by `WebDriver`: a driver for all tests of this process, a session for each.
//!
//! The driver gives every session a fresh profile of its own.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

use crate::tools::{install, tool};

const PACKAGES: &str = "chromium chromium-driver fontconfig";
const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-proxy-server",
    "--lang=en",
];

/// How often a driver is started before that counts as a failure.
const ATTEMPTS: u32 = 5;

/// Makes sure that a family of fonts is there, without which pages are as wide as they are on no other machine.
fn font(family: &str, package: &str) {
    install(family, package, || {
        Command::new("fc-list").arg(family).output().is_ok_and(|output| !output.stdout.is_empty())
    });
}

/// The driver's process. It ends with the last session, because what is static is never dropped.
struct Driver {
    process: Child,
    address: String,
    /// Where browsers keep their profiles; near the root, because the path of a socket must be short.
    folder: PathBuf,
}

impl Driver {
    /// The running driver, or one that is started.
    fn shared() -> Arc<Self> {
        static RUNNING: Mutex<Weak<Driver>> = Mutex::new(Weak::new());
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        running.upgrade().unwrap_or_else(|| {
            let driver = Arc::new(Self::start());
            *running = Arc::downgrade(&driver);
            driver
        })
    }

    fn start() -> Self {
        tool("chromium", PACKAGES);
        tool("chromedriver", PACKAGES);
        font("Noto Sans CJK SC", "fonts-noto-cjk");
        font("Liberation Sans", "fonts-liberation");
        (0..ATTEMPTS).find_map(|_| Self::try_start()).expect("chromedriver says its port")
    }

    /// A driver that listens; none when the free port that it took for one family of addresses is taken in another.
    fn try_start() -> Option<Self> {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        // The one before this may still be clearing its own folder away.
        let name = format!("candor-browser-{}-{}", process::id(), STARTED.fetch_add(1, Ordering::Relaxed));
        let folder = env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        let mut command = Command::new("chromedriver");
        command.env("TMPDIR", &folder);
        // Cargo sets it for tests; the browser would look for its libraries there.
        command.env_remove("LD_LIBRARY_PATH").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        let process = command.spawn().unwrap();
        let mut driver = Self { process, address: String::new(), folder };
        // It says "ChromeDriver was started successfully on port 41234." once it listens.
        let mut lines = BufReader::new(driver.process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        })?;
        driver.address = format!("http://127.0.0.1:{port}/session");
        Some(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A tab of a browser.
pub(super) struct Tab(String);

/// A browser of its own, closed when dropped.
pub(super) struct Session {
    agent: Agent,
    address: String,
    // Declared last, so that a driver outlives its sessions.
    _driver: Arc<Driver>,
}

impl Session {
    /// Opens a browser with a window of ordinary size, in the light scheme.
    pub(super) fn open() -> Self {
        let driver = Driver::shared();
        let config = Agent::config_builder()
            .proxy(None)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_mins(2)));
        let mut session = Self { agent: config.build().into(), address: driver.address.clone(), _driver: driver };
        let options = json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "args": FLAGS },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": 60_000, "pageLoad": 60_000 },
        });
        let opened = session.post("", &json!({ "capabilities": { "alwaysMatch": options } }));
        session.address = format!("{}/{}", session.address, opened["sessionId"].as_str().unwrap());
        session.set_size(1280, 900);
        session.emulate_media(&[("prefers-color-scheme", "light")]);
        session
    }

    /// Loads a page, up to its `load` event.
    #[track_caller]
    pub(super) fn load(&self, address: &str) {
        self.post("/url", &json!({ "url": address }));
    }

    /// Runs a function's body in the page and returns what it returns.
    #[track_caller]
    pub(super) fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs a function's body that returns a promise, and returns its value.
    #[track_caller]
    pub(super) fn wait_for(&self, promise: &str) -> Value {
        let script = format!(
            "const done = arguments[0]; (async () => {{ {promise} }})().then(done, (error) => done({{ error: String(error) }}));"
        );
        self.post("/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Runs a function's body in the frame that a selector finds, whatever origin that has.
    #[track_caller]
    pub(super) fn run_in_frame(&self, selector: &str, script: &str) -> Value {
        let frame = self.post("/element", &json!({ "using": "css selector", "value": selector }));
        self.post("/frame", &json!({ "id": frame }));
        let value = self.run(script);
        self.post("/frame", &json!({ "id": null }));
        value
    }

    /// Opens another tab of this browser and goes there; the one that was open is behind it.
    #[track_caller]
    pub(super) fn open_tab(&self) -> Tab {
        self.open_another("tab")
    }

    /// Opens another window of this browser and goes there; the one that was open is beside it.
    #[track_caller]
    pub(super) fn open_window(&self) -> Tab {
        self.open_another("window")
    }

    #[track_caller]
    fn open_another(&self, kind: &str) -> Tab {
        let opened = self.post("/window/new", &json!({ "type": kind }));
        let tab = Tab(opened["handle"].as_str().unwrap().to_owned());
        self.post("/window", &json!({ "handle": tab.0 }));
        tab
    }

    /// Brings a tab to the front.
    #[track_caller]
    pub(super) fn go_to(&self, tab: &Tab) {
        self.post("/window", &json!({ "handle": tab.0 }));
        self.command("Page.bringToFront", &json!({}));
    }

    /// Goes back to the page before, as the button of the browser does.
    #[track_caller]
    pub(super) fn go_back(&self) {
        self.post("/back", &json!({}));
    }

    /// Gives a command of the Chrome `DevTools` Protocol.
    #[track_caller]
    pub(super) fn command(&self, name: &str, parameters: &Value) -> Value {
        self.post("/goog/cdp/execute", &json!({ "cmd": name, "params": parameters }))
    }

    /// Runs a script in every page that is loaded from here on, before the page's own.
    pub(super) fn run_on_every_page(&self, script: &str) {
        self.command("Page.enable", &json!({}));
        self.command("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
    }

    pub(super) fn set_size(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Answers media queries by these features, and others as by default; nothing on the page moves.
    pub(super) fn emulate_media(&self, features: &[(&str, &str)]) {
        let still = [("prefers-reduced-motion", "reduce")];
        let features = features.iter().chain(&still).map(|(name, value)| json!({ "name": name, "value": value }));
        self.command("Emulation.setEmulatedMedia", &json!({ "features": features.collect::<Vec<_>>() }));
    }

    pub(super) fn disable_page_scripts(&self) {
        self.command("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    }

    /// What the console has shown since the last call: errors, warnings and violations of the policy.
    pub(super) fn console(&self) -> Vec<String> {
        let entries = self.post("/se/log", &json!({ "type": "browser" }));
        let shown = entries.as_array().unwrap().iter();
        shown.map(|entry| format!("{} {}", entry["level"].as_str().unwrap(), entry["message"])).collect()
    }

    #[track_caller]
    fn post(&self, path: &str, body: &Value) -> Value {
        let request = self.agent.post(format!("{}{path}", self.address)).header("content-type", "application/json");
        let mut response = request.send(body.to_string()).unwrap();
        let mut answer: Value = serde_json::from_str(&response.body_mut().read_to_string().unwrap()).unwrap();
        assert!(response.status().is_success(), "{path}: {}", answer["value"]["message"]);
        answer["value"].take()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.agent.delete(&self.address).call();
    }
}
