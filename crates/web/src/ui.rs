//! Pages: how they look and which words they use. Never decides anything, and never imports from `api`.

pub mod accessibility;
pub mod assets;
pub mod case;
pub mod caseload;
pub mod chart;
pub mod contact;
pub mod duo;
pub mod error_page;
pub mod field;
pub mod here;
pub mod layout;
pub mod people;
pub mod refused;
pub mod score;
pub mod sign_in;
pub mod words;

use actix_web::http::Method;

use crate::shared::router::Router;

const CORRECTION: &str = "/cases/{caseId}/contacts/{contactId}/correction/new";

/// Mounts the pages; this list says which addresses exist.
pub fn mount(router: &mut Router) {
    router.public_page("this is where one signs in", Method::GET, sign_in::PATH, sign_in::show);
    router.public_page("this is where one signs in", Method::POST, sign_in::PATH, sign_in::submit);
    router.page(Method::POST, layout::SIGN_OUT, sign_in::sign_out);
    router.page(Method::POST, layout::LOCK, sign_in::lock);
    router.public_page(
        "a statement about the site holds nothing of anybody",
        Method::GET,
        accessibility::PATH,
        accessibility::show,
    );

    router.page(Method::GET, "/", caseload::home);
    router.page(Method::GET, "/cases", caseload::show);
    router.page(Method::GET, "/cases/{caseId}", case::show);
    router.page(Method::GET, "/cases/{caseId}/contacts/new", contact::new::show);
    router.page(Method::POST, "/cases/{caseId}/contacts/new", contact::new::submit);
    router.page(Method::POST, "/cases/{caseId}/contacts/draft", contact::draft::keep);
    router.page(Method::POST, "/cases/{caseId}/contacts/draft/removal", contact::draft::throw_away);
    router.page(Method::GET, CORRECTION, contact::correction::show);
    router.page(Method::POST, CORRECTION, contact::correction::submit);
    router.page(Method::GET, "/cases/{caseId}/scores/new", score::show);
    router.page(Method::POST, "/cases/{caseId}/scores/new", score::submit);

    router.page(Method::GET, duo::waiting::PATH, duo::waiting::show);
    router.page(Method::GET, duo::assign::PATH, duo::assign::show);
    router.page(Method::POST, duo::assign::PATH, duo::assign::submit);
    router.page(Method::GET, duo::replacement::PATH, duo::replacement::show);
    router.page(Method::POST, duo::replacement::PATH, duo::replacement::submit);
    router.page(Method::GET, duo::cover::PATH, duo::cover::show);
    router.page(Method::POST, duo::cover::PATH, duo::cover::submit);
}
