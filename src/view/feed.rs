//! The updates as programs follow them: the newest of all kinds or of one, whole, with addresses that hold anywhere.
//!
//! The context of a feed has the address of the site for its way to the root, so all that it leads to is absolute.

use serde::Serialize;

use super::body;
use super::context::PageContext;
use super::values::{Day, Label, Link};
use crate::model::Record;
use crate::model::feeds::{Feed, FeedFormat};
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::model::terms::UpdateKind;
use crate::page::{PageKind, kinds_of_feeds};
use crate::parse::html::escape;

/// How many updates a feed holds.
const MOST: usize = 50;

/// A feed, whichever way it is written.
pub(crate) struct FeedView {
    /// Where it lies.
    pub(crate) address: String,
    /// The page of the updates.
    pub(crate) page: String,
    pub(crate) title: String,
    /// That it does not hold all, and where they stand.
    pub(crate) subtitle: Option<String>,
    pub(crate) author: String,
    pub(crate) locale: String,
    pub(crate) entries: Vec<Entry>,
}

/// An update in a feed.
pub(crate) struct Entry {
    /// Where its page lies in the language that it is in; it does not follow the title.
    pub(crate) address: String,
    pub(crate) title: String,
    /// The language of its title and text, when that is not the feed's.
    pub(crate) lang: Option<String>,
    pub(crate) date: String,
    pub(crate) kind: Label,
    pub(crate) effective: Option<Day>,
    pub(crate) affects: Vec<Link>,
    pub(crate) html: String,
}

/// The two formats of a feed, as seen from a page.
#[derive(Serialize)]
pub(super) struct FeedLink {
    kind: Option<Label>,
    title: String,
    atom: String,
    json: String,
}

/// The feeds in the language of a page, that of all updates first.
pub(super) fn links(context: &PageContext<'_>) -> Vec<FeedLink> {
    let link = |kind: Option<UpdateKind>| {
        let href = |format: FeedFormat| context.href(&Feed { kind, format }.address());
        FeedLink {
            kind: kind.map(|kind| context.label("update_kind", kind.word())),
            title: title(context, kind),
            atom: href(FeedFormat::Atom),
            json: href(FeedFormat::Json),
        }
    };
    kinds_of_feeds(&context.site).into_iter().map(link).collect()
}

fn title(context: &PageContext<'_>, kind: Option<UpdateKind>) -> String {
    let (site, updates) = (context.phrase(&context.site.config.title).text, context.catalog.text("nav_updates"));
    match kind {
        None => context.catalog.fill("feed_title", &[("site", &site), ("updates", updates)]),
        Some(kind) => {
            let kind = context.catalog.word("update_kind", kind.word());
            context.catalog.fill("feed_title_of_kind", &[("site", &site), ("updates", updates), ("kind", &kind)])
        }
    }
}

/// What a feed says.
pub(crate) fn feed(context: &PageContext<'_>, feed: Feed) -> FeedView {
    let is_in =
        |record: &&Record| record.as_update().is_some_and(|update| feed.kind.is_none_or(|kind| kind == update.kind));
    let mut updates = context.site.list(&List::All(Kind::Update)).filter(is_in);
    let entries: Vec<Entry> = updates.by_ref().take(MOST).filter_map(|record| entry(context, record)).collect();
    let page = context.href(PageKind::Updates.address());
    let left_out = updates.count();
    let numbers = [entries.len(), entries.len() + left_out].map(|number| number.to_string());
    let subtitle =
        || context.catalog.fill("feed_latest", &[("n", &numbers[0]), ("total", &numbers[1]), ("address", &page)]);
    FeedView {
        address: context.href(&feed.address()),
        title: title(context, feed.kind),
        subtitle: (left_out > 0).then(subtitle),
        author: context.phrase(&context.site.config.title).text,
        locale: context.locale.to_string(),
        page,
        entries,
    }
}

fn entry<'a>(context: &PageContext<'a>, record: &'a Record) -> Option<Entry> {
    let update = record.as_update()?;
    let (words, language) = context.site.words(record, context.locale);
    // What is not translated is the same entry in every language.
    let address = context.href_in(language, &record.key.address());
    let affects = update.affects.iter().filter_map(|key| context.site.record(key));
    let affects: Vec<Link> = affects.map(|record| context.full_link(record)).collect();
    let effective = update.effective.map(|date| context.day(date));
    let body = body::fill(context, words, words.body()?, language).html;
    // A reader of feeds has no page around the text that a bare fragment could belong to.
    let body = body.replace(" href=\"#", &format!(" href=\"{}#", escape(&address)));
    let title = context.title(record);
    Some(Entry {
        html: format!("{}{body}", facts(context, effective.as_ref(), &affects)),
        title: title.text,
        lang: context.words_in("", language).lang,
        date: update.date.to_string(),
        kind: context.label("update_kind", update.kind.word()),
        address,
        effective,
        affects,
    })
}

/// What stands beside the text on its page: since when it holds, and what it affects.
fn facts(context: &PageContext<'_>, effective: Option<&Day>, affects: &[Link]) -> String {
    let colon = escape(context.catalog.text("colon"));
    let mut facts = String::new();
    if let Some(day) = effective {
        let label = escape(context.catalog.text("effective"));
        facts.push_str(&format!("<p>{label}{colon}{}</p>\n", escape(&day.text)));
    }
    let link = |link: &Link| {
        let text = escape(&link.text.text);
        link.href.as_ref().map_or_else(|| text.to_string(), |href| format!("<a href=\"{}\">{text}</a>", escape(href)))
    };
    let links: Vec<String> = affects.iter().map(link).collect();
    if !links.is_empty() {
        let label = escape(context.catalog.text("affects"));
        facts.push_str(&format!("<p>{label}{colon}{}</p>\n", links.join(context.catalog.text("list_separator"))));
    }
    facts
}
