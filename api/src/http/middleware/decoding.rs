//! Undoing the compression of JSON bodies, a bounded step at a time.
//!
//! The framework would do it too, and would undo each piece as a whole: a few kilobytes of zstd
//! can become hundreds of megabytes that way, before any limit is asked. Here a body comes out in
//! small pieces, and who reads it stops at its limit.

use std::io::{self, Write as _};
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::HttpMessage as _;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use actix_web::web::Bytes;
use flate2::write::{GzDecoder, ZlibDecoder};
use futures_util::Stream;
use zstd::stream::raw::{DParameter, Decoder as ZstdDecoder, Operation as _};

/// The largest piece that a step of zstd gives.
const PIECE_BYTES: usize = 64 * 1024;
/// What is given to gzip at a time. It cannot become more than a thousand times as much.
const BITE_BYTES: usize = 64;
/// The memory that a zstd frame may ask for, as a power of two: what RFC 8878 recommends to support.
const ZSTD_WINDOW_LOG_MAX: u32 = 23;

/// Takes the compression off a JSON body and the mention of it off the request. Another kind of
/// body, or another encoding, is left to its handler.
pub(super) fn undo(request: &mut ServiceRequest) {
    let headers = request.headers();
    if !is_json(headers) {
        return;
    }
    let Some(decoder) = decoder_of(headers) else { return };
    let payload = request.take_payload();
    let decoded = Decoded { payload, decoder, input: Bytes::new(), arrived: false, over: false };
    request.set_payload(Payload::Stream { payload: Box::pin(decoded) });
    let headers = request.headers_mut();
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let name = content_type.unwrap_or_default().split(';').next().unwrap_or_default();
    name.trim().to_ascii_lowercase().ends_with("json")
}

fn decoder_of(headers: &HeaderMap) -> Option<Decoder> {
    let encoding = headers.get(CONTENT_ENCODING)?.to_str().ok()?.trim().to_ascii_lowercase();
    match encoding.as_str() {
        "gzip" | "x-gzip" => Some(Decoder::Gzip(GzDecoder::new(Vec::new()))),
        "deflate" => Some(Decoder::Deflate(ZlibDecoder::new(Vec::new()))),
        "zstd" => {
            let mut inner = ZstdDecoder::new().ok()?;
            inner.set_parameter(DParameter::WindowLogMax(ZSTD_WINDOW_LOG_MAX)).ok()?;
            Some(Decoder::Zstd(Box::new(Zstd { inner, is_full: false, is_whole: true })))
        }
        _ => None,
    }
}

struct Decoded {
    payload: Payload,
    decoder: Decoder,
    /// What has arrived and is not decoded yet.
    input: Bytes,
    /// Nothing more will arrive.
    arrived: bool,
    /// Everything was given out.
    over: bool,
}

impl Decoded {
    /// The next piece of what has arrived so far, or nothing where more has to arrive.
    fn step(&mut self) -> io::Result<Option<Bytes>> {
        while self.decoder.has_more(&self.input) {
            let piece = self.decoder.step(&mut self.input)?;
            if !piece.is_empty() {
                return Ok(Some(piece.into()));
            }
        }
        if !self.arrived || self.over {
            return Ok(None);
        }
        self.over = true;
        let last = self.decoder.end()?;
        Ok((!last.is_empty()).then(|| last.into()))
    }
}

impl Stream for Decoded {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match self.step() {
                Ok(Some(piece)) => return Poll::Ready(Some(Ok(piece))),
                Ok(None) if self.over => return Poll::Ready(None),
                Ok(None) => {}
                Err(_) => {
                    (self.over, self.input) = (true, Bytes::new());
                    return Poll::Ready(Some(Err(PayloadError::EncodingCorrupted)));
                }
            }
            match Pin::new(&mut self.payload).poll_next(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(Ok(bytes))) => self.input = bytes,
                Poll::Ready(Some(Err(err))) => return Poll::Ready(Some(Err(err))),
                Poll::Ready(None) => self.arrived = true,
            }
        }
    }
}

enum Decoder {
    Gzip(GzDecoder<Vec<u8>>),
    Deflate(ZlibDecoder<Vec<u8>>),
    Zstd(Box<Zstd>),
}

struct Zstd {
    inner: ZstdDecoder<'static>,
    /// The last piece was as large as can be, so more may follow without further input.
    is_full: bool,
    /// The input so far ends with the end of a frame.
    is_whole: bool,
}

impl Decoder {
    fn has_more(&self, input: &Bytes) -> bool {
        let is_full = matches!(self, Self::Zstd(zstd) if zstd.is_full);
        is_full || !input.is_empty()
    }

    fn step(&mut self, input: &mut Bytes) -> io::Result<Vec<u8>> {
        let bite = |input: &mut Bytes| input.split_to(input.len().min(BITE_BYTES));
        match self {
            Self::Gzip(gzip) => {
                gzip.write_all(&bite(input))?;
                Ok(std::mem::take(gzip.get_mut()))
            }
            Self::Deflate(zlib) => {
                zlib.write_all(&bite(input))?;
                Ok(std::mem::take(zlib.get_mut()))
            }
            Self::Zstd(zstd) => zstd.step(input),
        }
    }

    /// What is left, once all has arrived; an error where the end is missing.
    fn end(&mut self) -> io::Result<Vec<u8>> {
        match self {
            Self::Gzip(gzip) => {
                gzip.try_finish()?;
                Ok(std::mem::take(gzip.get_mut()))
            }
            Self::Deflate(zlib) => {
                zlib.try_finish()?;
                Ok(std::mem::take(zlib.get_mut()))
            }
            Self::Zstd(zstd) if zstd.is_whole => Ok(Vec::new()),
            Self::Zstd(_) => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

impl Zstd {
    fn step(&mut self, input: &mut Bytes) -> io::Result<Vec<u8>> {
        let mut piece = vec![0; PIECE_BYTES];
        let status = self.inner.run_on_buffers(input, &mut piece)?;
        let _read = input.split_to(status.bytes_read);
        piece.truncate(status.bytes_written);
        self.is_full = status.bytes_written == PIECE_BYTES;
        // Without input at the end of a frame it asks for the next one, which need not come.
        if status.bytes_read + status.bytes_written > 0 {
            self.is_whole = status.remaining == 0;
        }
        Ok(piece)
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;
    use futures_util::StreamExt as _;

    use super::*;

    /// What comes out of a JSON body of this encoding, up to a limit; nothing for an error.
    async fn undone(encoding: &str, body: Vec<u8>, limit: usize) -> Option<Vec<u8>> {
        let request = TestRequest::post()
            .insert_header((CONTENT_TYPE, "application/json; charset=utf-8"))
            .insert_header((CONTENT_ENCODING, encoding))
            .set_payload(body);
        let mut request = request.to_srv_request();
        undo(&mut request);
        assert!(!request.headers().contains_key(CONTENT_ENCODING));
        let (mut payload, mut out) = (request.take_payload(), Vec::new());
        while let Some(piece) = payload.next().await {
            let piece = piece.ok()?;
            assert!(piece.len() <= 2 * PIECE_BYTES, "a piece has {} bytes", piece.len());
            out.extend(piece);
            if out.len() > limit {
                break;
            }
        }
        Some(out)
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(text).unwrap();
        gzip.finish().unwrap()
    }

    fn deflate(text: &[u8]) -> Vec<u8> {
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        zlib.write_all(text).unwrap();
        zlib.finish().unwrap()
    }

    #[actix_web::test]
    async fn what_was_compressed_comes_out_as_it_was() {
        for length in [0, 1, 1_000, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES] {
            let digits = (0..length).flat_map(|n| n.to_string().into_bytes());
            let text: Vec<u8> = digits.take(length).collect();
            for (encoding, body) in [
                ("zstd", zstd::encode_all(text.as_slice(), 3).unwrap()),
                ("gzip", gzip(&text)),
                ("deflate", deflate(&text)),
            ] {
                let whole = undone(encoding, body.clone(), usize::MAX).await;
                assert!(whole.as_ref() == Some(&text), "{encoding} of {length} bytes");
                let cut = body[..body.len() - 1].to_vec();
                assert_eq!(undone(encoding, cut, usize::MAX).await, None, "{encoding}, cut");
            }
        }
    }

    #[actix_web::test]
    async fn a_bomb_goes_off_a_piece_at_a_time() {
        let nothing = vec![0; 64 * 1024 * 1024];
        for (encoding, body) in
            [("zstd", zstd::encode_all(nothing.as_slice(), 3).unwrap()), ("gzip", gzip(&nothing))]
        {
            assert!(body.len() < 100_000, "{encoding}: {}", body.len());
            let out = undone(encoding, body, 1_000_000).await.unwrap();
            assert!(out.len() < 1_200_000, "{encoding}: {}", out.len());
        }
    }

    #[actix_web::test]
    async fn a_frame_that_asks_for_much_memory_is_refused() {
        let mut zstd = zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
        zstd.window_log(27).unwrap();
        zstd.write_all(&vec![b'x'; 300_000]).unwrap();
        assert_eq!(undone("zstd", zstd.finish().unwrap(), usize::MAX).await, None);
    }
}
