//! Reading bodies to their end, as they arrive and as they unpack, and never past a limit.

use std::io::Read as _;

use reqwest::{Response, header};

use super::{IDLE, Net};
use crate::error::{Error, Result};

/// A JSON body. Anything else that comes with a success is no answer of ours.
pub(super) async fn json(net: &Net, response: Response, bytes_max: usize) -> Result<Vec<u8>> {
    if media_type(&response) != "application/json" {
        return Err(net.rubbish(format!("it is {}", described(&response))));
    }
    collect(net, response, bytes_max).await
}

/// A body, unpacked.
pub(super) async fn collect(
    net: &Net,
    mut response: Response,
    bytes_max: usize,
) -> Result<Vec<u8>> {
    let packed = packing(net, &response)?;
    let mut bytes = Vec::new();
    while let Some(chunk) = next_chunk(net, &mut response).await? {
        if bytes.len() + chunk.len() > bytes_max {
            return Err(too_large(net, bytes_max));
        }
        bytes.extend_from_slice(&chunk);
    }
    match packed {
        Packing::None => Ok(bytes),
        Packing::Zstd => unpack(&bytes, bytes_max)
            .map_err(|err| net.rubbish(err))?
            .ok_or_else(|| too_large(net, bytes_max)),
    }
}

/// The next piece of a body; nothing at its end.
pub(super) async fn next_chunk(net: &Net, response: &mut Response) -> Result<Option<bytes::Bytes>> {
    net.pulse.allow(IDLE);
    match tokio::time::timeout(IDLE, response.chunk()).await {
        Ok(Ok(chunk)) => Ok(chunk),
        Ok(Err(err)) => Err(net.cut_off(&err)),
        Err(_) => Err(Error::CutOff {
            url: net.address.to_string(),
            why: format!("nothing came for {} seconds", IDLE.as_secs()),
        }),
    }
}

/// How a body is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    None,
    Zstd,
}

/// How this body is packed.
pub(super) fn packing(net: &Net, response: &Response) -> Result<Packing> {
    let encoding = response.headers().get(header::CONTENT_ENCODING);
    match encoding.map(header::HeaderValue::as_bytes) {
        None | Some(b"identity") => Ok(Packing::None),
        Some(b"zstd") => Ok(Packing::Zstd),
        Some(other) => {
            let other = String::from_utf8_lossy(other);
            Err(net.rubbish(format!("it is packed as `{other}`, which nobody asked for")))
        }
    }
}

/// Unpacks bytes; nothing where they would be more than the limit.
pub(super) fn unpack(packed: &[u8], bytes_max: usize) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let limit = bytes_max as u64 + 1;
    zstd::Decoder::new(packed)?.take(limit).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= bytes_max).then_some(bytes))
}

fn too_large(net: &Net, bytes_max: usize) -> Error {
    net.rubbish(format!("it is larger than {} MiB", bytes_max / (1024 * 1024)))
}

/// The type of a body without its parameters; empty where none is named.
pub(super) fn media_type(response: &Response) -> String {
    let named = response.headers().get(header::CONTENT_TYPE);
    let named = named.and_then(|named| named.to_str().ok()).unwrap_or_default();
    named.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A body's type in words.
pub(super) fn described(response: &Response) -> String {
    match media_type(response).as_str() {
        "text/html" | "application/xhtml+xml" => "a web page".to_owned(),
        "" => "something without a type".to_owned(),
        other => format!("`{other}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unpacks_to_more_than_the_limit_is_not_unpacked() {
        let packed = zstd::encode_all(vec![0; 100_000].as_slice(), 3).unwrap();
        assert!(packed.len() < 1_000);
        assert_eq!(unpack(&packed, 100_000).unwrap().map(|bytes| bytes.len()), Some(100_000));
        assert_eq!(unpack(&packed, 99_999).unwrap(), None);
        assert!(unpack(&packed[..packed.len() - 3], 100_000).is_err());
    }
}
