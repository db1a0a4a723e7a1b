//! Mails that go out: one at a time, through the mail server that the operator has named. What a mail
//! says, and whether it is to be sent, is decided elsewhere; nothing here is tried twice.
//!
//! The one place that names `lettre`.

use std::fmt;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use uuid::Uuid;

use crate::settings::{Settings, SmtpServer, Wrapped};

/// For all of it: looking the server up, saying hello, handing the mail over. A person waits for it.
const TIMEOUT: Duration = Duration::from_secs(30);
/// What is repeated of a server's words, in characters.
const WORDS_CHARS_MAX: usize = 300;

/// A mail to send.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// Names this mail wherever it goes. One that is sent again has the same.
    pub id: Uuid,
    /// The name of whom it goes to.
    pub to_name: Option<&'a str>,
    /// Their address.
    pub to_email: &'a str,
    /// What stands above it.
    pub subject: &'a str,
    /// What it says.
    pub body: &'a str,
    /// Whether no person has told us to send it: answering machines leave such a mail alone (RFC 3834).
    pub automatic: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// Why a mail was not sent, or may not have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendProblem {
    /// No mail server is set.
    NoServer,
    /// This is no address that a mail can be sent to.
    NoAddress(String),
    /// The server did not let us in, or did not take the mail.
    Refused(String),
    /// The server is not there, or there is no private way to it.
    Unreachable(String),
    /// The line broke while the mail was handed over.
    Unknown(String),
}

impl fmt::Display for SendProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoServer => f.write_str("no mail server is set"),
            Self::NoAddress(email) => write!(f, "`{email}` is no address that takes mail"),
            Self::Refused(why) => write!(f, "the mail server refused it: {why}"),
            Self::Unreachable(why) => write!(f, "the mail server cannot be reached: {why}"),
            Self::Unknown(why) => write!(f, "it is not known whether it was sent: {why}"),
        }
    }
}

/// Whether this is an address to send from, with or without a name.
pub fn is_mailbox(text: &str) -> bool {
    // The parser passes over what stands behind the address.
    let is_whole =
        |mailbox: &Mailbox| text.trim_end_matches('>').trim_end().ends_with(mailbox.email.domain());
    !text.contains(char::is_control)
        && text.parse::<Mailbox>().is_ok_and(|mailbox| is_whole(&mailbox))
}

/// Whether this is an address to send to.
pub fn is_address(email: &str) -> bool {
    email.parse::<Address>().is_ok()
}

/// Hands a mail to the server of these settings.
pub async fn send(settings: &Settings, letter: &Letter<'_>) -> Result<(), SendProblem> {
    let (Some(server), Some(from)) = (&settings.smtp_url, &settings.mail_from) else {
        return Err(SendProblem::NoServer);
    };
    let from: Mailbox = from.parse().map_err(|_| SendProblem::NoAddress(from.clone()))?;
    let message = message(&from, letter)?;
    let transport = transport(server, from.email.domain())?;
    match tokio::time::timeout(TIMEOUT, transport.send(message)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(err)) => Err(problem(&err)),
        Err(_) => {
            let why = format!("the mail server did not answer within {} s", TIMEOUT.as_secs());
            Err(SendProblem::Unknown(why))
        }
    }
}

/// Why nothing can be handed over at the moment: the server is not there, or does not answer. One that
/// refuses us is there.
pub async fn away(settings: &Settings) -> Option<SendProblem> {
    let (Some(server), Some(from)) = (&settings.smtp_url, &settings.mail_from) else {
        return Some(SendProblem::NoServer);
    };
    let domain = from.parse::<Mailbox>().map(|from| from.email.domain().to_owned()).ok()?;
    let transport = match transport(server, &domain) {
        Ok(transport) => transport,
        Err(problem) => return Some(problem),
    };
    let answered = match tokio::time::timeout(TIMEOUT, transport.test_connection()).await {
        Ok(Ok(true)) => return None,
        Ok(Ok(false)) => SendProblem::Unreachable("it hangs up".to_owned()),
        Ok(Err(err)) => problem(&err),
        Err(_) => SendProblem::Unreachable("it does not answer".to_owned()),
    };
    match answered {
        SendProblem::Refused(_) => None,
        SendProblem::Unknown(why) => Some(SendProblem::Unreachable(why)),
        away => Some(away),
    }
}

fn message(from: &Mailbox, letter: &Letter<'_>) -> Result<Message, SendProblem> {
    let refuse = || SendProblem::NoAddress(letter.to_email.to_owned());
    let to: Address = letter.to_email.parse().map_err(|_| refuse())?;
    let id = format!("<{}@{}>", letter.id.simple(), from.email.domain());
    let mut builder = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(letter.to_name.map(without_controls), to))
        .subject(without_controls(letter.subject))
        .date(SystemTime::from(letter.at))
        .message_id(Some(id))
        .header(ContentType::TEXT_PLAIN);
    if letter.automatic {
        builder = builder.header(AutoSubmitted);
    }
    builder.body(letter.body.to_owned()).map_err(|_| refuse())
}

/// A text that can stand in a header. `lettre` panics on a name with a line break.
fn without_controls(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// RFC 3834, 5: written by a program.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

type Transport = AsyncSmtpTransport<Tokio1Executor>;

fn transport(server: &SmtpServer, domain: &str) -> Result<Transport, SendProblem> {
    let parameters = || {
        TlsParameters::new(server.host.clone())
            .map_err(|err| SendProblem::Unreachable(shortened(&err.to_string())))
    };
    let tls = match server.wrapped {
        Wrapped::Nothing => Tls::None,
        Wrapped::StartTls => Tls::Required(parameters()?),
        Wrapped::Tls => Tls::Wrapper(parameters()?),
    };
    let mut builder = Transport::builder_dangerous(&server.host)
        .port(server.port)
        .tls(tls)
        .hello_name(ClientId::Domain(domain.to_owned()))
        .timeout(Some(TIMEOUT));
    if let Some((user, password)) = &server.login {
        builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
    }
    Ok(builder.build())
}

fn problem(err: &lettre::transport::smtp::Error) -> SendProblem {
    let why = shortened(&err.to_string());
    if err.status().is_some() || err.is_client() {
        SendProblem::Refused(why)
    } else if err.is_tls() || is_connection(err) {
        SendProblem::Unreachable(why)
    } else {
        SendProblem::Unknown(why)
    }
}

/// Whether there never was a connection. `lettre` tells this kind by its words alone.
fn is_connection(err: &lettre::transport::smtp::Error) -> bool {
    err.to_string().starts_with("Connection error")
}

/// A server's words on one line, as long as a person reads them.
fn shortened(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(WORDS_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests;
