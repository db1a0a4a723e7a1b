//! Which bytes a `Range` asks for (RFC 9110, section 14). One range is answered; several at once,
//! other units and what cannot be read are passed over, as the RFC allows, and the whole is sent.

use std::ops::Range;

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::http) enum Asked {
    /// All of it.
    Whole,
    /// These bytes: at least one, and all within the content.
    Part(Range<u64>),
    /// Nothing that there is.
    Outside,
}

/// What a `Range` asks for of content of this length.
pub(in crate::http) fn asked(range: Option<&str>, length: u64) -> Asked {
    let spec = range.and_then(|range| range.trim().strip_prefix("bytes="));
    let Some((first, last)) = spec.and_then(|spec| spec.trim().split_once('-')) else {
        return Asked::Whole;
    };
    let part = match (number(first), number(last)) {
        (None, Some(n_last)) if first.is_empty() => length.saturating_sub(n_last)..length,
        (Some(first), None) if last.is_empty() => first..length,
        (Some(first), Some(last)) if first <= last => first..length.min(last.saturating_add(1)),
        _ => return Asked::Whole,
    };
    if part.is_empty() { Asked::Outside } else { Asked::Part(part) }
}

/// A number of any size; what is larger than any content counts as the largest.
fn number(digits: &str) -> Option<u64> {
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Asked, asked};

    #[test]
    fn one_range_is_read_in_its_three_forms() {
        for (range, expected) in [
            ("bytes=0-0", 0..1),
            ("bytes=2-4", 2..5),
            ("bytes=2-", 2..10),
            ("bytes=-3", 7..10),
            ("bytes=-30", 0..10),
            ("bytes=9-99999999999999999999999", 9..10),
        ] {
            assert_eq!(asked(Some(range), 10), Asked::Part(expected), "{range}");
        }
    }

    #[test]
    fn what_lies_outside_is_refused_and_what_cannot_be_read_asks_for_the_whole() {
        for range in ["bytes=10-", "bytes=10-12", "bytes=-0", "bytes=99999999999999999999-"] {
            assert_eq!(asked(Some(range), 10), Asked::Outside, "{range}");
        }
        for range in [
            "bytes=0-1,3-4",
            "lines=1-2",
            "bytes=4-2",
            "bytes=a-b",
            "bytes=-",
            "bytes",
            "bytes=+1-",
        ] {
            assert_eq!(asked(Some(range), 10), Asked::Whole, "{range}");
        }
        assert_eq!(asked(None, 10), Asked::Whole);
        assert_eq!(asked(Some("bytes=0-"), 0), Asked::Outside);
    }
}
