//! Lines of at most 60 columns as a terminal and a phone count them: `高橋` is four columns wide.

use unicode_width::UnicodeWidthStr;

use super::isolate::isolated;
use crate::ids::RecordId;

/// Past this a phone in portrait breaks lines where it likes.
pub(super) const COLUMNS: usize = 60;

/// Collects lines and breaks them between words.
pub(super) struct Writer<'m> {
    lines: Vec<(Option<char>, String)>,
    columns: usize,
    mark: &'m dyn Fn(RecordId) -> Option<char>,
    /// The mark of the line that comes next.
    next: Option<char>,
}

impl<'m> Writer<'m> {
    /// Lines of at most so many columns, with what stands in front of a record's first one.
    pub(super) fn new(columns: usize, mark: &'m dyn Fn(RecordId) -> Option<char>) -> Self {
        Self { lines: Vec::new(), columns, mark, next: None }
    }

    /// The line that comes next is about one of these records.
    pub(super) fn about(&mut self, records: &[RecordId]) {
        self.next = records.iter().find_map(|record| (self.mark)(*record));
    }

    /// A line; none for an empty text.
    pub(super) fn line(&mut self, text: &str) {
        self.hang("", text);
    }

    /// A text after a prefix. Lines that follow the first are set in by the width of the prefix.
    pub(super) fn hang(&mut self, prefix: &str, text: &str) {
        let inset = " ".repeat(prefix.width());
        let mut lead = prefix;
        for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
            for line in wrap(paragraph, self.columns.saturating_sub(inset.len())) {
                let line = isolated(&format!("{lead}{line}")).trim_end().to_owned();
                self.lines.push((self.next.take(), line));
                lead = &inset;
            }
        }
    }

    /// An empty line, never two of them.
    pub(super) fn blank(&mut self) {
        self.next = None;
        if self.lines.last().is_some_and(|(_, line)| !line.is_empty()) {
            self.lines.push((None, String::new()));
        }
    }

    /// The title of a section, with an empty line before it.
    pub(super) fn section(&mut self, title: &str) {
        self.blank();
        self.line(title);
    }

    /// The text. Marks stand in a column of their own, which is not there if there are none.
    pub(super) fn finish(self) -> String {
        let marked = self.lines.iter().any(|(mark, _)| mark.is_some());
        let lines = self.lines.iter().map(|(mark, line)| match mark {
            _ if !marked || line.is_empty() => format!("{line}\n"),
            Some(mark) => format!("{mark} {line}\n"),
            None => format!("  {line}\n"),
        });
        lines.collect()
    }
}

/// A text followed by spaces up to this width.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Breaks a text between words into lines of at most so many columns; a wider word stands alone.
fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_for_two_columns() {
        assert_eq!(padded("高橋", 6), "高橋  ");
        let wide = "橋".repeat(20);
        assert_eq!(wrap(&format!("{wide} {wide}"), 60), [wide.clone(), wide]);
    }

    #[test]
    fn what_follows_a_broken_line_is_set_in() {
        let mut out = Writer::new(COLUMNS, &|_| None);
        out.hang("19:30  ", &"word ".repeat(15));
        let text = out.finish();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("19:30  word"), "{text}");
        assert!(lines[1].starts_with("       word"), "{text}");
        assert!(lines.iter().all(|line| line.width() <= COLUMNS), "{text}");
    }

    #[test]
    fn marks_stand_in_a_column_of_their_own_and_only_where_there_are_any() {
        let id = |n| RecordId(uuid::Uuid::from_u128(n));
        let mark = |record: RecordId| (record == id(2)).then_some('●');
        let written = |records: &[RecordId]| {
            let mut out = Writer::new(20, &mark);
            for record in records {
                out.about(&[*record]);
                out.hang("19:30  ", "Doors at the side");
                out.blank();
            }
            out.finish()
        };
        assert_eq!(written(&[id(1)]), "19:30  Doors at the\n       side\n\n");
        assert_eq!(
            written(&[id(2), id(1)]),
            "● 19:30  Doors at the\n         side\n\n  19:30  Doors at the\n         side\n\n"
        );
    }

    #[test]
    fn a_word_wider_than_a_line_stays_whole() {
        let link = "x".repeat(80);
        assert_eq!(wrap(&link, 60), [link]);
    }
}
