//! Settings for what listens.
//!
//! An address outside a demo must never be unencrypted.

use std::net::SocketAddr;
use std::thread::available_parallelism;

use serde::Deserialize;

use super::{blank, fault_unless};

/// Where and how requests are answered.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpSettings {
    /// Where pages and API are served.
    pub listen: SocketAddr,
    workers: usize,
    #[serde(deserialize_with = "blank::is_none")]
    public_url: Option<String>,
    /// The largest request that is read, in KiB.
    pub max_body_kib: usize,
}

impl HttpSettings {
    /// Workers that answer requests, 1 or more.
    pub fn workers(&self) -> usize {
        or_processors(self.workers)
    }

    /// The address that people use, without a slash at the end.
    pub fn public_url(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }

    pub(super) fn faults(&self, demo: bool) -> Vec<String> {
        let url = self.public_url();
        let faults = [
            fault_unless(
                demo || url.starts_with("https://"),
                "http.public_url must be set and begin with https:// while demo.enabled is false",
            ),
            fault_unless(
                url.starts_with("https://") || url.starts_with("http://"),
                "http.public_url must begin with https:// or http://",
            ),
            fault_unless(!url.ends_with('/'), "http.public_url may not end with a slash"),
            fault_unless(
                self.max_body_kib >= 16,
                "http.max_body_kib must be 16 or more, or forms do not fit",
            ),
        ];
        faults.into_iter().flatten().collect()
    }
}

/// A number of threads, where 0 means one per processor.
pub(super) fn or_processors(number: usize) -> usize {
    if number > 0 { number } else { available_parallelism().map_or(1, usize::from) }
}
