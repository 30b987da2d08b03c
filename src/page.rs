//! Which pages exist, each by its address, and what stands on them.

mod answers;
mod feeds;
mod lookup;
mod output;
mod well_known;

use crate::model::Record;
pub(crate) use crate::model::kinds::PageKind;
use crate::model::kinds::{Kind, Lives};
use crate::model::pages::{Length, Listed};
pub(crate) use crate::model::pages::{NAMES_PER_PAGE, Page, QUESTIONS_PER_PAGE, SECTIONS, Title, UPDATES_PER_PAGE};
use crate::model::tells::List;
use crate::path::Id;
use crate::published::Published;

pub(crate) use feeds::kinds_of_feeds;
pub(crate) use lookup::{output_at, pages_meant};
pub(crate) use output::{
    Format, OldAddress, Output, SitemapPart, file_of, is_untranslated, old_addresses, out_path_of, outputs,
    pages_per_sitemap,
};

/// Every page that the site has, once for all languages, in no particular order.
pub(crate) fn pages(site: &Published<'_>, names_in_index: usize) -> Vec<Page> {
    let with_parts = |page: Page| {
        let parts = parts(site, || names_in_index, &page);
        (1..=parts).map(move |part| page.clone().part(part))
    };
    let alone = PageKind::all().filter(|kind| !kind.names_record()).map(Page::alone).filter(|page| site.stands(page));
    let mut pages: Vec<Page> = alone.flat_map(with_parts).collect();
    let of_records: Vec<PageKind> = PageKind::all().filter(|kind| kind.names_record()).collect();
    for record in site.records() {
        let own = of_records.iter().filter(|kind| kind.of() == Some(record.key.kind));
        // What is part of another page is none of its own.
        let own = own.map(|kind| (Page::of(*kind, &record.key.id), kind)).filter(|(page, kind)| page.kind == **kind);
        pages.extend(own.map(|(page, _)| page).filter(|page| site.stands(page)).flat_map(with_parts));
    }
    pages
}

/// Whether a section of the navigation has anything to show. Its page is there all the same.
pub(crate) fn has_content(site: &Published<'_>, section: PageKind) -> bool {
    if !site.leads(section) {
        return false;
    }
    match section.lists() {
        None => site.records().next().is_some(),
        // One report alone is compared with nothing.
        Some(kind) if section == PageKind::Comparisons => {
            let reports = |record: &Record| site.list(&List::ReportsUnder(record.key.id.clone()));
            site.list(&List::All(kind)).any(|framework| reports(framework).nth(1).is_some())
        }
        Some(_) => site.lists_something(section),
    }
}

/// How many parts the list on a page has.
fn parts(site: &Published<'_>, names_in_index: impl Fn() -> usize, page: &Page) -> usize {
    let (length, per_part) = match (page.kind.length(), &page.id) {
        (Length::One, _) => return 1,
        (Length::InParts(Listed::Names, per_part), _) => (names_in_index(), per_part),
        (Length::InParts(Listed::Records(kind), per_part), Some(id)) => {
            (site.list(&List::Of(kind, id.clone())).count(), per_part)
        }
        (Length::InParts(Listed::Records(kind), per_part), None) => (site.list(&List::All(kind)).count(), per_part),
    };
    length.div_ceil(per_part).max(1)
}

/// One page of each kind, as far as the site has them.
pub(crate) fn one_of_each_kind(site: &Published<'_>) -> Vec<Page> {
    let first = |kind: PageKind| {
        if !kind.names_record() {
            return Some(Page::alone(kind));
        }
        let pages = site.all_of(kind.of()?).map(|record| Page::of(kind, &record.key.id));
        pages.into_iter().find(|page| page.kind == kind)
    };
    PageKind::all().filter_map(first).filter(|page| site.stands(page)).collect()
}

/// The records whose text stands on a page, each with the id of its element; the page's own has none.
pub(crate) fn records_on<'a>(site: &Published<'a>, page: &Page) -> Vec<(String, &'a Record)> {
    let own = page.key().and_then(|key| site.record(&key)).map(|record| (String::new(), record));
    let anchored = |record: &'a Record| {
        let address = record.key.address();
        let (_, anchor) = address.split_once('#')?;
        Some((anchor.to_owned(), record))
    };
    let is_here = |lives: Lives| matches!(lives, Lives::On(on, _) if on == page.kind);
    let living = Kind::all().filter(|kind| kind.all_lives().any(is_here));
    let of_page = living
        .flat_map(|kind| all_on(site, kind, page))
        .filter(|record| is_here(record.key.kind.lives(&record.key.id)));
    let mut others: Vec<(String, &Record)> = of_page.filter_map(anchored).collect();
    // A topic shows the answers in full, each under the name of its question.
    if let (Length::InParts(Listed::Records(kind), per_part), Some(id)) = (page.kind.length(), &page.id) {
        let part = site.list(&List::Of(kind, id.clone())).skip((page.part - 1) * per_part).take(per_part);
        others.extend(part.map(|record| (record.key.id.name().to_owned(), record)));
    }
    own.into_iter().chain(others).collect()
}

/// The records of a kind that may stand on a page: those of an owner, or of all.
fn all_on<'a>(site: &Published<'a>, kind: Kind, page: &Page) -> Vec<&'a Record> {
    let company = Id::company();
    let owner = if page.kind == PageKind::Home { Some(&company) } else { page.id.as_ref() };
    match (kind.owner(), owner) {
        (None, _) => site.list(&List::All(kind)).collect(),
        (Some(_), Some(owner)) => site.list(&List::Of(kind, owner.clone())).collect(),
        (Some(of), None) => {
            let owners = site.list(&List::All(of));
            owners.flat_map(|owner| site.list(&List::Of(kind, owner.key.id.clone()))).collect()
        }
    }
}
