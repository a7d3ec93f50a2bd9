//! The gate as it stood at a step, as the database keeps it: read back strictly.

use crate::error::StoreError;
use crate::row;
use chrono::{DateTime, Utc};
use domain::id::PersonId;
use domain::phase::{Criterion, CriterionCode, Finding};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    code: String,
    met: bool,
    known: bool,
    have: u32,
    need: u32,
    at: Option<DateTime<Utc>>,
    persons: Vec<Uuid>,
}

/// What is kept of these criteria.
pub(super) fn of(criteria: &[Criterion]) -> serde_json::Value {
    let kept = criteria.iter().map(|it| {
        serde_json::json!({
            "code": it.code.code(),
            "met": it.met,
            "known": it.evidence.known,
            "have": it.evidence.have,
            "need": it.evidence.need,
            "at": it.evidence.at,
            "persons": it.evidence.persons.iter().map(|it| it.0).collect::<Vec<_>>(),
        })
    });
    serde_json::Value::Array(kept.collect())
}

/// The criteria that were kept with this step.
pub(super) fn read(step: Uuid, kept: serde_json::Value) -> Result<Vec<Criterion>, StoreError> {
    let kept: Option<Vec<Kept>> = serde_json::from_value(kept).ok();
    row::code("phase_changes", "criteria", step, kept)?
        .into_iter()
        .map(|it| {
            Ok(Criterion {
                code: row::code("phase_changes", "criteria", step, CriterionCode::from_code(&it.code))?,
                met: it.met,
                evidence: Finding {
                    known: it.known,
                    have: it.have,
                    need: it.need,
                    at: it.at,
                    persons: it.persons.into_iter().map(PersonId).collect(),
                },
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_back_and_anything_else_is_refused() {
        let evidence = Finding {
            known: true,
            have: 2,
            need: 3,
            at: DateTime::from_timestamp(1_778_144_400, 0),
            persons: vec![PersonId(Uuid::from_u128(7))],
        };
        let criteria = vec![Criterion { code: CriterionCode::EverybodyHeard, met: false, evidence }];
        assert_eq!(read(Uuid::nil(), of(&criteria)).unwrap(), criteria);
        for wrong in [serde_json::json!([{"code": "x"}]), serde_json::json!({})] {
            assert!(read(Uuid::nil(), wrong).is_err());
        }
    }
}
