//! Who there is and what they may see: accounts, organisations, tours, scopes and memberships.
//!
//! A scope's key starts with its organisation, as does every key that points at one, so that
//! PostgreSQL can spread the tables by organisation.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, blob, integer, text, text_null, timestamp_with_time_zone,
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
        server(manager).await?;
        account(manager).await?;
        session(manager).await?;
        organisation(manager).await?;
        tour(manager).await?;
        scope(manager).await?;
        membership(manager).await?;
        invitation(manager).await
    }
}

/// What the server knows of itself: its id, its cursor key, facts about the schema.
async fn server(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("server")
                .col(text("key"))
                .col(text("value"))
                .primary_key(Index::create().name("pk_server").col("key"))
                .take(),
        )
        .await
}

async fn account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("account")
                .col(uuid("id"))
                .col(text("email"))
                .col(text("name"))
                .col(text("password_hash"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("disabled_at"))
                .primary_key(Index::create().name("pk_account").col("id"))
                .take(),
        )
        .await?;
    unique(manager, "uq_account_email", "account", &["email"]).await
}

async fn session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("session")
                .col(uuid("id"))
                .col(blob("token_hash"))
                .col(uuid("account_id"))
                .col(text("label"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("last_used_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .primary_key(Index::create().name("pk_session").col("id"))
                .foreign_key(
                    ForeignKey::create()
                        .name("fk_session_account")
                        .from("session", "account_id")
                        .to("account", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .take(),
        )
        .await?;
    unique(manager, "uq_session_token_hash", "session", &["token_hash"]).await?;
    index(manager, "ix_session_account", "session", &["account_id"]).await
}

async fn organisation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("organisation")
                .col(uuid("id"))
                .col(text("name"))
                .col(timestamp_with_time_zone("created_at"))
                .primary_key(Index::create().name("pk_organisation").col("id"))
                .take(),
        )
        .await
}

async fn tour(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("tour")
                .col(uuid("id"))
                .col(uuid("org_id"))
                .col(timestamp_with_time_zone("created_at"))
                .col(uuid("created_by"))
                .primary_key(Index::create().name("pk_tour").col("id"))
                .foreign_key(&mut key("fk_tour_organisation", "tour", "org_id", "organisation"))
                .foreign_key(&mut key("fk_tour_created_by", "tour", "created_by", "account"))
                .take(),
        )
        .await?;
    index(manager, "ix_tour_org", "tour", &["org_id"]).await
}

/// One audience of a tour, or an organisation's directory, with the counter that orders its changes.
async fn scope(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("scope")
                .col(uuid("org_id"))
                .col(uuid("id"))
                .col(uuid_null("tour_id"))
                .col(text("audience"))
                .col(uuid("epoch"))
                .col(big_integer("head"))
                .col(blob("tag"))
                .col(blob("digest"))
                .col(big_integer("floor"))
                .col(timestamp_with_time_zone("created_at"))
                .primary_key(Index::create().name("pk_scope").col("org_id").col("id"))
                .foreign_key(&mut key("fk_scope_organisation", "scope", "org_id", "organisation"))
                .foreign_key(&mut key("fk_scope_tour", "scope", "tour_id", "tour"))
                .take(),
        )
        .await?;
    unique(manager, "uq_scope_id", "scope", &["id"]).await?;
    unique(manager, "uq_scope_tour_audience", "scope", &["tour_id", "audience"]).await?;
    // Finds the scopes of a tour and, under the absent tour, the organisation's directory.
    index(manager, "ix_scope_org_tour", "scope", &["org_id", "tour_id"]).await
}

async fn membership(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("membership")
                .col(uuid("org_id"))
                .col(uuid("scope_id"))
                .col(uuid("account_id"))
                .col(text("level"))
                .col(timestamp_with_time_zone("created_at"))
                .col(uuid("created_by"))
                .primary_key(
                    Index::create()
                        .name("pk_membership")
                        .col("org_id")
                        .col("scope_id")
                        .col("account_id"),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk_membership_scope")
                        .from("membership", ("org_id", "scope_id"))
                        .to("scope", ("org_id", "id"))
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(&mut key(
                    "fk_membership_account",
                    "membership",
                    "account_id",
                    "account",
                ))
                .take(),
        )
        .await?;
    index(manager, "ix_membership_account", "membership", &["account_id"]).await
}

async fn invitation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("invitation")
                .col(uuid("id"))
                .col(uuid("org_id"))
                .col(uuid_null("tour_id"))
                .col(blob("token_hash"))
                .col(text("grants"))
                .col(text_null("email"))
                .col(uuid("created_by"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(integer("uses_left"))
                .col(timestamp_with_time_zone_null("revoked_at"))
                .primary_key(Index::create().name("pk_invitation").col("id"))
                .foreign_key(&mut key("fk_invitation_org", "invitation", "org_id", "organisation"))
                .foreign_key(&mut key("fk_invitation_tour", "invitation", "tour_id", "tour"))
                .foreign_key(&mut key("fk_invitation_by", "invitation", "created_by", "account"))
                .take(),
        )
        .await?;
    unique(manager, "uq_invitation_token_hash", "invitation", &["token_hash"]).await?;
    index(manager, "ix_invitation_org", "invitation", &["org_id", "tour_id"]).await
}

/// A key to another table's `id` that keeps what it points at from being deleted.
fn key(
    name: &'static str,
    table: &'static str,
    column: &'static str,
    to: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(name)
        .from(table, column)
        .to(to, "id")
        .on_delete(ForeignKeyAction::Restrict)
        .take()
}

async fn unique(
    manager: &SchemaManager<'_>,
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    manager.create_index(over(name, table, columns).unique().take()).await
}

async fn index(
    manager: &SchemaManager<'_>,
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    manager.create_index(over(name, table, columns)).await
}

fn over(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
