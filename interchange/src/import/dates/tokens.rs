//! A text cut into numbers, words and signs, after everything that is no part of a date was taken off.

use crate::places::fold;

/// A piece of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A number, how many digits it was written with, and whether an apostrophe stood before it.
    Number {
        value: i32,
        digits: usize,
        apostrophe: bool,
    },
    /// A word, folded.
    Word(String),
    Sign(char),
}

/// No written date has more pieces.
const TOKENS_MAX: usize = 48;

/// Characters that mark a footnote and say nothing of the date.
const FOOTNOTE_MARKS: &str = "*†‡§¶#^°º¹²³⁴⁵⁶⁷⁸⁹⁰ª";

/// Takes off footnote marks (`[a]`, `*`, `²`) and remarks in round brackets, which are given back.
pub(super) fn without_remarks(text: &str) -> (String, Option<String>) {
    let mut kept = String::with_capacity(text.len());
    let mut remark = String::new();
    let mut inside: Option<char> = None;
    for c in text.chars() {
        match (inside, c) {
            (None, '[') => inside = Some(']'),
            (None, '(') => inside = Some(')'),
            (Some(end), c) if c == end => {
                inside = None;
                kept.push(' ');
            }
            (Some(')'), c) => remark.push(c),
            (Some(_), _) => {}
            (None, c) if FOOTNOTE_MARKS.contains(c) => {}
            (None, '–' | '—' | '−' | '‑' | '‒' | '―') => kept.push('-'),
            (None, c) if c.is_whitespace() || c == '\u{200b}' => kept.push(' '),
            (None, c) => kept.push(c),
        }
    }
    let remark = remark.trim();
    (kept.trim().to_owned(), (!remark.is_empty()).then(|| remark.to_owned()))
}

/// Cuts a text into its pieces.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    let mut apostrophe = false;
    while let Some(&c) = chars.peek() {
        if tokens.len() >= TOKENS_MAX {
            return Err("it is not a date that can be read; write it like `2026-03-12`".to_owned());
        }
        if c.is_ascii_digit() {
            let mut digits = String::new();
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            let value = digits.parse().map_err(|_| format!("`{digits}` is no part of a date"))?;
            tokens.push(Token::Number { value, digits: digits.len(), apostrophe });
            apostrophe = false;
        } else if c.is_alphabetic() {
            let mut word = String::new();
            while let Some(letter) = chars.next_if(|c| c.is_alphabetic() || is_mark(*c)) {
                word.push(letter);
            }
            tokens.push(Token::Word(fold(&word)));
            apostrophe = false;
        } else {
            chars.next();
            apostrophe = matches!(c, '\'' | '’' | '‘' | '´' | '`');
            if !c.is_whitespace() && !apostrophe {
                tokens.push(Token::Sign(c));
            }
        }
    }
    Ok(tokens)
}

/// An accent written as a character of its own.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}
