//! The findings of a site, kept per record: after an edit only those are looked for again that may have changed.
//!
//! 1. Each record's account holds what was found, and the questions that its rules asked of the site.
//! 2. An edit closes the accounts of the file and opens new ones.
//! 3. Every account that had asked a question which the edit opens again is gone through anew.
//!
//! The result is that of checking everything, because a finding depends on nothing but the answers to its questions.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::Arc;

use rayon::prelude::*;

use super::Project;
use super::settings::ConfigState;
use crate::check::{self, Names};
use crate::diag::{self, Diagnostic};
use crate::model::Record;
use crate::path::SourcePath;
use crate::site::{Asked, QuestionId};

/// How much is wrong.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// The first of them: errors before warnings, each in order of place.
    pub first: Vec<Diagnostic>,
}

impl Summary {
    pub(super) fn of(findings: Vec<Diagnostic>, most: usize) -> Self {
        let (errors, warnings): (Vec<_>, Vec<_>) = findings.into_iter().partition(Diagnostic::is_error);
        let (n_errors, n_warnings) = (errors.len(), warnings.len());
        Self { errors: n_errors, warnings: n_warnings, first: errors.into_iter().chain(warnings).take(most).collect() }
    }
}

/// What rules looked at.
enum Subject {
    Config,
    Record(Arc<Record>),
}

impl Subject {
    fn path(&self) -> Option<&SourcePath> {
        match self {
            Self::Config => None,
            Self::Record(record) => Some(&record.path),
        }
    }
}

/// What was found in a subject, and the questions that were asked to find it.
struct Account {
    subject: Subject,
    asked: Box<[QuestionId]>,
    findings: Box<[Arc<Diagnostic>]>,
}

/// All accounts, and the findings of all.
#[derive(Default)]
pub(super) struct Ledger {
    accounts: Vec<Option<Account>>,
    /// The places of closed accounts.
    vacant: Vec<u32>,
    of_file: HashMap<SourcePath, Vec<u32>>,
    /// Who asked what.
    asked: BTreeSet<(QuestionId, u32)>,
    tally: Tally,
}

/// Findings of one weight in order, and how often each was found.
#[derive(Default)]
struct Side {
    found: BTreeMap<Ordered, usize>,
    /// How many there are when those that say the same of the same place are counted as one.
    distinct: usize,
}

#[derive(Default)]
struct Tally {
    errors: Side,
    warnings: Side,
}

/// A finding that is ordered as findings are shown.
#[derive(Clone)]
struct Ordered(Arc<Diagnostic>);

impl PartialEq for Ordered {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> Ordering {
        diag::order(&self.0, &other.0)
    }
}

impl Ledger {
    pub(super) fn findings(&self) -> Vec<Diagnostic> {
        let Tally { errors, warnings } = &self.tally;
        let mut all: Vec<Diagnostic> = errors.shown().chain(warnings.shown()).cloned().collect();
        diag::sort(&mut all);
        all
    }

    pub(super) fn summary(&self, most: usize) -> Summary {
        let Tally { errors, warnings } = &self.tally;
        let first = errors.shown().chain(warnings.shown()).take(most).cloned().collect();
        Summary { errors: errors.distinct, warnings: warnings.distinct, first }
    }

    /// Adds findings that concern no record.
    pub(super) fn add(&mut self, findings: &[Diagnostic]) {
        findings.iter().for_each(|finding| self.tally.add(&Arc::new(finding.clone())));
    }

    /// Takes back findings that concern no record.
    pub(super) fn withdraw(&mut self, findings: &[Diagnostic]) {
        findings.iter().for_each(|finding| self.tally.withdraw(&Arc::new(finding.clone())));
    }

    fn open(&mut self, account: Account) {
        let number = self.vacant.pop().unwrap_or_else(|| {
            self.accounts.push(None);
            u32::try_from(self.accounts.len() - 1).expect("a site has fewer than four thousand million records")
        });
        if let Subject::Record(record) = &account.subject {
            self.of_file.entry(record.path.clone()).or_default().push(number);
        }
        self.asked.extend(account.asked.iter().map(|question| (*question, number)));
        account.findings.iter().for_each(|finding| self.tally.add(finding));
        self.accounts[number as usize] = Some(account);
    }

    /// Closes the accounts of a file.
    pub(super) fn close(&mut self, path: &SourcePath) {
        for number in self.of_file.remove(path).unwrap_or_default() {
            self.take(number);
        }
    }

    fn take(&mut self, number: u32) -> Option<Account> {
        let account = self.accounts[number as usize].take()?;
        self.vacant.push(number);
        for question in &account.asked {
            self.asked.remove(&(*question, number));
        }
        account.findings.iter().for_each(|finding| self.tally.withdraw(finding));
        Some(account)
    }

    /// Closes the accounts of those who asked one of the questions, and says whose they were.
    fn reopen(&mut self, questions: &BTreeSet<QuestionId>) -> Vec<Subject> {
        let askers = |question: &QuestionId| self.asked.range((*question, 0)..=(*question, u32::MAX)).map(|(_, n)| *n);
        let numbers: BTreeSet<u32> = questions.iter().flat_map(askers).collect();
        let taken = numbers.iter().filter_map(|number| self.take(*number));
        let subjects: Vec<Subject> = taken.map(|account| account.subject).collect();
        let files: BTreeSet<&SourcePath> = subjects.iter().filter_map(Subject::path).collect();
        for path in files {
            if let Some(open) = self.of_file.get_mut(path) {
                open.retain(|number| !numbers.contains(number));
            }
        }
        subjects
    }
}

impl Tally {
    fn side(&mut self, finding: &Diagnostic) -> &mut Side {
        if finding.is_error() { &mut self.errors } else { &mut self.warnings }
    }

    fn add(&mut self, finding: &Arc<Diagnostic>) {
        let side = self.side(finding);
        let (finding, is_alone) = (Ordered(Arc::clone(finding)), side.is_alone(finding));
        let count = side.found.entry(finding).or_insert(0);
        side.distinct += usize::from(is_alone && *count == 0);
        *count += 1;
    }

    fn withdraw(&mut self, finding: &Arc<Diagnostic>) {
        let side = self.side(finding);
        let finding = Ordered(Arc::clone(finding));
        let Some(count) = side.found.get_mut(&finding) else { return };
        *count -= 1;
        if *count == 0 {
            side.found.remove(&finding);
            side.distinct -= usize::from(side.is_alone(&finding.0));
        }
    }
}

impl Side {
    /// The findings, of those that say the same of the same place the first.
    fn shown(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut last: Option<&Diagnostic> = None;
        self.found.keys().filter_map(move |Ordered(finding)| {
            let is_new = last.is_none_or(|last| !diag::is_same(last, finding));
            last = Some(finding);
            is_new.then_some(&**finding)
        })
    }

    /// Whether no other finding says the same of the same place; those that do are neighbors.
    fn is_alone(&self, finding: &Arc<Diagnostic>) -> bool {
        let at = Ordered(Arc::clone(finding));
        let before = self.found.range(..at.clone()).next_back();
        let behind = self.found.range((Excluded(at), Unbounded)).next();
        before.into_iter().chain(behind).all(|(other, _)| !diag::is_same(&other.0, finding))
    }
}

impl Project {
    /// Keeps the findings from here on, so that after an edit only those are looked for again which it may have changed.
    pub fn keep_findings(&mut self) {
        let mut ledger = Ledger::default();
        self.problems().for_each(|problem| ledger.add(std::slice::from_ref(problem)));
        if self.is_configured {
            let records = self.checked_records().map(|record| Subject::Record(Arc::clone(record)));
            // What an outdated configuration says stands at other places of its present text.
            let config = (self.config_state == ConfigState::Present).then_some(Subject::Config);
            let subjects: Vec<Subject> = config.into_iter().chain(records).collect();
            // In one go, because a set grows faster from sorted members.
            let accounts = self.go_through(subjects);
            let asked = accounts.iter().zip(0_u32..);
            ledger.asked = asked.flat_map(|(account, n)| account.asked.iter().map(move |q| (*q, n))).collect();
            accounts.into_iter().for_each(|account| ledger.open(account));
        }
        self.ledger = Some(ledger);
    }

    /// Brings the kept findings up to date after an edit: for the new records of the changed files, and for all who had
    /// asked one of the questions.
    pub(super) fn keep_ledger(&mut self, changed: &BTreeSet<SourcePath>, questions: &BTreeSet<QuestionId>) {
        let Some(mut ledger) = self.ledger.take() else { return };
        changed.iter().for_each(|path| ledger.close(path));
        let mut subjects = ledger.reopen(questions);
        let texts = changed.iter().filter_map(|path| self.texts.get(path)).filter(|text| !text.is_stale());
        // Without settings no record is gone through, as at the start.
        for text in texts.filter(|_| self.is_configured) {
            subjects.extend(text.records.iter().map(|record| Subject::Record(Arc::clone(record))));
        }
        self.go_through(subjects).into_iter().for_each(|account| ledger.open(account));
        self.ledger = Some(ledger);
    }

    fn go_through(&self, subjects: Vec<Subject>) -> Vec<Account> {
        let names = Names::default();
        let go_through = |subject: Subject| {
            let asked = Asked::default();
            let context = self.context(self.site.read_and_note(&asked), &names);
            let mut findings = Vec::new();
            match &subject {
                Subject::Config => check::check_config(&context, &mut findings),
                Subject::Record(record) => check::check_record(&context, record, &mut findings),
            }
            Account { subject, asked: asked.take(), findings: findings.into_iter().map(Arc::new).collect() }
        };
        subjects.into_par_iter().with_min_len(64).map(go_through).collect()
    }
}
