//! What a `security.txt` says (RFC 9116), from the policy of the company that the site speaks for.
//!
//! The context has the address of the site for its way to the root, so all that it leads to is absolute.

use super::context::PageContext;
use crate::model::well_known::{Csaf, WellKnown};
use crate::parse::as_uri;
use crate::source::Spanned;

/// The fields of the file in their order, each with its value, which is of ASCII and on one line.
pub(crate) fn security_txt(context: &PageContext<'_>) -> Vec<(&'static str, String)> {
    let Some((record, policy)) = context.site.spoken_policy() else { return Vec::new() };
    let mut fields: Vec<(&str, String)> = Vec::new();
    let mut add = |name, address: Option<&str>| fields.extend(address.map(|address| (name, as_uri(address))));
    policy.contacts.iter().for_each(|contact| add("Contact", Some(&contact.value)));
    // The last day is a whole one.
    let expires = policy.expires.as_ref().map(|day| format!("{}T23:59:59Z", day.value));
    add("Expires", expires.as_deref());
    policy.encryption.iter().for_each(|key| add("Encryption", Some(&key.value)));
    add("Acknowledgments", own(policy.acknowledgments.as_ref()));
    // Programs read the file at the root of the host, wherever the site lies.
    let origin = context.site.config.origin();
    add("Canonical", Some(&format!("{origin}/{}", WellKnown::SecurityTxt.address())));
    add("Policy", own(policy.policy.as_ref()).or(Some(&context.href_of(&record.key))));
    add("Hiring", own(policy.hiring.as_ref()));
    if !context.site.spoken_advisories().is_empty() {
        let metadata = format!("{}{}", context.site.config.base_url, WellKnown::Csaf(Csaf::Metadata).address());
        add("CSAF", Some(&metadata));
    }
    let languages: Vec<&str> = policy.languages.iter().map(|language| language.as_str()).collect();
    fields.extend((!languages.is_empty()).then(|| ("Preferred-Languages", languages.join(", "))));
    // Each web address has to begin otherwise; one of a site that does not is no help to anybody.
    fields.retain(|(_, value)| !value.starts_with("http://"));
    fields
}

fn own(address: Option<&Spanned<String>>) -> Option<&str> {
    address.map(|address| address.value.as_str())
}
