//! Bytes to text: byte order marks, UTF-16 without one, UTF-8, and Windows-1252 for what is left.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::report::{Notes, Problem};

/// How far into a file its encoding shows.
const SAMPLE_BYTES: usize = 4096;

/// The text of a file, or nothing when it is not text at all.
pub(super) fn decode(bytes: &[u8], notes: &mut Notes) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(decode_as(encoding, &bytes[mark..], notes));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Some(decode_as(encoding, bytes, notes));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => is_text(text).then(|| text.to_owned()),
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => {
            notes.push(Problem::warning(
                "the file ends in the middle of a letter; it seems cut off",
            ));
            Some(String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned())
        }
        Err(_) => {
            let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
            is_text(&text).then(|| {
                let reason = "the file is not UTF-8 and was read as Windows-1252; letters outside western \
                              Europe may be wrong, save it as UTF-8 to be sure";
                notes.push(Problem::warning(reason));
                text.into_owned()
            })
        }
    }
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], notes: &mut Notes) -> String {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged {
        let name = if encoding == UTF_8 { "UTF-8" } else { "UTF-16" };
        notes.push(Problem::warning(format!(
            "some letters are damaged: the file is not clean {name}"
        )));
    }
    text.into_owned()
}

/// In UTF-16 every other byte of plain text is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let pairs = sample.chunks_exact(2);
    let n_pairs = pairs.len();
    if n_pairs < 2 {
        return None;
    }
    let zeros = |at: usize| sample.chunks_exact(2).filter(|pair| pair[at] == 0).count();
    let mostly = |n: usize| n * 10 >= n_pairs * 7;
    match (zeros(0), zeros(1)) {
        (high, 0) if mostly(high) => Some(UTF_16BE),
        (0, low) if mostly(low) => Some(UTF_16LE),
        _ => None,
    }
}

/// Text may hold a stray control character; a picture or an archive is full of them.
fn is_text(text: &str) -> bool {
    let control = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    let sample = text.chars().take(SAMPLE_BYTES);
    sample.clone().filter(control).count() * 20 <= sample.count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Option<String>, usize) {
        let mut notes = Notes::default();
        let text = decode(bytes, &mut notes);
        (text, notes.problems.len())
    }

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let text = "Date,City\n2026-03-12,Köln\n";
        let utf16 =
            |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let marked = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", text.as_bytes().to_vec()),
            marked(b"\xff\xfe", utf16(u16::to_le_bytes)),
            marked(b"\xfe\xff", utf16(u16::to_be_bytes)),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
        ] {
            assert_eq!(read(&bytes), (Some(text.to_owned()), 0));
        }
    }

    #[test]
    fn what_is_not_utf_8_is_read_as_windows_1252_and_said_so() {
        assert_eq!(read(b"K\xf6ln"), (Some("Köln".to_owned()), 1));
    }

    #[test]
    fn a_cut_off_file_keeps_what_is_whole() {
        assert_eq!(read(b"Stadt;K\xc3"), (Some("Stadt;K".to_owned()), 1));
    }

    #[test]
    fn a_picture_is_not_text() {
        let bytes: Vec<u8> = (0..=255).cycle().take(2000).collect();
        assert_eq!(read(&bytes).0, None);
    }
}
