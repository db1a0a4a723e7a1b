//! The address of a server, as somebody types it.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use reqwest::Url;

use crate::error::{Error, Result};

/// The address of a server, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    text: String,
    encrypted: bool,
    near: bool,
}

impl Address {
    /// Whether nobody on the way can listen.
    pub fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// Whether it is this machine or one of a private network, which no proxy leads to.
    pub fn is_near(&self) -> bool {
        self.near
    }

    /// Whether a password would cross networks of strangers in the clear.
    pub fn is_exposed(&self) -> bool {
        !self.encrypted && !self.near
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Address {
    type Err = Error;

    /// Without a scheme it is `https`, as in browsers.
    fn from_str(text: &str) -> Result<Self> {
        let wrong = |why: &str| Error::Usage(format!("`{text}` is no address of a server: {why}"));
        let trimmed = text.trim().trim_end_matches('/');
        let whole =
            if trimmed.contains("://") { trimmed.to_owned() } else { format!("https://{trimmed}") };
        let url = Url::parse(&whole).map_err(|err| wrong(&err.to_string()))?;
        let encrypted = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(wrong("it begins with `https://` or `http://`")),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("name and password have no place in it"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("it ends with the path"));
        }
        let host = url.host_str().ok_or_else(|| wrong("it names no host"))?;
        let near = is_near(host);
        Ok(Self { text: url.as_str().trim_end_matches('/').to_owned(), encrypted, near })
    }
}

fn is_near(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    match host.parse() {
        Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        Ok(IpAddr::V6(ip)) => {
            ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local()
        }
        Err(_) => matches!(host.rsplit('.').next(), Some("localhost" | "local")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_typed() {
        let written = [
            ("tour.example.org", "https://tour.example.org"),
            ("https://tour.example.org/", "https://tour.example.org"),
            (" http://127.0.0.1:8080 ", "http://127.0.0.1:8080"),
            ("https://example.org/buscall/", "https://example.org/buscall"),
        ];
        for (typed, address) in written {
            assert_eq!(typed.parse::<Address>().unwrap().to_string(), address);
        }
        for typed in ["", "ftp://example.org", "https://a:b@example.org", "https://x.org/?a=b"] {
            let refused = typed.parse::<Address>();
            assert!(matches!(refused, Err(Error::Usage(_))), "{typed}: {refused:?}");
        }
    }

    #[test]
    fn only_a_plain_address_outside_of_the_house_is_exposed() {
        let exposed = |typed: &str| typed.parse::<Address>().unwrap().is_exposed();
        assert!(exposed("http://tour.example.org"));
        assert!(exposed("http://172.32.0.1"));
        for typed in
            ["https://tour.example.org", "http://127.0.0.1:1", "http://[::1]:1", "http://10.0.0.7"]
        {
            assert!(!exposed(typed), "{typed}");
        }
    }
}
