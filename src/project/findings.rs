//! The findings of a site, kept per record: after an edit only those are looked for again that may have changed.
//!
//! 1. For each record stands what was found, with the questions that its rules asked of the site.
//! 2. An edit forgets those of the records of its files, and looks at the new ones.
//! 3. Every record whose rules had asked a question which the edit opens again is looked at anew.
//!
//! The result is that of checking everything, because a finding depends on nothing but the answers to its questions.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::Project;
use super::changes::Edit;
use super::memo::{Concluded, Memo};
use super::tally::{Summary, Tally};
use super::text_file::TextFile;
use crate::check;
use crate::diag::Diagnostic;
use crate::path::SourcePath;

/// What rules look at: a record by its file and its place among the records there, the configuration, or a file that
/// is no text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Subject {
    path: SourcePath,
    number: usize,
}

impl Subject {
    /// A file as a whole.
    fn whole(path: &SourcePath) -> Self {
        Self { path: path.clone(), number: 0 }
    }
}

/// What was found in a subject.
type Found = Box<[Arc<Diagnostic>]>;

/// What was found in each subject, and all findings, those included that concern no record.
#[derive(Default)]
pub(super) struct Findings {
    of: Memo<Subject, Found>,
    tally: Tally,
    /// How many values of the content are placeholders.
    pub(super) placeholders: usize,
}

impl Findings {
    pub(super) fn all(&self) -> Vec<Diagnostic> {
        self.tally.findings()
    }

    pub(super) fn summary(&self, most: usize) -> Summary {
        self.tally.summary(most)
    }

    /// Adds findings that concern no record.
    pub(super) fn add<'a>(&mut self, findings: impl IntoIterator<Item = &'a Diagnostic>) {
        findings.into_iter().for_each(|finding| self.tally.add(&Arc::new(finding.clone())));
    }

    /// Takes back findings that concern no record.
    pub(super) fn withdraw<'a>(&mut self, findings: impl IntoIterator<Item = &'a Diagnostic>) {
        findings.into_iter().for_each(|finding| self.tally.withdraw(&Arc::new(finding.clone())));
    }

    fn put(&mut self, subject: Subject, found: Concluded<Found>) {
        found.value.iter().for_each(|finding| self.tally.add(finding));
        let last = self.of.put(subject, found);
        last.iter().flatten().for_each(|finding| self.tally.withdraw(finding));
    }

    fn forget(&mut self, subject: &Subject) {
        let last = self.of.take(subject);
        last.iter().flatten().for_each(|finding| self.tally.withdraw(finding));
    }
}

/// The records of a file as subjects.
fn subjects_in(path: &SourcePath, text: &TextFile) -> impl Iterator<Item = Subject> {
    (0..text.records.len()).map(|number| Subject { path: path.clone(), number })
}

impl Project {
    /// Follows edits from here on: after one, only those findings are looked for again which it may have changed.
    pub fn keep_findings(&mut self) {
        if !self.is_followed() {
            self.forget_names();
        }
        let mut findings = Findings { placeholders: self.sources.placeholders().count(), ..Findings::default() };
        findings.add(self.problems());
        if self.settings.is_configured {
            let texts = self.sources.texts.iter().filter(|(_, text)| !text.is_stale());
            let records = texts.flat_map(|(path, text)| subjects_in(path, text));
            // What an outdated configuration says stands at other places of its present text.
            let config = self.settings.is_present().then(|| Subject::whole(&self.settings.config_path));
            let files = self.sources.attachments.by_path().keys().map(Subject::whole);
            let found = self.look_at(config.into_iter().chain(files).chain(records).collect());
            found.iter().flat_map(|(_, found)| &found.value).for_each(|finding| findings.tally.add(finding));
            findings.of = Memo::of(found);
        }
        self.findings = Some(findings);
    }

    /// Brings the kept findings up to date after an edit.
    pub(super) fn keep_findings_after(&mut self, edit: &Edit) {
        let Some(mut findings) = self.findings.take() else { return };
        let mut subjects: BTreeSet<Subject> = BTreeSet::new();
        for former in &edit.formers {
            findings.withdraw(former.problems());
            findings.add(self.sources.problems_of(&former.path));
            let placeholders = |text: Option<&TextFile>| text.map_or(0, |text| text.placeholders.len());
            findings.placeholders += placeholders(self.sources.texts.get(&former.path));
            findings.placeholders -= placeholders(former.text.as_ref());
            let old = former.text.iter().flat_map(|text| subjects_in(&former.path, text));
            old.for_each(|subject| findings.forget(&subject));
            // Without settings no record is looked at, as at the start.
            let new =
                self.sources.texts.get(&former.path).filter(|text| self.settings.is_configured && !text.is_stale());
            subjects.extend(new.into_iter().flat_map(|text| subjects_in(&former.path, text)));
            findings.forget(&Subject::whole(&former.path));
            let is_attached = self.settings.is_configured && self.sources.attachments.get(&former.path).is_some();
            subjects.extend(is_attached.then(|| Subject::whole(&former.path)));
        }
        subjects.extend(findings.of.askers(&edit.questions).cloned());
        let found = self.look_at(subjects.into_iter().collect());
        found.into_iter().for_each(|(subject, found)| findings.put(subject, found));
        self.findings = Some(findings);
    }

    fn look_at(&self, subjects: Vec<Subject>) -> Vec<(Subject, Concluded<Found>)> {
        let names = check::Suggestions::default();
        let look_at = |subject: Subject| {
            let record = self.sources.texts.get(&subject.path).and_then(|text| text.records.get(subject.number));
            let found = Concluded::from(&self.site, |site| {
                let (context, mut found) = (self.context(site, &names), Vec::new());
                match record {
                    Some(record) => check::check_record(&context, record, &mut found),
                    None if subject.path == self.settings.config_path => check::check_config(&context, &mut found),
                    None => check::check_file(&context, &subject.path, &mut found),
                }
                found.into_iter().map(Arc::new).collect()
            });
            (subject, found)
        };
        subjects.into_par_iter().with_min_len(64).map(look_at).collect()
    }
}
