//! Validated names: source paths, output paths, ids and locales, each right by construction.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::language;

/// A file of the site, relative to its root, with `/` between the parts: `content/faq/soc/validity.md`.
///
/// Never absolute, never with `..`, `.`, an empty part, a backslash or a control character.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

/// A file of the output, relative to its folder: `faq/soc/validity/index.html`.
///
/// Never absolute, never with `..`, `.`, an empty part, a backslash or a control character.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

fn is_clean(path: &str) -> bool {
    !path.is_empty()
        && !path.chars().any(|c| c == '\\' || c.is_control())
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

/// An address without what does not tell it from others, on systems too that keep names of one case or normal form:
/// slashes around it, `index.html` at its end, upper case, and how accents are written.
pub(crate) fn folded(address: &str) -> Cow<'_, str> {
    fn without_index(address: &str) -> &str {
        let path = address.trim_matches('/');
        match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder.trim_end_matches('/'),
            _ => path,
        }
    }
    let is_plain = |b: u8| b.is_ascii() && !b.is_ascii_uppercase();
    if address.bytes().all(is_plain) {
        return without_index(address).into();
    }
    // By way of upper case, so that letters with two lower cases are one.
    let upper = address.nfd().flat_map(char::to_uppercase);
    let folded: String = upper.flat_map(char::to_lowercase).nfc().collect();
    without_index(&folded).to_owned().into()
}

impl SourcePath {
    /// The path, when it is relative and clean.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        is_clean(path).then(|| Self(Arc::from(path)))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path without the folder of the site that the file is from.
    #[must_use]
    pub fn below_folder(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(_, below)| below)
    }

    /// The last part of the path.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The path that `relative` means when it stands in this file, or `None` when it leaves the site's root.
    #[must_use]
    pub fn resolve(&self, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> = self.0.split('/').collect();
        parts.pop();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Self::new(&parts.join("/"))
    }

    /// How this file is written as a relative path in the file `from`.
    #[must_use]
    pub fn relative_to(&self, from: &SourcePath) -> String {
        let from: Vec<&str> = from.0.split('/').collect();
        let to: Vec<&str> = self.0.split('/').collect();
        let shared = from[..from.len() - 1].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
        let mut relative = "../".repeat(from.len() - 1 - shared);
        relative.push_str(&to[shared..].join("/"));
        relative
    }
}

impl OutPath {
    /// The path, when it is relative and clean.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        is_clean(path).then(|| Self(Arc::from(path)))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The way from this file's folder to the root of the site: `../` once for each folder.
    #[must_use]
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

/// The name of a record within its kind: `soc-2`, `huawei-cloud/soc-2` for what belongs to a provider or a topic,
/// `huawei-cloud/access/mfa` for what stands in a group of a provider, or `legal/privacy` for a page in a folder.
///
/// Each part holds lower-case letters, digits, `-` and `.`, and starts with a letter or digit; only the site's own
/// company is the empty owner, `/soc-2`, which no author can write and nobody is shown.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// How the site's own company is called where the id of a provider is written or shown.
const COMPANY: &str = "company";

impl Id {
    /// The id of the site's own company. None comes before it.
    #[must_use]
    pub fn company() -> Self {
        Self(Arc::from(""))
    }

    /// The provider that is written so; `company` is the site's own.
    #[must_use]
    pub fn of_provider(written: &str) -> Option<Self> {
        if written == COMPANY { Some(Self::company()) } else { Self::new(written).filter(|id| !id.0.contains('/')) }
    }

    /// The id of what belongs to a provider, as it is written in a file of `owner`: alone, or behind another owner.
    #[must_use]
    pub fn of_owned(owner: &str, written: &str) -> Option<Self> {
        match written.split_once('/') {
            None => Self::within(owner, written),
            Some((COMPANY, name)) => Self::within("", name),
            Some(_) => Self::new(written),
        }
    }

    /// The id of what stands in a group of a provider, as it is written in a file of `owner`: with its group, and behind
    /// another owner.
    #[must_use]
    pub fn of_grouped(owner: &str, written: &str) -> Option<Self> {
        let (group, name) = written.rsplit_once('/')?;
        Self::of_owned(owner, group)?.member(name)
    }

    /// The id `name` within the group of this id.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<Self> {
        let is_good = Self::new(name).is_some() && !name.contains('/');
        is_good.then(|| Self(Arc::from(format!("{}/{name}", self.0))))
    }

    /// The id, when every part between `/` has only the allowed characters.
    #[must_use]
    pub fn new(id: &str) -> Option<Self> {
        Self::in_folders(id).filter(|id| id.as_str().split('/').count() <= 2)
    }

    /// The id of what may lie in folders within each other.
    #[must_use]
    pub fn in_folders(id: &str) -> Option<Self> {
        let good = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
                && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.')
                && part.len() <= 100
        };
        id.split('/').all(good).then(|| Self(Arc::from(id)))
    }

    /// The id `name` within the folder `owner`; the site's own company is the empty one.
    #[must_use]
    pub fn within(owner: &str, name: &str) -> Option<Self> {
        let full = format!("{owner}/{name}");
        let is_good = if owner.is_empty() {
            Self::new(name).is_some() && !name.contains('/')
        } else {
            Self::new(&full).is_some()
        };
        is_good.then(|| Self(Arc::from(full)))
    }

    /// Whether it is the site's own company, or something that belongs to it.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.0.is_empty() || self.0.starts_with('/')
    }

    /// The id with its owner, as it is written in a file of somebody else.
    #[must_use]
    pub fn in_full(&self) -> String {
        if self.0.starts_with('/') { format!("{COMPANY}{}", self.0) } else { self.to_string() }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The provider or topic that owns the record; empty when nothing does, or the site's own company.
    #[must_use]
    pub fn owner(&self) -> &str {
        self.0.split_once('/').map_or("", |(owner, _)| owner)
    }

    /// The record's name without its owner.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// What the record stands in: its group, or else its owner; the id itself when it stands in nothing.
    #[must_use]
    pub fn holder(&self) -> Id {
        self.0.rsplit_once('/').map_or_else(|| self.clone(), |(holder, _)| Self(Arc::from(holder)))
    }

    /// The record's owner as an id of its own, or the id itself when nothing owns it.
    #[must_use]
    pub fn owner_id(&self) -> Id {
        self.0.split_once('/').map_or_else(|| self.clone(), |(owner, _)| Self(Arc::from(owner)))
    }
}

/// A language of the site as a BCP 47 tag in its canonical form: `en`, `zh-Hans`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locale(Arc<str>);

impl Locale {
    /// The locale of a tag in its canonical form, when the tag is one; it may be written in any case.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        language::canonical(tag).map(|tag| Self(Arc::from(tag)))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! shown_as_text {
    ($($name:ident)+) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
    )+};
}
shown_as_text! { SourcePath OutPath Locale }

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { COMPANY } else { self.0.strip_prefix('/').unwrap_or(&self.0) })
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.in_full())
    }
}
