//! An incident as it is filled in, and which part of the list is asked for. What makes it complete is for `domain`.

use casework::incident::{IncidentPlace, ListIncidents};
use chrono::{DateTime, Utc};
use domain::fault::Faults;
use domain::id::{CaseId, IncidentId, PersonId};
use domain::incident::{IncidentDraft, Part, PartMoment};
use domain::violence::ViolenceType;

use super::together;
use crate::shared::cursor::{Owner, Paging};
use crate::shared::fields::{Body, Draft, Fields};
use crate::shared::ids;
use crate::shared::problem::{Kind, Problem};

/// An incident as far as it could be read.
#[derive(Clone, PartialEq, Eq)]
pub struct NewIncident {
    happened: Option<PartMoment>,
    kinds: Vec<ViolenceType>,
    people: Vec<(Part, PersonId)>,
    told: Option<String>,
    done: Option<String>,
    acute: Option<bool>,
    police: Option<bool>,
    stay_reason: Option<String>,
}

impl Body for NewIncident {
    const NAME: &'static str = "NewIncident";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let happened = fields.required("happened");
        let kinds = fields.list("kinds", 1..=ViolenceType::ALL.len());
        let mut people = Vec::new();
        for part in Part::ALL {
            let found = fields.list(part.code(), 0..=IncidentDraft::MOST_PEOPLE).unwrap_or_default();
            people.extend(found.into_iter().map(|person| (*part, person)));
        }
        let told = fields.required("told");
        let done = fields.optional("done");
        let acute = fields.required("acute");
        let police = fields.required("police");
        let stay_reason = fields.optional("stayReason");
        let kinds = kinds.unwrap_or_default();
        Some(Self { happened, kinds, people, told, done, acute, police, stay_reason })
    }
}

impl Draft<NewIncident> {
    /// What the use case is asked to store, when all of it could be read.
    ///
    /// # Errors
    /// What could not be read, with everything that the rules say of the rest as far as the case does not matter.
    pub fn incident(self, now: DateTime<Utc>) -> Result<IncidentDraft, Faults> {
        let Self { body, faults } = self;
        let draft = IncidentDraft {
            happened: body.happened,
            kinds: body.kinds,
            people: body.people,
            told: body.told,
            done: body.done,
            acute: body.acute,
            police: body.police,
            stay_reason: body.stay_reason,
            corrects: None,
        };
        if faults.is_empty() {
            return Ok(draft);
        }
        match draft.check(now, DateTime::<Utc>::MIN_UTC) {
            Ok(_) => Err(faults),
            Err(judged) => Err(together(faults, judged)),
        }
    }
}

/// The list of the incidents of one case, of which a cursor is a place.
#[derive(Debug, Clone)]
pub struct IncidentList {
    case: CaseId,
    /// The name to which a cursor belongs.
    pub name: String,
}

impl IncidentList {
    /// The list of this case.
    pub fn of(case: CaseId) -> Self {
        Self { case, name: format!("incidents?case={case}") }
    }

    /// What the use case is asked for.
    ///
    /// # Errors
    /// `malformed` for a cursor of another person or list.
    pub fn wanted(&self, paging: &Paging, owner: Owner<'_>) -> Result<ListIncidents, Problem> {
        let after = paging.after(owner)?;
        let after = after.map(|text| place(&text).ok_or(Problem::new(Kind::Malformed))).transpose()?;
        let limit = usize::try_from(paging.limit).unwrap_or_default();
        Ok(ListIncidents { case: self.case, after, limit })
    }

    /// A place in the list as a cursor keeps it.
    pub fn kept(place: IncidentPlace) -> String {
        format!("{}|{}", place.until.timestamp_micros(), place.id)
    }
}

fn place(text: &str) -> Option<IncidentPlace> {
    let (micros, id) = text.split_once('|')?;
    let until = DateTime::<Utc>::from_timestamp_micros(micros.parse().ok()?)?;
    Some(IncidentPlace { until, id: IncidentId(ids::parse(id)?) })
}
