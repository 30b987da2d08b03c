//! The command `serve`.

use std::io;
use std::sync::mpsc;

use super::arguments::ServeArguments;
use super::{CLEAN, Trouble, build, environment, say, say_on_error};
use crate::diag::Failure;
use crate::serve::{self, Session};

/// Serves a site until a signal says that it is enough.
pub(super) fn serve(arguments: &ServeArguments) -> Result<u8, Trouble> {
    let root = environment::root(arguments.site.asked_root())?;
    let session = Session::open(root, build::options(&arguments.site)?)?;
    let home = session.home();
    // Until here a signal ends the process as it does any other.
    let (send, signals) = mpsc::channel();
    let on_signal = move || {
        let _ = send.send(());
    };
    ctrlc::set_handler(on_signal).map_err(|error| Failure::new("listen to", "signals", io::Error::other(error)))?;

    let listener = serve::listen(arguments.interface, arguments.port)?;
    let address = serve::address(&listener, &home)?;
    serve::start(listener, arguments.interface, move |request| session.respond(request))?;
    if !arguments.interface.is_loopback() {
        let interface = arguments.interface;
        say_on_error(&format!(
            "warning: other machines can reach the preview on {interface}; it is made for one author"
        ));
    }
    say(&format!("{address}\n"))?;
    // The process ends with this thread, whatever the others are doing: nothing of theirs is on disk.
    let _ = signals.recv();
    Ok(CLEAN)
}
