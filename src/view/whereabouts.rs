//! Where a subprocessor is, and where it works.

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::PageContext;
use super::values::Phrase;
use super::{country, locations};
use crate::model::Record;
use crate::model::provider::Subprocessor;

/// Where a company is and works. A place in another country stands beside the others, and not below the company's own
/// country, which is no more than its seat where it works in others alone.
#[derive(Serialize)]
pub(super) struct Whereabouts {
    /// The country that it is in, where it works there alone, or nobody says where.
    pub(super) country: Option<Phrase>,
    /// Where it works.
    pub(super) places: Vec<Phrase>,
    /// The country that it is in, in words, where it works in others alone.
    seat: Option<String>,
    /// The codes of the countries that it is in or works in.
    pub(super) countries: BTreeSet<String>,
}

impl Whereabouts {
    /// All that is known of it, each in words.
    pub(super) fn words(self) -> impl Iterator<Item = String> {
        self.country.into_iter().chain(self.places).map(|phrase| phrase.text).chain(self.seat)
    }

    pub(super) fn is_known(&self) -> bool {
        self.country.is_some() || !self.places.is_empty()
    }
}

pub(super) fn whereabouts(context: &PageContext<'_>, record: &Record, company: &Subprocessor) -> Whereabouts {
    let provider = record.key.id.owner_id();
    let places: Vec<_> = company.places.iter().map(|text| locations::place(context, &provider, text)).collect();
    let own = company.country.as_deref();
    let codes = places.iter().filter_map(|(_, code)| *code);
    let countries = own.into_iter().chain(codes).map(str::to_owned).collect();
    let is_elsewhere = |code: Option<&str>| code.is_some_and(|code| Some(code) != own);
    let all_elsewhere = places.iter().all(|(_, code)| is_elsewhere(*code));
    let any_elsewhere = places.iter().any(|(_, code)| is_elsewhere(*code));
    let names = places.into_iter().map(|(place, _)| place);
    let Some(code) = own.filter(|_| any_elsewhere) else {
        let name = own.map(|code| country::name(context, code).unwrap_or_else(|| PageContext::words(code)));
        let places = names.filter(|place| name.as_ref() != Some(place)).collect();
        return Whereabouts { country: name, places, seat: None, countries };
    };
    let named = || country::in_sentence(context, code).unwrap_or_else(|| code.to_owned());
    let seat = all_elsewhere.then(|| context.catalog.fill("subprocessor_seat", &[("country", &named())]));
    Whereabouts { country: None, places: names.collect(), seat, countries }
}
