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

/// Makes sure that a family of fonts is there, without which texts are as wide as they are on no other machine.
#[track_caller]
#[allow(dead_code, reason = "the tests without a browser draw nothing")]
pub(crate) fn font(family: &str, package: &str) {
    install(family, package, || {
        Command::new("fc-list").arg(family).output().is_ok_and(|output| !output.stdout.is_empty())
    });
}

/// Installs the packages of what is not there.
#[track_caller]
fn install(name: &str, packages: &str, is_there: impl Fn() -> bool) {
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
