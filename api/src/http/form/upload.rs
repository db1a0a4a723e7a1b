//! A file that a venue sends: one, of a limited size, of a type that is told from its bytes.

use actix_multipart::{Multipart, MultipartError};
use actix_web::HttpRequest;
use actix_web::web::{BytesMut, Payload};
use domain::problem::ErrorCode;
use domain::record::Line;
use futures_util::TryStreamExt as _;

use crate::error::{Error, Result};
use crate::service::advance::form::{FILE_BYTES_MAX, NewFile};

/// Bytes of the name that may come beside a file.
const NAME_BYTES_MAX: usize = 1_024;
/// Parts of one request: the file and a name, and what a browser adds.
const PARTS_MAX: usize = 8;
/// What venues send. Pictures that can hold a script, pages and programs are not among it.
const TYPES: [&str; 12] = [
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "image/heif",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/msword",
    "application/vnd.ms-excel",
    "image/vnd.dwg",
];

/// What came with a request.
#[derive(Default)]
pub(super) struct Sent {
    /// What somebody calls themselves.
    pub(super) by: Option<String>,
    file: Option<(Line, BytesMut)>,
}

/// Reads a file and a name.
pub(super) async fn read(request: &HttpRequest, payload: Payload) -> Result<Sent> {
    let mut parts = Multipart::new(request.headers(), payload);
    let mut sent = Sent::default();
    let mut n_parts = 0;
    while let Some(mut part) = parts.try_next().await.map_err(|err| broken(&err))? {
        n_parts += 1;
        if n_parts > PARTS_MAX {
            return Err(Error::problem(ErrorCode::TooLarge, "send one file at a time"));
        }
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.content_disposition().and_then(|told| told.get_filename());
        let file_name = file_name.map(file_name_of);
        let bytes_max = if name == "file" { FILE_BYTES_MAX } else { NAME_BYTES_MAX };
        let mut bytes = BytesMut::new();
        while let Some(piece) = part.try_next().await.map_err(|err| broken(&err))? {
            if bytes.len() + piece.len() > bytes_max {
                let megabytes = FILE_BYTES_MAX / 1024 / 1024;
                let detail = format!("a file has at most {megabytes} MB");
                return Err(Error::problem(ErrorCode::TooLarge, detail));
            }
            bytes.extend_from_slice(&piece);
        }
        match name.as_str() {
            "file" if sent.file.is_none() => {
                sent.file = Some((file_name.unwrap_or_else(|| file_name_of("")), bytes));
            }
            "by" => sent.by = Some(String::from_utf8_lossy(&bytes).into_owned()),
            _ => {}
        }
    }
    Ok(sent)
}

fn broken(err: &MultipartError) -> Error {
    Error::problem(ErrorCode::Malformed, format!("the file did not arrive: {err}"))
}

/// The last part of a path, as a line.
fn file_name_of(told: &str) -> Line {
    let last = told.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    let line = Line::try_from(clean.trim());
    line.unwrap_or_else(|_| Line::try_from("file").expect("it is a line"))
}

impl Sent {
    /// The file, if it is one that is taken.
    pub(super) fn file(&self) -> Result<NewFile<'_>> {
        let (name, bytes) = self
            .file
            .as_ref()
            .filter(|(_, bytes)| !bytes.is_empty())
            .ok_or_else(|| Error::problem(ErrorCode::Malformed, "choose a file first"))?;
        let media_type = media_type(name.as_str(), bytes).ok_or_else(|| {
            let detail =
                "this type of file is not taken; send PDF, pictures, Office files, DWG or text";
            Error::problem(ErrorCode::UnsupportedMedia, detail)
        })?;
        Ok(NewFile { name, media_type, bytes })
    }
}

/// The type that the bytes say they are. What is only text is taken where its name says so, too.
fn media_type(name: &str, bytes: &[u8]) -> Option<&'static str> {
    if let Some(found) = infer::get(bytes) {
        return TYPES.into_iter().find(|one| *one == found.mime_type());
    }
    let name = name.to_lowercase();
    let named_text = [".txt", ".csv", ".md"].iter().any(|ending| name.ends_with(ending));
    let is_text = std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'));
    (named_text && is_text).then_some("text/plain")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_told_from_the_bytes_and_not_from_the_name() {
        assert_eq!(media_type("plan.txt", b"%PDF-1.7 rest"), Some("application/pdf"));
        assert_eq!(media_type("plan.pdf", b"<!doctype html><script>"), None);
        assert_eq!(media_type("plan.svg", b"<svg onload=alert(1)>"), None);
        assert_eq!(media_type("plan.pdf", b"MZ\x90\x00\x03"), None);
        assert_eq!(media_type("notes.txt", "Tür".as_bytes()), Some("text/plain"));
        assert_eq!(media_type("notes.txt", b"\xff\xfe\x00"), None);
        assert_eq!(media_type("notes.html", b"hello"), None);
    }

    #[test]
    fn a_name_keeps_no_path_and_no_control_characters() {
        assert_eq!(file_name_of("C:\\x\\..\\plan.pdf").as_str(), "plan.pdf");
        assert_eq!(file_name_of("a\r\nb/../../é.pdf").as_str(), "é.pdf");
        assert_eq!(file_name_of("///").as_str(), "file");
    }
}
