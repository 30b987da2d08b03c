//! Which feeds there are: those that have an update or an advisory which readers may see.

use std::collections::BTreeSet;

use super::Output;
use crate::model::Record;
use crate::model::feeds::{Feed, FeedFormat, FeedOf};
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::model::terms::UpdateKind;
use crate::path::{Locale, OutPath};
use crate::published::Published;

/// The kinds of the feeds of updates, that of all kinds first; none when there is no update.
pub(crate) fn kinds_of_feeds(site: &Published<'_>) -> Vec<Option<UpdateKind>> {
    let updates = site.list(&List::All(Kind::Update));
    let kinds: BTreeSet<Option<UpdateKind>> =
        updates.filter_map(Record::as_update).flat_map(|update| [None, Some(update.kind)]).collect();
    kinds.into_iter().collect()
}

/// Every feed with its place.
pub(super) fn feeds(site: &Published<'_>) -> Vec<(Option<OutPath>, Output)> {
    let of_updates = kinds_of_feeds(site).into_iter().map(FeedOf::Updates);
    let of_advisories = site.first_of(Kind::Advisory).map(|_| FeedOf::Advisories);
    let feeds = of_updates.chain(of_advisories).flat_map(|of| FeedFormat::ALL.map(|format| Feed { of, format }));
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
    let exists = match feed.of {
        FeedOf::Updates(of) => updates.any(|update| of.is_none_or(|kind| kind == update.kind)),
        FeedOf::Advisories => site.first_of(Kind::Advisory).is_some(),
    };
    exists.then(|| output(locale, feed))
}

fn path_of(site: &Published<'_>, locale: &Locale, feed: Feed) -> Option<OutPath> {
    OutPath::new(&format!("{}{}", site.config.locale_prefix(locale), feed.address()))
}

fn output(locale: &Locale, feed: Feed) -> Output {
    Output::Feed { locale: locale.clone(), feed }
}
