//! Sessions: a text is opened, broken, mended, asked about and closed, and every file is told of what that changed.

use std::fs;

use serde_json::{Value, json};

use super::client::{Client, outside, position};
use crate::command::{site, write};
use crate::support::files;

const SITE: &str = include_str!("../../fixtures/small-site.txt");
const HOW: &str = "content/faq/basics/what.md";

fn text_of(root: &std::path::Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn findings_come_and_go_with_what_is_typed() {
    let root = site("lsp-typed");
    let mut client = Client::plain(&root);
    let before = client.found.clone();
    let text = text_of(&root, HOW);
    client.open(HOW, &text);
    assert_eq!(client.found, before, "opening changes nothing");
    client.rewrite(HOW, &format!("{text}\nSee [this](report:acme/soc-9).\n"));
    let found = client.found[HOW].last().unwrap();
    assert_eq!(found["code"], "broken-link");
    assert_eq!((&found["severity"], &found["source"]), (&json!(1), &json!("candor")));
    let line = text.matches('\n').count() + 1;
    assert_eq!(
        found["range"],
        json!({ "start": { "line": line, "character": 11 }, "end": { "line": line, "character": 28 } })
    );
    assert!(found["message"].as_str().unwrap().contains("\nhelp: did you mean `report:acme/soc-2`?"), "{found}");
    assert_eq!(text_of(&root, HOW), text, "nothing is written");
    client.rewrite(HOW, &text);
    assert_eq!(client.found, before);
    assert_eq!(client.end(), Some(0));
}

#[test]
fn what_is_invented_is_found_until_the_comment_goes() {
    let root = site("lsp-invented");
    let text = text_of(&root, HOW);
    write(&root, HOW, text.replace("order = 1\n", "order = 1 # placeholder\n"));
    let mut client = Client::plain(&root);
    assert!(client.codes(HOW).contains(&"placeholder"), "{:?}", client.codes(HOW));
    client.open(HOW, &text);
    assert!(!client.codes(HOW).contains(&"placeholder"), "{:?}", client.codes(HOW));
    client.close(HOW);
    assert!(client.codes(HOW).contains(&"placeholder"), "{:?}", client.codes(HOW));
}

#[test]
fn an_edit_of_one_file_is_told_of_others_and_of_no_more() {
    let root = site("lsp-beside");
    let mut client = Client::start(&root, &related());
    let before = client.found.clone();
    let (services, report) = ("content/providers/acme/services.toml", "content/providers/acme/reports/soc-2.toml");
    let text = text_of(&root, services);
    client.open(services, &text);
    client.told.clear();
    client.rewrite(services, &text.replace("id = \"vault\"", "id = \"vaults\""));
    assert!(client.codes(report).contains(&"dangling-reference"), "{:#?}", client.found);
    let told = client.told.clone();
    assert!(told.len() < 12 && told.iter().all(|path| path.contains("acme") || path.contains("faq")), "{told:?}");
    client.told.clear();
    client.rewrite(services, &text);
    assert_eq!(client.found, before);
    client.told.clear();
    client.rewrite(services, &format!("{text}\n"));
    assert!(client.told.iter().all(|path| path == services), "{:?}", client.told);
}

fn related() -> Value {
    json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } })
}

#[test]
fn other_places_of_a_finding_are_led_to_and_follow_the_text_there() {
    let root = site("lsp-related");
    let mut client = Client::start(&root, &related());
    let question = "+++\n#  x\nquestion = \"Who is it?\"\n+++\nThis one.\n";
    let (first, second) = ("content/faq/access/aaa.md", "content/faq/access/zzz.md");
    client.open(first, question);
    client.open(second, question);
    let places = |client: &Client| -> Vec<(String, u64)> {
        let related =
            client.found.values().flatten().filter_map(|found| found["relatedInformation"].as_array()).flatten();
        let place = |related: &Value| {
            assert!(!related["message"].as_str().unwrap().is_empty());
            let (uri, start) = (&related["location"]["uri"], &related["location"]["range"]["start"]);
            (uri.as_str().unwrap().to_owned(), start["line"].as_u64().unwrap())
        };
        related.map(place).filter(|(uri, _)| uri.ends_with("aaa.md") || uri.ends_with("zzz.md")).collect()
    };
    let before = places(&client);
    assert!(!before.is_empty() && before.iter().all(|(_, line)| *line == 2), "{before:?}");
    // As many bytes stand before it, in more lines.
    for path in [first, second] {
        client.rewrite(path, &question.replace("#  x", "#\n#x"));
    }
    let after = places(&client);
    assert!(after.len() == before.len() && after.iter().all(|(_, line)| *line == 3), "{after:?}");
    // A client that knows of no other places is not told of them.
    let mut plain = Client::plain(&root);
    plain.open(first, question);
    plain.open(second, question);
    assert_eq!(plain.codes(second), client.codes(second));
    assert!(places(&plain).is_empty());
}

#[test]
fn a_quick_fix_puts_in_what_was_meant() {
    let root = site("lsp-fix");
    let mut client = Client::plain(&root);
    let text = text_of(&root, HOW);
    for (wrong, right) in [
        ("[this](report:acme/soc-9#x)", "[this](report:acme/soc-2#x)"),
        ("[this](../access/hwo.md)", "[this](../access/how.md)"),
        ("[this](reprot:acme/soc-2)", "[this](reprot:acme/soc-2)"),
    ] {
        let broken = format!("{text}\nSee {wrong}.\n");
        client.open(HOW, &broken);
        let mended = fixed(&mut client, HOW, &broken);
        if wrong == right {
            assert_eq!(mended, None, "nothing is known that was meant");
        } else {
            assert_eq!(mended.as_deref(), Some(&*format!("{text}\nSee {right}.\n")));
            client.rewrite(HOW, &mended.unwrap());
            assert_eq!(client.codes(HOW).iter().filter(|code| **code == "broken-link").count(), 0);
        }
        client.close(HOW);
    }
    let report = "content/providers/acme/reports/soc-2.toml";
    let text = text_of(&root, report);
    for (right, wrong) in [("examples = [\"vault\"", "examples = [\"vualt\""), ("framework = ", "framewrok = ")] {
        assert!(text.contains(right), "{text}");
        let broken = text.replacen(right, wrong, 1);
        client.open(report, &broken);
        assert_eq!(fixed(&mut client, report, &broken), Some(text.clone()));
        client.close(report);
    }
}

/// The text with the first quick fix of an error in it.
fn fixed(client: &mut Client, path: &str, text: &str) -> Option<String> {
    let found = client.found.get(path).cloned().unwrap_or_default();
    let mut actions = found.into_iter().filter(|found| found["severity"] == 1).filter_map(|found| {
        let document = json!({ "uri": client.uri(path) });
        let params =
            json!({ "textDocument": document, "range": found["range"], "context": { "diagnostics": [found] } });
        let actions = client.request("textDocument/codeAction", &params)["result"].clone();
        actions.as_array().unwrap().first().cloned()
    });
    let action = actions.next()?;
    drop(actions);
    assert_eq!((&action["kind"], &action["isPreferred"]), (&json!("quickfix"), &json!(true)));
    // Beside it may stand another that has the same cause.
    assert!(client.found[path].contains(&action["diagnostics"][0]), "{action}");
    let edit = &action["edit"]["changes"][client.uri(path)][0];
    let at = |end: &str| {
        let mut places = (0..=text.len()).filter(|at| text.is_char_boundary(*at));
        places.find(|at| position(text, *at) == edit["range"][end]).unwrap()
    };
    Some(format!("{}{}{}", &text[..at("start")], edit["newText"].as_str().unwrap(), &text[at("end")..]))
}

#[test]
fn a_reference_leads_to_where_it_is_written_and_says_what_that_is() {
    let root = site("lsp-leads");
    let mut client = Client::plain(&root);
    let text = text_of(&root, HOW);
    let marked = format!("{text}\nSee [this](report:acme/so|c-2).\n");
    client.open(HOW, &marked.replace('|', ""));
    let places = client.ask("definition", HOW, &marked);
    assert_eq!(places.as_array().unwrap().len(), 1);
    assert_eq!(places[0]["uri"], client.uri("content/providers/acme/reports/soc-2.toml"));
    let hover = client.ask("hover", HOW, &marked);
    let words = hover["contents"]["value"].as_str().unwrap();
    for expected in ["SOC 2", "Report · `report:acme/soc-2`", "Status: ", "`content/providers/acme/reports/soc-2.toml`"]
    {
        assert!(words.contains(expected), "{words}");
    }
    let beside = client.ask("definition", HOW, &format!("|{}", marked.replace('|', "")));
    assert_eq!(beside, json!([]));
    // An id in a list, and one of what is part of the program.
    let report = "content/providers/acme/reports/soc-2.toml";
    let text = text_of(&root, report);
    client.open(report, &text);
    let places = client.ask("definition", report, &text.replacen("examples = [\"vau", "examples = [\"vau|", 1));
    assert_eq!(places[0]["uri"], client.uri("content/providers/acme/services.toml"));
    let line = places[0]["range"]["start"]["line"].as_u64().unwrap();
    let services = text_of(&root, "content/providers/acme/services.toml");
    assert!(services.lines().nth(usize::try_from(line).unwrap()).unwrap().contains("vault"), "{places}");
}

#[test]
fn what_readers_do_not_see_yet_is_shown_to_its_author() {
    let root = site("lsp-draft");
    write(&root, "content/faq/access/secret.md", "+++\nquestion = \"When?\"\ndraft = true\n+++\nSoon enough.\n");
    let mut client = Client::plain(&root);
    let marked = format!("{}\nSee [this](faq:access/sec|ret).\n", text_of(&root, HOW));
    client.open(HOW, &marked.replace('|', ""));
    let hover = client.ask("hover", HOW, &marked);
    let words = hover["contents"]["value"].as_str().unwrap();
    assert!(words.contains("When?") && words.contains("*draft*") && words.contains("Soon enough"), "{words}");
}

#[test]
fn a_text_that_is_closed_is_what_the_disk_holds() {
    let root = site("lsp-closed");
    let mut client = Client::plain(&root);
    let before = client.found.clone();
    let text = text_of(&root, HOW);
    client.open(HOW, &text.replace("question = ", "quesiton = "));
    assert_ne!(client.found, before);
    // The disk is not asked while the text is open.
    write(&root, HOW, format!("{text}[x](report:acme/none)\n"));
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": client.uri(HOW) } }));
    client.settle();
    assert!(client.codes(HOW).contains(&"unknown-key"), "{:?}", client.codes(HOW));
    client.close(HOW);
    assert!(client.codes(HOW).contains(&"broken-link"), "{:?}", client.codes(HOW));
    write(&root, HOW, &text);
    client.wait_until(|client| client.found == before);
}

#[test]
fn files_that_change_on_the_disk_are_noticed() {
    let root = site("lsp-disk");
    let mut client = Client::plain(&root);
    let path = "content/faq/access/new.md";
    write(&root, path, "+++\nquestion = \"New?\"\nownr = \"us\"\n+++\nNew.\n");
    client.wait_until(|client| client.codes(path).contains(&"unknown-key"));
    fs::remove_file(root.join(path)).unwrap();
    client.wait_until(|client| client.codes(path).is_empty());
    // Where the client watches, the server does not.
    let watched = json!({ "workspace": { "didChangeWatchedFiles": {
        "dynamicRegistration": true, "relativePatternSupport": true } } });
    let mut client = Client::start(&root, &watched);
    let asked = client.asked.iter().find(|asked| asked["method"] == "client/registerCapability").unwrap();
    let watchers = &asked["params"]["registrations"][0]["registerOptions"]["watchers"];
    assert_eq!(watchers[0]["globPattern"]["baseUri"], client.uri(""));
    write(&root, path, "+++\nquestion = \"New?\"\nownr = \"us\"\n+++\nNew.\n");
    let changes = json!({ "changes": [{ "uri": client.uri(path), "type": 1 }] });
    client.notify("workspace/didChangeWatchedFiles", &changes);
    client.settle();
    assert!(client.codes(path).contains(&"unknown-key"));
}

#[test]
fn the_site_of_a_file_is_found_upwards_of_it() {
    let workspace = outside("lsp-below");
    for folder in ["one", "two/deep"] {
        files(SITE).iter().for_each(|(path, text)| write(&workspace.join(folder), path, text));
    }
    let mut client = Client::plain(&workspace);
    assert_eq!(client.found.len(), 0, "no site is in the folder itself");
    client.open("one/candor.toml", "title = \"One\"\n");
    assert!(client.found.contains_key("one/candor.toml"), "{:?}", client.found);
    let path = format!("two/deep/{HOW}");
    client.open(&path, &text_of(&workspace, &path).replace("question = ", "quesiton = "));
    assert!(client.codes(&path).contains(&"unknown-key"));
    // What is of no site is nothing to us.
    client.open("notes.md", "# Notes\n");
    assert!(!client.found.contains_key("notes.md"));
    assert!(client.ask("hover", "notes.md", "|# Notes").is_null());
    fs::remove_dir_all(&workspace).unwrap();
}
