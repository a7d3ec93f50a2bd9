//! One body through both doors, all its faults, and its description.

use chrono::{DateTime, NaiveDate, Utc};
use domain::contact::ContactKind;
use domain::id::PersonId;
use domain::score::SafetyScore;
use domain::text::{LongText, Name};
use proptest::prelude::*;
use serde_json::json;

use super::values::Whole;
use super::*;

#[derive(Debug, Clone, PartialEq)]
struct Visit {
    kind: ContactKind,
    at: DateTime<Utc>,
    seen: Vec<PersonId>,
    story: Option<LongText>,
    acute: bool,
    place: Option<Place>,
    members: Vec<Member>,
}

#[derive(Debug, Clone, PartialEq)]
struct Place {
    street: Name,
    number: Whole<1, 9999>,
}

#[derive(Debug, Clone, PartialEq)]
struct Member {
    name: Name,
    born: Option<NaiveDate>,
    score: SafetyScore,
}

impl Body for Visit {
    const NAME: &'static str = "Visit";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let kind = fields.required("kind");
        let at = fields.required("at");
        let seen = fields.list("seen", 0..=3);
        let story = fields.optional("story");
        let acute = fields.flag("acute");
        let place = fields.optional_object("place", |place| {
            let (street, number) = (place.required("street"), place.required("number"));
            Some(Place { street: street?, number: number? })
        });
        let members = fields.objects("members", 1..=2, |member| {
            let (name, born) = (member.required("name"), member.optional("born"));
            let score = member.required("score");
            Some(Member { name: name?, born, score: score? })
        });
        Some(Self { kind: kind?, at: at?, seen: seen?, story, acute, place, members: members? })
    }
}

const PERSON: &str = "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11";

fn good() -> Value {
    json!({
        "kind": "visit", "at": "2026-07-01T10:00:00Z", "seen": [PERSON], "acute": true,
        "place": {"street": "Dam", "number": 1},
        "members": [{"name": "Noor", "born": "2015-04-03", "score": 7}, {"name": "Sem", "score": 10}],
    })
}

fn faults_of(value: &Value) -> String {
    read_json::<Visit>(value).unwrap_err().to_string()
}

fn with(name: &str, value: Value) -> Value {
    let mut body = good();
    body[name] = value;
    body
}

#[test]
fn both_doors_read_the_same_thing() {
    let form = format!(
        "kind=visit&at=2026-07-01T12%3A00&seen={PERSON}&acute=on&story=&place.street=Dam&place.number=1\
         &members.1.name=Noor&members.1.born=2015-04-03&members.1.score=7\
         &members.3.name=&members.3.score=&members.7.name=Sem&members.7.born=&members.7.score=10&csrf=x&version=3"
    );
    let from_form = read_form::<Visit>(&FormValues::parse(form.as_bytes()).unwrap());
    assert_eq!(from_form.as_ref().err().map(ToString::to_string), None);
    assert_eq!(from_form.ok(), read_json(&good()).ok());
}

#[test]
fn an_object_of_which_nothing_is_filled_in_is_left_out() {
    let form = format!(
        "kind=call&at=2026-07-01T12:00&place.street=&members.0.name=N&members.0.score=1&seen={PERSON}"
    );
    let visit = read_form::<Visit>(&FormValues::parse(form.as_bytes()).unwrap()).unwrap();
    assert_eq!((visit.place, visit.acute), (None, false));
}

#[test]
fn all_faults_are_told_at_once_with_their_place() {
    let body = json!({
        "kind": "party", "at": "gisteren", "seen": ["x", PERSON, 4], "story": "a\u{0}", "acute": "ja",
        "place": {"street": 3, "number": 1.5, "isBeheerder": true},
        "members": [{"name": "", "score": 11}, 7], "isBeheerder": true,
    });
    assert_eq!(
        faults_of(&body),
        "kind: unknown_choice, at: not_a_moment, seen.0: not_an_id, seen.2: not_an_id, story: control_character, \
         acute: not_a_boolean, place.street: not_text, place.number: not_a_number, place.*: unknown_field, \
         members.0.name: empty, members.0.score: out_of_range, members.1: not_an_object, *: unknown_field"
    );
}

#[test]
fn an_empty_object_misses_what_is_required_and_nothing_else() {
    assert_eq!(faults_of(&json!({})), "kind: missing, at: missing, members: missing");
    assert_eq!(faults_of(&json!({"kind": null})), "kind: missing, at: missing, members: missing");
    assert_eq!(faults_of(&json!([])), "*: not_an_object");
}

#[test]
fn sizes_of_lists_hold() {
    assert_eq!(faults_of(&with("seen", json!([PERSON, PERSON, PERSON, PERSON]))), "seen: too_many");
    assert_eq!(faults_of(&with("seen", json!("x"))), "seen: not_a_list");
    assert_eq!(faults_of(&with("members", json!([]))), "members: missing");
    assert_eq!(faults_of(&with("members", json!([{}, {}, {}]))), "members: too_many");
    assert_eq!(faults_of(&with("place", json!("Dam"))), "place: not_an_object");
}

#[test]
fn an_unknown_name_is_counted_and_not_repeated() {
    let faults = read_json::<Visit>(&with("fatimaBakkar", json!(1))).unwrap_err();
    assert_eq!(faults.to_string(), "*: unknown_field");
    assert_eq!(faults.iter().next().and_then(|it| it.limit), Some(1));
    let form = FormValues::parse(b"kind=visit&who=me").unwrap();
    assert!(read_form::<Visit>(&form).unwrap_err().to_string().ends_with("*: unknown_field"));
}

#[test]
fn a_single_field_sent_twice_is_told() {
    let form = FormValues::parse(b"kind=visit&kind=call&at=x").unwrap();
    assert!(read_form::<Visit>(&form).unwrap_err().to_string().starts_with("kind: duplicate"));
}

#[test]
fn the_description_holds_every_name_that_is_read() {
    let shape = schema::shape::<Visit>();
    assert_eq!(
        shape.names().collect::<Vec<_>>(),
        ["kind", "at", "seen", "story", "acute", "place", "members"]
    );
    let schema = shape.schema();
    assert_eq!(schema["required"], json!(["kind", "at", "members"]));
    assert_eq!(schema["additionalProperties"], json!(false));
    assert_eq!(schema["properties"]["kind"]["enum"][0], "visit");
    assert_eq!(schema["properties"]["place"]["required"], json!(["street", "number"]));
    let members = &schema["properties"]["members"];
    assert_eq!(
        (&members["type"], &members["minItems"], &members["maxItems"]),
        (&json!("array"), &json!(1), &json!(2))
    );
    assert_eq!(members["items"]["properties"]["score"]["maximum"], 10);
    assert_eq!(read_json::<Visit>(&shape.example()).map(|visit| visit.members.len()), Ok(1));
}

#[test]
fn a_body_that_stops_asking_halfway_is_found() {
    struct Hasty;
    impl Body for Hasty {
        const NAME: &'static str = "Hasty";

        fn read(fields: &mut Fields<'_>) -> Option<Self> {
            let _name: Name = fields.required("name")?;
            let _score: SafetyScore = fields.required("score")?;
            Some(Self)
        }
    }
    assert_eq!(schema::check::<Visit>(), Vec::<String>::new());
    assert_eq!(schema::check::<Hasty>(), ["Hasty: score is not asked for when another field is missing"]);
}

#[test]
fn a_draft_hands_on_what_was_read_and_what_was_not() {
    #[derive(Debug, PartialEq)]
    struct Half(Option<Name>, Option<SafetyScore>);
    impl Body for Half {
        const NAME: &'static str = "Half";

        fn read(fields: &mut Fields<'_>) -> Option<Self> {
            Some(Self(fields.required("name"), fields.required("score")))
        }
    }
    let draft = read_json::<Draft<Half>>(&json!({"name": "Noor", "score": 11, "x": 1})).unwrap();
    assert_eq!(draft.body, Half(Name::parse("Noor").ok(), None));
    assert_eq!(draft.faults.to_string(), "score: out_of_range, *: unknown_field");
    assert_eq!(schema::check::<Draft<Half>>(), Vec::<String>::new());
}

fn any_json() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        Just("kind"),
        Just("at"),
        Just("seen"),
        Just("story"),
        Just("place"),
        Just("members"),
        Just("name"),
        Just("score"),
        Just("x"),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!(PERSON)),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..6)
                .prop_map(|members| members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect::<Value>()),
        ]
    })
}

proptest! {
    #[test]
    fn no_json_makes_the_reader_panic_and_a_refusal_has_a_reason(value in any_json()) {
        if let Err(faults) = read_json::<Visit>(&value) {
            prop_assert!(!faults.is_empty());
        }
    }

    #[test]
    fn no_form_makes_the_reader_panic(text in "([a-z.0-9]{1,12}(=[ -~]{0,12})?&?){0,20}") {
        if let Some(values) = FormValues::parse(text.as_bytes()) {
            let _ = read_form::<Visit>(&values);
        }
    }

    #[test]
    fn no_bytes_make_the_parser_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = json::parse(&bytes);
        let _ = FormValues::parse(&bytes);
    }
}
