//! The socket between the door and `tiny_http`: an address that no browser can name, and a key for what comes through it.
//!
//! On Linux it is a Unix socket that lies in no folder; elsewhere a port of this machine. Either can be found by another
//! user of the machine, which is why every request through it has to carry the key of this run.

use std::io;
#[cfg(not(target_os = "linux"))]
pub(super) use std::net::{SocketAddr as Address, TcpListener as Listener, TcpStream as Stream};
#[cfg(target_os = "linux")]
use std::os::linux::net::SocketAddrExt;
#[cfg(target_os = "linux")]
pub(super) use std::os::unix::net::{SocketAddr as Address, UnixListener as Listener, UnixStream as Stream};

/// Listens under an address that is made up for the purpose.
#[cfg(target_os = "linux")]
pub(super) fn listen() -> io::Result<(Listener, Address)> {
    let address = Address::from_abstract_name(format!("candor-{}", crate::platform::secret()))?;
    Ok((Listener::bind_addr(&address)?, address))
}

/// Listens under an address that is made up for the purpose.
#[cfg(not(target_os = "linux"))]
pub(super) fn listen() -> io::Result<(Listener, Address)> {
    let listener = Listener::bind((std::net::Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// Connects to our own listener.
#[cfg(target_os = "linux")]
pub(super) fn connect(address: &Address) -> io::Result<Stream> {
    Stream::connect_addr(address)
}

/// Connects to our own listener.
#[cfg(not(target_os = "linux"))]
pub(super) fn connect(address: &Address) -> io::Result<Stream> {
    let stream = Stream::connect(address)?;
    stream.set_nodelay(true)?;
    Ok(stream)
}
