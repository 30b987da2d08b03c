//! Axe, which finds what keeps people from using a page.

use std::fs;

use serde_json::{Value, json};

use crate::driver::Session;
use crate::npm::npm;

/// All rules but two kinds. Those of level AAA go beyond what a site can promise. `focus-order-semantics`, an experiment,
/// wants whatever scrolls to be a landmark; many landmarks on a page that all are "a table" help nobody.
pub(super) const ALL: &str = r#"{
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"] },
  rules: { "focus-order-semantics": { enabled: false } },
  resultTypes: ["violations"],
}"#;

/// The rules that look at colors, for schemes that differ in nothing else.
pub(super) const OF_COLORS: &str = r#"{
  runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
  resultTypes: ["violations"],
}"#;

/// Has every page that is loaded from here on bring axe with it, whatever its policy.
pub(super) fn bring(session: &Session) {
    let script = fs::read_to_string(npm("axe-core@4", "axe-core/axe.min.js")).unwrap();
    session.command("Page.enable", &json!({}));
    session.command("Page.setBypassCSP", &json!({ "enabled": true }));
    session.run_on_every_page(&script);
}

/// What axe finds on the page by some rules, with all details open.
#[track_caller]
pub(super) fn violations(session: &Session, rules: &str) -> Vec<Value> {
    let found = session.wait_for(&format!(
        "document.querySelectorAll('details').forEach((details) => {{ details.open = true; }}); \
         const {{ violations }} = await axe.run(document, {rules}); \
         const reasons = ({{ any, all, none }}) => [...any, ...all, ...none].map((check) => check.message).join('; '); \
         return violations.flatMap(({{ id, nodes }}) => nodes.map((node) => `${{id}}: ${{node.target.join(' ')}}: ${{reasons(node)}}`));"
    ));
    found.as_array().unwrap_or_else(|| panic!("{found}")).clone()
}
