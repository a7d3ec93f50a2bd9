//! Whether the house stands, for machines that look after it. Says yes or no, and nothing about why not.

use std::pin::Pin;

use actix_web::{HttpResponse, web};

use super::problem::Problem;

/// Asks what is needed to answer people, the database above all; part of the app data.
pub struct Readiness(Box<dyn Fn() -> Asking>);

/// An answer that takes a moment.
pub type Asking = Pin<Box<dyn Future<Output = bool>>>;

impl Readiness {
    /// A question that the server knows how to ask.
    pub fn new(ask: impl Fn() -> Asking + 'static) -> Self {
        Self(Box::new(ask))
    }
}

/// Handler of `/health/live`: the process runs.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("live\n")
}

/// Handler of `/health/ready`: people can be answered.
///
/// # Errors
/// `unavailable` while something that we need is away.
pub async fn ready(readiness: web::Data<Readiness>) -> Result<HttpResponse, Problem> {
    if !(readiness.0)().await {
        return Err(Problem::unavailable());
    }
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn ready_says_what_the_server_found() {
        let ask = |well| web::Data::new(Readiness::new(move || Box::pin(async move { well })));
        assert_eq!(ready(ask(true)).await.map(|it| it.status().as_u16()).ok(), Some(200));
        assert_eq!(ready(ask(false)).await.err(), Some(Problem::unavailable()));
    }
}
