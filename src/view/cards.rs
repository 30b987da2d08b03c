//! Reports and providers as they stand on lists, each in a few lines.

use super::context::PageContext;
use super::fact;
use super::values::{Link, ProviderCard, ReportCard};
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::tells::List;
use crate::model::terms::FactName;
use crate::path::Id;

impl<'a> PageContext<'a> {
    pub(super) fn report_card(&self, record: &'a Record, report: &'a Report) -> ReportCard {
        let provider = self.site.provider(&record.key.id.owner_id());
        ReportCard {
            id: record.key.to_string(),
            own: record.key.id.is_own().then_some(true),
            href: self.href_of(&record.key),
            title: self.title(record),
            framework: report.framework.as_ref().and_then(|id| self.link_to(Kind::Framework, id)),
            provider: provider.map_or_else(
                || Link { text: Self::words(record.key.id.owner()), href: None },
                |(provider, _)| self.link(provider),
            ),
            status: self.status(record, report),
            held: self.is_held(record, report),
            assurance: self.label("assurance", self.site.assurance(report).word()),
            dates: fact::dates(self, record, report),
            criteria: fact::line(self, record, report, FactName::Criteria),
            initials: provider.map(|(provider, _)| self.initials(provider)).unwrap_or_default(),
        }
    }

    pub(super) fn provider_card(&self, record: &'a Record) -> ProviderCard {
        let reports = self.site.reports(&List::Of(Kind::Report, record.key.id.clone()));
        let summary = record.as_provider().and_then(|provider| provider.summary.as_ref());
        ProviderCard {
            id: record.key.to_string(),
            href: self.href_of(&record.key),
            name: self.title(record),
            initials: self.initials(record),
            summary: summary.map(|summary| self.phrase(summary)),
            reports: reports.map(|(record, report)| self.report_card(record, report)).collect(),
        }
    }

    /// The reports under a framework, as cards.
    pub(super) fn cards_under(&self, framework: &Id) -> Vec<ReportCard> {
        let reports = self.site.reports(&List::ReportsUnder(framework.clone()));
        reports.map(|(record, report)| self.report_card(record, report)).collect()
    }
}
