//! What companies support, and until when.

use serde::Serialize;

use super::context::PageContext;
use super::documents::speakers;
use super::fact_line::fact_line;
use super::values::{Day, FactLine, Label, Link, Phrase, Receipt};
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::product::{Product, ProductFact, Version};
use crate::model::tells::List;

/// The products of one company.
#[derive(Serialize)]
pub(super) struct Products {
    provider: Link,
    products: Vec<ProductRow>,
}

#[derive(Serialize)]
struct ProductRow {
    id: String,
    name: Phrase,
    href: Option<String>,
    versions: Vec<VersionRow>,
    receipts: Vec<Receipt>,
    mark: Option<&'static str>,
}

#[derive(Serialize)]
struct VersionRow {
    version: Option<String>,
    released: FactLine,
    end_of_support: FactLine,
    support: Label,
}

/// The products of each company that has some.
pub(super) fn products(context: &PageContext<'_>) -> Vec<Products> {
    let of = |provider| {
        let records = context.by_name(context.site.list(&List::Of(Kind::Product, key_of(provider).id.clone())));
        let context = &context.about(&key_of(provider).id);
        let rows = records.into_iter().filter_map(|record| Some(row(context, record, record.as_product()?)));
        Products { provider: context.link(provider), products: rows.collect() }
    };
    speakers(context, Kind::Product).map(of).filter(|group| !group.products.is_empty()).collect()
}

fn key_of(record: &Record) -> &crate::model::key::Key {
    &record.key
}

fn row<'a>(context: &PageContext<'a>, record: &'a Record, product: &'a Product) -> ProductRow {
    let version = |version: &Version| {
        let line = |name: ProductFact, day: Option<Day>| {
            let label = context.catalog.word("product_fact", name.word());
            let given = day.map(|day| (day.text, vec![day.date]));
            fact_line(context, (name.word(), label), product.state(version, name), given)
        };
        VersionRow {
            version: version.name.clone(),
            released: line(ProductFact::Released, version.released.map(|day| context.day(day))),
            end_of_support: line(ProductFact::EndOfSupport, version.end_of_support.map(|day| context.day(day))),
            support: context.label("support", version.support(context.site.as_of.date()).word()),
        }
    };
    ProductRow {
        id: PageContext::anchor(record),
        name: context.title(record),
        href: product.url.as_ref().map(|url| url.value.clone()),
        versions: product.versions.iter().map(version).collect(),
        receipts: context.receipts(&product.sources),
        mark: context.mark(record),
    }
}
