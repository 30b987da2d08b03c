//! Says who may ask: this machine's own pages and their author, not a foreign page in the same browser.
//!
//! A name that leads here by DNS rebinding is no name of ours; a foreign page may link to the preview, and neither read,
//! embed nor frame it. Pure.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::head::{Head, Refusal};

/// The names under which the preview is reached.
#[derive(Clone, Copy, Debug)]
pub(super) struct Us {
    pub(super) interface: IpAddr,
    pub(super) port: u16,
}

/// Refuses a request that does not come to us, or not from us.
pub(super) fn admit(head: &Head, us: Us) -> Result<(), Refusal> {
    if !is_ours(&head.host, us) {
        return Err(Refusal::new(421, "this host is not served here"));
    }
    let is_foreign = |origin: &String| !origin.strip_prefix("http://").is_some_and(|host| is_ours(host, us));
    if head.origin.as_ref().is_some_and(is_foreign) {
        return Err(Refusal::new(403, "another site may not ask"));
    }
    if matches!(head.fetch_site.as_deref(), None | Some("same-origin" | "none")) {
        return Ok(());
    }
    if head.fetch_mode.as_deref() != Some("navigate") {
        return Err(Refusal::new(403, "another site may not ask"));
    }
    match head.fetch_dest.as_deref() {
        Some("iframe" | "frame" | "embed" | "object" | "fencedframe") => {
            Err(Refusal::new(403, "another site may not frame this"))
        }
        _ => Ok(()),
    }
}

/// Whether a host with its port is one of ours. Without a port it is that of HTTP, as browsers write it.
fn is_ours(authority: &str, us: Us) -> bool {
    let (name, port) = match authority.rfind(':') {
        Some(colon) if !authority.ends_with(']') => (&authority[..colon], &authority[colon + 1..]),
        _ => (authority, "80"),
    };
    if port != us.port.to_string() {
        return false;
    }
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let address = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(name) => name.parse::<Ipv6Addr>().map(IpAddr::from),
        None => name.parse::<Ipv4Addr>().map(IpAddr::from),
    };
    // Rebinding needs a name; where every interface is ours, every address may be.
    let is_known = |address: IpAddr| {
        address == us.interface
            || us.interface.is_unspecified()
            || address == Ipv4Addr::LOCALHOST
            || address == Ipv6Addr::LOCALHOST
    };
    address.is_ok_and(is_known)
}
