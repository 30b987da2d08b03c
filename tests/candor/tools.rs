//! Programs that tests need and cargo does not bring: installed when missing, never worked around.

use std::process::Command;
use std::sync::Mutex;

/// One installation at a time: `apt-get` bears no company.
static INSTALLING: Mutex<()> = Mutex::new(());

/// Makes sure that a program is there; otherwise installs its Debian packages, whose names are parted by spaces.
#[track_caller]
pub(crate) fn tool(name: &str, packages: &str) {
    install(name, packages, || Command::new(name).arg("--version").output().is_ok());
}

/// Makes sure that something is there; otherwise installs its Debian packages.
#[track_caller]
pub(crate) fn install(name: &str, packages: &str, is_there: impl Fn() -> bool) {
    let _installing = INSTALLING.lock();
    if is_there() {
        return;
    }
    let apt = |arguments: &[&str]| {
        let status = Command::new("apt-get").args(arguments).status();
        assert!(
            status.is_ok_and(|status| status.success()),
            "`{name}` is missing, and `apt-get {}` failed",
            arguments.join(" ")
        );
    };
    apt(&["update"]);
    apt(&[&["install", "-y", "--no-install-recommends"], packages.split(' ').collect::<Vec<_>>().as_slice()].concat());
}
