//! One advisory as a document of the profile "Security Advisory", made of what its page shows.

use serde_json::{Value, json};

use super::{address, publisher, time};
use crate::model::terms::FactState;
use crate::model::well_known::{Csaf, CsafForm, WellKnown};
use crate::parse::as_uri;
use crate::theme::GENERATOR;
use crate::view::{AdvisoryPage, AffectedRow, PageContext, PlacedAdvisory, Publisher, Rating, VulnerabilityRow};

/// The document of an advisory.
pub(super) fn document(context: &PageContext<'_>, placed: &PlacedAdvisory, who: &Publisher) -> Value {
    let page = &placed.page;
    let vulnerability = |one| vulnerability(page, one);
    json!({
        "document": about(context, placed, who),
        "product_tree": { "branches": [{
            "category": "vendor",
            "name": who.name,
            "branches": page.affected.iter().map(branch).collect::<Vec<_>>(),
        }] },
        "vulnerabilities": page.vulnerabilities.iter().map(vulnerability).collect::<Vec<_>>(),
    })
}

fn about(context: &PageContext<'_>, placed: &PlacedAdvisory, who: &Publisher) -> Value {
    let page = &placed.page;
    let own = Csaf::Advisory { id: placed.id.clone(), place: placed.place.clone(), form: CsafForm::Json };
    let title = page.card.title.text.as_str();
    let mut references = vec![
        json!({ "category": "self", "summary": title, "url": address(context, &WellKnown::Csaf(own)) }),
        json!({ "category": "self", "summary": title, "url": as_uri(&page.card.href) }),
    ];
    references.extend(page.references.iter().map(|reference| {
        let url = reference.href.as_deref().map(as_uri);
        json!({ "category": "external", "summary": reference.text.text, "url": url })
    }));
    let mut about = json!({
        "category": "csaf_security_advisory",
        "csaf_version": "2.0",
        "distribution": { "tlp": { "label": "WHITE" } },
        "lang": context.language.as_str(),
        "notes": [{ "category": "summary", "text": page.summary.text }],
        "publisher": publisher(who),
        "references": references,
        "title": title,
        "tracking": tracking(page),
    });
    if page.card.severity.state == FactState::Given {
        about["aggregate_severity"] = json!({ "text": page.card.severity.text });
    }
    if !page.credits.is_empty() {
        about["acknowledgments"] = page.credits.iter().map(acknowledgment).collect();
    }
    about
}

fn acknowledgment(credit: &crate::view::CreditRow) -> Value {
    let mut all = json!({ "names": [credit.name] });
    if let Some(organization) = &credit.organization {
        all["organization"] = organization.as_str().into();
    }
    if let Some(url) = &credit.href {
        all["urls"] = json!([as_uri(url)]);
    }
    all
}

fn tracking(page: &AdvisoryPage) -> Value {
    let revisions = page.history.iter().map(|revision| {
        json!({
            "date": time(&revision.date.date),
            "number": revision.number.to_string(),
            "summary": revision.text.text,
        })
    });
    json!({
        "current_release_date": time(&page.last_changed().date),
        "generator": { "engine": { "name": GENERATOR } },
        "id": page.card.advisory_id,
        "initial_release_date": time(&page.card.published.date),
        "revision_history": revisions.collect::<Vec<_>>(),
        "status": "final",
        "version": page.history.len().to_string(),
    })
}

/// A product with its versions, each of which has an id of its own.
fn branch(row: &AffectedRow) -> Value {
    let product = row.product.text.text.as_str();
    let leaf = |category: &str, version: &str, id: String| {
        json!({
            "category": category,
            "name": version,
            "product": { "name": format!("{product} {version}"), "product_id": id },
        })
    };
    let affected = row.versions.iter().zip(affected_ids(row)).map(|(versions, id)| {
        let category = if versions.is_range { "product_version_range" } else { "product_version" };
        leaf(category, &specifier(&versions.text), id)
    });
    let fixed = row.fixed.data.iter().zip(fixed_ids(row)).map(|(version, id)| leaf("product_version", version, id));
    let versions: Vec<Value> = if row.fixed_on.is_some() { Vec::new() } else { affected.chain(fixed).collect() };
    if versions.is_empty() {
        let whole = json!({ "name": product, "product_id": row.name });
        return json!({ "category": "product_name", "name": product, "product": whole });
    }
    json!({ "category": "product_name", "name": product, "branches": versions })
}

/// Limits as the framework writes them: `>=2.0|<2.4.1`.
fn specifier(text: &str) -> String {
    text.replace(", ", "|").replace(' ', "")
}

fn affected_ids(row: &AffectedRow) -> Vec<String> {
    if row.fixed_on.is_some() {
        return Vec::new();
    }
    if row.versions.is_empty() {
        return vec![row.name.clone()];
    }
    row.versions.iter().map(|versions| format!("{}:{}", row.name, specifier(&versions.text))).collect()
}

/// Of what is fixed for everybody, the product itself.
fn fixed_ids(row: &AffectedRow) -> Vec<String> {
    if row.fixed_on.is_some() {
        return vec![row.name.clone()];
    }
    row.fixed.data.iter().map(|version| format!("{}:{version}", row.name)).collect()
}

fn vulnerability(page: &AdvisoryPage, one: &VulnerabilityRow) -> Value {
    let affected: Vec<String> = page.affected.iter().flat_map(affected_ids).collect();
    let fixed: Vec<String> = page.affected.iter().flat_map(fixed_ids).collect();
    let text = one.title.as_ref().unwrap_or(&page.summary).text.as_str();
    let mut notes = vec![json!({ "category": "description", "text": text })];
    let mut all = json!({ "product_status": {} });
    for (status, ids) in [("known_affected", &affected), ("fixed", &fixed)] {
        if !ids.is_empty() {
            all["product_status"][status] = json!(ids);
        }
    }
    let done = page.affected.iter().filter(|row| row.fixed_on.is_some()).filter_map(|row| row.remedy.as_deref());
    notes.extend(done.map(|text| json!({ "category": "details", "text": text })));
    if let Some(title) = &one.title {
        all["title"] = title.text.as_str().into();
    }
    if let Some(cve) = one.cve.data.first() {
        all["cve"] = cve.as_str().into();
    }
    match one.weakness.as_ref().map(|weakness| (&weakness.id, weakness.name)) {
        Some((id, Some(name))) => all["cwe"] = json!({ "id": id, "name": name }),
        Some((id, None)) => notes.push(json!({ "category": "details", "text": id })),
        None => {}
    }
    match &one.rating {
        Some(rating) if rating.version.starts_with('3') && !affected.is_empty() => {
            all["scores"] = json!([score(rating, &affected)]);
        }
        // The framework has no place for later versions, nor for a score of what is fixed.
        Some(rating) => {
            let text = format!("{} ({} {})", rating.vector, rating.score, rating.severity);
            notes.push(json!({ "category": "details", "title": format!("CVSS {}", rating.version), "text": text }));
        }
        None => {}
    }
    let remedies = remedies(page, if affected.is_empty() { &fixed } else { &affected });
    if !remedies.is_empty() {
        all["remediations"] = remedies.into();
    }
    all["notes"] = notes.into();
    all
}

fn score(rating: &Rating, affected: &[String]) -> Value {
    json!({
        "cvss_v3": {
            "version": rating.version,
            "vectorString": rating.vector,
            "baseScore": rating.score.parse::<f64>().unwrap_or_default(),
            "baseSeverity": rating.severity.to_ascii_uppercase(),
        },
        "products": affected,
    })
}

/// What to do: for each product the versions that are fixed, and for all what helps meanwhile.
fn remedies(page: &AdvisoryPage, products: &[String]) -> Vec<Value> {
    let fixes = page.affected.iter().filter_map(|row| {
        let details = row.remedy.as_deref().filter(|_| row.fixed_on.is_none())?;
        Some(json!({ "category": "vendor_fix", "details": details, "product_ids": affected_ids(row) }))
    });
    let workaround = (page.workaround.state == FactState::Given)
        .then(|| json!({ "category": "workaround", "details": page.workaround.text, "product_ids": products }));
    fixes.chain(workaround).collect()
}
