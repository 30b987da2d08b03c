//! What the build writes for hosts: headers, redirects, and the files of the site's own that take their place.

use std::fs;

use crate::command::{errors, run, site, write};
use crate::support::{page, project, rendered};

const AS_OF: &str = "2026-11-21";
const SITE: &str = include_str!("../fixtures/small-site.txt");
/// What Cloudflare Pages reads of the two files.
const MOST_RULES: usize = 100;
const LONGEST_HEADER: usize = 2_000;

#[test]
fn the_headers_say_what_every_page_says_and_what_only_a_host_can() {
    let project = project(SITE, AS_OF);
    let headers = page(&project, "_headers");
    let policy = headers.lines().find_map(|line| line.strip_prefix("  Content-Security-Policy: ")).unwrap();
    let mut pages = 0;
    for (path, html) in rendered(&project).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(html).unwrap();
        let (_, stated) = html.split_once("http-equiv=\"Content-Security-Policy\" content=\"").unwrap();
        let expected = format!("{}; trusted-types search; frame-ancestors 'none'", stated.split('"').next().unwrap());
        assert_eq!(policy, expected, "{path}");
        pages += 1;
    }
    assert!(pages > 30, "{pages} pages");
}

#[test]
fn the_headers_keep_the_limits_of_hosts_and_begin_with_what_holds_for_all() {
    let headers = page(&project(SITE, AS_OF), "_headers");
    let rules: Vec<&str> = headers.lines().filter(|line| line.starts_with('/')).collect();
    assert!(rules[0] == "/*" && rules.len() <= MOST_RULES, "{rules:?}");
    assert!(headers.lines().all(|line| line.len() <= LONGEST_HEADER));
    // A pattern with two signs for anything is none to Cloudflare.
    assert!(rules.iter().all(|rule| rule.matches('*').count() <= 1), "{rules:?}");
    for (rule, headers) in headers.split("\n/").skip(2).filter_map(|rule| rule.split_once('\n')) {
        let name = headers.trim().strip_prefix("! ").and_then(|rest| rest.lines().next());
        assert!(name.is_some_and(|name| headers.contains(&format!("\n  {name}: "))), "{rule}: {headers}");
    }
}

#[test]
fn redirects_lead_from_the_top_of_what_is_published_to_the_addresses_of_readers() {
    let project = project(SITE, AS_OF);
    let expected = "# static/_redirects takes the place of this file.\n/faq/what/ /trust/faq/basics/what/ 301\n";
    assert_eq!(page(&project, "_redirects"), expected);
    assert_eq!(page(&project, ".nojekyll"), "");
    assert!(page(&project, "faq/what/index.html").contains("http-equiv=\"refresh\""));
}

#[test]
fn redirects_are_written_as_browsers_ask_for_them_and_name_nothing_hidden() {
    let fixture = "-- content/faq/t/topic.toml --\ntitle = \"T\"\n\
        -- content/faq/t/e.md --\n+++\nquestion = \"Q?\"\naliases = [\"/a(b)'c/\", \"/旧/\", \"/was.html\", \"/bare\"]\n+++\nx\n\
        -- content/faq/t/hidden.md --\n+++\nquestion = \"H?\"\ndraft = true\naliases = [\"/secret/\"]\n+++\nx\n";
    let redirects = page(&project(fixture, AS_OF), "_redirects");
    let lines: Vec<&str> = redirects.lines().skip(1).collect();
    let expected =
        ["/a(b)'c/ /faq/t/e/ 301", "/bare /faq/t/e/ 301", "/was.html /faq/t/e/ 301", "/%E6%97%A7/ /faq/t/e/ 301"];
    assert_eq!(lines, expected);
}

#[test]
fn more_redirects_than_a_host_follows_are_written_with_a_word_about_it() {
    let aliases = |from: usize, to: usize| (from..to).map(|n| format!("\"/old/{n}/\", ")).collect::<String>();
    let site = |n_aliases: usize| {
        let entry = format!("+++\nquestion = \"Q?\"\naliases = [{}]\n+++\nx\n", aliases(0, n_aliases));
        project(&format!("-- content/faq/t/topic.toml --\ntitle = \"T\"\n-- content/faq/t/e.md --\n{entry}"), AS_OF)
    };
    let few = page(&site(2_000), "_redirects");
    assert_eq!((few.lines().count(), few.matches('#').count()), (2_001, 1));
    let many = page(&site(2_001), "_redirects");
    assert_eq!((many.lines().count(), many.matches('#').count()), (2_003, 2));
    assert!(many.contains("follows the first 2000"), "{}", &many[..300]);
}

#[test]
fn files_of_the_site_take_the_place_of_those_for_hosts() {
    let own = ["_headers", "_redirects", ".nojekyll", "CNAME"];
    let files: String = own.iter().map(|name| format!("-- static/{name} --\nown {name}\n")).collect();
    let project = project(&format!("-- content/home.md --\nx\n{files}"), AS_OF);
    assert!(project.check().is_empty(), "{:?}", project.check());
    let rendered: std::collections::BTreeMap<_, _> = rendered(&project).into_iter().collect();
    for name in own {
        let copied = String::from_utf8_lossy(&rendered[name]);
        assert!(copied.contains(&format!("static/{name}")), "{name}: {copied}");
    }
}

#[test]
fn nothing_lies_below_a_file_for_hosts() {
    let site = "-- content/faq/t/topic.toml --\ntitle = \"T\"\n\
        -- content/faq/t/e.md --\n+++\nquestion = \"Q?\"\naliases = [\"/_headers/\", \"/_Redirects/x/\"]\n+++\nx\n\
        -- static/.nojekyll/x --\nx\n";
    let findings = project(site, AS_OF).check();
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code.name()).collect();
    assert_eq!(codes, ["invalid-value", "invalid-value", "reserved-file"], "{findings:#?}");
}

#[test]
fn a_build_after_files_were_put_into_static_needs_no_help() {
    let root = site("hosting");
    let build = || {
        let output = run(&root, &["build", "--as-of", AS_OF]);
        assert!(output.status.success(), "{}", errors(&output));
    };
    build();
    let read = |name: &str| fs::read_to_string(root.join("public").join(name)).unwrap();
    assert!(read("_headers").contains("\n/*\n  Content-Security-Policy: ") && read(".nojekyll").is_empty());
    for name in ["CNAME", "_headers", "_redirects", ".nojekyll", ".well-known/security.txt"] {
        write(&root, &format!("static/{name}"), format!("own {name}"));
    }
    build();
    for name in ["CNAME", "_headers", "_redirects", ".nojekyll", ".well-known/security.txt"] {
        assert_eq!(read(name), format!("own {name}"));
    }
    fs::remove_dir_all(root.join("static")).unwrap();
    build();
    assert!(read("_redirects").contains(" 301\n") && !root.join("public/CNAME").exists());
}
