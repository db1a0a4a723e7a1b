//! `buscall login`: asks the address who it is before it is told a password.

use std::io::BufRead as _;

use domain::sync::{PROTO, PeerKind};

use super::Context;
use crate::cli::Login;
use crate::error::{Error, Exit, Result};
use crate::home::{Account, Home};
use crate::net::{Address, Net, Patience};
use crate::render;

/// Characters of a device's name; the server takes 200.
const LABEL_CHARS_MAX: usize = 100;

pub(super) async fn run(context: &Context, asked: &Login) -> Result<Exit> {
    if context.global.offline {
        return Err(Error::Usage("logging in needs the server".to_owned()));
    }
    let address: Address = asked.url.parse()?;
    if address.is_exposed() {
        render::say(&format!(
            "warning: `{address}` is not encrypted; whoever is on the way can read the password"
        ));
    }
    let net = Net::to(address.clone(), Patience::Usual)?;
    let hello = net.hello().await?;
    if hello.proto != PROTO || hello.kind != PeerKind::Authority {
        return Err(Error::TooOld(format!("it speaks protocol {}", hello.proto)));
    }
    let before = context.home.account().ok();
    if let Some(before) = before.as_ref().filter(|before| before.server != hello.server)
        && !context.home.tours()?.is_empty()
    {
        let (ours, theirs) = (before.server, hello.server);
        return Err(Error::OtherServer { url: address.to_string(), ours, theirs });
    }
    let password = password(asked)?;
    let label = asked.label.clone().unwrap_or_else(device);
    let logged_in = net.log_in(&asked.email, &password, &label).await?;
    let account = Account {
        url: address.to_string(),
        server: hello.server,
        email: logged_in.account.email,
        account: logged_in.account.id,
        name: logged_in.account.name,
    };
    let net = net.logged_in(account.email.clone(), logged_in.token.clone());
    if let Err(err) = keep(&context.home, before.as_ref(), &account, &logged_in.token) {
        // A log-in that nobody can use should not stay in the list of log-ins.
        drop(net.log_out().await);
        return Err(err);
    }
    render::say(&format!("logged in to {address} as {}", account.email));
    Ok(Exit::Done)
}

fn keep(home: &Home, before: Option<&Account>, account: &Account, token: &str) -> Result<()> {
    if before.is_some_and(|before| before.account != account.account) && !home.tours()?.is_empty() {
        return Err(Error::OtherAccount(account.email.clone()));
    }
    home.log_in(account, token)
}

fn password(asked: &Login) -> Result<String> {
    if asked.password_stdin {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        return Ok(line.trim_end_matches(['\n', '\r']).to_owned());
    }
    rpassword::prompt_password(format!("Password of {}: ", asked.email)).map_err(|err| {
        Error::Usage(format!("the password could not be asked for ({err}); use --password-stdin"))
    })
}

/// What this device is called, as far as the system tells.
fn device() -> String {
    let name = ["/proc/sys/kernel/hostname", "/etc/hostname"].iter().find_map(|path| {
        let name = std::fs::read_to_string(path).ok()?.trim().to_owned();
        (!name.is_empty()).then_some(name)
    });
    let named = ["COMPUTERNAME", "HOSTNAME"].iter().find_map(std::env::var_os);
    let name = name.or_else(|| named?.into_string().ok()).unwrap_or_default();
    let label = if name.is_empty() { "buscall".to_owned() } else { format!("buscall on {name}") };
    label.chars().filter(|c| !c.is_control()).take(LABEL_CHARS_MAX).collect()
}
