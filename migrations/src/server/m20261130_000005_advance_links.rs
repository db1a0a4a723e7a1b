//! Links to advance forms, what came in by them, and the mails that carry them. None of it is synced:
//! a link opens a form for whoever has it, and a copy of the tour must not hold any.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    blob, date, integer, integer_null, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        link(manager).await?;
        visit(manager).await?;
        mail(manager).await
    }
}

async fn link(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("advance_link")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(uuid("tour_id"))
        .col(uuid("scope_id"))
        .col(uuid("advance_id"))
        .col(blob("token_hash"))
        .col(text_null("recipient"))
        .col(uuid("created_by"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("opens_at"))
        .col(timestamp_with_time_zone_null("closes_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .col(timestamp_with_time_zone_null("last_opened_at"))
        .col(integer("n_opened"))
        .primary_key(Index::create().name("pk_advance_link").col("id"))
        .foreign_key(&mut to_tour("fk_advance_link_tour", "advance_link"));
    manager.create_table(table).await?;
    let token = Index::create()
        .name("uq_advance_link_token_hash")
        .table("advance_link")
        .col("token_hash")
        .unique()
        .take();
    manager.create_index(token).await?;
    by_advance(manager, "ix_advance_link_advance", "advance_link").await
}

/// What was saved through a link, and from where.
async fn visit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("advance_visit")
        .col(uuid("id"))
        .col(uuid("link_id"))
        .col(timestamp_with_time_zone("at"))
        .col(text_null("said_by"))
        .col(text_null("address"))
        .col(integer("n_answers"))
        .primary_key(Index::create().name("pk_advance_visit").col("id"))
        .foreign_key(
            ForeignKey::create()
                .name("fk_advance_visit_link")
                .from("advance_visit", "link_id")
                .to("advance_link", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    manager.create_table(table).await?;
    let index = Index::create().name("ix_advance_visit_link").table("advance_visit").take();
    manager.create_index(index.clone().col("link_id").col("at").take()).await
}

async fn mail(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("advance_mail")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(uuid("tour_id"))
        .col(uuid("scope_id"))
        .col(uuid("advance_id"))
        .col(uuid_null("link_id"))
        // With the date of the show: one reminder for each, also by many servers at once.
        .col(integer_null("lead_days"))
        .col(date("show_on"))
        .col(text_null("to_name"))
        .col(text("to_email"))
        .col(text("subject"))
        .col(text("body"))
        .col(text("status"))
        .col(text_null("problem"))
        .col(integer("tries"))
        .col(uuid_null("created_by"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("changed_at"))
        .col(timestamp_with_time_zone_null("sent_at"))
        .primary_key(Index::create().name("pk_advance_mail").col("id"))
        .foreign_key(&mut to_tour("fk_advance_mail_tour", "advance_mail"));
    manager.create_table(table).await?;
    let reminder = Index::create()
        .name("uq_advance_mail_reminder")
        .table("advance_mail")
        .col("org_id")
        .col("advance_id")
        .col("show_on")
        .col("lead_days")
        .unique()
        .take();
    manager.create_index(reminder).await
}

fn to_tour(name: &'static str, table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(name)
        .from(table, "tour_id")
        .to("tour", "id")
        .on_delete(ForeignKeyAction::Restrict)
        .take()
}

async fn by_advance(
    manager: &SchemaManager<'_>,
    name: &'static str,
    table: &'static str,
) -> Result<(), DbErr> {
    let index = Index::create().name(name).table(table).col("org_id").col("advance_id").take();
    manager.create_index(index).await
}
