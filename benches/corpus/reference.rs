//! What belongs to no provider: frameworks, the criteria edition, the glossary, updates.

use std::io;
use std::path::Path;

use super::random::Random;
use super::sentence::{Locale, capitalized, paragraph, sentence};
use super::vocabulary::{FRAMEWORKS, PROVIDERS, SUBJECTS, TERMS};
use super::write;

const N_UPDATES: usize = 20;

/// Writes the folders `frameworks`, `criteria`, `glossary` and `updates`.
pub(super) fn write_all(content: &Path, random: &mut Random) -> io::Result<()> {
    write(&content.join("frameworks/soc-1.toml"), SOC_1)?;
    write(&content.join("frameworks/soc-2.toml"), SOC_2)?;
    write(&content.join("frameworks/iso-27001.toml"), ISO_27001)?;
    write(&content.join("criteria/tsp-100-2017.toml"), &criteria())?;
    write_glossary(&content.join("glossary"), random)?;
    write_updates(&content.join("updates"), random)
}

fn write_glossary(folder: &Path, random: &mut Random) -> io::Result<()> {
    for (id, name) in TERMS {
        // The clone makes the same draws again, for the other language.
        let mut again = random.clone();
        let (english, chinese) = (capitalized(name.en), name.zh);
        let definition = sentence(random, 0, Locale::English);
        let translation = sentence(&mut again, 0, Locale::Chinese);
        let deprecated = if *id == "soc-report" {
            "deprecated = [{ text = \"SAS 70 report\", use = \"SOC report\" }]\n"
        } else {
            ""
        };
        write(
            &folder.join(format!("{id}.md")),
            &format!(
                "+++\nname = \"{english}\"\n{deprecated}+++\n{english} is a word with one meaning here. {definition}\n"
            ),
        )?;
        write(
            &folder.join(format!("{id}.zh-Hans.md")),
            &format!("+++\nname = \"{chinese}\"\n+++\n{chinese}在本站只有一个含义。{translation}\n"),
        )?;
    }
    Ok(())
}

fn write_updates(folder: &Path, random: &mut Random) -> io::Result<()> {
    for number in 0..N_UPDATES {
        let provider = number % PROVIDERS.len();
        let (_, report) = FRAMEWORKS[number % FRAMEWORKS.len()];
        let subject = &SUBJECTS[number % SUBJECTS.len()];
        let kind = ["report", "scope", "policy", "site", "other"][number % 5];
        let path = format!("2026-{:02}-{:02}-update-{number:02}", number / 2 + 1, number % 27 + 1);
        let mut again = random.clone();
        let text = format!(
            "+++\ntitle = \"{}: a change at {}\"\nkind = \"{kind}\"\naffects = [\"report:{}/{report}\"]\n+++\n{}\n",
            subject.en,
            PROVIDERS[provider].name.en,
            PROVIDERS[provider].id,
            paragraph(random, provider, Locale::English, 3),
        );
        let translation = format!(
            "+++\ntitle = \"{}：{}的变更\"\n+++\n{}\n",
            subject.zh,
            PROVIDERS[provider].name.zh,
            paragraph(&mut again, provider, Locale::Chinese, 3),
        );
        write(&folder.join(format!("{path}.md")), &text)?;
        write(&folder.join(format!("{path}.zh-Hans.md")), &translation)?;
    }
    Ok(())
}

/// Nine series of common criteria with three criteria each, and two for every other category.
fn criteria() -> String {
    let mut text = CRITERIA_HEAD.to_owned();
    for (letters, category, n_series, per_series) in [
        ("CC", "security", 9, 3),
        ("A", "availability", 1, 3),
        ("PI", "processing-integrity", 1, 5),
        ("C", "confidentiality", 1, 2),
        ("P", "privacy", 8, 1),
    ] {
        for series in 1..=n_series {
            let subject = &SUBJECTS[series % SUBJECTS.len()];
            for number in 1..=per_series {
                text += &format!(
                    "\n[[criterion]]\nid = \"{letters}{series}.{number}\"\ncategory = \"{category}\"\n\
                     label = {{ en = \"{} {number}\", zh-Hans = \"{} {number}\" }}\n",
                    subject.en, subject.zh,
                );
            }
        }
    }
    text
}

const CRITERIA_HEAD: &str = r#"name = { en = "2017 trust services criteria", zh-Hans = "2017 年信任服务标准" }
summary = { en = "The edition that the reports here use.", zh-Hans = "本站报告所用的版本。" }
published = "2017-04"
transition = { start = 2017-04-15, end = 2018-12-15 }
categories = ["security", "availability", "processing-integrity", "confidentiality", "privacy"]
"#;

const SOC_1: &str = r#"name = "SOC 1"
full_name = { en = "System and Organization Controls 1", zh-Hans = "系统与组织控制 1" }
order = 1
summary = { en = "Controls relevant to the financial reporting of user entities.", zh-Hans = "与用户实体财务报告相关的控制。" }
assurance = "attestation"
issuer = { en = "An independent service auditor", zh-Hans = "独立的服务审计师" }
standards = ["SSAE 18"]

[[type]]
id = "type-1"
name = { en = "Type I", zh-Hans = "类型一" }
text = { en = "The design of controls at a date.", zh-Hans = "某一日期的控制设计。" }

[[type]]
id = "type-2"
name = { en = "Type II", zh-Hans = "类型二" }
text = { en = "Design and operation over a period.", zh-Hans = "一段期间内的设计与运行。" }

[[audience]]
text = { en = "Customers and their auditors", zh-Hans = "客户及其审计师" }
"#;

const SOC_2: &str = r#"name = "SOC 2"
full_name = { en = "System and Organization Controls 2", zh-Hans = "系统与组织控制 2" }
order = 2
summary = { en = "Controls relevant to the trust services categories.", zh-Hans = "与信任服务类别相关的控制。" }
assurance = "attestation"
issuer = { en = "An independent service auditor", zh-Hans = "独立的服务审计师" }
standards = ["SSAE 18"]
categories = ["security", "availability", "processing-integrity", "confidentiality", "privacy"]
editions = ["tsp-100-2017"]

[[type]]
id = "type-1"
name = { en = "Type I", zh-Hans = "类型一" }
text = { en = "The design of controls at a date.", zh-Hans = "某一日期的控制设计。" }

[[type]]
id = "type-2"
name = { en = "Type II", zh-Hans = "类型二" }
text = { en = "Design and operation over a period.", zh-Hans = "一段期间内的设计与运行。" }

[[audience]]
text = { en = "Customers, their auditors and regulators", zh-Hans = "客户、其审计师与监管机构" }
"#;

const ISO_27001: &str = r#"name = "ISO/IEC 27001"
full_name = { en = "Information security management systems", zh-Hans = "信息安全管理体系" }
order = 3
summary = { en = "Requirements for a management system of information security.", zh-Hans = "信息安全管理体系的要求。" }
assurance = "certification"
issuer = { en = "An accredited body", zh-Hans = "获认可的机构" }
standards = ["ISO/IEC 27001:2022"]

[[audience]]
text = { en = "Anyone", zh-Hans = "任何人" }
"#;
