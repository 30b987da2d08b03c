//! What is on the wire: positions, orders of messages, and input that is no message at all.

use std::fs;

use serde_json::{Value, json};

use super::client::{Client, outside, position};
use crate::command::{site, write};

const HOW: &str = "content/faq/access/how.md";

/// Text before and behind a broken link, in characters of every length, with all kinds of line ends.
const LINES: &str = "+++\r\nquestion = \"怎么做🦀？\"\r\n+++\r\n中文 🦀 [链接🦀](report:acme/soc-9)。\r\nPlain.\n";

#[test]
fn places_are_counted_as_both_sides_agreed() {
    let root = site("lsp-places");
    let utf8 = json!({ "general": { "positionEncodings": ["utf-16", "utf-8"] } });
    for (capabilities, encoding, column, length) in
        [(json!({}), "utf-16", 13, 17), (json!({ "general": {} }), "utf-16", 13, 17), (utf8, "utf-8", 25, 17)]
    {
        let mut client = Client::start(&root, &capabilities);
        assert_eq!(client.offered["capabilities"]["positionEncoding"], encoding);
        client.open(HOW, LINES);
        let found = client.found[HOW].iter().find(|found| found["code"] == "broken-link").unwrap();
        let at = |character: u32| json!({ "line": 3, "character": character });
        assert_eq!(found["range"], json!({ "start": at(column), "end": at(column + length) }), "{encoding}");
        // One sign is put behind the emoji, another in front of it, the line end is made another, the last is past all.
        let units = if encoding == "utf-8" { [7, 11] } else { [3, 5] };
        let change = |line: u32, from: u32, to: u32, text: &str| {
            json!({ "range": { "start": { "line": line, "character": from }, "end": { "line": line, "character": to } },
                "text": text })
        };
        client.change(
            HOW,
            &json!([
                change(3, units[1], units[1], "好"),
                change(3, units[0], units[0], "é"),
                change(4, 0, 5, "明文"),
                change(9, 9, 9, "末"),
            ]),
        );
        client.settle();
        let edited = "+++\r\nquestion = \"怎么做🦀？\"\r\n+++\r\n中文 é🦀好 [链接🦀](report:acme/soc-9)。\r\n明文.\n末";
        let shift = if encoding == "utf-8" { 5 } else { 2 };
        let found = client.found[HOW].iter().find(|found| found["code"] == "broken-link").unwrap();
        assert_eq!(found["range"]["start"], at(column + shift), "{encoding}");
        // The same as if the whole text had been sent.
        let told = client.found.clone();
        client.rewrite(HOW, edited);
        assert_eq!(client.found, told, "{encoding}");
    }
}

#[test]
fn whatever_comes_is_answered_and_never_the_end() {
    let root = site("lsp-malformed");
    write(&root, "content/faq/access/bytes.md", [0xff, 0xfe, b'a']);
    let mut client = Client::silent(&root);
    let early = client.request("textDocument/hover", &json!({}));
    assert_eq!(early["error"]["code"], -32002);
    client.notify("textDocument/didOpen", &json!({ "textDocument": 1 }));
    let wrong = client.request("initialize", &json!({ "capabilities": 7 }));
    assert_eq!(wrong["error"]["code"], -32602);
    let begin = json!({ "processId": null, "rootUri": client.uri(""), "capabilities": {} });
    assert!(client.request("initialize", &begin)["error"].is_null());
    assert_eq!(client.request("initialize", &begin)["error"]["code"], -32600);
    client.notify("initialized", &json!({}));
    client.settle();
    assert_eq!(client.codes("content/faq/access/bytes.md"), ["invalid-utf8"]);

    let frames: [&[u8]; 9] = [
        b"Content-Length: 3\r\n\r\n{a}",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\nnull",
        b"Content-Length: 3\r\n\r\n\xff\xfe\xfd",
        b"Content-Length: 0\r\n\r\n",
        b"Content-Length: many\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Type: text\r\n\r\n",
        b"nothing at all\n\n",
    ];
    for frame in frames {
        client.write(frame);
        let answer = client.next();
        assert_eq!(answer["error"]["code"], -32700, "{} {answer}", String::from_utf8_lossy(frame));
        assert!(answer["id"].is_null());
    }
    assert_eq!(client.request("no/such/method", &json!({}))["error"]["code"], -32601);
    assert_eq!(client.request("textDocument/hover", &json!([1]))["error"]["code"], -32602);
    for uri in ["", "file:", "file://", "file:///%ff", "untitled:One", "https://x.example/candor.toml", "file://host/x"]
    {
        let document = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": "a" });
        client.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        let params = json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 0 } });
        assert!(client.request("textDocument/hover", &params)["result"].is_null(), "{uri}");
    }
    // A change of what is not open, beyond the text, turned around.
    client.open(HOW, "+++\nquestion = \"How?\"\n+++\nSo.\n");
    let far = json!({ "line": 4_000_000_000_u32, "character": 4_000_000_000_u32 });
    let range = json!({ "start": far, "end": { "line": 1, "character": 0 } });
    client.change(HOW, &json!([{ "range": range, "text": "x" }, { "range": range, "text": "y" }]));
    let stranger = json!({ "uri": client.uri("content/none.md"), "version": 3 });
    client.notify("textDocument/didChange", &json!({ "textDocument": stranger, "contentChanges": [] }));
    client.settle();
    assert_eq!(client.end(), Some(0));
}

#[test]
fn the_end_is_the_clients() {
    let root = site("lsp-ends");
    assert_eq!(Client::plain(&root).end(), Some(0));
    assert_eq!(Client::plain(&root).hang_up(), Some(0));
    assert_eq!(Client::silent(&root).hang_up(), Some(0));
    let mut sudden = Client::plain(&root);
    sudden.notify("exit", &Value::Null);
    assert_eq!(sudden.wait(), Some(1));
    let mut after = Client::plain(&root);
    after.request("shutdown", &Value::Null);
    assert_eq!(after.request("textDocument/hover", &json!({}))["error"]["code"], -32600);
    after.write(b"Content-Length: 90\r\n\r\n{\"jsonrpc\"");
    assert_eq!(after.hang_up(), Some(0));
}

#[test]
fn a_file_with_another_name_on_the_wire_is_the_same() {
    let root = site("lsp-names");
    let path = "content/faq/basics/what.md";
    let text = fs::read_to_string(root.join(path)).unwrap();
    let mut client = Client::plain(&root);
    // As some editors write it.
    let uri = client.uri(path).replace("what.md", "%77hat%2Emd").replace("file:///", "file://localhost/");
    let broken = text.replace("question = ", "quesiton = ");
    let document = json!({ "uri": uri, "languageId": "markdown", "version": 7, "text": broken });
    client.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    loop {
        let message = client.next();
        if message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri {
            assert_eq!(message["params"]["version"], 7);
            break;
        }
    }
}

#[test]
fn a_site_that_comes_to_be_is_found() {
    let root = outside("lsp-new");
    let mut client = Client::plain(&root);
    let text = "+++\nquestion = \"How?\"\nownr = \"us\"\n+++\nSo.\n";
    client.open("content/faq/access/how.md", text);
    assert!(client.found.is_empty());
    write(&root, "candor.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\n");
    write(&root, "content/faq/access/topic.toml", "title = \"Access\"\n");
    client.open("candor.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\n");
    assert!(client.codes("content/faq/access/how.md").contains(&"unknown-key"), "{:?}", client.found);
    let at = position(text, text.find("ownr").unwrap());
    let unknown = client.found["content/faq/access/how.md"].iter().find(|found| found["code"] == "unknown-key");
    assert_eq!(unknown.unwrap()["range"]["start"], at);
    fs::remove_dir_all(&root).unwrap();
}
