//! What can be wrong with one file alone, each kind with the text that `candor explain` prints.

use crate::diag::Code;

pub(crate) static INVALID_TOML: Code = Code::error(
    "invalid-toml",
    r"# invalid-toml

## What it finds

A data file or front matter that is not TOML.

## Why it matters to the reader of a trust site

Nothing in the file can be trusted to mean what its author wrote, so none of it is used.

## Example

`period = { start = 2025-01-01`

## How to fix it

`period = { start = 2025-01-01, end = 2025-12-31 }`

The language is described at <https://toml.io>.",
);

pub(crate) static INVALID_YAML: Code = Code::error(
    "invalid-yaml",
    r#"# invalid-yaml

## What it finds

Front matter between `---` lines that is not YAML, is nested too deep, or uses so many aliases that it grows without bound.

## Why it matters to the reader of a trust site

Nothing in the file can be trusted to mean what its author wrote, so none of it is used.

## Example

`question: What is: a report?`

## How to fix it

Quote text that holds a colon: `question: "What is: a report?"`"#,
);

pub(crate) static INVALID_CSV: Code = Code::error(
    "invalid-csv",
    r#"# invalid-csv

## What it finds

A row of comma-separated values with more or fewer cells than the header, or a quoted cell without an end.

## Why it matters to the reader of a trust site

A row that has slipped by one cell puts a service in scope of the wrong report.

## Example

`dew,soc-2,in-scope,,` below a header of four names

## How to fix it

Give each row as many cells as the header, and quote a cell that holds a comma: `"one, two"`."#,
);

pub(crate) static DUPLICATE_KEY: Code = Code::error(
    "duplicate-key",
    r"# duplicate-key

## What it finds

A field that is written twice in one table.

## Why it matters to the reader of a trust site

Two values cannot both be the fact, and which of them a reader would see is chance.

## Example

`order = 1` and, further down, `order = 2`

## How to fix it

Keep the one that is right.",
);

pub(crate) static MISSING_FRONT_MATTER: Code = Code::error(
    "missing-front-matter",
    r#"# missing-front-matter

## What it finds

A Markdown file that does not begin with fields between `+++` (TOML) or `---` (YAML), or does not end them.

## Why it matters to the reader of a trust site

Without its fields a question has no text and a page no title.

## Example

A file that begins with `# What is a SOC report?`

## How to fix it

```text
+++
question = "What is a SOC report?"
+++
```"#,
);

pub(crate) static MISSING_KEY: Code = Code::error(
    "missing-key",
    r"# missing-key

## What it finds

A record that lacks a field which it cannot do without.

## Why it matters to the reader of a trust site

Readers would see a blank where they look for a fact.

## Example

A service with an `id` and no `name`

## How to fix it

Add the field. A fact that the provider does not state goes into `not_stated` instead.",
);

pub(crate) static UNKNOWN_KEY: Code = Code::error(
    "unknown-key",
    r"# unknown-key

## What it finds

A field that the record does not have, most often a misspelling.

## Why it matters to the reader of a trust site

A misspelt field is a fact that silently goes missing.

## Example

`perod = { … }`

## How to fix it

Correct the name; the nearest known one is suggested.",
);

pub(crate) static WRONG_TYPE: Code = Code::error(
    "wrong-type",
    r#"# wrong-type

## What it finds

A value of another type than the field holds, such as text where a list belongs.

## Why it matters to the reader of a trust site

A value that cannot be read is a fact that goes missing.

## Example

`criteria = "security"`

## How to fix it

`criteria = ["security"]`"#,
);

pub(crate) static INVALID_VALUE: Code = Code::error(
    "invalid-value",
    r#"# invalid-value

## What it finds

A value that the field cannot hold: an unknown word, an empty text, a number out of range.

## Why it matters to the reader of a trust site

Facts are compared across providers, which works only with a shared vocabulary.

## Example

`type = "type-ii"`

## How to fix it

`type = "type-2"`; the nearest known value is suggested."#,
);

pub(crate) static INVALID_DATE: Code = Code::error(
    "invalid-date",
    r"# invalid-date

## What it finds

A date that does not exist, or is not written as year-month-day.

## Why it matters to the reader of a trust site

Statuses are derived from dates; a wrong one turns a stale report into a current one.

## Example

`issued_on = 2025-02-30`

## How to fix it

`issued_on = 2025-02-28`",
);

pub(crate) static INVALID_ID: Code = Code::error(
    "invalid-id",
    r#"# invalid-id

## What it finds

A name of a record, heading or theme with other characters than lower-case letters, digits, hyphens and dots.

## Why it matters to the reader of a trust site

Ids become addresses, which must stay the same and be easy to type.

## Example

`id = "Data Encryption"`

## How to fix it

`id = "data-encryption"`"#,
);

pub(crate) static INVALID_REFERENCE: Code = Code::error(
    "invalid-reference",
    r#"# invalid-reference

## What it finds

A reference that does not name a kind and an id.

## Why it matters to the reader of a trust site

A reference that cannot be read leads no reader to the proof.

## Example

`ref = "huawei-cloud/soc-2"`

## How to fix it

`ref = "report:huawei-cloud/soc-2"`"#,
);

pub(crate) static INVALID_FACT: Code = Code::error(
    "invalid-fact",
    r#"# invalid-fact

## What it finds

Double braces in prose that do not quote a fact of a report.

## Why it matters to the reader of a trust site

Content is never a template: what is not a quotation would reach readers as it stands.

## Example

`{{ report.criteria }}`

## How to fix it

`{{ fact("huawei-cloud/soc-2", "criteria") }}`; write braces that mean themselves as code."#,
);

pub(crate) static REVERSED_PERIOD: Code = Code::error(
    "reversed-period",
    r"# reversed-period

## What it finds

A period whose first day comes after its last.

## Why it matters to the reader of a trust site

Readers look for the period before anything else, and every status is derived from it.

## Example

`period = { start = 2025-12-31, end = 2025-01-01 }`

## How to fix it

Exchange the two days, or correct the wrong one.",
);

pub(crate) static UNSAFE_LINK: Code = Code::error(
    "unsafe-link",
    r"# unsafe-link

## What it finds

A link whose scheme is not http, https, mailto or tel, or whose address holds what a browser would reinterpret.

## Why it matters to the reader of a trust site

An address can carry script. Readers of a trust site must be able to click everything.

## Example

`[report](javascript:alert(1))`

## How to fix it

Link by https, by a relative path, or by a reference such as `report:provider/id`.",
);

pub(crate) static BROKEN_LINK: Code = Code::error(
    "broken-link",
    r"# broken-link

## What it finds

A link inside the site that leads to nothing.

## Why it matters to the reader of a trust site

A reader who follows a link to the proof must find it.

## Example

`[retention](../retenton.md)`

## How to fix it

Correct the path; the nearest file is suggested.",
);

pub(crate) static RAW_HTML: Code = Code::warning(
    "raw-html",
    r"# raw-html

## What it finds

HTML in Markdown. It is shown to readers as text, never run.

## Why it matters to the reader of a trust site

Content may come from many hands, and HTML can carry script or break the page around it.

## Example

`<b>Note</b>`

## How to fix it

`**Note**`, or an alert: `> [!NOTE]`.",
);

pub(crate) static HTML_COMMENT: Code = Code::error(
    "html-comment",
    r"# html-comment

## What it finds

A comment, `<!-- … -->`, in the Markdown of a page.

## Why it matters to the reader of a trust site

Comments are notes among colleagues.
Whatever stands in the source of a public page can be read by everybody.

## Example

`<!-- legal has not approved this -->`

## How to fix it

Keep the note somewhere else, or in an entry with `visibility: internal`.",
);

pub(crate) static TOO_COMPLEX: Code = Code::error(
    "too-complex",
    r"# too-complex

## What it finds

Text that is nested too deep, or holds too many links or quoted facts.

## Why it matters to the reader of a trust site

Such text is a mistake or an attack; either way it would cost every reader.

## Example

Fifty quotes within each other

## How to fix it

Flatten the text, or divide it into several files.",
);

pub(crate) static CONTROL_CHARACTER: Code = Code::error(
    "control-character",
    r"# control-character

## What it finds

An invisible control character other than a line break or tab.

## Why it matters to the reader of a trust site

It can hide text from a reviewer or turn the direction of what readers see.

## Example

A pasted U+0008

## How to fix it

Delete the character; its place is given.",
);

pub(crate) static UNEXPECTED_FILE: Code = Code::error(
    "unexpected-file",
    r"# unexpected-file

## What it finds

A Markdown, TOML or CSV file at a place where no record can live.

## Why it matters to the reader of a trust site

A record in the wrong folder would be missing from the site without a word.

## Example

`content/faq/retention.md`, which has no topic

## How to fix it

`content/faq/data/retention.md`. Files that begin with a dot or an underscore are left alone.",
);

pub(crate) static UNKNOWN_LOCALE: Code = Code::error(
    "unknown-locale",
    r#"# unknown-locale

## What it finds

A language that the site does not have, or that is no language tag.

## Why it matters to the reader of a trust site

Text in a language without pages reaches nobody.

## Example

`name = { zh = "巴西" }` on a site in `en` and `zh-Hans`

## How to fix it

Use a language from `locales` in `candor.toml`, or add it there."#,
);

pub(crate) static INVALID_PATH: Code = Code::error(
    "invalid-path",
    r"# invalid-path

## What it finds

A file whose name is not UTF-8, or holds a control character or backslash.

## Why it matters to the reader of a trust site

Such a name cannot become an address.

## Example

A name in an old encoding

## How to fix it

Rename the file.",
);

pub(crate) static SYMLINK_OUTSIDE: Code = Code::error(
    "symlink-outside",
    r"# symlink-outside

## What it finds

A symbolic link in the content that leads out of it, or nowhere.

## Why it matters to the reader of a trust site

What lies outside the site was never meant for readers.

## Example

`files/report.pdf` → `/home/me/draft.pdf`

## How to fix it

Copy the file into the content.",
);

pub(crate) static SPECIAL_FILE: Code = Code::error(
    "special-file",
    r"# special-file

## What it finds

A device, socket or pipe in the content.

## Why it matters to the reader of a trust site

Reading it could wait for ever.

## Example

A named pipe

## How to fix it

Remove it.",
);

pub(crate) static FILE_TOO_LARGE: Code = Code::error(
    "file-too-large",
    r"# file-too-large

## What it finds

A text file over 1 MiB, or an attachment over 25 MiB.

## Why it matters to the reader of a trust site

Such a file is a mistake more often than an intention, and every reader would pay for it.

## Example

An exported log as `log.md`

## How to fix it

Divide the text; keep large files where they can be requested and link there.",
);

pub(crate) static UNREADABLE_FILE: Code = Code::error(
    "unreadable-file",
    r"# unreadable-file

## What it finds

A file or folder of the site that the machine refuses to a preview at work: it may not be read, or `candor.toml` is gone.

## Why it matters to the reader of a trust site

What the file says now is not known; the preview goes on to show what it said last, and a build stops.

## Example

`chmod 000 content/faq/soc/validity.md` while the site is being served

## How to fix it

Let the preview read the file, or bring it back.",
);

pub(crate) static INVALID_UTF8: Code = Code::error(
    "invalid-utf8",
    r"# invalid-utf8

## What it finds

A text file that is not UTF-8.

## Why it matters to the reader of a trust site

Text that has to be guessed reads differently on every machine.

## Example

A file saved as GBK or Latin-1

## How to fix it

Save the file as UTF-8.",
);

/// Every code of this file.
pub(crate) static ALL: &[&Code] = &[
    &INVALID_TOML,
    &INVALID_YAML,
    &INVALID_CSV,
    &DUPLICATE_KEY,
    &MISSING_FRONT_MATTER,
    &MISSING_KEY,
    &UNKNOWN_KEY,
    &WRONG_TYPE,
    &INVALID_VALUE,
    &INVALID_DATE,
    &INVALID_ID,
    &INVALID_REFERENCE,
    &INVALID_FACT,
    &REVERSED_PERIOD,
    &UNSAFE_LINK,
    &BROKEN_LINK,
    &RAW_HTML,
    &HTML_COMMENT,
    &TOO_COMPLEX,
    &CONTROL_CHARACTER,
    &UNEXPECTED_FILE,
    &UNKNOWN_LOCALE,
    &INVALID_PATH,
    &SYMLINK_OUTSIDE,
    &SPECIAL_FILE,
    &FILE_TOO_LARGE,
    &UNREADABLE_FILE,
    &INVALID_UTF8,
];
