//! The ids that an answer has in questionnaires, and where they stand.

use super::context::PageContext;
use super::values::Link;
use crate::model::Record;
use crate::model::faq::Entry;
use crate::model::questionnaire::prefix_and_id;
use crate::model::tells::List;

/// The id of the element of a row: letters, digits and a few signs as they are, every other byte as its number, so that it
/// needs no escape in an address and no two ids share one.
pub(super) fn anchor(id: &str) -> String {
    let mut anchor = String::from("id_");
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => anchor.push(char::from(byte)),
            other => anchor.push_str(&format!("~{other:02x}")),
        }
    }
    anchor
}

/// The ids of an answer, each leading to its row on the page of the questionnaire, for those that have one.
pub(super) fn places(context: &PageContext<'_>, entry: &Entry) -> Vec<Link> {
    let place = |written: &str| {
        let (prefix, id) = prefix_and_id(written)?;
        let records: Vec<&Record> = context.site.list(&List::Questionnaires(prefix)).collect();
        let lists = |record: &&&Record| record.as_questionnaire().is_some_and(|known| known.lists(id));
        let record = records.iter().find(lists).or(records.first())?;
        Some(format!("{}#{}", context.href_of(&record.key), anchor(id)))
    };
    let link = |written: &str| Link { text: PageContext::words(written), href: place(written) };
    entry.questionnaire.iter().map(|written| link(written)).collect()
}
