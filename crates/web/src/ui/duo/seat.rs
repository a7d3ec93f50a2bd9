//! What the pages about one seat of a duo have in common: which seat, who has it now, and what is shown when nobody has.

use actix_web::HttpResponse;
use casework::Refusal;
use casework::case::line::SeatLine;
use domain::duo::Seat;
use domain::id::CaseId;
use domain::version::Version;
use maud::{Markup, html};

use super::{Table, path};
use crate::shared::bodies::duo::SeatNumber;
use crate::shared::fields::form::FormValues;
use crate::shared::fields::{Body, Fields};
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;
use crate::ui::words::rules;

/// Which seat a page is about, in its address.
#[derive(Debug, Clone, Copy)]
pub struct WhichSeat(pub Seat);

/// What differs between the pages about one seat.
pub(super) trait SeatForm {
    /// What the page is called.
    const TITLE: &'static str;

    /// What stands below the heading, for this member of the duo.
    fn content(here: &Here, about: &Seated<'_>, attempt: &Attempt) -> Markup;
}

/// A seat with whoever has it now.
pub(super) struct Seated<'a> {
    pub(super) table: &'a Table,
    pub(super) seat: Seat,
    pub(super) member: &'a SeatLine,
}

/// The page about a seat of the duo of a case.
pub(super) struct SeatPage<F> {
    case: CaseId,
    seat: Seat,
    form: std::marker::PhantomData<F>,
}

impl<F: SeatForm> SeatPage<F> {
    pub(super) const fn of(case: CaseId, seat: Seat) -> Self {
        Self { case, seat, form: std::marker::PhantomData }
    }

    /// The page as it opens.
    pub(super) async fn show(&self, here: &Here) -> Result<HttpResponse, Problem> {
        here.open(self, FormValues::default()).await
    }

    /// On to the duo, or the form again.
    pub(super) async fn answer(
        &self,
        here: &Here,
        sent: Sent,
        done: Result<Version, Refusal>,
    ) -> Result<HttpResponse, Problem> {
        here.answer(self, sent, done.map(|_| path(self.case))).await
    }
}

impl<F: SeatForm> FormPage for SeatPage<F> {
    const TITLE: &'static str = F::TITLE;
    const PLACE: Place = Place::CasesWithoutDuo;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let table = Table::read(here, self.case).await?;
        Ok(html! {
            h1 class="utrecht-heading-1" { (F::TITLE) }
            (table.about())
            @match table.member(self.seat) {
                Some(member) => (F::content(here, &Seated { table: &table, seat: self.seat, member }, attempt)),
                None => (nobody_there(self.case, self.seat)),
            }
        })
    }

    async fn faster(&self, here: &Here) -> Result<Option<Markup>, Problem> {
        super::faster(here, self.case).await
    }
}

/// For a seat in which nobody is to be replaced or covered.
fn nobody_there(case: CaseId, seat: Seat) -> Markup {
    html! {
        div class="tandem-card" data-rule="seat_empty" {
            p class="utrecht-paragraph" { (seat.label()) ": " (rules::sentence("seat_empty")) }
            p { a class="utrecht-link" href=(path(case)) { "Naar het duo" } }
        }
    }
}

impl Body for WhichSeat {
    const NAME: &'static str = "WhichSeat";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.required::<SeatNumber>("seat").map(|seat| Self(seat.0))
    }
}
