//! What scores say together, as programs see it. Raters and persons stand here by identifier: their names are in the
//! round.

use domain::round::alarm::Alarm;
use domain::round::conversation::{InPhase, Talk};
use domain::score::{RaterKey, Subject};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What to talk about, of one subject. Raters and persons by identifier; their names are in `raters`.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TalkView {
    /// Over wie het gaat; anders over het hele huishouden
    about: Option<Uuid>,
    #[schema(minimum = 1, maximum = 10)]
    lowest: u8,
    #[schema(minimum = 1, maximum = 10)]
    highest: u8,
    spread: u8,
    lowest_by: Vec<Uuid>,
    highest_by: Vec<Uuid>,
    /// Wie van elkaar verschillen, het grootste verschil eerst
    differences: Vec<DifferenceView>,
    /// Wat iedereen gaf naast de vorige ronde
    changes: Vec<ChangeView>,
    /// Kinderen die lager scoren dan elke volwassene van het huishouden
    children_below: Vec<Uuid>,
}

/// Two raters who do not agree.
#[derive(Serialize, ToSchema)]
pub struct DifferenceView {
    lower: Uuid,
    higher: Uuid,
    distance: u8,
}

/// A score beside the one of the round before.
#[derive(Serialize, ToSchema)]
pub struct ChangeView {
    rater: Uuid,
    value: u8,
    before: Option<u8>,
}

/// How the scores about one subject lay in one phase.
#[derive(Serialize, ToSchema)]
pub struct InPhaseView {
    phase: String,
    about: Option<Uuid>,
    lowest: u8,
    highest: u8,
}

/// What asks for attention.
#[derive(Serialize, ToSchema)]
pub struct AlarmView {
    kind: &'static str,
    about: Option<Uuid>,
    raters: Vec<Uuid>,
}

impl From<Talk> for TalkView {
    fn from(talk: Talk) -> Self {
        let differences = talk.differences.into_iter().map(|it| DifferenceView {
            lower: of_rater(it.lower),
            higher: of_rater(it.higher),
            distance: it.distance,
        });
        let changes = talk.scores.into_iter().map(|it| ChangeView {
            rater: of_rater(it.rater),
            value: it.value.get(),
            before: it.before.map(|it| it.get()),
        });
        Self {
            about: of_subject(talk.subject),
            lowest: talk.summary.lowest.get(),
            highest: talk.summary.highest.get(),
            spread: talk.summary.spread,
            lowest_by: of_raters(talk.lowest_by),
            highest_by: of_raters(talk.highest_by),
            differences: differences.collect(),
            changes: changes.collect(),
            children_below: of_raters(talk.children_below),
        }
    }
}

impl From<InPhase> for InPhaseView {
    fn from(it: InPhase) -> Self {
        let about = of_subject(it.subject);
        Self { phase: it.phase, about, lowest: it.lowest.get(), highest: it.highest.get() }
    }
}

impl From<Alarm> for AlarmView {
    fn from(it: Alarm) -> Self {
        Self { kind: it.kind.code(), about: of_subject(it.subject), raters: of_raters(it.raters) }
    }
}

/// The identifier of a rater.
pub(super) const fn of_rater(rater: RaterKey) -> Uuid {
    match rater {
        RaterKey::Professional(user) => user.0,
        RaterKey::Member(person) => person.0,
    }
}

fn of_raters(raters: Vec<RaterKey>) -> Vec<Uuid> {
    raters.into_iter().map(of_rater).collect()
}

fn of_subject(subject: Subject) -> Option<Uuid> {
    match subject {
        Subject::Household => None,
        Subject::Person(person) => Some(person.0),
    }
}
