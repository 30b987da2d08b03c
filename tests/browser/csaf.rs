//! Every advisory is valid CSAF 2.0 by the validator of the Federal Office for Information Security of Germany.

use std::fs;
use std::process::Command;

use crate::npm::npm;
use crate::site::publish;
use crate::support::project;

/// A site with advisories of one and of several vulnerabilities, with and without each of what may be left out.
const SITE: &str = include_str!("../golden/company.txt");

/// A weakness of a service that nobody installs, with and without a product that people do.
const HOSTED: &str = r#"
-- candor.toml --
title = "T"
base_url = "https://trust.example/"
-- content/company.toml --
name = "Acme"
-- content/products.toml --
[[product]]
id = "service"
name = "Service"
[[product]]
id = "app"
name = "App"
-- content/advisories/one.toml --
title = "One"
summary = "It was weak."
published = 2026-10-01
workaround = "Wait."
vulnerability = [{ cve = "CVE-2026-0001", cvss = "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N" }]
affected = [{ product = "service", fixed_on = 2026-09-03 }]
-- content/advisories/two.toml --
title = "Two"
summary = "Both were weak."
published = 2026-10-01
workaround = "Wait."
vulnerability = [{ cve = "CVE-2026-0002", cvss = "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N" }]
affected = [{ product = "service", fixed_on = 2026-09-03 }, { product = "app", versions = ["1.0"], fixed = ["1.1"] }]
"#;

/// Reads the documents that it is given, and writes what is wrong with them.
const SCRIPT: &str = r"
import fs from 'node:fs'
import validate from '@secvisogram/csaf-validator-lib/validateStrict.js'
import * as schema from '@secvisogram/csaf-validator-lib/schemaTests.js'
import * as mandatory from '@secvisogram/csaf-validator-lib/mandatoryTests.js'
let wrong = 0
for (const file of process.argv.slice(1)) {
  const document = JSON.parse(fs.readFileSync(file, 'utf8'))
  const { tests } = await validate([schema.csaf_2_0_strict, ...Object.values(mandatory)], document)
  if (tests.length < 30) throw new Error(`only ${tests.length} tests ran`)
  for (const test of tests) {
    for (const error of test.errors) {
      wrong += 1
      console.log(`${file}: ${test.name}: ${error.instancePath}: ${error.message}`)
    }
  }
}
process.exit(wrong ? 1 : 0)
";

#[test]
fn every_advisory_is_a_valid_document() {
    let package = npm("@secvisogram/csaf-validator-lib@2", "@secvisogram/csaf-validator-lib/package.json");
    let tools = package.ancestors().nth(4).unwrap();
    let site = publish("csaf", &project(SITE, "2026-11-21"), str::to_owned);
    let folder = site.folder.join(".well-known/csaf/white");
    let index = fs::read_to_string(folder.join("index.txt")).unwrap();
    assert_eq!(index, "2026/nwsa-2026_002.json\n2025/nwsa-2025-001.json\n");
    let hosted = publish("csaf-hosted", &project(HOSTED, "2026-11-21"), str::to_owned);
    let hosted = hosted.folder.join(".well-known/csaf/white/2026");
    let hosted = ["one.json", "two.json"].map(|name| hosted.join(name));
    let documents = index.lines().map(|line| folder.join(line)).chain(hosted);
    let mut command = Command::new("node");
    command.current_dir(tools).args(["--input-type=module", "--eval", SCRIPT]).args(documents);
    let output = command.output().unwrap();
    let (errors, trace) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && errors.is_empty(), "{errors}{trace}");
}
