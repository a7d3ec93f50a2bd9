//! What holds for every address of the site. The list of addresses comes from the router itself, so a new one
//! joins these tests by being mounted.

mod access;
mod audit;
mod away;
mod blind;
mod crowd;
mod floor;
mod forms;
mod hostile;
pub(crate) mod queries;
mod rules;
mod voices;

use crate::support::site::fresh_key;
use crate::support::*;
use reqwest::{Method, Response};
use serde_json::{Map, Value, json};
use std::sync::LazyLock;
use web::shared::router::{Access, Door};

/// A route of the site, with the method as programs write it.
#[derive(Debug, Clone)]
struct Route {
    method: Method,
    path: String,
    door: Door,
    access: Access,
}

/// Everything that is mounted.
fn routes() -> Vec<Route> {
    let route = |info: web::shared::router::RouteInfo| Route {
        method: info.method.as_str().parse().unwrap(),
        path: info.path,
        door: info.door,
        access: info.access,
    };
    web::routes().into_iter().map(route).collect()
}

/// A site with one case in Noord, with a report at Veilig Thuis on its household, and everybody who acts.
struct Town {
    site: Site,
    case: Case,
    report: String,
}

impl Town {
    async fn new() -> Self {
        Self::on(Site::new().await).await
    }

    /// The same on a site of one's own.
    async fn on(site: Site) -> Self {
        let (one, two) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
        let case = site.world.case().with_duo(&one, &two).with_team(BV_NOORD).build().await;
        let report = site.world.report_on(&case.household).await;
        Self { site, case, report }
    }

    /// The path with the identifiers of this town in it; what the town does not have gets an identifier of nobody.
    fn path(&self, route: &Route) -> String {
        let filled = route
            .path
            .replace("{caseId}", &self.case.id.to_string())
            .replace("{householdId}", &self.case.household.id.to_string())
            .replace("{personId}", &self.case.household.child.to_string())
            .replace("{reportId}", &self.report)
            .replace("{number}", "1");
        nowhere(&filled) + self.query(route)
    }

    /// What a page must be told beside its path.
    fn query(&self, route: &Route) -> &'static str {
        match route.path.as_str() {
            "/cases/{caseId}/duo/replacement/new" | "/cases/{caseId}/duo/cover/new" => "?seat=1",
            "/cases/{caseId}/safety-plan/paper/preview" | "/api/v1/cases/{caseId}/paper-preview" => {
                "?reader=duo&sheet=plan"
            }
            _ => "",
        }
    }

    /// Calls a route as somebody, with a body that has no fault.
    async fn call(&self, visitor: &Visitor, route: &Route) -> Response {
        self.call_at(&self.path(route), visitor, route).await
    }

    /// The same with other identifiers in the path.
    async fn call_at(&self, path: &str, visitor: &Visitor, route: &Route) -> Response {
        let mut request = self.site.request(route.method.clone(), path);
        match route.door {
            Door::Api => {
                request = request.header("authorization", &visitor.bearer).header("if-match", "\"1\"");
                request = request.header("idempotency-key", fresh_key());
                if let Some(body) = example_body(route) {
                    request = request.json(&body);
                }
            }
            Door::Page | Door::Floor => {
                request = request.header("cookie", &visitor.cookie).header("accept", "text/html");
                if route.method != Method::GET {
                    let form = format!("csrf={}&version=1&idempotencyKey={}", visitor.csrf, fresh_key());
                    request = request
                        .header("sec-fetch-site", "same-origin")
                        .header("content-type", "application/x-www-form-urlencoded")
                        .body(form);
                }
            }
        }
        request.send().await.unwrap()
    }
}

/// The path with an identifier of nobody for each name between braces.
fn nowhere(path: &str) -> String {
    let part = |part| match part {
        "{number}" => "1",
        part if str::starts_with(part, '{') => "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11",
        part => part,
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Somebody with a key to both doors.
struct Visitor {
    bearer: String,
    cookie: String,
    csrf: String,
}

impl Visitor {
    /// Nobody: no token, no cookie.
    fn nobody() -> Self {
        Self { bearer: String::new(), cookie: String::new(), csrf: String::new() }
    }

    /// Signs in at both doors.
    async fn of(site: &Site, persona: Persona) -> Self {
        let program = site.program(persona).await;
        let page = site.request(Method::GET, "/sign-in").header("accept", "text/html").send().await.unwrap();
        let token = csrf_in(&page.text().await.unwrap());
        let answer = sign_in(site, persona, &token).await;
        assert_eq!(answer.status(), 303, "{} signs in", persona.name);
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let page =
            site.request(Method::GET, "/cases").header("cookie", &cookie).header("accept", "text/html");
        let csrf = csrf_in(&page.send().await.unwrap().text().await.unwrap());
        Self { bearer: program.bearer(), cookie, csrf }
    }

    /// Asks for a path with both keys and nothing else.
    async fn ask(&self, town: &Town, method: Method, path: &str) -> Response {
        let request = town.site.request(method, path).header("authorization", &self.bearer);
        request.header("cookie", &self.cookie).send().await.unwrap()
    }
}

/// Sends the form of the page with which one signs in.
async fn sign_in(site: &Site, persona: Persona, token: &str) -> Response {
    let form = [("csrf", token), ("username", persona.name), ("password", PASSWORD)];
    let request = site.request(Method::POST, "/sign-in").header("sec-fetch-site", "same-origin");
    request.header("accept", "text/html").form(&form).send().await.unwrap()
}

fn csrf_in(page: &str) -> String {
    let (_, after) = page.split_once("name=\"csrf\" value=\"").unwrap();
    after.split('"').next().unwrap().to_owned()
}

/// Routes behind the sign-in; those that end the session itself come last and are left out here.
fn routes_behind_the_door() -> Vec<Route> {
    let ends_session = |route: &Route| {
        (route.method == Method::DELETE && route.path == "/api/v1/sessions/current")
            || route.path == web::ui::layout::SIGN_OUT
            || route.path == web::ui::layout::LOCK
    };
    routes().into_iter().filter(|it| it.access == Access::SignedIn && !ends_session(it)).collect()
}

/// A body that reads without fault, from the description of the API.
fn example_body(route: &Route) -> Option<Value> {
    let schema = body_schema(route)?;
    Some(example(description(), schema))
}

/// The schema of the body that a route reads.
fn body_schema(route: &Route) -> Option<&'static Value> {
    let document = description();
    let path = route.path.strip_prefix("/api/v1").unwrap();
    let method = route.method.as_str().to_lowercase();
    let schema = &document["paths"][path][&method]["requestBody"]["content"]["application/json"]["schema"];
    let name = schema["$ref"].as_str()?.rsplit('/').next().unwrap();
    Some(&document["components"]["schemas"][name])
}

/// The description of the API; made once, since that takes longer than most requests.
fn description() -> &'static Value {
    static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(&web::openapi()).unwrap());
    &DESCRIPTION
}

/// A value that fits a schema: its own example, or what its required parts give.
fn example(document: &Value, schema: &Value) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return example(document, &document["components"]["schemas"][name]);
    }
    if !schema["example"].is_null() {
        return schema["example"].clone();
    }
    if let Some(properties) = schema["properties"].as_object() {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let filled: Map<String, Value> = properties
            .iter()
            .filter(|(name, _)| required.contains(&json!(name)))
            .map(|(name, schema)| (name.clone(), example(document, schema)))
            .collect();
        return Value::Object(filled);
    }
    if schema["type"] == "array" {
        let least = schema["minItems"].as_u64().unwrap_or(0);
        return (0..least).map(|_| example(document, &schema["items"])).collect();
    }
    json!(true)
}
