//! Every page, style sheet and picture is valid by the Nu HTML checker.

use std::process::Command;

use crate::npm::npm;
use crate::script::{FIXTURE, fixture_site};
use crate::site::{Site, example, firm};
use crate::tools::tool;

#[test]
fn the_nu_checker_finds_no_error() {
    tool("java", "default-jre-headless");
    let jar = npm("vnu-jar", "vnu-jar/build/dist/vnu.jar");
    let fixture = fixture_site("validity", FIXTURE);
    let mut command = Command::new("java");
    command.args(["-XX:+UseSerialGC", "-Xss4m", "-jar"]).arg(jar);
    command.args(["--errors-only", "--skip-non-html", "--also-check-css", "--also-check-svg"]);
    command.args([example(), firm(), &fixture].map(|site: &Site| &site.folder));
    let output = command.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{} errors:\n{errors}", errors.lines().count());
}
