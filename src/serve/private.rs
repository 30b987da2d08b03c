//! The socket between the door and `tiny_http`: an address that no browser can name, and a key for what comes through it.
//!
//! On Linux it is a Unix socket that lies in no folder; elsewhere a port of this machine. Either can be found by another
//! user of the machine, which is why every request through it has to carry the key of this run.

use std::collections::hash_map::RandomState;
use std::fs::File;
use std::hash::BuildHasher;
use std::io::{self, Read};
#[cfg(not(target_os = "linux"))]
pub(super) use std::net::{SocketAddr as Address, TcpListener as Listener, TcpStream as Stream};
#[cfg(target_os = "linux")]
use std::os::linux::net::SocketAddrExt;
#[cfg(target_os = "linux")]
pub(super) use std::os::unix::net::{SocketAddr as Address, UnixListener as Listener, UnixStream as Stream};

/// Listens under an address that is made up for the purpose.
#[cfg(target_os = "linux")]
pub(super) fn listen() -> io::Result<(Listener, Address)> {
    let address = Address::from_abstract_name(format!("candor-{}", secret()))?;
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

/// 128 bits that nobody can guess, in hexadecimal digits.
#[must_use]
pub fn secret() -> String {
    let mut bytes = [0; 16];
    let read = File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes));
    if read.is_ok() {
        return bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    }
    // Elsewhere the standard library seeds its hash maps from the system's random numbers.
    let half = || RandomState::new().hash_one("candor");
    format!("{:016x}{:016x}", half(), half())
}
