//! Security advisories: the list of all, and each in full, which its page and its document for programs are made of.

use std::cmp::Reverse;

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::fact_line::fact_line;
use super::feed_link::{self, FeedLink};
use super::filter::{Filter, Traits, filter};
use super::product::{self, Products};
use super::values::{Day, FactLine, Link, Phrase, Receipt};
use super::weakness;
use crate::model::Record;
use crate::model::advisory::{Advisory, AdvisoryFact, Affected, Versions, Vulnerability};
use crate::model::cvss::Vector;
use crate::model::date::Date;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::well_known::{CsafForm, WellKnown};
use crate::path::Id;
use crate::source::Spanned;

/// Every advisory, the newest first, and what is supported until when.
#[derive(Serialize)]
pub(crate) struct AdvisoriesPage {
    /// How many there are, in a sentence.
    pub(super) lead: String,
    filters: Vec<Filter>,
    feeds: Vec<FeedLink>,
    /// Whether the advisories are those of several companies.
    several: bool,
    advisories: Vec<AdvisoryCard>,
    products: Vec<Products>,
}

/// An advisory on a list.
#[derive(Serialize)]
pub(crate) struct AdvisoryCard {
    id: String,
    /// What its publisher calls it.
    pub(crate) advisory_id: String,
    pub(crate) href: String,
    pub(crate) title: Phrase,
    provider: Link,
    pub(crate) published: Day,
    /// The day of the last change, when there was one.
    pub(crate) updated: Option<Day>,
    pub(crate) severity: FactLine,
    pub(crate) cves: Vec<String>,
    products: Vec<Link>,
    mark: Option<&'static str>,
}

/// One advisory in full.
#[derive(Serialize)]
pub(crate) struct AdvisoryPage {
    #[serde(flatten)]
    pub(crate) card: AdvisoryCard,
    pub(crate) summary: Phrase,
    pub(crate) vulnerabilities: Vec<VulnerabilityRow>,
    pub(crate) affected: Vec<AffectedRow>,
    pub(crate) workaround: FactLine,
    credited: FactLine,
    pub(crate) credits: Vec<CreditRow>,
    pub(crate) references: Vec<Link>,
    /// Every version of the advisory, the first one first.
    pub(crate) history: Vec<RevisionRow>,
    /// The document for programs, when the site has one of this advisory.
    csaf: Option<String>,
    receipts: Vec<Receipt>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// One weakness.
#[derive(Serialize)]
pub(crate) struct VulnerabilityRow {
    pub(crate) title: Option<Phrase>,
    pub(crate) cve: FactLine,
    pub(crate) weakness: Option<Weakness>,
    pub(crate) severity: FactLine,
    pub(crate) rating: Option<Rating>,
}

/// A kind of weakness.
#[derive(Serialize)]
pub(crate) struct Weakness {
    pub(crate) id: String,
    pub(crate) name: Option<&'static str>,
}

/// A vector, and the score that follows from it.
#[derive(Serialize)]
pub(crate) struct Rating {
    pub(crate) version: &'static str,
    pub(crate) vector: String,
    pub(crate) score: String,
    pub(crate) severity: &'static str,
}

/// A product that is affected.
#[derive(Serialize)]
pub(crate) struct AffectedRow {
    #[serde(skip)]
    pub(crate) name: String,
    pub(crate) product: Link,
    pub(crate) versions: Vec<AffectedVersions>,
    pub(crate) fixed: FactLine,
    /// The day on which it was fixed for everybody, where nobody installs anything.
    pub(crate) fixed_on: Option<Day>,
    /// What to do, when a version is fixed, or that there is nothing to do.
    #[serde(skip)]
    pub(crate) remedy: Option<String>,
}

/// One version, or those within limits.
#[derive(Serialize)]
pub(crate) struct AffectedVersions {
    pub(crate) text: String,
    pub(crate) is_range: bool,
}

/// Somebody who is thanked.
#[derive(Serialize)]
pub(crate) struct CreditRow {
    pub(crate) name: String,
    pub(crate) organization: Option<String>,
    pub(crate) href: Option<String>,
}

/// A version of an advisory.
#[derive(Serialize)]
pub(crate) struct RevisionRow {
    pub(crate) number: usize,
    pub(crate) date: Day,
    pub(crate) text: Phrase,
}

impl AdvisoriesPage {
    pub(super) fn description(&self, _: &PageContext<'_>) -> String {
        description::sentence(&self.lead)
    }
}

impl AdvisoryPage {
    pub(super) fn description(&self, _: &PageContext<'_>) -> String {
        description::sentence(&self.summary.text)
    }

    /// The last day on which it changed.
    pub(crate) fn last_changed(&self) -> &Day {
        self.card.updated.as_ref().unwrap_or(&self.card.published)
    }
}

pub(super) fn advisories(context: &PageContext<'_>) -> AdvisoriesPage {
    let records = newest_first(context);
    let cards: Vec<AdvisoryCard> =
        records.iter().filter_map(|record| Some(card(context, record, record.as_advisory()?))).collect();
    let mut owners: Vec<&str> = records.iter().map(|record| record.key.id.owner()).collect();
    owners.sort_unstable();
    owners.dedup();
    AdvisoriesPage {
        lead: lead(context, &cards),
        filters: filters(context, &cards),
        feeds: feed_link::links_of_advisories(context),
        several: owners.len() > 1,
        advisories: cards,
        products: product::products(context),
    }
}

/// The advisories of all companies.
pub(super) fn newest_first<'a>(context: &PageContext<'a>) -> Vec<&'a Record> {
    let mut records: Vec<&Record> = context.site.all_of(Kind::Advisory).collect();
    records.sort_by_key(|record| (Reverse(record.as_advisory().map(|advisory| advisory.published)), &record.key));
    records
}

/// `2 advisories, the newest of 3 October 2026.`
fn lead(context: &PageContext<'_>, cards: &[AdvisoryCard]) -> String {
    let Some(newest) = cards.first() else { return context.catalog.text("no_advisories").to_owned() };
    let count = cards.len().to_string();
    context.catalog.fill_form("advisories_lead", cards.len(), &[("n", &count), ("date", &newest.published.text)])
}

fn filters(context: &PageContext<'_>, cards: &[AdvisoryCard]) -> Vec<Filter> {
    let rows = |of: fn(&AdvisoryCard) -> Vec<String>| -> Vec<Traits> {
        cards.iter().map(|card| of(card).into_iter().map(|text| (text.clone(), text)).collect()).collect()
    };
    let severities = rows(|card| vec![card.severity.text.clone()]);
    let products = rows(|card| card.products.iter().map(|product| product.text.text.clone()).collect());
    let providers = rows(|card| vec![card.provider.text.text.clone()]);
    let filters =
        [("severity", "severity", severities), ("product", "product", products), ("provider", "provider", providers)];
    filters.into_iter().filter_map(|(name, key, rows)| filter(context, name, key, &rows)).collect()
}

pub(super) fn card<'a>(context: &PageContext<'a>, record: &'a Record, advisory: &'a Advisory) -> AdvisoryCard {
    let products = advisory.affected.iter().map(|affected| &affected.product.value);
    let updated = shown_days(context, advisory).last();
    let context = &context.about(&record.key.id);
    AdvisoryCard {
        id: record.key.to_string(),
        advisory_id: advisory.own_id(record).to_owned(),
        href: context.href_of(&record.key),
        title: context.title(record),
        provider: context.whose(record),
        published: context.day(advisory.published),
        updated: updated.map(|day| context.day(day)),
        severity: severity(context, advisory, advisory.worst()),
        cves: advisory.vulnerabilities.iter().filter_map(|one| one.cve.clone()).collect(),
        products: products.filter_map(|product| context.link_to(Kind::Product, product)).collect(),
        mark: context.mark(record),
    }
}

/// The days of the changes that have come.
fn shown_days(context: &PageContext<'_>, advisory: &Advisory) -> impl Iterator<Item = Date> {
    let today = context.site.as_of.date();
    advisory.revisions.iter().map(|revision| revision.date).filter(move |day| *day <= today)
}

pub(crate) fn advisory(context: &PageContext<'_>, id: &Id) -> Option<AdvisoryPage> {
    let record = context.site.record(&Key::new(Kind::Advisory, id.clone()))?;
    let advisory = record.as_advisory()?;
    let has_document = context.site.spoken_for().is_some_and(|spoken| spoken == id.owner_id());
    let document = || WellKnown::advisory(record, advisory, CsafForm::Json);
    let (previous, next) = context.site.neighbors(record);
    let names: Vec<String> = advisory.credits.iter().map(|credit| credit.name.clone()).collect();
    let workaround = advisory.workaround.as_ref().map(|text| context.phrase(text).text);
    Some(AdvisoryPage {
        card: card(context, record, advisory),
        summary: context.phrase(&advisory.summary),
        vulnerabilities: advisory.vulnerabilities.iter().map(|one| vulnerability(context, advisory, one)).collect(),
        affected: advisory.affected.iter().map(|affected| self::affected(context, advisory, affected)).collect(),
        workaround: line(
            context,
            advisory,
            AdvisoryFact::Workaround,
            workaround.map(|text| (text.clone(), vec![text])),
        ),
        credited: line(
            context,
            advisory,
            AdvisoryFact::Credits,
            (!names.is_empty()).then(|| (context.catalog.list(&names), names)),
        ),
        credits: advisory
            .credits
            .iter()
            .map(|credit| CreditRow {
                name: credit.name.clone(),
                organization: credit.organization.clone(),
                href: credit.url.as_ref().map(|url| url.value.clone()),
            })
            .collect(),
        references: advisory
            .references
            .iter()
            .map(|reference| Link { text: context.phrase(&reference.title), href: Some(reference.url.value.clone()) })
            .collect(),
        history: history(context, advisory),
        csaf: has_document.then(|| context.href_of_file(&document().address())),
        receipts: context.receipts(&advisory.sources),
        previous: previous.map(|record| context.link(record)),
        next: next.map(|record| context.link(record)),
    })
}

fn history<'a>(context: &PageContext<'a>, advisory: &'a Advisory) -> Vec<RevisionRow> {
    let first = (advisory.published, PageContext::words(context.catalog.text("first_published")));
    let today = context.site.as_of.date();
    let changes = advisory.revisions.iter().filter(|revision| revision.date <= today);
    let changes = changes.map(|revision| (revision.date, context.phrase(&revision.summary)));
    let row = |(index, (date, text))| RevisionRow { number: index + 1, date: context.day(date), text };
    std::iter::once(first).chain(changes).enumerate().map(row).collect()
}

/// A fact of an advisory, or of a part of it, in one line.
fn line(
    context: &PageContext<'_>,
    advisory: &Advisory,
    name: AdvisoryFact,
    given: Option<(String, Vec<String>)>,
) -> FactLine {
    let label = context.catalog.word("advisory_fact", name.word());
    let state = advisory.state_when(name, given.is_some());
    fact_line(context, (name.word(), label), state, given)
}

/// `High 8.8`.
fn severity(context: &PageContext<'_>, advisory: &Advisory, one: Option<&Vulnerability>) -> FactLine {
    let word = one.and_then(Vulnerability::severity);
    let given = word.map(|word| {
        let score = one.and_then(|one| one.vector.as_ref()).map(|vector| vector.score());
        let text = context.catalog.word("severity", word.word());
        let text = score.as_ref().map_or_else(|| text.clone(), |score| format!("{text} {score}"));
        (text, std::iter::once(word.word().to_owned()).chain(score).collect())
    });
    line(context, advisory, AdvisoryFact::Severity, given)
}

fn vulnerability<'a>(context: &PageContext<'a>, advisory: &'a Advisory, one: &'a Vulnerability) -> VulnerabilityRow {
    let rating = |vector: &Spanned<Vector>| Rating {
        version: vector.version(),
        vector: vector.text().to_owned(),
        score: vector.score(),
        severity: vector.severity().word(),
    };
    VulnerabilityRow {
        title: one.title.as_ref().map(|title| context.phrase(title)),
        cve: line(context, advisory, AdvisoryFact::Cve, one.cve.clone().map(|cve| (cve.clone(), vec![cve]))),
        weakness: one.cwe.map(|number| Weakness { id: format!("CWE-{number}"), name: weakness::name(number) }),
        severity: severity(context, advisory, Some(one)),
        rating: one.vector.as_ref().map(rating),
    }
}

fn affected<'a>(context: &PageContext<'a>, advisory: &'a Advisory, affected: &'a Affected) -> AffectedRow {
    let versions = |versions: &Versions| match versions {
        Versions::One(version) => AffectedVersions { text: version.clone(), is_range: false },
        Versions::Within(limits) => AffectedVersions { text: limits.join(", "), is_range: true },
    };
    // What is to be fixed is not fixed yet.
    let fixed_on = affected.fixed_on.as_ref().filter(|day| !context.site.as_of.is_before(day.value));
    let fixed_on = fixed_on.map(|day| context.day(day.value));
    let (fixed, remedy) = if let Some(day) = &fixed_on {
        let text = context.catalog.fill("fixed_for_all", &[("date", &day.text)]);
        (Some((text.clone(), vec![day.date.clone()])), Some(text))
    } else if affected.fixed.is_empty() {
        (None, None)
    } else {
        let text = affected.fixed.join(context.catalog.text("list_separator"));
        let remedy = context.catalog.fill("update_to", &[("versions", &text)]);
        (Some((text, affected.fixed.clone())), Some(remedy))
    };
    let id = &affected.product.value;
    // Where readers cannot see the product, its id is all there is to call it.
    let unseen = || Link { text: PageContext::words(id.name()), href: None };
    AffectedRow {
        name: id.name().to_owned(),
        product: context.link_to(Kind::Product, id).unwrap_or_else(unseen),
        versions: affected.versions.iter().map(versions).collect(),
        remedy,
        fixed_on,
        fixed: line(context, advisory, AdvisoryFact::Fixed, fixed),
    }
}
