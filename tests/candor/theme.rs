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

#[test]
fn the_program_s_own_script_is_shortened() {
    let scripts = assets("-- candor.toml --\ntitle = \"T\"\nbase_url = \"https://t.example/\"\n", "search");
    let script = &scripts[0].1;
    assert!(script.starts_with("\"use strict\";(()=>{let "), "{script}");
    assert!(script.len() < 25 * 1024, "{} bytes", script.len());
    assert!(!script.contains("startDialog") && script.contains("window.S="), "{script}");
}

#[test]
fn an_author_sees_what_was_written_beside_a_part_of_the_site() {
    let own = "-- themes/own/assets/search.js/9-target.js --\nstartDialog();\n";
    let scripts = assets(&format!("{OWN}{own}"), "search");
    assert!(scripts[0].1.contains("\nconst startDialog = () => {\n"), "{}", scripts[0].1);
    assert!(scripts[0].1.ends_with("\nstartDialog();\n})();\n"), "{}", scripts[0].1);
}
