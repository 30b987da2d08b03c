//! Data and uses of AI: what their pages say of each fact, what their leads claim, and what they share with subprocessors
//! and places.

use candor::project::{Options, Project};
use serde_json::Value;

use crate::support::{inputs, options, page, project, rendered};

const AS_OF: &str = "2026-11-27";

/// A firm with three subprocessors, of which one is to come.
const FIRM: &str = r#"
-- content/company.toml --
name = "Firm"
-- content/locations.toml --
[[location]]
id = "fra"
name = "Frankfurt"
country = "DE"
[[location]]
id = "moon"
name = "The moon"
-- content/subprocessors.toml --
[[subprocessor]]
id = "host"
entity = "Host"
[[subprocessor]]
id = "mail"
entity = "Mail"
data = ["account"]
[[subprocessor]]
id = "model"
entity = "Model"
effective_from = 2027-01-01
"#;

fn category(id: &str, fields: &str) -> String {
    format!("[[category]]\nid = \"{id}\"\nname = \"Category {id}\"\n{fields}\n")
}

fn ai_use(id: &str, fields: &str) -> String {
    format!("[[use]]\nid = \"{id}\"\nfeature = \"Feature {id}\"\n{fields}\n")
}

fn with_data(categories: &[String]) -> String {
    format!("{FIRM}-- content/data.toml --\n{}", categories.concat())
}

fn with_ai(uses: &[String]) -> String {
    format!("{FIRM}-- content/ai.toml --\n{}", uses.concat())
}

fn json(site: &Project, path: &str) -> Value {
    serde_json::from_str::<Value>(&page(site, &format!("{path}index.json"))).unwrap()["data"].clone()
}

/// The lead of a page, which its three encodings share.
#[track_caller]
fn lead(fixture: &str, path: &str) -> String {
    let site = project(fixture, AS_OF);
    let lead = json(&site, path)["lead"].as_str().expect("a lead").to_owned();
    assert!(page(&site, &format!("{path}index.html")).contains(&format!("<p class=\"lead\">{lead}</p>")));
    assert!(page(&site, &format!("{path}index.md")).replace('\\', "").contains(&lead));
    lead
}

/// The state of a fact and what is given of it, of the first thing on a page.
fn fact(site: &Project, path: &str, of: &str, name: &str) -> (String, Vec<String>) {
    let first = &json(site, path)["providers"][0][of][0];
    let Some(fact) = first["facts"].as_array().unwrap().iter().find(|fact| fact["name"] == name) else {
        return Default::default();
    };
    let items = fact["items"].as_array().cloned().unwrap_or_default();
    let words = |inlines: &Value| {
        let texts = inlines.as_array().unwrap().iter().map(|inline| inline["text"].as_str().unwrap());
        texts.collect::<String>()
    };
    let items = items.iter().map(words).chain([words(&fact["lead"])]).filter(|text| !text.is_empty());
    (fact["state"].as_str().unwrap_or_default().to_owned(), items.collect())
}

#[test]
fn data_leads_say_where_it_is_kept_and_who_sees_it() {
    let both = "places = [\"fra\", \"IE\"]\nsubprocessors = [\"host\", \"mail\"]";
    let cases = [
        // The only two in use see some of it.
        (
            vec![category("account", both), category("b", "places = [\"fra\"]\nsubprocessors = []")],
            "We list 2 categories of data, kept in Germany and Ireland; 2 subprocessors see some of it.",
        ),
        // Somebody in use is not spoken of, so there may be more.
        (
            vec![category("account", "places = [\"fra\"]\nsubprocessors = [\"mail\"]")],
            "We list 1 category of data, kept in Germany; at least 1 subprocessor sees some of it.",
        ),
        (
            vec![category("account", both), category("b", "not_stated = [\"places\", \"subprocessors\"]")],
            "We list 2 categories of data; for 1 of them we say where it is kept: Germany and Ireland; at least 2 \
             subprocessors see some of it.",
        ),
        (vec![category("b", "")], "We list 1 category of data; where it is kept we have not said here yet."),
        // A place without a country is called by its name, and one to come sees nothing yet.
        (
            vec![category("b", "places = [\"moon\"]\nsubprocessors = [\"model\"]")],
            "We list 1 category of data, kept in The moon.",
        ),
        (
            vec![category("b", "places = [\"DE\", \"IE\", \"FR\", \"NL\", \"US\"]")],
            "We list 1 category of data, kept in 5 places.",
        ),
        // Some countries have an article in a sentence.
        (
            vec![category("b", "places = [\"NL\", \"US\", \"DE\"]")],
            "We list 1 category of data, kept in Germany, the Netherlands and the United States.",
        ),
    ];
    for (categories, expected) in cases {
        assert_eq!(lead(&with_data(&categories), "data/"), expected);
    }
}

#[test]
fn nobody_sees_it_only_where_nobody_is_in_use() {
    let nobody = category("b", "places = [\"fra\"]\nsubprocessors = []");
    assert_eq!(
        lead(&with_data(std::slice::from_ref(&nobody)), "data/"),
        "We list 1 category of data, kept in Germany."
    );
    let (alone, _) = FIRM.split_once("-- content/subprocessors.toml").unwrap();
    assert_eq!(
        lead(&format!("{alone}-- content/data.toml --\n{nobody}"), "data/"),
        "We list 1 category of data, kept in Germany; no subprocessor sees any of it."
    );
}

#[test]
fn ai_leads_claim_for_all_only_what_each_says() {
    let said = |id: &str, word: &str| ai_use(id, &format!("training = \"{word}\""));
    let (never, not_stated) = (said("a", "never"), said("b", "not-stated"));
    let cases = [
        (vec![never.clone()], "We list 1 feature that uses AI; it trains no model on customer data."),
        (
            vec![never.clone(), said("b", "never")],
            "We list 2 features that use AI; none of them trains a model on customer data.",
        ),
        (
            vec![never.clone(), not_stated],
            "We list 2 features that use AI; 1 never trains a model on customer data; for 1 we do not say whether \
             customer data trains a model.",
        ),
        (
            vec![never, said("b", "with-consent"), said("c", "always"), said("d", "always"), ai_use("e", "")],
            "We list 5 features that use AI; 2 train a model on customer data; 1 trains a model on customer data only \
             with consent; 1 never trains a model on customer data; for 1 we do not say whether customer data trains a \
             model.",
        ),
        (
            vec![said("a", "never"), ai_use("b", "not_applicable = [\"training\"]")],
            "We list 2 features that use AI; 1 never trains a model on customer data; for 1 the question of training \
             does not apply.",
        ),
    ];
    for (uses, expected) in cases {
        assert_eq!(lead(&with_ai(&uses), "ai/"), expected);
    }
}

#[test]
fn of_others_the_site_speaks_in_the_third_person() {
    let other = "-- content/providers/acme/provider.toml --\nname = \"Acme\"\n-- content/providers/acme/data.toml --\n";
    let categories = category("a", "places = [\"DE\"]\nnot_stated = [\"purpose\"]");
    let third = "1 category of data is recorded here, kept in Germany.";
    assert_eq!(lead(&format!("{other}{categories}"), "data/"), third);
    // Also beside the company, whose own data the lead is about as soon as it lists any.
    let beside = format!("{FIRM}{other}{categories}");
    assert_eq!(lead(&beside, "data/"), third);
    assert!(page(&project(&beside, AS_OF), "data/index.html").contains("Not stated by the provider"));
    let both = format!("{beside}-- content/data.toml --\n{}", category("b", "places = [\"FR\"]"));
    assert_eq!(lead(&both, "data/"), "We list 1 category of data, kept in France.");
}

#[test]
fn each_fact_has_one_of_four_states() {
    let fields = "retention = \"A year\"\nnot_stated = [\"purpose\"]\nnot_applicable = [\"transfer_basis\"]";
    let site = project(&with_data(&[category("b", fields)]), AS_OF);
    let state = |name: &str| fact(&site, "data/", "categories", name).0;
    let names = ["retention", "purpose", "transfer_basis", "deletion", "subjects"];
    assert_eq!(names.map(state), ["given", "not_stated", "not_applicable", "not_recorded", ""]);
    let html = page(&site, "data/index.html");
    for words in ["We do not state this", "Does not apply", "Not given here yet"] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn who_sees_a_category_is_said_on_both_pages() {
    let categories =
        [category("account", ""), category("b", "subprocessors = [\"host\", \"model\"]\nplaces = [\"fra\"]")];
    let site = project(&with_data(&categories), AS_OF);
    // By the subprocessor's own list.
    let seen = fact(&site, "data/", "categories", "subprocessors");
    assert_eq!(seen, ("given".to_owned(), vec!["Mail".to_owned()]));
    let html = page(&site, "data/index.html");
    assert!(html.contains("<a href=\"../subprocessors/#host\">Host</a>"), "{html}");
    assert!(html.contains("<a href=\"../subprocessors/#model\">Model</a> (from 1 January 2027)"), "{html}");
    assert!(html.contains("<a href=\"../#location_fra\">Frankfurt</a> (Germany)"), "{html}");
    let companies = page(&site, "subprocessors/index.html");
    assert!(companies.contains("<a href=\"../data/#account\">Category account</a>"), "{companies}");
    assert!(companies.contains("<a href=\"../data/#b\">Category b</a>"), "{companies}");
    let home = page(&site, "index.html");
    assert!(home.contains("<a href=\"data/#b\">Category b</a>"), "{home}");
}

#[test]
fn subprocessors_of_models_stand_apart_and_are_marked() {
    let uses = [ai_use("a", "model_provider = \"subprocessor:model\"\ntraining = \"never\"")];
    let site = project(&with_ai(&uses), AS_OF);
    let apart = &json(&site, "ai/")["providers"][0]["subprocessors"];
    assert_eq!(apart[0]["company"]["href"], "../subprocessors/#model");
    assert_eq!(apart[0]["uses"][0]["href"], "../ai/#a");
    let companies = page(&site, "subprocessors/index.html");
    assert!(companies.contains("<span class=\"tag\">AI</span> <a href=\"../ai/#a\">Feature a</a>"), "{companies}");
}

#[test]
fn a_site_without_data_or_ai_has_no_such_page() {
    let site = project(FIRM, AS_OF);
    let paths: Vec<String> = rendered(&site).into_iter().map(|(path, _)| path).collect();
    assert!(!paths.iter().any(|path| path.starts_with("data/") || path.starts_with("ai/")), "{paths:?}");
    let home = page(&project(&with_data(&[category("a", "")]), AS_OF), "index.html");
    assert!(home.contains("href=\"data/\"") && !home.contains("href=\"ai/\""));
}

/// A category and a use with a canary in each field.
fn canaries(hidden: &str) -> String {
    let texts = |names: &[&str]| names.iter().map(|name| format!("{name} = \"CANARY {name}\"\n")).collect::<String>();
    let lists = |names: &[&str]| names.iter().map(|name| format!("{name} = [\"CANARY {name}\"]\n")).collect::<String>();
    let both = format!(
        "{hidden}\n{}sources = [{{ title = \"CANARY source\", url = \"https://canary.example/\", quote = \"CANARY\" }}]\n",
        texts(&["description", "retention", "owner"])
    );
    let data = texts(&["name", "purpose", "deletion", "legal_basis", "transfer_basis"]);
    let ai = texts(&["feature", "model", "opt_out", "human_review"]);
    format!(
        "-- content/data.toml --\n{}[[category]]\nid = \"canary-data\"\nsubprocessors = [\"host\"]\n{both}{data}{}\
         -- content/ai.toml --\n{}[[use]]\nid = \"canary-use\"\nmodel_provider = \"subprocessor:host\"\ntraining = \"always\"\n\
         {both}{ai}{}",
        category("account", "places = [\"fra\"]"),
        lists(&["examples", "subjects", "places"]),
        ai_use("a", "training = \"never\"\ndata = [\"canary-data\"]"),
        lists(&["data", "places"]),
    )
}

#[test]
fn what_is_hidden_is_in_no_file() {
    let firm = FIRM.replace("data = [\"account\"]", "data = [\"account\", \"canary-data\"]");
    let states = [
        "draft = true",
        "visibility = \"internal\"",
        "visibility = \"question-only\"",
        "publish_on = 2026-11-28",
        "draft = true\npublish_on = 2026-01-01",
        "visibility = \"internal\"\npublish_on = 2026-01-01",
    ];
    for state in states {
        let site = project(&format!("{firm}{}", canaries(state)), AS_OF);
        for (path, bytes) in rendered(&site) {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            assert!(!text.contains("canary"), "{state}: {path}: {text}");
        }
        assert_eq!(
            json(&site, "ai/")["lead"],
            "We list 1 feature that uses AI; it trains no model on customer data.",
            "{state}"
        );
        assert!(!page(&site, "subprocessors/index.html").contains(">AI</span>"));
    }
    let shown = project(&format!("{firm}{}", canaries("publish_on = 2026-11-27")), AS_OF);
    assert!(page(&shown, "data/index.html").contains("CANARY purpose"));
}

#[test]
fn a_preview_shows_what_is_hidden_under_a_mark() {
    let fixture = format!("{FIRM}{}", canaries("draft = true"));
    let shown = Project::new(inputs(&fixture), Options { drafts: candor::Drafts::Show, ..options(AS_OF) });
    let html = page(&shown, "data/index.html");
    assert!(html.contains("CANARY purpose") && html.contains("Draft"), "{html}");
}
