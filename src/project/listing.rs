//! Lists of records for those who look after a site: all of a kind, and those that somebody has to do something about.
//!
//! Every list has rows of one shape; what a list does not tell is left out of its rows.

use std::collections::BTreeSet;

use super::{CONFIG, Project};
use crate::library;
use crate::model::Record;
use crate::model::date::Date;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::Called;
use crate::model::terms::State;

/// A row of a list.
#[derive(Default)]
pub(crate) struct Listing {
    /// The word for its kind, such as `report`.
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    /// In the first language of the site.
    pub(crate) name: String,
    /// Whether it is part of the program, or of the site.
    pub(crate) from: Option<&'static str>,
    /// Whether something on the site refers to it.
    pub(crate) is_used: Option<bool>,
    /// Where it stands today.
    pub(crate) state: Option<&'static str>,
    /// What becomes of it once the day has passed.
    pub(crate) then: Option<&'static str>,
    /// The day that the list is about.
    pub(crate) date: Option<Date>,
    pub(crate) owner: Option<String>,
    /// The file that it is written in; none for what is part of the program.
    pub(crate) path: Option<String>,
}

impl Project {
    /// The records of a kind, those of the library among them, in the order of their ids.
    pub(crate) fn list(&self, kind: Kind) -> Vec<Listing> {
        let site = self.site.read();
        let keys: BTreeSet<Key> =
            site.keys_of(kind).cloned().chain(library::keys().filter(|key| key.kind == kind)).collect();
        let listed = |key: &Key| {
            let is_own = self.site.has_own(key);
            if let Some(record) = site.record(key).filter(|_| is_own) {
                let is_used = Some(site.referrers(key).next().is_some());
                let state = record.publicity.mark(self.options.as_of);
                return Listing { from: Some("site"), is_used, state, ..self.listing(record) };
            }
            let of_library = library::read(key);
            let locale = self.settings.config.default_locale();
            let translated = of_library.iter().find(|record| record.translation.as_ref() == Some(locale));
            let name = translated.or(of_library.first()).map(|record| self.called_alone(record)).unwrap_or_default();
            let (kind, id) = (kind.word(), key.id.to_string());
            let is_used = Some(self.of_library.contains_key(key));
            Listing { kind, id, name, from: Some("candor"), is_used, ..Listing::default() }
        };
        keys.iter().map(listed).collect()
    }

    /// The records whose review is due within so many days or overdue, the longest overdue first.
    pub(crate) fn list_due(&self, days: u16) -> Vec<Listing> {
        let today = self.options.as_of.date();
        let until = today.plus_days(days);
        let due = self.own_records().filter_map(|record| {
            let date = self.review_due(record).filter(|due| *due <= until)?;
            let state = if date < today { "overdue" } else { "due" };
            Some(Listing { date: Some(date), state: Some(state), ..self.listing(record) })
        });
        by_date(due.collect())
    }

    /// The records that readers do not see: drafts, internal ones, and those that are published on a later day.
    pub(crate) fn list_drafts(&self) -> Vec<Listing> {
        let hidden = self.own_records().filter_map(|record| {
            let mark = record.publicity.mark(self.options.as_of)?;
            let date = record.publicity.publish_on.filter(|_| mark == "scheduled");
            Some(Listing { state: Some(mark), date, ..self.listing(record) })
        });
        by_date(hidden.collect())
    }

    /// What ends from today on within so many days, by the last day on which it holds.
    pub(crate) fn list_expiring(&self, days: u16) -> Vec<Listing> {
        let today = self.options.as_of.date();
        let is_near = |date: Date| (today..=today.plus_days(days)).contains(&date);
        let of_records = self.own_records().filter(|record| record.translation.is_none()).flat_map(|record| {
            let ends = self.ends(record).into_iter().filter(|(date, _)| is_near(*date));
            ends.map(|(date, then)| Listing { date: Some(date), then: Some(then), ..self.listing(record) })
        });
        let banners = self.settings.config.banners.iter().filter_map(|banner| {
            let date = banner.valid.as_ref().map(|valid| valid.end).filter(|end| is_near(*end))?;
            let locale = self.settings.config.default_locale();
            let name = banner.text.in_locale(locale, locale).0.to_owned();
            let (kind, path) = ("banner", Some(CONFIG.to_owned()));
            Some(Listing { kind, name, date: Some(date), then: Some("ended"), path, ..Listing::default() })
        });
        by_date(of_records.chain(banners).collect())
    }

    /// Each last day of something that a record says, with what it is from the day after on.
    fn ends(&self, record: &Record) -> Vec<(Date, &'static str)> {
        let mut ends = Vec::new();
        if let Some(report) = record.as_report() {
            let expected = report.expected.as_ref().map(|expected| (expected.days().end, "overdue"));
            let steps = self.published().steps(record, report).into_iter().filter(|step| is_worse(step.state));
            let audit = report.next_audit_on.as_ref().map(|audit| (audit.days().end, "audit overdue"));
            ends.extend(expected.into_iter().chain(audit));
            ends.extend(steps.filter_map(|step| Some((step.from?.previous(), step.state.word()))));
        }
        if let Some(expires) = record.as_disclosure().and_then(|policy| policy.expires.as_ref()) {
            ends.push((expires.value, "expired"));
        }
        if let Some(product) = record.as_product() {
            ends.extend(product.versions.iter().filter_map(|version| Some((version.end_of_support?, "unsupported"))));
        }
        if let Some(company) = record.as_subprocessor() {
            ends.extend(company.ended.as_ref().map(|ended| (ended.value, "ended")));
            let objection = company.change.as_ref().and_then(|change| change.objection_until);
            ends.extend(objection.map(|until| (until, "no objection")));
        }
        if let Some(until) = record.as_scope().and_then(|entry| entry.until.as_ref()) {
            ends.push((until.value, "ended"));
        }
        ends
    }

    /// The day on which somebody should have looked at a record again.
    fn review_due(&self, record: &Record) -> Option<Date> {
        let Some(entry) = record.as_entry() else {
            let review = record.review()?;
            return Some(review.every?.after(review.last_reviewed.as_ref()?.value));
        };
        // A translation is reviewed as often as its original.
        let site = self.site.read();
        let original = || site.record(&record.key).and_then(Record::as_entry)?.review_every;
        let every = entry.review_every.or_else(original)?;
        Some(every.after(entry.last_reviewed.as_ref()?.value))
    }

    /// The records of the site's own files, each translation among them.
    fn own_records(&self) -> impl Iterator<Item = &Record> {
        let records = self.site.read().records();
        records.map(|record| &**record).filter(|record| !library::holds(&record.path))
    }

    fn listing(&self, record: &Record) -> Listing {
        // A translation is looked after by whoever looks after its original.
        let site = self.site.read();
        let original = site.record(&record.key).and_then(Record::as_entry);
        let of_entry = original.and_then(|entry| entry.owner.clone());
        Listing {
            kind: record.key.kind.word(),
            id: record.key.id.to_string(),
            name: self.called_alone(record),
            owner: of_entry.or_else(|| record.review()?.owner.clone()),
            path: Some(record.path.to_string()),
            ..Listing::default()
        }
    }

    /// What a record is called by its own words, in the first language of the site.
    pub(super) fn called_alone(&self, record: &Record) -> String {
        let locale = self.settings.config.default_locale();
        match record.tells().called {
            Called::Text(text) | Called::Shortened(text, _) => text.in_locale(locale, locale).0.to_owned(),
            Called::Words(words) => words.to_owned(),
            Called::LikeItsFramework | Called::LikeTheSite | Called::OfItsOwner(_) => {
                self.naming_context(locale).title(record).text
            }
        }
    }
}

/// Whether readers have less of a report from the day on which it gets into this state.
fn is_worse(state: State) -> bool {
    [State::Stale, State::Expired, State::Superseded, State::Withdrawn, State::AwaitingReport].contains(&state)
}

fn by_date(mut rows: Vec<Listing>) -> Vec<Listing> {
    rows.sort_by(|a, b| (a.date, a.kind, &a.id, &a.path).cmp(&(b.date, b.kind, &b.id, &b.path)));
    rows
}
