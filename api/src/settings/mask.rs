//! Addresses without their passwords, for whatever a person or a log file gets to see.

/// What stands in the place of a password.
const MASK: &str = "***";

/// Masks the password of `scheme://user:password@host` and of `?password=…`.
///
/// A password may hold an `@`, a `/` or a `?` that nobody escaped, so all between the first `:` and
/// the last `@` is hidden; rather too much than too little.
pub(super) fn password(text: String) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text };
    let rest = match rest.rsplit_once('@') {
        Some((user, host)) => match user.split_once(':') {
            Some((user, _)) => format!("{user}:{MASK}@{host}"),
            None => rest.to_owned(),
        },
        None => rest.to_owned(),
    };
    format!("{scheme}://{}", query(&rest))
}

fn query(tail: &str) -> String {
    let Some((path, query)) = tail.split_once('?') else { return tail.to_owned() };
    let parts: Vec<String> = query
        .split('&')
        .map(|part| match part.split_once('=') {
            Some((name, _)) if name.to_ascii_lowercase().contains("pass") => {
                format!("{name}={MASK}")
            }
            _ => part.to_owned(),
        })
        .collect();
    format!("{path}?{}", parts.join("&"))
}

#[cfg(test)]
mod tests {
    use super::password;

    #[test]
    fn no_password_is_left_in_an_address() {
        for (given, shown) in [
            ("postgres://ana:s3cret@db.local:5432/tours", "postgres://ana:***@db.local:5432/tours"),
            ("postgres://ana:p@ss/w:rd@db/tours", "postgres://ana:***@db/tours"),
            ("postgres://ana:p/w?x@db/tours", "postgres://ana:***@db/tours"),
            (
                "postgres://db/tours?user=ana&password=s3cret",
                "postgres://db/tours?user=ana&password=***",
            ),
            ("postgres://ana@db/tours", "postgres://ana@db/tours"),
            ("sqlite:///var/lib/buscall.db?mode=rwc", "sqlite:///var/lib/buscall.db?mode=rwc"),
            ("info,api=debug", "info,api=debug"),
        ] {
            assert_eq!(password(given.to_owned()), shown);
        }
    }
}
