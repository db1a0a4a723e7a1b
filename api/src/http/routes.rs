//! Every route, in one table. Server and tests use the same.

use actix_web::web::{self, ServiceConfig, resource};
use domain::limits::BODY_BYTES_MAX;

use super::{
    accounts, advance, advance_links, advance_mails, archives, blobs, changes, day_links, days,
    feeds, files, form, groups, holds, imports, input, invitations, live, members, organisations,
    paper, publications, records, sessions, share, sync, tables, tours, views,
};

/// Adds every route of the service.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.app_data(input::json_config())
        .app_data(input::path_config())
        .app_data(input::query_config())
        .app_data(input::payload_config(BODY_BYTES_MAX));

    super::openapi::configure(cfg);
    share::configure(cfg);

    // people
    cfg.service(resource("/v1/sessions").post(sessions::create).get(sessions::list))
        .service(resource("/v1/sessions/current").delete(sessions::delete_current))
        .service(resource("/v1/sessions/{id}").delete(sessions::delete))
        .service(resource("/v1/me").get(accounts::me).patch(accounts::patch))
        .service(resource("/v1/organisations").post(organisations::create).get(organisations::list))
        .service(resource("/v1/invitations/{token}").get(invitations::offer))
        .service(resource("/v1/invitations/{token}/accept").post(invitations::accept))
        .service(resource("/v1/tours").post(tours::create).get(tours::list))
        .service(resource("/v1/tours/{tour}").get(tours::one))
        .service(
            resource("/v1/tours/{tour}/audiences").get(tours::audiences).post(tours::add_audience),
        )
        .service(resource("/v1/tours/{tour}/members").get(members::list))
        .service(
            resource("/v1/tours/{tour}/members/{account}")
                .put(members::set)
                .delete(members::remove),
        )
        .service(
            resource("/v1/tours/{tour}/invitations")
                .post(invitations::create)
                .get(invitations::list),
        )
        .service(resource("/v1/tours/{tour}/invitations/{id}").delete(invitations::revoke));

    // the book
    cfg.service(resource("/v1/tours/{tour}/days").get(days::grid))
        .service(resource("/v1/tours/{tour}/days/{date}.txt").get(days::sheet_text))
        .service(resource("/v1/tours/{tour}/days/{date}.pdf").get(paper::day))
        .service(resource("/v1/tours/{tour}/days/{date}/message.txt").get(days::message))
        .service(resource("/v1/tours/{tour}/days/{date}").get(days::sheet))
        .service(
            resource("/v1/tours/{tour}/days/{date}/links")
                .get(day_links::list)
                .post(day_links::create),
        )
        .service(resource("/v1/tours/{tour}/days/{date}/links/{link}").delete(day_links::revoke))
        .service(resource("/v1/tours/{tour}/days/{date}/changes").get(changes::of_day))
        .service(resource("/v1/tours/{tour}/days/{date}/shift").post(days::shift))
        .service(resource("/v1/tours/{tour}/routing").get(views::routing))
        .service(resource("/v1/tours/{tour}/routing/suggestion").get(views::suggestion))
        .service(resource("/v1/tours/{tour}/drivers").get(views::drivers))
        .service(resource("/v1/tours/{tour}/checks").get(views::checks))
        .service(resource("/v1/tours/{tour}/avails.txt").get(holds::avails_as_text))
        .service(resource("/v1/tours/{tour}/avails").get(holds::avails))
        .service(resource("/v1/tours/{tour}/people").get(views::people))
        .service(resource("/v1/tours/{tour}/travel_plan").get(views::travel))
        .service(resource("/v1/tours/{tour}/calendar.ics").get(feeds::calendar))
        .service(resource("/v1/tours/{tour}/feeds").get(feeds::list).post(feeds::create))
        .service(resource("/v1/tours/{tour}/feeds/{id}").delete(feeds::revoke))
        .service(resource("/v1/tours/{tour}/book").get(views::book).post(views::book_less))
        .service(resource("/v1/tours/{tour}/changes").get(changes::of_tour))
        .service(resource("/v1/tours/{tour}/live").get(live::stream));

    feeds::configure(cfg);
    table_routes(cfg);
    advancing(cfg);
    on_paper(cfg);

    // sync
    cfg.service(resource("/sync/v1/hello").get(sync::hello))
        .service(resource("/sync/v1/exchange").post(sync::exchange))
        .service(resource("/sync/v1/live").get(sync::live))
        .service(resource("/sync/v1/snapshots/{scope}").get(sync::snapshot))
        .service(resource("/sync/v1/verify").post(sync::verify));

    file_routes(cfg);

    // writing
    cfg.service(resource("/v1/tours/{tour}/groups").post(groups::submit).get(groups::undecided))
        .service(resource("/v1/tours/{tour}/groups/{group}").get(groups::one))
        .service(resource("/v1/tours/{tour}/groups/{group}/accept").post(groups::accept))
        .service(resource("/v1/tours/{tour}/groups/{group}/discard").post(groups::discard))
        .service(resource("/v1/tours/{tour}/disputes/{dispute}/settle").post(groups::settle))
        .service(resource("/v1/tours/{tour}/holds/{hold}").post(holds::act))
        .service(
            resource("/v1/tours/{tour}/schedule_templates/{template}/apply")
                .post(days::apply_template),
        )
        .service(resource("/v1/tours/{tour}/publications").post(publications::publish))
        .service(resource("/v1/tours/{tour}/import").post(imports::import))
        .service(web::scope("/v1/tours/{tour}").configure(record_routes));
}

/// What is printed. It comes before the sheets and records of the same addresses without an ending.
fn on_paper(cfg: &mut ServiceConfig) {
    cfg.service(resource("/v1/tours/{tour}/book.pdf").get(paper::tour_book))
        .service(resource("/v1/tours/{tour}/routing.pdf").get(paper::routing))
        .service(resource("/v1/tours/{tour}/events/{event}/guest_list.pdf").get(paper::guest_list))
        .service(
            resource("/v1/tours/{tour}/hotel_stays/{stay}/rooming_list.pdf")
                .get(paper::rooming_list),
        );
}

/// Tables for spreadsheets, and the lists for hotels and box offices.
fn table_routes(cfg: &mut ServiceConfig) {
    cfg.service(resource("/v1/tours/{tour}/routing.csv").get(tables::routing_csv))
        .service(resource("/v1/tours/{tour}/routing.xlsx").get(tables::routing_xlsx))
        .service(resource("/v1/tours/{tour}/schedule.csv").get(tables::schedule_csv))
        .service(resource("/v1/tours/{tour}/schedule.xlsx").get(tables::schedule_xlsx))
        .service(resource("/v1/tours/{tour}/people.csv").get(tables::people_csv))
        .service(resource("/v1/tours/{tour}/people.xlsx").get(tables::people_xlsx))
        .service(resource("/v1/tours/{tour}/contacts.csv").get(tables::contacts_csv))
        .service(resource("/v1/tours/{tour}/contacts.xlsx").get(tables::contacts_xlsx))
        .service(resource("/v1/tours/{tour}/events/{event}/guest_list").get(tables::guest_list))
        .service(
            resource("/v1/tours/{tour}/events/{event}/guest_list.csv").get(tables::guest_list_csv),
        )
        .service(
            resource("/v1/tours/{tour}/events/{event}/guest_list.xlsx")
                .get(tables::guest_list_xlsx),
        )
        .service(
            resource("/v1/tours/{tour}/hotel_stays/{stay}/rooming_list").get(tables::rooming_list),
        )
        .service(
            resource("/v1/tours/{tour}/hotel_stays/{stay}/rooming_list.csv")
                .get(tables::rooming_list_csv),
        )
        .service(
            resource("/v1/tours/{tour}/hotel_stays/{stay}/rooming_list.xlsx")
                .get(tables::rooming_list_xlsx),
        );
}

/// The content of files, and whole tours as files.
fn file_routes(cfg: &mut ServiceConfig) {
    cfg.service(
        resource("/sync/v1/blobs/{hash}")
            .get(blobs::progress)
            .patch(blobs::send)
            .delete(blobs::cancel),
    )
    .service(resource("/v1/tours/{tour}/files/{file}/content").get(files::content))
    .service(resource("/v1/tours/{tour}/archive.json").get(archives::export))
    .service(resource("/v1/archives").post(archives::import));
}

/// Sheets, their links and mails, and the forms that links open.
fn advancing(cfg: &mut ServiceConfig) {
    form::configure(cfg);
    cfg.service(resource("/v1/tours/{tour}/advances").get(advance::board).post(advance::begin))
        .service(resource("/v1/tours/{tour}/advances/starters").get(advance::starters))
        .service(resource("/v1/tours/{tour}/advances/owed").get(advance::owed))
        .service(resource("/v1/tours/{tour}/advances/handouts").get(advance::handouts))
        .service(resource("/v1/tours/{tour}/advances/mails").get(advance_mails::of_tour))
        .service(resource("/v1/tours/{tour}/advances/{advance}.pdf").get(paper::advance))
        .service(resource("/v1/tours/{tour}/advances/{advance}").get(advance::sheet))
        .service(resource("/v1/tours/{tour}/advances/{advance}/answers").post(advance::answer))
        .service(resource("/v1/tours/{tour}/advances/{advance}/questions").post(advance::ask))
        .service(resource("/v1/tours/{tour}/advances/{advance}/decisions").post(advance::decide))
        .service(resource("/v1/tours/{tour}/advances/{advance}/keep").post(advance::keep))
        .service(
            resource("/v1/tours/{tour}/advances/{advance}/links")
                .get(advance_links::list)
                .post(advance_links::create),
        )
        .service(
            resource("/v1/tours/{tour}/advances/{advance}/links/{link}")
                .delete(advance_links::revoke),
        )
        .service(
            resource("/v1/tours/{tour}/advances/{advance}/mails")
                .get(advance_mails::list)
                .post(advance_mails::draft),
        )
        .service(
            resource("/v1/tours/{tour}/advances/{advance}/mails/{mail}")
                .patch(advance_mails::edit)
                .delete(advance_mails::drop),
        )
        .service(
            resource("/v1/tours/{tour}/advances/{advance}/mails/{mail}/send")
                .post(advance_mails::send),
        )
        .service(
            resource("/v1/tours/{tour}/advances/{advance}/mails/{mail}/text")
                .post(advance_mails::text),
        );
}

/// The plain resources come last: their kind is a part of the path and would take any word.
fn record_routes(cfg: &mut ServiceConfig) {
    cfg.service(resource("/{kind}").get(records::list).post(records::create))
        .service(
            resource("/{kind}/{id}")
                .get(records::one)
                .patch(records::patch)
                .delete(records::delete),
        )
        .service(resource("/{kind}/{id}/restore").post(records::restore))
        .service(resource("/{kind}/{id}/history").get(changes::of_record));
}
