//! The adopted versions of the safety plan as programs see them, and two of them side by side.

use casework::plan::{Comparison, ConsentLine, NamedVersion, NamedVersions, VersionLine, VoiceLine};
use chrono::{DateTime, Utc};
use domain::plan::{Difference, Field};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::view::{PlanItemView, PlanNamesView};
use crate::shared::plan_value::or_null;

/// The versions, newest first.
#[derive(Serialize, ToSchema)]
pub struct PlanVersionsView {
    items: Vec<PlanVersionLineView>,
    names: PlanNamesView,
}

/// A version without its parts.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlanVersionLineView {
    id: Uuid,
    #[schema(minimum = 1)]
    number: i32,
    adopted_at: DateTime<Utc>,
    adopted_by: Uuid,
    voices: Vec<VoiceView>,
    /// Wat de organisaties zeiden, van elk het laatste
    consents: Vec<ConsentView>,
}

/// A version with its parts.
#[derive(Serialize, ToSchema)]
pub struct PlanVersionView {
    version: PlanVersionLineView,
    items: Vec<PlanItemView>,
    names: PlanNamesView,
}

/// What a member of the household said.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VoiceView {
    person: Uuid,
    opinion: &'static str,
    reason: Option<String>,
    asked_how: Option<&'static str>,
    /// Wat het gezinslid zei, letterlijk
    own_words: Option<String>,
    age_at: Option<u16>,
}

/// What an organisation said.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsentView {
    organisation_id: Uuid,
    agrees: bool,
    reason: Option<String>,
    given_by: Uuid,
    given_at: DateTime<Utc>,
}

/// Two states of a plan side by side.
#[derive(Serialize, ToSchema)]
pub struct ComparisonView {
    /// De oudere versie; leeg voor de eerste
    before: Option<PlanVersionLineView>,
    /// De nieuwere versie; leeg voor het werkplan
    after: Option<PlanVersionLineView>,
    items: Vec<DifferenceView>,
    names: PlanNamesView,
}

/// One part in both.
#[derive(Serialize, ToSchema)]
pub struct DifferenceView {
    id: Uuid,
    kind: Option<&'static str>,
    /// added, dropped, rewritten of unchanged
    change: &'static str,
    /// De velden die verschillen
    fields: Vec<FieldDifferenceView>,
}

/// One field that differs; null for an empty one.
#[derive(Serialize, ToSchema)]
pub struct FieldDifferenceView {
    name: &'static str,
    before: serde_json::Value,
    after: serde_json::Value,
}

impl From<NamedVersions> for PlanVersionsView {
    fn from(found: NamedVersions) -> Self {
        let items = found.versions.into_iter().map(PlanVersionLineView::from).collect();
        Self { items, names: (&found.names).into() }
    }
}

impl From<NamedVersion> for PlanVersionView {
    fn from(found: NamedVersion) -> Self {
        Self {
            items: found.version.items.iter().map(PlanItemView::of).collect(),
            version: found.version.line.into(),
            names: (&found.names).into(),
        }
    }
}

impl From<VersionLine> for PlanVersionLineView {
    fn from(line: VersionLine) -> Self {
        Self {
            id: line.id.0,
            number: line.number,
            adopted_at: line.adopted_at,
            adopted_by: line.adopted_by.0,
            voices: line.voices.into_iter().map(VoiceView::from).collect(),
            consents: line.consents.into_iter().map(ConsentView::from).collect(),
        }
    }
}

impl From<VoiceLine> for VoiceView {
    fn from(line: VoiceLine) -> Self {
        Self {
            person: line.person.0,
            opinion: line.opinion.code(),
            reason: line.reason,
            asked_how: line.asked_how.map(domain::score::AskedHow::code),
            own_words: line.own_words,
            age_at: line.age_at,
        }
    }
}

impl From<ConsentLine> for ConsentView {
    fn from(line: ConsentLine) -> Self {
        Self {
            organisation_id: line.organisation.0,
            agrees: line.agrees,
            reason: line.reason,
            given_by: line.given_by.0,
            given_at: line.given_at,
        }
    }
}

impl From<Comparison> for ComparisonView {
    fn from(found: Comparison) -> Self {
        Self {
            before: found.before.map(PlanVersionLineView::from),
            after: found.after.map(PlanVersionLineView::from),
            items: found.differences.iter().map(DifferenceView::from).collect(),
            names: (&found.names).into(),
        }
    }
}

impl From<&Difference> for DifferenceView {
    fn from(it: &Difference) -> Self {
        let field = |field: &Field| FieldDifferenceView {
            name: field.code(),
            before: or_null(it.before.as_ref().and_then(|it| it.get(*field))),
            after: or_null(it.after.as_ref().and_then(|it| it.get(*field))),
        };
        Self {
            id: it.item.0,
            kind: it.kind().map(domain::plan::ItemKind::code),
            change: it.change.code(),
            fields: it.fields.iter().map(field).collect(),
        }
    }
}
