//! Writes a complete trust center of any size, the same bytes for the same seed.
//!
//! 1. The frame: `candor.toml`, the home page, a free page, updates.
//! 2. The records: frameworks, criteria, glossary, eight providers with three reports each.
//! 3. The entries: topics of a hundred questions, one in twenty or all of them also in Chinese.
//!
//! Every entry draws from a generator of its own, seeded by the site's seed and the entry's number: a site of 100,000
//! entries begins with the entries of the site of 10,000 (the last of which link elsewhere), and a translation repeats
//! the draws of its original, so that the two say the same. The corpus has no dead link, no missing reader fact and no
//! report that is stale on 2026-11-21. It names no real provider and does not know how the program reads it.

#![expect(clippy::format_push_string, reason = "`+=` reads better here than `write!` and a result to drop")]

mod company;
mod entry;
mod provider;
mod random;
mod reference;
mod sentence;
mod vocabulary;

use std::fs;
use std::io;
use std::path::Path;

use entry::{ENTRIES_PER_TOPIC, Entries};
use random::Random;
use sentence::Locale;
use vocabulary::SUBJECTS;

/// How many questions a site has, and how many of them in both languages.
#[derive(Clone, Copy)]
pub(crate) struct Corpus {
    pub(crate) entries: usize,
    pub(crate) seed: u64,
    /// One entry in so many is translated.
    pub(crate) one_translated_in: usize,
    /// Whether the first provider is the site's own company, which speaks of itself and of the others.
    pub(crate) has_company: bool,
}

impl Corpus {
    /// The site of most measurements.
    pub(crate) fn of(entries: usize, seed: u64) -> Self {
        Self { entries, seed, one_translated_in: 20, has_company: false }
    }
}

/// Writes a site below `root`, which may not hold another site's files.
pub(crate) fn generate(root: &Path, corpus: Corpus) -> io::Result<()> {
    let content = root.join("content");
    write(&root.join("candor.toml"), SITE)?;
    write(&content.join("pages/about.md"), ABOUT)?;
    write(&content.join("pages/about.zh-Hans.md"), ABOUT_CHINESE)?;
    let n_topics = corpus.entries.div_ceil(ENTRIES_PER_TOPIC);
    write(&content.join("home.md"), &home(n_topics, Locale::English))?;
    write(&content.join("home.zh-Hans.md"), &home(n_topics, Locale::Chinese))?;

    reference::write_all(&content, &mut Random::new(corpus.seed))?;
    provider::write_all(&content)?;
    for topic in 0..n_topics {
        write_topic(&content, topic)?;
    }
    for number in 0..corpus.entries {
        write_entry(&content, corpus, number)?;
    }
    if corpus.has_company { company::own_first_provider(&content) } else { Ok(()) }
}

fn write_topic(content: &Path, topic: usize) -> io::Result<()> {
    let subject = &SUBJECTS[topic % SUBJECTS.len()];
    let volume = topic / SUBJECTS.len() + 1;
    let text = format!(
        "title = {{ en = \"{}, part {volume}\", zh-Hans = \"{}（{volume}）\" }}\n\
         summary = {{ en = \"Questions about {}.\", zh-Hans = \"关于{}的问题。\" }}\n\
         order = {}\n",
        subject.en,
        subject.zh,
        subject.en.to_lowercase(),
        subject.zh,
        topic + 1,
    );
    write(&content.join(format!("faq/{}/topic.toml", entry::topic_id(topic))), &text)
}

fn write_entry(content: &Path, corpus: Corpus, number: usize) -> io::Result<()> {
    let entries = Entries { seed: corpus.seed, count: corpus.entries };
    let folder = content.join("faq").join(entry::topic_id(number / ENTRIES_PER_TOPIC));
    let id = entries.id(number);
    write(&folder.join(format!("{id}.md")), &entries.original(number))?;
    if entries.is_translated(number, corpus.one_translated_in) {
        write(&folder.join(format!("{id}.zh-Hans.md")), &entries.translation(number))?;
    }
    Ok(())
}

fn home(n_topics: usize, locale: Locale) -> String {
    let (front_matter, lead) = match locale {
        Locale::English => ("+++\ntitle = \"Trust center\"\n+++\n", "Questions come by topic, reports by provider."),
        Locale::Chinese => ("", "问题按主题排列，报告按提供商排列。"),
    };
    let mut links = String::new();
    for (topic, subject) in SUBJECTS.iter().enumerate().take(n_topics.min(8)) {
        links += &format!("- [{}](topic:{})\n", subject.in_locale(locale), entry::topic_id(topic));
    }
    format!("{front_matter}{lead}\n\n{links}")
}

/// Writes one file and the folders above it.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

const SITE: &str = r##"title = { en = "Meridian trust center", zh-Hans = "子午信任中心" }
description = { en = "What our providers state about security and compliance.", zh-Hans = "各提供商关于安全与合规的陈述。" }
base_url = "https://trust.example.com/"
locales = ["en", "zh-Hans"]
theme = "default"
accent = "#0f5ea8"

[policy]
fresh_months = 12

[[contact]]
name = { en = "Trust office", zh-Hans = "信任办公室" }
email = "trust@example.com"
url = "https://www.example.com/contact"

[[banner]]
text = { en = "The trust office is closed in the last week of December.", zh-Hans = "信任办公室十二月最后一周休息。" }
valid = { start = 2026-06-01, end = 2026-12-31 }
kind = "notice"
"##;

const ABOUT: &str = r#"+++
title = "About this site"
order = 1
+++
This site gathers what providers state about their systems, with the date and the place of every statement.

Start with the [SOC report](../glossary/soc-report.md), or with [the frameworks](framework:soc-2).
"#;

const ABOUT_CHINESE: &str = r#"+++
title = "关于本站"
+++
本站汇集各提供商对其系统的陈述，并注明每项陈述的日期与出处。

可先阅读[SOC 报告](../glossary/soc-report.md)，或查看[框架](framework:soc-2)。
"#;
