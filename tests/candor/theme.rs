//! What a site's own theme may replace.

use crate::support::{project, rendered};

/// The published assets whose names begin like this, each with its text.
fn assets(fixture: &str, stem: &str) -> Vec<(String, String)> {
    let files = rendered(&project(fixture, "2026-11-21")).into_iter();
    let mine = files.filter(|(path, _)| path.starts_with(&format!("assets/{stem}.")));
    mine.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

const OWN: &str = "-- candor.toml --\ntitle = \"T\"\nbase_url = \"https://t.example/\"\ntheme = \"own\"\n";

#[test]
fn a_folder_with_an_ending_is_one_file_of_its_parts() {
    let parts = "-- themes/own/assets/extra.js/2-b.js --\nb();\n-- themes/own/assets/extra.js/1-a.js --\na();\n\
        -- themes/own/assets/extra.js/notes.md --\nNot a part.\n-- themes/own/assets/extra.css/one.css --\np {}\n";
    let scripts = assets(&format!("{OWN}{parts}"), "extra");
    let texts: Vec<&str> = scripts.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts.len(), 2, "{scripts:?}");
    assert!(texts.contains(&"\"use strict\";\n(() => {\na();\nb();\n})();\n"), "{texts:?}");
    assert!(texts.contains(&"p {}\n"), "{texts:?}");
}

#[test]
fn a_file_takes_the_place_of_all_parts() {
    let both = "-- themes/own/assets/extra.js/1-a.js --\na();\n-- themes/own/assets/extra.js --\nwhole();\n";
    let scripts = assets(&format!("{OWN}{both}"), "extra");
    let texts: Vec<&str> = scripts.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["whole();\n"]);
}

#[test]
fn a_script_of_parts_is_published_without_its_comments() {
    let parts = "-- themes/own/assets/extra.js/1.js --\n// What it is.\n/**\n * At length.\n */\nif (a) {\n  b(\"/*\"); // Why.\n\n  /* How. */ c();\n}\n\
        -- themes/own/assets/extra.js/2.js --\n  const text = `\n  // Text.\n`;\n";
    let scripts = assets(&format!("{OWN}{parts}"), "extra");
    let kept = "if (a) {\nb(\"/*\"); // Why.\nc();\n}\n  const text = `\n  // Text.\n`;\n";
    assert_eq!(scripts[0].1, format!("\"use strict\";\n(() => {{\n{kept}}})();\n"));
}

const DEFAULT: &str = "-- candor.toml --\ntitle = \"T\"\nbase_url = \"https://t.example/\"\n";

#[test]
fn the_program_s_own_scripts_come_without_comments_and_indentation() {
    for stem in ["search", "site", "local"] {
        let scripts = assets(DEFAULT, stem);
        let script = &scripts[0].1;
        assert!(script.starts_with("\"use strict\";\n"), "{script}");
        let for_authors = script.lines().find(|line| line.starts_with([' ', '/']) || line.is_empty());
        assert_eq!(for_authors, None, "{stem}");
    }
    assert!(assets(DEFAULT, "search")[0].1.contains("\nconst startDialog = () => {\n"));
}

#[test]
fn a_theme_of_copies_is_no_theme_of_its_own() {
    let path = "assets/site.js";
    let text = std::fs::read_to_string(format!("{}/themes/default/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let copy = format!("{DEFAULT}-- themes/default/{path} --\n{text}");
    assert!(text.contains("\n  // "), "there is something to leave out");
    assert_eq!(rendered(&project(&copy, "2026-11-21")), rendered(&project(DEFAULT, "2026-11-21")));
    let own = format!("{copy}// Ours.\n");
    assert!(assets(&own, "site")[0].1.ends_with("// Ours.\n"), "a script of the site is published as it is written");
}

#[test]
fn a_part_of_the_site_takes_the_place_of_one_of_the_program() {
    let own = "-- themes/own/assets/search.js/9-target.js --\nstartDialog();\n";
    let scripts = assets(&format!("{OWN}{own}"), "search");
    assert!(scripts[0].1.contains("\nconst startDialog = () => {\n"), "{}", scripts[0].1);
    assert!(scripts[0].1.ends_with("\nstartDialog();\n})();\n"), "{}", scripts[0].1);
}
