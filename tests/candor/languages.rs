//! Sites in languages of all kinds: their direction, their order, their numbers and dates, and what stands in for strings
//! that they lack.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use candor::project::Project;

use crate::support::{page, project};

const AS_OF: &str = "2026-11-07";

/// A site in some languages, with more files.
fn site(locales: &str, files: &str) -> Project {
    let config = "-- candor.toml --\ntitle = \"T\"\nbase_url = \"https://t.example/\"\ntheme = \"own\"\n";
    project(&format!("{config}locales = [{locales}]\n-- themes/own/assets/empty.css --\n{files}"), AS_OF)
}

/// Terms in the first language of the site, each with a name.
fn terms(names: &[&str]) -> String {
    (0..).zip(names).fold(String::new(), |mut text, (number, name)| {
        let _ = write!(text, "-- content/glossary/t{number}.md --\n+++\nname = \"{name}\"\n+++\nx\n");
        text
    })
}

/// What stands between two texts, each time that it does.
fn between<'t>(text: &'t str, before: &str, behind: &str) -> Vec<&'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(behind).next()).collect()
}

/// The headings of the index and the names below them, in their order.
fn index(project: &Project, path: &str) -> (String, String) {
    let page = page(project, path);
    let headings = between(&page, "<h2 id=\"letter-", "</h2>");
    let headings: Vec<&str> = headings.into_iter().filter_map(|heading| Some(heading.split_once('>')?.1)).collect();
    let list = page.split("<main").nth(1).unwrap();
    let names: Vec<&str> =
        between(list, "glossary/#t", "</a>").into_iter().map(|n| n.split('>').nth(1).unwrap()).collect();
    (headings.join(" "), names.join(" "))
}

#[track_caller]
fn assert_sorted(locale: &str, names: &[&str], headings: &str, order: &str) {
    let project = site(&format!("\"{locale}\""), &terms(names));
    let (found, sorted) = index(&project, "a-z/index.html");
    assert_eq!((&*found, &*sorted), (headings, order), "{locale}");
}

#[test]
fn accents_stand_under_their_letters() {
    let names =
        ["Zebra", "Äpfel", "Österreich", "Oslo", "éclair", "Eagle", "Łódź", "Lund", "lynx", "3DES", "ßeta", "ﬁle"];
    let order = "3DES Äpfel Eagle éclair ﬁle Łódź Lund lynx Oslo Österreich ßeta Zebra";
    let headings = "0–9 A E F L O S Z";
    assert_sorted("de", &names, headings, order);
}

#[test]
fn letters_of_a_language_stand_where_it_has_them() {
    assert_sorted("sv", &["Ångström", "Östersund", "Zebra", "Apa"], "A Z Å Ö", "Apa Zebra Ångström Östersund");
    assert_sorted("da", &["Ærø", "Zebra", "Øst", "Abe"], "A Z Æ Ø", "Abe Zebra Ærø Øst");
    assert_sorted("es", &["ñu", "oso", "nube"], "N Ñ O", "nube ñu oso");
    assert_sorted("uk", &["їжак", "Іван", "абрикос", "йод"], "А І Ї Й", "абрикос Іван їжак йод");
    assert_sorted("el", &["Ώρα", "άλφα", "βήτα"], "Α Β Ω", "άλφα βήτα Ώρα");
    assert_sorted("ar", &["أمن", "بيانات", "ابتكار"], "ا ب", "ابتكار أمن بيانات");
    assert_sorted("ka", &["ბანი", "ანი"], "ა ბ", "ანი ბანი");
}

#[test]
fn east_asian_names_stand_under_their_sounds_or_strokes() {
    assert_sorted("zh-Hans", &["数据", "安全", "报告", "Acme", "城市"], "A B C S", "安全 Acme 报告 城市 数据");
    assert_sorted("zh-CN", &["数据", "安全"], "A S", "安全 数据");
    // The first character of the city is read otherwise than alone.
    assert_sorted("zh", &["重量", "虫", "重庆"], "C Z", "虫 重庆 重量");
    assert_sorted("en", &["重量", "重庆"], "C Z", "重庆 重量");
    assert_sorted("zh-Hant", &["數據", "安全", "報告", "Acme"], "A 6劃 12劃 15劃", "Acme 安全 報告 數據");
    assert_sorted("ko", &["보안", "까치", "가나"], "ㄱ ㅂ", "가나 까치 보안");
    assert_sorted(
        "ja",
        &["データ", "さくら", "ざくろ", "あお", "監査"],
        "あ さ た 漢字",
        "あお さくら ざくろ データ 監査",
    );
    assert_sorted("en", &["数据", "安全", "Zebra"], "A S Z", "安全 数据 Zebra");
}

#[test]
fn lists_go_by_names_as_the_index_does() {
    let project = site("\"en\", \"sv\"", &terms(&["Zebra", "Äpfel", "éclair", "Eagle"]));
    let names = |path: &str| {
        let page = page(&project, path);
        let headings = between(&page, "<h2><a href=\"#t", "</a>");
        headings.into_iter().map(|h| h.rsplit("\">").next().unwrap().replace("</span>", "")).collect::<Vec<_>>()
    };
    assert_eq!(names("glossary/index.html"), ["Äpfel", "Eagle", "éclair", "Zebra"]);
    assert_eq!(names("sv/glossary/index.html"), ["Eagle", "éclair", "Zebra", "Äpfel"]);
}

#[test]
fn a_page_says_which_way_it_runs() {
    let term = "-- content/glossary/t.md --\n+++\nname = { en = \"Key\", ar = \"مفتاح\" }\n+++\nA key.\n";
    for tag in ["ar", "he", "fa", "ur", "ps", "ug", "yi", "az-Arab"] {
        let html = page(&site(&format!("\"{tag}\""), ""), "index.html");
        assert!(html.contains(&format!("<html lang=\"{tag}\" dir=\"rtl\">")), "{tag}");
    }
    for tag in ["en", "zh-Hans", "az", "uz-Latn", "ms"] {
        let html = page(&site(&format!("\"{tag}\""), ""), "index.html");
        assert!(html.contains(&format!("<html lang=\"{tag}\">")), "{tag}");
    }
    let project = site("\"en\", \"ar\"", term);
    let arabic = page(&project, "ar/glossary/index.html");
    assert!(arabic.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(arabic.contains("<div class=\"prose\" lang=\"en\" dir=\"ltr\">"), "{arabic}");
    let english = page(&project, "glossary/index.html");
    assert!(english.contains("<span lang=\"ar\" dir=\"rtl\">مفتاح</span>"), "{english}");
    let parts = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/assets/style.css");
    let parts = fs::read_dir(parts).unwrap().map(|part| fs::read_to_string(part.unwrap().path()).unwrap());
    let style: String = parts.collect();
    for side in ["margin-left", "margin-right", "padding-left", "padding-right", "border-left", "border-right"] {
        assert!(!style.contains(side), "{side}");
    }
}

/// The languages that the home page offers.
fn switch(locales: &str) -> String {
    let html = page(&site(locales, ""), "index.html");
    let nav = html.split("class=\"languages\"").nth(1).unwrap().split("</nav>").next().unwrap();
    let names = between(nav, "<li>", "</li>").into_iter().map(|item| item.split(['>', '<']).nth(2).unwrap());
    names.collect::<Vec<_>>().join(" | ")
}

#[test]
fn each_language_is_named_in_itself() {
    let names = switch(
        "\"en\", \"ar\", \"uk\", \"sr-Latn\", \"zh-hant\", \"zh-CN\", \"pt-BR\", \"pt-PT\", \"en_gb\", \"en-KE\"",
    );
    let expected = "English | العربية | Українська | Srpski (latinica) | 繁體中文 | 简体中文 | Português | Português europeu | \
        British English | English (KE)";
    assert_eq!(names, expected);
    let own = "-- themes/own/i18n/la.toml --\nlanguage_name = \"Latina\"\n";
    let html = page(&site("\"en\", \"la\"", own), "index.html");
    assert!(html.contains(">Latina</a>"), "{html}");
}

#[test]
fn strings_come_from_the_nearest_catalog() {
    let home = |locale: &str, files: &str| page(&site(&format!("\"{locale}\""), files), "index.html");
    assert!(home("en-GB", "").contains("Skip to the content"));
    assert!(home("zh-SG", "").contains("跳到正文"));
    let traditional = home("zh-TW", "");
    assert!(traditional.contains("搜尋") && !traditional.contains("搜索"), "{traditional}");
    let own = "-- themes/own/i18n/en.toml --\nskip_to_content = \"Skip\"\n-- themes/own/i18n/en-gb.toml --\nlanguage_name = \"Ours\"\n";
    assert!(home("en-GB", own).contains(">Skip</a>"));
    let serbian = "-- themes/own/i18n/sr.toml --\nskip_to_content = \"Пређи\"\n";
    assert!(home("sr-Latn", serbian).contains("Skip to the content"), "another script is another language to readers");
    assert!(home("sr-Cyrl-RS", serbian).contains("Пређи"));
}

#[test]
fn a_missing_catalog_is_one_finding_that_counts_all_keys() {
    let project = site("\"en\", \"uk\"", "");
    let findings = project.check();
    let lacking: Vec<_> = findings.iter().filter(|finding| finding.code.name() == "missing-string").collect();
    assert_eq!(lacking.len(), 1);
    let named = lacking[0].help.as_deref().unwrap().rsplit(": ").next().unwrap();
    // The first of them stand for all, whose number ends the list.
    let (named, more) = named.rsplit_once(" and ").unwrap();
    let named: BTreeSet<&str> = named.split(", ").collect();
    let more: usize = more.strip_suffix(" more").unwrap().parse().unwrap();
    let catalog = project.strings("uk").unwrap();
    let printed = catalog.lines().filter_map(|line| Some(line.strip_prefix("# ")?.split_once(" = ")?.0));
    let printed: BTreeSet<&str> = printed.collect();
    assert!(named.is_subset(&printed), "{named:?}");
    assert_eq!(named.len() + more, printed.len());
    assert!(printed.len() > 350, "{printed:?}");
}

#[test]
fn a_catalog_to_translate_keeps_what_there_is() {
    let own = "-- themes/own/i18n/uk.toml --\nnav_home = \"Головна\"\ndays = { one = \"{n} день\", few = \"{n} дні\", many = \"{n} днів\", other = \"{n} дня\" }\n\
        -- themes/own/templates/home.html --\n{% extends \"default/home.html\" %}{# t.greeting #}\n";
    let project = site("\"en\", \"uk\"", own);
    let catalog = project.strings("UK").unwrap();
    assert!(catalog.contains("\nnav_home = \"Головна\"  # Home\n"), "{catalog}");
    assert!(catalog.contains("\n# nav_faq = \"Questions\"\n"), "{catalog}");
    assert!(
        catalog.contains(
            "\ndays = { one = \"{n} день\", few = \"{n} дні\", many = \"{n} днів\", other = \"{n} дня\" }  #"
        ),
        "{catalog}"
    );
    let results = "\n# search_many = { one = \"{n} result\", few = \"{n} results\", many = \"{n} results\", other = \"{n} results\" }\n";
    assert!(catalog.contains(results), "{catalog}");
    assert!(catalog.contains("\n# greeting = \"\"\n"), "{catalog}");
    // Translated in full, it is a catalog without a finding.
    let translated: String = catalog
        .lines()
        .map(|line| match line.strip_prefix("# ").filter(|line| line.contains(" = ")) {
            Some(line) => format!("{line}\n"),
            None => format!("{line}\n"),
        })
        .collect();
    let files =
        format!("-- themes/own/i18n/uk.toml --\n{translated}{}", &own[own.find("-- themes/own/templates").unwrap()..]);
    let findings = site("\"uk\"", &files).check();
    let found: Vec<&str> = findings.iter().map(|finding| finding.code.name()).collect();
    assert_eq!(found, ["unused-theme-file"], "the empty style of this test is all there is to find");
    assert_eq!(project.strings("Ukrainian"), None);
}

/// A site with two reports, `gap` days apart.
fn with_gap(locales: &str, start: &str, files: &str) -> Project {
    let report = |id: &str, start: &str, end: &str, more: &str| {
        format!(
            "-- content/providers/acme/reports/{id}.toml --\nframework = \"soc-2\"\nperiod = {{ start = {start}, end = {end} }}\n{more}"
        )
    };
    let reports = report("old", "2024-01-01", "2024-12-31", "")
        + &report("new", start, "2025-12-31", "supersedes = \"old\"\nservices = { min = 1 }\n");
    let rest = "-- content/providers/acme/provider.toml --\nname = \"Acme\"\n-- content/frameworks/soc-2.toml --\nname = \"SOC 2\"\n";
    site(locales, &format!("{rest}{reports}{files}"))
}

#[test]
fn one_and_many_are_told_apart() {
    let timeline = |start: &str| page(&with_gap("\"en\"", start, ""), "timeline/index.html");
    assert!(timeline("2025-01-02").contains("Gap to the previous period: 1 day<"));
    assert!(timeline("2025-01-03").contains("Gap to the previous period: 2 days<"));
    let report = page(&with_gap("\"en\"", "2025-01-02", ""), "providers/acme/new/index.html");
    assert!(report.contains("at least 1 service<"), "{report}");
    let own = "-- themes/own/i18n/uk.toml --\ndays = { one = \"{n} день\", few = \"{n} дні\", many = \"{n} днів\", other = \"{n} дня\" }\n";
    for (start, days) in
        [("2025-01-02", "1 день"), ("2025-01-04", "3 дні"), ("2025-01-06", "5 днів"), ("2025-01-22", "21 день")]
    {
        let html = page(&with_gap("\"uk\"", start, own), "timeline/index.html");
        assert!(html.contains(&format!(": {days}<")), "{days}");
    }
    // A language without a catalog has English strings, which count as English does.
    let html = page(&with_gap("\"uk\"", "2025-01-22", ""), "timeline/index.html");
    assert!(html.contains("Gap to the previous period: 21 days<"));
}

#[test]
fn chinese_keeps_a_space_from_other_words_only() {
    let lead = |names: [&str; 2]| {
        let framework = |(id, name): (&str, &str)| {
            format!(
                "-- content/frameworks/{id}.toml --\nname = \"{name}\"\nassurance = \"attestation\"\n\
                 -- content/providers/acme/reports/{id}.toml --\nframework = \"{id}\"\nissued_on = 2026-07-01\n\
                 period = {{ start = 2025-07-01, end = 2026-06-30 }}\nservices = [\"vault\"]\n"
            )
        };
        let reports: String = ["a", "b"].into_iter().zip(names).map(framework).collect();
        let provider = "-- content/providers/acme/provider.toml --\nname = \"Acme\"\n\
            -- content/providers/acme/services.toml --\n[[service]]\nid = \"vault\"\nname = \"Vault\"\n";
        let html = page(&site("\"zh-Hans\"", &format!("{provider}{reports}")), "scope/acme/vault/index.html");
        between(&html, "<p class=\"lead\">", "</p>")[0].to_owned()
    };
    assert_eq!(lead(["SOC 2", "ISO 27001"]), "在 SOC 2 和 ISO 27001 的范围内。");
    assert_eq!(lead(["等保", "密评"]), "在等保和密评的范围内。");
    assert_eq!(lead(["SOC 2（2026）", "等保"]), "在 SOC 2（2026）和等保的范围内。");
    assert_eq!(lead(["SOC 2", "等保"]), "在 SOC 2 和等保的范围内。");
}

#[test]
fn dates_are_in_the_order_of_the_language() {
    let dates = [
        ("en", "7 November 2026"),
        ("en-GB", "7 November 2026"),
        ("en-US", "November 7, 2026"),
        ("zh-Hans", "2026年11月7日"),
        ("de", "7. November 2026"),
        ("hu", "2026. november 7."),
        ("ko", "2026년 11월 7일"),
        ("fa", "۷ نوامبر ۲۰۲۶"),
        ("ar", "7 نوفمبر 2026"),
    ];
    for (locale, date) in dates {
        let html = page(&site(&format!("\"{locale}\""), ""), "index.html");
        let written = html.split("class=\"colophon\"").nth(1).unwrap().split("</time>").next().unwrap();
        assert!(written.ends_with(date), "{locale}: {written}");
    }
    let own = "-- themes/own/i18n/de.toml --\ndate_format = \"{day}.{m}.{year}\"\n";
    assert!(page(&site("\"de\"", own), "index.html").contains("7.11.2026</time>"));
}

#[test]
fn tags_are_read_in_any_case() {
    let files = "-- content/pages/about.md --\n+++\ntitle = \"About\"\n+++\nx\n\
        -- content/pages/about.ZH-hans.md --\n+++\ntitle = \"关于\"\n+++\nx\n";
    let project = site("\"EN\", \"zh_HANS\"", files);
    let missing = |finding: &candor::diag::Diagnostic| finding.code.name() == "missing-translation";
    assert!(!project.check().iter().any(missing));
    assert!(page(&project, "zh-Hans/about/index.html").contains("关于"));
    assert!(page(&site("\"IW\"", ""), "index.html").contains("<html lang=\"he\" dir=\"rtl\">"));
}

#[test]
fn the_sitemap_has_the_alternates_of_the_pages() {
    let project = site("\"en\", \"zh-Hans\"", "");
    let sitemap = page(&project, "sitemap.xml");
    let urls = sitemap.matches("<url>").count();
    let link = "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://t.example/\"/>";
    assert_eq!(sitemap.matches(link).count(), 2, "{sitemap}");
    assert_eq!(sitemap.matches("hreflang=\"x-default\"").count(), urls);
    assert!(!page(&site("\"en\"", ""), "sitemap.xml").contains("x-default"));
}

#[test]
fn a_host_beyond_ascii_is_given_as_name_servers_know_it() {
    let config = "-- candor.toml --\ntitle = \"T\"\nbase_url = \"https://vertrauen.größe.example:8443/a\"\n";
    let project = project(config, AS_OF);
    let base = "https://vertrauen.xn--gre-6ka8i.example:8443/a/";
    assert!(page(&project, "robots.txt").contains(&format!("Sitemap: {base}sitemap.xml\n")));
    assert!(page(&project, "sitemap.xml").contains(&format!("<loc>{base}</loc>")));
    assert!(page(&project, "index.html").contains(&format!("<link rel=\"canonical\" href=\"{base}\">")));
}

#[test]
fn an_old_address_leads_on_by_a_script_and_without_one() {
    let files = "-- content/faq/t/topic.toml --\ntitle = \"T\"\n-- content/faq/t/e.md --\n+++\nquestion = \"Q?\"\naliases = [\"/old/page/\"]\n+++\nx\n";
    let html = page(&site("\"en\"", files), "old/page/index.html");
    assert!(html.contains("<meta http-equiv=\"refresh\" content=\"0; url=../../faq/t/e/\">"), "{html}");
    assert!(html.contains("<a href=\"../../faq/t/e/\" data-moved>"), "{html}");
}
