//! The command `serve`.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::arguments::{EditorArgument, ServeArguments};
use super::environment::Clock;
use super::progress::Progress;
use super::telling::{Telling, show};
use super::{CLEAN, Trouble, build, counted, environment, say, say_on_error};
use crate::diag::{Diagnostic, Failure};
use crate::platform;
use crate::preview::{MOST_FINDINGS, Preview};
use crate::serve;
use crate::watch::{self, How, Seen};

/// How often it is seen whether a new day has begun.
const LOOK_AT_CLOCK: Duration = Duration::from_secs(20);

/// Serves a site, and follows what changes in it, until a signal says that it is enough.
pub(super) fn serve(arguments: &ServeArguments) -> Result<u8, Trouble> {
    let root = environment::root(arguments.site.root.asked())?;
    // Watched before it is read, so that no change falls between the two.
    let (send, seen) = mpsc::channel();
    let how = arguments.poll.map_or(How::Events, How::Poll);
    let _watch = watch::start(&root, how, move |what| {
        // The program is ending when nobody receives.
        let _ = send.send(what);
    })?;
    let editor = match &arguments.editor {
        EditorArgument::None => None,
        EditorArgument::Template(editor) => Some(editor.clone()),
    };
    let options = build::options(&arguments.site)?;
    let as_of = options.as_of.date();
    let clock = Clock::new(arguments.site.as_of);
    let progress = Progress::start("Reading the site");
    let preview = Preview::open(root, options, editor, platform::secret())?;
    drop(progress);

    // Until here a signal ends the process as it does any other.
    let signals = signals()?;
    let listener = serve::listen(arguments.interface, arguments.port)?;
    let address = serve::address(&listener, &preview.home())?;
    let answering = Arc::clone(&preview);
    serve::start(listener, arguments.interface, move |request| answering.respond(request))?;
    if !arguments.interface.is_loopback() {
        let interface = arguments.interface;
        let warning = "other machines can reach the preview; it is made for one author";
        say_on_error(&format!("warning: {warning} (--interface {interface})"));
    }
    say(&format!("{address}\n"))?;
    let summary = preview.summary(MOST_FINDINGS);
    let placeholders = summary.placeholders;
    let errors: Vec<Diagnostic> = summary.first.into_iter().filter(Diagnostic::is_error).collect();
    show(&preview, errors.iter());
    let records = counted(preview.record_count(), "record");
    let (n_errors, n_warnings) = (counted(summary.errors, "error"), counted(summary.warnings, "warning"));
    let invented = if placeholders > 0 { format!(", {}", counted(placeholders, "placeholder")) } else { String::new() };
    say_on_error(&format!("serving {records} as of {as_of}, {n_errors}, {n_warnings}{invented}; Ctrl-C stops"));
    if arguments.open {
        open(&address);
    }
    let following = thread::Builder::new().name("follow".to_owned());
    following
        .spawn(move || follow(&preview, &seen, clock, Telling::new(errors, placeholders)))
        .map_err(|error| Failure::new("start", "a thread", error))?;
    // The process ends with this thread, whatever the others are doing: nothing of theirs is on disk.
    let _ = signals.recv();
    Ok(CLEAN)
}

/// What hears of each signal that asks the program to end.
pub(super) fn signals() -> Result<Receiver<()>, Trouble> {
    let (send, signals) = mpsc::channel();
    let on_signal = move || {
        let _ = send.send(());
    };
    ctrlc::set_handler(on_signal).map_err(|error| Failure::new("listen to", "signals", io::Error::other(error)))?;
    Ok(signals)
}

/// Takes changes into the preview as they are seen, and has them told.
fn follow(preview: &Preview, seen: &Receiver<Seen>, clock: Clock, mut telling: Telling) {
    let mut today = clock.today();
    loop {
        let seen = match seen.recv_timeout(telling.calm().unwrap_or(LOOK_AT_CLOCK)) {
            Ok(first) => merged(first, seen.try_iter()),
            Err(RecvTimeoutError::Timeout) => {
                telling.end_storm(preview);
                Vec::new()
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        if let Some(day) = clock.today().filter(|day| today.is_some_and(|today| today != *day)) {
            today = Some(day);
            if guarded(preview, || preview.speak_as_of(day)).is_some() {
                say_on_error(&format!("it is {}, and the site speaks as of this day", day.date()));
            }
        }
        for seen in seen {
            match &seen {
                Seen::Paths(_) | Seen::Everything(None) => {}
                Seen::Everything(Some(why)) => say_on_error(&format!("reading everything again: {why}")),
                Seen::Notice(line) => say_on_error(line),
            }
            let started = Instant::now();
            let Some(news) = guarded(preview, || preview.take(&seen)).flatten() else { continue };
            telling.take(preview, news, started.elapsed());
        }
    }
}

/// What has piled up, as little as it can be said by: whoever reads everything needs no paths.
fn merged(first: Seen, more: impl Iterator<Item = Seen>) -> Vec<Seen> {
    let (mut notices, mut changed) = (Vec::new(), None);
    for seen in std::iter::once(first).chain(more) {
        changed = match (changed, seen) {
            (changed, Seen::Notice(line)) => {
                notices.push(Seen::Notice(line));
                changed
            }
            (Some(Seen::Everything(why)), Seen::Everything(more)) => Some(Seen::Everything(why.or(more))),
            (Some(Seen::Everything(why)), _) | (_, Seen::Everything(why)) => Some(Seen::Everything(why)),
            (Some(Seen::Paths(mut all)), Seen::Paths(mut paths)) => {
                all.append(&mut paths);
                Some(Seen::Paths(all))
            }
            (_, paths) => Some(paths),
        };
    }
    notices.into_iter().chain(changed).collect()
}

/// What comes of a change; when it fails by our own fault, everything is read anew rather than half of it kept.
fn guarded<T>(preview: &Preview, change: impl FnOnce() -> T) -> Option<T> {
    let done = panic::catch_unwind(AssertUnwindSafe(change)).ok();
    if done.is_none() {
        say_on_error("the preview failed at this change, which is a mistake of the program; it starts anew");
        match panic::catch_unwind(AssertUnwindSafe(|| preview.start_anew())) {
            Ok(Err(failure)) => say_on_error(&format!("error: {failure}")),
            Ok(Ok(())) => {}
            Err(_) => say_on_error("it could not; the site is shown as it was"),
        }
    }
    done
}

/// Opens an address in the browser; without one the address is there to be opened by hand.
pub(super) fn open(address: &str) {
    let program = environment::OPENER;
    let mut command = Command::new(program);
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Ctrl-C in this terminal is for the preview, not for a browser that was started with it.
    platform::detach(&mut command);
    match command.spawn() {
        // A child that ended stays in the list of processes until somebody asks what became of it.
        Ok(mut opener) => drop(thread::spawn(move || opener.wait())),
        Err(error) => say_on_error(&format!("warning: cannot open a browser with `{program}`: {error}")),
    }
}
