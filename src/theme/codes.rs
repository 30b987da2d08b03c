//! What can be wrong with a theme, each kind with the text that `candor explain` prints.

use crate::diag::Code;

pub(super) static TEMPLATE_ERROR: Code = Code::error(
    "template-error",
    r"# template-error

## What it finds

A template that cannot be read, or that fails while a page is rendered.

## Why it matters to the reader of a trust site

A page that cannot be rendered is a page that is missing.

## Example

`{{ main.tittle }}`, where the page has a `title`

## How to fix it

Correct the template at the place that is named.
What a template can use is what the `data` of the page's JSON shows, as `main`, and its prose, as `fragments`.",
);

pub(super) static MISSING_STRING: Code = Code::warning(
    "missing-string",
    r#"# missing-string

## What it finds

A language of the site for which neither its own catalog nor one of the same language and script has a string of the
interface, or which lacks the form of a string for some numbers.

## Why it matters to the reader of a trust site

Readers see the missing strings in English, or in a form that does not go with the number.

## Example

`locales = ["en", "fr"]` without `themes/<theme>/i18n/fr.toml`

## How to fix it

`candor strings <language>` prints them all, with the English beside them and what is translated already.
Save it as `themes/<theme>/i18n/<language>.toml`, and translate the lines that are commented out."#,
);

pub(super) static UNUSED_STRING: Code = Code::warning(
    "unused-string",
    r#"# unused-string

## What it finds

A string in a catalog that neither the program nor a template of the theme uses.

## Why it matters to the reader of a trust site

It is most often a misspelt key, so that the intended string still shows its old words.

## Example

`nav_provders = "Vendors"`

## How to fix it

Correct the key; the nearest known one is suggested."#,
);

pub(super) static UNKNOWN_THEME: Code = Code::error(
    "unknown-theme",
    r#"# unknown-theme

## What it finds

A theme that is neither `default` nor a folder below `themes/`.

## Why it matters to the reader of a trust site

The site would look different from what its maintainers chose.

## Example

`theme = "corporate"` without the folder `themes/corporate`

## How to fix it

Create the folder, or use `theme = "default"`."#,
);

pub(super) static UNUSED_THEME_FILE: Code = Code::warning(
    "unused-theme-file",
    r"# unused-theme-file

## What it finds

A file of the site's theme that nothing uses: a template that no page has and no other template names, an asset that is
named nowhere, a catalog of a language that the site does not have, a file outside `templates/`, `assets/` and `i18n/`.

## Why it matters to the reader of a trust site

It is most often a misspelt name, so that the page still looks as it did without the file.

## Example

`themes/own/templates/raport.html`

## How to fix it

Give the file the name that is meant; the nearest is suggested. Notes in a `README` are left alone.",
);

pub(super) static MISSING_ASSET: Code = Code::warning(
    "missing-asset",
    r"# missing-asset

## What it finds

An address in a style of the theme, in `url()` or behind `@import`, that leads to no asset of the theme.
One that does is led to the file under the name that it is published by.

## Why it matters to the reader of a trust site

The picture or the font is missing on every page.

## Example

`background: url(lgoo.svg)` beside `themes/own/assets/logo.svg`

## How to fix it

Correct the address, which begins at the style itself, or add the file to `assets/`.",
);

/// Every code of this file.
pub(crate) static ALL: &[&Code] =
    &[&TEMPLATE_ERROR, &MISSING_STRING, &UNUSED_STRING, &UNKNOWN_THEME, &UNUSED_THEME_FILE, &MISSING_ASSET];
