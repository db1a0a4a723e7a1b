//! `buscall logout`: ends the log-in at the server, then here. What was never sent holds it back.

use super::Context;
use crate::cli::Logout;
use crate::clock;
use crate::error::{Error, Exit, Result};
use crate::home::{Account, Home};
use crate::local::Local;
use crate::net::{Net, Patience};
use crate::render;

pub(super) async fn run(context: &Context, asked: &Logout) -> Result<Exit> {
    let home = &context.home;
    let account = home.account()?;
    if !asked.force {
        hold_back(home, asked.forget).await?;
    }
    match end(context, &account).await {
        Err(err) if !asked.force => return Err(err),
        Err(err) => render::say(&format!("the log-in stays in the server's list: {err}")),
        Ok(()) => {}
    }
    home.log_out(&account)?;
    if asked.forget {
        for card in home.tours()? {
            home.forget(card.tour)?;
        }
        home.forget_account()?;
    }
    render::say(&format!("logged out of {}", account.url));
    Ok(Exit::Done)
}

/// Ends the log-in at the server. One that is not here any more has ended.
async fn end(context: &Context, account: &Account) -> Result<()> {
    let Ok(token) = context.home.token(account) else { return Ok(()) };
    if context.global.offline {
        return Err(Error::Unreachable {
            url: account.url.clone(),
            why: "offline, as asked for".to_owned(),
        });
    }
    Net::of(account, token, Patience::Usual)?.log_out().await
}

async fn hold_back(home: &Home, forget: bool) -> Result<()> {
    let mut held = Vec::new();
    for card in home.tours()? {
        let spare = clock::new_id().into();
        let n_unsent = match Local::open(&home.database(card.tour), spare).await {
            Ok(opened) => opened.local.state().await?.outbox.len(),
            // Nobody knows what is in a copy that cannot be read; only deleting it would lose that.
            Err(_) if !forget => 0,
            Err(err) => {
                held.push(format!("`{}` cannot be looked into ({err})", card.name));
                continue;
            }
        };
        if n_unsent > 0 {
            held.push(format!("`{}` has {n_unsent} edits that were never sent", card.name));
        }
    }
    if held.is_empty() {
        return Ok(());
    }
    let next = if forget {
        "send them with `buscall sync`, or lose them with `buscall logout --forget --force`"
    } else {
        "send them with `buscall sync`, or keep them here with `buscall logout --force`"
    };
    Err(Error::Undecided { what: held.join("; "), next: next.to_owned() })
}
