//! `tandem serve`: answers requests until it is told to stop.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer};
use store::StoreError;
use web::shared::floor::floor;

use crate::failure::Failure;
use crate::parts::{Parts, real_looks};
use crate::settings::{Settings, Sources};
use crate::telemetry;

/// Serves with the settings of this installation.
///
/// # Errors
/// When the settings, the database or the address cannot be used.
pub async fn run(file: Option<PathBuf>) -> Result<(), Failure> {
    let settings = Settings::read(&Sources::of_this_process(file))?;
    if settings.demo.enabled {
        return Err(Failure::DemoSettings);
    }
    telemetry::start(&settings.log)?;
    let url = settings.database.url.clone().ok_or(Failure::NoDatabase)?;
    let parts = Parts::new(&settings, url, real_looks())?;
    if casework::account::admin::has_demo_accounts(&parts.casework()?).await? {
        return Err(Failure::DemoAccounts);
    }
    answer(&settings, parts, |address| tracing::info!(%address, "listening")).await
}

/// Answers requests with these parts; says so once it listens.
///
/// # Errors
/// When the address cannot be used.
pub async fn answer(
    settings: &Settings,
    parts: Parts,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), Failure> {
    // A first site shows a fault before the workers, which can only panic, would meet it.
    parts.site()?;
    let server = HttpServer::new(move || {
        let site = site_of(&parts);
        App::new()
            .wrap(from_fn(floor))
            .wrap(Compress::default())
            .configure(move |config| site.configure(config))
    })
    .workers(settings.http.workers())
    // A compressed answer goes out in pieces, and each would wait for the one before to be acknowledged: 40 ms.
    .tcp_nodelay(true)
    .shutdown_timeout(10)
    .bind(settings.http.listen)
    .map_err(|source| Failure::Listen { address: settings.http.listen, source })?;
    if let Some(address) = server.addrs().first() {
        listening(*address);
    }
    server.run().await.map_err(Failure::Io)
}

#[expect(clippy::expect_used, reason = "the same parts made a site a moment ago")]
fn site_of(parts: &Parts) -> web::site::Site {
    parts.site().map_err(|error: StoreError| io::Error::other(error)).expect("the parts make a site")
}
