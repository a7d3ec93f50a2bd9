//! Documents that break one rule each, and documents that only look as if they did. All are our own description, cut
//! down to a few addresses, with one thing changed.

use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Changes one thing in the description.
pub(super) type Plant = fn(&mut Value);

/// A document that breaks rules.
pub(super) struct Broken {
    pub(super) what: &'static str,
    /// All rules that it breaks; mostly one.
    pub(super) rules: &'static [&'static str],
    pub(super) plant: Plant,
}

/// The addresses that stay, enough to break every rule with.
const KEPT: [&str; 5] =
    ["/openapi.json", "/cases", "/cases/{caseId}", "/persons/_search", "/persons/{personId}"];

/// Our description, cut down, with one thing changed.
pub(super) fn with(plant: Plant) -> Value {
    let mut document = super::document();
    document["paths"].as_object_mut().unwrap().retain(|path, _| KEPT.contains(&path.as_str()));
    let mut used = BTreeSet::new();
    collect_used(&document, &document["paths"], &mut used);
    collect_used(&document, &document["components"]["responses"], &mut used);
    document["components"]["schemas"].as_object_mut().unwrap().retain(|name, _| used.contains(name));
    plant(&mut document);
    document
}

fn collect_used(document: &Value, value: &Value, used: &mut BTreeSet<String>) {
    if let Some(name) = value["$ref"].as_str().and_then(|it| it.strip_prefix("#/components/schemas/")) {
        if used.insert(name.to_owned()) {
            collect_used(document, &document["components"]["schemas"][name], used);
        }
        return;
    }
    let inner: Vec<&Value> = match value {
        Value::Object(members) => members.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => return,
    };
    inner.into_iter().for_each(|it| collect_used(document, it, used));
}

macro_rules! broken {
    ($($what:literal: $($rule:literal)+ => $plant:expr;)+) => {
        &[$(Broken { what: $what, rules: &[$($rule),+], plant: $plant }),+]
    };
}

#[rustfmt::skip]
pub(super) const BROKEN: &[Broken] = broken! {
    "a verb in Dutch": "core-naming-resources" "core-interface-language" => |it| copy(it, "/zaak-ophalen", "/cases");
    "a verb as a step": "core-naming-resources" "core-interface-language" =>
        |it| copy(it, "/cases/{caseId}/close", "/cases/{caseId}");
    "one thing holds many": "core-naming-collections" => |it| copy(it, "/case/{caseId}", "/cases/{caseId}");
    "a word that nobody explained": "core-interface-language" => |it| copy(it, "/dossiers", "/cases");
    "a slash at the end": "core-no-trailing-slash" => |it| copy(it, "/cases/", "/cases");
    "a capital in a path": "core-path-segments-kebab-case" => |it| copy(it, "/Cases", "/cases");
    "an underscore inside a path": "core-path-segments-kebab-case" => |it| copy(it, "/advice_requests", "/cases");
    "an underscore before the last segment": "core-path-segments-kebab-case" =>
        |it| copy(it, "/_search/cases", "/cases");
    "a query key with an underscore": "core-query-keys-camel-case" =>
        |it| ask(&mut it["paths"]["/cases"]["get"], "page_size");
    "such a key for a whole path": "core-query-keys-camel-case" =>
        |it| it["paths"]["/cases"]["parameters"] = json!([parameter("page_size")]);
    "such a key by reference": "core-query-keys-camel-case" => |it| {
        it["components"]["parameters"] = json!({"PageSize": parameter("PageSize")});
        list(&mut it["paths"]["/cases"]["get"]["parameters"]).push(json!({"$ref": "#/components/parameters/PageSize"}));
    };
    "a time with a zone and without a day": "core-date-time-format" =>
        |it| property(it, "CaseView", "openedAt")["format"] = json!("time");
    "a moment without a format": "core-date-time-format" =>
        |it| *property(it, "CaseView", "openedAt") = json!({"type": "string"});
    "a date without a format": "core-date-time-format" =>
        |it| *property(it, "CaseView", "startdatum") = json!({"type": "string"});
    "a birth date with a time": "core-date-time-date-omit-time-portion" =>
        |it| property(it, "PersonView", "birthDate")["format"] = json!("date-time");
    "a Dutch date with a time": "core-date-time-date-omit-time-portion" =>
        |it| *property(it, "CaseView", "startdatum") = json!({"type": "string", "format": "date-time"});
    "a day with a time": "core-date-time-date-omit-time-portion" =>
        |it| property(it, "PersonView", "diedOn")["format"] = json!("date-time");
    "a method that only echoes": "core-http-methods" => |it| {
        let mut trace = it["paths"]["/cases"]["get"].clone();
        trace["operationId"] = json!("traceCases");
        it["paths"]["/cases"]["trace"] = trace;
    };
    "a refusal in plain JSON": "core-error-handling-problem-details" => |it| {
        let content = it["components"]["responses"]["Problem404"]["content"]["application/problem+json"].take();
        it["components"]["responses"]["Problem404"]["content"] = json!({"application/json": content});
    };
    "a problem without a detail": "core-error-handling-problem-details" =>
        |it| drop_from(it, "/components/schemas/Problem/properties", "detail");
    "a refusal without content": "core-error-handling-problem-details" =>
        |it| drop_from(it, "/components/responses/Problem404", "content");
    "a refusal for all the rest": "core-error-handling-problem-details" => |it| {
        it["paths"]["/cases"]["get"]["responses"]["default"] = json!({"$ref": "#/components/responses/Problem404"});
    };
    "a problem of parts without a detail": "core-error-handling-problem-details" => |it| in_parts(it, "title");
    "a wrong field that is a 422": "core-error-handling-invalid-input" => |it| {
        let responses = &mut it["paths"]["/persons/_search"]["post"]["responses"];
        responses["422"] = responses["400"].clone();
    };
    "a body that is never wrong": "core-error-handling-invalid-input" =>
        |it| drop_from(it, "/paths/~1persons~1_search/post/responses", "400");
    "a parameter that is never wrong": "core-error-handling-invalid-input" =>
        |it| drop_from(it, "/paths/~1cases~1{caseId}/get/responses", "400");
    "an older kind of description": "core-doc-openapi" "oas3-schema" => |it| it["openapi"] = json!("3.1");
    "nobody to ask": "core-doc-openapi-contact" => |it| drop_from(it, "/info", "contact");
    "nowhere to look": "core-doc-openapi-contact" => |it| drop_from(it, "/info/contact", "url");
    "an English text": "core-doc-language" =>
        |it| it["paths"]["/cases"]["get"]["description"] = json!("The cases of the caller");
    "nothing told": "core-doc-language" => |it| drop_from(it, "/paths/~1cases/get", "summary");
    "a description that nobody finds": "core-publish-openapi" => |it| drop_from(it, "/paths", "/openapi.json");
    "a description behind the door": "core-publish-openapi" =>
        |it| it["paths"]["/openapi.json"]["get"]["security"] = json!([{"bearer": []}]);
    "no version in the address": "core-uri-version" => |it| it["servers"][0]["url"] = json!("/api");
    "too much version in the address": "core-uri-version" => |it| it["servers"][0]["url"] = json!("/api/v1.2");
    "a version of two numbers": "core-semver" => |it| it["info"]["version"] = json!("1.0");
    "a version with a letter": "core-semver" => |it| it["info"]["version"] = json!("v1.0.0");
    "an answer without the version": "core-version-header" =>
        |it| drop_from(it, "/paths/~1cases/get/responses/200", "headers");
    "a refusal without the version": "core-version-header" =>
        |it| drop_from(it, "/components/responses/Problem404", "headers");
    "a server without TLS": "core-transport-tls" =>
        |it| it["servers"][0]["url"] = json!("http://tandem.example/api/v1");
    "a citizen number in the path": "core-transport-no-sensitive-uris" => |it| {
        copy(it, "/persons/{bsn}", "/persons/{personId}");
        drop_from(it, "/paths", "/persons/{personId}");
        it["paths"]["/persons/{bsn}"]["get"]["parameters"][0]["name"] = json!("bsn");
    };
    "where somebody lives in the query": "core-transport-no-sensitive-uris" =>
        |it| ask(&mut it["paths"]["/cases"]["get"], "postcode");
    "an end without a date": "core-deprecation-schedule" =>
        |it| it["paths"]["/cases"]["get"]["deprecated"] = json!(true);
};

#[rustfmt::skip]
pub(super) const LEGAL: &[(&str, Plant)] = &[
    ("our own description", |_| ()),
    ("a search as the last segment", |it| copy(it, "/cases/_search", "/cases")),
    ("a key in camelCase for a whole path", |it| it["paths"]["/cases"]["parameters"] = json!([parameter("pageSize")])),
    ("a problem of parts with all members", |it| in_parts(it, "detail")),
    ("a server elsewhere with a later version", |it| it["servers"][0]["url"] = json!("https://tandem.example/api/v2")),
    ("a version before its time", |it| it["info"]["version"] = json!("1.1.0-rc.1")),
    ("an opening hour", |it| *property(it, "CaseView", "opensAt") = json!({"type": "string", "format": "time-local"})),
    ("words that end like a date", |it| {
        *property(it, "CaseView", "candidate") = json!({"type": "string"});
        *property(it, "CaseView", "mandate") = json!({"type": "string"});
    }),
    ("an end with a date", |it| {
        it["paths"]["/cases"]["get"]["deprecated"] = json!(true);
        let text = json!({"schema": {"type": "string"}});
        let headers = &mut it["paths"]["/cases"]["get"]["responses"]["200"]["headers"];
        headers["Deprecation"] = text.clone();
        headers["Sunset"] = text;
    }),
];

/// The GET of one path under another name.
fn copy(document: &mut Value, to: &str, from: &str) {
    let mut operation = document["paths"][from]["get"].clone();
    operation["operationId"] = json!("getCopy");
    document["paths"][to] = json!({"get": operation});
}

fn parameter(name: &str) -> Value {
    json!({"in": "query", "name": name, "schema": {"type": "integer"}})
}

fn ask(operation: &mut Value, name: &str) {
    list(&mut operation["parameters"]).push(parameter(name));
}

fn list(value: &mut Value) -> &mut Vec<Value> {
    value.as_array_mut().unwrap()
}

fn property<'a>(document: &'a mut Value, schema: &str, name: &str) -> &'a mut Value {
    &mut document["components"]["schemas"][schema]["properties"][name]
}

fn drop_from(document: &mut Value, place: &str, member: &str) {
    let dropped = document.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(member);
    assert!(dropped.is_some(), "{place} has no {member}");
}

/// A problem that is put together from two schemas, the second of which gives the last member.
fn in_parts(document: &mut Value, last: &str) {
    let text = json!({"type": "string"});
    let parts = json!([
        {"type": "object", "properties": {"status": {"type": "integer"}, "title": text}},
        {"type": "object", "properties": {last: text}},
    ]);
    document["components"]["schemas"]["Problem"] = json!({"allOf": parts});
}
