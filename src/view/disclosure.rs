//! How to tell a company of a weakness, and the list of the companies that say so.

use serde::Serialize;

use super::context::PageContext;
use super::description;

use super::values::{Day, Fact, Inline, Link, Phrase, Receipt, Value};
use crate::catalog::fill;
use crate::language::own_name;
use crate::model::Record;
use crate::model::date::Interval;
use crate::model::disclosure::{Disclosure, DisclosureFact, Within};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::text::Text;
use crate::model::well_known::WellKnown;
use crate::path::{Id, Locale};
use crate::source::Spanned;

/// The policy of one company.
#[derive(Serialize)]
pub(crate) struct DisclosurePage {
    id: String,
    /// Whose it is, unless it is that of the site's own company.
    provider: Option<Link>,
    pub(super) lead: String,
    summary: Option<Phrase>,
    /// The ways to report a weakness, the best first.
    contacts: Vec<Link>,
    facts: Vec<Fact>,
    expires: Option<Day>,
    has_expired: bool,
    /// The file for programs, when the site has one of this policy.
    security_txt: Option<String>,
    last_reviewed: Option<Day>,
    receipts: Vec<Receipt>,
    mark: Option<&'static str>,
}

/// Whose policies are here.
#[derive(Serialize)]
pub(crate) struct DisclosuresPage {
    policies: Vec<ListedPolicy>,
}

#[derive(Serialize)]
struct ListedPolicy {
    provider: Link,
    contacts: Vec<Link>,
    expires: Option<Day>,
    has_expired: bool,
    mark: Option<&'static str>,
}

impl DisclosurePage {
    pub(super) fn description(&self, _: &PageContext<'_>) -> String {
        description::sentence(&self.lead)
    }
}

impl DisclosuresPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.policies.iter().map(|policy| policy.provider.text.text.as_str());
        description::of_names(context, "description_disclosures", names)
    }
}

pub(super) fn disclosure(context: &PageContext<'_>, id: &Id) -> Option<DisclosurePage> {
    let record = context.site.record(&Key::new(Kind::Disclosure, id.clone()))?;
    let disclosure = record.as_disclosure()?;
    let has_file = context.site.spoken_policy().is_some_and(|(spoken, _)| spoken.key == record.key);
    let facts = disclosure.facts().map(|name| of_policy(context, disclosure, name));
    let facts = facts.collect();
    Some(DisclosurePage {
        id: record.key.to_string(),
        provider: (!id.is_own()).then(|| context.whose(record)),
        lead: lead(context, record, disclosure),
        summary: disclosure.summary.as_ref().map(|summary| context.phrase(summary)),
        contacts: contacts(disclosure),
        facts,
        expires: disclosure.expires.as_ref().map(|day| context.day(day.value)),
        has_expired: has_expired(context, disclosure),
        security_txt: has_file.then(|| context.href_of_file(&WellKnown::SecurityTxt.address())),
        last_reviewed: disclosure.review.last_reviewed.as_ref().and_then(|day| context.day_gone_by(day.value)),
        receipts: context.receipts(&disclosure.sources),
        mark: context.mark(record),
    })
}

pub(super) fn disclosures(context: &PageContext<'_>) -> DisclosuresPage {
    let policies = context.site.all_of(Kind::Disclosure).filter_map(|record| {
        let disclosure = record.as_disclosure()?;
        Some(ListedPolicy {
            provider: Link { href: Some(context.href_of(&record.key)), ..context.whose(record) },
            contacts: contacts(disclosure),
            expires: disclosure.expires.as_ref().map(|day| context.day(day.value)),
            has_expired: has_expired(context, disclosure),
            mark: context.mark(record),
        })
    });
    DisclosuresPage { policies: policies.collect() }
}

/// `Report a weakness in Acme to security@acme.example.`
fn lead(context: &PageContext<'_>, record: &Record, disclosure: &Disclosure) -> String {
    let contact = disclosure.contacts.first().map(|contact| shown(&contact.value)).unwrap_or_default();
    let name = context.whose(record).text.text;
    context.catalog.fill("disclosure_lead", &[("name", &name), ("contact", contact)])
}

fn has_expired(context: &PageContext<'_>, disclosure: &Disclosure) -> bool {
    disclosure.expires.as_ref().is_some_and(|day| day.value < context.site.as_of.date())
}

/// An address as people write it.
pub(super) fn shown(address: &str) -> &str {
    let without = ["mailto:", "tel:", "https://"].iter().find_map(|scheme| address.strip_prefix(scheme));
    without.unwrap_or(address)
}

pub(super) fn contacts(disclosure: &Disclosure) -> Vec<Link> {
    disclosure.contacts.iter().map(|contact| link(&contact.value)).collect()
}

fn link(address: &str) -> Link {
    Link { text: PageContext::words(shown(address)), href: Some(address.to_owned()) }
}

/// A fact of a policy; one that is not given says why.
fn of_policy<'a>(context: &PageContext<'a>, disclosure: &'a Disclosure, name: DisclosureFact) -> Fact {
    let value = value(context, disclosure, name);
    let label = context.catalog.word("disclosure_fact", name.word());
    Fact::of(name.word(), label, disclosure.state(name), value)
}

fn value<'a>(context: &PageContext<'a>, disclosure: &'a Disclosure, name: DisclosureFact) -> Value {
    let texts = |texts: &'a [Text]| {
        let phrases: Vec<Phrase> = texts.iter().map(|text| context.phrase(text)).collect();
        let data = phrases.iter().map(|phrase| phrase.text.clone()).collect();
        Value {
            items: phrases.into_iter().map(|phrase| vec![Inline::phrase(phrase)]).collect(),
            data,
            ..Value::default()
        }
    };
    let address = |address: Option<&'a Spanned<String>>| {
        address.map_or_else(Value::default, |address| Value {
            lead: vec![Inline::link(link(&address.value))],
            data: vec![address.value.clone()],
            ..Value::default()
        })
    };
    if disclosure.none.contains_key(&name) {
        return Value { lead: vec![Inline::words(context.catalog.text("exceptions_none"))], ..Value::default() };
    }
    match name {
        DisclosureFact::InScope => texts(&disclosure.in_scope),
        DisclosureFact::OutOfScope => texts(&disclosure.out_of_scope),
        DisclosureFact::SafeHarbor => lead_of(disclosure.safe_harbor.as_ref().map(|text| context.phrase(text))),
        DisclosureFact::ResponseTimes => response_times(context, disclosure),
        DisclosureFact::Encryption => encryption(context, disclosure),
        DisclosureFact::Languages => {
            let name = |language: &Locale| own_name(language.as_str()).unwrap_or_else(|| language.to_string());
            let names = disclosure.languages.iter().map(|language| context.words_in(name(language), language));
            let data = disclosure.languages.iter().map(|language| language.value.to_string()).collect();
            Value { items: names.map(|name| vec![Inline::phrase(name)]).collect(), data, ..Value::default() }
        }
        DisclosureFact::Acknowledgments => address(disclosure.acknowledgments.as_ref()),
        DisclosureFact::Policy => address(disclosure.policy.as_ref()),
        DisclosureFact::Hiring => address(disclosure.hiring.as_ref()),
        DisclosureFact::Bounty => {
            let mut value = address(disclosure.bounty_url.as_ref());
            if let Some(text) = &disclosure.bounty {
                value.items = value.lead.drain(..).map(|link| vec![link]).collect();
                value.lead = vec![Inline::phrase(context.phrase(text))];
            }
            value
        }
    }
}

fn lead_of(phrase: Option<Phrase>) -> Value {
    phrase.map_or_else(Value::default, |phrase| Value {
        data: vec![phrase.text.clone()],
        lead: vec![Inline::phrase(phrase)],
        ..Value::default()
    })
}

fn response_times(context: &PageContext<'_>, disclosure: &Disclosure) -> Value {
    let times = || disclosure.response_times.iter().flat_map(|times| &times.value);
    let items = times().map(|(step, within)| {
        let text = context.catalog.word("response", step.word());
        vec![Inline::words(fill(&text, [("time", &*length(context, *within))]))]
    });
    let data = times().map(|(step, within)| format!("{}:{}", step.word(), iso(*within)));
    Value { items: items.collect(), data: data.collect(), ..Value::default() }
}

fn encryption(context: &PageContext<'_>, disclosure: &Disclosure) -> Value {
    let shown = |key: &str| if key.starts_with("https:") { Inline::link(link(key)) } else { Inline::words(key) };
    let keys = disclosure.encryption.iter().map(|key| vec![shown(&key.value)]);
    let fingerprint = disclosure.fingerprint.as_ref().map(|fingerprint| {
        vec![Inline::words(context.catalog.fill("key_fingerprint", &[("fingerprint", fingerprint)]))]
    });
    Value {
        items: keys.chain(fingerprint).collect(),
        data: disclosure.encryption.iter().map(|key| key.value.clone()).collect(),
        ..Value::default()
    }
}

/// `90 days`, `3 business days`, `1 year`.
fn length(context: &PageContext<'_>, within: Within) -> String {
    let (key, number) = match within {
        Within::BusinessDays(days) => ("business_days_long", days),
        Within::Time(Interval::Days(days)) => ("days_long", days),
        Within::Time(Interval::Months(months)) if months % 12 == 0 => ("years_long", months / 12),
        Within::Time(Interval::Months(months)) => ("months_long", months),
    };
    context.catalog.fill_counted(key, number.into())
}

/// A length of time as ISO 8601 writes it, which does not know business days.
fn iso(within: Within) -> String {
    match within {
        Within::BusinessDays(days) => format!("{days} business-days"),
        Within::Time(Interval::Days(days)) => format!("P{days}D"),
        Within::Time(Interval::Months(months)) => format!("P{months}M"),
    }
}
