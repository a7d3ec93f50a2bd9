//! What the view of the timeline tells of steps between phases, incidents and check-ins, read as strictly as the rest.

use super::detail::moment;
use super::{AnsweredCheckIn, PhaseChanged, TimelineIncident};
use crate::error::StoreError;
use crate::row;
use chrono::NaiveDate;
use domain::id::{CheckInId, IncidentId, OrganisationId, PersonId, PhaseChangeId};
use domain::incident::{Part, PartMoment};
use domain::phase::{Cause, ChangeKind, CriterionCode, Phase};
use domain::score::SafetyScore;
use domain::violence::ViolenceType;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Change {
    from: String,
    to: String,
    kind: String,
    cause: Option<String>,
    reason: Option<String>,
    organisation: String,
    proposed_by: Option<String>,
    note: Option<String>,
    incident: Option<Uuid>,
    lacking: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Incident {
    happened: String,
    kinds: Vec<String>,
    told: String,
    done: Option<String>,
    acute: bool,
    police: bool,
    stay_reason: Option<String>,
    recorded_at: String,
    organisation: Uuid,
    corrects: Option<Uuid>,
    corrected_by: Option<Uuid>,
    people: Vec<IncidentPerson>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IncidentPerson {
    person: Uuid,
    part: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct CheckIn {
    due_on: NaiveDate,
    safe: bool,
    score: Option<i64>,
    notes: String,
}

pub(super) fn change(id: Uuid, read: Change) -> Result<PhaseChanged, StoreError> {
    let phase = |column, code: &str| row::code("phase_changes", column, id, Phase::from_code(code));
    let cause = |code: &str| row::code("phase_changes", "cause", id, Cause::from_code(code));
    let criterion =
        |code: &String| row::code("phase_changes", "criteria", id, CriterionCode::from_code(code));
    Ok(PhaseChanged {
        id: PhaseChangeId(id),
        from: phase("from_phase", &read.from)?,
        to: phase("to_phase", &read.to)?,
        kind: row::code("phase_changes", "kind", id, ChangeKind::from_code(&read.kind))?,
        cause: read.cause.as_deref().map(cause).transpose()?,
        reason: read.reason,
        organisation: read.organisation,
        proposed_by: read.proposed_by,
        note: read.note,
        incident: read.incident.map(IncidentId),
        lacking: read.lacking.iter().map(criterion).collect::<Result<_, _>>()?,
    })
}

pub(super) fn incident(
    id: Uuid,
    read: Incident,
) -> Result<(TimelineIncident, Vec<(Part, PersonId)>), StoreError> {
    let kind = |code: &String| row::code("incidents", "kinds", id, ViolenceType::from_code(code));
    let people = read
        .people
        .iter()
        .map(|it| {
            let part = row::code("incident_people", "part", id, Part::from_code(&it.part))?;
            Ok((part, PersonId(it.person)))
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let incident = TimelineIncident {
        id: IncidentId(id),
        happened: row::code("incidents", "happened", id, PartMoment::parse(&read.happened).ok())?,
        kinds: read.kinds.iter().map(kind).collect::<Result<_, _>>()?,
        people: Vec::new(),
        told: read.told,
        done: read.done,
        acute: read.acute,
        police: read.police,
        stay_reason: read.stay_reason,
        organisation: OrganisationId(read.organisation),
        recorded_at: moment(id, &read.recorded_at)?,
        corrects: read.corrects.map(IncidentId),
        corrected_by: read.corrected_by.map(IncidentId),
    };
    Ok((incident, people))
}

pub(super) fn check_in(id: Uuid, read: CheckIn) -> Result<AnsweredCheckIn, StoreError> {
    let score = |value| row::code("check_in_answers", "score", id, SafetyScore::new(value).ok());
    Ok(AnsweredCheckIn {
        id: CheckInId(id),
        due_on: read.due_on,
        safe: read.safe,
        score: read.score.map(score).transpose()?,
        notes: read.notes,
    })
}
