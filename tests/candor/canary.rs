//! What a page does not show is in no file of the site: words planted where Markdown hides them are found nowhere, and
//! the Markdown that is published, read again, makes the same page.

use candor::project::Project;

use crate::support;

const AS_OF: &str = "2026-11-21";

/// Canaries in each place that Markdown does not show, and `shown` beside each of them.
const PROSE: &str = r#"
## Shown one {#shown-id .canary canary=canary}

Shown *two* {.canary}
=====================

### `shown three` {shown} ###

### {.canary}

```shown-four canary, {canary} "canary"
shown five
```

> ~~~ {.shown-six .canary}
> shown seven
> ~~~

| shown eight | b |
|-------------|---|
| shown nine  | c | canary | canary |
shown ten | *d* | canary
| shown eleven
| shown twelve | | canary |

A [shown *thirteen*][Canary], a [shown fourteen], a [Shown Fifteen][], a ![shown sixteen][canary picture], a
[![shown seventeen][Canary Picture]][canary-inside] and a [shown eighteen](b.md "shown nineteen").[^canary]
Again[^CANARY], and a second one[^2].

[^canary]: Shown twenty.

    Shown twenty-one.
[^2]: Shown twenty-two with a [link][canary].

[canary]: https://shown.example/twenty-three(a)?b=c&d "Shown \"twenty-four\" | \\"
[canary picture]: shown.png
[canary-inside]: b.md
    'Shown
    twenty-five'
[SHOWN FOURTEEN]: <mailto:shown@shown.example>
[shown fifteen]: ../glossary/shown.md
[canary nobody uses]: # (canary)
"#;

/// What is published of it.
const PUBLISHED: &str = r#"
## Shown one

Shown *two*
=====================

### `shown three` {shown} ###

###

```shown-four
shown five
```

> ~~~ shown-six
> shown seven
> ~~~

| shown eight | b |
|-------------|---|
| shown nine  | c |
shown ten | *d* |
| shown eleven
| shown twelve | |

A [shown *thirteen*](https://shown.example/twenty-three\(a\)?b=c&d "Shown \"twenty-four\" \| \\"), a [shown fourteen](mailto:shown@shown.example), a [Shown Fifteen](../glossary/#shown), a ![shown sixteen](../pages/shown.png), a
[![shown seventeen](../pages/shown.png)](../b/ "Shown
twenty-five") and a [shown eighteen](../b/ "shown nineteen").[^a-1]
Again[^a-1], and a second one[^a-2].

[^a-1]: Shown twenty.

    Shown twenty-one.
[^a-2]: Shown twenty-two with a [link](https://shown.example/twenty-three\(a\)?b=c&d "Shown \"twenty-four\" \| \\").
"#;

/// A site with the prose in each kind of record that has prose.
fn site(prose: &str) -> String {
    let records = [
        ("home.md", "title = \"Home\""),
        ("pages/a.md", "title = \"A\""),
        ("updates/2026-01-01-c.md", "title = \"C\""),
        ("glossary/shown.md", "name = \"Shown\""),
        ("faq/data/topic.toml", ""),
        ("faq/data/e.md", "question = \"E?\""),
    ];
    let mut fixture = String::new();
    for (path, fields) in records {
        let inside = "../".repeat(path.matches('/').count());
        let prose = prose.replace("b.md", &format!("{inside}pages/b.md"));
        let prose = prose.replace("../glossary", &format!("{inside}glossary"));
        let prose = prose.replace("shown.png", &format!("{inside}pages/shown.png"));
        fixture += &match path {
            "faq/data/topic.toml" => format!("-- content/{path} --\ntitle = \"Data\"\n"),
            _ => format!("-- content/{path} --\n+++\n{fields}\n+++\n{prose}\n"),
        };
    }
    fixture + "-- content/pages/b.md --\n+++\ntitle = \"B\"\n+++\nText.\n\n## Shown\n-- content/pages/shown.png --\nP\n"
}

#[test]
fn what_a_page_does_not_show_is_in_no_file() {
    let project = support::project(&site(PROSE), AS_OF);
    let errors: Vec<_> = project.check().into_iter().filter(candor::diag::Diagnostic::is_error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let mut found = Vec::new();
    for (path, bytes) in support::rendered(&project) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for (at, _) in text.match_indices("canary") {
            let start = text.floor_char_boundary(at.saturating_sub(60));
            let end = text.ceil_char_boundary((at + 60).min(text.len()));
            found.push(format!("{path}: …{}…", &text[start..end]));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_is_published_holds_what_the_page_shows() {
    let project = support::project(&site(PROSE), AS_OF);
    assert_eq!(markdown(&project).trim(), PUBLISHED.trim());
}

#[test]
fn published_markdown_makes_the_same_page() {
    // An id of its own is in the page's HTML alone.
    let project = support::project(&site(&PROSE.replace("#shown-id ", "")), AS_OF);
    let published = markdown(&project).replace("../b/", "b.md").replace("../glossary/#shown", "../glossary/shown.md");
    let again = support::project(&site(&published), AS_OF);
    assert_eq!(body(&again), body(&project));
}

/// The Markdown of a page's prose, as its JSON holds it.
fn markdown(project: &Project) -> String {
    let json: serde_json::Value = serde_json::from_str(&support::page(project, "a/index.json")).unwrap();
    json["data"]["body"].as_str().unwrap_or_else(|| panic!("{json:#}")).to_owned()
}

/// The HTML of a page's prose.
fn body(project: &Project) -> String {
    let html = support::page(project, "a/index.html");
    let (start, end) = (html.find("<h2 id=\"a_shown").unwrap(), html.find("</section>").unwrap());
    html[start..end].to_owned()
}
