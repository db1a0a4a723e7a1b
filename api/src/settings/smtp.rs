//! The mail server that is set: where it is, who logs in there, and what keeps others from reading along.

use std::str::FromStr;

use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::value::{OFF, Show};

/// Ports of servers that say nothing else (RFC 8314; RFC 5321 on this machine).
const WRAPPED_PORT: u16 = 465;
const STARTTLS_PORT: u16 = 587;
const PLAIN_PORT: u16 = 25;

/// A mail server. It has no `Debug`: it holds a password.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpServer {
    /// As it was set.
    url: String,
    /// Its name or address, as a connection takes it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// What keeps others from reading along.
    pub wrapped: Wrapped,
    /// User and password, if it wants any.
    pub login: Option<(String, String)>,
}

/// What keeps others from reading along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapped {
    /// Nothing: it is this machine.
    Nothing,
    /// STARTTLS. A server that does not offer it is told nothing.
    StartTls,
    /// TLS from the first byte.
    Tls,
}

/// Reads the setting. The text may hold a password, so no rule repeats it.
pub(super) fn smtp_server(text: &str) -> Result<Option<SmtpServer>, String> {
    if text == OFF {
        return Ok(None);
    }
    text.parse().map(Some)
}

impl FromStr for SmtpServer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = || "must be such as `smtp://user:password@mail.example.org:587`".to_owned();
        parsed(text).ok_or_else(refuse)
    }
}

fn parsed(text: &str) -> Option<SmtpServer> {
    let url = Url::parse(text).ok()?;
    let is_bare =
        matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    if !is_bare {
        return None;
    }
    // The scheme is none of the web's, so `url` takes any host for a name.
    let host = Host::parse(url.host_str()?).ok()?;
    let is_here = match &host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    let (wrapped, usual_port) = match url.scheme() {
        "smtps" => (Wrapped::Tls, WRAPPED_PORT),
        "smtp" if is_here => (Wrapped::Nothing, PLAIN_PORT),
        "smtp" => (Wrapped::StartTls, STARTTLS_PORT),
        _ => return None,
    };
    let host = match host {
        Host::Domain(name) => name,
        Host::Ipv4(address) => address.to_string(),
        Host::Ipv6(address) => address.to_string(),
    };
    let plain = |text: &str| Some(percent_decode_str(text).decode_utf8().ok()?.into_owned());
    let login = match (url.username(), url.password()) {
        ("", None) => None,
        (user, password) => Some((plain(user)?, plain(password.unwrap_or_default())?)),
    };
    let port = url.port().unwrap_or(usual_port);
    Some(SmtpServer { url: text.to_owned(), host, port, wrapped, login })
}

impl Show for Option<SmtpServer> {
    fn show(&self) -> String {
        self.as_ref().map_or(OFF, |server| &server.url).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, u16, Wrapped, Option<(String, String)>) {
        let server = smtp_server(text).unwrap().unwrap();
        (server.host, server.port, server.wrapped, server.login)
    }

    #[test]
    fn only_this_machine_is_spoken_to_in_the_open() {
        use Wrapped::{Nothing, StartTls, Tls};
        for (text, host, port, wrapped) in [
            ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, Nothing),
            ("smtp://localhost", "localhost", 25, Nothing),
            ("smtp://[::1]:26/", "::1", 26, Nothing),
            ("smtp://127.0.0.1.example.org", "127.0.0.1.example.org", 587, StartTls),
            ("smtp://10.0.0.1:25", "10.0.0.1", 25, StartTls),
            ("smtp://mail.example.org", "mail.example.org", 587, StartTls),
            ("smtps://mail.example.org", "mail.example.org", 465, Tls),
            ("smtps://127.0.0.1:4650", "127.0.0.1", 4650, Tls),
        ] {
            assert_eq!(read(text), (host.to_owned(), port, wrapped, None), "{text}");
        }
    }

    #[test]
    fn user_and_password_may_hold_anything_that_is_escaped() {
        let login = read("smtps://maya%40example.org:p%2Fw%3A%40@mail.example.org").3;
        assert_eq!(login, Some(("maya@example.org".to_owned(), "p/w:@".to_owned())));
    }

    #[test]
    fn what_is_no_mail_server_is_refused_and_not_repeated() {
        for text in [
            "",
            "mail.example.org",
            "https://mail.example.org",
            "smtp://",
            "smtp://tour:s3cret@",
            "smtp://mail.example.org/?tls=opportunistic",
            "smtp://mail.example.org/ehlo",
            "smtp://tour:s3cret@mail example.org",
            "smtp://mail.example.org:99999",
        ] {
            let rule = smtp_server(text).err().unwrap_or_else(|| panic!("`{text}` was taken"));
            assert!(!rule.contains("s3cret"), "{rule}");
        }
    }
}
