//! What is true of the controls of `northwind.txt` on 2026-11-27, and that every page which speaks of them says so.

use serde_json::Value;

use super::{paths, site};
use crate::support::page;

/// A control: its name, what stands behind it, and what each report is for it.
type Control = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const CONTROLS: [Control; 6] = [
    ("control:access/sign-in", "examined", &[("soc-2", "examined")]),
    ("control:access/leavers", "examined", &[("soc-2", "examined")]),
    // Superseded.
    ("control:access/reviews", "lapsed", &[("soc-2-2025", "lapsed")]),
    // A test of the system is no examination of a control.
    ("control:people/training", "stated", &[("penetration-test", "no-examination")]),
    ("control:people/background-checks", "not_stated", &[]),
    // The report excludes its service.
    ("control:people/assistant", "stated", &[("soc-2", "other-services")]),
];

fn count(state: &str) -> usize {
    CONTROLS.iter().filter(|(_, own, _)| *own == state).count()
}

/// Everything in a twin that is a control, or counts some.
fn see(value: &Value, told: &mut Vec<&'static str>, tallies: &mut Vec<Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| see(item, told, tallies)),
        Value::Object(fields) => {
            if let Some(key) = value["key"].as_str().filter(|key| key.starts_with("control:")) {
                let (key, state, reports) = CONTROLS.iter().find(|(own, ..)| *own == key).unwrap();
                assert_eq!(value["status"]["state"], *state, "{value}");
                let bearings = value["evidence"].as_array().unwrap().iter().filter(|item| !item["report"].is_null());
                let bearings: Vec<(String, &str)> = bearings
                    .map(|item| {
                        let href = item["report"]["href"].as_str().unwrap().trim_end_matches('/');
                        (href.rsplit('/').next().unwrap().to_owned(), item["bearing"].as_str().unwrap())
                    })
                    .collect();
                let expected: Vec<_> =
                    reports.iter().map(|(report, bearing)| ((*report).to_owned(), *bearing)).collect();
                assert_eq!(bearings, expected, "{value}");
                told.push(key);
            }
            tallies.extend(fields.get("tally").cloned());
            fields.values().for_each(|field| see(field, told, tallies));
        }
        _ => {}
    }
}

#[test]
fn pages_say_of_every_control_what_is_typed() {
    let site = site();
    let (mut told, mut tallies) = (Vec::new(), Vec::new());
    for path in paths(&site, ".json").into_iter().filter(|path| path.ends_with("index.json")) {
        see(&serde_json::from_str(&page(&site, &path)).unwrap(), &mut told, &mut tallies);
    }
    told.sort_unstable();
    let mut all: Vec<&str> = CONTROLS.iter().map(|(key, ..)| *key).collect();
    all.sort_unstable();
    assert_eq!(told, all);
    // Once on the page of each group, once on the list.
    let examined: u64 = tallies
        .iter()
        .flat_map(|tally| tally["states"].as_array().unwrap())
        .filter(|counted| counted["state"] == "examined")
        .map(|counted| counted["count"].as_u64().unwrap())
        .sum();
    assert_eq!(usize::try_from(examined).unwrap(), 2 * count("examined"));
}

#[test]
fn figures_and_leads_count_what_is_typed() {
    let site = site();
    let (examined, all) = (count("examined"), CONTROLS.len());
    for path in ["index.json", "controls/index.json"] {
        let main: Value = serde_json::from_str(&page(&site, path)).unwrap();
        let main = &main["data"];
        let figures = main["company"]["figures"].as_array().or(main["providers"][0]["figures"].as_array()).unwrap();
        let figure = figures.iter().find(|figure| figure["name"] == "controls").unwrap();
        assert_eq!(figure["value"], format!("{examined} of {all}"), "{path}");
    }
    let home = page(&site, "index.html");
    let lead = "6 controls in 2 groups. 2 examined, 1 in a report not in force, 2 stated by us, 1 not stated.";
    assert!(home.contains(lead), "{home}");
    assert!(page(&site, "controls/index.html").contains(lead));
}
