//! The program as a process of its own. Whatever a test starts ends with the test.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use harness::{Answer, client};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStderr, ChildStdout, Command};

/// The program, built beside these tests from its own `main.rs`.
const PROGRAM: &str = env!("CARGO_BIN_EXE_buscall-api-under-test");
/// No command and no start takes as long as this, on however busy a machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// How a command has ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// Stops the test here unless the command has ended so.
    #[track_caller]
    pub(crate) fn with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// What was printed, as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.stdout.lines().count(), 1, "{self:?}");
        serde_json::from_str(&self.stdout).unwrap_or_else(|err| panic!("{err}: {self:?}"))
    }

    /// Stops the test here unless what went wrong is told in these words.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) {
        assert!(self.stderr.contains(words), "`{words}` is not said: {self:?}");
    }
}

/// The program in this directory, with nothing of the settings of whoever runs the tests.
pub(crate) fn program(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("BUSCALL_") {
            command.env_remove(name);
        }
    }
    command.args(args).current_dir(dir).kill_on_drop(true);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs a command to its end.
pub(crate) async fn run(dir: &Path, args: &[&str]) -> Ended {
    ended(program(dir, args)).await
}

/// Runs a prepared command to its end.
pub(crate) async fn ended(mut command: Command) -> Ended {
    let output = tokio::time::timeout(PATIENCE, command.output()).await;
    let output = output.unwrap_or_else(|_| panic!("{command:?} does not end")).unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap_or_else(|| panic!("{command:?} ended by a signal"));
    Ended { code, stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Runs a command that reads its input.
pub(crate) async fn run_with_input(dir: &Path, args: &[&str], input: &str) -> Ended {
    let mut command = program(dir, args);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).await.unwrap();
    drop(stdin);
    let output = tokio::time::timeout(PATIENCE, child.wait_with_output()).await.unwrap().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    Ended { code, stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A server that answers.
pub(crate) struct Server {
    child: Child,
    /// `http://127.0.0.1:…`.
    pub(crate) site: String,
    /// The second listener, if there is one.
    pub(crate) ops_site: Option<String>,
    http: reqwest::Client,
    stdout: Lines<BufReader<ChildStdout>>,
    stderr: Lines<BufReader<ChildStderr>>,
}

impl Server {
    /// Serves the database in this directory and waits until the log says that it answers.
    pub(crate) async fn serve(dir: &Path, args: &[&str]) -> Self {
        let mut all = vec!["serve", "--listen", "127.0.0.1:0", "--log-format", "json"];
        all.extend(args);
        let mut server = Self::start(program(dir, &all));
        let ready = loop {
            let line = server.line_of_log().await.expect("the server ended before it answered");
            let Ok(line) = serde_json::from_str::<Value>(&line) else { continue };
            if line["message"] == "the server answers" {
                break line;
            }
        };
        ready["address"].as_str().unwrap().clone_into(&mut server.site);
        server.ops_site = ready["ops_address"].as_str().map(str::to_owned);
        server
    }

    /// Starts a command that answers until it is told to stop.
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap()).lines();
        let stderr = BufReader::new(child.stderr.take().unwrap()).lines();
        Self { child, site: String::new(), ops_site: None, http: client(), stdout, stderr }
    }

    /// The next line of the log; nothing at its end.
    async fn line_of_log(&mut self) -> Option<String> {
        tokio::time::timeout(PATIENCE, self.stderr.next_line()).await.unwrap().unwrap()
    }

    /// The next line that is printed; nothing at the end.
    pub(crate) async fn line(&mut self) -> Option<String> {
        tokio::time::timeout(PATIENCE, self.stdout.next_line()).await.unwrap().unwrap()
    }

    /// Tells it to stop, as a service manager does, and waits; the exit code and the rest of what it
    /// printed.
    pub(crate) async fn stop(mut self) -> (i32, Vec<String>) {
        self.signal("-TERM").await;
        let mut printed = Vec::new();
        while let Some(line) = self.line().await {
            printed.push(line);
        }
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await.unwrap().unwrap();
        (ended.code().expect("a server that is told to stop ends by itself"), printed)
    }

    /// Tells it to stop, and waits; all that it has logged since it answered.
    pub(crate) async fn log_to_the_end(mut self) -> String {
        self.signal("-TERM").await;
        let mut log = String::new();
        while let Some(line) = self.line_of_log().await {
            log += &line;
            log.push('\n');
        }
        tokio::time::timeout(PATIENCE, self.child.wait()).await.unwrap().unwrap();
        log
    }

    /// Kills it as a power cut would, whatever it is doing.
    pub(crate) async fn kill(&self) {
        self.signal("-KILL").await;
    }

    /// Kills it and waits until it is gone, with its hold on files and ports.
    pub(crate) async fn cut_off(mut self) {
        self.kill().await;
        tokio::time::timeout(PATIENCE, self.child.wait()).await.unwrap().unwrap();
    }

    /// Sends it a signal.
    pub(crate) async fn signal(&self, name: &str) {
        let pid = self.child.id().unwrap().to_string();
        let told = Command::new("kill").args([name, &pid]).status().await.unwrap();
        assert!(told.success());
    }

    /// Reads a path, of either listener when the whole address is given.
    pub(crate) async fn get(&self, token: Option<&str>, path: &str) -> Answer {
        let url =
            if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.site) };
        let mut request = self.http.get(&url);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        Answer::read(format!("GET {path}"), request.send().await.unwrap()).await
    }

    /// Posts JSON.
    pub(crate) async fn post(&self, token: Option<&str>, path: &str, body: &Value) -> Answer {
        let answer = self.try_post(token, path, body).await;
        answer.unwrap_or_else(|err| panic!("POST {path}: {err}"))
    }

    /// Posts JSON to a server that may be gone.
    pub(crate) async fn try_post(
        &self,
        token: Option<&str>,
        path: &str,
        body: &Value,
    ) -> reqwest::Result<Answer> {
        let mut request = self.http.post(format!("{}{path}", self.site)).json(body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await?.to_vec();
        Ok(Answer { request: format!("POST {path}"), status, headers, body })
    }

    /// Puts JSON in place.
    pub(crate) async fn put(&self, token: &str, path: &str, body: &Value) -> Answer {
        let request = self.http.put(format!("{}{path}", self.site)).json(body);
        let response = request.bearer_auth(token).send().await.unwrap();
        Answer::read(format!("PUT {path}"), response).await
    }

    /// Logs in; the token.
    pub(crate) async fn log_in(&self, email: &str, password: &str) -> String {
        let body = json!({ "email": email, "password": password });
        let answer = self.post(None, "/v1/sessions", &body).await.ok();
        answer["token"].as_str().unwrap().to_owned()
    }
}
