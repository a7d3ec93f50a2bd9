//! A contact that somebody has not finished, in the one form in which both doors keep it: what is typed on a page
//! can be finished by a program and the other way around. Nothing in it is judged.

use chrono::{DateTime, Utc};
use domain::contact::{Compartment, ContactKind, Presence};
use domain::id::PersonId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::contact::{Entry, Met};
use crate::shared::fields::Field;
use crate::shared::fields::form::FormValues;
use crate::shared::ids;

/// An unfinished contact.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Kept {
    kind: Option<String>,
    happened_at: Option<DateTime<Utc>>,
    compartment: Option<String>,
    person: Option<Uuid>,
    presences: Vec<KeptPresence>,
    observed: Option<String>,
    agreed: Option<String>,
    next: Option<String>,
    joint_reason: Option<String>,
}

/// One person in an unfinished contact.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeptPresence {
    person: Uuid,
    presence: Option<String>,
    alone: bool,
}

impl Kept {
    /// What was kept before; nothing when it is of a form that nobody writes any more.
    pub fn parse(content: &str) -> Option<Self> {
        serde_json::from_str(content).ok()
    }

    /// As it is kept.
    pub fn content(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What stands in a form, whatever is wrong with it: of a choice or a moment that is none nothing is kept, of a
    /// text everything.
    pub fn of_form(values: &FormValues) -> Self {
        let text = |name: &str| values.all(name).next().map(str::to_owned);
        let kind = values.first("kind").and_then(ContactKind::from_code);
        let compartment = values.first("compartment").and_then(Compartment::from_code);
        let happened_at = values.first("happenedAt").and_then(|it| DateTime::<Utc>::from_text(it).ok());
        let rows = values.rows("presences.");
        Self {
            kind: kind.map(|it| it.code().to_owned()),
            happened_at,
            compartment: compartment.map(|it| it.code().to_owned()),
            person: values.first("person").and_then(ids::parse),
            presences: rows.into_iter().filter_map(|row| KeptPresence::of_form(values, row)).collect(),
            observed: text("observed"),
            agreed: text("agreed"),
            next: text("next"),
            joint_reason: text("jointReason"),
        }
    }

    /// As the entry that a form shows again.
    pub fn to_entry(&self) -> Entry {
        Entry {
            kind: self.kind.as_deref().and_then(ContactKind::from_code),
            happened_at: self.happened_at,
            compartment: self.compartment.as_deref().and_then(Compartment::from_code),
            person: self.person.map(PersonId),
            met: self.presences.iter().map(KeptPresence::to_met).collect(),
            observed: self.observed.clone(),
            agreed: self.agreed.clone(),
            next: self.next.clone(),
            joint_reason: self.joint_reason.clone(),
        }
    }
}

impl KeptPresence {
    fn of_form(values: &FormValues, row: usize) -> Option<Self> {
        let field = |name: &str| values.first(&format!("presences.{row}.{name}"));
        let presence = field("presence").and_then(Presence::from_code);
        let alone = field("alone") == Some("on");
        let person = field("person").and_then(ids::parse)?;
        (presence.is_some() || alone).then(|| Self {
            person,
            presence: presence.map(|it| it.code().to_owned()),
            alone,
        })
    }

    fn to_met(&self) -> Met {
        Met {
            person: PersonId(self.person),
            presence: self.presence.as_deref().and_then(Presence::from_code),
            alone: self.alone,
        }
    }
}

impl From<&Entry> for Kept {
    fn from(entry: &Entry) -> Self {
        Self {
            kind: entry.kind.map(|it| it.code().to_owned()),
            happened_at: entry.happened_at,
            compartment: entry.compartment.map(|it| it.code().to_owned()),
            person: entry.person.map(|it| it.0),
            presences: entry.met.iter().map(KeptPresence::from).collect(),
            observed: entry.observed.clone(),
            agreed: entry.agreed.clone(),
            next: entry.next.clone(),
            joint_reason: entry.joint_reason.clone(),
        }
    }
}

impl From<&Met> for KeptPresence {
    fn from(met: &Met) -> Self {
        Self { person: met.person.0, presence: met.presence.map(|it| it.code().to_owned()), alone: met.alone }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_typed_comes_back_also_when_it_would_be_refused() {
        let long = "x".repeat(11_000);
        let values = FormValues::of([
            ("kind", "call"),
            ("happenedAt", "2099-05-07T10:00"),
            ("presences.0.person", "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11"),
            ("presences.0.presence", ""),
            ("presences.1.person", "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b12"),
            ("presences.1.presence", "seen"),
            ("observed", &long),
        ]);
        let kept = Kept::parse(&Kept::of_form(&values).content()).unwrap();
        let entry = kept.to_entry();
        assert_eq!(entry.kind, Some(ContactKind::Call));
        assert_eq!(entry.happened_at.map(|it| it.to_rfc3339()).as_deref(), Some("2099-05-07T08:00:00+00:00"));
        assert_eq!(entry.met.iter().map(|it| it.presence).collect::<Vec<_>>(), [Some(Presence::Seen)]);
        assert_eq!(entry.observed.as_deref(), Some(long.as_str()));
        assert!(Kept::from(&entry) == kept);
    }

    #[test]
    fn what_nobody_writes_any_more_is_no_draft() {
        assert!(Kept::parse("kind=visit").is_none());
        assert!(Kept::parse("{}").is_some());
    }
}
