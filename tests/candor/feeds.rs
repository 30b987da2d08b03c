//! The feeds of the updates, read back by a parser that others wrote, and by the fields of the two formats.

use std::fmt::Write;

use candor::project::Project;
use feed_rs::model::Feed;
use feed_rs::parser;
use serde_json::Value;

use crate::support::{change, page, project, rendered};

const AS_OF: &str = "2026-11-21";

const SITE: &str = r#"
-- candor.toml --
title = { en = "Trust & <care>", zh-Hans = "信任" }
base_url = "https://trust.example/center/"
locales = ["en", "zh-Hans"]
-- content/providers/acme/provider.toml --
name = { en = "Acme & Sons", zh-Hans = "艾克米" }
-- content/providers/acme/subprocessors.toml --
[[subprocessor]]
id = "mail"
entity = "Mail Inc"
-- content/faq/t/topic.toml --
title = "T"
-- content/faq/t/q.md --
+++
question = "Q?"
+++
A.
-- content/updates/2026-11-15-mail.md --
+++
title = "Mail \"Inc\" <is> announced & more"
kind = "subprocessor"
effective = 2027-01-04
affects = ["subprocessor:acme/mail", "provider:acme"]
+++
It takes over, as [the answer](faq:t/q) says.[^1] See [below](#more).

## More {#more}

`a < b && c`

[^1]: A note.
-- content/updates/2026-11-15-mail.zh-Hans.md --
+++
title = "公告"
+++
接手。
-- content/updates/2026-10-02-report.md --
+++
title = "A report"
kind = "report"
+++
Issued.
-- content/updates/2026-10-01-draft.md --
+++
title = "Hidden draft"
kind = "policy"
draft = true
+++
Hidden.
-- content/updates/2026-12-24-later.md --
+++
title = "Hidden until then"
kind = "incident"
+++
Hidden.
"#;

const ATOM: [&str; 2] = ["updates/feed.xml", "zh-Hans/updates/feed.xml"];

fn parsed(site: &Project, path: &str) -> Feed {
    parser::parse(page(site, path).as_bytes()).unwrap()
}

fn json(site: &Project, path: &str) -> Value {
    serde_json::from_str(&page(site, path)).unwrap()
}

#[test]
fn a_feed_says_what_the_updates_say() {
    let site = project(SITE, AS_OF);
    for path in ["updates/feed.xml", "updates/feed.json"] {
        let feed = parsed(&site, path);
        assert_eq!(feed.title.unwrap().content, "Trust & <care>: Updates", "{path}");
        let entries: Vec<(&str, &str)> = feed
            .entries
            .iter()
            .map(|entry| (entry.id.as_str(), entry.title.as_ref().unwrap().content.as_str()))
            .collect();
        let expected = [
            ("https://trust.example/center/updates/2026-11-15-mail/", "Mail \"Inc\" <is> announced & more"),
            ("https://trust.example/center/updates/2026-10-02-report/", "A report"),
        ];
        assert_eq!(entries, expected, "{path}");
        let entry = &feed.entries[0];
        assert_eq!(entry.published.unwrap().to_rfc3339(), "2026-11-15T00:00:00+00:00", "{path}");
        assert_eq!(entry.updated.unwrap().to_rfc3339(), "2026-11-15T00:00:00+00:00", "{path}");
        let content = entry.content.as_ref().unwrap().body.as_ref().unwrap();
        let own = "https://trust.example/center/updates/2026-11-15-mail/";
        assert!(content.contains("<p>In effect from: 4 January 2027</p>"), "{path}: {content}");
        assert!(content.contains("href=\"https://trust.example/center/faq/t/q/\""), "{path}: {content}");
        assert!(content.contains(&format!("href=\"{own}#")) && !content.contains("href=\"#"), "{path}: {content}");
        assert!(content.contains("a &lt; b &amp;&amp; c"), "{path}: {content}");
        let affected = "<a href=\"https://trust.example/center/subprocessors/#acme_mail\">Mail Inc</a>";
        assert!(content.contains(affected), "{path}: {content}");
    }
}

#[test]
fn atom_has_what_its_standard_asks_for() {
    let feed = parsed(&project(SITE, AS_OF), ATOM[0]);
    assert_eq!(feed.id, "https://trust.example/center/updates/feed.xml");
    assert_eq!(feed.updated.unwrap().to_rfc3339(), "2026-11-15T00:00:00+00:00", "that of the newest entry");
    assert_eq!(feed.authors[0].name.as_deref(), Some("Trust & <care>"));
    assert_eq!(feed.language.as_deref(), Some("en"));
    let links = |relation: &str| -> Vec<String> {
        feed.links.iter().filter(|link| link.rel.as_deref() == Some(relation)).map(|link| link.href.clone()).collect()
    };
    assert_eq!(links("self"), ["https://trust.example/center/updates/feed.xml"]);
    assert_eq!(links("alternate"), ["https://trust.example/center/updates/"]);
    let entry = &feed.entries[0];
    assert_eq!(entry.categories[0].term, "subprocessor");
    assert_eq!(entry.categories[0].label.as_deref(), Some("Subprocessor"));
    let related = entry.links.iter().filter(|link| link.rel.as_deref() == Some("related"));
    let related: Vec<_> = related.map(|link| link.title.as_deref().unwrap()).collect();
    assert_eq!(related, ["Mail Inc", "Acme & Sons"]);
    assert_eq!(entry.content.as_ref().unwrap().content_type.to_string(), "text/html");
}

#[test]
fn json_has_the_fields_of_its_standard() {
    let feed = json(&project(SITE, AS_OF), "updates/feed.json");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["home_page_url"], "https://trust.example/center/updates/");
    assert_eq!(feed["feed_url"], "https://trust.example/center/updates/feed.json");
    assert_eq!(feed["language"], "en");
    assert_eq!(feed["authors"][0]["name"], "Trust & <care>");
    let item = &feed["items"][0];
    assert_eq!(item["id"], "https://trust.example/center/updates/2026-11-15-mail/");
    assert_eq!(item["url"], item["id"]);
    assert_eq!(item["date_published"], "2026-11-15T00:00:00Z");
    assert_eq!(item["date_modified"], "2026-11-15T00:00:00Z");
    assert_eq!(item["tags"][0], "Subprocessor");
    assert_eq!(item["_candor"]["effective"], "2027-01-04");
    assert_eq!(item["_candor"]["affects"][1]["url"], "https://trust.example/center/providers/acme/");
    assert!(feed["items"][1]["_candor"].get("effective").is_none());
}

#[test]
fn a_feed_of_each_kind_in_each_language_is_there_when_it_has_updates() {
    let site = project(SITE, AS_OF);
    let files = rendered(&site);
    let feeds: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).filter(|path| path.contains("/feed.")).collect();
    let of = |prefix: &str| {
        [
            "feed.json",
            "feed.xml",
            "report/feed.json",
            "report/feed.xml",
            "subprocessor/feed.json",
            "subprocessor/feed.xml",
        ]
        .map(|feed| format!("{prefix}updates/{feed}"))
    };
    assert_eq!(feeds, [of(""), of("zh-Hans/")].concat());
    let hidden =
        files.iter().filter(|(path, bytes)| path.contains("/feed.") && bytes.windows(6).any(|six| six == b"Hidden"));
    assert_eq!(hidden.map(|(path, _)| path.as_str()).collect::<Vec<_>>(), [""; 0]);
    let only = parsed(&site, "updates/report/feed.xml");
    assert_eq!(only.entries.len(), 1);
    assert_eq!(only.title.unwrap().content, "Trust & <care>: Updates, Report");
}

#[test]
fn an_update_that_is_not_translated_is_the_same_entry_in_every_language() {
    let site = project(SITE, AS_OF);
    let [english, chinese] = ATOM.map(|path| parsed(&site, path));
    assert_eq!(chinese.language.as_deref(), Some("zh-Hans"));
    assert_eq!(chinese.entries[0].id, "https://trust.example/center/zh-Hans/updates/2026-11-15-mail/");
    assert_eq!(chinese.entries[0].title.as_ref().unwrap().content, "公告");
    assert_eq!(chinese.entries[1].id, english.entries[1].id);
    // The parser reads the language of the whole alone.
    assert!(
        page(&site, ATOM[1]).contains("<entry xml:lang=\"en\">\n<id>https://trust.example/center/updates/2026-10-02")
    );
    let item = &json(&site, "zh-Hans/updates/feed.json")["items"][1];
    assert_eq!(item["language"], "en");
}

#[test]
fn an_edit_changes_the_feed_and_not_the_identity_of_its_entries() {
    let mut site = project(SITE, AS_OF);
    let before = parsed(&site, ATOM[0]);
    let text = "+++\ntitle = \"Another title\"\nkind = \"report\"\n+++\nIssued again.\n";
    site.apply([change("content/updates/2026-10-02-report.md", text)]);
    let after = parsed(&site, ATOM[0]);
    assert_eq!(after.entries[1].title.as_ref().unwrap().content, "Another title");
    assert_eq!(after.entries[1].id, before.entries[1].id);
    assert_eq!(after.updated, before.updated);
}

#[test]
fn a_feed_is_of_bounded_length_and_says_where_the_rest_is() {
    let mut site = String::from("-- content/updates/2026-11-01-last.md --\n+++\ntitle = \"Last\"\n+++\nA.\n");
    for day in 1..=28 {
        for part in 1..=2 {
            let _ = write!(site, "-- content/updates/2026-09-{day:02}-u{part}.md --\n+++\ntitle = \"U\"\n+++\nA.\n");
        }
    }
    let site = project(&site, AS_OF);
    let feed = parsed(&site, ATOM[0]);
    assert_eq!(feed.entries.len(), 50);
    assert_eq!(feed.entries[0].title.as_ref().unwrap().content, "Last");
    let expected = "The latest 50 of 57; all are at https://t.example/updates/";
    assert_eq!(feed.description.unwrap().content, expected);
    assert_eq!(json(&site, "updates/feed.json")["description"], expected);
}

#[test]
fn pages_lead_to_the_feeds_in_their_language() {
    let site = project(SITE, AS_OF);
    let home = page(&site, "zh-Hans/index.html");
    let link = "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"信任：动态 (Atom)\" href=\"../zh-Hans/updates/feed.xml\">";
    assert!(home.contains(link), "{}", &home[..home.find("<body").unwrap()]);
    let updates = page(&site, "updates/index.html");
    let link = "type=\"application/feed+json\" title=\"Trust &amp; &lt;care&gt;: Updates, Report (JSON Feed)\" href=\"../updates/report/feed.json\"";
    assert!(updates.contains(link), "{}", &updates[..updates.find("<body").unwrap()]);
    // A site without updates has no feed, and leads to none.
    let bare = project("-- content/home.md --\nA.\n", AS_OF);
    assert!(!page(&bare, "index.html").contains("feed"));
    assert!(rendered(&bare).iter().all(|(path, _)| !path.contains("feed")));
}
