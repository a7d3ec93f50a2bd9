//! The page where somebody was when a session was missing, with our stamp on it, so that signing in leads there.
//! Never the address of another site, and never one that we did not ask somebody to sign in for.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::stamp::{Purpose, StampKey};

/// Name of the field and of the query key.
pub const FIELD: &str = "back";

/// The longest address that is kept, in bytes; ours are shorter.
const LONGEST: usize = 1_000;

/// Keeps an address on this site: its stamp, and the address itself. Nothing when it is none to come back to.
pub fn kept(key: &StampKey, address: &str) -> Option<String> {
    let stamp = key.stamp(Purpose::WayBack, &[address.as_bytes()]);
    is_ours(address).then(|| format!("{}.{address}", BASE64_URL_SAFE_NO_PAD.encode(stamp)))
}

/// The address that was kept; nothing when the stamp is not ours.
pub fn read<'a>(key: &StampKey, kept: &'a str) -> Option<&'a str> {
    let (stamp, address) = kept.split_once('.')?;
    let stamp = BASE64_URL_SAFE_NO_PAD.decode(stamp).ok()?;
    let genuine = key.is_ours(Purpose::WayBack, &[address.as_bytes()], &stamp);
    (genuine && is_ours(address)).then_some(address)
}

/// A path on this site: browsers read two slashes, or a slash and a backslash, as the name of another one.
fn is_ours(address: &str) -> bool {
    let path = address.strip_prefix('/').filter(|rest| !rest.starts_with(['/', '\\']));
    path.is_some() && address.len() <= LONGEST && address.bytes().all(|it| it.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_path_of_ours_with_our_stamp_leads_back() {
        let key = StampKey::new([1; 32]);
        let address = "/cases/1/duo/cover/new?seat=1";
        let kept = kept(&key, address).unwrap();
        assert_eq!(read(&key, &kept), Some(address));
        assert_eq!(read(&StampKey::new([2; 32]), &kept), None);
        for forged in ["", "/cases", "x./cases", &kept.replace("seat=1", "seat=2")] {
            assert_eq!(read(&key, forged), None, "{forged}");
        }
    }

    #[test]
    fn the_address_of_another_site_is_never_kept() {
        let key = StampKey::new([1; 32]);
        let long = format!("/{}", "x".repeat(LONGEST));
        for address in ["//evil.test", "/\\evil.test", "https://evil.test", "", "x", "/a\r\nb", &long] {
            assert_eq!(kept(&key, address), None, "{address}");
        }
    }
}
