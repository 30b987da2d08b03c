//! The name that is suggested is the nearest by the ordinary distance of words.

use candor::diag::nearest;
use proptest::prelude::*;

/// What a comparison with every candidate finds.
fn nearest_of_all<'a>(written: &str, candidates: &'a [String]) -> Option<&'a str> {
    let allowed = (written.chars().count() / 3).clamp(1, 4);
    let near = candidates.iter().filter(|candidate| *candidate != written).filter_map(|candidate| {
        let distance = strsim::osa_distance(written, candidate);
        (distance <= allowed).then_some((distance, candidate.as_str()))
    });
    near.min().map(|(_, candidate)| candidate)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn the_nearest_name_is_found_among_many(
        written in "[ab1é]{0,14}",
        candidates in proptest::collection::vec("[ab1é]{0,14}", 0..40),
    ) {
        let found = nearest(&written, candidates.iter().map(String::as_str));
        prop_assert_eq!(found, nearest_of_all(&written, &candidates));
    }
}

#[test]
fn case_signs_between_words_and_numerals_are_no_difference() {
    assert_eq!(nearest("Report_Type II", ["report-type-2", "report-type-1"]), Some("report-type-2"));
    assert_eq!(nearest("soc-2", ["soc-2"]), None, "what was written is no correction");
    assert_eq!(nearest("x", ["y", "abc"]), Some("y"));
    assert_eq!(nearest("privacy", ["security"]), None);
}

#[test]
fn no_name_is_taken_for_its_opposite() {
    let opposites = [
        ("last_audit_on", "next_audit_on"),
        ("valid_from", "valid_until"),
        ("period_start", "period_end"),
        ("opt_in", "opt_out"),
        ("superseded_by", "supersedes"),
        ("max", "min"),
        ("not_before", "not_after"),
    ];
    for (one, other) in opposites {
        assert_eq!(nearest(one, [other]), None);
        assert_eq!(nearest(other, [one]), None);
    }
    assert_eq!(nearest("nxt_audit_on", ["next_audit_on", "last_audit_on"]), Some("next_audit_on"));
    assert_eq!(nearest("last_audit_of", ["next_audit_on", "last_audit_on"]), Some("last_audit_on"));
}
