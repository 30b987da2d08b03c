//! Whether records agree with each other, with the calendar and with what readers may see.
//!
//! A rule is a function of one record and the site around it, in a file of its own; its documentation is what
//! `candor explain` prints. Rules look at a record and at what it refers to, never at the whole site, so that checking
//! one edit costs the same however large the site is. Only the search for a better name, once one is known to be wrong,
//! may look at every record of a kind.

mod assurance_not_in_framework;
mod banner_ended;
mod broken_anchor;
mod broken_link;
mod conflicting_statements;
mod contradicting_fact;
mod count_mismatch;
mod coverage_gap;
mod criteria_not_in_framework;
mod criterion_not_in_edition;
mod dangling_reference;
mod date_does_not_fit_type;
mod duplicate_address;
mod duplicate_id;
mod evidence_newer_than_answer;
mod expired_certificate;
mod expiry_on_attestation;
mod instead;
mod issued_too_early;
mod link_without_target;
mod missing_file;
mod missing_translation;
mod reserved_file;
mod restricted_file;
mod restricted_reference;
mod review_overdue;
mod stale_report;
mod supersedes_loop;
mod translation_without_original;
mod type_not_in_framework;
mod undated_report;
mod unknown_edition;
mod unknown_locale;
mod unknown_source;
mod unsourced_claim;
mod unstated_fact;

use std::collections::{BTreeMap, BTreeSet};

use crate::attachment::Attachment;
use crate::diag::{Code, Diagnostic, Place};
use crate::facts::{List, body, citations};
use crate::model::body::Body;
use crate::model::config::Config;
use crate::model::date::AsOf;
use crate::model::framework::{Edition, Framework};
use crate::model::key::{Key, Kind};
use crate::model::provider::Provider;
use crate::model::report::{Extent, Report};
use crate::model::source::Cited;
use crate::model::status::{Step, state_on};
use crate::model::terms::Visibility;
use crate::model::text::Text;
use crate::model::{Content, Drafts, Record};
use crate::parse::codes;
use crate::path::{Id, SourcePath};
use crate::published::{Published, as_edition, as_entry, as_provider, as_report};
use crate::site::{Question, SiteRef};
use crate::source::Span;
pub(crate) use instead::Names;
use instead::{find_instead, nearest_record};

/// What a rule may look at.
pub(crate) struct Context<'a> {
    pub(crate) site: SiteRef<'a>,
    pub(crate) config: &'a Config,
    pub(crate) config_path: &'a SourcePath,
    pub(crate) as_of: AsOf,
    pub(crate) attachments: &'a BTreeMap<SourcePath, Attachment>,
    /// The files of the content that could not be read; their records exist, although nobody knows what they say.
    pub(crate) unreadable: &'a BTreeSet<SourcePath>,
    /// What may have been meant by names that do not exist.
    pub(crate) names: &'a Names,
}

impl<'a> Context<'a> {
    /// The file of the content at a path, when there is one.
    fn file(&self, path: &SourcePath) -> Option<&'a SourcePath> {
        self.site.note(&Question::File(path));
        self.attachments.get_key_value(path).map(|(path, _)| path)
    }

    /// Every file of the content that is no text.
    fn files(&self) -> impl Iterator<Item = &'a SourcePath> + use<'a> {
        self.site.note(&Question::All);
        self.attachments.keys()
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

/// What a rule looks at.
pub(crate) enum Run {
    /// Each record by itself, translations included.
    Record(CheckRecord),
    /// The site's configuration.
    Config(CheckConfig),
    /// Each record, and the configuration too.
    Both(CheckRecord, CheckConfig),
}

/// Every rule, by its code.
pub(crate) static RULES: &[&Rule] = &[
    &assurance_not_in_framework::RULE,
    &banner_ended::RULE,
    &broken_anchor::RULE,
    &broken_link::RULE,
    &conflicting_statements::RULE,
    &contradicting_fact::RULE,
    &count_mismatch::RULE,
    &coverage_gap::RULE,
    &criteria_not_in_framework::RULE,
    &criterion_not_in_edition::RULE,
    &dangling_reference::RULE,
    &date_does_not_fit_type::RULE,
    &duplicate_address::RULE,
    &duplicate_id::RULE,
    &evidence_newer_than_answer::RULE,
    &expired_certificate::RULE,
    &expiry_on_attestation::RULE,
    &issued_too_early::RULE,
    &link_without_target::RULE,
    &missing_file::RULE,
    &missing_translation::RULE,
    &reserved_file::RULE,
    &restricted_file::RULE,
    &restricted_reference::RULE,
    &review_overdue::RULE,
    &stale_report::RULE,
    &supersedes_loop::RULE,
    &translation_without_original::RULE,
    &type_not_in_framework::RULE,
    &undated_report::RULE,
    &unknown_edition::RULE,
    &unknown_locale::RULE,
    &unknown_source::RULE,
    &unsourced_claim::RULE,
    &unstated_fact::RULE,
];

/// What the site itself puts at its root.
const OWN_PATHS: [&str; 21] = [
    "404.html",
    "a-z",
    "assets",
    "compare",
    "criteria",
    "documents",
    "faq",
    "files",
    "frameworks",
    "glossary",
    "index.html",
    "index.json",
    "manifest.sha256",
    "providers",
    "robots.txt",
    "scope",
    "search",
    "sitemap.xml",
    "subprocessors",
    "timeline",
    "updates",
];

/// Applies every rule to one record.
pub(crate) fn check_record(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    for rule in RULES {
        match rule.run {
            Run::Record(check) | Run::Both(check, _) => check(context, record, out),
            Run::Config(_) => {}
        }
    }
}

/// Applies every rule to the site's configuration.
pub(crate) fn check_config(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for rule in RULES {
        match rule.run {
            Run::Config(check) | Run::Both(_, check) => check(context, out),
            Run::Record(_) => {}
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

/// Words in backticks, with commas between them.
fn quoted<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Whether readers may see a record; a translation is seen only together with its original.
fn is_public(context: &Context<'_>, record: &Record) -> bool {
    mark(context, record).is_none()
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
    let visibility = context.site.record(&record.key).and_then(as_entry).map(|entry| entry.visibility);
    let is_answered = visibility.is_none_or(|visibility| visibility == Visibility::Public);
    body(record).filter(|_| is_answered && is_public(context, record))
}

/// Whether a path of the output, without the language before it, belongs to the site itself.
fn is_own_path(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or(path);
    path.is_empty() || OWN_PATHS.contains(&path) || ["assets", "search"].contains(&first)
}

fn provider<'a>(context: &Context<'a>, id: &Id) -> Option<(&'a Record, &'a Provider)> {
    let record = context.site.record(&Key::new(Kind::Provider, id.clone()))?;
    as_provider(record).map(|provider| (record, provider))
}

fn report<'a>(context: &Context<'a>, id: &Id) -> Option<(&'a Record, &'a Report)> {
    let record = context.site.record(&Key::new(Kind::Report, id.clone()))?;
    as_report(record).map(|report| (record, report))
}

fn edition<'a>(context: &Context<'a>, id: &Id) -> Option<(&'a Record, &'a Edition)> {
    let record = context.site.record(&Key::new(Kind::Edition, id.clone()))?;
    as_edition(record).map(|edition| (record, edition))
}

/// The framework of a report.
fn framework<'a>(context: &Context<'a>, report: &Report) -> Option<(&'a Record, &'a Framework)> {
    let id = report.framework.as_ref()?.value.clone();
    let record = context.site.record(&Key::new(Kind::Framework, id))?;
    match &record.content {
        Content::Framework(framework) => Some((record, framework)),
        _ => None,
    }
}

/// Where a report that readers may see stands on the date; its beginning is that of its present state.
fn standing(context: &Context<'_>, record: &Record, report: &Report) -> Option<Step> {
    if !is_public(context, record) {
        return None;
    }
    let published = Published::new(context.site, context.config, context.as_of, Drafts::Hide);
    Some(state_on(&published.steps(record, report), context.as_of.date()))
}

/// The list on which a record stands among its like.
fn siblings(key: &Key) -> Option<List> {
    let owner = key.id.owner_id();
    Some(match key.kind {
        Kind::Home | Kind::Scope => return None,
        Kind::Topic => List::Topics,
        Kind::Entry => List::Entries(owner),
        Kind::Provider => List::Providers,
        Kind::Report => List::Reports(owner),
        Kind::Service => List::Services(owner),
        Kind::Location => List::Locations(owner),
        Kind::Document => List::Documents(owner),
        Kind::Subprocessor => List::Subprocessors(owner),
        Kind::Framework => List::Frameworks,
        Kind::Edition => List::Editions,
        Kind::Term => List::Terms,
        Kind::Update => List::Updates,
        Kind::Page => List::Pages,
    })
}

/// Whether a name is that of a record whose file could not be read, which is a finding of its own.
fn is_unreadable(context: &Context<'_>, key: &Key) -> bool {
    let is_unreadable = |path: SourcePath| {
        context.site.note(&Question::File(&path));
        context.unreadable.contains(&path)
    };
    SourcePath::new(&home(key)).is_some_and(is_unreadable)
}

/// The file in which a record of this name lives.
fn home(key: &Key) -> String {
    let id = &key.id;
    let of_provider = |file: &str| format!("content/providers/{}/{file}", id.owner());
    match key.kind {
        Kind::Home => "content/home.md".to_owned(),
        Kind::Topic => format!("content/faq/{id}/topic.toml"),
        Kind::Entry => format!("content/faq/{id}.md"),
        Kind::Provider => format!("content/providers/{id}/provider.toml"),
        Kind::Report => of_provider(&format!("reports/{}.toml", id.name())),
        Kind::Service => of_provider("services.toml"),
        Kind::Location => of_provider("locations.toml"),
        Kind::Scope => of_provider("scope.toml"),
        Kind::Document => of_provider("documents.toml"),
        Kind::Subprocessor => of_provider("subprocessors.toml"),
        Kind::Framework => format!("content/frameworks/{id}.toml"),
        Kind::Edition => format!("content/criteria/{id}.toml"),
        Kind::Term => format!("content/glossary/{id}.md"),
        Kind::Update => format!("content/updates/{id}.md"),
        Kind::Page => format!("content/pages/{id}.md"),
    }
}

/// Every text of a record that may differ between languages.
fn texts(record: &Record) -> Vec<&Text> {
    let mut texts: Vec<&Text> = Vec::new();
    match &record.content {
        // Their words are those of one language; other languages have files of their own.
        Content::Entry(_) | Content::Update(_) => {}
        Content::Home(prose) | Content::Page(prose) => texts.extend(&prose.title),
        Content::Term(term) => texts.push(&term.name),
        Content::Topic(topic) => {
            texts.push(&topic.title);
            texts.extend(&topic.summary);
        }
        Content::Provider(provider) => {
            texts.push(&provider.name);
            texts.extend(provider.legal_name.iter().chain(&provider.summary));
            texts.extend(provider.links.iter().filter_map(|link| link.title.as_ref()));
            texts.extend(provider.contacts.iter().map(|contact| &contact.name));
            texts.extend(provider.sources.iter().map(|source| &source.title));
            texts.extend(provider.claims.iter().map(|claim| &claim.text));
        }
        Content::Report(report) => texts_of_report(report, &mut texts),
        Content::Service(service) => {
            texts.push(&service.name);
            texts.extend(&service.category);
        }
        Content::Location(location) => texts.push(&location.name),
        Content::Scope(entry) => texts.extend(&entry.note),
        Content::Document(document) => texts.push(&document.title),
        Content::Subprocessor(company) => {
            texts.extend(company.purpose.iter().chain(&company.data).chain(&company.places).chain(&company.notice));
        }
        Content::Framework(framework) => {
            texts.push(&framework.name);
            texts.extend(framework.full_name.iter().chain(&framework.summary).chain(&framework.issuer));
            texts.extend(framework.types.iter().flat_map(|info| info.name.iter().chain(&info.text)));
            texts.extend(&framework.audiences);
        }
        Content::Edition(edition) => {
            texts.push(&edition.name);
            texts.extend(&edition.summary);
            texts.extend(edition.criteria.iter().filter_map(|criterion| criterion.label.as_ref()));
        }
    }
    texts.extend(citations(record).into_iter().filter_map(|citation| match &citation.cited {
        Cited::Inline { title, .. } => Some(title),
        Cited::Declared { .. } => None,
    }));
    texts
}

fn texts_of_report<'r>(report: &'r Report, texts: &mut Vec<&'r Text>) {
    texts.extend(report.name.iter().chain(&report.subject));
    texts.extend(report.auditor.iter().map(|auditor| &auditor.name));
    texts.extend(report.exceptions.iter().filter_map(|exceptions| exceptions.management_response.as_ref()));
    for extent in report.services.iter().chain(&report.locations) {
        match &extent.value {
            Extent::Count(count) => texts.extend(&count.unit),
            Extent::List(_) => {}
        }
    }
    texts.extend(report.cuecs.iter().flat_map(|cuecs| &cuecs.value).map(|cuec| &cuec.text));
    let audiences = report.audiences.iter().flat_map(|audiences| &audiences.value);
    texts.extend(audiences.filter_map(|audience| audience.use_.as_ref()));
    texts.extend(report.access.iter().flat_map(|access| access.channel.iter().chain(&access.contact)));
    texts.extend(report.bridges.iter().filter_map(|bridge| bridge.issuer.as_ref()));
    texts.extend(report.discrepancies.iter().map(|discrepancy| &discrepancy.text));
}
