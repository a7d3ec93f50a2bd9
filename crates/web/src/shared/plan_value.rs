//! What a field of the safety plan holds, as JSON: in an item, in a comparison and in a refusal alike.

use casework::plan::PlanConflict;
use domain::plan::{Conflict, Doer, Value};
use domain::text::ShortText;
use domain::version::Version;
use serde_json::{Value as Json, json};

use super::problem::{FieldTwice, WrittenTwice};

/// The value as a program sees it.
pub fn to_json(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text.as_str()),
        Value::Day(day) => json!(day),
        Value::Rank(rank) => json!(rank.get()),
        Value::Factor(factor) => json!(factor.code()),
        Value::Screening(screening) => json!(screening.code()),
        Value::Item(item) => json!(item.0),
        Value::Person(person) => json!(person.0),
        Value::Organisation(organisation) => json!(organisation.0),
        Value::Doer(Doer::Member(member)) => json!({"member": member.0}),
        Value::Doer(Doer::Professional(user)) => json!({"professional": user.0}),
        Value::Doer(Doer::Network { name, role }) => {
            json!({"name": name.as_str(), "role": role.as_ref().map(ShortText::as_str)})
        }
        Value::Persons(persons) => persons.iter().map(|it| json!(it.0)).collect(),
    }
}

/// A field that may be empty.
pub fn or_null(value: Option<&Value>) -> Json {
    value.map_or(Json::Null, to_json)
}

/// The refusal that carries both texts.
pub fn twice(conflict: &PlanConflict) -> WrittenTwice {
    let field = |it: &Conflict| FieldTwice {
        name: it.field.code(),
        base: or_null(it.base.as_ref()),
        mine: or_null(it.mine.as_ref()),
        theirs: or_null(it.theirs.as_ref()),
    };
    WrittenTwice {
        newest: Version(conflict.newest.revision.0.into()),
        fields: conflict.fields.iter().map(field).collect(),
    }
}
