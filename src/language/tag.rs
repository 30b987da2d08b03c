//! The tags of languages (BCP 47): their canonical form, and the script and direction that they stand for.

use icu_locale::subtags::{Language, Region};
use icu_locale::{LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander};

static CANONICALIZER: LocaleCanonicalizer = LocaleCanonicalizer::new_extended();
static EXPANDER: LocaleExpander = LocaleExpander::new_extended();
static DIRECTIONALITY: LocaleDirectionality = LocaleDirectionality::new_extended();

/// Which way a line of text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    LeftToRight,
    RightToLeft,
}

/// A language in one of its scripts, as a reader of one text can read another: British and American English are the
/// same, Chinese in simplified and in traditional characters are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Script {
    language: Language,
    script: Option<icu_locale::subtags::Script>,
    /// Where the language is written in the script, when nothing else is said.
    region: Option<Region>,
}

impl Script {
    /// The tag without a region: `zh-Hant`.
    pub(super) fn tag(&self) -> String {
        LanguageIdentifier::from((self.language, self.script, None)).to_string()
    }

    pub(super) fn is_of(&self, language: &str) -> bool {
        self.language.as_str() == language
    }

    pub(super) fn is_written_in(&self, script: &str) -> bool {
        self.script.is_some_and(|own| own.as_str() == script)
    }

    pub(super) fn region(&self) -> Option<&str> {
        self.region.as_ref().map(Region::as_str)
    }

    /// Whether both are the same language in the same script.
    pub(crate) fn is_same(self, other: Self) -> bool {
        (self.language, self.script) == (other.language, other.script)
    }
}

/// The canonical form of a tag that is written in any case, with hyphens or underscores: `zh_HANS` is `zh-Hans`, and `iw`
/// is `he`. None when it is no tag of a language.
pub(crate) fn canonical(tag: &str) -> Option<String> {
    let tag = tag.replace('_', "-");
    let (language, rest) = tag.split_once('-').unwrap_or((&tag, ""));
    if !(2..=3).contains(&language.len()) {
        return None;
    }
    // The second part may name the language more closely than the first: `zh-yue` is `yue`.
    let extended = || Locale::try_from_str(rest).ok().filter(|_| rest.split('-').next().is_some_and(|p| p.len() == 3));
    let mut locale = Locale::try_from_str(&tag).ok().or_else(extended)?;
    CANONICALIZER.canonicalize(&mut locale);
    Some(locale.to_string())
}

/// The language and script that a tag stands for, with what it leaves unsaid.
pub(crate) fn script(tag: &str) -> Script {
    let id = in_full(tag).id;
    let mut written = LanguageIdentifier::from((id.language, id.script, None));
    EXPANDER.maximize(&mut written);
    Script { language: id.language, script: id.script, region: written.region }
}

/// Which way a language runs; from left to right when nothing is known of it.
pub(crate) fn direction(tag: &str) -> Direction {
    if DIRECTIONALITY.is_right_to_left(&parsed(tag).id) { Direction::RightToLeft } else { Direction::LeftToRight }
}

/// The language and the region that a tag stands for, as social networks write them: `zh_CN`.
pub(crate) fn with_region(tag: &str) -> String {
    let id = in_full(tag).id;
    let region = id.region.map(|region| format!("_{}", region.as_str())).unwrap_or_default();
    format!("{}{region}", id.language.as_str())
}

/// A tag as the packages want it; a tag that is none stands for no language.
pub(super) fn parsed(tag: &str) -> Locale {
    Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN)
}

/// A tag with the script and region that it leaves unsaid.
pub(super) fn in_full(tag: &str) -> Locale {
    let mut locale = parsed(tag);
    EXPANDER.maximize(&mut locale.id);
    locale
}
