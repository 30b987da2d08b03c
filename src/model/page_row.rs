//! A row of the table of pages, and how one is written.

use super::kinds::{Kind, PageKind};

/// A row of the table.
pub(super) struct PageRow {
    pub(super) kind: PageKind,
    /// The address without the language and a leading slash.
    pub(super) address: &'static str,
    pub(super) template: &'static str,
    /// The kind of record that has the page.
    pub(super) of: Option<Kind>,
    /// The page above this one, from the section of the navigation downwards.
    pub(super) above: Option<PageKind>,
    /// The kind of record that a section of the navigation lists; none where it lists all.
    pub(super) lists: Option<Kind>,
    pub(super) title: Title,
    pub(super) length: Length,
    pub(super) shows_names: bool,
    /// Whether the page is there only when it lists something.
    pub(super) is_optional: bool,
    pub(super) own: Own,
}

/// Where the page of the site's own company, or of what belongs to it, lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Own {
    /// There is none.
    Nowhere,
    /// At an address that names no owner. When that is the address of a page of no record, it takes its place.
    At(&'static str),
    /// It is part of another page.
    On(PageKind),
}

/// What a page is called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Title {
    /// By a string, whose key is given; a section of the navigation is called `nav_` and its name.
    Named(&'static str),
    /// Like its record.
    Record,
    /// By a string and its record: `Compare: SOC 2`.
    NamedOf(&'static str),
}

/// Whether a page goes on on further ones.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    One,
    /// The second part lies at `page/2/` below the first.
    InParts(Listed, usize),
}

/// What is listed on a page that goes on on further ones; so many stand on each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listed {
    /// The records of a kind: those of the page's own record, or of all.
    Records(Kind),
    /// The names of everything.
    Names,
}

/// The row of a page that belongs to no record.
pub(super) const fn list(
    kind: PageKind,
    address: &'static str,
    template: &'static str,
    title: &'static str,
) -> PageRow {
    PageRow {
        kind,
        address,
        template,
        of: None,
        above: None,
        lists: None,
        title: Title::Named(title),
        length: Length::One,
        shows_names: false,
        is_optional: false,
        own: Own::Nowhere,
    }
}

/// The row of a page that belongs to a record.
pub(super) const fn of(record: Kind, kind: PageKind, address: &'static str, template: &'static str) -> PageRow {
    PageRow {
        kind,
        address,
        template,
        of: Some(record),
        above: None,
        lists: None,
        title: Title::Record,
        length: Length::One,
        shows_names: false,
        is_optional: false,
        own: Own::Nowhere,
    }
}

impl PageRow {
    pub(super) const fn above(self, above: PageKind) -> Self {
        Self { above: Some(above), ..self }
    }

    pub(super) const fn listing(self, lists: Kind) -> Self {
        Self { lists: Some(lists), ..self }
    }

    pub(super) const fn called(self, title: Title) -> Self {
        Self { title, ..self }
    }

    pub(super) const fn own(self, own: Own) -> Self {
        Self { own, ..self }
    }

    pub(super) const fn only_with_content(self) -> Self {
        Self { is_optional: true, ..self }
    }

    pub(super) const fn with_names(self) -> Self {
        Self { shows_names: true, ..self }
    }

    pub(super) const fn in_parts(self, listed: Listed, per_part: usize) -> Self {
        Self { length: Length::InParts(listed, per_part), ..self }
    }
}
