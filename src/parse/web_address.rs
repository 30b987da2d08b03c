//! Web addresses that lead where they say: the only file that names the packages for hosts.
//!
//! A host is read as a browser reads it. What a browser would read otherwise than people do is refused, each kind with
//! the way out.

use core::net::Ipv6Addr;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use unicode_security::{RestrictionLevel, RestrictionLevelDetection, skeleton};

/// Whether the text is an absolute http or https address without white space or quotes.
pub(super) fn is_web_address(text: &str) -> bool {
    let clean = |rest: &str| !rest.chars().any(|c| c.is_whitespace() || c.is_control() || "\"'<>\\`".contains(c));
    behind_scheme(text).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && clean(rest))
}

/// Why a web address may mislead, with what to write instead; nothing when it leads where it says.
pub(super) fn deceit(address: &str) -> Option<(String, &'static str)> {
    if crate::characters::hides(address) {
        return Some(("the address holds a character that nobody sees".to_owned(), "remove it, or percent-encode it"));
    }
    let authority = authority(behind_scheme(address)?);
    if authority.contains('@') {
        let message = "the address names a user before the host, which looks like the host".to_owned();
        return Some((message, "write the address without what stands before the `@`"));
    }
    let (host, port) = host_and_port(authority);
    let is_port = |port: &str| port.parse::<u16>().is_ok_and(|number| number > 0 && number.to_string() == port);
    if port.is_some_and(|port| !is_port(port)) {
        return Some(("the address has a port that no host has".to_owned(), "write a port from 1 to 65535, or none"));
    }
    host_deceit(host).map(|(what, help)| (format!("the host `{host}` {what}"), help))
}

/// Where the words of a link say that it leads, when they are an address and it leads to another host or mailbox.
pub(super) fn says_otherwise(words: &str, address: &str) -> Option<String> {
    let words = words.trim();
    let Some(mailbox) = address.strip_prefix("mailto:") else { return other_host(words, address) };
    let mailbox = mailbox.split('?').next().unwrap_or(mailbox).replace("%40", "@");
    let is_mailbox = words.contains('@') && !words.contains(char::is_whitespace);
    (is_mailbox && !words.eq_ignore_ascii_case(&mailbox)).then(|| words.to_owned())
}

fn other_host(text: &str, address: &str) -> Option<String> {
    let text = &text.replace(FULL_STOPS, ".");
    if text.contains(char::is_whitespace) {
        return None;
    }
    let said = match behind_scheme(text) {
        Some(rest) => authority(rest),
        None if looks_like_host(authority(text)) => authority(text),
        None => return None,
    };
    let (said, _) = host_and_port(said);
    // A placeholder, such as `https://<host>/`, is no address.
    let is_host = said.contains(char::is_alphanumeric)
        && said.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || "-_.[]:".contains(c));
    if !is_host {
        return None;
    }
    let (leads, _) = host_and_port(authority(behind_scheme(address)?));
    let is_within = |inner: &str, outer: &str| {
        inner == outer || inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.') && outer.contains('.'))
    };
    match (to_ascii(said), to_ascii(leads)) {
        (Some(said), Some(leads)) if is_within(&said, &leads) || is_within(&leads, &said) => None,
        _ => Some(said.to_owned()),
    }
}

fn behind_scheme(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)).then_some(rest)
}

fn authority(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

fn host_and_port(authority: &str) -> (&str, Option<&str>) {
    let authority = authority.rsplit('@').next().unwrap_or(authority);
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    }
}

fn to_ascii(host: &str) -> Option<String> {
    let host = host.trim_end_matches('.');
    let ascii = Uts46::new().to_ascii(host.as_bytes(), AsciiDenyList::EMPTY, Hyphens::Allow, DnsLength::Ignore);
    ascii.ok().map(|host| host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// The address with its host as name servers know it: `xn--gre-6ka8i.example` for `größe.example`.
pub(super) fn in_ascii(address: &str) -> String {
    let host = behind_scheme(address).map_or("", |rest| host_and_port(authority(rest)).0);
    match idna::domain_to_ascii(host) {
        Ok(ascii) if !host.is_ascii() => address.replacen(host, &ascii, 1),
        _ => address.to_owned(),
    }
}

/// The address as a URI (RFC 3986), in which every character is of ASCII.
pub(crate) fn as_uri(address: &str) -> String {
    let mut uri = String::new();
    for c in in_ascii(address).chars() {
        if c.is_ascii_graphic() {
            uri.push(c);
        } else {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| uri.push_str(&format!("%{byte:02X}")));
        }
    }
    uri
}

/// The endings of hosts that are no endings of files or names of software.
const ENDINGS: [&str; 27] = [
    "com", "org", "net", "gov", "edu", "int", "mil", "info", "eu", "cn", "example", "test", "uk", "de", "fr", "it",
    "es", "nl", "jp", "kr", "br", "ru", "ca", "au", "hk", "tw", "sg",
];
/// Full stops of other scripts, which browsers take for one in a host.
const FULL_STOPS: [char; 3] = ['\u{3002}', '\u{ff0e}', '\u{ff61}'];

/// Whether words without a scheme are read as a host: `bank.example`, `www.bank.example`.
fn looks_like_host(words: &str) -> bool {
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let lower = words.to_lowercase();
    let Some((name, ending)) = lower.rsplit_once('.') else { return false };
    let is_known = lower.starts_with("www.") || ENDINGS.contains(&ending);
    is_known && name.split('.').all(is_label)
}

/// What a browser makes of a host other than people do.
fn host_deceit(host: &str) -> Option<(String, &'static str)> {
    const PLAIN: &str = "write the name of the host as it is registered, in letters, digits and hyphens";
    let found = |what: &str, help| Some((what.to_owned(), help));
    if let Some(address) = host.strip_prefix('[') {
        let is_address = address.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
        return if is_address { None } else { found("is no IPv6 address", "write it as in `[2001:db8::1]`") };
    }
    if host.contains(FULL_STOPS) {
        return found("has a dot that is not a full stop", "write a full stop between the parts of the host");
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    let labels: Vec<&str> = name.split('.').collect();
    if labels.iter().any(|label| label.is_empty()) {
        return found("has an empty part", PLAIN);
    }
    if let Some(what) = numeric(&labels) {
        return found(what, "write the name of the host, or an IPv4 address as four decimal numbers");
    }
    let (unicode, is_valid) = Uts46::new().to_unicode(name.as_bytes(), AsciiDenyList::EMPTY, Hyphens::Allow);
    let is_plain = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || "-_.".contains(c);
    let ascii = to_ascii(name);
    if is_valid.is_err() || ascii.is_none() || !name.chars().all(is_plain) {
        return found("is no name that a host can have", PLAIN);
    }
    let read: Vec<&str> = unicode.split('.').collect();
    let is_read_as_written = |(written, read): (&&str, &&str)| {
        written.to_lowercase() == **read || written.to_lowercase().starts_with("xn--")
    };
    if read.len() != labels.len() || !labels.iter().zip(&read).all(is_read_as_written) {
        return Some((format!("is read as `{unicode}`"), PLAIN));
    }
    let ends_in_ascii = read.last().is_some_and(|last| last.is_ascii());
    read.iter().find_map(|label| label_deceit(label, ends_in_ascii))
}

fn label_deceit(label: &str, ends_in_ascii: bool) -> Option<(String, &'static str)> {
    const HELP: &str = "write the host in one script, or link to another address of the same page";
    if label.detect_restriction_level() > RestrictionLevel::HighlyRestrictive {
        return Some((format!("mixes scripts in `{label}`"), HELP));
    }
    // All of it is of one script, and all of it looks like another.
    let looks = skeleton(label).collect::<String>();
    let looks_latin = !label.is_ascii() && looks.is_ascii() && ends_in_ascii;
    looks_latin.then(|| (format!("looks like `{looks}` and is another"), HELP))
}

/// A host that ends in a number is an address, which may be written in ways that nobody can read.
fn numeric(labels: &[&str]) -> Option<&'static str> {
    let is_number = |label: &str| {
        let hexadecimal = label.strip_prefix("0x").or_else(|| label.strip_prefix("0X"));
        let is_hexadecimal = hexadecimal.is_some_and(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()));
        is_hexadecimal || label.chars().all(|c| c.is_ascii_digit())
    };
    if !labels.last().is_some_and(|last| is_number(last)) {
        return None;
    }
    let is_byte = |label: &&str| label.parse::<u8>().is_ok_and(|byte| byte.to_string() == **label);
    (labels.len() != 4 || !labels.iter().all(is_byte)).then_some("is a number that hides an address")
}
