//! For machines that look after the house: is the program alive, and can it do its work.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::{Casework, Refusal, reference};

use crate::shared::problem::Problem;
use crate::shared::router::Router;
use crate::ui::assets;
use crate::ui::notice::feed;

/// Mounts the addresses.
pub fn mount(router: &mut Router) {
    router.floor("a machine asks whether the program is alive", "/health/live", live);
    router.floor("a machine asks whether the program can do its work", "/health/ready", ready);
    router.floor("a calendar program shows a secret instead of signing in", feed::PATH, feed::serve);
    router.floor("style sheets and scripts hold nothing of anybody", assets::PATH, assets::serve);
}

/// The program is alive.
async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// The database answers.
async fn ready(casework: Data<Casework>) -> Result<HttpResponse, Problem> {
    match reference::areas(&casework).await {
        Ok(_) => Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")),
        Err(Refusal::Unavailable) => Err(Problem::unavailable()),
        Err(refusal) => Err(refusal.into()),
    }
}
