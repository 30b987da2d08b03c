//! Questionnaires: which of their questions are answered here, by id, and which are not.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answer_ids::anchor;
use super::body;
use super::context::PageContext;
use super::description;
use super::faq::{self, Foot};
use super::frame;
use super::lead;
use super::values::{Phrase, Receipt};
use super::words::beginning;
use crate::model::Record;
use crate::model::faq::Entry;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::questionnaire::{Questionnaire, address_of_answers, prefix_and_id};
use crate::model::tells::List;
use crate::model::terms::Visibility;
use crate::page::Format;
use crate::path::Id;

/// How many characters of an answer the page shows.
const EXCERPT: usize = 240;

/// The titles of the columns of the table; the same in every language, for programs.
const COLUMNS: [&str; 8] = ["id", "state", "question", "answer", "address", "evidence", "last_reviewed", "as_of"];

/// Every questionnaire, with how much of it is answered.
#[derive(Serialize)]
pub(crate) struct QuestionnairesPage {
    lead: String,
    questionnaires: Vec<QuestionnaireCard>,
}

#[derive(Serialize)]
struct QuestionnaireCard {
    id: String,
    href: String,
    name: Phrase,
    mark: Option<&'static str>,
    version: Option<String>,
    publisher: Option<Phrase>,
    counts: Counts,
    text: String,
}

/// How many ids of a questionnaire stand how.
#[derive(Serialize)]
struct Counts {
    /// How many ids are listed; none when nobody listed them.
    listed: usize,
    /// How many of those listed have an answer.
    answered: usize,
    /// For how many of those listed only the question is public.
    question_only: usize,
    /// How many have an answer and are not listed.
    beyond: usize,
}

/// The ids of a questionnaire with what is answered to each.
#[derive(Serialize)]
pub(crate) struct QuestionnairePage {
    id: String,
    name: Phrase,
    mark: Option<&'static str>,
    lead: String,
    prefix: String,
    version: Option<String>,
    publisher: Option<Phrase>,
    url: Option<String>,
    /// The same answers as a table.
    csv: String,
    /// The page as data.
    json: Option<String>,
    counts: Counts,
    ids: Vec<Row>,
    receipts: Vec<Receipt>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    /// The id of the row's element.
    anchor: String,
    /// Whether the ids are listed, and this is none of them.
    beyond: bool,
    state: RowState,
    answers: Vec<Answered>,
}

/// What is said to an id: an answer, a question whose answer is not published, or nothing.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum RowState {
    Answered,
    QuestionOnly,
    NotAnswered,
}

impl RowState {
    fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::QuestionOnly => "question_only",
            Self::NotAnswered => "not_answered",
        }
    }
}

/// A question that has the id, and its answer when that is published.
#[derive(Serialize)]
struct Answered {
    id: String,
    state: RowState,
    question: Phrase,
    href: String,
    /// The whole address.
    url: String,
    excerpt: Option<Phrase>,
    answer: Option<String>,
    mark: Option<&'static str>,
    foot: Option<Foot>,
}

/// The questions that name an id, by the ids of one questionnaire.
type ById<'a> = BTreeMap<&'a str, Vec<(&'a Record, &'a Entry)>>;

impl QuestionnairesPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.questionnaires.iter().map(|questionnaire| questionnaire.name.text.as_str());
        description::of_names(context, "description_questionnaires", names)
    }
}

impl QuestionnairePage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        description::of_name(context, "description_questionnaire", &self.name.text)
    }
}

pub(super) fn questionnaires(context: &PageContext<'_>) -> QuestionnairesPage {
    let card = |record| {
        let questionnaire = Record::as_questionnaire(record)?;
        let counts = counts(questionnaire, &by_id(context, questionnaire));
        Some(QuestionnaireCard {
            id: record.key.to_string(),
            href: context.href_of(&record.key),
            name: context.title(record),
            mark: context.mark(record),
            version: questionnaire.version.clone(),
            publisher: questionnaire.publisher.as_ref().map(|publisher| context.phrase(publisher)),
            text: sentence(context, &counts),
            counts,
        })
    };
    let questionnaires: Vec<QuestionnaireCard> =
        context.site.list(&List::All(Kind::Questionnaire)).filter_map(card).collect();
    QuestionnairesPage { lead: lead_of_all(context), questionnaires }
}

/// How many questionnaires there are answers to, and which.
pub(super) fn lead_of_all(context: &PageContext<'_>) -> String {
    let all = context.site.list(&List::All(Kind::Questionnaire));
    let names: Vec<String> = all.map(|record| context.title(record).text).collect();
    let values = [("n", &*names.len().to_string()), ("names", &*context.catalog.list(&names))];
    match names.len() {
        0 => String::new(),
        n => context.catalog.fill_form("questionnaires_lead", n, &values),
    }
}

pub(super) fn questionnaire(context: &PageContext<'_>, id: &Id) -> Option<QuestionnairePage> {
    let record = context.site.record(&Key::new(Kind::Questionnaire, id.clone()))?;
    let questionnaire = record.as_questionnaire()?;
    let by_id = by_id(context, questionnaire);
    let counts = counts(questionnaire, &by_id);
    let listed = questionnaire.ids.iter().map(|id| id.value.as_str());
    let ids = listed.chain(beyond(questionnaire, &by_id)).map(|id| row(context, questionnaire, id, by_id.get(id)));
    Some(QuestionnairePage {
        id: record.key.to_string(),
        name: context.title(record),
        mark: context.mark(record),
        lead: sentence(context, &counts),
        prefix: questionnaire.prefix.clone(),
        version: questionnaire.version.clone(),
        publisher: questionnaire.publisher.as_ref().map(|publisher| context.phrase(publisher)),
        url: questionnaire.url.as_ref().map(|url| url.value.clone()),
        csv: context.href(&address_of_answers(id)),
        json: record.key.own_page().and_then(|page| frame::twin(context, &page, Format::Json)),
        counts,
        ids: ids.collect(),
        receipts: context.receipts(&questionnaire.sources),
    })
}

/// The questions that name an id of the questionnaire. An id that another one with the same prefix lists, and this one
/// does not, is none of its own.
fn by_id<'a>(context: &PageContext<'a>, questionnaire: &'a Questionnaire) -> ById<'a> {
    let prefix = questionnaire.folded_prefix();
    let others: Vec<&Questionnaire> =
        context.site.list(&List::Questionnaires(prefix.clone())).filter_map(Record::as_questionnaire).collect();
    let is_own = |id: &str| questionnaire.lists(id) || !others.iter().any(|other| other.lists(id));
    let mut by_id = ById::new();
    for record in context.site.list(&List::Answering(prefix.clone())) {
        let Some(entry) = record.as_entry() else { continue };
        let named = entry.questionnaire.iter().filter_map(|written| prefix_and_id(written));
        for (_, id) in named.filter(|(own, id)| *own == prefix && is_own(id)) {
            let questions: &mut Vec<(&Record, &Entry)> = by_id.entry(id).or_default();
            if questions.last().is_none_or(|(last, _)| last.key != record.key) {
                questions.push((record, entry));
            }
        }
    }
    by_id
}

fn is_answered(entry: &Entry) -> bool {
    entry.visibility != Visibility::QuestionOnly
}

/// The ids that have an answer and are not listed, in the order in which people count. A withheld answer must not be given
/// away by the id that it names, so it has a place only where that of another is, or one that is listed.
fn beyond<'a>(questionnaire: &Questionnaire, by_id: &ById<'a>) -> Vec<&'a str> {
    let answered = by_id.iter().filter(|(_, questions)| questions.iter().any(|(_, entry)| is_answered(entry)));
    let mut ids: Vec<&str> = answered.map(|(id, _)| *id).filter(|id| !questionnaire.lists(id)).collect();
    ids.sort_by_cached_key(|id| pieces(id));
    ids
}

/// An id in pieces of text and number, so that `A.2` stands before `A.10`.
fn pieces(id: &str) -> Vec<(String, u64)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut pieces = Vec::new();
    let mut rest = id;
    while !rest.is_empty() {
        let (text, behind) = rest.split_at(rest.find(is_digit).unwrap_or(rest.len()));
        let (number, behind) = behind.split_at(behind.find(|c| !is_digit(c)).unwrap_or(behind.len()));
        // No number stands before every number, and one that is too long behind all.
        let value = if number.is_empty() { 0 } else { number.parse().map_or(u64::MAX, |n: u64| n.saturating_add(1)) };
        pieces.push((text.to_owned(), value));
        rest = behind;
    }
    pieces
}

fn state(questions: Option<&Vec<(&Record, &Entry)>>) -> RowState {
    match questions {
        None => RowState::NotAnswered,
        Some(questions) if questions.iter().any(|(_, entry)| is_answered(entry)) => RowState::Answered,
        Some(_) => RowState::QuestionOnly,
    }
}

fn counts(questionnaire: &Questionnaire, by_id: &ById<'_>) -> Counts {
    let listed = questionnaire.ids.iter().map(|id| state(by_id.get(id.value.as_str())));
    let in_state = |wanted: RowState| listed.clone().filter(|own| *own == wanted).count();
    Counts {
        listed: questionnaire.ids.len(),
        answered: in_state(RowState::Answered),
        question_only: in_state(RowState::QuestionOnly),
        beyond: beyond(questionnaire, by_id).len(),
    }
}

/// How much of a questionnaire is answered.
fn sentence(context: &PageContext<'_>, counts: &Counts) -> String {
    let catalog = context.catalog;
    if counts.listed == 0 {
        return catalog.fill_counted("questionnaire_counted", counts.beyond as u64);
    }
    let values = [("n", &*counts.answered.to_string()), ("total", &*counts.listed.to_string())];
    let mut clauses = vec![catalog.fill_form("questionnaire_answered", counts.answered, &values)];
    if counts.question_only > 0 {
        clauses.push(catalog.fill_counted("questionnaire_question_only", counts.question_only as u64));
    }
    if counts.beyond > 0 {
        clauses.push(catalog.fill_counted("questionnaire_beyond", counts.beyond as u64));
    }
    lead::sentence(context, &clauses)
}

fn row<'a>(
    context: &PageContext<'a>,
    questionnaire: &Questionnaire,
    id: &str,
    questions: Option<&Vec<(&'a Record, &'a Entry)>>,
) -> Row {
    let answers = questions.into_iter().flatten().map(|(record, entry)| answered(context, record, entry));
    Row {
        id: id.to_owned(),
        anchor: anchor(id),
        beyond: !questionnaire.ids.is_empty() && !questionnaire.lists(id),
        state: state(questions),
        answers: answers.collect(),
    }
}

fn answered<'a>(context: &PageContext<'a>, record: &'a Record, entry: &'a Entry) -> Answered {
    let (words, language) = context.site.words(record, context.locale);
    let config = context.site.config;
    let text = words.body().filter(|_| is_answered(entry)).map(|body| body::words(context, body, language));
    Answered {
        id: record.key.to_string(),
        state: if is_answered(entry) { RowState::Answered } else { RowState::QuestionOnly },
        question: context.title(record),
        href: context.href_of(&record.key),
        url: format!("{}{}{}", config.base_url, config.locale_prefix(context.locale), record.key.address()),
        excerpt: text.as_ref().map(|text| context.words_in(beginning(text, EXCERPT), language)),
        answer: text.map(|text| text.trim().to_owned()),
        mark: context.mark(record),
        foot: is_answered(entry).then(|| faq::foot(context, words, entry)),
    }
}

/// The answers to a questionnaire as rows of a table: one for each question that names an id, and one for each id that
/// none does.
pub(crate) fn table_of_answers(context: &PageContext<'_>, id: &Id) -> Option<Vec<[String; 8]>> {
    let page = questionnaire(context, id)?;
    let as_of = context.site.as_of.date().to_string();
    let mut table = vec![COLUMNS.map(ToOwned::to_owned)];
    for row in &page.ids {
        let cells = |answered: &Answered| {
            let foot = answered.foot.as_ref();
            let reviewed = foot.and_then(|foot| foot.last_reviewed.as_ref()).map(|day| day.date.clone());
            [
                row.id.clone(),
                answered.state.word().to_owned(),
                answered.question.text.clone(),
                answered.answer.clone().unwrap_or_default(),
                answered.url.clone(),
                foot.map(|foot| evidence(context, foot)).unwrap_or_default(),
                reviewed.unwrap_or_default(),
                as_of.clone(),
            ]
        };
        if row.answers.is_empty() {
            let mut blank = [const { String::new() }; 8];
            (blank[0], blank[1], blank[7]) = (row.id.clone(), row.state.word().to_owned(), as_of.clone());
            table.push(blank);
        }
        table.extend(row.answers.iter().map(cells));
    }
    Some(table)
}

/// What an answer rests on, in one cell.
fn evidence(context: &PageContext<'_>, foot: &Foot) -> String {
    let separator = context.catalog.text("list_separator");
    let rows = foot.evidence.iter().map(|row| {
        let criteria = row.criteria.iter().map(|label| label.text.clone());
        let parts: Vec<String> =
            std::iter::once(row.record.text.text.clone()).chain(row.section.clone()).chain(criteria).collect();
        parts.join(separator)
    });
    let facts = foot.facts.iter().map(|link| link.text.text.clone());
    let receipts = foot.receipts.iter().map(|receipt| receipt.title.text.clone());
    rows.chain(facts).chain(receipts).collect::<Vec<_>>().join("; ")
}
