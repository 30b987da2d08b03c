//! Whether a topic, a group of controls, a service or a location is there for hidden records only, and so is hidden as they are.
//!
//! What nobody speaks of yet is shown: its author listed it for readers. What is spoken of only by drafts, internal,
//! scheduled or withheld records would tell of them by its name.

use super::Published;
use crate::library;
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::terms::Visibility;
use crate::path::Locale;
use crate::site::Name;

/// How many places may lie within each other.
const MOST_WITHIN: usize = 8;

impl Published<'_> {
    pub(super) fn is_of_hidden_only(&self, record: &Record) -> bool {
        self.is_of_hidden_within(record, MOST_WITHIN)
    }

    /// Whether something of the site's own files that readers see speaks of a record of the library.
    pub(crate) fn is_spoken_of(&self, key: &Key) -> bool {
        let is_own = |user: &Key| self.site.record(user).is_some_and(|user| !library::holds(&user.path));
        let is_read = |locale: Option<&Locale>| locale.is_none_or(|locale| self.config.locales.contains(locale));
        let mut users = self.site.referrers(key).filter(|(user, locale)| is_own(user) && is_read(*locale));
        users.any(|user| self.speaks_openly(user, key, MOST_WITHIN))
    }

    fn is_of_hidden_within(&self, record: &Record, depth: usize) -> bool {
        if ![Kind::Topic, Kind::ControlGroup, Kind::Service, Kind::Location].contains(&record.key.kind) || depth == 0 {
            return false;
        }
        let mut users = self.site.referrers(&record.key).filter(|(user, _)| **user != record.key).peekable();
        users.peek().is_some() && !users.any(|user| self.speaks_openly(user, &record.key, depth))
    }

    /// Whether readers see that a record speaks of another.
    fn speaks_openly(&self, (user, translation): Name<'_>, key: &Key, depth: usize) -> bool {
        let Some(original) = self.site.record(user).filter(|user| user.publicity.is_public(self.as_of)) else {
            return false;
        };
        if let Some(locale) = translation {
            let words = self.site.translation(user, locale);
            return words.is_some_and(|words| words.publicity.is_public(self.as_of)) && !withholds(original);
        }
        if let Some(entry) = original.as_scope() {
            let report = self.site.record(&Key::new(Kind::Report, entry.report.value.clone()));
            return report.is_none_or(|report| report.publicity.is_public(self.as_of));
        }
        // A withheld answer tells of nothing, but its question stands in its topic.
        let is_told = !withholds(original) || user.owner().as_ref() == Some(key);
        is_told && !self.is_of_hidden_within(original, depth - 1)
    }
}

fn withholds(record: &Record) -> bool {
    record.as_entry().is_some_and(|entry| entry.visibility == Visibility::QuestionOnly)
}
