//! Requests that no well-behaved client makes: any header, any bytes, or none where some were
//! announced.

use harness::{Answer, Person, TestApp};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Body, Method};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Sends a request with these headers and this body, whatever they are.
pub(crate) async fn send(
    app: &TestApp,
    who: Option<&Person>,
    (method, path): (Method, &str),
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Answer {
    let what = format!("{method} {path}");
    let mut request = app.http().request(method, format!("{}{path}", app.site())).body(body);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if let Some(who) = who {
        request = request.bearer_auth(&who.token);
    }
    let response = request.send().await.unwrap_or_else(|err| panic!("{what}: {err:?}"));
    Answer::read(what, response).await
}

/// Sends a text as `application/json`.
pub(crate) async fn send_json(
    app: &TestApp,
    who: &Person,
    (method, path): (Method, &str),
    text: impl Into<Body>,
) -> Answer {
    send(app, Some(who), (method, path), &[("content-type", "application/json")], text).await
}

/// Writes bytes to the server and reads what it answers, until it has answered once or hung up.
pub(crate) async fn over_tcp(app: &TestApp, request: &str) -> Answer {
    let address = app.site().strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut read = Vec::new();
    loop {
        if let Some(answer) = whole_answer(&read) {
            return answer;
        }
        // A server that hangs up on bytes it has not read resets the connection.
        match stream.read_buf(&mut read).await {
            Ok(0) | Err(_) => {
                let said = String::from_utf8_lossy(&read);
                panic!("the server hung up after `{said}`");
            }
            Ok(_) => {}
        }
    }
}

/// The answer, once its whole body is there. Only answers with a `content-length` are understood.
fn whole_answer(bytes: &[u8]) -> Option<Answer> {
    let text = std::str::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n")?;
    let (first, rest) = head.split_once("\r\n").unwrap_or((head, ""));
    let status = first.split(' ').nth(1).unwrap().parse().unwrap();
    let mut headers = HeaderMap::new();
    for line in rest.lines() {
        let (name, value) = line.split_once(": ").unwrap();
        let name: HeaderName = name.parse().unwrap();
        headers.append(name, HeaderValue::from_str(value).unwrap());
    }
    let length = headers.get("content-length").map_or("0", |value| value.to_str().unwrap());
    let length: usize = length.parse().unwrap();
    (body.len() >= length).then(|| Answer {
        request: "over TCP".to_owned(),
        status,
        headers,
        body: body.as_bytes()[..length].to_vec(),
    })
}
