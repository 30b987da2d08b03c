//! Topics and questions.

use serde::Serialize;

use super::body::{self, Filled};
use super::context::PageContext;
use super::description;
use super::fact;
use super::fragments::Fragments;
use super::frame;
use super::linked::{LONGEST_REPEATED, Standing, Thing};
use super::values::{Day, Fact, Label, Link, Listed, Pager, Phrase, Receipt};
use crate::model::Record;
use crate::model::body::Target;
use crate::model::faq::Entry;
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
}

/// One question with its answer and what that rests on.
#[derive(Serialize)]
pub(crate) struct EntryPage {
    id: String,
    question: Phrase,
    answer: Option<Filled>,
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
struct EvidenceRow {
    record: Link,
    section: Option<String>,
    criteria: Vec<Label>,
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

    pub(super) fn things(&self, standing: &Standing<'_>) -> Vec<Thing> {
        let answered = self.questions.iter().filter_map(|question| {
            let answer = question.answer.as_ref().filter(|answer| answer.words.len() <= LONGEST_REPEATED)?;
            let url = standing.absolute(&question.href);
            Some(Thing::question(&question.question.text, question.lang.as_ref(), answer, url))
        });
        let main_entity: Vec<Thing> = answered.collect();
        if main_entity.is_empty() { Vec::new() } else { vec![Thing::FaqPage { main_entity }] }
    }
}

impl EntryPage {
    pub(super) fn description(&self, context: &PageContext<'_>, page: &Page) -> String {
        match &self.answer {
            Some(_) => description::of_prose(context, page),
            None => context.catalog.text("question_only").to_owned(),
        }
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_bodies([self.answer.as_ref()])
    }

    pub(super) fn things(&self, standing: &Standing<'_>) -> Vec<Thing> {
        let url = standing.url.to_owned();
        let asked = self.answer.as_ref().map(|answer| {
            let question = Thing::question(&self.question.text, self.lang.as_ref(), answer, url);
            Thing::FaqPage { main_entity: vec![question] }
        });
        asked.into_iter().collect()
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
    TopicsPage { topics: topics.collect() }
}

pub(super) fn topic(context: &PageContext<'_>, id: &Id, page: &Page) -> Option<TopicPage> {
    let record = context.site.record(&Key::new(Kind::Topic, id.clone()))?;
    let topic = record.as_topic()?;
    let list = List::Of(Kind::Entry, id.clone());
    let part = context.site.list(&list).skip((page.part - 1) * QUESTIONS_PER_PAGE).take(QUESTIONS_PER_PAGE);
    let total = context.site.list(&list).count().div_ceil(QUESTIONS_PER_PAGE);
    Some(TopicPage {
        id: record.key.to_string(),
        title: context.title(record),
        summary: topic.summary.as_ref().map(|summary| context.phrase(summary)),
        questions: part.filter_map(|record| question(context, record)).collect(),
        pager: context.pager(page, total),
    })
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
    Some(Question {
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

pub(super) fn entry(context: &PageContext<'_>, id: &Id) -> Option<EntryPage> {
    let record = context.site.record(&Key::new(Kind::Entry, id.clone()))?;
    let original = record.as_entry()?;
    let answer = answer(context, record)?;
    let (previous, next) = context.site.neighbors(record);
    let asked = EntryPage {
        id: record.key.to_string(),
        question: answer.question,
        answer: answer.answer,
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
    let (words, _) = context.site.words(record, context.locale);
    let reviewed = words.as_entry().and_then(|words| words.last_reviewed.as_ref()).or(original.last_reviewed.as_ref());
    // A day to come is a slip of the pen, which the check reports.
    let reviewed = reviewed.map(|date| date.value).filter(|date| !context.site.as_of.is_before(*date));
    let due = reviewed.zip(original.review_every).map(|(date, every)| every.after(date));
    let evidence = original.evidence.iter().filter_map(|evidence| {
        let target = context.site.record(&evidence.record)?;
        let criteria = evidence.criteria.iter().map(|c| context.label("criteria", c.word()));
        Some(EvidenceRow {
            record: context.full_link(target),
            section: evidence.section.clone(),
            criteria: criteria.collect(),
        })
    });
    let related = original.related.iter().filter_map(|id| context.link_to(Kind::Entry, id));
    EntryPage {
        owner: original.owner.clone(),
        last_reviewed: reviewed.map(|date| context.day(date)),
        review_due: due.map(|date| context.day(date)),
        facts: quoted_facts(context, words),
        evidence: evidence.collect(),
        records: linked_records(context, words),
        audiences: original.audiences.iter().map(|a| context.label("audience", a.word())).collect(),
        tags: original.tags.clone(),
        questionnaire: original.questionnaire.clone(),
        related: related.collect(),
        receipts: context.receipts(&original.sources),
        ..asked
    }
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
