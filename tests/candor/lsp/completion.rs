//! What is offered while a line is typed, in texts that cannot be understood at that moment.

use serde_json::Value;

use super::client::Client;
use crate::command::site;

const REPORT: &str = "content/providers/acme/reports/soc-2-2025.toml";
const ENTRY: &str = "content/faq/basics/what.md";

/// A session in which texts are offered things.
struct Session(Client);

impl Session {
    fn new(name: &str) -> Self {
        Self(Client::plain(&site(name)))
    }

    /// The text that comes of each offer at the mark, by its label.
    #[track_caller]
    fn offers(&mut self, path: &str, marked: &str) -> Vec<(String, String)> {
        let text = marked.replacen('|', "", 1);
        self.0.open(path, &text);
        let list = self.0.ask("completion", path, marked);
        self.0.close(path);
        let taken = |item: &Value| {
            let (edit, at) = (&item["textEdit"], |end: &str| offset(&text, &item["textEdit"]["range"][end]));
            let whole = format!("{}{}{}", &text[..at("start")], edit["newText"].as_str().unwrap(), &text[at("end")..]);
            (item["label"].as_str().unwrap().to_owned(), whole)
        };
        list["items"].as_array().into_iter().flatten().map(taken).collect()
    }

    /// What the text becomes when the offer of a label is taken.
    #[track_caller]
    fn taken(&mut self, path: &str, marked: &str, label: &str) -> String {
        let offers = self.offers(path, marked);
        let labels: Vec<&str> = offers.iter().map(|(label, _)| &**label).collect();
        offers.iter().find(|(own, _)| own == label).unwrap_or_else(|| panic!("{marked} offers {labels:?}")).1.clone()
    }

    #[track_caller]
    fn labels(&mut self, path: &str, marked: &str) -> Vec<String> {
        self.offers(path, marked).into_iter().map(|(label, _)| label).collect()
    }
}

fn offset(text: &str, position: &Value) -> usize {
    (0..=text.len())
        .filter(|at| text.is_char_boundary(*at))
        .find(|at| super::client::position(text, *at) == *position)
        .unwrap()
}

#[test]
fn keys_that_are_not_there_yet() {
    let mut session = Session::new("lsp-keys");
    let labels = session.labels(REPORT, "framework = \"soc-2\"\nper|\nissued_on = 2026-01-01\n");
    assert!(labels.contains(&"period".to_owned()) && labels.contains(&"valid_until".to_owned()), "{labels:?}");
    assert!(!labels.contains(&"framework".to_owned()) && !labels.contains(&"issued_on".to_owned()), "{labels:?}");
    assert_eq!(session.labels(REPORT, "|")[0], "framework", "what must be there comes first");
    assert_eq!(session.taken(REPORT, "# 中 🦀\r\nper|", "period"), "# 中 🦀\r\nperiod = ");
    // The key of a line that has a value is exchanged alone.
    assert_eq!(session.taken(REPORT, "fr| = \"soc-2\"\n", "framework"), "framework = \"soc-2\"\n");
    assert_eq!(
        session.taken(REPORT, "period = { start = 2025-01-01, | }\n", "end"),
        "period = { start = 2025-01-01, end =  }\n"
    );
    assert_eq!(session.labels(REPORT, "period = { start = 2025-01-01, |"), ["end"]);
    assert!(session.labels(REPORT, "name = { | }").contains(&"zh-Hans".to_owned()));
    assert!(session.labels(REPORT, "# per|").is_empty());
    let services = "content/providers/acme/services.toml";
    assert_eq!(session.taken(services, "[[serv|", "[[service]]"), "[[service]]");
    let labels = session.labels(services, "[[service]]\nid = \"a\"\n\n[[service]]\n|\n\n[[service]]\nname = \"C\"\n");
    assert!(labels.contains(&"id".to_owned()) && labels.contains(&"name".to_owned()), "{labels:?}");
    // A half line before it takes nothing away.
    let labels = session.labels(services, "[[service]]\nid = \"a\naliases = [\"b\", \n|\nname = \"A\"\n");
    assert!(labels.contains(&"abbreviations".to_owned()) || labels.is_empty(), "{labels:?}");
    let labels = session.labels("candor.toml", "title = \"T\"\n\n[policy]\n|\n");
    assert!(labels.contains(&"fresh_months".to_owned()) && !labels.contains(&"base_url".to_owned()), "{labels:?}");
}

#[test]
fn values_of_a_field() {
    let mut session = Session::new("lsp-values");
    assert_eq!(session.taken(REPORT, "type = |", "type-2"), "type = \"type-2\"");
    assert_eq!(session.taken(REPORT, "type = \"ty|\"\n", "type-2"), "type = \"type-2\"\n");
    assert_eq!(
        session.taken(REPORT, "type = \"ty|\nissued_on = 2026-01-01\n", "type-1"),
        "type = \"type-1\nissued_on = 2026-01-01\n"
    );
    assert_eq!(session.taken(REPORT, "issued_on =|", "2026-11-21"), "issued_on =2026-11-21");
    assert_eq!(session.taken(REPORT, "draft = t|", "true"), "draft = true");
    assert_eq!(
        session.taken(REPORT, "criteria = [\"security\", |]", "availability"),
        "criteria = [\"security\", \"availability\"]"
    );
    assert_eq!(session.taken(REPORT, "criteria = |", "security"), "criteria = [\"security\"]");
    assert_eq!(session.taken(REPORT, "period = { start = |", "2026-11-21"), "period = { start = 2026-11-21");
    assert_eq!(session.taken("candor.toml", "locales = [\"|\"]", "zh-Hans"), "locales = [\"zh-Hans\"]");
    assert!(session.labels(REPORT, "number = \"|\"").is_empty());
}

#[test]
fn references_and_ids() {
    let mut session = Session::new("lsp-references");
    // The owner of what belongs to the same provider goes without saying.
    assert_eq!(session.taken(REPORT, "supersedes = \"|\"", "soc-2"), "supersedes = \"soc-2\"");
    assert_eq!(session.taken(REPORT, "locations = [\"no|", "north"), "locations = [\"north");
    assert_eq!(session.taken(REPORT, "framework = \"iso-2|\"", "iso-27001"), "framework = \"iso-27001\"");
    assert_eq!(session.taken(REPORT, "sources = [{ source = \"|\" }]", "page"), "sources = [{ source = \"page\" }]");
    let head = "+++\nquestion = \"Q?\"\n";
    assert_eq!(
        session.taken(ENTRY, &format!("{head}evidence = [{{ ref = \"report:ac|\" }}]\n+++\n"), "report:acme/soc-2"),
        format!("{head}evidence = [{{ ref = \"report:acme/soc-2\" }}]\n+++\n")
    );
    assert_eq!(
        session.taken(ENTRY, &format!("{head}related = [\"access/|\"]\n"), "access/how"),
        format!("{head}related = [\"access/how\"]\n")
    );
    assert!(
        session
            .labels(ENTRY, &format!("{head}evidence = [{{ ref = \"term:|"))
            .iter()
            .all(|label| label.starts_with("term:"))
    );
    // Links and facts in prose, whatever stands around them.
    let body = "+++\nquestion = \"Q?\"\n+++\n见🦀 ";
    assert_eq!(
        session.taken(ENTRY, &format!("{body}[x](report:a|) and more\n"), "report:acme/soc-2"),
        format!("{body}[x](report:acme/soc-2) and more\n")
    );
    assert_eq!(
        session.taken(ENTRY, &format!("{body}{{{{ fact(\"acme/soc-2\", \"per|"), "period"),
        format!("{body}{{{{ fact(\"acme/soc-2\", \"period")
    );
    assert_eq!(
        session.taken(ENTRY, &format!("{body}{{{{ fact(\"|"), "acme/soc-2"),
        format!("{body}{{{{ fact(\"acme/soc-2")
    );
    assert!(session.labels(ENTRY, &format!("{body}words |")).is_empty());
}

#[test]
fn front_matter_in_yaml() {
    let mut session = Session::new("lsp-yaml");
    let labels = session.labels(ENTRY, "---\nquestion: Q?\n|\n---\nA.\n");
    assert!(labels.contains(&"order".to_owned()) && !labels.contains(&"question".to_owned()), "{labels:?}");
    assert_eq!(session.taken(ENTRY, "---\nvis|\n", "visibility"), "---\nvisibility: \n");
    assert_eq!(session.taken(ENTRY, "---\nvisibility: |\n", "internal"), "---\nvisibility: internal\n");
    assert_eq!(
        session.taken(ENTRY, "---\nframeworks: [soc-2, iso-27|]\n", "iso-27001"),
        "---\nframeworks: [soc-2, iso-27001]\n"
    );
    assert_eq!(session.taken(ENTRY, "---\nframeworks:\n  - soc|\n", "soc-2"), "---\nframeworks:\n  - soc-2\n");
    assert_eq!(
        session.taken(ENTRY, "---\nevidence:\n  - ref: report:|\n", "report:acme/soc-2"),
        "---\nevidence:\n  - ref: report:acme/soc-2\n"
    );
    let labels = session.labels(ENTRY, "---\nevidence:\n  - ref: report:acme/soc-2\n    |\n");
    assert!(labels.contains(&"section".to_owned()) && !labels.contains(&"ref".to_owned()), "{labels:?}");
}

#[test]
fn a_key_says_what_it_is_for() {
    let mut session = Session::new("lsp-key-hover");
    let client = &mut session.0;
    client.open(REPORT, "type = \"type-2\"\nperiod = { start = 2025-01-01");
    let hover = client.ask("hover", REPORT, "ty|pe = \"type-2\"\nperiod = { start = 2025-01-01");
    let words = hover["contents"]["value"].as_str().unwrap();
    assert!(words.starts_with("**type**: one of `type-1`, `type-2`") && words.contains("```toml\ntype = "), "{words}");
    let hover = client.ask("hover", REPORT, "type = \"type-2\"\nperiod = { sta|rt = 2025-01-01");
    assert!(hover["contents"]["value"].as_str().unwrap().contains("a day"), "{hover}");
    assert!(client.ask("hover", REPORT, "type = \"type-|2\"\nperiod = { start = 2025-01-01").is_null());
}

#[test]
fn every_place_of_every_text_can_be_asked_about() {
    let mut session = Session::new("lsp-everywhere");
    let client = &mut session.0;
    let texts = [
        (
            ENTRY,
            "+++\r\nquestion = \"怎么🦀\nrelated = [\"a\", { b = '''x\n]]]}}\n[[a.\"b\"]\n= = #\n+++\n[x](a:b {{ fact(\"\n",
        ),
        (ENTRY, "---\n- - a: [b, \"c\nd:\n  - e: {f\n 🦀: \n-\n---\n[x]("),
        (ENTRY, "+++"),
        (REPORT, "[[[[[[[[[[[[[[[[[[[[[[[[\na = [[[[[[[[[[[[[[[[[[[[[[{{{{{{{{{{\n\"\"\"\"\"\n"),
        ("content/providers/acme/scope.csv", "service,report\n\"a\n"),
        ("candor.toml", "\u{feff}title=\n[nav\n[[nav]]to=\"page:"),
    ];
    for (path, text) in texts {
        client.open(path, text);
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            let marked = format!("{}|{}", &text[..at], &text[at..]);
            for method in ["completion", "hover", "definition"] {
                client.ask(method, path, &marked);
            }
        }
        client.close(path);
    }
}
