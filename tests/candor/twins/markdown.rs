//! A Markdown twin as its readers' programs take it in: its text, its tables, and what stands together.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::words::{WALL, words};

/// A Markdown twin.
#[derive(Debug, Default)]
pub(crate) struct Markdown {
    /// All words, with a wall between blocks.
    pub(crate) text: String,
    /// The words of each paragraph, list item, row, definition and small section.
    pub(crate) units: Vec<String>,
    /// Rows of cells, the titles of the columns being the first row.
    pub(crate) tables: Vec<Vec<Vec<String>>>,
}

/// Reads a twin.
pub(crate) fn markdown(source: &str) -> Markdown {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let mut reader = Reader::default();
    for event in Parser::new_ext(source, options) {
        reader.read(&event);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    text: String,
    /// Where the units that are open begin.
    open: Vec<usize>,
    /// Where sections of level three and below begin.
    sections: Vec<(u8, usize)>,
    units: Vec<String>,
    tables: Vec<Vec<Vec<String>>>,
    cell: usize,
}

impl Reader {
    fn read(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text.push_str(text);
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                let level = *level as u8;
                self.close_sections(level);
                self.sections.push((level, self.text.len()));
            }
            Tag::Paragraph | Tag::Item | Tag::DefinitionListTitle => {
                self.text.push(WALL);
                self.open.push(self.text.len());
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => self.text.push(WALL),
            Tag::Table(_) => self.tables.push(Vec::new()),
            Tag::TableHead | Tag::TableRow => {
                self.text.push(WALL);
                self.open.push(self.text.len());
                self.tables.last_mut().expect("a row is in a table").push(Vec::new());
            }
            Tag::TableCell => {
                self.text.push(WALL);
                self.cell = self.text.len();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow => {
                let start = self.open.pop().expect("what ends has begun");
                self.units.push(words(&self.text[start..]));
                self.text.push(WALL);
            }
            // A definition belongs to its term.
            TagEnd::DefinitionListDefinition => {
                let start = self.open.last().copied().unwrap_or_default();
                self.units.push(words(&self.text[start..]));
            }
            TagEnd::DefinitionList => {
                self.open.pop();
                self.text.push(WALL);
            }
            TagEnd::TableCell => {
                let cell = words(&self.text[self.cell..]);
                let row = self.tables.last_mut().and_then(|table| table.last_mut());
                row.expect("a cell is in a row").push(cell);
            }
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::DefinitionListTitle | TagEnd::HtmlBlock => {
                self.text.push(WALL);
            }
            _ => {}
        }
    }

    fn close_sections(&mut self, level: u8) {
        while let Some((own, start)) = self.sections.pop_if(|(own, _)| *own >= level) {
            if own > 2 {
                self.units.push(words(&self.text[start..]));
            }
        }
    }

    fn finish(mut self) -> Markdown {
        self.close_sections(0);
        Markdown { text: words(&self.text), units: self.units, tables: self.tables }
    }
}
