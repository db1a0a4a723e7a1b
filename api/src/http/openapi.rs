//! The description of the API, made from the handlers, and the page that shows it.

use actix_web::web::{ServiceConfig, redirect};
use utoipa::openapi::path::PathItem;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_swagger_ui::SwaggerUi;

use super::{
    accounts, advance, advance_links, advance_mails, archives, blobs, changes, day_links, days,
    feeds, files, groups, holds, imports, invitations, live, members, ops, organisations, paper,
    publications, records, sessions, sync, tables, tours, views,
};

/// The whole API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Buscall",
        description = "The tour book that still works when the venue has no signal. \
            Errors are problem documents (RFC 9457) with stable codes.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    paths(
        // people
        sessions::create,
        sessions::list,
        sessions::delete_current,
        sessions::delete,
        accounts::me,
        accounts::patch,
        organisations::create,
        organisations::list,
        invitations::offer,
        invitations::accept,
        tours::create,
        tours::list,
        tours::one,
        tours::audiences,
        tours::add_audience,
        members::list,
        members::set,
        members::remove,
        invitations::create,
        invitations::list,
        invitations::revoke,
        // the book
        days::grid,
        days::sheet,
        days::sheet_text,
        days::message,
        day_links::list,
        day_links::create,
        day_links::revoke,
        days::shift,
        days::apply_template,
        views::routing,
        views::suggestion,
        views::drivers,
        views::checks,
        holds::act,
        holds::avails,
        holds::avails_as_text,
        views::people,
        views::travel,
        feeds::calendar,
        feeds::list,
        feeds::create,
        feeds::revoke,
        views::book,
        views::book_less,
        changes::of_tour,
        changes::of_day,
        changes::of_record,
        live::stream,
        // tables
        tables::routing_csv,
        tables::routing_xlsx,
        tables::schedule_csv,
        tables::schedule_xlsx,
        tables::people_csv,
        tables::people_xlsx,
        tables::contacts_csv,
        tables::contacts_xlsx,
        tables::guest_list,
        tables::guest_list_csv,
        tables::guest_list_xlsx,
        tables::rooming_list,
        tables::rooming_list_csv,
        tables::rooming_list_xlsx,
        // advancing
        advance::board,
        advance::begin,
        advance::starters,
        advance::owed,
        advance::handouts,
        advance::sheet,
        advance::answer,
        advance::ask,
        advance::decide,
        advance::keep,
        advance_links::list,
        advance_links::create,
        advance_links::revoke,
        advance_mails::of_tour,
        advance_mails::list,
        advance_mails::draft,
        advance_mails::edit,
        advance_mails::drop,
        advance_mails::send,
        advance_mails::text,
        // files
        blobs::progress,
        blobs::send,
        blobs::cancel,
        files::content,
        archives::export,
        archives::import,
        // writing
        groups::submit,
        groups::undecided,
        groups::one,
        groups::accept,
        groups::discard,
        groups::settle,
        publications::publish,
        paper::day,
        paper::tour_book,
        paper::routing,
        paper::guest_list,
        paper::rooming_list,
        paper::advance,
        imports::import,
        // records
        records::list,
        records::create,
        records::one,
        records::patch,
        records::delete,
        records::restore,
        // sync
        sync::hello,
        sync::exchange,
        sync::live,
        sync::snapshot,
        sync::verify,
        // operation
        ops::healthz,
        ops::readyz,
    ),
    modifiers(&Bearer, &Operations),
    security(("bearer" = [])),
)]
pub struct Api;

/// How programs log in.
struct Bearer;

impl Modify for Bearer {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = openapi.components.get_or_insert_with(Default::default);
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    }
}

/// What each operation is called, by its method and path: `get_tours_tour_days`. The names of
/// handlers repeat, and programs that are made from the description need one of their own for each.
struct Operations;

impl Modify for Operations {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        for (path, item) in &mut openapi.paths.paths {
            let PathItem { get, put, post, delete, patch, .. } = item;
            let methods =
                [("get", get), ("put", put), ("post", post), ("delete", delete), ("patch", patch)];
            for (method, operation) in methods {
                if let Some(operation) = operation {
                    operation.operation_id = Some(operation_id(method, path));
                }
            }
        }
    }
}

fn operation_id(method: &str, path: &str) -> String {
    let words = path.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let words = words.filter(|word| !word.is_empty() && *word != "v1");
    std::iter::once(method).chain(words).collect::<Vec<_>>().join("_")
}

/// The description as text, the same for every build of the same code.
pub fn json() -> String {
    let mut text = Api::openapi().to_pretty_json().expect("a description is made of texts");
    text.push('\n');
    text
}

/// `/openapi.json`, and `/docs` from files inside the binary.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(redirect("/docs", "/docs/"))
        .service(SwaggerUi::new("/docs/{_:.*}").url("/openapi.json", Api::openapi()));
}
