//! Sessions of programs: signing in with name and password, renewing with the refresh token, signing out.

use access::Caller;
use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use casework::account::session as sessions;
use casework::account::sign_in::{Door, SignIn, sign_in};
use casework::{Casework, Refusal};
use domain::id::{MembershipId, SessionId};
use domain::text::ShortText;
use secrecy::SecretString;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::shared::access_token::AccessTokens;
use crate::shared::body::JsonBody;
use crate::shared::fields::values::Password;
use crate::shared::fields::{Body, Fields};
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;

/// Name and password, and on whose behalf.
pub struct SignInBody {
    name: ShortText,
    password: Password,
    membership: Option<MembershipId>,
}

impl Body for SignInBody {
    const NAME: &'static str = "SignIn";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let name = fields.required("username");
        let password = fields.required("password");
        let membership = fields.optional("membershipId");
        Some(Self { name: name?, password: password?, membership })
    }
}

/// The refresh token of the session.
pub struct RenewBody {
    token: ShortText,
}

impl Body for RenewBody {
    const NAME: &'static str = "Renewal";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self { token: fields.required("refreshToken")? })
    }
}

/// What a program may do next.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TokensView {
    /// Toegangstoken voor de kop Authorization
    access_token: String,
    /// Geldigheid in seconden
    expires_in: i64,
    /// Eenmalig token voor een volgend toegangstoken
    refresh_token: String,
    session: SessionView,
}

/// Who is signed in, and on whose behalf.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    user_id: Uuid,
    membership_id: Uuid,
    organisation_id: Uuid,
    display_name: String,
    organisation_name: String,
    role: String,
    team_ids: Vec<Uuid>,
}

/// Begins a session.
///
/// # Errors
/// 401 when name or password is wrong, 429 after too many tries.
#[utoipa::path(
    post, path = "/api/v1/sessions", tag = "sessions", operation_id = "createSession", summary = "Inloggen",
    responses(
        (status = 201, description = "Ingelogd", body = TokensView),
        (status = 401, description = "Naam of wachtwoord klopt niet"),
        (status = 429, description = "Te veel pogingen; wacht zo lang als Retry-After zegt"),
    )
)]
pub async fn begin(
    casework: Data<Casework>,
    tokens: Data<AccessTokens>,
    JsonBody(body): JsonBody<SignInBody>,
) -> Result<HttpResponse, Problem> {
    let command = SignIn {
        name: body.name.as_str().to_owned(),
        password: SecretString::from(body.password),
        door: Door::Api,
        membership: body.membership,
    };
    let signed_in = sign_in(&casework, command).await?;
    let refresh = sessions::first_refresh(&casework, signed_in.caller.session).await?;
    let view = tokens_view(&casework, &tokens, &signed_in.caller, refresh.reveal())?;
    Ok(HttpResponse::Created().insert_header((LOCATION, "/api/v1/sessions/current")).json(view))
}

/// Exchanges the refresh token for new tokens.
///
/// # Errors
/// 401 when the token is unknown or was used before.
#[utoipa::path(
    post, path = "/api/v1/sessions/current/renewals", tag = "sessions", operation_id = "createRenewal",
    summary = "Nieuwe tokens halen",
    responses(
        (status = 200, description = "Nieuwe tokens", body = TokensView),
        (status = 401, description = "Dit token is onbekend of al gebruikt"),
    )
)]
pub async fn renew(
    casework: Data<Casework>,
    tokens: Data<AccessTokens>,
    JsonBody(body): JsonBody<RenewBody>,
) -> Result<HttpResponse, Problem> {
    let renewed = sessions::renew(&casework, body.token.as_str()).await?;
    Ok(HttpResponse::Ok().json(tokens_view(&casework, &tokens, &renewed.caller, renewed.refresh.reveal())?))
}

/// Who is signed in.
///
/// # Errors
/// 401 when nobody is.
#[utoipa::path(
    get, path = "/api/v1/sessions/current", tag = "sessions", operation_id = "getSession",
    summary = "Wie is ingelogd",
    responses((status = 200, description = "De sessie", body = SessionView))
)]
pub async fn current(SignedIn(caller): SignedIn) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(SessionView::from(&caller)))
}

/// Signs out.
///
/// # Errors
/// 401 when nobody is signed in.
#[utoipa::path(
    delete, path = "/api/v1/sessions/current", tag = "sessions", operation_id = "deleteSession",
    summary = "Uitloggen",
    responses((status = 204, description = "Uitgelogd"))
)]
pub async fn end(casework: Data<Casework>, SignedIn(caller): SignedIn) -> Result<HttpResponse, Problem> {
    sessions::end(&casework, &caller).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn tokens_view(
    casework: &Casework,
    tokens: &AccessTokens,
    caller: &Caller,
    refresh: &str,
) -> Result<TokensView, Problem> {
    let access_token = sign(casework, tokens, caller.session).map_err(Problem::from)?;
    Ok(TokensView {
        access_token,
        expires_in: tokens.seconds(),
        refresh_token: refresh.to_owned(),
        session: SessionView::from(caller),
    })
}

fn sign(casework: &Casework, tokens: &AccessTokens, session: SessionId) -> Result<String, Refusal> {
    let signed = tokens.sign(session, casework.ids.random(), casework.clock.now());
    signed.map_err(|error| {
        tracing::error!(%error, "an access token cannot be signed");
        Refusal::Unavailable
    })
}

impl From<&Caller> for SessionView {
    fn from(caller: &Caller) -> Self {
        Self {
            user_id: caller.user.0,
            membership_id: caller.membership.0,
            organisation_id: caller.organisation.0,
            display_name: caller.display_name.clone(),
            organisation_name: caller.organisation_name.clone(),
            role: caller.role.code().to_owned(),
            team_ids: caller.teams.iter().map(|team| team.0).collect(),
        }
    }
}
