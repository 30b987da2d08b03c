//! What a page says as linked data: JSON-LD in the words of schema.org, for search engines.
//!
//! Each view says its own things, from what it shows and nothing else, so a value here stands on the page too. A thing
//! without a name, a date or an address lacks it here as there. Nothing depends on the day on which it is read.

use serde::Serialize;

use super::Main;
use super::context::PageContext;
use super::frame::Frame;
use super::values::{DocumentRow, Link};

/// How many documents of a page are named.
pub(super) const DOCUMENTS: usize = 100;

/// A thing that a page speaks of. The names are those of schema.org.
#[derive(Serialize)]
#[serde(tag = "@type", rename_all_fields = "camelCase")]
pub(super) enum Thing {
    WebSite {
        name: String,
        url: String,
        description: String,
    },
    Organization(Organization),
    ContactPoint {
        contact_type: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        email: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<String>,
    },
    #[serde(rename = "FAQPage")]
    FaqPage {
        main_entity: Vec<Thing>,
    },
    Question {
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        in_language: Option<String>,
        accepted_answer: Box<Thing>,
    },
    Answer {
        text: String,
        url: String,
    },
    DigitalDocument {
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        version: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_created: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<String>,
    },
    Certification {
        name: String,
        url: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        about: Option<Box<Thing>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        issued_by: Option<Box<Thing>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_published: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        expires: Option<String>,
    },
    BreadcrumbList {
        item_list_element: Vec<Thing>,
    },
    ListItem {
        position: usize,
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        item: Option<String>,
    },
}

/// A company.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Organization {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) legal_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contact_point: Vec<Thing>,
}

/// Where a page stands, for addresses that hold wherever they are read.
pub(super) struct Standing<'a> {
    context: &'a PageContext<'a>,
    /// The page's own address.
    pub(super) url: &'a str,
    pub(super) description: &'a str,
}

impl Standing<'_> {
    /// A way from the page as an address from anywhere.
    pub(super) fn absolute(&self, href: &str) -> String {
        let has_scheme = href.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
        if has_scheme {
            return href.to_owned();
        }
        let from_root = href.strip_prefix(&self.context.root).unwrap_or(href);
        format!("{}{}", self.context.site.config.base_url, from_root.strip_prefix("./").unwrap_or(from_root))
    }

    /// What the site is called on the page.
    pub(super) fn site_name(&self) -> String {
        self.context.phrase(&self.context.site.config.title).text
    }
}

impl Thing {
    /// A company of which only the name is known.
    pub(super) fn named(name: &str) -> Self {
        Self::Organization(Organization { name: name.to_owned(), ..Organization::default() })
    }

    /// A question with its whole answer, which stands at an address.
    pub(super) fn question(name: &str, lang: Option<&String>, answer: &str, url: String) -> Self {
        let text = on_one_line(answer);
        let accepted_answer = Box::new(Self::Answer { text, url });
        Self::Question { name: name.to_owned(), in_language: lang.cloned(), accepted_answer }
    }

    pub(super) fn document(row: &DocumentRow, standing: &Standing<'_>) -> Self {
        Self::DigitalDocument {
            name: row.title.text.clone(),
            version: row.version.clone(),
            date_created: row.date.as_ref().map(|date| date.date.clone()),
            url: row.href.as_ref().map(|href| standing.absolute(href)),
        }
    }

    /// Somebody to ask; none without a way to do so.
    pub(super) fn contact(link: &Link) -> Option<Self> {
        let href = link.href.as_deref()?;
        let email = href.strip_prefix("mailto:").map(ToOwned::to_owned);
        let url = email.is_none().then(|| href.to_owned());
        Some(Self::ContactPoint { contact_type: link.text.text.clone(), email, url })
    }
}

#[derive(Serialize)]
struct Graph {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    things: Vec<Thing>,
}

/// The things that a page speaks of, as text that may stand in a `script` element; none where there are none. A page
/// that stands in for a translation has none either: they are said at its canonical address.
pub(crate) fn linked(context: &PageContext<'_>, frame: &Frame, main: &Main) -> Option<String> {
    let url = frame.canonical.as_deref().filter(|_| frame.untranslated.is_none())?;
    let standing = Standing { context, url, description: &frame.description };
    let mut things = main.things(&standing);
    things.extend(breadcrumbs(frame, &standing));
    let graph = Graph { context: "https://schema.org", things };
    let json = serde_json::to_string(&graph).expect("things are plain data with text keys");
    (!graph.things.is_empty()).then(|| escaped(&json))
}

/// The way to the page, which is the last on it and needs no address.
fn breadcrumbs(frame: &Frame, standing: &Standing<'_>) -> Option<Thing> {
    let above = frame.breadcrumbs.iter().map(|crumb| (&crumb.text.text, Some(standing.absolute(&crumb.href))));
    let all = above.chain([(&frame.title.text, None)]).enumerate();
    let items = all.map(|(n, (name, item))| Thing::ListItem { position: n + 1, name: name.clone(), item });
    (!frame.breadcrumbs.is_empty()).then(|| Thing::BreadcrumbList { item_list_element: items.collect() })
}

/// Words with one space between them.
fn on_one_line(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_ascii_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// JSON in which nothing ends the element around it: such characters stand in texts only, where JSON can name them.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    // The two breaks of lines begin with this byte, and few other characters do.
    let may_end = |byte: u8| matches!(byte, b'<' | b'>' | b'&' | 0xe2);
    while let Some(at) = rest.bytes().position(may_end) {
        let (before, behind) = rest.split_at(at);
        let c = behind.chars().next().expect("a character was found here");
        out.push_str(before);
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
        rest = &behind[c.len_utf8()..];
    }
    out.push_str(rest);
    out
}
