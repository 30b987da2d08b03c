//! The sections of the site with the answer that each leads with, for the home page of a company.

use serde::Serialize;

use super::context::PageContext;
use super::values::Link;
use super::{advisory, ai, controls, data, disclosure, documents, faq, questionnaire, scope, subprocessors, timeline};
use crate::page::{PageKind, has_content};
use crate::path::Id;

/// A section, and what it says in short.
#[derive(Serialize)]
pub(super) struct SectionLine {
    name: &'static str,
    link: Link,
    text: String,
}

/// The sections that have something to say.
pub(super) fn sections(context: &PageContext<'_>) -> Vec<SectionLine> {
    let scope = scope::scope_of_provider(context, &Id::company()).map(|page| page.lead);
    let policy = disclosure::disclosure(context, &Id::company()).map(|page| page.lead);
    let sections = [
        (PageKind::Controls, "nav_controls", Some(controls::controls(context).lead)),
        (PageKind::Scope, "nav_scope", scope),
        (PageKind::Subprocessors, "nav_subprocessors", subprocessors::subprocessors(context).lead),
        (PageKind::Data, "nav_data", data::data(context).lead),
        (PageKind::Ai, "nav_ai", ai::ai(context).lead),
        (PageKind::Documents, "nav_documents", documents::documents(context).lead),
        (PageKind::Disclosures, "nav_disclosure", policy),
        (PageKind::Advisories, "nav_advisories", Some(advisory::advisories(context).lead)),
        (PageKind::Topics, "nav_faq", Some(faq::topics(context).lead)),
        (PageKind::Questionnaires, "nav_questionnaires", Some(questionnaire::lead_of_all(context))),
        (PageKind::Timeline, "nav_timeline", Some(timeline::timeline_page(context).lead)),
    ];
    let line = |(section, key, text): (PageKind, &str, Option<String>)| {
        let text = text.filter(|text| !text.is_empty() && has_content(&context.site, section))?;
        let href = Some(context.href(section.address()));
        let link = Link { text: PageContext::words(context.catalog.text(key)), href };
        Some(SectionLine { name: section.section_name(), link, text })
    };
    sections.into_iter().filter_map(line).collect()
}
