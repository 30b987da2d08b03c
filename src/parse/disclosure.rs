//! The fields of a policy for the disclosure of vulnerabilities, and how they are read.
//!
//! Its addresses are those that a `security.txt` takes (RFC 9116): on the web, they begin with `https://`.

use std::collections::BTreeMap;

use super::address::is_mail_link;
use super::codes;
use super::fields::{Fields, Reader, date, locale, open, spanned, string, text, url};
use super::node::{Node, Value};
use super::publicity::publicity;
use super::record::record;
use super::references::{SOURCES, citation};
use super::statement::{facts, review};
use crate::format::Shape::{self, AnyOf, Day, Formed, List, Locale, No, NonEmpty, Text, Translated};
use crate::format::common::{ALIASES, DRAFT, LAST_REVIEWED, OWNER, PUBLISH_ON, REVIEW_EVERY, VISIBILITY};
use crate::format::form::{HTTPS_ADDRESS, KEY_ADDRESS, REPORTING_ADDRESS, RESPONSE_TIME};
use crate::format::{Table, optional, required, words};
use crate::model::disclosure::{Disclosure, DisclosureFact, ResponseStep, Within};
use crate::model::key::Key;
use crate::model::terms::Word;
use crate::model::{Content, Record};
use crate::source::{Span, Spanned};

pub(super) const DISCLOSURE: &Table = &Table {
    name: "disclosure",
    about: "How weaknesses are reported, and what becomes of a report. It makes `security.txt` too.",
    fields: &[
        required(
            "contact",
            NonEmpty(&Formed(REPORTING_ADDRESS)),
            r#"["mailto:security@acme.example"]"#,
            "Whom to tell of a weakness, the best way first: `mailto:`, `https:` or `tel:`.",
        ),
        optional("expires", Day, "2026-12-31", "The last day on which the policy can be relied on, within a year."),
        optional(
            "summary",
            Translated,
            r#""We thank everybody who tells us of a weakness.""#,
            "The policy, in a sentence or two.",
        ),
        optional(
            "policy",
            Formed(HTTPS_ADDRESS),
            r#""https://acme.example/security""#,
            "The address of the policy, when it is not this page.",
        ),
        optional("in_scope", List(&Translated), r#"["*.acme.example"]"#, "What may be examined."),
        optional("out_of_scope", List(&Translated), r#"["Denial of service"]"#, "What may not be examined."),
        optional(
            "safe_harbor",
            AnyOf(&[Translated, No]),
            r#""We take no legal action against research in good faith.""#,
            "What researchers are promised; `false` says that nothing is.",
        ),
        optional(
            "response_times",
            Shape::Table(RESPONSE_TIMES),
            r#"{ acknowledge = "2 days", fix = "90 days" }"#,
            "How soon each step is taken.",
        ),
        optional(
            "encryption",
            List(&Formed(KEY_ADDRESS)),
            r#"["https://acme.example/key.asc"]"#,
            "Where the keys are found that encrypt a report.",
        ),
        optional("fingerprint", Text, r#""0A1B 2C3D 4E5F""#, "The fingerprint of the first key."),
        optional("languages", List(&Locale), r#"["en", "de"]"#, "The languages in which a report is understood."),
        optional(
            "acknowledgments",
            AnyOf(&[Formed(HTTPS_ADDRESS), No]),
            r#""https://acme.example/thanks""#,
            "The page on which researchers are thanked; `false` says that there is none.",
        ),
        optional(
            "bounty",
            AnyOf(&[Translated, No]),
            r#""From 100 to 5,000 euros""#,
            "What is paid for a report; `false` says that nothing is.",
        ),
        optional(
            "bounty_url",
            Formed(HTTPS_ADDRESS),
            r#""https://bounty.example/acme""#,
            "The page of the bounty program.",
        ),
        optional("hiring", Formed(HTTPS_ADDRESS), r#""https://acme.example/jobs""#, "Open positions in security."),
        OWNER,
        LAST_REVIEWED,
        REVIEW_EVERY,
        optional(
            "not_stated",
            List(&Shape::Word(words::<DisclosureFact>)),
            r#"["bounty"]"#,
            "What the policy leaves open.",
        ),
        SOURCES,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
        ALIASES,
    ],
};

pub(super) fn disclosure(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &Key) -> Option<Record> {
    let contacts = fields.required(reader, "contact", contacts);
    let span = contacts.as_ref().and_then(|contacts| contacts.first()).map_or(Span::default(), |first| first.span);
    let not_stated = facts(reader, fields, "not_stated");
    let disclosure = Disclosure {
        summary: fields.optional(reader, "summary", text),
        expires: fields.optional(reader, "expires", spanned(date)),
        policy: fields.optional(reader, "policy", spanned(https)),
        in_scope: fields.list(reader, "in_scope", text),
        out_of_scope: fields.list(reader, "out_of_scope", text),
        safe_harbor: fields.optional(reader, "safe_harbor", unless_none(text)),
        response_times: fields.optional(reader, "response_times", spanned(response_times)),
        encryption: fields.list(reader, "encryption", spanned(key_address)),
        fingerprint: fields.optional(reader, "fingerprint", string),
        languages: fields.list(reader, "languages", spanned(locale)),
        acknowledgments: fields.optional(reader, "acknowledgments", unless_none(spanned(https))),
        bounty: fields.optional(reader, "bounty", unless_none(text)),
        bounty_url: fields.optional(reader, "bounty_url", spanned(https)),
        hiring: fields.optional(reader, "hiring", spanned(https)),
        review: review(reader, fields),
        none: none(fields),
        not_stated,
        sources: fields.list(reader, "sources", citation),
        contacts: contacts.unwrap_or_default(),
    };
    let publicity = publicity(reader, fields);
    if disclosure.contacts.is_empty() {
        return None;
    }
    Some(record(reader, Spanned::new(key.clone(), span), publicity, Content::Disclosure(Box::new(disclosure))))
}

/// The facts that there are none of.
fn none(fields: &mut Fields<'_>) -> BTreeMap<DisclosureFact, Span> {
    let may_be = [DisclosureFact::SafeHarbor, DisclosureFact::Acknowledgments, DisclosureFact::Bounty];
    let denied = may_be.into_iter().filter_map(|fact| {
        let node = fields.node(fact.word()).filter(|node| matches!(node.value, Value::Boolean(false)))?;
        Some((fact, node.span))
    });
    denied.collect()
}

/// What is read unless there is none, which is written `false`.
fn unless_none<T>(
    mut read: impl FnMut(&mut Reader<'_>, &Node) -> Option<T>,
) -> impl FnMut(&mut Reader<'_>, &Node) -> Option<T> {
    move |reader, node| {
        let message = match &node.value {
            Value::Boolean(false) => return None,
            Value::Boolean(true) => "this says that there is one, and not what it is".to_owned(),
            Value::Text(text) if ["none", "no", "n/a", "false"].contains(&text.trim().to_lowercase().as_str()) => {
                format!("`{}` is shown as it stands, in every language", text.trim())
            }
            _ => return read(reader, node),
        };
        let help = "write what there is or, where there is none, without quotes: false";
        reader.report(&codes::INVALID_VALUE, node.span, message, help);
        None
    }
}

fn contacts(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Spanned<String>>> {
    let contacts = super::lists::list(reader, node, spanned(contact))?;
    if node.is_empty_list() {
        let help = "write whom to tell of a weakness, the best way first: [\"mailto:security@acme.example\"]";
        reader.report(&codes::INVALID_VALUE, node.span, "the list of contacts is empty", help);
    }
    Some(contacts)
}

/// Where a weakness is reported: a mailbox, a page or a telephone.
fn contact(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let written = string(reader, node)?;
    let (scheme, rest) = written.split_once(':').unwrap_or(("", &written));
    let is_ascii = written.chars().all(|c| c.is_ascii_graphic());
    match scheme.to_ascii_lowercase().as_str() {
        "mailto" if is_ascii && is_mail_link(&written) => return Some(format!("mailto:{rest}")),
        "tel" if is_telephone(rest) => return Some(format!("tel:{rest}")),
        "https" | "http" => return https(reader, node),
        _ => {}
    }
    let message = format!("`{written}` is no way to report a weakness");
    let help = if written.contains('@') && scheme.is_empty() {
        format!("write the scheme before it: `mailto:{written}`")
    } else {
        "write `mailto:` and a mailbox, an address that begins with https://, or `tel:` and a number".to_owned()
    };
    reader.report(&codes::INVALID_VALUE, node.span, message, help);
    None
}

fn is_telephone(number: &str) -> bool {
    let is_written = number.chars().all(|c| c.is_ascii_digit() || "+-.()".contains(c));
    is_written && number.chars().filter(char::is_ascii_digit).count() > 2
}

/// A web address that nobody on the way can read or change.
pub(super) fn https(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let address = url(reader, node)?;
    if address.get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://")) {
        return Some(format!("https://{}", &address[8..]));
    }
    let message = format!("`{address}` does not begin with https://");
    let help = "write an address that begins with https://, as RFC 9116 asks of a security.txt";
    reader.report(&codes::INVALID_VALUE, node.span, message, help);
    None
}

/// Where a key is found: on the web, in the names of a domain, or by its fingerprint.
fn key_address(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let written = string(reader, node)?;
    let is_clean = written.chars().all(|c| c.is_ascii_graphic() && !"\"'<>\\`".contains(c));
    let is_of = |scheme: &str| written.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty());
    if is_clean && (is_of("openpgp4fpr:") || is_of("dns:")) { Some(written) } else { https(reader, node) }
}

const RESPONSE_TIMES: &Table = &Table {
    name: "disclosure.response_times",
    about: "How soon each step is taken after a report.",
    fields: &[
        optional("acknowledge", Formed(RESPONSE_TIME), r#""3 business days""#, "Until somebody answers."),
        optional("assess", Formed(RESPONSE_TIME), r#""10 days""#, "Until it is known how severe the weakness is."),
        optional("fix", Formed(RESPONSE_TIME), r#""90 days""#, "Until it is fixed."),
        optional("publish", Formed(RESPONSE_TIME), r#""90 days""#, "Until it is made public."),
    ],
};

fn response_times(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<(ResponseStep, Within)>> {
    let mut fields = open(reader, node, RESPONSE_TIMES)?;
    let times = ResponseStep::ALL.iter().filter_map(|(word, step)| {
        let within = fields.optional(reader, word, within)?;
        Some((*step, within))
    });
    let times = times.collect();
    fields.finish(reader);
    Some(times)
}

/// A length of time, or a number of business days.
fn within(reader: &mut Reader<'_>, node: &Node) -> Option<Within> {
    let written = string(reader, node)?;
    let within = Within::parse(&written);
    if within.is_none() {
        let message = format!("`{written}` is not a length of time");
        let help = "write a number and a unit: \"2 days\", \"3 business days\", \"2 weeks\"";
        reader.report(&codes::INVALID_VALUE, node.span, message, help);
    }
    within
}
