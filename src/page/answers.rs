//! The answers to questionnaires as tables, each beside the page of its questionnaire.

use super::Output;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::questionnaire::{address_of_answers, answers_at as questionnaire_at};
use crate::path::OutPath;
use crate::published::Published;

/// Every table with its place.
pub(super) fn answers(site: &Published<'_>) -> Vec<(Option<OutPath>, Output)> {
    let mut answers = Vec::new();
    for record in site.all_of(Kind::Questionnaire) {
        let address = address_of_answers(&record.key.id);
        answers.extend(site.config.locales.iter().map(|locale| {
            let path = OutPath::new(&format!("{}{address}", site.config.locale_prefix(locale)));
            (path, Output::Answers { questionnaire: record.key.id.clone(), locale: locale.clone() })
        }));
    }
    answers
}

/// The table at a path.
pub(super) fn answers_at(site: &Published<'_>, path: &OutPath) -> Option<Output> {
    let (locale, address) = site.config.split_locale(path.as_str());
    let questionnaire = questionnaire_at(address)?;
    site.record(&Key::new(Kind::Questionnaire, questionnaire.clone()))?;
    Some(Output::Answers { questionnaire, locale: locale.clone() })
}
