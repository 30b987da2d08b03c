//! The tables of a body.

use super::Writer;
use crate::model::body::Fill;

/// How the cells of a column are aligned.
#[derive(Clone, Copy)]
pub(in crate::parse) enum Align {
    None,
    Left,
    Center,
    Right,
}

/// The table that is being written.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Align>,
    column: usize,
    /// Where the open cell begins, and its element.
    cell: (usize, &'static str),
    in_head: bool,
    /// The first column has no heading, so its cells are the headings of their rows.
    heads_rows: bool,
}

impl Writer {
    pub(in crate::parse) fn open_table(&mut self, columns: Vec<Align>) {
        self.table = Table { columns, ..Table::default() };
        // Focusable, so that a wide table can be scrolled with the keyboard; a group, because a page may have many.
        self.raw("<div class=\"table-wrap\" role=\"group\" tabindex=\"0\" aria-label=\"");
        self.hole(Fill::Label("table_label"));
        self.raw("\"><table>\n");
    }

    pub(in crate::parse) fn close_table(&mut self) {
        self.raw("</tbody></table></div>\n");
    }

    pub(in crate::parse) fn open_head(&mut self) {
        self.table.in_head = true;
        self.table.column = 0;
        self.raw("<thead><tr>");
    }

    pub(in crate::parse) fn close_head(&mut self) {
        self.table.in_head = false;
        self.raw("</tr></thead>\n<tbody>\n");
    }

    pub(in crate::parse) fn open_row(&mut self) {
        self.table.column = 0;
        self.raw("<tr>");
    }

    pub(in crate::parse) fn open_cell(&mut self) {
        let class = match self.table.columns.get(self.table.column) {
            Some(Align::Left) => " class=\"align-left\"",
            Some(Align::Center) => " class=\"align-center\"",
            Some(Align::Right) => " class=\"align-right\"",
            Some(Align::None) | None => "",
        };
        let (tag, scope) = match (self.table.in_head, self.table.heads_rows && self.table.column == 0) {
            (true, _) => ("th", " scope=\"col\""),
            (false, true) => ("th", " scope=\"row\""),
            (false, false) => ("td", ""),
        };
        self.table.column += 1;
        self.table.cell = (self.out.html.text.len(), tag);
        self.raw(&format!("<{tag}{scope}{class}>"));
        self.gap();
        self.part_cells();
        self.last_char = '\n';
    }

    /// Parts the words of a cell from those before it in the table.
    fn part_cells(&mut self) {
        let is_in_row = self.table.column > 1;
        if self.table.in_head && !is_in_row {
            return;
        }
        let words = &mut self.out.words.text;
        words.truncate(words.trim_end_matches(' ').len());
        words.push_str(match (words.ends_with(['·', ';']), is_in_row) {
            (true, _) => " ",
            (false, true) => " · ",
            (false, false) => "; ",
        });
    }

    pub(in crate::parse) fn close_cell(&mut self) {
        let (start, tag) = self.table.cell;
        let has_hole = self.out.html.holes.last().is_some_and(|hole| hole.at.start >= start);
        let is_empty =
            !has_hole && self.out.html.text.ends_with('>') && self.out.html.text[start..].matches('>').count() == 1;
        if self.table.in_head && is_empty {
            // The corner of a table heads nothing.
            self.table.heads_rows |= self.table.column == 1;
            self.out.html.text.truncate(start);
            self.raw("<td></td>");
            return;
        }
        self.raw(if tag == "th" { "</th>" } else { "</td>" });
    }
}
