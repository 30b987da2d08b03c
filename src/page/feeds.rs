//! Which feeds there are: those that have an update which readers may see.

use std::collections::BTreeSet;

use super::Output;
use crate::model::Record;
use crate::model::feeds::{Feed, FeedFormat};
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::model::terms::UpdateKind;
use crate::path::{Locale, OutPath};
use crate::published::Published;

/// The kinds of the feeds, that of all kinds first; none when there is no update.
pub(crate) fn kinds_of_feeds(site: &Published<'_>) -> Vec<Option<UpdateKind>> {
    let updates = site.list(&List::All(Kind::Update));
    let kinds: BTreeSet<Option<UpdateKind>> =
        updates.filter_map(Record::as_update).flat_map(|update| [None, Some(update.kind)]).collect();
    kinds.into_iter().collect()
}

/// Every feed with its place.
pub(super) fn feeds(site: &Published<'_>) -> Vec<(Option<OutPath>, Output)> {
    let kinds = kinds_of_feeds(site);
    let feeds = kinds.into_iter().flat_map(|kind| FeedFormat::ALL.map(|format| Feed { kind, format }));
    let locales = &site.config.locales;
    feeds
        .flat_map(|feed| locales.iter().map(move |locale| (path_of(site, locale, feed), output(locale, feed))))
        .collect()
}

/// The feed at a path.
pub(super) fn feed_at(site: &Published<'_>, path: &OutPath) -> Option<Output> {
    let (locale, address) = site.config.split_locale(path.as_str());
    let feed = Feed::at(address)?;
    let mut updates = site.list(&List::All(Kind::Update)).filter_map(Record::as_update);
    let exists = updates.any(|update| feed.kind.is_none_or(|kind| kind == update.kind));
    exists.then(|| output(locale, feed))
}

fn path_of(site: &Published<'_>, locale: &Locale, feed: Feed) -> Option<OutPath> {
    OutPath::new(&format!("{}{}", site.config.locale_prefix(locale), feed.address()))
}

fn output(locale: &Locale, feed: Feed) -> Output {
    Output::Feed { locale: locale.clone(), feed }
}
