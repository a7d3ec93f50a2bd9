//! Bodies that want to do harm, at every address that reads one: each is refused or taken as it is, and none is too
//! much for us.

use super::floor::assert_problem;
use super::*;

/// Not JSON, or more JSON than one reader understands in one way.
const UNREADABLE: [&str; 18] = [
    "{\"canary\": 1, \"canary\": 2}",
    "{\"canary\": {\"a\": 1, \"a\": 1}}",
    "{\"canary\": NaN}",
    "{\"canary\": -Infinity}",
    "{\"canary\": 1e999}",
    "{\"canary\": 01}",
    "{\"canary\": +1}",
    "{\"canary\": 0x10}",
    "{\"canary\": \"\\ud800\"}",
    "{\"canary\": \"\\udc00\\ud800\"}",
    "{\"canary\": \"\\x00\"}",
    "{\"canary\": \"\u{0}\"}",
    "{'canary': 1}",
    "{canary: 1}",
    "{\"canary\": 1,}",
    "{\"canary\": 1} {}",
    "{\"canary\": 1} // canary",
    "\u{feff}{\"canary\": 1}",
];

/// Values that a field of any kind may be sent.
fn hostile_values() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(0.1),
        json!(1e308),
        json!(""),
        json!(" "),
        json!("canary\u{0}"),
        json!("\u{0}"),
        json!("\u{202e}yranac\u{202c}"),
        json!("\u{1f469}\u{200d}\u{1f467}".repeat(500)),
        json!("a\u{301}".repeat(3000)),
        json!("'; DROP TABLE persons; --"),
        json!("<script>canary()</script>"),
        json!("${jndi:ldap://canary}"),
        json!("../../../etc/passwd"),
        json!("%00%s%n{}"),
        json!("9999-12-31T23:59:59Z"),
        json!("0000-00-00"),
        json!("-0001-01-01T00:00:00Z"),
        json!("00000000-0000-0000-0000-000000000000"),
        json!("x".repeat(100_000)),
        json!([]),
        json!([null]),
        json!({}),
        json!({"": ""}),
        json!({"__proto__": {"canary": true}}),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_in_one_way_is_refused() {
    let town = Town::new().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    let connections = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
                       AND usename = 'tandem_app' ORDER BY pid";
    let before = town.site.world.lines(connections).await;
    for route in writing() {
        for body in
            UNREADABLE.map(str::to_owned).into_iter().chain([nested("[", "]"), nested("{\"a\":", "}")])
        {
            let called = format!("{} {} {body:.40}", route.method, route.path);
            assert_problem(send(&town, &anna, &route, body.into_bytes()).await, 400, &called).await;
        }
        let called = format!("{} {} with bytes that are no text", route.method, route.path);
        assert_problem(send(&town, &anna, &route, b"{\"\xff\": 1}".to_vec()).await, 400, &called).await;
    }
    // A refusal that cuts off a transaction throws its connection away, and the next request waits for a new one.
    assert_eq!(town.site.world.lines(connections).await, before);
}

/// Deeper than a body may be; what it holds is proper.
fn nested(open: &str, close: &str) -> String {
    format!("{}1{}", open.repeat(33), close.repeat(33))
}

#[tokio::test(flavor = "multi_thread")]
async fn no_value_of_any_field_is_too_much_for_us() {
    let town = Town::new().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    let mut sent = 0;
    for route in writing() {
        let proper = example_body(&route).unwrap();
        for name in fields(&route) {
            for value in hostile_values() {
                let mut body = proper.clone();
                body[&name] = value.clone();
                let answer = send(&town, &anna, &route, body.to_string().into_bytes()).await;
                let status = answer.status().as_u16();
                let called = format!("{} {} with {name} = {value:.60}: {status}", route.method, route.path);
                assert!(status < 500, "{called}");
                if status >= 400 {
                    assert_problem(answer, status, &called).await;
                }
                sent += 1;
            }
        }
    }
    assert!(sent > 1000, "only {sent} bodies were sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_text_with_a_nul_gets_in() {
    let town = Town::new().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    for route in writing() {
        let mut body = example_body(&route).unwrap();
        let names: Vec<String> = body.as_object().unwrap().keys().cloned().collect();
        for name in names.iter().filter(|name| body[*name].is_string()).cloned().collect::<Vec<_>>() {
            let proper = body[&name].take();
            body[&name] = json!(format!("{}\u{0}", proper.as_str().unwrap()));
            let called = format!("{} {} with {name}", route.method, route.path);
            let status = send(&town, &anna, &route, body.to_string().into_bytes()).await.status();
            assert!([400, 403, 404].contains(&status.as_u16()), "{called}: {status}");
            body[&name] = proper;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_form_is_too_much_for_us() {
    let town = Town::new().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    let many = "a=1&".repeat(20_000);
    for route in
        routes_behind_the_door().into_iter().filter(|it| it.door == Door::Page && it.method != Method::GET)
    {
        for form in
            ["%00=%00", "%ff=%ff", "%zz", "=&=&=", "version=x&version=y", "members.0.=1&members.x.y=1", &many]
        {
            let request = town.site.request(route.method.clone(), &town.path(&route));
            let request = request.header("cookie", &anna.cookie).header("sec-fetch-site", "same-origin");
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            let answer = request.body(format!("csrf={}&{form}", anna.csrf)).send().await.unwrap();
            assert!(answer.status().as_u16() < 500, "{} {form:.40}: {}", route.path, answer.status());
        }
    }
}

/// The addresses that read a body.
fn writing() -> impl Iterator<Item = Route> {
    routes().into_iter().filter(|it| it.door == Door::Api && example_body(it).is_some())
}

/// The names of all fields of a body, also those that may be left out.
fn fields(route: &Route) -> Vec<String> {
    let schema = body_schema(route).unwrap();
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

/// Sends it as a program that may read the answer.
async fn send(town: &Town, visitor: &Visitor, route: &Route, body: Vec<u8>) -> Response {
    let request = town.site.request(route.method.clone(), &town.path(route));
    let request = request.header("authorization", &visitor.bearer).header("if-match", "\"1\"");
    let request = request.header("idempotency-key", fresh_key()).header("content-type", "application/json");
    request.body(body).send().await.unwrap()
}
