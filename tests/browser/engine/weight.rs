//! What a search costs a reader: bytes as a host sends them that compresses well, and requests.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use candor::path::OutPath;
use candor::project::{CONFIG, Change, Project, Rendered};
use serde_json::json;

use super::lab::Lab;
use crate::benches::corpus::Corpus;
use crate::driver::Session;
use crate::server::{Sending, Server};
use crate::sites::{fresh, generated, search_files, written};
use crate::support::{brotli, inputs_of, texts};

/// The script, root, shards, and the texts of five results.
const MOST_AT_1_000: usize = 23_100;
const MOST_AT_10_000: usize = 26_500;
const MOST_IN_CHINESE: usize = 35_000;
/// Each query behind the first.
const MOST_FURTHER: usize = 12_000;
const MOST_FURTHER_IN_CHINESE: usize = 20_000;
const MOST_OF_SCRIPT: usize = 12 * 1024;
const MOST_REQUESTS: usize = 20;
const LONG: Duration = Duration::from_secs(30);

/// What readers of a trust center ask.
const QUERIES: &[&str] = &[
    "encryption at rest",
    "how often are backups tested",
    "soc 2 report",
    "who can access customer data",
    "penetration test",
    "incident notification",
    "data retention period",
    "multi-factor authentication",
    "business continuity plan",
    "availabilty",
    "key management",
    "visitor escort",
];

const CHINESE_QUERIES: &[&str] = &[
    "静态加密",
    "备份多久测试一次",
    "SOC 2 报告",
    "谁可以访问客户数据",
    "渗透测试",
    "事件通知",
    "数据保留期",
    "多因素认证",
    "业务连续性计划",
    "密钥管理",
    "访客陪同",
    "日志保存多长时间",
];

/// The files of a site other than pages: script, style, indexes.
fn asset(project: &Project, beginning: &str) -> Vec<u8> {
    let files = project.files();
    let path = files.paths().find(|path| path.as_str().starts_with(beginning)).unwrap();
    bytes(project, path)
}

fn bytes(project: &Project, path: &OutPath) -> Vec<u8> {
    match project.render(path) {
        Ok(Some(Rendered::Bytes(bytes))) => bytes,
        other => panic!("{path}: {other:?}"),
    }
}

/// What the queries cost readers who come for the first time, and one who asks them one behind the other.
struct Cost {
    first: Vec<usize>,
    further: Vec<usize>,
}

impl Cost {
    fn of(name: &str, project: &Project, locale: &str, queries: &[&str]) -> Self {
        let lab = Lab::open_sending(name, &search_files(project), Sending::Compressed);
        let sent = |query: &str| {
            lab.server.take_sent();
            let found = lab.find(locale, &[query.to_owned()], 5).remove(0);
            assert!(!found.2.is_empty(), "{query}");
            lab.server.take_sent().iter().map(|sent| sent.length).sum()
        };
        let further = queries.iter().map(|query| sent(query)).skip(1).collect();
        let cold = |query: &&str| {
            lab.reload();
            sent(query)
        };
        Self { first: queries.iter().map(cold).collect(), further }
    }

    #[track_caller]
    fn assert_at_most(&self, script: usize, most: usize, most_further: usize) {
        let first: Vec<usize> = self.first.iter().map(|bytes| bytes + script).collect();
        let said = format!(
            "script {script}, first {} {first:?}, further {} {:?}",
            mean(&first),
            mean(&self.further),
            self.further
        );
        assert!(mean(&first) <= most, "{said}");
        assert!(mean(&self.further) <= most_further, "{said}");
    }
}

/// A generated site of so many entries in Chinese alone.
fn generated_in_chinese(entries: usize) -> Vec<Change> {
    const TRANSLATION: &str = ".zh-Hans.md";
    let bilingual = written("chinese", Corpus { one_translated_in: 1, ..Corpus::of(entries, 1) });
    let mut files: BTreeMap<String, String> = texts(&bilingual).collect();
    let bilingual = files.remove(CONFIG).unwrap();
    let is_original =
        |path: &str| path.strip_suffix(".md").is_some_and(|stem| files.contains_key(&format!("{stem}{TRANSLATION}")));
    let chinese = files.iter().filter(|(path, _)| !is_original(path));
    let chinese = chinese.map(|(path, text)| (path.replace(TRANSLATION, ".md"), text.clone()));
    let config = bilingual.replace("[\"en\", \"zh-Hans\"]", "[\"zh-Hans\"]");
    assert_ne!(config, bilingual);
    inputs_of(chinese.chain([(CONFIG.to_owned(), config)]))
}

fn mean(numbers: &[usize]) -> usize {
    numbers.iter().sum::<usize>() / numbers.len()
}

#[test]
fn the_script_is_light() {
    let length = brotli(&asset(&fresh(generated(60)), "assets/search.")).len();
    assert!(length <= MOST_OF_SCRIPT, "{length} bytes");
}

#[test]
fn a_search_is_light() {
    let project = fresh(generated(1_000));
    let script = brotli(&asset(&project, "assets/search.")).len();
    Cost::of("weight-1000", &project, "en", QUERIES).assert_at_most(script, MOST_AT_1_000, MOST_FURTHER);
}

#[test]
fn a_search_of_a_large_site_is_light() {
    let project = fresh(generated(10_000));
    let script = brotli(&asset(&project, "assets/search.")).len();
    Cost::of("weight-10000", &project, "en", QUERIES).assert_at_most(script, MOST_AT_10_000, MOST_FURTHER);
}

#[test]
fn a_search_of_a_large_site_in_chinese_is_light() {
    let project = fresh(generated_in_chinese(10_000));
    let script = brotli(&asset(&project, "assets/search.")).len();
    let cost = Cost::of("weight-chinese", &project, "zh-Hans", CHINESE_QUERIES);
    cost.assert_at_most(script, MOST_IN_CHINESE, MOST_FURTHER_IN_CHINESE);
}

#[test]
fn typing_asks_for_few_files() {
    let project = fresh(generated(1_000));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lab").join("typing");
    let _ = fs::remove_dir_all(&folder);
    let needed =
        |path: &&OutPath| ["index.html", "assets/", "search/"].iter().any(|part| path.as_str().starts_with(part));
    for path in project.files().paths().filter(needed) {
        let file = folder.join(path.as_str());
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes(&project, path)).unwrap();
    }
    let (server, session) = (Server::start(&folder), Session::open());
    session.load(&server.url("index.html"));
    server.take_requests();
    let until = |expression: &str| {
        let start = Instant::now();
        while session.run(&format!("return Boolean({expression})")) != json!(true) {
            assert!(start.elapsed() < LONG, "still not: {expression}");
        }
    };
    session.run("document.getElementById('site-search').click();");
    let typed = "backup testing";
    assert_eq!(typed.len(), 14);
    // Two letters a second.
    session.wait_for(&format!(
        "const field = document.querySelector('#search-dialog input');
         for (const letter of '{typed}') {{
           field.value += letter;
           field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
           await new Promise((resolve) => setTimeout(resolve, 500));
         }}"
    ));
    // The count is said once everything has come.
    until("document.querySelector('#search-dialog [role=status]').textContent");
    assert_eq!(session.run("return document.querySelector('#search-dialog input').value"), json!(typed));
    until("document.querySelectorAll('#search-dialog [role=option]').length > 4");
    let requests = server.take_requests();
    assert!(requests.len() <= MOST_REQUESTS, "{} requests: {requests:?}", requests.len());
}
