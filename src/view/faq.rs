//! Topics and questions.

use serde::Serialize;

use super::body::{self, Filled};
use super::description;
use super::fact;
use super::fragments::Fragments;
use super::frame;
use super::parts::{Day, Fact, Label, Link, Listed, Pager, Phrase, Receipt};
use super::scene::Scene;
use crate::model::Record;
use crate::model::body::Target;
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
pub(crate) struct Topics {
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
pub(crate) struct Topic {
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
pub(crate) struct Entry {
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

impl Topics {
    pub(super) fn description(&self, scene: &Scene<'_>) -> String {
        let names = self.topics.iter().map(|topic| topic.title.text.as_str());
        description::of_names(scene, "description_topics", names)
    }
}

impl Topic {
    pub(super) fn description(&self, scene: &Scene<'_>) -> String {
        match &self.summary {
            Some(summary) => description::sentence(&summary.text),
            None => description::of_name(scene, "description_topic", &self.title.text),
        }
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_bodies(self.questions.iter().map(|question| question.answer.as_ref()))
    }
}

impl Entry {
    pub(super) fn description(&self, scene: &Scene<'_>, page: &Page) -> String {
        match &self.answer {
            Some(_) => description::of_prose(scene, page),
            None => scene.catalog.text("question_only").to_owned(),
        }
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_bodies([self.answer.as_ref()])
    }
}

pub(super) fn topics(scene: &Scene<'_>) -> Topics {
    let topics = scene.site.list(&List::All(Kind::Topic)).filter_map(|record| {
        let topic = record.as_topic()?;
        let list = List::Of(Kind::Entry, record.key.id.clone());
        Some(TopicSummary {
            id: record.key.to_string(),
            href: scene.href_of(&record.key),
            title: scene.title(record),
            summary: topic.summary.as_ref().map(|summary| scene.phrase(summary)),
            questions: scene.listed(scene.site.list(&list), FIRST_QUESTIONS, &record.key.address()),
        })
    });
    Topics { topics: topics.collect() }
}

pub(super) fn topic(scene: &Scene<'_>, id: &Id, page: &Page) -> Option<Topic> {
    let record = scene.site.record(&Key::new(Kind::Topic, id.clone()))?;
    let topic = record.as_topic()?;
    let list = List::Of(Kind::Entry, id.clone());
    let part = scene.site.list(&list).skip((page.part - 1) * QUESTIONS_PER_PAGE).take(QUESTIONS_PER_PAGE);
    let total = scene.site.list(&list).count().div_ceil(QUESTIONS_PER_PAGE);
    Some(Topic {
        id: record.key.to_string(),
        title: scene.title(record),
        summary: topic.summary.as_ref().map(|summary| scene.phrase(summary)),
        questions: part.filter_map(|record| question(scene, record)).collect(),
        pager: scene.pager(page, total),
    })
}

/// The answer of an entry in the page's words, when readers may have it.
struct Answer {
    question: Phrase,
    answer: Option<Filled>,
    lang: Option<String>,
}

fn answer(scene: &Scene<'_>, record: &Record) -> Option<Answer> {
    let original = record.as_entry()?;
    let record = scene.site.record(&record.key)?;
    let (words, language) = scene.site.words(record, scene.locale);
    let entry = words.as_entry()?;
    let question = scene.words_in(entry.question.value.clone(), language);
    let lang = question.lang.clone();
    // Whoever may see internal entries at all, which is a preview, may see their answers.
    if original.visibility == Visibility::QuestionOnly {
        return Some(Answer { question, answer: None, lang });
    }
    let filled = body::fill(scene, words, &entry.body, language);
    Some(Answer { question, answer: Some(filled), lang })
}

fn question(scene: &Scene<'_>, record: &Record) -> Option<Question> {
    let entry = record.as_entry()?;
    let answer = answer(scene, record)?;
    Some(Question {
        id: record.key.id.name().to_owned(),
        href: scene.href_of(&record.key),
        json: record.key.own_page().and_then(|page| frame::twin(scene, &page, Format::Json)),
        question: answer.question,
        answer: answer.answer,
        lang: answer.lang,
        visibility: entry.visibility.word(),
        mark: scene.mark(record),
    })
}

pub(super) fn entry(scene: &Scene<'_>, id: &Id) -> Option<Entry> {
    let record = scene.site.record(&Key::new(Kind::Entry, id.clone()))?;
    let original = record.as_entry()?;
    let answer = answer(scene, record)?;
    let (words, _) = scene.site.words(record, scene.locale);
    let is_answered = answer.answer.is_some();
    let reviewed = words.as_entry().and_then(|words| words.last_reviewed.as_ref()).or(original.last_reviewed.as_ref());
    let reviewed = reviewed.map(|date| date.value);
    let due = reviewed.zip(original.review_every).map(|(date, every)| every.after(date));
    let (previous, next) = scene.site.neighbors(record);
    let evidence = original.evidence.iter().filter_map(|evidence| {
        let target = scene.site.record(&evidence.record)?;
        let criteria = evidence.criteria.iter().map(|c| scene.label("criteria", c.word()));
        Some(EvidenceRow {
            record: scene.full_link(target),
            section: evidence.section.clone(),
            criteria: criteria.collect(),
        })
    });
    let related = original.related.iter().filter_map(|id| scene.link_to(Kind::Entry, id));
    Some(Entry {
        id: record.key.to_string(),
        question: answer.question,
        answer: answer.answer,
        lang: answer.lang,
        visibility: original.visibility.word(),
        mark: scene.mark(record),
        topic: scene.link_to(Kind::Topic, &id.owner_id()),
        owner: original.owner.clone(),
        last_reviewed: reviewed.map(|date| scene.day(date)),
        review_due: due.map(|date| scene.day(date)),
        facts: if is_answered { quoted_facts(scene, words) } else { Vec::new() },
        evidence: evidence.collect(),
        records: if is_answered { linked_records(scene, words) } else { Vec::new() },
        audiences: original.audiences.iter().map(|a| scene.label("audience", a.word())).collect(),
        tags: original.tags.clone(),
        questionnaire: original.questionnaire.clone(),
        related: related.collect(),
        receipts: if is_answered { scene.receipts(&original.sources) } else { Vec::new() },
        previous: previous.map(|record| scene.link(record)),
        next: next.map(|record| scene.link(record)),
    })
}

/// The facts that an answer quotes, each once, in the order of the text.
fn quoted_facts(scene: &Scene<'_>, words: &Record) -> Vec<QuotedFact> {
    let mut seen = std::collections::BTreeSet::new();
    let quotes = words.body().map(|body| body.quotes.as_slice()).unwrap_or_default().iter();
    let once = quotes.filter(|quote| seen.insert((&quote.report, quote.fact)));
    once.filter_map(|quote| {
        let (record, report) = scene.site.report(&quote.report)?;
        Some(QuotedFact { record: scene.full_link(record), fact: fact::fact(scene, record, report, quote.fact) })
    })
    .collect()
}

/// The records that an answer links to, each once.
fn linked_records(scene: &Scene<'_>, words: &Record) -> Vec<Link> {
    let mut seen = std::collections::BTreeSet::new();
    let links = words.body().map(|body| body.links.as_slice()).unwrap_or_default().iter();
    let keys = links.filter_map(|link| match &link.target {
        Target::Record(key) if *key != words.key => Some(key),
        _ => None,
    });
    keys.filter(|key| seen.insert(*key))
        .filter_map(|key| scene.site.record(key))
        .map(|record| scene.full_link(record))
        .collect()
}
