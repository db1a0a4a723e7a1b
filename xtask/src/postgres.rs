//! Is there a PostgreSQL to test on? Asked without a driver: eight bytes and one back.

use std::{
    env,
    io::{Read, Write},
    net::{TcpStream, ToSocketAddrs},
    time::Duration,
};

use anyhow::{Context, Result, ensure};

/// Names the server for the tests.
pub(crate) const VARIABLE: &str = "BUSCALL_TEST_POSTGRES";

const DEFAULT: &str = "postgres://postgres@127.0.0.1:5432";
const PORT: u16 = 5432;

/// It is on this machine or nearby: one that needs longer is not there.
const PATIENCE: Duration = Duration::from_secs(3);

/// The protocol's question whether TLS may be spoken. Nothing but PostgreSQL answers `S` or `N`.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

/// The address to test on, as the environment names it or where PostgreSQL usually is.
#[expect(clippy::disallowed_methods, reason = "the service's settings are not those of its tests")]
pub(crate) fn address() -> String {
    env::var(VARIABLE).unwrap_or_else(|_| DEFAULT.to_owned())
}

/// Fails with the reason when no PostgreSQL answers there.
pub(crate) fn ask(address: &str) -> Result<()> {
    let (host, port) = host_and_port(address)?;
    let socket = (host, port).to_socket_addrs()?.next().context("the host has no address")?;
    let mut stream = TcpStream::connect_timeout(&socket, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(&SSL_REQUEST)?;
    let mut answer = [0];
    stream.read_exact(&mut answer)?;
    ensure!(matches!(&answer, b"S" | b"N"), "what listens there is no PostgreSQL");
    Ok(())
}

fn host_and_port(address: &str) -> Result<(&str, u16)> {
    let (_, rest) = address.split_once("://").context("it has no `postgres://`")?;
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let place = authority.rsplit('@').next().unwrap_or_default();
    match place.rsplit_once(':') {
        Some((host, port)) => Ok((host, port.parse().context("its port is no number")?)),
        None => Ok((place, PORT)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_host_and_a_port() {
        let place = |address| host_and_port(address).unwrap();
        assert_eq!(place(DEFAULT), ("127.0.0.1", 5432));
        assert_eq!(place("postgres://me:p%40ss@db:6000/books?sslmode=disable"), ("db", 6000));
        assert_eq!(place("postgres://db"), ("db", 5432));
        assert!(host_and_port("db:6000").is_err());
        assert!(host_and_port("postgres://db:six").is_err());
    }

    #[test]
    fn what_is_not_there_does_not_answer() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        drop(taken);
        assert!(ask(&format!("postgres://postgres@127.0.0.1:{port}")).is_err());
    }
}
