//! The facts of a report as readers see them: given, not stated, not applicable or not recorded; never blank.

use super::context::PageContext;
use super::examination::{self, accreditation, examiner, partial_date, questionnaire, registers, shared};
use super::extent::extent;
use super::fact_line::text_of;
use super::values::{Amount, Fact, FactLine, Inline, Link, Note, Phrase, Value};
use crate::catalog::Catalog;
use crate::model::Record;
use crate::model::date::Date;
use crate::model::kinds::Kind;
use crate::model::report::{AudienceUse, Cadence, Cuec, Exceptions, Report, ReportAccess, Standard, Subservice};
use crate::model::terms::{Assurance, FactName, FactState, ProviderFact, Unit, Word};
use crate::path::Id;
use crate::source::Spanned;

/// The facts that readers look for in a report, in that order, and then the others of which something is known.
pub(super) fn facts<'a>(context: &PageContext<'a>, record: &'a Record, report: &'a Report) -> Vec<Fact> {
    let shown = in_order(&[context.site.assurance(report)]);
    let shown = shown.into_iter().filter(|name| context.site.shows(record, report, *name));
    shown.map(|name| fact(context, record, report, name)).collect()
}

/// Every fact, first those that belong to the kinds of assurance, in their order.
pub(super) fn in_order(kinds: &[Assurance]) -> Vec<FactName> {
    let own = kinds.iter().flat_map(|kind| kind.facts()).map(|(name, _)| *name);
    let mut names: Vec<FactName> = Vec::new();
    for name in own.chain(FactName::ALL.iter().map(|(_, name)| *name)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// What the kind of assurance calls a fact.
pub(super) fn label(context: &PageContext<'_>, assurance: Assurance, name: FactName) -> String {
    context.catalog.word_for("fact", name.word(), assurance)
}

/// One fact of a report.
pub(super) fn fact<'a>(context: &PageContext<'a>, record: &'a Record, report: &'a Report, name: FactName) -> Fact {
    let assurance = context.site.assurance(report);
    let name = assurance.own_name(name);
    let is_same = |other: &FactName| assurance.own_name(*other) == name;
    let voice_of_page = context.catalog.voice;
    let context = &context.about(&record.key.id);
    let state = context.site.fact_state(record, name);
    let is_absent = state != FactState::Given && context.catalog.voice != voice_of_page;
    let value = value(context, record, report, name);
    let value = value.unwrap_or_default();
    let cited = report.sources.iter().filter(|citation| citation.facts.iter().any(|cited| is_same(&cited.value)));
    let disagreeing = report.discrepancies.iter().filter(|discrepancy| is_same(&discrepancy.fact.value));
    Fact {
        receipts: context.receipts(cited),
        notes: disagreeing
            .map(|discrepancy| Note {
                text: context.phrase(&discrepancy.text),
                receipts: context.receipts(&discrepancy.sources),
            })
            .collect(),
        absent: is_absent.then(|| context.catalog.word("state", state.word())),
        ..Fact::of(name.word(), label(context, assurance, name), state, value)
    }
}

/// A fact of a report in one line.
pub(super) fn line<'a>(context: &PageContext<'a>, record: &'a Record, report: &'a Report, name: FactName) -> FactLine {
    let context = &context.about(&record.key.id);
    let assurance = context.site.assurance(report);
    let state = context.site.fact_state(record, name);
    let value = value(context, record, report, name).unwrap_or_default();
    let words = |inlines: &[Inline]| inlines.iter().map(|inline| inline.text.as_str()).collect::<String>();
    let items: Vec<String> = value.items.iter().map(|item| words(item)).collect();
    let parts = [words(&value.lead), items.join(context.catalog.text("list_separator"))];
    let given = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let given = given.join(context.catalog.text("lead_separator"));
    // By what number and where somebody is registered stands with the fact itself.
    let is_somebody = assurance.examiner() == Some(assurance.own_name(name)) || name == FactName::Accreditation;
    let given = if is_somebody { value.data.first().cloned().unwrap_or_default() } else { given };
    FactLine {
        name: name.word(),
        label: label(context, assurance, name),
        state,
        text: text_of(context, state, given),
        data: value.data,
        count: value.count,
    }
}

/// The fact that says for which days one can rely on a report: its period, how long or since when it is valid, when it was
/// completed or when it is due; none for a commitment, which has no dates.
pub(super) fn dates<'a>(context: &PageContext<'a>, record: &'a Record, report: &'a Report) -> Option<FactLine> {
    let state = |fact: &FactName| context.site.fact_state(record, *fact);
    let usual = match context.site.assurance(report) {
        Assurance::Attestation | Assurance::Test => Some(FactName::Period),
        Assurance::Certification | Assurance::Authorization => Some(FactName::ValidUntil),
        Assurance::SelfAssessment => Some(FactName::CompletedOn),
        Assurance::Commitment => None,
    };
    let facts = [FactName::Expected, FactName::Period, FactName::CompletedOn, FactName::ValidUntil];
    let given = facts.into_iter().find(|fact| state(fact) == FactState::Given);
    let has_no_end = || [FactName::IssuedOn, FactName::ValidUntil].map(|fact| state(&fact));
    let name = match given.or(usual)? {
        // What has no last day has a first one.
        FactName::ValidUntil if has_no_end() == [FactState::Given, FactState::NotApplicable] => FactName::IssuedOn,
        name => name,
    };
    let mut line = self::line(context, record, report, name);
    let key = match name {
        FactName::Expected => "planned_for_date",
        FactName::CompletedOn if line.data.iter().all(|date| Date::parse(date).is_some()) => "completed_on_date",
        FactName::CompletedOn => "completed_in_date",
        FactName::ValidUntil => "valid_until_date",
        FactName::IssuedOn => "since_date",
        _ => return Some(line),
    };
    if line.state == FactState::Given {
        line.text = context.catalog.fill(key, &[("date", &line.text)]);
    }
    if name == FactName::CompletedOn && !is_usual(context, report) && report.name.is_some() {
        // Its own name need not say that it is less than the framework promises.
        let label = context.catalog.word("assurance", context.site.assurance(report).word());
        line.text = format!("{label}{}{}", context.catalog.text("clause_separator"), line.text);
    }
    Some(line)
}

/// Whether somebody stands behind a report as its framework has it.
fn is_usual(context: &PageContext<'_>, report: &Report) -> bool {
    let framework = report.framework.as_ref().and_then(|id| context.site.framework(id));
    framework.is_none_or(|(_, framework)| framework.assurance == context.site.assurance(report))
}

/// A fact of a provider in one line; of what it has, that is how many.
pub(super) fn line_of_provider(context: &PageContext<'_>, id: &Id, name: ProviderFact) -> FactLine {
    let context = &context.about(id);
    let state = context.site.provider_fact_state(id, name);
    let number = name.list(id).map(|list| context.site.list(&list).count());
    let given = match number {
        Some(number) => Some(number.to_string()),
        None => context
            .site
            .provider(id)
            .and_then(|(_, provider)| provider.legal_name.as_ref().map(|n| context.phrase(n).text)),
    };
    let given = given.filter(|_| state == FactState::Given);
    FactLine {
        name: name.word(),
        label: context.catalog.word("fact", name.word()),
        state,
        count: number.filter(|_| state == FactState::Given).map(|number| Amount::exactly(number as u64)),
        data: given.iter().cloned().collect(),
        text: text_of(context, state, given.unwrap_or_default()),
    }
}

fn value<'a>(context: &PageContext<'a>, record: &'a Record, report: &'a Report, name: FactName) -> Option<Value> {
    let catalog = context.catalog;
    let assurance = context.site.assurance(report);
    if assurance.examiner() == Some(name) {
        return report.examiner(assurance).map(|of| examiner(context, of));
    }
    let date = |date: &Spanned<Date>| Value::words(catalog.date(date.value), date.value.to_string());
    let word = |family: &str, word: &'static str| Value::words(catalog.word(family, word), word);
    Some(match name {
        FactName::Framework => named(context, Kind::Framework, report.framework.as_ref()?),
        FactName::Type => {
            let word = report.report_type.as_ref()?.word();
            Value::words(catalog.text(&word.replace('-', "_")).to_owned(), word)
        }
        FactName::Subject => examination::text(context.phrase(report.subject.as_ref()?)),
        FactName::Period => match (&report.period, &report.as_of_date) {
            (Some(period), _) => Value::words(catalog.period(period.value), format!("{}/{}", period.start, period.end)),
            (None, Some(day)) => {
                Value::words(catalog.fill("at_date", &[("date", &catalog.date(day.value))]), day.to_string())
            }
            (None, None) => return None,
        },
        FactName::IssuedOn => date(report.issued_on.as_ref()?),
        FactName::ValidUntil => date(report.valid_until.as_ref()?),
        FactName::Cadence => cadence(context, report.cadence.as_ref()?.value),
        FactName::Auditor => examiner(context, report.auditor.as_ref()?),
        FactName::Opinion => word("opinion", report.opinion.as_ref()?.word()),
        FactName::Exceptions => exceptions(context, report.exceptions.as_ref()?),
        FactName::Criteria => {
            let criteria = report.criteria.as_ref()?;
            let labels: Vec<String> = criteria.iter().map(|c| catalog.word("criteria", c.word())).collect();
            let data = criteria.iter().map(|c| c.word().to_owned()).collect();
            let items = labels.into_iter().map(|label| vec![Inline::words(label)]).collect();
            Value { items, data, ..Value::default() }
        }
        FactName::CriteriaEdition => named(context, Kind::Edition, report.criteria_edition.as_ref()?),
        FactName::Standards => {
            let names: Vec<String> = report.standards.as_ref()?.iter().map(standard).collect();
            let items = names.iter().map(|name| vec![Inline::words(name.clone())]).collect();
            Value { items, data: names, ..Value::default() }
        }
        FactName::Conclusion => word("conclusion", report.conclusion.as_ref()?.word()),
        FactName::Services | FactName::Locations => extent(context, record, report, name)?,
        FactName::Subservice => subservice(context, record, report.subservice.as_ref()?),
        FactName::Cuecs => cuecs(context, report.cuecs.as_ref()?),
        FactName::Audiences => {
            let audiences = report.audiences.as_ref()?;
            let items = audiences.iter().map(|audience| self::audience(context, audience)).collect();
            let data = audiences.iter().map(|audience| audience.audience.word().to_owned()).collect();
            Value { items, data, ..Value::default() }
        }
        FactName::Access => access(context, record, report.access.as_ref()?),
        name => return value_of_some(context, report, name),
    })
}

/// What is given of a fact that only some kinds of assurance have.
fn value_of_some<'a>(context: &PageContext<'a>, report: &'a Report, name: FactName) -> Option<Value> {
    let words = |text: &Spanned<String>| Value::words(text.value.clone(), text.value.clone());
    let date = |date: &Spanned<Date>| Value::words(context.date_text(date.value), date.value.to_string());
    let text = |text: &'a crate::model::text::Text| examination::text(context.phrase(text));
    Some(match name {
        FactName::Expected => partial_date(context, report.expected.as_ref()?),
        FactName::Number => words(report.number.as_ref()?),
        FactName::CertificationBody => examiner(context, report.certification_body.as_ref()?),
        FactName::Accreditation => accreditation(context, report.accreditation.as_ref()?),
        FactName::Authority => text(report.authority.as_ref()?),
        FactName::PackageId => words(report.package_id.as_ref()?),
        FactName::Assessor => examiner(context, report.assessor.as_ref()?),
        FactName::Questionnaire => questionnaire(context, report.questionnaire.as_ref()?),
        FactName::Tester => examiner(context, report.tester.as_ref()?),
        FactName::Method => text(report.method.as_ref()?),
        FactName::Level => text(report.level.as_ref()?),
        FactName::StatementOfApplicability => words(report.statement_of_applicability.as_ref()?),
        FactName::CompletedOn => partial_date(context, report.completed_on.as_ref()?),
        FactName::RetestedOn => date(report.retested_on.as_ref()?),
        FactName::FirstIssuedOn => date(report.first_issued_on.as_ref()?),
        FactName::LastAuditOn => partial_date(context, report.last_audit_on.as_ref()?),
        FactName::NextAuditOn => partial_date(context, report.next_audit_on.as_ref()?),
        FactName::Documents => examination::documents(context, report)?,
        FactName::Contact => examination::contact(context, report.contact.as_ref()?),
        FactName::Registers => {
            let items = registers(context, &report.registers.as_ref()?.value);
            let data = items.iter().flatten().map(|item| item.text.clone()).collect();
            Value { items, data, ..Value::default() }
        }
        FactName::Shared => shared(context, report.shared.as_ref()?),
        _ => return None,
    })
}

/// A record by its name, or by its id where readers cannot see it.
fn named(context: &PageContext<'_>, kind: Kind, id: &Id) -> Value {
    let link =
        context.link_to(kind, id).unwrap_or_else(|| Link { text: PageContext::words(id.to_string()), href: None });
    Value { lead: vec![Inline::link(link)], data: vec![id.to_string()], ..Value::default() }
}

/// How often: in words, and as ISO 8601 writes a repeating interval.
fn cadence(context: &PageContext<'_>, cadence: Cadence) -> Value {
    let catalog = context.catalog;
    let times = cadence.times.to_string();
    let how_often = match cadence.times {
        1 => "once",
        2 => "twice",
        _ => "times",
    };
    let key = format!("cadence_{how_often}_per_{}", cadence.per.word());
    let text = crate::catalog::fill(catalog.form(&key, cadence.times.into()), [("times", &*times)]);
    Value::words(text, format!("R/{}", iso_interval(cadence.times, cadence.per)))
}

fn exceptions<'a>(context: &PageContext<'a>, exceptions: &'a Exceptions) -> Value {
    let catalog = context.catalog;
    let count = exceptions.count.to_string();
    let text = match exceptions.count {
        0 => catalog.text("exceptions_none").to_owned(),
        _ => catalog.fill_counted("exceptions_count", exceptions.count.into()),
    };
    let description = exceptions.description.as_ref().map(|text| vec![Inline::phrase(context.phrase(text))]);
    let response = exceptions.management_response.as_ref().map(|response| context.phrase(response));
    let response = response.map(|response| {
        let text = catalog.fill("management_response", &[("text", &response.text)]);
        vec![Inline::phrase(Phrase { text, lang: response.lang })]
    });
    Value {
        items: description.into_iter().chain(response).collect(),
        count: Some(Amount::exactly(exceptions.count.into())),
        ..Value::words(text, count)
    }
}

/// Those on which the site's own company relies lead to what is told of them.
fn subservice(context: &PageContext<'_>, record: &Record, organizations: &[Subservice]) -> Value {
    let catalog = context.catalog;
    let items = organizations.iter().map(|organization| {
        let method = organization.method.map(|method| in_brackets(catalog, &catalog.word("method", method.word())));
        let name = &organization.organization;
        let Some(provider) = record.key.id.is_own().then(|| context.site.provider_called(name)).flatten() else {
            return vec![Inline::words(format!("{name}{}", method.unwrap_or_default()))];
        };
        let link = Link { text: PageContext::words(name), href: Some(context.href_of(&provider.key)) };
        std::iter::once(Inline::link(link)).chain(method.map(Inline::words)).collect()
    });
    let data = organizations.iter().map(|organization| organization.organization.clone()).collect();
    Value { items: items.collect(), data, ..none_when_empty(context, organizations.is_empty()) }
}

fn cuecs<'a>(context: &PageContext<'a>, cuecs: &'a [Cuec]) -> Value {
    let listed = |criteria: &[String]| criteria.join(context.catalog.text("list_separator"));
    let items = cuecs.iter().map(|cuec| {
        let criteria = if cuec.criteria.is_empty() {
            String::new()
        } else {
            in_brackets(context.catalog, &listed(&cuec.criteria))
        };
        let mut item = vec![
            Inline::words(format!("{} ", cuec.id)),
            Inline::phrase(context.phrase(&cuec.text)),
            Inline::words(criteria),
        ];
        let beside = cuec.controls.iter().filter_map(|id| context.link_to(Kind::Control, id));
        for (place, link) in beside.enumerate() {
            let catalog = context.catalog;
            let before = if place == 0 { catalog.text("cuec_beside") } else { catalog.text("list_separator") };
            item.extend([Inline::words(before), Inline::link(link)]);
        }
        item
    });
    let data = cuecs.iter().map(|cuec| cuec.id.clone()).collect();
    Value { items: items.collect(), data, ..none_when_empty(context, cuecs.is_empty()) }
}

fn in_brackets(catalog: &Catalog, text: &str) -> String {
    catalog.fill("in_brackets", &[("text", text)])
}

/// A list that the provider states to be empty says so.
fn none_when_empty(context: &PageContext<'_>, is_empty: bool) -> Value {
    let lead = if is_empty { vec![Inline::words(context.catalog.text("exceptions_none"))] } else { Vec::new() };
    Value { lead, ..Value::default() }
}

/// A repeating interval as ISO 8601 writes it, rounded down to whole days or months: twice a year is `P6M`.
fn iso_interval(times: u16, per: Unit) -> String {
    let times = times.max(1);
    match per {
        Unit::Day => format!("PT{}H", 24 / times.min(24)),
        Unit::Week => format!("P{}D", (7 / times).max(1)),
        Unit::Month => format!("P{}D", (30 / times).max(1)),
        Unit::Quarter => format!("P{}M", (3 / times).max(1)),
        Unit::Year => format!("P{}M", (12 / times).max(1)),
    }
}

fn standard(standard: &Standard) -> String {
    let name = standard.standard.as_deref();
    // Many standards are called by their body: ISO/IEC 27001.
    let body = standard.body.as_deref().filter(|body| name.is_none_or(|name| !name.starts_with(body)));
    [body, name, standard.section.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn audience<'a>(context: &PageContext<'a>, audience: &'a AudienceUse) -> Vec<Inline> {
    let label = context.catalog.word("audience", audience.audience.word());
    match &audience.use_ {
        None => vec![Inline::words(label)],
        Some(text) => {
            vec![
                Inline::words(format!("{label}{}", context.catalog.text("colon"))),
                Inline::phrase(context.phrase(text)),
            ]
        }
    }
}

fn access<'a>(context: &PageContext<'a>, record: &'a Record, access: &'a ReportAccess) -> Value {
    let word = access.distribution.word();
    let mut value = Value::words(context.catalog.word("distribution", word), word);
    let url = access.url.as_ref().map(|url| url.value.clone());
    let channel = access.channel.as_ref().map(|channel| context.phrase(channel));
    match (channel, url) {
        (Some(text), href) => value.items.push(vec![Inline::link(Link { text, href })]),
        (None, Some(href)) => {
            value.items.push(vec![Inline::link(Link { text: PageContext::words(href.clone()), href: Some(href) })]);
        }
        (None, None) => {}
    }
    value.items.extend(access.contact.iter().map(|contact| vec![Inline::phrase(context.phrase(contact))]));
    if let Some(request) = context.document_of(record) {
        value.items.push(vec![Inline::link(request)]);
    }
    value
}
