//! Advancing: the board, sheets, answers and decisions.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::advance::{Begin, BeginPlan, Decision, Kept, Owed, STARTERS};
use domain::change::{Edit, Receipt};
use domain::ids::{RecordId, TourId};
use domain::record::{AnswerVia, Answered, Key, Line, Prose, Question};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer as answers;
use super::days::PreviewIn;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::advance::{self, From, Told, ToldAnswer, Which};

/// From what sheets are begun, and for which shows.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginIn {
    /// A template of the tour.
    #[serde(default)]
    pub template: Option<RecordId>,
    /// A template that Buscall comes with: `club`, `theatre`, `arena` or `festival`.
    #[serde(default)]
    pub starter: Option<String>,
    /// The dates; every date with a show unless given.
    #[serde(default)]
    pub dates: Vec<chrono::NaiveDate>,
    /// Whether sheets that are there get the questions that they lack.
    #[serde(default)]
    pub add_missing: bool,
}

/// What beginning sheets does to each show.
#[derive(Serialize, ToSchema)]
pub struct BeginOut {
    /// Show by show, and the edits.
    #[serde(flatten)]
    pub plan: BeginPlan,
    /// Whether it was carried out.
    pub applied: bool,
    /// The ledger's word on each group.
    pub receipts: Vec<Receipt>,
}

/// A template that Buscall comes with.
#[derive(Serialize, ToSchema)]
pub struct StarterOut {
    /// What it is called in `starter`.
    pub word: String,
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub about: String,
    /// How many questions it asks.
    pub n_questions: usize,
}

/// The templates that Buscall comes with.
#[derive(Serialize, ToSchema)]
pub struct StartersOut {
    /// The templates.
    pub items: Vec<StarterOut>,
}

/// Who owes what.
#[derive(Serialize, ToSchema)]
pub struct OwedOut {
    /// Show by show, by date.
    pub items: Vec<Owed>,
}

/// Answers that somebody of the tour gives or was told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswersIn {
    /// The answers.
    pub answers: Vec<AnswerIn>,
    /// Who said so: `Ana Lima, house production`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub by: Option<Line>,
    /// By which way; `tour` unless given.
    #[serde(default)]
    pub via: Option<AnswerVia>,
}

/// One answer: `typed`, or `answer` as it is stored.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerIn {
    /// Which question.
    #[schema(value_type = String)]
    pub key: Key,
    /// As it is typed; empty takes the answer back.
    #[serde(default)]
    pub typed: Option<String>,
    /// As it is stored.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub answer: Option<Value>,
    /// The answer that was shown; the one in force unless given.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Object>)]
    pub from: Option<Value>,
    /// What is remarked; empty takes it back.
    #[serde(default)]
    pub remark: Option<String>,
}

/// What is asked of one show alone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionIn {
    /// The question.
    pub question: Question,
}

/// Decisions about answers: these, or `all` of the open ones accepted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionsIn {
    /// The decisions.
    #[serde(default)]
    pub decisions: Vec<Decision>,
    /// Whether every open answer is accepted.
    #[serde(default)]
    pub all: bool,
}

/// What decisions do to the tour book.
#[derive(Serialize, ToSchema)]
pub struct DecisionsOut {
    /// The edits.
    pub edits: Vec<Edit>,
    /// Whether they were carried out.
    pub applied: bool,
    /// The ledger's word on each group.
    pub receipts: Vec<Receipt>,
}

/// What is kept in the directory.
#[derive(Serialize, ToSchema)]
pub struct KeepOut {
    /// The corrections, and the edits.
    #[serde(flatten)]
    pub plan: Kept,
    /// Whether it was carried out.
    pub applied: bool,
    /// The ledger's word on each group.
    pub receipts: Vec<Receipt>,
}

/// The ledger's word.
#[derive(Serialize, ToSchema)]
pub struct ReceiptsOut {
    /// One receipt for each group; none where nothing was new.
    pub receipts: Vec<Receipt>,
}

/// A value that may be `null`, which is not the same as none.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// The advance board: every show with how far its sheet is.
#[utoipa::path(get, path = "/v1/tours/{tour}/advances", tag = "advancing",
    params(("tour" = Uuid, Path)), responses((status = 200, body = domain::view::AdvanceBoard)))]
pub async fn board(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    Ok(answers::view(&request, &advance::board(&app, &actor, *tour).await?))
}

/// Begins sheets for all shows, or some, in one step; `preview` shows it first.
#[utoipa::path(post, path = "/v1/tours/{tour}/advances", tag = "advancing",
    params(("tour" = Uuid, Path), PreviewIn), request_body = BeginIn,
    responses((status = 200, body = BeginOut)))]
pub async fn begin(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
    query: web::Query<PreviewIn>,
    body: web::Json<BeginIn>,
) -> Result<HttpResponse> {
    let BeginIn { template, starter, dates, add_missing } = body.into_inner();
    let from = match (template, starter) {
        (Some(template), None) => From::Template(template),
        (None, Some(word)) => From::Starter(advance::starter(&word)?),
        _ => return Err(Error::invalid("template", "name one of `template` and `starter`")),
    };
    let asked = Begin { dates, add_missing };
    let done = advance::begin(&app, &actor, *tour, from, &asked, query.preview).await?;
    let applied = !query.preview;
    Ok(answers::json(&BeginOut { plan: done.plan, applied, receipts: done.receipts }))
}

/// The templates that Buscall comes with.
#[utoipa::path(get, path = "/v1/tours/{tour}/advances/starters", tag = "advancing",
    params(("tour" = Uuid, Path)), responses((status = 200, body = StartersOut)))]
pub async fn starters(_actor: Actor, _tour: web::Path<TourId>) -> HttpResponse {
    let starter = |starter: &domain::advance::Starter| StarterOut {
        word: starter.word.to_owned(),
        name: starter.name.to_owned(),
        about: starter.about.to_owned(),
        n_questions: starter.questions().as_slice().len(),
    };
    answers::json(&StartersOut { items: STARTERS.iter().map(starter).collect() })
}

/// Who owes what, for every show to come.
#[utoipa::path(get, path = "/v1/tours/{tour}/advances/owed", tag = "advancing",
    params(("tour" = Uuid, Path)), responses((status = 200, body = OwedOut)))]
pub async fn owed(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    Ok(answers::json(&OwedOut { items: advance::owed(&app, &actor, *tour).await? }))
}

/// Who outside was given which version of a file, and who holds an old one.
#[utoipa::path(get, path = "/v1/tours/{tour}/advances/handouts", tag = "advancing",
    params(("tour" = Uuid, Path)), responses((status = 200, body = domain::view::Handouts)))]
pub async fn handouts(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    Ok(answers::view(&request, &advance::handouts(&app, &actor, *tour).await?))
}

/// One sheet: questions, answers, what the tour book says in their place.
#[utoipa::path(get, path = "/v1/tours/{tour}/advances/{advance}", tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path)),
    responses((status = 200, body = domain::view::AdvanceSheet), (status = 304)))]
pub async fn sheet(
    request: HttpRequest,
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
) -> Result<HttpResponse> {
    let (tour, id) = path.into_inner();
    Ok(answers::view(&request, &advance::sheet(&app, &actor, tour, id).await?))
}

/// Answers that somebody of the tour gives or was told, by phone for instance.
#[utoipa::path(post, path = "/v1/tours/{tour}/advances/{advance}/answers", tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path)), request_body = AnswersIn,
    responses((status = 200, body = ReceiptsOut)))]
pub async fn answer(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
    body: web::Json<AnswersIn>,
) -> Result<HttpResponse> {
    let (tour, id) = path.into_inner();
    let AnswersIn { answers, by, via } = body.into_inner();
    let answered = Answered { by, via: via.unwrap_or(AnswerVia::Tour), at: app.clock.now() };
    let told: Vec<_> = answers.into_iter().map(told).collect::<Result<_>>()?;
    let receipts = advance::answer(&app, &actor, tour, id, &told, &answered).await?;
    Ok(answers::json(&ReceiptsOut { receipts }))
}

fn told(one: AnswerIn) -> Result<Told> {
    let AnswerIn { key, typed, answer, from, remark } = one;
    let field = |name: &str| format!("answers.{key}.{name}");
    let answer = match (typed, answer) {
        (Some(typed), None) => ToldAnswer::Typed(typed),
        (None, Some(answer)) => ToldAnswer::Stored(answer),
        _ => return Err(Error::invalid(field("typed"), "name one of `typed` and `answer`")),
    };
    let remark = match remark.as_deref().map(str::trim) {
        None => None,
        Some("") => Some(None),
        Some(text) => {
            let prose = Prose::try_from(text).map_err(|rule| Error::invalid(field("remark"), rule));
            Some(Some(prose?))
        }
    };
    Ok(Told { key, answer, from, remark })
}

/// Adds a question to one sheet alone.
#[utoipa::path(post, path = "/v1/tours/{tour}/advances/{advance}/questions", tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path)), request_body = QuestionIn,
    responses((status = 200, body = ReceiptsOut)))]
pub async fn ask(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
    body: web::Json<QuestionIn>,
) -> Result<HttpResponse> {
    let (tour, id) = path.into_inner();
    let receipts = advance::ask(&app, &actor, tour, id, &body.question).await?;
    Ok(answers::json(&ReceiptsOut { receipts }))
}

/// Accepts, changes or refuses answers; `preview` shows what it would do to the tour book.
#[utoipa::path(post, path = "/v1/tours/{tour}/advances/{advance}/decisions", tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path), PreviewIn),
    request_body = DecisionsIn, responses((status = 200, body = DecisionsOut)))]
pub async fn decide(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
    query: web::Query<PreviewIn>,
    body: web::Json<DecisionsIn>,
) -> Result<HttpResponse> {
    let (tour, id) = path.into_inner();
    let which = match body.into_inner() {
        DecisionsIn { all: true, decisions } if decisions.is_empty() => Which::AcceptAll,
        DecisionsIn { all: false, decisions } if !decisions.is_empty() => Which::These(decisions),
        _ => return Err(Error::invalid("decisions", "name some decisions, or `all`")),
    };
    let done = advance::decide(&app, &actor, tour, id, which, query.preview).await?;
    let applied = !query.preview;
    Ok(answers::json(&DecisionsOut { edits: done.plan, applied, receipts: done.receipts }))
}

/// Takes what was learnt back to the organisation's directory; `preview` shows the corrections.
#[utoipa::path(post, path = "/v1/tours/{tour}/advances/{advance}/keep", tag = "advancing",
    params(("tour" = Uuid, Path), ("advance" = Uuid, Path), PreviewIn),
    responses((status = 200, body = KeepOut)))]
pub async fn keep(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(TourId, RecordId)>,
    query: web::Query<PreviewIn>,
) -> Result<HttpResponse> {
    let (tour, id) = path.into_inner();
    let done = advance::keep(&app, &actor, tour, id, query.preview).await?;
    let applied = !query.preview;
    Ok(answers::json(&KeepOut { plan: done.plan, applied, receipts: done.receipts }))
}
