//! Where a request comes from, as far as that can be believed.

use std::net::IpAddr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use crate::app::App;
use crate::error::{Error, Result};

/// The address that a request came from; behind a trusted proxy the one that the proxy saw.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub Option<IpAddr>);

impl FromRequest for Peer {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let direct = request.peer_addr().map(|address| address.ip());
        let trusted = request
            .app_data::<web::Data<App>>()
            .map_or(&[][..], |app| app.settings.trusted_proxies.as_slice());
        let headers = request.headers().get_all("x-forwarded-for");
        let forwarded = headers.filter_map(|value| value.to_str().ok());
        let forwarded: Vec<_> = forwarded.flat_map(|value| value.split(',')).collect();
        std::future::ready(Ok(Self(believed(direct, &forwarded, trusted))))
    }
}

/// Each proxy adds at the end whom it heard from, so the list is read from there for as long as
/// the one who says so is trusted. What stands before that anybody can have written.
fn believed(direct: Option<IpAddr>, forwarded: &[&str], trusted: &[IpAddr]) -> Option<IpAddr> {
    let mut believed = direct?.to_canonical();
    for said in forwarded.iter().rev() {
        if !trusted.contains(&believed) {
            break;
        }
        let Ok(said) = said.trim().parse::<IpAddr>() else { break };
        believed = said.to_canonical();
    }
    Some(believed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn nobody_hides_behind_a_header_that_they_wrote_themselves() {
        let direct = Some(ip("203.0.113.7"));
        assert_eq!(believed(direct, &["198.51.100.1"], &[ip("10.0.0.1")]), direct);
    }

    #[test]
    fn behind_a_trusted_proxy_the_last_address_that_is_no_proxy_counts() {
        let trusted = [ip("10.0.0.1"), ip("10.0.0.2")];
        let forwarded = ["198.51.100.1", " 203.0.113.7 ", "10.0.0.2"];
        let believed_here = believed(Some(ip("::ffff:10.0.0.1")), &forwarded, &trusted);
        assert_eq!(believed_here, Some(ip("203.0.113.7")));
    }

    #[test]
    fn a_proxy_that_says_nothing_readable_is_the_peer_itself() {
        let trusted = [ip("10.0.0.1")];
        assert_eq!(believed(Some(trusted[0]), &["unknown"], &trusted), Some(trusted[0]));
        assert_eq!(believed(Some(trusted[0]), &[], &trusted), Some(trusted[0]));
        assert_eq!(believed(None, &["198.51.100.1"], &trusted), None);
    }
}
