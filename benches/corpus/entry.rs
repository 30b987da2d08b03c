//! One question with its answer: about 250 words of paragraphs, lists, tables, links and quoted facts.

use super::random::Random;
use super::sentence::{Locale, capitalized, paragraph, question, sentence};
use super::vocabulary::{
    AUDIENCES, CONTROLS, FRAMEWORKS, LIST_LEADS, OWNERS, PROVIDERS, QUOTES, SYSTEMS, TABLE_HEAD, TABLE_STATES, TAGS,
    TERMS,
};

/// A topic never holds more.
pub(super) const ENTRIES_PER_TOPIC: usize = 100;

/// All entries of a site; any one can be written without the others, its links included.
#[derive(Clone, Copy)]
pub(super) struct Entries {
    pub(super) seed: u64,
    pub(super) count: usize,
}

/// The folder of a topic.
pub(super) fn topic_id(topic: usize) -> String {
    format!("topic-{topic:03}")
}

impl Entries {
    /// The file name: the question's words and the number that makes it unique.
    pub(super) fn id(self, number: usize) -> String {
        let (provider, mut random) = self.start(number);
        let words = slug(&question(&mut random, provider, Locale::English));
        format!("{words}-{number:05}")
    }

    pub(super) fn is_translated(self, number: usize, one_in: usize) -> bool {
        Random::for_item(self.seed ^ 0x7a68, number).one_in(one_in)
    }

    /// The English file.
    pub(super) fn original(self, number: usize) -> String {
        let (provider, mut random) = self.start(number);
        let question = question(&mut random, provider, Locale::English);
        let mut meta = Random::for_item(self.seed ^ 0x6d65_7461, number);
        format!(
            "+++\nquestion = \"{question}\"\n{}+++\n{}",
            self.front_matter(&mut meta, number, provider),
            self.answer(&mut random, number, provider, Locale::English)
        )
    }

    /// The Chinese file: the same draws as the original, other words.
    pub(super) fn translation(self, number: usize) -> String {
        let (provider, mut random) = self.start(number);
        let question = question(&mut random, provider, Locale::Chinese);
        format!(
            "+++\nquestion = \"{question}\"\nlast_reviewed = 2026-11-16\n+++\n{}",
            self.answer(&mut random, number, provider, Locale::Chinese)
        )
    }

    /// The provider that an entry speaks of, and the draws of its question and answer.
    fn start(self, number: usize) -> (usize, Random) {
        let mut random = Random::for_item(self.seed, number);
        (random.below(PROVIDERS.len()), random)
    }

    fn front_matter(self, random: &mut Random, number: usize, provider: usize) -> String {
        let provider = PROVIDERS[provider].id;
        let (framework, report) = *random.pick(FRAMEWORKS);
        let tag = random.below(TAGS.len());
        let audience = random.below(AUDIENCES.len());
        let mut text = format!(
            "order = {}\ntags = [\"{}\", \"{}\"]\naudiences = [\"{}\", \"{}\"]\n\
             providers = [\"{provider}\"]\nframeworks = [\"{framework}\"]\n",
            number % ENTRIES_PER_TOPIC + 1,
            TAGS[tag],
            TAGS[(tag + random.between(1, 9)) % TAGS.len()],
            AUDIENCES[audience],
            AUDIENCES[(audience + 1) % AUDIENCES.len()],
        );
        if random.one_in(2) {
            let section = random.between(2, 5);
            let criteria = if report == "soc-2" { ", criteria = [\"security\"]" } else { "" };
            text += &format!(
                "evidence = [{{ ref = \"report:{provider}/{report}\", section = \"{section}.{tag}\"{criteria} }}]\n"
            );
        }
        // Reports are issued in May 2026 or before, so no answer is older than its evidence.
        text += &format!(
            "owner = \"{}\"\nlast_reviewed = 2026-{:02}-{:02}\nreview_every = \"12 months\"\n",
            random.pick(OWNERS),
            random.between(6, 10),
            random.between(1, 28),
        );
        if random.one_in(3) {
            text += &format!("questionnaire = [\"CAIQ A&A-{:02}\"]\n", random.between(1, 6));
        }
        if random.one_in(20) {
            text += &format!("aliases = [\"/help/answers/{number}/\"]\n");
        }
        if random.one_in(2) {
            let neighbor = self.neighbor(random, number);
            text += &format!("related = [\"{}/{}\"]\n", topic_id(neighbor / ENTRIES_PER_TOPIC), self.id(neighbor));
        }
        text
    }

    fn answer(self, random: &mut Random, number: usize, provider: usize, locale: Locale) -> String {
        let n_sentences = random.between(2, 4);
        let mut text = format!("{}\n\n", paragraph(random, provider, locale, n_sentences));
        text += &format!("{}{}\n\n", sentence(random, provider, locale), evidence(random, provider, locale));
        text += &nested_list(random, provider, locale);

        text += &format!("## {}\n\n", capitalized(random.pick(SYSTEMS).in_locale(locale)));
        text += &paragraph(random, provider, locale, 2);
        text += &self.link_to_neighbor(random, number, locale);
        if random.one_in(20) {
            text += &format!("[^1]\n\n[^1]: {}", sentence(random, provider, locale));
        }
        text += "\n\n";
        if random.one_in(3) {
            text += &table(random, locale);
        } else {
            text += &numbered_list(random, provider, locale);
        }
        if random.one_in(10) {
            text += &format!("> [!NOTE]\n> {}\n\n", sentence(random, provider, locale));
        }
        text += &sentence(random, provider, locale);
        text += &closing(random, provider, locale);
        text
    }

    fn link_to_neighbor(self, random: &mut Random, number: usize, locale: Locale) -> String {
        let neighbor = self.neighbor(random, number);
        let (provider, mut draws) = self.start(neighbor);
        let text = question(&mut draws, provider, locale);
        let (here, there) = (number / ENTRIES_PER_TOPIC, neighbor / ENTRIES_PER_TOPIC);
        let folder = if here == there { String::new() } else { format!("../{}/", topic_id(there)) };
        let target = format!("{folder}{}.md", self.id(neighbor));
        match locale {
            Locale::English => format!(" See also [{text}]({target})"),
            Locale::Chinese => format!("另见[{text}]({target})"),
        }
    }

    /// Another entry up to 150 places away: mostly of the same topic, sometimes of the next.
    fn neighbor(self, random: &mut Random, number: usize) -> usize {
        (number + random.between(1, 150)) % self.count
    }
}

/// A report by reference, one of its facts quoted, and the framework.
fn evidence(random: &mut Random, provider: usize, locale: Locale) -> String {
    let (framework, report) = *random.pick(FRAMEWORKS);
    let id = PROVIDERS[provider].id;
    let name = &PROVIDERS[provider].name.in_locale(locale);
    let (fact, lead) = random.pick(QUOTES.iter().find(|quotes| quotes.0 == report).expect("every report is quoted").1);
    let quoted = random.one_in(2);
    let link = if random.one_in(2) { format!("#{fact}") } else { String::new() };
    let mut text = match locale {
        Locale::English => format!(
            " [The report of {name}](report:{id}/{report}{link}) follows [its framework](framework:{framework})."
        ),
        Locale::Chinese => format!("[{name}的报告](report:{id}/{report}{link})依据[该框架](framework:{framework})。"),
    };
    if quoted {
        let quote = format!("{{{{ fact(\"{id}/{report}\", \"{fact}\") }}}}");
        match locale {
            Locale::English => text += &format!(" {}: {quote}.", lead.en),
            Locale::Chinese => text += &format!("{}：{quote}。", lead.zh),
        }
    }
    text
}

fn nested_list(random: &mut Random, provider: usize, locale: Locale) -> String {
    let mut text = format!("{}\n\n", random.pick(LIST_LEADS).in_locale(locale));
    for _ in 0..random.between(2, 3) {
        let control = capitalized(random.pick(CONTROLS).in_locale(locale));
        match locale {
            Locale::English => text += &format!("- **{control}**: {}\n", sentence(random, provider, locale)),
            Locale::Chinese => text += &format!("- **{control}**：{}\n", sentence(random, provider, locale)),
        }
        for _ in 0..random.below(4) {
            let system = capitalized(random.pick(SYSTEMS).in_locale(locale));
            let colon = if locale == Locale::English { ": " } else { "：" };
            text += &format!("  - {system}{colon}`{}`\n", random.pick(TAGS));
        }
    }
    text + "\n"
}

fn numbered_list(random: &mut Random, provider: usize, locale: Locale) -> String {
    let mut text = String::new();
    for number in 1..=random.between(2, 3) {
        text += &format!("{number}. {}\n", sentence(random, provider, locale));
    }
    text + "\n"
}

fn table(random: &mut Random, locale: Locale) -> String {
    let [system, control, state] = TABLE_HEAD.each_ref().map(|phrase| phrase.in_locale(locale));
    let mut text = format!("| {system} | {control} | {state} |\n|---|---|:-:|\n");
    for _ in 0..random.between(3, 6) {
        text += &format!(
            "| {} | {} | {} |\n",
            capitalized(random.pick(SYSTEMS).in_locale(locale)),
            random.pick(CONTROLS).in_locale(locale),
            random.pick(TABLE_STATES).in_locale(locale),
        );
    }
    text + "\n"
}

/// A term by reference or by path, and the provider's records.
fn closing(random: &mut Random, provider: usize, locale: Locale) -> String {
    let (term, name) = random.pick(TERMS);
    let name = name.in_locale(locale);
    let target = if random.one_in(2) { format!("term:{term}") } else { format!("../../glossary/{term}.md") };
    let provider = PROVIDERS[provider].id;
    match locale {
        Locale::English => format!(
            " The glossary explains [{name}]({target}); [the provider's page](provider:{provider}) lists its reports.\n"
        ),
        Locale::Chinese => format!("术语表解释了[{name}]({target})，[提供商页面](provider:{provider})列出其报告。\n"),
    }
}

/// The first seven words in lower case, joined by hyphens.
fn slug(text: &str) -> String {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(7)
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("-")
}
