//! Whom a reader turns to who wants something of a provider, and by what address.

use serde::Serialize;

use super::context::PageContext;
use super::values::Phrase;
use crate::model::kinds::Kind;
use crate::model::provider::Contact;
use crate::model::tells::List;
use crate::model::terms::Rel;
use crate::parse::{is_mail_link, mail_to, with_subject};
use crate::path::Id;

/// Somebody to ask; without an address where nobody has one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Ask {
    pub(crate) href: Option<String>,
    /// Unless the address is the record's own.
    pub(crate) whom: Option<Phrase>,
}

/// By an address of the record's own; mail to it gets a subject.
pub(super) fn at(address: &str, subject: &str) -> Ask {
    let href = if is_mail_link(address) { with_subject(address, subject) } else { address.to_owned() };
    Ask { href: Some(href), whom: None }
}

/// A contact of the provider, else of the site when it speaks of this provider alone or is its own, else the provider by its name.
pub(super) fn provider(context: &PageContext<'_>, id: &Id, subject: &str) -> Option<Ask> {
    let (record, provider) = context.site.provider(id)?;
    let is_only = || context.site.list(&List::All(Kind::Provider)).nth(1).is_none();
    let speaks_for_it = id.is_own() || is_only();
    let of_site = context.site.config.contacts.iter().filter(|_| speaks_for_it);
    let mut contacts = provider.contacts.iter().chain(of_site);
    let page = provider.links.iter().filter(|link| link.rel.value == Rel::Contact).find_map(|link| link.url.as_ref());
    if let Some((contact, href)) = contacts.clone().find_map(|contact| Some((contact, address(contact, subject)?))) {
        return Some(Ask { href: Some(href), whom: Some(context.phrase(&contact.name)) });
    }
    let named = contacts.next().filter(|_| page.is_none()).map(|contact| context.phrase(&contact.name));
    let whom = named.unwrap_or_else(|| context.title(record));
    Some(Ask { href: page.map(|url| url.value.clone()), whom: Some(whom) })
}

/// Where a contact is reached: by mail, which carries the subject, before a page.
fn address(contact: &Contact, subject: &str) -> Option<String> {
    let mail = contact.email.as_ref().map(|email| with_subject(&mail_to(email), subject));
    mail.or_else(|| contact.url.as_ref().map(|url| url.value.clone()))
}
