//! Topics and questions.

use serde::Serialize;

use super::answer_ids;
use super::body::{self, Filled};
use super::context::PageContext;
use super::description;
use super::fact;
use super::fragments::Fragments;
use super::frame;
use super::lead;
use super::linked::{Standing, Thing};
use super::values::{Day, Fact, Label, Link, Listed, Pager, Phrase, Receipt};
use crate::model::Record;
use crate::model::body::Target;
use crate::model::date::Date;
use crate::model::faq::{Entry, Evidence};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::model::terms::Visibility;
use crate::page::{Format, Page, QUESTIONS_PER_PAGE};
use crate::path::Id;

/// How many questions of a topic the list of topics names.
const FIRST_QUESTIONS: usize = 6;

/// Every topic, each with its first questions.
#[derive(Serialize)]
pub(crate) struct TopicsPage {
    pub(super) lead: String,
    topics: Vec<TopicSummary>,
}

#[derive(Serialize)]
struct TopicSummary {
    id: String,
    href: String,
    title: Phrase,
    summary: Option<Phrase>,
    questions: Listed,
}

/// A part of a topic's questions, with their answers.
#[derive(Serialize)]
pub(crate) struct TopicPage {
    id: String,
    title: Phrase,
    summary: Option<Phrase>,
    lead: String,
    questions: Vec<Question>,
    pager: Option<Pager>,
}

/// A question on the page of its topic; as data it leads to the page of its own, where the answer is.
#[derive(Serialize)]
struct Question {
    id: String,
    href: String,
    json: Option<String>,
    question: Phrase,
    #[serde(skip)]
    answer: Option<Filled>,
    lang: Option<String>,
    visibility: &'static str,
    mark: Option<&'static str>,
    foot: Option<Foot>,
}

/// What an answer rests on, and when it was reviewed.
#[derive(Serialize)]
pub(super) struct Foot {
    pub(super) evidence: Vec<EvidenceRow>,
    pub(super) facts: Vec<Link>,
    pub(super) receipts: Vec<Receipt>,
    pub(super) last_reviewed: Option<Day>,
}

/// One question with its answer and what that rests on.
#[derive(Serialize)]
pub(crate) struct EntryPage {
    id: String,
    question: Phrase,
    answer: Option<Filled>,
    /// The words of the answer alone.
    #[serde(skip)]
    words: String,
    lang: Option<String>,
    visibility: &'static str,
    mark: Option<&'static str>,
    topic: Option<Link>,
    owner: Option<String>,
    last_reviewed: Option<Day>,
    review_due: Option<Day>,
    facts: Vec<QuotedFact>,
    evidence: Vec<EvidenceRow>,
    records: Vec<Link>,
    audiences: Vec<Label>,
    tags: Vec<String>,
    questionnaire: Vec<String>,
    /// The same, each leading to its row on the page of the questionnaire, for those that have one.
    questionnaires: Vec<Link>,
    related: Vec<Link>,
    receipts: Vec<Receipt>,
    previous: Option<Link>,
    next: Option<Link>,
}

#[derive(Serialize)]
struct QuotedFact {
    record: Link,
    fact: Fact,
}

#[derive(Serialize)]
pub(super) struct EvidenceRow {
    pub(super) record: Link,
    pub(super) section: Option<String>,
    pub(super) criteria: Vec<Label>,
}

impl TopicsPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.topics.iter().map(|topic| topic.title.text.as_str());
        description::of_names(context, "description_topics", names)
    }
}

impl TopicPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        match &self.summary {
            Some(summary) => description::sentence(&summary.text),
            None => description::of_name(context, "description_topic", &self.title.text),
        }
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_bodies(self.questions.iter().map(|question| question.answer.as_ref()))
    }
}

impl EntryPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        match &self.answer {
            Some(_) => description::sentence(&self.words),
            None => context.catalog.text("question_only").to_owned(),
        }
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_bodies([self.answer.as_ref()])
    }

    /// The question with its answer, which is marked up here and not again on the page of its topic.
    pub(super) fn things(&self, standing: &Standing<'_>) -> Vec<Thing> {
        if self.answer.is_none() {
            return Vec::new();
        }
        let question = Thing::question(&self.question.text, self.lang.as_ref(), &self.words, standing.url.to_owned());
        vec![Thing::FaqPage { main_entity: vec![question] }]
    }
}

pub(super) fn topics(context: &PageContext<'_>) -> TopicsPage {
    let topics = context.site.list(&List::All(Kind::Topic)).filter_map(|record| {
        let topic = record.as_topic()?;
        let list = List::Of(Kind::Entry, record.key.id.clone());
        Some(TopicSummary {
            id: record.key.to_string(),
            href: context.href_of(&record.key),
            title: context.title(record),
            summary: topic.summary.as_ref().map(|summary| context.phrase(summary)),
            questions: context.listed(context.site.list(&list), FIRST_QUESTIONS, &record.key.address()),
        })
    });
    let topics: Vec<TopicSummary> = topics.collect();
    let count =
        |topic: &TopicSummary| topic.questions.items.len() + topic.questions.more.as_ref().map_or(0, |m| m.count);
    let questions = context.catalog.fill_counted("count_questions", topics.iter().map(count).sum::<usize>() as u64);
    let lead = context.catalog.fill_form(
        "topics_lead",
        topics.len(),
        &[("n", &topics.len().to_string()), ("questions", &questions)],
    );
    TopicsPage { lead, topics }
}

pub(super) fn topic(context: &PageContext<'_>, id: &Id, page: &Page) -> Option<TopicPage> {
    let record = context.site.record(&Key::new(Kind::Topic, id.clone()))?;
    let topic = record.as_topic()?;
    let list = List::Of(Kind::Entry, id.clone());
    let part = context.site.list(&list).skip((page.part - 1) * QUESTIONS_PER_PAGE).take(QUESTIONS_PER_PAGE);
    let entries: Vec<&Record> = context.site.list(&list).collect();
    let total = entries.len().div_ceil(QUESTIONS_PER_PAGE);
    Some(TopicPage {
        id: record.key.to_string(),
        title: context.title(record),
        summary: topic.summary.as_ref().map(|summary| context.phrase(summary)),
        lead: lead_of_topic(context, &entries),
        questions: part.filter_map(|record| question(context, record)).collect(),
        pager: context.pager(page, total),
    })
}

/// How many questions a topic has, how many are answered, and how many of the answers name what they rest on.
fn lead_of_topic(context: &PageContext<'_>, entries: &[&Record]) -> String {
    let catalog = context.catalog;
    let entries: Vec<&Entry> = entries.iter().filter_map(|record| record.as_entry()).collect();
    let answered: Vec<&&Entry> = entries.iter().filter(|entry| entry.visibility != Visibility::QuestionOnly).collect();
    let rests =
        |entry: &&&Entry| !entry.evidence.is_empty() || !entry.sources.is_empty() || !entry.body.quotes.is_empty();
    let (n_evident, n_withheld) = (answered.iter().filter(|e| rests(e)).count(), entries.len() - answered.len());
    let mut clauses = vec![catalog.fill_counted("count_questions", entries.len() as u64)];
    if n_withheld > 0 {
        clauses.push(catalog.fill_counted("topic_lead_withheld", n_withheld as u64));
    }
    let evidence = match (n_evident, answered.len()) {
        (_, 0) => String::new(),
        (0, _) => catalog.text("topic_lead_no_evidence").to_owned(),
        (n, all) if n == all => catalog.fill_counted("topic_lead_all_evident", all as u64),
        (n, all) => catalog.fill_form("topic_lead_evident", n, &[("n", &n.to_string()), ("total", &all.to_string())]),
    };
    let questions = if entries.is_empty() { String::new() } else { lead::sentence(context, &clauses) };
    lead::together(context, &[questions, evidence])
}

/// The answer of an entry in the page's words, when readers may have it.
struct Answer {
    question: Phrase,
    answer: Option<Filled>,
    lang: Option<String>,
}

fn answer(context: &PageContext<'_>, record: &Record) -> Option<Answer> {
    let original = record.as_entry()?;
    let record = context.site.record(&record.key)?;
    let (words, language) = context.site.words(record, context.locale);
    let entry = words.as_entry()?;
    let question = context.words_in(entry.question.value.clone(), language);
    let lang = question.lang.clone();
    // Whoever may see internal entries at all, which is a preview, may see their answers.
    if original.visibility == Visibility::QuestionOnly {
        return Some(Answer { question, answer: None, lang });
    }
    let filled = body::fill(context, words, &entry.body, language);
    Some(Answer { question, answer: Some(filled), lang })
}

fn question(context: &PageContext<'_>, record: &Record) -> Option<Question> {
    let entry = record.as_entry()?;
    let answer = answer(context, record)?;
    let (words, _) = context.site.words(record, context.locale);
    Some(Question {
        foot: answer.answer.as_ref().map(|_| foot(context, words, entry)),
        id: record.key.id.name().to_owned(),
        href: context.href_of(&record.key),
        json: record.key.own_page().and_then(|page| frame::twin(context, &page, Format::Json)),
        question: answer.question,
        answer: answer.answer,
        lang: answer.lang,
        visibility: entry.visibility.word(),
        mark: context.mark(record),
    })
}

pub(super) fn foot<'a>(context: &PageContext<'a>, words: &'a Record, entry: &'a Entry) -> Foot {
    Foot {
        evidence: evidence(context, entry),
        facts: quoted_reports(context, words, entry),
        receipts: context.receipts(&entry.sources),
        last_reviewed: reviewed(context, words, entry).map(|date| context.day(date)),
    }
}

pub(super) fn entry(context: &PageContext<'_>, id: &Id) -> Option<EntryPage> {
    let record = context.site.record(&Key::new(Kind::Entry, id.clone()))?;
    let original = record.as_entry()?;
    let answer = answer(context, record)?;
    let (previous, next) = context.site.neighbors(record);
    let asked = EntryPage {
        id: record.key.to_string(),
        question: answer.question,
        answer: answer.answer,
        words: String::new(),
        lang: answer.lang,
        visibility: original.visibility.word(),
        mark: context.mark(record),
        topic: context.link_to(Kind::Topic, &id.owner_id()),
        owner: None,
        last_reviewed: None,
        review_due: None,
        facts: Vec::new(),
        evidence: Vec::new(),
        records: Vec::new(),
        audiences: Vec::new(),
        tags: Vec::new(),
        questionnaire: Vec::new(),
        questionnaires: Vec::new(),
        related: Vec::new(),
        receipts: Vec::new(),
        previous: previous.map(|record| context.link(record)),
        next: next.map(|record| context.link(record)),
    };
    // What a withheld answer rests on, and what is known about it, would give it away.
    Some(if asked.answer.is_some() { answered(context, record, original, asked) } else { asked })
}

/// The page of a question with all that is known about its answer.
fn answered<'a>(context: &PageContext<'a>, record: &'a Record, original: &'a Entry, asked: EntryPage) -> EntryPage {
    let (words, language) = context.site.words(record, context.locale);
    let reviewed = reviewed(context, words, original);
    let due = reviewed.zip(original.review_every).map(|(date, every)| every.after(date));
    let related = original.related.iter().filter_map(|id| context.link_to(Kind::Entry, id));
    EntryPage {
        words: words.body().map(|body| body::words(context, body, language)).unwrap_or_default(),
        owner: original.owner.clone(),
        last_reviewed: reviewed.map(|date| context.day(date)),
        review_due: due.map(|date| context.day(date)),
        facts: quoted_facts(context, words),
        evidence: evidence(context, original),
        records: linked_records(context, words),
        audiences: original.audiences.iter().map(|a| context.label("audience", a.word())).collect(),
        tags: original.tags.clone(),
        questionnaire: original.questionnaire.iter().map(|id| id.value.clone()).collect(),
        questionnaires: answer_ids::places(context, original),
        related: related.collect(),
        receipts: context.receipts(&original.sources),
        ..asked
    }
}

/// When an answer was reviewed last, in the language in which it is read.
fn reviewed(context: &PageContext<'_>, words: &Record, original: &Entry) -> Option<Date> {
    let reviewed = words.as_entry().and_then(|words| words.last_reviewed.as_ref()).or(original.last_reviewed.as_ref());
    // A day to come is a slip of the pen, which the check reports.
    reviewed.map(|date| date.value).filter(|date| !context.site.as_of.is_before(*date))
}

fn evidence<'a>(context: &PageContext<'a>, original: &'a Entry) -> Vec<EvidenceRow> {
    let row = |evidence: &'a Evidence| {
        let target = context.site.record(&evidence.record)?;
        let criteria = evidence.criteria.iter().map(|c| context.label("criteria", c.word()));
        Some(EvidenceRow {
            record: context.full_link(target),
            section: evidence.section.clone(),
            criteria: criteria.collect(),
        })
    };
    original.evidence.iter().filter_map(row).collect()
}

/// The reports whose facts an answer quotes, each once, besides those that are its evidence anyway.
fn quoted_reports(context: &PageContext<'_>, words: &Record, entry: &Entry) -> Vec<Link> {
    let mut reports: Vec<Link> = Vec::new();
    let is_evidence =
        |id: &Id| entry.evidence.iter().any(|row| row.record.kind == Kind::Report && row.record.id == *id);
    let quotes = words.body().map(|body| body.quotes.as_slice()).unwrap_or_default().iter();
    let quotes = quotes.filter(|quote| !is_evidence(&quote.report));
    let links =
        quotes.filter_map(|quote| context.site.report(&quote.report).map(|(record, _)| context.full_link(record)));
    links.for_each(|link| {
        if !reports.contains(&link) {
            reports.push(link);
        }
    });
    reports
}

/// The facts that an answer quotes, each once, in the order of the text.
fn quoted_facts(context: &PageContext<'_>, words: &Record) -> Vec<QuotedFact> {
    let mut seen = std::collections::BTreeSet::new();
    let quotes = words.body().map(|body| body.quotes.as_slice()).unwrap_or_default().iter();
    let once = quotes.filter(|quote| seen.insert((&quote.report, quote.fact)));
    once.filter_map(|quote| {
        let (record, report) = context.site.report(&quote.report)?;
        Some(QuotedFact { record: context.full_link(record), fact: fact::fact(context, record, report, quote.fact) })
    })
    .collect()
}

/// The records that an answer links to, each once.
fn linked_records(context: &PageContext<'_>, words: &Record) -> Vec<Link> {
    let mut seen = std::collections::BTreeSet::new();
    let links = words.body().map(|body| body.links.as_slice()).unwrap_or_default().iter();
    let keys = links.filter_map(|link| match &link.target {
        Target::Record(key) if *key != words.key => Some(key),
        _ => None,
    });
    keys.filter(|key| seen.insert(*key))
        .filter_map(|key| context.site.record(key))
        .map(|record| context.full_link(record))
        .collect()
}
