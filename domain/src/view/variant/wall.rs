//! What a wall must not tell: strangers walk past it, and paper is photographed.
//!
//! Fields that are private by what they are go. What people write into other texts is looked through for
//! what the book knows to be private, and for what looks like a phone number or an address of mail.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::book::Book;
use crate::record::{Kind, Record};

/// What stands in the place of what was left out.
const LEFT_OUT: &str = "(left out)";

/// Digits from which on a number is taken for that of a phone. Emergency numbers have fewer.
const PHONE_DIGITS_MIN: usize = 7;

/// Characters from which on a private word is looked for in other texts.
const SECRET_CHARS_MIN: usize = 3;

/// Fields that are private whatever stands in them.
const FIELDS: &[&str] = &[
    "phone",
    "email",
    "door_code",
    "wifi_password",
    "driver_contact",
    "second_driver_contact",
    "plate",
    "reference",
    "confirmation",
    "lobby_call",
    "bunk",
    "dietary",
    "account",
    "alias",
];

/// Which fields of which kinds are known to hold what must not be told anywhere else either.
const SOURCES: &[(Kind, &[&str])] = &[
    (Kind::HotelStay, &["name", "phone", "confirmation", "wifi"]),
    (Kind::Room, &["alias", "confirmation"]),
    (Kind::Person, &["phone", "email"]),
    (Kind::Contact, &["phone", "email"]),
    (Kind::Venue, &["phone", "email", "door_code", "wifi_password"]),
];

/// What a book knows to be private, in lower case, the longest first.
pub(super) struct Secrets(Vec<String>);

impl Secrets {
    /// Everything that is private in any audience, of deleted records too: their words may be left
    /// in a note.
    pub(super) fn of(book: &Book) -> Self {
        let mut secrets = BTreeSet::new();
        let mut public = BTreeSet::new();
        for record in book.records() {
            let fields = SOURCES.iter().find(|(kind, _)| *kind == record.kind);
            for field in fields.map(|(_, fields)| *fields).unwrap_or_default() {
                let text = record.value(field).as_str();
                let text = text.filter(|text| *field != "phone" || may_be_private(text));
                secrets.extend(text.map(str::to_lowercase));
            }
            if record.kind == Kind::HotelStay {
                let address = record.value("place").get("address");
                secrets.extend(address.and_then(Value::as_str).map(str::to_lowercase));
            }
            // A hotel may be called as its city or as a venue, which everyone may know.
            let places = [record.value("place").get("city"), record.fields.get("name")];
            if matches!(record.kind, Kind::Day | Kind::Venue | Kind::Tour) {
                public.extend(
                    places.into_iter().flatten().filter_map(Value::as_str).map(str::to_lowercase),
                );
            }
        }
        let told = |secret: &String| {
            secret.chars().count() >= SECRET_CHARS_MIN && !public.contains(secret)
        };
        let mut secrets: Vec<_> = secrets.into_iter().filter(told).collect();
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        Self(secrets)
    }

    /// Takes out of a record what a wall must not tell.
    pub(super) fn strip(&self, record: &mut Record) {
        if record.kind == Kind::Dispute && private(record.value("field").as_str()) {
            record.fields.insert("open".to_owned(), Value::Bool(false));
            record.fields.insert("candidates".to_owned(), Value::Array(Vec::new()));
            record.fields.remove("in_force");
        }
        if record.kind == Kind::Travel {
            record.fields.remove("people");
        }
        record.fields.retain(|name, _| !private(Some(name)));
        for (_, value) in &mut record.fields {
            self.clean(value);
        }
    }

    /// Cleans every text in a value; names of members that are private go with what they hold.
    fn clean(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.cleaned(text),
            Value::Array(members) => members.iter_mut().for_each(|member| self.clean(member)),
            Value::Object(members) => {
                members.retain(|name, _| !private(Some(name.trim_end_matches('#'))));
                // The sum of a text that was cut tells nothing, and nothing is cut out of it.
                let plain = members.iter_mut().filter(|(name, _)| !name.ends_with('#'));
                plain.for_each(|(_, member)| self.clean(member));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn cleaned(&self, text: &str) -> String {
        if text.parse::<uuid::Uuid>().is_ok() {
            return text.to_owned();
        }
        let without = self.0.iter().fold(text.to_owned(), |text, secret| replaced(&text, secret));
        without_mail(&without_phones(&without))
    }
}

/// Whether a phone number is somebody's. Emergency numbers are everybody's: a wall that tells whom to call
/// must go on telling it, also where somebody has saved `112` as a contact.
fn may_be_private(phone: &str) -> bool {
    phone.chars().filter(char::is_ascii_digit).count() >= PHONE_DIGITS_MIN
}

fn private(field: Option<&str>) -> bool {
    field.is_some_and(|field| FIELDS.contains(&field))
}

/// The text without a word that stands in it by itself, in capitals or not.
fn replaced(text: &str, secret: &str) -> String {
    let lower = text.to_lowercase();
    // Where lower case has other lengths, places in one are not places in the other.
    if lower.len() != text.len() || !lower.contains(secret) {
        return text.to_owned();
    }
    let (mut out, mut from) = (String::new(), 0);
    while let Some(at) = lower[from..].find(secret).map(|at| at + from) {
        let end = at + secret.len();
        let apart = |side: Option<char>| !side.is_some_and(char::is_alphanumeric);
        let alone = apart(lower[..at].chars().next_back()) && apart(lower[end..].chars().next());
        out.push_str(&text[from..at]);
        out.push_str(if alone { LEFT_OUT } else { &text[at..end] });
        from = end;
    }
    out + &text[from..]
}

/// The text without what looks like a phone number: digits with spaces, dots, dashes, slashes and
/// brackets between them. Dates are left.
fn without_phones(text: &str) -> String {
    let belongs = |c: char| c.is_ascii_digit() || "+() -./\u{a0}\u{2009}\u{202f}".contains(c);
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(') {
        out.push_str(&rest[..start]);
        let run = &rest[start..];
        let end = run.find(|c| !belongs(c)).unwrap_or(run.len());
        let number = run[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        // A sign without digits is passed over by itself.
        let taken = number.len().max(1);
        let is_phone = is_phone(number);
        out.push_str(if is_phone { LEFT_OUT } else { &run[..taken] });
        rest = &run[taken..];
    }
    out + rest
}

/// Whether digits are those of a phone: written as abroad or with the zero of the trunk, or as in North
/// America, three, three and four. Dates, house numbers and postal codes are not.
fn is_phone(number: &str) -> bool {
    let n_digits = number.chars().filter(char::is_ascii_digit).count();
    let groups = number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    let american = groups.map(str::len).collect::<Vec<_>>().ends_with(&[3, 3, 4]);
    let dialled = number.starts_with(['+', '0', '(']);
    n_digits >= PHONE_DIGITS_MIN
        && (dialled || american || n_digits == number.len())
        && !is_date(number)
}

fn is_date(number: &str) -> bool {
    let formats = ["%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y"];
    formats.iter().any(|format| chrono::NaiveDate::parse_from_str(number, format).is_ok())
}

/// The text without addresses of mail.
fn without_mail(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let is_mail = |word: &str| {
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    let words = text.split_inclusive(char::is_whitespace);
    let cleaned = words.map(|word| {
        let plain = word.trim_end();
        if is_mail(plain) { format!("{LEFT_OUT}{}", &word[plain.len()..]) } else { word.to_owned() }
    });
    cleaned.collect()
}
