//! A feed as Atom (RFC 4287) and as JSON Feed 1.1. What is newest in it dates it, so the same updates are the same bytes.

use std::fmt::Write;

use serde::Serialize;

use crate::model::feeds::{Feed, FeedFormat};
use crate::parse::html::escape;
use crate::view::{self, FeedEntry, FeedView, PageContext};

/// The bytes of a feed.
pub(crate) fn feed(context: &PageContext<'_>, feed: Feed) -> Vec<u8> {
    let view = view::feed(context, feed);
    match feed.format {
        FeedFormat::Atom => atom(&view).into_bytes(),
        FeedFormat::Json => json(&view),
    }
}

/// The beginning of the day of an update, which is all that is known of its time.
fn time(day: &str) -> String {
    format!("{day}T00:00:00Z")
}

fn atom(view: &FeedView) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let newest = view.entries.iter().map(|entry| entry.updated.as_str()).max().unwrap_or("1970-01-01");
    let (address, page) = (xml_text(&view.address), xml_text(&view.page));
    let _ = write!(
        xml,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:candor=\"urn:candor:feed\" xml:lang=\"{}\">\n\
         <id>{address}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{address}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n<author><name>{}</name></author>\n",
        xml_text(&view.locale),
        xml_text(&view.title),
        time(newest),
        xml_text(&view.author),
    );
    if let Some(subtitle) = &view.subtitle {
        let _ = writeln!(xml, "<subtitle>{}</subtitle>", xml_text(subtitle));
    }
    view.entries.iter().for_each(|entry| atom_entry(entry, &mut xml));
    xml.push_str("</feed>\n");
    xml
}

fn atom_entry(entry: &FeedEntry, xml: &mut String) {
    let (address, published, updated) = (xml_text(&entry.address), time(&entry.date), time(&entry.updated));
    let lang = entry.lang.as_ref().map(|lang| format!(" xml:lang=\"{}\"", xml_text(lang))).unwrap_or_default();
    let _ = write!(
        xml,
        "<entry{lang}>\n<id>{address}</id>\n<title>{}</title>\n<published>{published}</published>\n<updated>{updated}</updated>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{address}\"/>\n<category term=\"{}\" label=\"{}\"/>\n",
        xml_text(&entry.title),
        entry.kind.value,
        xml_text(&entry.kind.text),
    );
    if let Some(day) = &entry.effective {
        let _ = writeln!(xml, "<candor:effective>{}</candor:effective>", day.date);
    }
    for link in &entry.affects {
        let (href, title) = (link.href.as_deref().unwrap_or_default(), &link.text.text);
        let _ = writeln!(xml, "<link rel=\"related\" href=\"{}\" title=\"{}\"/>", xml_text(href), xml_text(title));
    }
    let _ = write!(xml, "<content type=\"html\">{}</content>\n</entry>\n", xml_text(&entry.html));
}

/// Text as XML has it, without the few characters that it cannot have.
fn xml_text(text: &str) -> String {
    let is_char = |c: &char| !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    escape(text).chars().filter(is_char).collect()
}

#[derive(Serialize)]
struct JsonFeed<'v> {
    version: &'static str,
    title: &'v str,
    home_page_url: &'v str,
    feed_url: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'v str>,
    language: &'v str,
    authors: [Author<'v>; 1],
    items: Vec<Item<'v>>,
}

#[derive(Serialize)]
struct Author<'v> {
    name: &'v str,
}

#[derive(Serialize)]
struct Item<'v> {
    id: &'v str,
    url: &'v str,
    title: &'v str,
    content_html: &'v str,
    date_published: String,
    date_modified: String,
    tags: [&'v str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'v str>,
    #[serde(rename = "_candor")]
    own: Own<'v>,
}

/// What the format has no field for.
#[derive(Serialize)]
struct Own<'v> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<&'v str>,
    affects: Vec<Affected<'v>>,
}

#[derive(Serialize)]
struct Affected<'v> {
    title: &'v str,
    url: Option<&'v str>,
}

fn json(view: &FeedView) -> Vec<u8> {
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &view.title,
        home_page_url: &view.page,
        feed_url: &view.address,
        description: view.subtitle.as_deref(),
        language: &view.locale,
        authors: [Author { name: &view.author }],
        items: view.entries.iter().map(item).collect(),
    };
    let mut json = serde_json::to_vec(&feed).expect("a feed is plain data with text keys");
    json.push(b'\n');
    json
}

fn item(entry: &FeedEntry) -> Item<'_> {
    let affects = entry.affects.iter().map(|link| Affected { title: &link.text.text, url: link.href.as_deref() });
    Item {
        id: &entry.address,
        url: &entry.address,
        title: &entry.title,
        content_html: &entry.html,
        date_published: time(&entry.date),
        date_modified: time(&entry.updated),
        tags: [&entry.kind.text],
        language: entry.lang.as_deref(),
        own: Own {
            kind: entry.kind.value,
            effective: entry.effective.as_ref().map(|day| day.date.as_str()),
            affects: affects.collect(),
        },
    }
}
