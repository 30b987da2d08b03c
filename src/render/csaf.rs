//! Advisories as the Common Security Advisory Framework 2.0 has them, from the views of their pages.

mod document;

use serde::Serialize;
use serde_json::{Value, json};

use crate::digest::{sha256_hex, sha512_hex};
use crate::model::well_known::{ADVISORIES, Csaf, CsafForm, WellKnown};
use crate::parse::as_uri;
use crate::view::{self, PageContext, PlacedAdvisory};

/// The bytes of a file of the framework.
pub(super) fn csaf(context: &PageContext<'_>, file: &Csaf) -> Vec<u8> {
    match file {
        Csaf::Metadata => metadata(context),
        Csaf::Feed => feed(context),
        Csaf::Index => lines(context, |placed| placed.place.clone()),
        Csaf::Changes => {
            lines(context, |placed| format!("\"{}\",\"{}\"", placed.place, time(&placed.page.last_changed().date)))
        }
        Csaf::Advisory { id, place, form } => {
            let document = view::placed_advisory(context, id).zip(view::publisher(context));
            let document = document.map(|(placed, publisher)| bytes(&document::document(context, &placed, &publisher)));
            let document = document.unwrap_or_default();
            let name = place.rsplit('/').next().unwrap_or(place);
            match form {
                CsafForm::Json => document,
                CsafForm::Sha256 => format!("{}  {name}\n", sha256_hex(&document)).into_bytes(),
                CsafForm::Sha512 => format!("{}  {name}\n", sha512_hex(&document)).into_bytes(),
            }
        }
    }
}

/// The beginning of a day, which is all that is known of its time.
fn time(day: &str) -> String {
    format!("{day}T00:00:00Z")
}

fn bytes(document: &impl Serialize) -> Vec<u8> {
    let mut json = serde_json::to_vec(document).expect("a document is plain data with text keys");
    json.push(b'\n');
    json
}

/// A line for each advisory.
fn lines(context: &PageContext<'_>, line: impl Fn(&PlacedAdvisory) -> String) -> Vec<u8> {
    view::placed_advisories(context).iter().map(|placed| line(placed) + "\n").collect::<String>().into_bytes()
}

fn address(context: &PageContext<'_>, file: &WellKnown) -> String {
    as_uri(&format!("{}{}", context.site.config.base_url, file.address()))
}

fn publisher(publisher: &view::Publisher) -> Value {
    let mut all = json!({ "category": "vendor", "name": publisher.name, "namespace": as_uri(&publisher.namespace) });
    if let Some(contact) = &publisher.contact {
        all["contact_details"] = contact.as_str().into();
    }
    all
}

fn metadata(context: &PageContext<'_>) -> Vec<u8> {
    let Some(who) = view::publisher(context) else { return Vec::new() };
    let advisories = view::placed_advisories(context);
    let newest = advisories.first().map(|newest| time(&newest.page.last_changed().date));
    bytes(&json!({
        "canonical_url": address(context, &WellKnown::Csaf(Csaf::Metadata)),
        "distributions": [
            { "directory_url": as_uri(&format!("{}{ADVISORIES}", context.site.config.base_url)) },
            { "rolie": { "feeds": [{
                "summary": context.catalog.text("nav_advisories"),
                "tlp_label": "WHITE",
                "url": address(context, &WellKnown::Csaf(Csaf::Feed)),
            }] } },
        ],
        "last_updated": newest,
        "list_on_CSAF_aggregators": true,
        "metadata_version": "2.0",
        "mirror_on_CSAF_aggregators": false,
        "publisher": publisher(&who),
        "role": "csaf_provider",
    }))
}

/// The advisories as a feed of resources (RFC 8322).
fn feed(context: &PageContext<'_>) -> Vec<u8> {
    let advisories = view::placed_advisories(context);
    let newest = advisories.first().map(|newest| time(&newest.page.last_changed().date));
    let entry = |placed: &PlacedAdvisory| {
        let of = |form| WellKnown::Csaf(Csaf::Advisory { id: placed.id.clone(), place: placed.place.clone(), form });
        let url = |form| address(context, &of(form));
        json!({
            "id": placed.page.card.advisory_id,
            "title": placed.page.card.title.text,
            "link": [
                { "rel": "self", "href": url(CsafForm::Json) },
                { "rel": "hash", "href": url(CsafForm::Sha256) },
                { "rel": "hash", "href": url(CsafForm::Sha512) },
            ],
            "published": time(&placed.page.card.published.date),
            "updated": time(&placed.page.last_changed().date),
            "summary": { "content": placed.page.summary.text },
            "content": { "type": "application/json", "src": url(CsafForm::Json) },
            "format": { "schema": "https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json", "version": "2.0" },
        })
    };
    bytes(&json!({ "feed": {
        "id": "csaf-feed-tlp-white",
        "title": context.catalog.text("nav_advisories"),
        "link": [{ "rel": "self", "href": address(context, &WellKnown::Csaf(Csaf::Feed)) }],
        "category": [{ "scheme": "urn:ietf:params:rolie:category:information-type", "term": "csaf" }],
        "updated": newest,
        "entry": advisories.iter().map(entry).collect::<Vec<_>>(),
    } }))
}
