//! Who signs in, through which door, and what of the generated data is theirs.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use server::demo::cast::PASSWORD;
use server::failure::Failure;
use store::cluster::ClusterRole;

use super::http::{Answer, Connection, Request};
use super::site::Site;
use crate::home::Home;
use crate::psql::Psql;

/// So many of each kind sign in, when there are that many. Experts have fewer cases each than there are to read.
const OF_EACH_KIND: [(&str, usize); 3] = [("expert", 16), ("supervisor", 8), ("desk", 4)];

/// Everybody who is signed in, and a way to look behind the scenes.
pub(super) struct People {
    pub(super) psql: Psql,
    address: std::net::SocketAddr,
    /// Cookies by name.
    cookies: BTreeMap<String, String>,
}

impl People {
    /// Signs in on pages: safety experts who have cases, supervisors, workers at the desk.
    pub(super) async fn of(home: &Home, site: &Site) -> Result<Self, Failure> {
        let psql = home.psql(ClusterRole::Builder);
        let mut people = Self { psql, address: site.address, cookies: BTreeMap::new() };
        for (kind, most) in OF_EACH_KIND {
            let query =
                format!("SELECT name FROM users WHERE name LIKE '{kind}.%' ORDER BY md5(name) LIMIT {most}");
            for name in people.psql.column(&query).await? {
                let cookie = people.sign_in(&name).await?;
                people.cookies.insert(name, cookie);
            }
        }
        Ok(people)
    }

    /// Those of a kind, with their cookies.
    pub(super) fn of_kind(&self, kind: &str) -> impl Iterator<Item = (&str, &str)> {
        let of_kind = move |name: &str| name.split('.').next() == Some(kind);
        self.cookies
            .iter()
            .filter(move |(name, _)| of_kind(name))
            .map(|(name, cookie)| (name.as_str(), cookie.as_str()))
    }

    /// Signs in on the page as a browser does, and gives the cookie.
    async fn sign_in(&self, name: &str) -> Result<String, Failure> {
        let mut connection = Connection::open(self.address).await.map_err(Failure::Io)?;
        let page = Request { method: "GET", path: "/sign-in", head: "", body: "" };
        let page = connection.ask(&page).await.map_err(Failure::Io)?.text();
        let token = page.split("name=\"csrf\" value=\"").nth(1).and_then(|it| it.split('"').next());
        let form = [("csrf", token.unwrap_or_default()), ("username", name), ("password", PASSWORD)];
        let form = serde_urlencoded::to_string(form).map_err(std::io::Error::other).map_err(Failure::Io)?;
        let head = "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        let submit = Request { method: "POST", path: "/sign-in", head, body: &form };
        let answer = connection.ask(&submit).await.map_err(Failure::Io)?;
        let cookie = answer.header("set-cookie").and_then(|it| it.split(';').next());
        match cookie {
            Some(cookie) if answer.status == 303 => Ok(cookie.to_owned()),
            _ => Err(refused(name, &answer)),
        }
    }

    /// Signs in as a program does, and gives the access token.
    pub(super) async fn token(&self, name: &str) -> Result<String, Failure> {
        let mut connection = Connection::open(self.address).await.map_err(Failure::Io)?;
        let body = json!({"username": name, "password": PASSWORD}).to_string();
        let head = "Content-Type: application/json\r\n";
        let request = Request { method: "POST", path: "/api/v1/sessions", head, body: &body };
        let answer = connection.ask(&request).await.map_err(Failure::Io)?;
        let said: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let token = said.get("accessToken").and_then(Value::as_str);
        token.map(str::to_owned).ok_or_else(|| refused(name, &answer))
    }
}

fn refused(name: &str, answer: &Answer) -> Failure {
    Failure::Usage(format!("{name} cannot sign in: {} {}", answer.status, answer.text()))
}
