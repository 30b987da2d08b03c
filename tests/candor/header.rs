//! The header and the foot of every page: which sections the navigation names, what a site may name instead, its
//! pictures and its notes.

use crate::support::{page, project, rendered};

const SMALL: &str = include_str!("../fixtures/small-site.txt");

/// The settings of a site in two languages, with more lines.
fn settings(more: &str) -> String {
    format!(
        "-- candor.toml --\ntitle = {{ en = \"Small\", zh-Hans = \"小站\" }}\nbase_url = \"https://t.example/trust/\"\n\
         locales = [\"en\", \"zh-Hans\"]\n{more}"
    )
}

/// The small site with more settings.
fn home(more: &str) -> String {
    page(&project(&format!("{SMALL}{}", settings(more)), "2026-11-21"), "index.html")
}

/// What stands in links between two places of a page, with where each leads.
fn links(html: &str, from: &str, to: &str) -> Vec<String> {
    let (_, part) = html.split_once(from).unwrap();
    let part = part.split(to).next().unwrap();
    let link = |link: &str| {
        let (attributes, rest) = link.split_once('>').unwrap();
        let href = attributes.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
        format!("{} {href}", rest.split('<').next().unwrap())
    };
    part.split("<a ").skip(1).map(link).collect()
}

fn bar(html: &str) -> Vec<String> {
    links(html, "<ul class=\"nav-bar\">", "</ul>")
}

/// The items that the bar has no room for.
fn more(html: &str) -> Vec<String> {
    let panel = links(html, "<ul class=\"panel\">", "</ul>");
    let others = panel.into_iter().skip(bar(html).len());
    others.filter(|item| !item.starts_with("简体中文")).collect()
}

#[test]
fn only_sections_with_content_are_named() {
    let site = "-- content/glossary/term.md --\n+++\nname = \"Term\"\n+++\nA word.\n\
        -- content/updates/2026-01-01-draft.md --\n+++\ntitle = \"Hidden\"\ndraft = true\n+++\nText.\n";
    let project = project(site, "2026-11-21");
    let home = page(&project, "index.html");
    assert_eq!(bar(&home), ["Glossary glossary/", "A to Z a-z/"]);
    assert_eq!(more(&home), [""; 0]);
    assert_eq!(links(&page(&project, "search/index.html"), "<main", "</ul>")[0], "Glossary ../glossary/");
    assert!(page(&project, "updates/index.html").contains("<h1"), "the page of an empty section is there");
    let with_update = site.replace("draft = true\n", "");
    let home = page(&crate::support::project(&with_update, "2026-11-21"), "index.html");
    assert_eq!(bar(&home), ["Updates updates/", "Glossary glossary/", "A to Z a-z/"]);
}

#[test]
fn a_site_without_records_names_no_section() {
    let home = page(&project("", "2026-11-21"), "index.html");
    assert!(!home.contains("class=\"site-nav"), "{home}");
}

#[test]
fn one_report_alone_is_compared_with_nothing() {
    let report = |provider: &str| {
        format!(
            "-- content/providers/{provider}/provider.toml --\nname = \"{provider}\"\n\
             -- content/providers/{provider}/reports/soc-2.toml --\nframework = \"soc-2\"\n"
        )
    };
    let framework = "-- content/frameworks/soc-2.toml --\nname = \"SOC 2\"\nassurance = \"attestation\"\n";
    let is_named = |reports: &str| {
        let home = page(&project(&format!("{framework}{reports}"), "2026-11-21"), "index.html");
        [bar(&home), more(&home)].concat().contains(&"Compare compare/".to_owned())
    };
    assert!(!is_named(&report("acme")));
    assert!(is_named(&(report("acme") + &report("other"))));
}

#[test]
fn a_site_names_its_own_navigation() {
    let nav = "[[nav]]\nto = \"page:subprocessors\"\n[[nav]]\nto = \"report:acme/soc-2\"\ntitle = { en = \"Our report\", zh-Hans = \"报告\" }\n\
        [[nav]]\nto = \"topic:basics\"\n[[nav]]\nurl = \"https://status.example/\"\ntitle = \"Status\"\n\
        [[nav]]\nurl = \"mailto:trust@t.example\"\ntitle = \"Write to us\"\n[[nav]]\nto = \"page:nowhere\"\n\
        [[nav]]\nto = \"page:documents\"\n[[nav]]\nto = \"term:attestation\"\n";
    let html = home(nav);
    let expected = [
        "Subprocessors subprocessors/",
        "Our report providers/acme/soc-2/",
        "Basics faq/basics/",
        "Status https://status.example/",
        "Write to us mailto:trust@t.example",
        "Documents documents/",
    ];
    assert_eq!(bar(&html), expected);
    assert_eq!(more(&html), ["Attestation glossary/#attestation"]);
    let site = project(&format!("{SMALL}{}", settings(nav)), "2026-11-21");
    let chinese = page(&site, "zh-Hans/documents/index.html");
    assert!(chinese.contains("<a href=\"../../zh-Hans/documents/\" aria-current=\"true\">"), "{chinese}");
    assert!(chinese.contains(">报告</a>"));
    let current = |path: &str| -> Vec<String> {
        let html = page(&site, path);
        let (_, bar) = html.split_once("<ul class=\"nav-bar\">").unwrap();
        let items = bar.split("</ul>").next().unwrap().split("<li>");
        let current = items.filter_map(|item| item.split_once("aria-current=\"true\">"));
        current.map(|(_, text)| text.split('<').next().unwrap().to_owned()).collect()
    };
    assert_eq!(current("providers/acme/soc-2/index.html"), ["Our report"]);
    assert_eq!(current("faq/basics/index.html"), ["Basics"]);
    assert_eq!(current("faq/basics/what/index.html"), ["Basics"], "an entry lies below its topic");
    assert_eq!(current("documents/index.html"), ["Documents"]);
    assert_eq!(current("glossary/index.html"), [""; 0], "a term is only part of the page");
}

#[test]
fn a_page_has_one_style_which_ends_with_the_accent_color() {
    let style = |more: &str| {
        let site = project(&format!("{SMALL}{}", settings(more)), "2026-11-21");
        let html = page(&site, "index.html");
        assert_eq!(html.matches("rel=\"stylesheet\"").count(), 1);
        let path = html.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let text = page(&site, &path);
        (path, text)
    };
    let (blue, text) = style("accent = \"#0f5ea8\"\n");
    let (_, last) = text.rsplit_once("\n:root{").unwrap();
    assert!(last.starts_with("--accent:#0f5ea8;--accent-contrast:#fff}"), "{last}");
    assert_ne!(blue, style("accent = \"#a2261c\"\n").0, "its name goes with its bytes");
    let own = "theme = \"own\"\n-- themes/own/assets/style.css --\nbody { color: red }\n";
    assert!(style(own).1.starts_with("body { color: red }\n:root{--accent:"));
}

#[test]
fn the_bar_has_room_for_so_many_letters() {
    let item = |title: &str| format!("[[nav]]\nto = \"page:documents\"\ntitle = \"{title}\"\n");
    let latin = home(&[item(&"a".repeat(30)), item(&"b".repeat(25)), item("c")].concat());
    assert_eq!((bar(&latin).len(), more(&latin).len()), (2, 1));
    let wide = home(&[item(&"字".repeat(15)), item(&"字".repeat(13)), item("c")].concat());
    assert_eq!((bar(&wide).len(), more(&wide).len()), (1, 2));
}

#[test]
fn a_logo_keeps_its_room_and_an_icon_takes_the_place_of_the_built_in_one() {
    let pictures = "logo = \"static/logo.svg\"\nlogo_dark = \"static/dark.svg\"\nicon = \"static/icon.ico\"\n\
        -- static/logo.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120px\" height='32.5'/>\n\
        -- static/dark.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 240,64\"/>\n-- static/icon.ico --\nx\n";
    let html = home(pictures);
    assert!(html.contains("<img src=\"logo.svg\" alt=\"Small\" width=\"120\" height=\"32\">"), "{html}");
    assert!(
        html.contains(
            "<source srcset=\"dark.svg\" media=\"(prefers-color-scheme: dark)\" width=\"240\" height=\"64\">"
        )
    );
    assert!(html.contains("<link rel=\"icon\" type=\"image/x-icon\" href=\"icon.ico\">"));
    let missing = home("logo = \"static/none.svg\"\n");
    assert!(missing.contains("<span>Small</span>") && !missing.contains("<img"), "{missing}");
}

#[test]
fn the_touch_icon_is_a_png_of_the_accent_color() {
    let icon = |accent: &str| {
        let site = project(&format!("{SMALL}{}", settings(&format!("accent = \"{accent}\"\n"))), "2026-11-21");
        let (path, bytes) = rendered(&site).into_iter().find(|(path, _)| path.contains("touch-icon")).unwrap();
        assert!(page(&site, "index.html").contains(&format!("sizes=\"180x180\" href=\"{path}\"")));
        bytes
    };
    let blue = icon("#0f5ea8");
    assert_eq!(blue[..24], *b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\xb4\0\0\0\xb4");
    assert_eq!(blue[41..44], [0x0f, 0x5e, 0xa8], "the first color of the palette");
    assert!(blue.len() < 4_000, "{}", blue.len());
    assert_ne!(blue, icon("#a2261c"));
}

#[test]
fn a_hero_stands_before_what_the_home_page_says() {
    let site = project(
        &format!("{SMALL}{}", settings("hero = { en = \"We show it.\", zh-Hans = \"有据可查。\" }\n")),
        "2026-11-21",
    );
    assert!(page(&site, "index.html").contains("<p class=\"hero\">We show it.</p>"));
    assert!(page(&site, "index.md").contains("\nWe show it.\n"));
    assert!(page(&site, "zh-Hans/index.html").contains("<p class=\"hero\">有据可查。</p>"));
    assert!(page(&site, "index.json").contains("\"hero\":{\"text\":\"We show it.\"}"));
    assert!(!page(&site, "about/index.html").contains("class=\"hero\""));
}

#[test]
fn notes_at_the_foot_stand_in_the_languages_that_they_have() {
    let notes = "[[footer]]\ntext = { zh-Hans = \"京ICP备00000000号\" }\nurl = \"https://beian.example/\"\n[[footer]]\ntext = \"Small Ltd\"\n";
    let site = project(&format!("{SMALL}{}", settings(notes)), "2026-11-21");
    let chinese = page(&site, "zh-Hans/faq/index.html");
    assert!(chinese.contains("<li><a href=\"https://beian.example/\">京ICP备00000000号</a></li>\n<li>Small Ltd</li>"));
    let english = page(&site, "faq/index.html");
    assert!(english.contains("<ul class=\"fine-print\">\n<li>Small Ltd</li>\n</ul>"), "{english}");
}

#[test]
fn of_two_languages_the_other_is_linked_and_more_are_folded() {
    let two = home("");
    let (_, languages) = two.split_once("<nav class=\"languages\"").unwrap();
    let languages = languages.split("</nav>").next().unwrap();
    assert!(!languages.contains("<details") && !languages.contains("English"), "{languages}");
    assert_eq!(languages.matches("<a ").count(), 1);
    let three = settings("").replace("\"zh-Hans\"]", "\"zh-Hans\", \"de\"]");
    let three = page(&project(&format!("{SMALL}{three}"), "2026-11-21"), "index.html");
    let (_, languages) = three.split_once("<nav class=\"languages\"").unwrap();
    assert!(languages.contains("<details class=\"menu\"><summary><span lang=\"en\">English</span></summary>"));
}

#[test]
fn a_page_names_itself_to_social_networks() {
    let site = project(SMALL, "2026-11-21");
    let report = page(&site, "zh-Hans/providers/acme/soc-2/index.html");
    for meta in [
        "<meta property=\"og:type\" content=\"website\">",
        "<meta property=\"og:url\" content=\"https://t.example/trust/zh-Hans/providers/acme/soc-2/\">",
        "<meta property=\"og:site_name\" content=\"小站\">",
        "<meta property=\"og:locale\" content=\"zh_CN\">",
        "<meta property=\"og:locale:alternate\" content=\"en_US\">",
        "<meta name=\"twitter:card\" content=\"summary\">",
    ] {
        assert!(report.contains(meta), "{meta}");
    }
    let english = page(&site, "providers/acme/soc-2/index.html");
    assert!(english.contains("<meta property=\"og:title\" content=\"Acme SOC 2 Type II (2026)\">"), "{english:.3000}");
    assert!(page(&site, "faq/basics/what/index.html").contains("content=\"article\""));
    // An untranslated page stands in for the original.
    let untranslated = page(&site, "zh-Hans/faq/access/how/index.html");
    assert!(untranslated.contains("og:locale\" content=\"en_US\"") && !untranslated.contains("og:locale:alternate"));
    assert!(!page(&site, "404.html").contains("og:"));
}

#[test]
fn a_page_in_the_folder_of_another_is_below_it() {
    let file =
        |path: &str, title: &str| format!("-- content/pages/{path}.md --\n+++\ntitle = \"{title}\"\n+++\nText.\n");
    let site = [file("legal", "Legal"), file("legal/terms", "Terms"), file("press/logo", "Logo")].concat();
    let project = project(&site, "2026-11-21");
    let terms = page(&project, "legal/terms/index.html");
    let trail = |html: &str| links(html, "<nav class=\"breadcrumbs\"", "</nav>");
    assert_eq!(trail(&terms), ["Home ../../", "Legal ../../legal/"]);
    assert_eq!(trail(&page(&project, "press/logo/index.html")), ["Home ../../"]);
    let foot = links(&terms, "<footer", "</footer>");
    let pages: Vec<&String> = foot.iter().filter(|link| !link.contains("search/") && !link.contains("a-z/")).collect();
    assert_eq!(pages[..2], ["Legal ../../legal/", "Logo ../../press/logo/"], "{foot:?}");
    assert!(!foot.iter().any(|link| link.starts_with("Terms")), "{foot:?}");
    let with_nav = format!("{site}{}", settings("[[nav]]\nto = \"page:legal\"\n"));
    let terms = page(&crate::support::project(&with_nav, "2026-11-21"), "legal/terms/index.html");
    assert!(terms.contains("<a href=\"../../legal/\" aria-current=\"true\">Legal</a>"), "{terms}");
}
