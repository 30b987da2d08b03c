//! Packages of npm that tests need: installed when missing, never worked around.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;

use crate::tools::tool;

/// Where packages of npm are installed.
const NODE_MODULES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/tools/node_modules");

/// One installation at a time: `npm` bears no company.
static INSTALLING: Mutex<()> = Mutex::new(());

/// The path of a file in a package of npm, which is installed without running scripts when the file is not there.
#[track_caller]
pub(crate) fn npm(package: &str, file: &str) -> PathBuf {
    tool("npm", "npm");
    let _installing = INSTALLING.lock();
    let path = PathBuf::from(NODE_MODULES).join(file);
    if !path.exists() {
        let prefix = concat!(env!("CARGO_MANIFEST_DIR"), "/target/tools");
        let status = Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", prefix, package])
            .status();
        assert!(status.is_ok_and(|status| status.success()), "`npm install {package}` failed");
    }
    assert!(path.exists(), "the package {package} holds no {file}");
    path
}
