//! Whether records agree with each other, with the calendar and with what readers may see.
//!
//! A rule is a function of one record, or file, and the site around it, in a file of its own; its documentation is what
//! `candor explain` prints. Rules look at a record and at what it refers to, never at the whole site, so that checking
//! one edit costs the same however large the site is. Only the search for a better name, once one is known to be wrong,
//! may look at every record of a kind.

mod active_file;
mod active_static_file;
mod addresses;
mod anchors;
mod assurance_not_in_framework;
mod audit_overdue;
mod auditor_without_register;
mod banner_ended;
mod broken_anchor;
mod broken_link;
mod check_overdue;
mod conclusion_does_not_fit_type;
mod conflicting_statements;
mod contradicting_data;
mod contradicting_fact;
mod contradicting_plan;
mod contradicting_scope;
mod contradicting_severity;
mod count_mismatch;
mod coverage_gap;
mod criteria_not_in_framework;
mod criterion_not_in_edition;
mod criterion_not_in_report;
mod dangling_reference;
mod date_does_not_fit_type;
mod distant_expiry;
mod document_without_file;
mod duplicate_address;
mod duplicate_id;
mod duplicate_name;
mod evidence_before_control;
mod evidence_newer_than_answer;
mod exceptions_without_control;
mod expired_certificate;
mod expiring_disclosure;
mod expiry_on_attestation;
mod future_date;
mod impossible_address;
mod issued_too_early;
mod lapsed_evidence;
mod link_without_target;
mod misplaced_security_txt;
mod missing_file;
mod missing_page;
mod missing_security_txt;
mod missing_text;
mod missing_translation;
mod plan_overdue;
mod reference_loop;
mod repeated_title;
mod replaced_file;
mod reserved_file;
mod restricted_file;
mod restricted_reference;
mod review_overdue;
mod stale_report;
mod suggestions;
mod supersedes_loop;
mod surplus_fact;
mod translation_without_original;
mod type_not_in_framework;
mod undated_report;
mod unissued_letter;
mod unknown_edition;
mod unknown_locale;
mod unknown_questionnaire_id;
mod unknown_source;
mod unportable_name;
mod unread_file;
mod unsourced_claim;
mod unstated_fact;
mod unverifiable_certificate;

use std::collections::BTreeMap;

use crate::attachment::{Attachment, Attachments};
use crate::diag::{Code, Diagnostic, Place};
use crate::library;
use crate::model::body::{Body, Target};
use crate::model::config::Config;
use crate::model::date::AsOf;
use crate::model::framework::{Edition, Framework};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::provider::Provider;
use crate::model::report::Report;
use crate::model::status::{Step, state_on};
use crate::model::terms::Visibility;
use crate::model::{Drafts, Record};
use crate::parse::Gaps;
use crate::parse::codes;
use crate::path::{Id, SourcePath};
use crate::published::{Everything, Published};
use crate::site::{Question, SiteRef};
use crate::source::Span;
pub(crate) use suggestions::Suggestions;
use suggestions::{find_instead, list_instead, nearest_record};

/// What a rule may look at.
pub(crate) struct Context<'a> {
    pub(crate) site: SiteRef<'a>,
    pub(crate) config: &'a Config,
    pub(crate) config_path: &'a SourcePath,
    pub(crate) as_of: AsOf,
    pub(crate) attachments: &'a Attachments,
    /// The files of the content from which not every record could be read; it exists, although nobody knows what it says.
    pub(crate) unreadable: &'a BTreeMap<SourcePath, Gaps>,
    /// What may have been meant by names that do not exist.
    pub(crate) names: &'a Suggestions,
}

impl<'a> Context<'a> {
    /// The file at a path that is no text of the content, when there is one.
    fn attachment(&self, path: &SourcePath) -> Option<&'a Attachment> {
        self.site.note(&Question::File(path));
        self.attachments.get(path)
    }

    /// Every file that is published as it is.
    fn static_files(&self) -> impl Iterator<Item = &'a Attachment> + use<'a> {
        self.site.note(&Question::All);
        let site = self.site;
        self.attachments.of_static_folder().inspect(move |file| site.note(&Question::File(&file.path)))
    }

    /// What readers may see.
    fn published(&self) -> Published<'a> {
        let Context { site, attachments, config, as_of, .. } = *self;
        Published::new(Everything { site, attachments, config, as_of }, Drafts::Hide)
    }

    /// Every file of the content that is no text.
    fn files(&self) -> impl Iterator<Item = &'a SourcePath> + use<'a> {
        self.site.note(&Question::All);
        self.attachments.by_path().keys()
    }
}

/// One kind of finding, and the function that finds it.
pub(crate) struct Rule {
    pub(crate) code: &'static Code,
    pub(crate) run: Run,
}

/// A check of one record.
type CheckRecord = fn(&Context<'_>, &Record, &mut Vec<Diagnostic>);
/// A check of the site's configuration.
type CheckConfig = fn(&Context<'_>, &mut Vec<Diagnostic>);

/// A check of one file of the content that is no text.
type CheckFile = fn(&Context<'_>, &SourcePath, &mut Vec<Diagnostic>);

/// What a rule looks at.
pub(crate) enum Run {
    /// Each record by itself, translations included.
    Record(CheckRecord),
    /// The site's configuration.
    Config(CheckConfig),
    /// Each record, and the configuration too.
    Both(CheckRecord, CheckConfig),
    /// Each file of the content that is no text.
    File(CheckFile),
}

/// Every rule, by its code.
pub(crate) static RULES: &[&Rule] = &[
    &active_file::RULE,
    &active_static_file::RULE,
    &assurance_not_in_framework::RULE,
    &audit_overdue::RULE,
    &auditor_without_register::RULE,
    &banner_ended::RULE,
    &broken_anchor::RULE,
    &broken_link::RULE,
    &check_overdue::RULE,
    &conclusion_does_not_fit_type::RULE,
    &conflicting_statements::RULE,
    &contradicting_data::RULE,
    &contradicting_fact::RULE,
    &contradicting_plan::RULE,
    &contradicting_scope::RULE,
    &contradicting_severity::RULE,
    &count_mismatch::RULE,
    &coverage_gap::RULE,
    &criteria_not_in_framework::RULE,
    &criterion_not_in_edition::RULE,
    &criterion_not_in_report::RULE,
    &dangling_reference::RULE,
    &date_does_not_fit_type::RULE,
    &distant_expiry::RULE,
    &document_without_file::RULE,
    &duplicate_address::RULE,
    &duplicate_id::RULE,
    &duplicate_name::RULE,
    &evidence_before_control::RULE,
    &evidence_newer_than_answer::RULE,
    &exceptions_without_control::RULE,
    &expired_certificate::RULE,
    &expiring_disclosure::RULE,
    &expiry_on_attestation::RULE,
    &future_date::RULE,
    &impossible_address::RULE,
    &issued_too_early::RULE,
    &lapsed_evidence::RULE,
    &link_without_target::RULE,
    &misplaced_security_txt::RULE,
    &missing_file::RULE,
    &missing_page::RULE,
    &missing_security_txt::RULE,
    &missing_text::RULE,
    &missing_translation::RULE,
    &plan_overdue::RULE,
    &reference_loop::RULE,
    &repeated_title::RULE,
    &replaced_file::RULE,
    &reserved_file::RULE,
    &restricted_file::RULE,
    &restricted_reference::RULE,
    &review_overdue::RULE,
    &stale_report::RULE,
    &supersedes_loop::RULE,
    &surplus_fact::RULE,
    &translation_without_original::RULE,
    &type_not_in_framework::RULE,
    &undated_report::RULE,
    &unissued_letter::RULE,
    &unknown_edition::RULE,
    &unknown_locale::RULE,
    &unknown_questionnaire_id::RULE,
    &unknown_source::RULE,
    &unportable_name::RULE,
    &unread_file::RULE,
    &unsourced_claim::RULE,
    &unstated_fact::RULE,
    &unverifiable_certificate::RULE,
];

/// Applies every rule to one record.
pub(crate) fn check_record(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let n_before = out.len();
    for rule in RULES {
        match rule.run {
            Run::Record(check) | Run::Both(check, _) => check(context, record, out),
            Run::Config(_) | Run::File(_) => {}
        }
    }
    // What the library says is in no file that its reader could open.
    for finding in &mut out[n_before..] {
        finding.related.retain(|(place, _)| !library::holds(&place.path));
    }
}

/// Applies every rule to the site's configuration.
pub(crate) fn check_config(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for rule in RULES {
        match rule.run {
            Run::Config(check) | Run::Both(_, check) => check(context, out),
            Run::Record(_) | Run::File(_) => {}
        }
    }
}

/// Applies every rule to one file of the content that is no text.
pub(crate) fn check_file(context: &Context<'_>, path: &SourcePath, out: &mut Vec<Diagnostic>) {
    for rule in RULES {
        if let Run::File(check) = rule.run {
            check(context, path, out);
        }
    }
}

/// Every kind of finding, each once.
pub(crate) fn codes() -> impl Iterator<Item = &'static Code> {
    // Two rules find what one file alone can show too; their codes stand with the parser.
    let is_own = |code: &&'static Code| !codes::ALL.iter().any(|parsed| parsed.name() == code.name());
    RULES.iter().map(|rule| rule.code).filter(is_own).chain(codes::ALL.iter().copied())
}

/// A place in the file of a record.
fn place(record: &Record, span: Span) -> Place {
    Place { path: record.path.clone(), span }
}

/// Where a record is written, for whoever looks for it.
fn written_in(record: &Record) -> &str {
    if library::holds(&record.path) { PART_OF_PROGRAM } else { record.path.as_str() }
}

/// Where a record of the library is written.
const PART_OF_PROGRAM: &str = "part of candor";

/// Whether the library has a record of this name.
fn is_of_library(key: &Key) -> bool {
    library::keys().any(|known| known == *key)
}

/// The path by which texts of the site link to a record.
fn path_of(record: &Record) -> SourcePath {
    let home = || SourcePath::new(&record.key.home()).expect("the homes of records are paths");
    if library::holds(&record.path) { home() } else { record.path.clone() }
}

/// Words in backticks, with commas between them.
fn quoted<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Whether readers may see a record; a translation is seen only together with its original.
fn is_public(context: &Context<'_>, record: &Record) -> bool {
    let is_referred_to = || !library::holds(&record.path) || context.site.is_shown_of_library(&record.key);
    mark(context, record).is_none() && is_referred_to()
}

/// Why readers may not see a record: `draft`, `internal` or `scheduled`.
fn mark(context: &Context<'_>, record: &Record) -> Option<&'static str> {
    let own = record.publicity.mark(context.as_of);
    own.or_else(|| {
        let original = record.translation.as_ref().and_then(|_| context.site.record(&record.key));
        original.and_then(|original| original.publicity.mark(context.as_of))
    })
}

/// The prose of a record that readers may see; an answer of which only the question is public has none.
fn public_body<'r>(context: &Context<'_>, record: &'r Record) -> Option<&'r Body> {
    let visibility = context.site.record(&record.key).and_then(Record::as_entry).map(|entry| entry.visibility);
    let is_answered = visibility.is_none_or(|visibility| visibility == Visibility::Public);
    record.body().filter(|_| is_answered && is_public(context, record))
}

/// The files that a record brings to readers, and where it names each.
fn files_of<'r>(context: &Context<'_>, record: &'r Record) -> Vec<(&'r SourcePath, Span)> {
    let links = public_body(context, record).into_iter().flat_map(|body| &body.links);
    let linked = links.filter_map(|link| match &link.target {
        Target::File(path) => Some((path, link.span)),
        Target::Record(_) | Target::Page(_) | Target::Here | Target::Nowhere => None,
    });
    let own = record.as_document().and_then(|document| document.file.as_ref());
    linked.chain(own.map(|file| (&file.value, file.span))).collect()
}

fn provider<'a>(context: &Context<'a>, id: &Id) -> Option<(&'a Record, &'a Provider)> {
    let record = context.site.record(&Key::new(Kind::Provider, id.clone()))?;
    record.as_provider().map(|provider| (record, provider))
}

fn report<'a>(context: &Context<'a>, id: &Id) -> Option<(&'a Record, &'a Report)> {
    let record = context.site.record(&Key::new(Kind::Report, id.clone()))?;
    record.as_report().map(|report| (record, report))
}

fn edition<'a>(context: &Context<'a>, id: &Id) -> Option<(&'a Record, &'a Edition)> {
    let record = context.site.record(&Key::new(Kind::Edition, id.clone()))?;
    record.as_edition().map(|edition| (record, edition))
}

/// The framework of a report.
fn framework<'a>(context: &Context<'a>, report: &Report) -> Option<(&'a Record, &'a Framework)> {
    let id = report.framework.as_ref()?.value.clone();
    let record = context.site.record(&Key::new(Kind::Framework, id))?;
    record.as_framework().map(|framework| (record, framework))
}

/// Where a report that readers may see stands on the date; its beginning is that of its present state.
fn standing(context: &Context<'_>, record: &Record, report: &Report) -> Option<Step> {
    if !is_public(context, record) {
        return None;
    }
    let published = context.published();
    Some(state_on(&published.steps(record, report), context.as_of.date()))
}

/// Whether a name may be that of a record that could not be read, which is a finding of its own.
fn is_unreadable(context: &Context<'_>, key: &Key) -> bool {
    gaps_of_file(context, &key.home()).is_some_and(|gaps| gaps.may_hold(key))
}

/// Whether a file of the content has a record that could not be read.
fn is_unreadable_file(context: &Context<'_>, path: &str) -> bool {
    gaps_of_file(context, path).is_some()
}

fn gaps_of_file<'a>(context: &Context<'a>, path: &str) -> Option<&'a Gaps> {
    let path = SourcePath::new(path)?;
    context.site.note(&Question::File(&path));
    context.unreadable.get(&path)
}
