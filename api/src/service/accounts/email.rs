//! E-mail addresses, as far as a log-in needs them: one spelling, nothing that could hide. Whether
//! somebody reads the mail is not decided here.

use std::fmt;

/// The longest address that SMTP carries (RFC 5321, 4.5.3.1.3).
const CHARS_MAX: usize = 254;

/// An address in lower case: one `@` with something on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Reads an address; the error says which rule it breaks.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.chars().count() > CHARS_MAX {
            return Err(format!("is longer than {CHARS_MAX} characters"));
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err("has a space or a control character in it".to_owned());
        }
        match text.split_once('@') {
            Some((local, host)) if !local.is_empty() && is_host(host) => {
                Ok(Self(text.to_lowercase()))
            }
            _ => Err(format!("`{text}` is not an e-mail address")),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A host of one label is one: crews run servers at home and at `localhost`.
fn is_host(host: &str) -> bool {
    !host.contains('@') && host.split('.').all(|label| !label.is_empty())
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_in_one_spelling() {
        assert_eq!(Email::parse("  Maya@Example.ORG ").unwrap().as_str(), "maya@example.org");
        assert!(Email::parse("tm@localhost").is_ok());
        assert!(Email::parse("a.b+tour@sub.example.org").is_ok());
        assert!(Email::parse("ägir@bühne.example").is_ok());
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "@",
            "maya",
            "maya@",
            "@example.org",
            "a@b@c",
            "a b@example.org",
            "a@exa mple.org",
            "a\0@example.org",
            "a\n@example.org",
            "a@.org",
            "a@example..org",
            "a@example.org.",
        ] {
            assert!(Email::parse(text).is_err(), "`{text}` was taken");
        }
    }

    #[test]
    fn the_longest_address_has_254_characters() {
        let host = "@example.org";
        let at_limit = format!("{}{host}", "a".repeat(CHARS_MAX - host.len()));
        assert!(Email::parse(&at_limit).is_ok());
        assert!(Email::parse(&format!("a{at_limit}")).is_err());
    }
}
