//! Which address a request comes from, also behind a reverse proxy.

use std::net::IpAddr;

use actix_web::{HttpRequest, web};

use crate::app::App;

/// The client's address: the peer's, unless that is a proxy that the settings trust. Then it is the
/// last address in `X-Forwarded-For` that is no such proxy; whatever stands before it, anybody may
/// have written.
pub fn client_ip(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip().to_canonical();
    let app = request.app_data::<web::Data<App>>()?;
    let forwarded = request.headers().get_all("x-forwarded-for");
    let forwarded: Vec<&str> = forwarded.filter_map(|value| value.to_str().ok()).collect();
    Some(behind_proxies(peer, &forwarded.join(","), &app.settings.trusted_proxies))
}

fn behind_proxies(peer: IpAddr, forwarded: &str, trusted: &[IpAddr]) -> IpAddr {
    let mut client = peer;
    let mut hops = forwarded.rsplit(',').map(str::trim);
    while trusted.contains(&client) {
        match hops.next().and_then(|hop| hop.parse::<IpAddr>().ok()) {
            Some(hop) => client = hop.to_canonical(),
            None => break,
        }
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_a_trusted_proxy_may_say_who_the_client_is() {
        let trusted = [ip("10.0.0.1"), ip("10.0.0.2")];
        for (peer, forwarded, client) in [
            ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
            ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
            ("10.0.0.1", "made-up, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
            ("10.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1"),
            ("10.0.0.1", "2001:db8::7", "2001:db8::7"),
            ("10.0.0.1", "unknown", "10.0.0.1"),
            ("10.0.0.1", "", "10.0.0.1"),
        ] {
            assert_eq!(behind_proxies(ip(peer), forwarded, &trusted), ip(client), "{forwarded}");
        }
        assert_eq!(behind_proxies(ip("10.0.0.1"), "198.51.100.1", &[]), ip("10.0.0.1"));
    }
}
