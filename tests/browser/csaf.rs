//! Every advisory is valid CSAF 2.0 by the validator of the Federal Office for Information Security of Germany.

use std::fs;
use std::process::Command;

use crate::npm::npm;
use crate::site::publish;
use crate::support::project;

/// A site with advisories of one and of several vulnerabilities, with and without each of what may be left out.
const SITE: &str = include_str!("../golden/company.txt");

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
    let documents = index.lines().map(|line| folder.join(line));
    let mut command = Command::new("node");
    command.current_dir(tools).args(["--input-type=module", "--eval", SCRIPT]).args(documents);
    let output = command.output().unwrap();
    let (errors, trace) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && errors.is_empty(), "{errors}{trace}");
}
