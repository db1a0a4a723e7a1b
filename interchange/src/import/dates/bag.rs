//! From the pieces of a date to its days: single dates, ranges and lists, under one order of day and month.
//!
//! A part of a range may leave out what another part says (`12–14 March 2026`, `30 March – 2 April 2026`), so
//! every part is first a bag of what it does say.

use chrono::Weekday;

use super::{
    Day, Order, Span, Year,
    names::{is_filler, joins_list, joins_range, month, weekday},
    tokens::Token,
};

/// No written date has more numbers; more would only be searched in vain.
const NUMBERS_MAX: usize = 10;

/// Shows a day are numbered behind the date: `1972/01/02/2`.
const SHOW_OF_DAY_MAX: i32 = 9;

/// What one part of a date says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Bag {
    day: Option<u32>,
    month: Option<u32>,
    year: Option<Year>,
    /// Written in digits with the year first, as ISO 8601 writes it.
    iso: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    To,
    And,
    /// A slash joins the ends of a range in ISO 8601 and the days of a list everywhere else.
    Slash,
}

/// Takes the weekdays out and gives the first. A word that is also a month (`mar`) is a weekday only where
/// another month stands beside it.
pub(super) fn take_weekdays(tokens: &mut Vec<Token>) -> Option<Weekday> {
    let is_month = |token: &Token| matches!(token, Token::Word(word) if month(word).is_some());
    let has_other_month = |at: usize, tokens: &[Token]| {
        tokens.iter().enumerate().any(|(other, token)| other != at && is_month(token))
    };
    let has_two_numbers = tokens.iter().filter(|t| matches!(t, Token::Number { .. })).count() > 1;
    let mut first = None;
    let mut kept = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let day = match token {
            // "do" joins a range in Polish, "a" in Spanish: between two numbers a word is no weekday.
            Token::Word(word) if joins_range(word) && at > 0 && has_two_numbers => None,
            Token::Word(word) => weekday(word),
            _ => None,
        };
        match day {
            Some(day) if !is_month(token) || has_other_month(at, tokens) => {
                first = first.or(Some(day));
            }
            _ => kept.push(token.clone()),
        }
    }
    *tokens = kept;
    first
}

/// Whether the text is digits alone, so that its order matters.
pub(super) fn depends_on_order(tokens: &[Token]) -> bool {
    let year_first = tokens.iter().find_map(|token| match token {
        Token::Number { digits, .. } => Some(*digits >= 4),
        _ => None,
    });
    let words =
        tokens.iter().any(|token| matches!(token, Token::Word(word) if month(word).is_some()));
    !words && year_first == Some(false)
}

/// The days a text means under one order, or nothing when it means none.
pub(super) fn spans(order: Order, tokens: &[Token]) -> Option<Vec<Span>> {
    let tokens = trimmed(tokens);
    if tokens.iter().filter(|token| matches!(token, Token::Number { .. })).count() > NUMBERS_MAX {
        return None;
    }
    if let Some(day) = part(order, tokens).and_then(complete) {
        return Some(vec![(day, day)]);
    }
    if is_one_number(tokens) {
        return None;
    }
    let mut bags = Vec::new();
    search(order, tokens, &mut bags)
}

/// Three numbers joined by one sign, `25/12/26`, are one date or none: never a list of days.
fn is_one_number(tokens: &[Token]) -> bool {
    let numbers = tokens.iter().step_by(2).all(|token| matches!(token, Token::Number { .. }));
    let mut signs = tokens.iter().skip(1).step_by(2);
    let sign = signs.next();
    let signs = matches!(sign, Some(Token::Sign(_))) && signs.all(|other| Some(other) == sign);
    numbers && signs && tokens.len() == 5
}

/// Tries every way to cut the pieces into parts, the longest first part first.
fn search(order: Order, rest: &[Token], bags: &mut Vec<(Bag, Join)>) -> Option<Vec<Span>> {
    for length in (1..=rest.len()).rev() {
        let Some(bag) = part(order, trimmed(&rest[..length])) else { continue };
        if length == rest.len() {
            bags.push((bag, Join::And));
            let spans = merge(bags);
            bags.pop();
            if spans.is_some() {
                return spans;
            }
            continue;
        }
        let Some((join, skip)) = join_at(&rest[length..]) else { continue };
        if length + skip >= rest.len() {
            continue;
        }
        bags.push((bag, join));
        let spans = search(order, &rest[length + skip..], bags);
        bags.pop();
        if spans.is_some() {
            return spans;
        }
    }
    None
}

/// What joins two parts, and how many pieces it takes.
fn join_at(tokens: &[Token]) -> Option<(Join, usize)> {
    let join = |token: &Token| match token {
        Token::Sign('-' | '~') => Some(Join::To),
        Token::Sign('/') => Some(Join::Slash),
        Token::Sign(',' | ';' | '&' | '+') => Some(Join::And),
        Token::Word(word) if joins_range(word) => Some(Join::To),
        Token::Word(word) if joins_list(word) => Some(Join::And),
        _ => None,
    };
    let first = join(tokens.first()?)?;
    // "12, 13, and 14 March"
    match tokens.get(1).and_then(join) {
        Some(second) if tokens[0] == Token::Sign(',') => Some((second, 2)),
        _ => Some((first, 1)),
    }
}

/// One part: a whole date, or a piece of one.
fn part(order: Order, tokens: &[Token]) -> Option<Bag> {
    match tokens
        .iter()
        .filter(|token| matches!(token, Token::Word(word) if month(word).is_some()))
        .count()
    {
        0 => in_digits(order, tokens),
        1 => with_month(tokens),
        _ => None,
    }
}

/// `12 March 2026`, `March 12th, 2026`, `2026 March 12`, `12. März`, `March`.
fn with_month(tokens: &[Token]) -> Option<Bag> {
    let mut bag = Bag::default();
    let mut behind_month = false;
    for token in tokens {
        match token {
            Token::Word(word) => match month(word) {
                Some(month) => {
                    bag.month = Some(month);
                    behind_month = true;
                }
                None if is_filler(word) => {}
                None => return None,
            },
            Token::Number { value, digits: 4, .. } if bag.year.is_none() => {
                bag.year = Some(Year::Full(year(*value)?));
            }
            Token::Number { value, digits: 2, apostrophe: true } if bag.year.is_none() => {
                bag.year = Some(Year::Short(*value));
            }
            Token::Number { value, digits: 1 | 2, .. } if bag.day.is_none() => {
                bag.day = Some(day(*value)?);
                behind_month = false;
            }
            // "12 Mar 26", "12-Mar-26": a second small number is a year only right behind the month.
            Token::Number { value, digits: 2, .. } if bag.year.is_none() && behind_month => {
                bag.year = Some(Year::Short(*value));
            }
            Token::Sign('.' | ',' | '-' | '/') => {}
            _ => return None,
        }
    }
    // A sign at an end belongs to what joins this part to the next.
    let joined = |token: Option<&Token>| matches!(token, Some(Token::Sign('-' | '/' | ',')));
    (!joined(tokens.first()) && !joined(tokens.last())).then_some(bag)
}

/// `2026-03-12`, `20260312`, `12.03.2026`, `03/12/26`, `12.3.`, `12`, `2026`.
fn in_digits(order: Order, tokens: &[Token]) -> Option<Bag> {
    let tokens: Vec<&Token> = tokens
        .iter()
        .filter(|token| !matches!(token, Token::Word(word) if is_filler(word)))
        .collect();
    let mut numbers = Vec::new();
    let mut signs = Vec::new();
    for token in &tokens {
        match token {
            // Until a sign is read, a space parts this number from the next.
            Token::Number { value, digits, .. } => {
                numbers.push((*value, *digits));
                signs.push(' ');
            }
            Token::Sign(sign @ ('-' | '/' | '.')) if !numbers.is_empty() => {
                let last = signs.last_mut()?;
                if *last != ' ' {
                    return None;
                }
                *last = *sign;
            }
            _ => return None,
        }
    }
    let trailing = signs.pop()?;
    if !matches!(trailing, ' ' | '.') || signs.iter().any(|sign| *sign != signs[0]) {
        return None;
    }
    numbered(order, &numbers, signs.first().copied())
}

fn numbered(order: Order, numbers: &[(i32, usize)], sign: Option<char>) -> Option<Bag> {
    let bag = |y: Option<Year>, m: i32, d: i32| {
        Some(Bag { day: Some(day(d)?), month: Some(month_number(m)?), year: y, iso: false })
    };
    let iso = |y: i32, m: i32, d: i32| {
        let bag = bag(Some(Year::Full(year(y)?)), m, d)?;
        Some(Bag { iso: true, ..bag })
    };
    match *numbers {
        [(whole, 8)] => iso(whole / 10_000, whole / 100 % 100, whole % 100),
        [(y, 4)] => Some(Bag { year: Some(Year::Full(year(y)?)), ..Bag::default() }),
        [(d, 1 | 2)] => Some(Bag { day: Some(day(d)?), ..Bag::default() }),
        [(a, 1 | 2), (b, 1 | 2)] if sign != Some('-') => match order {
            Order::DayFirst => bag(None, b, a),
            Order::MonthFirst => bag(None, a, b),
            Order::YearFirst => None,
        },
        [(y, 4), (m, 1 | 2), (d, 1 | 2)] => iso(y, m, d),
        [(y, 4), (m, 1 | 2), (d, 1 | 2), (show, 1)] if sign == Some('/') => {
            (0..=SHOW_OF_DAY_MAX).contains(&show).then_some(())?;
            iso(y, m, d)
        }
        [(a, 1 | 2), (b, 1 | 2), (y, 4)] => {
            let y = Some(Year::Full(year(y)?));
            match order {
                Order::DayFirst => bag(y, b, a),
                Order::MonthFirst => bag(y, a, b),
                Order::YearFirst => None,
            }
        }
        [(a, 1 | 2), (b, 1 | 2), (c, 2)] => match order {
            Order::DayFirst => bag(Some(Year::Short(c)), b, a),
            Order::MonthFirst => bag(Some(Year::Short(c)), a, b),
            Order::YearFirst if numbers[0].1 == 2 => bag(Some(Year::Short(a)), b, c),
            Order::YearFirst => None,
        },
        _ => None,
    }
}

/// Fills in what the parts leave out, each from the part after it, else from the one before.
fn merge(bags: &[(Bag, Join)]) -> Option<Vec<Span>> {
    let mut bags = bags.to_vec();
    // "March 12, 13, 2026": the year stands behind the list.
    if let [.., (last, _)] = bags.as_slice()
        && last.day.is_none()
        && last.month.is_none()
    {
        let year = last.year;
        bags.pop();
        let missing = bags.iter_mut().filter(|(bag, _)| bag.year.is_none());
        missing.for_each(|(bag, _)| bag.year = year);
    }
    for at in (0..bags.len().saturating_sub(1)).rev() {
        let next = bags[at + 1].0;
        let bag = &mut bags[at].0;
        bag.month = bag.month.or(next.month);
        bag.year = bag.year.or(match next.year {
            Some(Year::Full(year)) if bag.month > next.month => Some(Year::Full(year - 1)),
            other => other,
        });
    }
    for at in 1..bags.len() {
        let before = bags[at - 1].0;
        let bag = &mut bags[at].0;
        bag.month = bag.month.or(before.month);
        bag.year = bag.year.or(before.year);
    }
    let mut spans = Vec::new();
    let mut parts = bags.iter();
    while let Some((bag, join)) = parts.next() {
        let from = complete(*bag)?;
        let interval = bag.iso && parts.as_slice().first().is_some_and(|(next, _)| next.iso);
        let to = match join {
            Join::Slash if interval => complete(parts.next()?.0)?,
            Join::To => complete(parts.next()?.0)?,
            Join::And | Join::Slash => from,
        };
        spans.push((from, to));
    }
    (!spans.is_empty()).then_some(spans)
}

fn complete(bag: Bag) -> Option<Day> {
    Some(Day { year: bag.year.unwrap_or(Year::Missing), month: bag.month?, day: bag.day? })
}

/// Signs around the whole text say nothing.
fn trimmed(tokens: &[Token]) -> &[Token] {
    let noise = |token: &Token| {
        matches!(token, Token::Sign(',' | ':' | ';' | '|' | '@' | '"' | '?' | '-'))
            || matches!(token, Token::Word(word) if is_filler(word))
    };
    let opens = |token: &Token| noise(token) || *token == Token::Sign('.');
    let from = tokens.iter().position(|token| !opens(token)).unwrap_or(tokens.len());
    let to = tokens.iter().rposition(|token| !noise(token)).map_or(from, |at| at + 1);
    &tokens[from..to]
}

fn year(value: i32) -> Option<i32> {
    (1800..=2200).contains(&value).then_some(value)
}

fn month_number(value: i32) -> Option<u32> {
    u32::try_from(value).ok().filter(|month| (1..=12).contains(month))
}

fn day(value: i32) -> Option<u32> {
    u32::try_from(value).ok().filter(|day| (1..=31).contains(day))
}
