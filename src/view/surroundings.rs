//! What the frame around a page says of the site: the navigation, the announcements and the foot.
//!
//! It is the same for all pages below one item of the navigation that lie equally deep in one language, so a build makes each once.

use serde::Serialize;

use super::context::PageContext;
use super::navigation::{Here, Navigation, navigation};
use super::values::{Listed, Phrase, Receipt};
use crate::attachment::Pixels;
use crate::model::config::FooterNote;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::page::PageKind;
use crate::path::SourcePath;
use crate::source::Spanned;

/// How many free pages the foot of every page names; the index names them all.
const PAGES_IN_FOOT: usize = 12;

/// What the pages of a section share.
#[derive(Serialize)]
pub(crate) struct Surroundings {
    locale: String,
    root: String,
    home: String,
    site_title: Phrase,
    /// In place of the title.
    logo: Option<Logo>,
    icon: Option<Icon>,
    nav: Navigation,
    banners: Vec<BannerView>,
    as_of: String,
    as_of_text: String,
    contacts: Vec<ContactView>,
    a_to_z: String,
    /// The print sheet of the site's own company.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    search: String,
    pages: Listed,
    notes: Vec<NoteView>,
}

/// A picture in place of the title, and another one where the screen is dark.
#[derive(Serialize)]
struct Logo {
    light: Picture,
    dark: Option<Picture>,
}

#[derive(Serialize)]
struct Picture {
    href: String,
    /// Known unless the file does not say it.
    width: Option<u32>,
    height: Option<u32>,
}

#[derive(Serialize)]
struct Icon {
    href: String,
    media_type: &'static str,
}

/// A note at the foot.
#[derive(Serialize)]
struct NoteView {
    text: Phrase,
    href: Option<String>,
}

#[derive(Serialize)]
struct BannerView {
    text: Phrase,
    kind: &'static str,
    start: Option<String>,
    end: Option<String>,
    receipts: Vec<Receipt>,
}

#[derive(Serialize)]
struct ContactView {
    name: Phrase,
    href: Option<String>,
    text: Option<String>,
}

/// What the pages of a section share, as seen from one of them.
pub(crate) fn surroundings(context: &PageContext<'_>, here: Option<&Here>) -> Surroundings {
    let context = &context.of_site();
    let as_of = context.site.as_of.date();
    Surroundings {
        locale: context.locale.to_string(),
        root: context.root.clone(),
        home: context.href(""),
        site_title: context.phrase(&context.site.config.title),
        logo: logo(context),
        icon: icon(context),
        nav: navigation(context, here),
        banners: banners(context),
        as_of: as_of.to_string(),
        as_of_text: context.date_text(as_of),
        contacts: contacts(context),
        a_to_z: context.href(PageKind::AToZ.address()),
        sheet: context.site.company().map(|(company, _)| context.href(&PageKind::Sheet.address_of(&company.key.id))),
        search: context.href(PageKind::Search.address()),
        pages: pages(context),
        notes: notes(context),
    }
}

/// The pages at the foot; those in the folder of another are found on that.
fn pages(context: &PageContext<'_>) -> Listed {
    let pages = context.site.list(&List::All(Kind::Page));
    let pages = pages.filter(|page| context.site.pages_above(&page.key).is_empty());
    context.listed(pages, PAGES_IN_FOOT, PageKind::AToZ.address())
}

fn logo(context: &PageContext<'_>) -> Option<Logo> {
    let pictures = &context.site.config.pictures;
    let dark = pictures.logo_dark.as_ref().and_then(|path| picture(context, path));
    Some(Logo { light: picture(context, pictures.logo.as_ref()?)?, dark })
}

/// A picture of the site; none when it is not there, which the check reports.
fn picture(context: &PageContext<'_>, path: &Spanned<SourcePath>) -> Option<Picture> {
    let file = context.attachments.get(path).filter(|_| context.site.has_static_file(path))?;
    let of_pixels = |side: fn(Pixels) -> u32| file.pixels.map(side);
    Some(Picture {
        href: context.href_of_attachment(path),
        width: of_pixels(|pixels| pixels.width),
        height: of_pixels(|pixels| pixels.height),
    })
}

fn icon(context: &PageContext<'_>) -> Option<Icon> {
    let path = context.site.config.pictures.icon.as_ref()?;
    let media_type = match path.file_name().rsplit_once('.')?.1 {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "image/x-icon",
    };
    picture(context, path).map(|picture| Icon { href: picture.href, media_type })
}

/// The announcements in force on the page's date that have a text in its language.
fn banners(context: &PageContext<'_>) -> Vec<BannerView> {
    let today = context.site.as_of.date();
    let config = context.site.config;
    let in_force =
        config.banners.iter().filter(|banner| banner.valid.as_ref().is_none_or(|valid| valid.contains(today)));
    let spoken = in_force.filter(|banner| banner.text.speaks(context.locale));
    spoken
        .map(|banner| BannerView {
            text: context.phrase(&banner.text),
            kind: banner.kind.word(),
            start: banner.valid.as_ref().map(|valid| valid.start.to_string()),
            end: banner.valid.as_ref().map(|valid| valid.end.to_string()),
            receipts: context.receipts(&banner.sources),
        })
        .collect()
}

fn contacts(context: &PageContext<'_>) -> Vec<ContactView> {
    let contacts = context.site.config.contacts.iter();
    contacts
        .map(|contact| ContactView {
            name: context.phrase(&contact.name),
            href: match (&contact.url, &contact.email) {
                (Some(url), _) => Some(url.value.clone()),
                (None, Some(email)) => Some(format!("mailto:{}", email.value)),
                (None, None) => None,
            },
            text: contact.email.as_ref().map(|email| email.value.clone()),
        })
        .collect()
}

/// The notes at the foot that have a text in the page's language.
fn notes(context: &PageContext<'_>) -> Vec<NoteView> {
    let notes = context.site.config.footer.iter().filter(|note| note.text.speaks(context.locale));
    notes
        .map(|FooterNote { text, url }| NoteView {
            text: context.phrase(text),
            href: url.as_ref().map(|url| url.value.clone()),
        })
        .collect()
}
