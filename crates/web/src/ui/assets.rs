//! Style sheets, scripts and icons inside the binary. Their names hold a fingerprint, so that a browser may keep
//! them for ever; nothing is ever fetched from elsewhere while pages are shown.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse};

use crate::shared::problem::Problem;

/// One file.
#[derive(Debug)]
pub struct Asset {
    name: &'static str,
    path: &'static str,
    file: &'static str,
    bytes: &'static [u8],
}

/// All files that pages may ask for.
pub const ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Path of the handler [`serve`].
pub const PATH: &str = "/static/{file}";

/// The accessibility checker, for tests in a browser; no page refers to it.
#[cfg(feature = "testing")]
pub const AXE: &str = include_str!(concat!(env!("OUT_DIR"), "/axe.js"));

/// Where pages find the file with this name; the name itself when there is none, which a test would notice.
pub fn path(name: &'static str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or(name, |asset| asset.path)
}

/// Handler of [`PATH`].
///
/// # Errors
/// `not_found` for any name that is not listed.
pub async fn serve(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let file = request.match_info().get("file").unwrap_or_default();
    let asset = ASSETS.iter().find(|asset| asset.file == file).ok_or(Problem::not_found())?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, asset.content_type()))
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(asset.bytes))
}

impl Asset {
    fn content_type(&self) -> &'static str {
        match self.name.rsplit_once('.').map(|(_, extension)| extension) {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            _ => "application/octet-stream",
        }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::{self, TestRequest};
    use actix_web::{App, http::StatusCode};

    use super::*;
    use crate::shared::router::Router;

    async fn get(path: &str) -> (StatusCode, String, usize) {
        let mount = |config: &mut actix_web::web::ServiceConfig| {
            let mut router = Router::new();
            router.floor("test", PATH, serve);
            router.mount(config);
        };
        let app = test::init_service(App::new().configure(mount)).await;
        let answer = test::call_service(&app, TestRequest::get().uri(path).to_request()).await;
        let kept = answer.headers().get(CACHE_CONTROL).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let kept = kept.to_owned();
        (answer.status(), kept, test::read_body(answer).await.len())
    }

    #[actix_web::test]
    async fn a_file_with_its_fingerprint_may_be_kept_for_ever() {
        for name in ["tandem.css", "tandem.js", "tandem.svg"] {
            let (status, kept, size) = get(path(name)).await;
            assert_eq!(status, StatusCode::OK);
            assert!(kept.contains("immutable") && size > 100, "{name}: {size}");
            assert!(path(name).split('.').count() == 3, "{}", path(name));
        }
    }

    #[actix_web::test]
    async fn other_names_are_not_there() {
        for path in ["/static/tandem.css", "/static/axe.js", "/static/..%2fCargo.toml", "/static/"] {
            assert_eq!(get(path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[::core::prelude::v1::test]
    fn our_own_script_is_small_and_nothing_refers_to_elsewhere() {
        let text = |name| {
            let asset = ASSETS.iter().find(|asset| asset.name == name).unwrap();
            String::from_utf8_lossy(asset.bytes).into_owned()
        };
        assert!(text("tandem.js").len() <= 3_500, "{}", text("tandem.js").len());
        assert!(text("tandem.css").len() <= 220_000, "{}", text("tandem.css").len());
        assert!(!text("tandem.css").contains("url(") && !text("tandem.css").contains("@import"));
    }
}
