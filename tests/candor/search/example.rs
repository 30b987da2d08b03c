//! The first hits on the example site, for what its readers type.

use super::site::{example, find, reference};

#[track_caller]
fn assert_first(locale: &str, expected: &[(&str, &[&str])]) {
    let site = example();
    let mut wrong = Vec::new();
    for (query, pages) in expected {
        let found: Vec<String> = find(&site, locale, query, 10).hits.iter().map(reference).collect();
        if !found.first().is_some_and(|first| pages.contains(&first.as_str())) {
            wrong.push(format!("{query}: {pages:?}, not {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_expected_page_comes_first_in_english() {
    assert_first(
        "en",
        &[
            ("SOC2", &["framework:soc-2"]),
            ("soc-2", &["framework:soc-2"]),
            ("soc 2 type ii", &["report:huawei-cloud/soc-2"]),
            ("DEW", &["service:huawei-cloud/dew"]),
            ("Data Encryption Workshop", &["service:huawei-cloud/dew"]),
            ("AT-C 320", &["term:at-c-sections"]),
            ("at-c 105", &["term:at-c-sections"]),
            ("TSP 100", &["term:tsp-100"]),
            ("how long is a report valid", &["faq:validity-and-access/report-validity"]),
            ("who can use a soc 1 report", &["faq:soc-basics/who-uses-which-report"]),
            ("data centers", &["term:data-center"]),
            ("availabilty", &["faq:scope-and-coverage/categories-covered"]),
            ("confidentialty tencent", &["faq:scope-and-coverage/categories-covered", "report:tencent-cloud/soc-2"]),
        ],
    );
}

#[test]
fn the_expected_page_comes_first_in_chinese() {
    assert_first(
        "zh-Hans",
        &[
            ("数据中心", &["term:data-center"]),
            ("报告有效期", &["faq:validity-and-access/report-validity"]),
            ("审计频率", &["faq:validity-and-access/audit-frequency"]),
        ],
    );
}
