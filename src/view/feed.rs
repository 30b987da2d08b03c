//! The updates and the advisories as programs follow them: the newest, whole, with addresses that hold anywhere.
//!
//! The context of a feed has the address of the site for its way to the root, so all that it leads to is absolute.

use super::advisory;
use super::body;
use super::context::PageContext;
use super::feed_link::title;
use super::values::{Day, Label, Link};
use crate::model::Record;
use crate::model::advisory::Vulnerability;
use crate::model::feeds::{Feed, FeedOf};
use crate::model::kinds::Kind;
use crate::model::prose::Update;
use crate::model::tells::List;
use crate::page::PageKind;
use crate::parse::html::escape;

/// How many updates a feed holds.
const MOST: usize = 50;

/// A feed, whichever way it is written.
pub(crate) struct FeedView {
    /// Where it lies.
    pub(crate) address: String,
    /// The page of what is in it.
    pub(crate) page: String,
    pub(crate) title: String,
    /// That it does not hold all, and where they stand.
    pub(crate) subtitle: Option<String>,
    pub(crate) author: String,
    pub(crate) locale: String,
    pub(crate) entries: Vec<Entry>,
}

/// An update or an advisory in a feed.
pub(crate) struct Entry {
    /// Where its page lies in the language that it is in; it does not follow the title.
    pub(crate) address: String,
    pub(crate) title: String,
    /// The language of its title and text, when that is not the feed's.
    pub(crate) lang: Option<String>,
    pub(crate) date: String,
    /// The day of its last change.
    pub(crate) updated: String,
    pub(crate) kind: Label,
    pub(crate) effective: Option<Day>,
    pub(crate) affects: Vec<Link>,
    pub(crate) html: String,
}

/// What a feed says.
pub(crate) fn feed(context: &PageContext<'_>, feed: Feed) -> FeedView {
    let (records, page): (Vec<&Record>, PageKind) = match feed.of {
        FeedOf::Updates(of) => {
            let is_of = |update: &Update| of.is_none_or(|kind| kind == update.kind);
            let is_in = |record: &&Record| record.as_update().is_some_and(is_of);
            (context.site.list(&List::All(Kind::Update)).filter(is_in).collect(), PageKind::Updates)
        }
        FeedOf::Advisories => (advisory::newest_first(context), PageKind::Advisories),
    };
    let left_out = records.len().saturating_sub(MOST);
    let entries: Vec<Entry> = records.into_iter().take(MOST).filter_map(|record| entry(context, record)).collect();
    let page = context.href(page.address());
    let numbers = [entries.len(), entries.len() + left_out].map(|number| number.to_string());
    let subtitle =
        || context.catalog.fill("feed_latest", &[("n", &numbers[0]), ("total", &numbers[1]), ("address", &page)]);
    FeedView {
        address: context.href(&feed.address()),
        title: title(context, feed.of),
        subtitle: (left_out > 0).then(subtitle),
        author: context.phrase(&context.site.config.title).text,
        locale: context.locale.to_string(),
        page,
        entries,
    }
}

fn entry<'a>(context: &PageContext<'a>, record: &'a Record) -> Option<Entry> {
    let Some(update) = record.as_update() else { return entry_of_advisory(&context.about(&record.key.id), record) };
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
        updated: update.date.to_string(),
        kind: context.label("update_kind", update.kind.word()),
        address,
        effective,
        affects,
    })
}

fn entry_of_advisory<'a>(context: &PageContext<'a>, record: &'a Record) -> Option<Entry> {
    let advisory = record.as_advisory()?;
    let page = advisory::advisory(context, &record.key.id)?;
    let kind = match advisory.worst().and_then(Vulnerability::severity) {
        Some(severity) => context.label("severity", severity.word()),
        None => context.label("kind", Kind::Advisory.word()),
    };
    let affects: Vec<Link> = page.affected.iter().map(|row| row.product.clone()).collect();
    let mut html = format!("<p>{}</p>\n", escape(&page.summary.text));
    let colon = escape(context.catalog.text("colon"));
    let cves = page.vulnerabilities.iter().map(|one| &one.cve);
    let fixes = page.affected.iter().filter_map(|row| Some((&row.product.text.text, row.remedy.as_ref()?)));
    for line in std::iter::once(&page.card.severity).chain(cves).chain([&page.workaround]) {
        html.push_str(&format!("<p>{}{colon}{}</p>\n", escape(&line.label), escape(&line.text)));
    }
    for (product, remedy) in fixes {
        html.push_str(&format!("<p>{}{colon}{}</p>\n", escape(product), escape(remedy)));
    }
    Some(Entry {
        html: format!("{}{html}", facts(context, None, &affects)),
        title: page.card.title.text.clone(),
        lang: page.card.title.lang.clone(),
        date: page.card.published.date.clone(),
        updated: page.last_changed().date.clone(),
        kind,
        address: page.card.href,
        effective: None,
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
