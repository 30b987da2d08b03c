//! What can be wrong with one file alone, each kind with the text that `candor explain` prints, `codes/<kind>.md`.

use crate::diag::Code;

pub(crate) static INVALID_TOML: Code = Code::error("invalid-toml", include_str!("codes/invalid-toml.md"));
pub(crate) static INVALID_YAML: Code = Code::error("invalid-yaml", include_str!("codes/invalid-yaml.md"));
pub(crate) static INVALID_CSV: Code = Code::error("invalid-csv", include_str!("codes/invalid-csv.md"));
pub(crate) static DUPLICATE_KEY: Code = Code::error("duplicate-key", include_str!("codes/duplicate-key.md"));
pub(crate) static MISSING_FRONT_MATTER: Code =
    Code::error("missing-front-matter", include_str!("codes/missing-front-matter.md"));
pub(crate) static MISSING_KEY: Code = Code::error("missing-key", include_str!("codes/missing-key.md"));
pub(crate) static UNKNOWN_KEY: Code = Code::error("unknown-key", include_str!("codes/unknown-key.md"));
pub(crate) static FOREIGN_FIELD: Code = Code::warning("foreign-field", include_str!("codes/foreign-field.md"));
pub(crate) static WRONG_TYPE: Code = Code::error("wrong-type", include_str!("codes/wrong-type.md"));
pub(crate) static INVALID_VALUE: Code = Code::error("invalid-value", include_str!("codes/invalid-value.md"));
pub(crate) static INVALID_DATE: Code = Code::error("invalid-date", include_str!("codes/invalid-date.md"));
pub(crate) static INVALID_ID: Code = Code::error("invalid-id", include_str!("codes/invalid-id.md"));
pub(crate) static DUPLICATE_ID: Code = Code::error("duplicate-id", include_str!("codes/duplicate-id.md"));
pub(crate) static INVALID_REFERENCE: Code =
    Code::error("invalid-reference", include_str!("codes/invalid-reference.md"));
pub(crate) static INVALID_FACT: Code = Code::error("invalid-fact", include_str!("codes/invalid-fact.md"));
pub(crate) static REVERSED_PERIOD: Code = Code::error("reversed-period", include_str!("codes/reversed-period.md"));
pub(crate) static UNSAFE_LINK: Code = Code::error("unsafe-link", include_str!("codes/unsafe-link.md"));
pub(crate) static BROKEN_LINK: Code = Code::error("broken-link", include_str!("codes/broken-link.md"));
pub(crate) static UNDEFINED_REFERENCE: Code =
    Code::error("undefined-reference", include_str!("codes/undefined-reference.md"));
pub(crate) static UNUSED_FOOTNOTE: Code = Code::warning("unused-footnote", include_str!("codes/unused-footnote.md"));
pub(crate) static UNKNOWN_ALERT: Code = Code::error("unknown-alert", include_str!("codes/unknown-alert.md"));
pub(crate) static FOREIGN_NOTATION: Code = Code::warning("foreign-notation", include_str!("codes/foreign-notation.md"));
pub(crate) static BARE_ADDRESS: Code = Code::warning("bare-address", include_str!("codes/bare-address.md"));
pub(crate) static SKIPPED_HEADING: Code = Code::warning("skipped-heading", include_str!("codes/skipped-heading.md"));
pub(crate) static PICTURE_WITHOUT_DESCRIPTION: Code =
    Code::warning("picture-without-description", include_str!("codes/picture-without-description.md"));
pub(crate) static DUPLICATE_ITEM: Code = Code::warning("duplicate-item", include_str!("codes/duplicate-item.md"));
pub(crate) static PLACEHOLDER: Code = Code::error("placeholder", include_str!("codes/placeholder.md"));
pub(crate) static EMPTY_FILE: Code = Code::warning("empty-file", include_str!("codes/empty-file.md"));
pub(crate) static RAW_HTML: Code = Code::warning("raw-html", include_str!("codes/raw-html.md"));
pub(crate) static HTML_COMMENT: Code = Code::error("html-comment", include_str!("codes/html-comment.md"));
pub(crate) static HEADING_ATTRIBUTE: Code =
    Code::warning("heading-attribute", include_str!("codes/heading-attribute.md"));
pub(crate) static SURPLUS_CELL: Code = Code::warning("surplus-cell", include_str!("codes/surplus-cell.md"));
pub(crate) static UNMATCHED_EMPHASIS: Code =
    Code::warning("unmatched-emphasis", include_str!("codes/unmatched-emphasis.md"));
pub(crate) static TOO_COMPLEX: Code = Code::error("too-complex", include_str!("codes/too-complex.md"));
pub(crate) static CONTROL_CHARACTER: Code =
    Code::error("control-character", include_str!("codes/control-character.md"));
pub(crate) static INVISIBLE_CHARACTER: Code =
    Code::warning("invisible-character", include_str!("codes/invisible-character.md"));
pub(crate) static UNEXPECTED_FILE: Code = Code::error("unexpected-file", include_str!("codes/unexpected-file.md"));
pub(crate) static UNKNOWN_LOCALE: Code = Code::error("unknown-locale", include_str!("codes/unknown-locale.md"));
pub(crate) static INVALID_PATH: Code = Code::error("invalid-path", include_str!("codes/invalid-path.md"));
pub(crate) static SYMLINK_OUTSIDE: Code = Code::error("symlink-outside", include_str!("codes/symlink-outside.md"));
pub(crate) static SPECIAL_FILE: Code = Code::error("special-file", include_str!("codes/special-file.md"));
pub(crate) static MISSING_CONTENT: Code = Code::error("missing-content", include_str!("codes/missing-content.md"));
pub(crate) static FILE_TOO_LARGE: Code = Code::error("file-too-large", include_str!("codes/file-too-large.md"));
pub(crate) static UNREADABLE_FILE: Code = Code::error("unreadable-file", include_str!("codes/unreadable-file.md"));
pub(crate) static INVALID_UTF8: Code = Code::error("invalid-utf8", include_str!("codes/invalid-utf8.md"));

/// Every code of this file.
pub(crate) static ALL: &[&Code] = &[
    &INVALID_TOML,
    &INVALID_YAML,
    &INVALID_CSV,
    &DUPLICATE_KEY,
    &MISSING_FRONT_MATTER,
    &MISSING_KEY,
    &UNKNOWN_KEY,
    &FOREIGN_FIELD,
    &WRONG_TYPE,
    &INVALID_VALUE,
    &INVALID_DATE,
    &INVALID_ID,
    &DUPLICATE_ID,
    &INVALID_REFERENCE,
    &INVALID_FACT,
    &REVERSED_PERIOD,
    &UNSAFE_LINK,
    &BROKEN_LINK,
    &UNDEFINED_REFERENCE,
    &UNUSED_FOOTNOTE,
    &UNKNOWN_ALERT,
    &FOREIGN_NOTATION,
    &BARE_ADDRESS,
    &SKIPPED_HEADING,
    &PICTURE_WITHOUT_DESCRIPTION,
    &DUPLICATE_ITEM,
    &PLACEHOLDER,
    &EMPTY_FILE,
    &RAW_HTML,
    &HTML_COMMENT,
    &HEADING_ATTRIBUTE,
    &SURPLUS_CELL,
    &UNMATCHED_EMPHASIS,
    &TOO_COMPLEX,
    &CONTROL_CHARACTER,
    &INVISIBLE_CHARACTER,
    &UNEXPECTED_FILE,
    &UNKNOWN_LOCALE,
    &INVALID_PATH,
    &SYMLINK_OUTSIDE,
    &SPECIAL_FILE,
    &MISSING_CONTENT,
    &FILE_TOO_LARGE,
    &UNREADABLE_FILE,
    &INVALID_UTF8,
];
