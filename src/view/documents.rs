//! The documents of the site, by what a reader has to do to get them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ask::{self, Ask};
use super::context::PageContext;
use super::description;
use super::fact;
use super::filter::{Filter, Traits, filter};
use super::linked::{DOCUMENTS, Standing, Thing};
use super::values::{DocumentRow, FactLine, Link, Phrase, Size, Verification};
use crate::attachment::Attachment;
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::provider::Document;
use crate::model::tells::List;
use crate::model::terms::{Access, ProviderFact};
use crate::path::Id;

/// Every document.
#[derive(Serialize)]
pub(crate) struct DocumentsPage {
    /// How many there are of each group, in a sentence.
    pub(super) lead: Option<String>,
    filters: Vec<Filter>,
    /// Whether the documents are those of several providers.
    several: bool,
    groups: Vec<Group>,
    without: Vec<Without>,
}

/// The documents that are got alike.
#[derive(Serialize)]
struct Group {
    /// `open` to everyone, for those who `ask`, for a `customer`; a preview shows those that are `internal`.
    name: &'static str,
    title: String,
    count: usize,
    categories: Vec<Category>,
}

/// The documents of a group that the author gathers under one title, or under none.
#[derive(Serialize)]
struct Category {
    title: Option<Phrase>,
    documents: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    provider: Link,
    #[serde(flatten)]
    document: DocumentRow,
    #[serde(skip)]
    order: i64,
}

/// A provider without a record of something, and what it says of that.
#[derive(Serialize)]
pub(super) struct Without {
    provider: Link,
    fact: FactLine,
}

impl Without {
    /// The provider, when readers see nothing of the kind that the fact counts.
    pub(super) fn of<'a>(context: &PageContext<'a>, provider: &'a Record, fact: ProviderFact) -> Option<Self> {
        let list = fact.list(&provider.key.id)?;
        let is_empty = context.site.list(&list).next().is_none();
        let fact = fact::line_of_provider(context, &provider.key.id, fact);
        is_empty.then(|| Self { provider: context.link(provider), fact })
    }
}

impl DocumentsPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let mut names: Vec<&str> = self.listed().map(|listed| listed.provider.text.text.as_str()).collect();
        names.dedup();
        names.sort_unstable();
        names.dedup();
        description::of_names(context, "description_documents", names)
    }

    pub(super) fn things(&self, standing: &Standing<'_>) -> Vec<Thing> {
        self.listed().take(DOCUMENTS).map(|listed| Thing::document(&listed.document, standing)).collect()
    }

    fn listed(&self) -> impl Iterator<Item = &Listed> {
        self.groups.iter().flat_map(|group| &group.categories).flat_map(|category| &category.documents)
    }
}

pub(super) fn documents(context: &PageContext<'_>) -> DocumentsPage {
    let providers: Vec<&Record> = speakers(context, Kind::Document).collect();
    let mut groups: BTreeMap<usize, Vec<Listed>> = BTreeMap::new();
    let mut owners = 0;
    for provider in &providers {
        let records = context.by_name(context.site.list(&List::Of(Kind::Document, provider.key.id.clone())));
        owners += usize::from(!records.is_empty());
        for (record, document) in records.into_iter().filter_map(|record| Some((record, record.as_document()?))) {
            let row = context.document_row(record, document);
            let listed = Listed { provider: context.link(provider), order: document.order, document: row };
            groups.entry(group_of(context.access(document))).or_default().push(listed);
        }
    }
    let groups: Vec<Group> = groups.into_iter().map(|(place, listed)| group(context, place, listed)).collect();
    let mut page = DocumentsPage {
        lead: lead(context, &groups),
        filters: Vec::new(),
        several: owners > 1,
        groups,
        without: providers
            .into_iter()
            .filter_map(|provider| Without::of(context, provider, ProviderFact::Documents))
            .collect(),
    };
    page.filters = filters(context, &page);
    page
}

/// The providers of which a page says what they have of a kind: all that are spoken of, but of those on which the site's
/// own company relies only who has any.
pub(super) fn speakers<'a>(context: &PageContext<'a>, kind: Kind) -> impl Iterator<Item = &'a Record> {
    let (site, is_of_company) = (context.site, context.site.company().is_some());
    let has_any = move |id: &Id| site.list(&List::Of(kind, id.clone())).next().is_some();
    let providers = site.list(&List::All(Kind::Provider));
    providers.filter(move |provider| !is_of_company || provider.key.id.is_own() || has_any(&provider.key.id))
}

/// The groups by their names, with the keys of their titles and of their counts.
const GROUPS: [(&str, &str, &str); 4] = [
    ("open", "documents_open", "documents_open_count"),
    ("ask", "documents_ask", "documents_ask_count"),
    ("customer", "documents_customer", "documents_customer_count"),
    ("internal", "access_internal", "documents_internal_count"),
];

/// The place of the group of a document.
fn group_of(access: Access) -> usize {
    match access {
        Access::Public => 0,
        Access::Request | Access::Nda => 1,
        Access::Customer => 2,
        Access::Internal => 3,
    }
}

fn group(context: &PageContext<'_>, place: usize, listed: Vec<Listed>) -> Group {
    let (name, key, _) = GROUPS[place];
    let count = listed.len();
    let collate = |text: &str| context.catalog.collation.key(text);
    let mut by_category: BTreeMap<Option<String>, Vec<Listed>> = BTreeMap::new();
    for document in listed {
        let category = document.document.category.as_ref().map(|category| category.text.clone());
        by_category.entry(category).or_default().push(document);
    }
    let mut categories: Vec<Category> = by_category
        .into_values()
        .map(|mut documents| {
            documents.sort_by_cached_key(|one| (one.order, collate(&one.document.title.text)));
            Category { title: documents.first().and_then(|first| first.document.category.clone()), documents }
        })
        .collect();
    // Those of no category come first, so that none seems to belong to the one above.
    categories.sort_by_cached_key(|category| {
        let order = category.documents.first().map_or(0, |first| first.order);
        category.title.as_ref().map(|title| (order, collate(&title.text)))
    });
    Group { name, title: context.catalog.text(key).to_owned(), count, categories }
}

/// `5 open to everyone, 4 on request.`
fn lead(context: &PageContext<'_>, groups: &[Group]) -> Option<String> {
    let count = |group: &Group| {
        let (_, _, key) = GROUPS.iter().find(|(name, ..)| *name == group.name)?;
        Some(context.catalog.fill_counted(key, group.count as u64))
    };
    let counts: Vec<String> = groups.iter().filter_map(count).collect();
    let list = counts.join(context.catalog.text("clause_separator"));
    (!list.is_empty()).then(|| context.catalog.fill("documents_lead", &[("list", &list)]))
}

fn filters(context: &PageContext<'_>, page: &DocumentsPage) -> Vec<Filter> {
    let traits = |of: fn(&Listed) -> (&str, &str)| -> Vec<Traits> {
        let owned = |(value, text): (&str, &str)| vec![(value.to_owned(), text.to_owned())];
        page.listed().map(|listed| owned(of(listed))).collect()
    };
    let providers = traits(|listed| (&listed.provider.text.text, &listed.provider.text.text));
    let kinds = traits(|listed| (listed.document.kind.value, &listed.document.kind.text));
    let access = traits(|listed| (listed.document.access.value, &listed.document.access.text));
    let filters = [("provider", providers), ("kind", kinds), ("access", access)];
    filters.into_iter().filter_map(|(name, rows)| filter(context, name, name, &rows)).collect()
}

impl<'a> PageContext<'a> {
    /// The anchor of a record on a page that shows it with others.
    pub(super) fn anchor(record: &Record) -> String {
        record.key.address().split_once('#').map(|(_, anchor)| anchor.to_owned()).unwrap_or_default()
    }

    /// Who may have a document: what is public and lies nowhere is asked for like others.
    pub(super) fn access(&self, document: &Document) -> Access {
        let file = document.file.as_ref().and_then(|file| self.attachments.get(&file.value));
        let is_nowhere = file.is_none() && document.url.is_none();
        if document.access == Access::Public && is_nowhere { Access::Request } else { document.access }
    }

    /// A document as lists show it, with the one thing to do for whoever wants it.
    pub(super) fn document_row(&self, record: &'a Record, document: &'a Document) -> DocumentRow {
        let file = document.file.as_ref().filter(|_| document.access == Access::Public);
        let attachment = file.and_then(|file| self.attachments.get(&file.value));
        let url = document.url.as_ref().filter(|_| document.access == Access::Public && attachment.is_none());
        let title = self.title(record);
        let subject = self.catalog.fill("request_subject", &[("title", &title.text)]);
        let own = document.request.as_ref().map(|request| ask::at(request, &subject));
        let is_here = attachment.is_some() || url.is_some();
        let ask = own.or_else(|| ask::provider(self, &record.key.id.owner_id(), &subject)).filter(|_| !is_here);
        let way = match (attachment, url, &ask) {
            (Some(_), ..) => "download",
            (_, Some(_), _) => "open",
            (.., Some(Ask { href: Some(_), .. })) => "request",
            _ => "ask",
        };
        let (request, whom) = ask.map_or((None, None), |ask| (ask.href, ask.whom));
        DocumentRow {
            id: Self::anchor(record),
            title,
            description: document.description.as_ref().map(|description| self.phrase(description)),
            kind: self.label("document_kind", document.kind.word()),
            category: document.category.as_ref().map(|category| self.phrase(category)),
            version: document.version.clone(),
            date: document.date.as_ref().map(|date| self.part_of_date(date)),
            access: self.label("access", self.access(document).word()),
            way,
            href: attachment.map(|file| self.href_of_attachment(&file.path)),
            url: url.map(|url| url.value.clone()),
            request,
            whom,
            format: attachment.and_then(format),
            sha256: attachment.map(|file| file.sha256.clone()),
            size: attachment.map(|file| Size::of(file.length)),
            verification: attachment.map(verification),
            receipts: self.receipts(&document.sources),
        }
    }
}

/// What readers call a kind of file: the ending of its name in capital letters.
fn format(file: &Attachment) -> Option<String> {
    let (_, ending) = file.path.file_name().rsplit_once('.')?;
    let is_word = (2..=5).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric());
    is_word.then(|| ending.to_ascii_uppercase())
}

fn verification(file: &Attachment) -> Verification {
    let name = file.path.file_name();
    // Quoted as both shells read it; a name that cannot be is left to the reader.
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || "._".contains(c) || c == '-') && !name.starts_with('-');
    let word = if is_plain { name.to_owned() } else { format!("'./{name}'") };
    let commands = ["shasum -a 256", "Get-FileHash"].map(|command| format!("{command} {word}"));
    Verification {
        file_name: name.to_owned(),
        commands: if name.contains(['\'', '‘', '’', '‚', '‛']) { Vec::new() } else { commands.into() },
    }
}
