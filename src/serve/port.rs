//! Binds the socket that the world sees, and writes the address that people open.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use crate::diag::Failure;

/// The port that is tried first when none is asked for.
const FIRST_PORT: u16 = 4321;
/// How many ports behind it are tried when it is taken.
const MORE_PORTS: u16 = 50;

/// Listens on a port of an interface: exactly the one asked for, 0 being any that is free, else the first that is free.
///
/// # Errors
///
/// When the port that was asked for is taken, or the machine refuses for another reason.
pub fn listen(interface: IpAddr, port: Option<u16>) -> Result<TcpListener, Failure> {
    let (first, last) = port.map_or((FIRST_PORT, FIRST_PORT + MORE_PORTS), |port| (port, port));
    for port in first..=last {
        let address = SocketAddr::new(interface, port);
        match TcpListener::bind(address) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && port < last => {}
            Err(error) => return Err(Failure::new("listen on", address.to_string(), error)),
        }
    }
    unreachable!("the last port returns")
}

/// The address of the first page, where `path` begins with `/`; an interface that is none in particular is this machine.
///
/// # Errors
///
/// When the machine does not know what the socket is bound to.
pub fn address(listener: &TcpListener, path: &str) -> Result<String, Failure> {
    let mut bound = listener.local_addr().map_err(|error| Failure::new("find", "the port", error))?;
    match bound.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => bound.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => bound.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    Ok(format!("http://{bound}{path}"))
}
