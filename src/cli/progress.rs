//! What a command is at, with how much of it is done: shown on a terminal once the work takes a while.
//!
//! Nothing is written when standard error is no terminal, and nothing of it is left in the end.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work takes before it is worth a line.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is drawn anew.
const TICK: Duration = Duration::from_millis(100);

/// The line of a command; dropping it clears the line.
pub(super) struct Progress {
    bar: ProgressBar,
    /// Dropped to end the wait for patience to run out.
    end: Option<Sender<()>>,
    shower: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins the work with its first phase.
    pub(super) fn start(phase: &str) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let (end, ended) = mpsc::channel();
        let shown = bar.clone();
        let shower = thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(TICK);
            }
        });
        let progress = Self { bar, end: Some(end), shower: Some(shower) };
        progress.phase(phase);
        progress
    }

    /// A phase of which nobody knows how much it is.
    pub(super) fn phase(&self, phase: &str) {
        self.bar.set_style(style("{spinner} {msg}"));
        self.bar.set_message(phase.to_owned());
    }

    /// A phase of so many steps.
    pub(super) fn phase_of(&self, phase: &str, steps: usize) {
        self.bar.set_style(style("{spinner} {msg}: {human_pos} of {human_len}"));
        self.bar.set_message(phase.to_owned());
        self.bar.set_position(0);
        self.bar.set_length(steps as u64);
    }

    /// One step of the phase is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }

    /// Lets something print while the line is away.
    pub(super) fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end.take();
        // Whoever shows the line has done so, or never will.
        let _ = self.shower.take().map(JoinHandle::join);
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates above are right")
}
