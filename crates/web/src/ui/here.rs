//! Where a page is made: who looks, through which request, and the frame that goes around the answer.

use std::future::{Ready, ready};

use access::policy::allows;
use access::{Caller, Permission, Relation, Role};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use casework::{Casework, Creation};
use chrono::{DateTime, Utc};
use maud::Markup;
use uuid::Uuid;

use super::layout::{Frame, Place, Who, page};
use super::words::roles;
use crate::shared::argument::Argument;
use crate::shared::asked::Asked;
use crate::shared::created::creation;
use crate::shared::csrf;
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::problem::{Kind, Problem};
use crate::site::Looks;

/// A signed-in person at a page. A handler that takes it cannot be reached by strangers.
pub struct Here {
    /// Who looks.
    pub caller: Caller,
    /// The use cases.
    pub casework: Data<Casework>,
    request: HttpRequest,
    looks: Data<Looks>,
}

impl FromRequest for Here {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let asked = Asked::from_request(request, payload).into_inner();
        ready(asked.and_then(|Asked { caller, casework, request }| {
            let looks = request.app_data::<Data<Looks>>().ok_or(Problem::new(Kind::Broken))?.clone();
            Ok(Self { caller, casework, request, looks })
        }))
    }
}

impl Argument for Here {
    const SIGNS_IN: bool = true;
}

impl Here {
    /// The page with its frame.
    pub fn show(&self, title: &str, current: Option<Place>, content: Markup) -> HttpResponse {
        self.show_as(StatusCode::OK, title, current, content)
    }

    /// The same form again, because something in it is not right yet.
    pub fn show_again(&self, title: &str, current: Option<Place>, content: Markup) -> HttpResponse {
        self.show_as(StatusCode::UNPROCESSABLE_ENTITY, title, current, content)
    }

    /// On to another page after something was done.
    pub fn go(&self, to: &str) -> HttpResponse {
        HttpResponse::SeeOther().insert_header((LOCATION, to)).finish()
    }

    /// The token for forms.
    pub fn token(&self) -> String {
        csrf::token(&self.request)
    }

    /// A new key for a form that creates something.
    pub fn fresh_key(&self) -> Uuid {
        self.casework.ids.random()
    }

    /// The create that a form asks for.
    ///
    /// # Errors
    /// When the form carries no key, which only a hand-made form does.
    pub fn creation(&self, key: Option<&IdempotencyKey>) -> Result<Creation, Problem> {
        let key = key.ok_or(Problem::new(Kind::Malformed))?;
        Ok(creation(&self.request, key))
    }

    /// Whether there is any case in which this role may do this. What a page offers, never what it allows: that is
    /// for the transaction.
    pub fn may(&self, permission: Permission) -> bool {
        allows(self.caller.role, Relation::ALL, permission)
    }

    /// There is no form for whoever could never send it.
    ///
    /// # Errors
    /// 403 when there is no case in which this role may do this.
    pub fn require(&self, permission: Permission) -> Result<(), Problem> {
        if self.may(permission) { Ok(()) } else { Err(Problem::new(Kind::Forbidden)) }
    }

    /// The moment.
    pub fn now(&self) -> DateTime<Utc> {
        self.casework.clock.now()
    }

    fn show_as(
        &self,
        status: StatusCode,
        title: &str,
        current: Option<Place>,
        content: Markup,
    ) -> HttpResponse {
        let places = places(self.caller.role);
        let who = Who {
            name: &self.caller.display_name,
            role: roles::label(self.caller.role),
            organisation: &self.caller.organisation_name,
            places: &places,
        };
        let token = self.token();
        let frame = Frame {
            title,
            who: Some(who),
            current,
            csrf: &token,
            neutral: &self.looks.neutral,
            data: self.looks.data,
        };
        html(status, page(&frame, content))
    }
}

/// A page as an answer.
pub fn html(status: StatusCode, page: Markup) -> HttpResponse {
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(page.into_string())
}

/// Where somebody in this role may go: the places behind which the policy lets them do anything at all.
pub fn places(role: Role) -> Vec<Place> {
    let may = |permission| allows(role, Relation::ALL, permission);
    let behind_a_permission = [
        // Who works with households begins with what waits; who leads a team, with how the work is divided.
        (Place::MyWork, Permission::LogContact),
        (Place::Board, Permission::ReadBoard),
        (Place::Handovers, Permission::ReadOffer),
        (Place::MyCases, Permission::ReadCase),
        (Place::Search, Permission::Register),
        (Place::Reports, Permission::ReadReport),
        (Place::Advice, Permission::ReadAdvice),
        (Place::Consultations, Permission::AskConsultation),
        (Place::Consultations, Permission::ReadConsultationBoard),
        (Place::CasesWithoutDuo, Permission::AssignDuo),
        (Place::Figures, Permission::ReadFigures),
        (Place::Practice, Permission::Calibrate),
    ];
    let open = behind_a_permission.into_iter().filter(|(_, permission)| may(*permission));
    // Everybody has notices, if only none.
    open.map(|(place, _)| place).chain([Place::Notices]).collect()
}
