//! What stands in a mail on its way, and that nothing in it becomes a header of its own.

use super::*;

fn letter<'a>(to_name: &'a str, to_email: &'a str, subject: &'a str) -> Letter<'a> {
    Letter {
        id: Uuid::nil(),
        to_name: Some(to_name),
        to_email,
        subject,
        body: "Hello,\n\nsee you in Århus.\n",
        automatic: true,
        at: DateTime::from_timestamp(1_791_547_200, 0).unwrap(),
    }
}

fn written(letter: &Letter<'_>) -> Result<String, SendProblem> {
    let from = "Hollow Coast <advance@example.org>".parse().unwrap();
    Ok(String::from_utf8(message(&from, letter)?.formatted()).unwrap())
}

fn headers(mail: &str) -> Vec<&str> {
    let head = mail.split("\r\n\r\n").next().unwrap();
    head.split("\r\n").filter(|line| !line.starts_with([' ', '\t'])).collect()
}

#[test]
fn a_mail_says_who_when_and_that_a_program_wrote_it() {
    let mail = written(&letter("Jonas", "jonas@example.net", "Load-in")).unwrap();
    assert_eq!(
        headers(&mail),
        [
            "From: \"Hollow Coast\" <advance@example.org>",
            "To: Jonas <jonas@example.net>",
            "Subject: Load-in",
            "Date: Fri, 09 Oct 2026 12:00:00 +0000",
            "Message-ID: <00000000000000000000000000000000@example.org>",
            "Content-Type: text/plain; charset=utf-8",
            "Auto-Submitted: auto-generated",
            "Content-Transfer-Encoding: quoted-printable",
        ]
    );
    let by_hand = Letter { automatic: false, ..letter("Jonas", "jonas@example.net", "Load-in") };
    assert!(!written(&by_hand).unwrap().contains("Auto-Submitted"));
}

#[test]
fn line_breaks_in_names_and_subjects_make_no_headers() {
    let plain = written(&letter("Jonas", "jonas@example.net", "Load-in")).unwrap();
    let names: Vec<_> =
        headers(&plain).iter().map(|line| line.split(':').next().unwrap()).collect();
    for trick in [
        "x\r\nBcc: everybody@example.org",
        "x\nBcc: everybody@example.org",
        "x\rBcc: everybody@example.org",
        "x\r\n\r\nanother body",
        "\"x\" <a@example.org>, b@example.org",
    ] {
        let mail = written(&letter(trick, "jonas@example.net", trick)).unwrap();
        let found: Vec<_> =
            headers(&mail).iter().map(|line| line.split(':').next().unwrap()).collect();
        assert_eq!(found, names, "{mail}");
        assert!(!mail.contains("\nBcc") && !mail.contains("\rBcc"), "{mail}");
        let address = format!("jonas@example.net{trick}");
        let refused = written(&letter("Jonas", &address, "Load-in"));
        assert_eq!(refused, Err(SendProblem::NoAddress(address)));
    }
}

#[test]
fn an_address_to_send_from_is_one_address_and_nothing_else() {
    for text in ["advance@example.org", "Hollow Coast <advance@example.org>", "\"A, B\" <a@b.org>"]
    {
        assert!(is_mailbox(text), "{text}");
    }
    for text in [
        "",
        "Hollow Coast",
        "advance@",
        "a@b.org, c@d.org",
        "a@b.org\r\nBcc: c@d.org",
        "A <a@b.org> <c@d.org>",
    ] {
        assert!(!is_mailbox(text), "{text}");
    }
}

#[test]
fn what_a_server_says_is_told_on_one_line() {
    assert_eq!(shortened(" 554\r\n no  thanks "), "554 no thanks");
    assert_eq!(shortened(&"x".repeat(1_000)).len(), WORDS_CHARS_MAX);
}
