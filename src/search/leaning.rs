//! What kinds of record answer what kinds of question: who asks what a thing is wants to be told, who asks who did it
//! wants the record that says so.

use crate::model::kinds::Kind;

/// Ways of asking, the first that a question has counts; and how much more or less records of some kinds are worth for it.
/// A space is where words begin or end.
pub(super) const LEANINGS: [Leaning; 3] = [
    Leaning {
        ways: " what is a | what is an | stand for | mean |meaning | definition | define |什么是|是什么|意思|含义|定义|什麼是|是什麼",
        kinds: &[(Kind::Framework, 1.5), (Kind::Term, 1.5)],
    },
    Leaning { ways: " service ", kinds: &[(Kind::Service, 1.5), (Kind::Term, 0.8)] },
    Leaning {
        ways: " who | when | which | where | how | do you | does | is | are | can | has | have |谁|誰|哪|何时|吗|嗎|有没有|多少|几|怎|如何|是否",
        kinds: &[
            (Kind::Report, 1.25),
            (Kind::Framework, 0.8),
            (Kind::Edition, 0.8),
            (Kind::Term, 0.9),
            (Kind::Topic, 0.8),
        ],
    },
];

/// A kind of question.
pub(super) struct Leaning {
    pub(super) ways: &'static str,
    pub(super) kinds: &'static [(Kind, f64)],
}

impl Leaning {
    /// The kind of a question, if it has one.
    pub(super) fn of(query: &str) -> Option<&'static Self> {
        let said = format!(" {} ", query.to_lowercase());
        LEANINGS.iter().find(|leaning| leaning.ways.split('|').any(|way| said.contains(way)))
    }

    /// How much a record of a kind is worth for it.
    pub(super) fn worth_of(&self, kind: Kind) -> f64 {
        self.kinds.iter().find(|(known, _)| *known == kind).map_or(1.0, |(_, worth)| *worth)
    }
}
