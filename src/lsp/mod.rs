//! A language server: what is wrong with a site while it is typed, and what an author may write at a place, for editors
//! that speak the Language Server Protocol.
//!
//! 1. `wire` reads messages and writes them; `server` answers them one after the other.
//! 2. A `document` is a text that an editor holds. It takes the place of the file on the disk in the `site` that the
//!    `workspace` finds upwards of it, and the project works out what that changes.
//! 3. The client is told the `diagnostics` of the files whose findings changed, and of no others.
//! 4. Requests are about a `position`: `fixes`, `links` to records, `hover` and `completion`. The last two look through
//!    the text up to the `cursor`, which need not be right, and ask the tables of `fields` what belongs there.
//!
//! Writes no file; the packages of the protocol are named here only.

mod client;
mod completion;
mod cursor;
mod diagnostics;
mod document;
mod fields;
mod fixes;
mod hover;
mod links;
mod position;
mod server;
mod site;
mod uri;
mod wire;
mod workspace;

use std::io::{BufReader, Read, Write};
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::diag::Failure;
use crate::model::date::AsOf;
use crate::project::Options;
use crate::watch::Seen;
use server::{Server, Stage};
use wire::Received;

/// How often it is seen whether a new day has begun.
const LOOK_AT_CLOCK: Duration = Duration::from_secs(20);
/// How many messages are taken before the client is told of findings.
const MOST_AT_ONCE: usize = 64;

/// What happens to a server.
enum Event {
    Received(Received),
    /// Something changed in the folder of a site.
    Seen(PathBuf, Seen),
    /// There is nothing more to read.
    Closed,
}

/// How a server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// As the protocol asks for, or with the end of the input.
    Orderly,
    /// The client asked for the end without saying so before.
    Sudden,
}

/// Serves a client until it has had enough. `today` says which day it is, if that may change.
///
/// # Errors
///
/// When the machine has no thread left.
pub fn serve(
    input: impl Read + Send + 'static,
    output: impl Write,
    options: Options,
    today: impl Fn() -> Option<AsOf>,
) -> Result<Ending, Failure> {
    let (send, events) = mpsc::channel();
    let reader = send.clone();
    thread::Builder::new()
        .name("read".to_owned())
        .spawn(move || read_all(input, &reader))
        .map_err(|error| Failure::new("start", "a thread", error))?;
    let mut server = Server::new(output, options, send);
    loop {
        match events.recv_timeout(LOOK_AT_CLOCK) {
            Ok(first) => {
                server.take(first);
                events.try_iter().take(MOST_AT_ONCE).for_each(|event| server.take(event));
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(Ending::Orderly),
        }
        if let Stage::Ended(ending) = server.stage {
            return Ok(ending);
        }
        server.look_at_clock(&today);
        server.tell_news();
    }
}

fn read_all(input: impl Read, events: &Sender<Event>) {
    let mut input = BufReader::new(input);
    // What cannot be read any more has ended.
    while let Ok(Some(received)) = wire::read(&mut input) {
        if events.send(Event::Received(received)).is_err() {
            return;
        }
    }
    let _ = events.send(Event::Closed);
}
