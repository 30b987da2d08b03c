//! Fills sentence patterns with drawn words, in either language from the same draw.

use super::random::Random;
use super::vocabulary::{
    CONTROLS, DATA, HEADS, MOMENTS, PLACES, PROVIDERS, QUESTIONS, RISKS, SENTENCES, SYSTEMS, TAILS, TEAMS,
};

/// The two languages of the corpus.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Locale {
    English,
    Chinese,
}

/// The same words in both languages; patterns have their places in braces.
pub(super) struct Phrase {
    pub(super) en: &'static str,
    pub(super) zh: &'static str,
}

impl Phrase {
    pub(super) fn in_locale(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::English => self.en,
            Locale::Chinese => self.zh,
        }
    }
}

/// One sentence about one of the provider's systems.
pub(super) fn sentence(random: &mut Random, provider: usize, locale: Locale) -> String {
    let pattern = random.pick(SENTENCES);
    Words::draw(random, provider).fill(pattern, locale)
}

/// Sentences in a row; Chinese runs them together without spaces.
pub(super) fn paragraph(random: &mut Random, provider: usize, locale: Locale, n_sentences: usize) -> String {
    let sentences: Vec<String> = (0..n_sentences).map(|_| sentence(random, provider, locale)).collect();
    match locale {
        Locale::English => sentences.join(" "),
        Locale::Chinese => sentences.concat(),
    }
}

/// A title in the form of a question.
pub(super) fn question(random: &mut Random, provider: usize, locale: Locale) -> String {
    let pattern = random.pick(QUESTIONS);
    Words::draw(random, provider).fill(pattern, locale)
}

/// The words that one sentence can use: all are drawn, so that both languages make the same number of draws.
struct Words {
    provider: usize,
    system: &'static Phrase,
    data: &'static Phrase,
    team: &'static Phrase,
    control: &'static Phrase,
    risk: &'static Phrase,
    moment: &'static Phrase,
    place: &'static Phrase,
    component: String,
    number: usize,
    policy: usize,
}

impl Words {
    fn draw(random: &mut Random, provider: usize) -> Self {
        Self {
            provider,
            system: random.pick(SYSTEMS),
            data: random.pick(DATA),
            team: random.pick(TEAMS),
            control: random.pick(CONTROLS),
            risk: random.pick(RISKS),
            moment: random.pick(MOMENTS),
            place: random.pick(PLACES),
            component: format!("{}{}", random.pick(HEADS), random.pick(TAILS)),
            number: random.between(2, 96),
            policy: random.between(100, 9_999),
        }
    }

    /// Replaces `{place}` by its word; `{Place}` begins a sentence and gets a capital.
    fn fill(&self, pattern: &Phrase, locale: Locale) -> String {
        let mut text = String::new();
        let mut rest = pattern.in_locale(locale);
        while let Some((before, after)) = rest.split_once('{') {
            let (place, after) = after.split_once('}').expect("every place of a pattern is closed");
            text.push_str(before);
            let word = self.word(&place.to_lowercase(), locale);
            if place.starts_with(char::is_uppercase) {
                text.push_str(&capitalized(&word));
            } else {
                text.push_str(&word);
            }
            rest = after;
        }
        text + rest
    }

    fn word(&self, place: &str, locale: Locale) -> String {
        let phrase = match place {
            "provider" => &PROVIDERS[self.provider].name,
            "system" => self.system,
            "data" => self.data,
            "team" => self.team,
            "control" => self.control,
            "risk" => self.risk,
            "moment" => self.moment,
            "place" => self.place,
            "component" => return self.component.clone(),
            "n" => return self.number.to_string(),
            "policy" => return format!("POL-{}", self.policy),
            other => unreachable!("no word list for the place `{other}`"),
        };
        phrase.in_locale(locale).to_owned()
    }
}

/// The text with its first letter as a capital.
pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
