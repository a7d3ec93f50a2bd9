//! Somebody who writes without a pause, and asks again with the same key for whatever was not acknowledged.

use crate::house::House;
use crate::ledger::{Entry, Kind, Ledger, PATIENCE};
use casework::Clock;
use casework::ports::SystemClock;
use casework::reference::{area_id, team_id};
use chrono::SecondsFormat;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

/// Between two tries, so that a server that is away is not asked a thousand times.
const PAUSE: Duration = Duration::from_millis(25);

/// Where somebody works, and so what they write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Post {
    /// Contacts and scores in a case of one's own.
    LocalTeam,
    /// Reports on a household, and other households.
    Desk,
}

/// One device of somebody who writes.
#[derive(Clone)]
pub(crate) struct Writer {
    name: String,
    post: Post,
    ledger: Arc<Ledger>,
    address: watch::Receiver<SocketAddr>,
    http: reqwest::Client,
    token: String,
    household: String,
    /// The people of the household.
    people: Vec<String>,
    case: String,
}

/// What became of a request.
enum Sent {
    Made(String),
    ComeBack,
    Twin,
    Cut,
}

impl Writer {
    /// Two devices of the same person, who writes in the same case with both.
    pub(crate) async fn pair(house: &House, ledger: &Arc<Ledger>, name: &str, post: Post) -> [Self; 2] {
        let address = house.address();
        let http = reqwest::Client::builder().timeout(PATIENCE).build().unwrap();
        let mut one = Self {
            name: format!("{name}-1"),
            post,
            ledger: Arc::clone(ledger),
            address,
            http,
            token: String::new(),
            household: String::new(),
            people: Vec::new(),
            case: String::new(),
        };
        let session = json!({"username": name, "password": House::PASSWORD});
        one.token = one.ask(Method::POST, "/sessions", Some(session)).await["accessToken"].text();
        one.household = one.write(Kind::Household, 0).await;
        let file = one.ask(Method::GET, &format!("/households/{}", one.household), None).await;
        one.people = file["members"].as_array().unwrap().iter().map(|it| it["person"]["id"].text()).collect();
        if post == Post::LocalTeam {
            let case = json!({"household": one.household, "reason": "Zorgen van school"});
            one.case = one.ask(Method::POST, "/cases", Some(case)).await["id"].text();
        }
        let two = Self { name: format!("{name}-2"), ..one.clone() };
        [one, two]
    }

    /// Writes until the ledger is closed.
    pub(crate) async fn work(self) {
        let kinds = match self.post {
            Post::LocalTeam => [Kind::Contact, Kind::Score],
            Post::Desk => [Kind::Report, Kind::Household],
        };
        for number in 1.. {
            if self.ledger.is_closed() {
                return;
            }
            self.write(kinds[number % kinds.len()], number).await;
        }
    }

    /// Asks for the same thing until it is acknowledged.
    async fn write(&self, kind: Kind, number: usize) -> String {
        let mark = format!("Proef {} {number}", self.name);
        let key = format!("kill-{:-<8}-{number:08}", self.name);
        let (path, body, people) = self.wish(kind, &mark);
        let begin = Instant::now();
        let mut pauses = interval(PAUSE);
        pauses.set_missed_tick_behavior(MissedTickBehavior::Delay);
        for tries in 1.. {
            pauses.tick().await;
            match self.send(&path, &body, &key).await {
                Sent::Made(id) => {
                    self.ledger.add(Entry { kind, mark, key, id: id.clone(), people, tries });
                    return id;
                }
                Sent::ComeBack => self.ledger.told_to_come_back(),
                Sent::Twin => self.ledger.twin(),
                Sent::Cut => self.ledger.cut(),
            }
            assert!(begin.elapsed() < PATIENCE, "{mark} is never acknowledged");
        }
        unreachable!("the tries have no end")
    }

    /// Where it is asked, what is asked, and how many people are in it.
    fn wish(&self, kind: Kind, mark: &str) -> (String, Value, usize) {
        match kind {
            Kind::Contact => {
                let at = SystemClock.now().to_rfc3339_opts(SecondsFormat::Secs, true);
                let met = |person| json!({"person": person, "presence": "seen", "alone": false});
                let met: Vec<_> = self.people.iter().map(met).collect();
                let entry = json!({"kind": "visit", "happenedAt": at, "observed": mark, "presences": met});
                (format!("/cases/{}/contacts", self.case), entry, self.people.len())
            }
            Kind::Score => {
                let score = json!({"value": 4, "reason": mark, "about": self.people[1]});
                (format!("/cases/{}/scores", self.case), score, 1)
            }
            Kind::Household => {
                let member = |given, role| json!({"givenName": given, "familyName": mark, "role": role, "livesHere": true});
                let members = [member("Ilse", "adult"), member("Daan", "child"), member("Noor", "child")];
                let home = json!({"area": area_id("amsterdam-noord").0, "members": members});
                ("/households".to_owned(), home, members.len())
            }
            Kind::Report => {
                let report = json!({
                    "household": self.household, "team": team_id("vt-intake").0, "sourceCategory": "police",
                    "sourceName": "Wim Testman", "sourceContact": "020 000 00 98", "acute": false, "violenceTypes": ["partner_physical"],
                    "narrative": mark,
                });
                ("/reports".to_owned(), report, 0)
            }
        }
    }

    async fn send(&self, path: &str, body: &Value, key: &str) -> Sent {
        let request = self.request(Method::POST, path).header("Idempotency-Key", key).json(body);
        let Ok(answer) = request.send().await else { return Sent::Cut };
        let (status, headers) = (answer.status(), answer.headers().clone());
        let Ok(body) = answer.json::<Value>().await else { return Sent::Cut };
        match status {
            StatusCode::CREATED => Sent::Made(body["id"].text()),
            StatusCode::PRECONDITION_FAILED => Sent::Twin,
            StatusCode::SERVICE_UNAVAILABLE => {
                assert!(headers.contains_key("retry-after"), "{body}");
                assert_eq!(headers["content-type"], "application/problem+json", "{body}");
                Sent::ComeBack
            }
            other => panic!("{path}: {other} {body}"),
        }
    }

    /// A request of the preparation, when nobody dies yet.
    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let request =
            self.request(method, path).header("Idempotency-Key", format!("prepare-{}-0000", self.name));
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        let answer = request.send().await.unwrap();
        let (status, body) = (answer.status(), answer.json::<Value>().await.unwrap());
        assert!(status.is_success(), "{path}: {status} {body}");
        body
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let address = *self.address.borrow();
        let request = self.http.request(method, format!("http://{address}/api/v1{path}"));
        if self.token.is_empty() { request } else { request.bearer_auth(&self.token) }
    }
}

/// A member of an answer that must be text.
trait Text {
    fn text(&self) -> String;
}

impl Text for Value {
    fn text(&self) -> String {
        self.as_str().unwrap().to_owned()
    }
}
