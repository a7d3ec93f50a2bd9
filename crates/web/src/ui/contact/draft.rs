//! Keeping what somebody is typing, and throwing it away. The button on the form and the script of the page send the
//! same thing here; only the first one wants to see a page.

use actix_web::http::header::ACCEPT;
use actix_web::{HttpRequest, HttpResponse};
use casework::contact::SaveDraft;
use casework::contact::draft;
use domain::id::CaseId;

use crate::shared::bodies::contact_draft::Kept;
use crate::shared::body::FormBody;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::case;
use crate::ui::here::Here;

/// Keeps the form as it is.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 400 when it is longer than any entry.
pub async fn keep(
    request: HttpRequest,
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<()>,
) -> Result<HttpResponse, Problem> {
    let command = SaveDraft { case, content: Kept::of_form(&form.values).content() };
    draft::save(&here.casework, &here.caller, command).await?;
    if wants_page(&request) {
        return Ok(here.go(&format!("{}/contacts/new", case::path(case))));
    }
    Ok(HttpResponse::NoContent().finish())
}

/// Throws the draft away and leads to an empty form.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn throw_away(
    here: Here,
    Id(case): Id<CaseId>,
    _form: FormBody<()>,
) -> Result<HttpResponse, Problem> {
    draft::drop(&here.casework, &here.caller, case).await?;
    Ok(here.go(&format!("{}/contacts/new", case::path(case))))
}

/// A browser that goes to a page asks for HTML; a script does not.
fn wants_page(request: &HttpRequest) -> bool {
    let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}
