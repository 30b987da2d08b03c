//! The feeds as pages lead to them.

use serde::Serialize;

use super::context::PageContext;
use super::values::Label;
use crate::model::feeds::{Feed, FeedFormat, FeedOf};
use crate::model::kinds::Kind;
use crate::model::terms::UpdateKind;
use crate::page::kinds_of_feeds;

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
        let label = kind.map(|kind| context.label("update_kind", kind.word()));
        link_of(context, FeedOf::Updates(kind), label)
    };
    kinds_of_feeds(&context.site).into_iter().map(link).collect()
}

/// The feed of the advisories in the language of a page, when there is one.
pub(super) fn links_of_advisories(context: &PageContext<'_>) -> Vec<FeedLink> {
    let exists = context.site.first_of(Kind::Advisory).is_some();
    exists.then(|| link_of(context, FeedOf::Advisories, None)).into_iter().collect()
}

fn link_of(context: &PageContext<'_>, of: FeedOf, kind: Option<Label>) -> FeedLink {
    let href = |format: FeedFormat| context.href(&Feed { of, format }.address());
    FeedLink { kind, title: title(context, of), atom: href(FeedFormat::Atom), json: href(FeedFormat::Json) }
}

/// What a feed is called.
pub(super) fn title(context: &PageContext<'_>, of: FeedOf) -> String {
    let (site, updates) = (context.phrase(&context.site.config.title).text, context.catalog.text("nav_updates"));
    match of {
        FeedOf::Advisories => {
            let advisories = context.catalog.text("nav_advisories");
            context.catalog.fill("feed_title", &[("site", &site), ("updates", advisories)])
        }
        FeedOf::Updates(None) => context.catalog.fill("feed_title", &[("site", &site), ("updates", updates)]),
        FeedOf::Updates(Some(kind)) => {
            let kind = context.catalog.word("update_kind", kind.word());
            context.catalog.fill("feed_title_of_kind", &[("site", &site), ("updates", updates), ("kind", &kind)])
        }
    }
}
