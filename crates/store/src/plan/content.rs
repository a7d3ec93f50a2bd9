//! What a part says, to a row and back. What points at other rows has a column of its own; the rest is JSON by the
//! name of the field. Read strictly: a field too many, too few or of another form is a row that cannot exist.

use super::RevisionRow;
use crate::error::StoreError;
use crate::row;
use domain::id::{OrganisationId, PersonId, PlanItemId, UserId};
use domain::plan::{Content, Doer, Factor, Field, ItemKind, PlanItem, Rank, Revision, Screening, Value};
use domain::text::{LongText, Name, ShortText};
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What a text puts into its row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Columns {
    pub(super) content: Map<String, Json>,
    pub(super) under: Option<Uuid>,
    pub(super) person: Option<Uuid>,
    pub(super) user: Option<Uuid>,
    pub(super) organisation: Option<Uuid>,
    pub(super) concerns: BTreeSet<PersonId>,
}

impl Columns {
    pub(super) fn of(content: &Content) -> Self {
        let mut columns = Self::default();
        for (field, value) in content.values() {
            columns.put(field, value);
        }
        columns
    }

    fn put(&mut self, field: Field, value: &Value) {
        let json = match value {
            Value::Item(item) => return self.under = Some(item.0),
            Value::Person(person) | Value::Doer(Doer::Member(person)) => return self.person = Some(person.0),
            Value::Doer(Doer::Professional(user)) => return self.user = Some(user.0),
            Value::Organisation(organisation) => return self.organisation = Some(organisation.0),
            Value::Persons(persons) => return self.concerns.clone_from(persons),
            Value::Text(text) => json!(text.as_str()),
            Value::Day(day) => json!(day),
            Value::Rank(rank) => json!(rank.get()),
            Value::Factor(factor) => json!(factor.code()),
            Value::Screening(screening) => json!(screening.code()),
            Value::Doer(Doer::Network { name, role }) => {
                json!({"name": name.as_str(), "role": role.as_ref().map(ShortText::as_str)})
            }
        };
        self.content.insert(field.code().to_owned(), json);
    }
}

impl RevisionRow {
    /// The part as the rules know it.
    pub(super) fn into_item(self, kind: ItemKind, about: BTreeSet<PersonId>) -> Result<PlanItem, StoreError> {
        let id = self.item_id;
        let (revision, removed) = (Revision(self.revision), self.removed);
        let (made_by, made_at) = (UserId(self.made_by), self.made_at);
        let content = row::code("plan_revisions", "content", id, self.content(kind, about))?;
        Ok(PlanItem { id: PlanItemId(id), revision, content, removed, made_by, made_at })
    }

    fn content(self, kind: ItemKind, about: BTreeSet<PersonId>) -> Option<Content> {
        let Json::Object(members) = self.content else {
            return None;
        };
        let mut values: BTreeMap<Field, Value> = BTreeMap::new();
        for (name, json) in &members {
            let field = Field::from_code(name)?;
            values.insert(field, read(field, json)?);
        }
        let mut put = |field, value: Option<Value>| values.extend(value.map(|it| (field, it)));
        put(Field::Under, self.under_id.map(|it| Value::Item(PlanItemId(it))));
        put(Field::SetBy, self.organisation_id.map(|it| Value::Organisation(OrganisationId(it))));
        put(Field::Who, self.user_id.map(|it| Value::Doer(Doer::Professional(UserId(it)))));
        let person = self.person_id.map(PersonId);
        if kind == ItemKind::Agreement {
            put(Field::Who, person.map(|it| Value::Doer(Doer::Member(it))));
        } else {
            put(Field::Person, person.map(Value::Person));
        }
        put(Field::Concerns, Some(about).filter(|it| !it.is_empty()).map(Value::Persons));
        Content::from_values(kind, values).ok()
    }
}

fn read(field: Field, json: &Json) -> Option<Value> {
    let text = || json.as_str();
    match field {
        Field::Rank => Some(Value::Rank(Rank::new(json.as_i64()?)?)),
        Field::Factor => Some(Value::Factor(Factor::from_code(text()?)?)),
        Field::Screening => Some(Value::Screening(Screening::from_code(text()?)?)),
        Field::Who => {
            let name = Name::parse(json.get("name")?.as_str()?).ok()?;
            let role = match json.get("role")? {
                Json::Null => None,
                role => Some(ShortText::parse(role.as_str()?).ok()?),
            };
            Some(Value::Doer(Doer::Network { name, role }))
        }
        field if field.is_day() => Some(Value::Day(text()?.parse().ok()?)),
        field if field.is_text() => Some(Value::Text(LongText::parse(text()?).ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::plan::{ContentDraft, DoerDraft};

    fn row(columns: Columns) -> RevisionRow {
        RevisionRow {
            item_id: Uuid::from_u128(1),
            revision: 1,
            content: Json::Object(columns.content),
            under_id: columns.under,
            person_id: columns.person,
            user_id: columns.user,
            organisation_id: columns.organisation,
            removed: false,
            made_by: Uuid::nil(),
            made_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    fn draft() -> ContentDraft {
        ContentDraft {
            texts: BTreeMap::from([(Field::What, "Oma haalt de kinderen van school".to_owned())]),
            ..ContentDraft::default()
        }
    }

    #[test]
    fn what_was_written_is_read_back() {
        let who = |it: DoerDraft| ContentDraft {
            under: Some(PlanItemId(Uuid::from_u128(2))),
            who: Some(it),
            concerns: vec![PersonId(Uuid::from_u128(3))],
            days: BTreeMap::from([(Field::ByWhen, "2026-03-01".parse().unwrap())]),
            ..draft()
        };
        let member = DoerDraft { member: Some(PersonId(Uuid::from_u128(4))), ..DoerDraft::default() };
        let user = DoerDraft { professional: Some(UserId(Uuid::from_u128(5))), ..DoerDraft::default() };
        let name = Some("Wilma".to_owned());
        let network = DoerDraft { name, role: Some("oma".to_owned()), ..DoerDraft::default() };
        let goal = ContentDraft {
            person: Some(PersonId(Uuid::from_u128(6))),
            screening: Some(Screening::Planned),
            ..draft()
        };
        let contents = [
            who(member).check(ItemKind::Agreement, None),
            who(user).check(ItemKind::Agreement, None),
            who(network).check(ItemKind::Agreement, None),
            goal.check(ItemKind::RecoveryGoal, None),
            draft().check(ItemKind::Situation, Some(Rank::ALL[1])),
        ];
        for content in contents.map(Result::unwrap) {
            let columns = Columns::of(&content);
            let about = columns.concerns.clone();
            let item = row(columns).into_item(content.kind(), about).unwrap();
            assert_eq!(item.content, content);
        }
    }

    #[test]
    fn a_row_that_cannot_exist_is_refused() {
        let content = draft().check(ItemKind::Situation, Some(Rank::ALL[0])).unwrap();
        for (name, json) in
            [("rank", json!(4)), ("strange", json!(1)), ("what", json!(1)), ("byWhen", json!("x"))]
        {
            let mut columns = Columns::of(&content);
            columns.content.insert(name.to_owned(), json);
            assert!(row(columns).into_item(ItemKind::Situation, BTreeSet::new()).is_err(), "{name}");
        }
        let mut columns = Columns::of(&content);
        columns.content.remove("what");
        assert!(row(columns).into_item(ItemKind::Situation, BTreeSet::new()).is_err());
    }
}
