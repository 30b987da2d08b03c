//! The kinds of weaknesses by name.

/// The number of a kind of weakness and its name on each line: of the CWE list (MITRE, CWE 4), those that advisories name.
static NAMES: &str = include_str!("weaknesses.tsv");

/// The name of a kind of weakness, in English alone; none when it is not known here.
pub(super) fn name(number: u32) -> Option<&'static str> {
    let rows = NAMES.lines().filter_map(|line| line.split_once('\t'));
    rows.into_iter().find(|(known, _)| known.parse() == Ok(number)).map(|(_, name)| name)
}
