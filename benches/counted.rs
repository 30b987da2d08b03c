//! What the system counts of a running program.

use std::fs;
use std::process::Child;

use super::Outcome;

/// The time that all threads have run, in milliseconds: the first number of `schedstat`, in nanoseconds.
///
/// A thread that ended takes its time with it; those that do the work of an edit live as long as the program.
pub(crate) fn cpu_ms(program: &Child) -> Outcome<f64> {
    let mut total = 0.0;
    for task in fs::read_dir(format!("/proc/{}/task", program.id()))? {
        let text = fs::read_to_string(task?.path().join("schedstat")).unwrap_or_default();
        total += text.split(' ').next().and_then(|number| number.parse::<f64>().ok()).unwrap_or(0.0);
    }
    Ok(total / 1_000_000.0)
}

/// A number of `/proc/PID/status`; memory is in KiB.
pub(crate) fn status(program: &Child, name: &str) -> Outcome<usize> {
    let text = fs::read_to_string(format!("/proc/{}/status", program.id()))?;
    let line = text.lines().find(|line| line.starts_with(name)).ok_or("no such line")?;
    Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse()?)
}
