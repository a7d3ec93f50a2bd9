//! Signing in and out, and locking the screen at once.

use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue, LOCATION};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use casework::account::session;
use casework::account::sign_in::{Door, SignIn, sign_in};
use casework::{Casework, Refusal};
use domain::text::ShortText;
use maud::{Markup, html};
use secrecy::SecretString;

use super::field::Field;
use super::here::{self, Here};
use super::layout::{Frame, page};
use crate::shared::body::FormBody;
use crate::shared::csrf;
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::fields::values::Password;
use crate::shared::fields::{Body, Fields};
use crate::shared::problem::Problem;
use crate::shared::stamp::StampKey;
use crate::shared::way_back;
use crate::site::Looks;

/// Address of the page.
pub const PATH: &str = "/sign-in";

/// Name and password.
pub struct SignInForm {
    name: ShortText,
    password: Password,
}

impl Body for SignInForm {
    const NAME: &'static str = "SignInForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let name = fields.required("username");
        let password = fields.required("password");
        Some(Self { name: name?, password: password? })
    }
}

/// The page.
pub async fn show(request: HttpRequest, looks: Data<Looks>) -> HttpResponse {
    let values = FormValues::parse(request.query_string().as_bytes()).unwrap_or_default();
    let back = values.first(way_back::FIELD).map(|back| (way_back::FIELD, back));
    let state = FormState::starting_with(FormValues::of(back));
    answer(&request, &looks, StatusCode::OK, &state, None)
}

/// Signs in and leads to the page that was asked for, or to the first one.
///
/// # Errors
/// When the database is away.
pub async fn submit(
    request: HttpRequest,
    casework: Data<Casework>,
    looks: Data<Looks>,
    form: FormBody<SignInForm>,
) -> Result<HttpResponse, Problem> {
    let body = match form.input {
        Ok(body) => body,
        Err(state) => return Ok(answer(&request, &looks, StatusCode::UNPROCESSABLE_ENTITY, &state, None)),
    };
    let command = SignIn {
        name: body.name.as_str().to_owned(),
        password: SecretString::from(body.password),
        door: Door::Page,
        membership: None,
    };
    match sign_in(&casework, command).await {
        Ok(signed_in) => Ok(HttpResponse::SeeOther()
            .cookie(cookie(signed_in.secret.reveal().to_owned()))
            .insert_header((LOCATION, way_back(&request, &form.values).unwrap_or("/")))
            .finish()),
        Err(refusal @ (Refusal::SignedOut | Refusal::TryLater { .. })) => {
            let state = FormState::starting_with(form.values);
            Ok(answer(&request, &looks, StatusCode::UNPROCESSABLE_ENTITY, &state, Some(&refusal)))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// Signs out.
///
/// # Errors
/// When the database is away.
pub async fn sign_out(here: Here, _form: FormBody<()>) -> Result<HttpResponse, Problem> {
    session::end(&here.casework, &here.caller).await?;
    Ok(gone(PATH))
}

/// Ends the session and leads to an empty page.
///
/// # Errors
/// When the database is away.
pub async fn lock(here: Here, looks: Data<Looks>, _form: FormBody<()>) -> Result<HttpResponse, Problem> {
    session::end(&here.casework, &here.caller).await?;
    let to = if looks.neutral.starts_with("about:") { PATH } else { &looks.neutral };
    Ok(gone(to))
}

/// Away from here, with nothing left in the browser.
fn gone(to: &str) -> HttpResponse {
    let mut ended = cookie(String::new());
    ended.make_removal();
    HttpResponse::SeeOther()
        .cookie(ended)
        .insert_header((
            HeaderName::from_static("clear-site-data"),
            HeaderValue::from_static("\"cache\", \"storage\""),
        ))
        .insert_header((LOCATION, to))
        .finish()
}

fn cookie(secret: String) -> Cookie<'static> {
    Cookie::build(csrf::SESSION_COOKIE, secret)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .finish()
}

fn answer(
    request: &HttpRequest,
    looks: &Looks,
    status: StatusCode,
    state: &FormState,
    refusal: Option<&Refusal>,
) -> HttpResponse {
    let token = csrf::token(request);
    let frame = Frame {
        title: "Inloggen",
        who: None,
        current: None,
        csrf: &token,
        neutral: &looks.neutral,
        data: looks.data,
    };
    let hidden = hidden(&token, way_back(request, &state.values).and(state.values.first(way_back::FIELD)));
    here::html(status, page(&frame, content(looks, hidden, state, refusal)))
}

fn content(looks: &Looks, hidden: Markup, state: &FormState, refusal: Option<&Refusal>) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Inloggen" }
        @if let Some(refusal) = refusal {
            div class="tandem-summary" role="alert" tabindex="-1" autofocus { p { (sentence(refusal)) } }
        }
        form method="post" action=(PATH) class="tandem-card tandem-form tandem-narrow" {
            (hidden)
            (Field::new("username", "Inlognaam").autocomplete("username").text(state))
            (Field::new("password", "Wachtwoord").autocomplete("current-password").password())
            div class="tandem-actions" {
                button class="utrecht-button utrecht-button--primary-action" type="submit" { "Inloggen" }
            }
        }
        @if let Some(demo) = &looks.demo {
            section class="tandem-card tandem-narrow" aria-labelledby="demo" {
                h2 class="utrecht-heading-2" id="demo" { "Rondkijken" }
                p class="utrecht-paragraph" {
                    "Het wachtwoord van alle accounts is " code { (demo.password) } "."
                }
                dl class="tandem-accounts" {
                    @for (name, about) in &demo.accounts {
                        div { dt { code { (name) } } dd { (about) } }
                    }
                }
            }
        }
    }
}

/// Where somebody was who has to sign in first.
fn way_back<'a>(request: &HttpRequest, values: &'a FormValues) -> Option<&'a str> {
    let key = request.app_data::<Data<StampKey>>()?;
    way_back::read(key, values.first(way_back::FIELD)?)
}

fn hidden(token: &str, back: Option<&str>) -> Markup {
    html! {
        input type="hidden" name=(csrf::FIELD) value=(token);
        @if let Some(back) = back {
            p class="utrecht-paragraph" { "Na het inloggen gaat u verder waar u was." }
            input type="hidden" name=(way_back::FIELD) value=(back);
        }
    }
}

fn sentence(refusal: &Refusal) -> String {
    match refusal {
        Refusal::TryLater { seconds } => {
            format!(
                "Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over {seconds} seconden opnieuw."
            )
        }
        _ => {
            "Deze inlognaam en dit wachtwoord horen niet bij elkaar. Controleer beide en probeer het opnieuw."
                .to_owned()
        }
    }
}
