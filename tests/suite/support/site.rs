//! The site of a world on a free port, and people who use it as programs do.

use super::gate::Gate;
use super::persona::{PASSWORD, Persona};
use super::world::{DatabaseParts, World};
use actix_web::dev::ServerHandle;
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{App, HttpServer};
use casework::Ids;
use casework::ports::SystemIds;
use chrono::Duration;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use server::demo::fill::{Filling, ProgressBar, fill};
use server::settings::demo::Scale;
use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread;
use tracing::Level;
use web::shared::access_token::AccessTokens;
use web::shared::floor::{BodyLimit, floor};
use web::shared::stamp::StampKey;
use web::site::{Looks, Site as WebSite};
use web::ui::layout;

/// A running site; it stops when the test ends.
pub(crate) struct Site {
    pub(crate) world: World,
    pub(crate) address: SocketAddr,
    handle: ServerHandle,
    http: reqwest::Client,
}

/// Somebody who is signed in as a program.
#[derive(Clone)]
pub(crate) struct Program {
    root: String,
    token: String,
    http: reqwest::Client,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Value,
}

impl Site {
    /// A site with the release's reference data.
    pub(crate) async fn new() -> Self {
        Self::of(World::new().await)
    }

    /// The site of the demonstration, with enough households for everybody of its cast.
    pub(crate) async fn of_demonstration() -> Self {
        let world = World::new().await;
        let wanted = Filling { households: 24, ..Filling::whole(Scale::Duo, 2022, world.now()) };
        fill(&world.casework_with_pool(8), wanted, &ProgressBar::hidden()).await.unwrap();
        world.do_all_jobs().await;
        Self::of(world)
    }

    /// The site of this world.
    pub(crate) fn of(world: World) -> Self {
        let database = world.parts();
        Self::on(world, database)
    }

    /// The site of this world, which reaches its database through a gate.
    pub(crate) fn behind(gate: &Gate, world: World) -> Self {
        let database = world.parts_through(gate);
        Self::on(world, database)
    }

    fn on(world: World, database: DatabaseParts) -> Self {
        // What a server warns of is the cause of an answer that a test does not understand. The first site sets it for all.
        drop(tracing_subscriber::fmt().with_max_level(Level::WARN).with_writer(std::io::stderr).try_init());
        let (tell, told) = mpsc::channel();
        let parts = Parts::on(database);
        thread::spawn(move || serve(parts, &tell));
        let (address, handle) = told.recv().unwrap();
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { world, address, handle, http }
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A program on behalf of somebody; the account is made when first asked for.
    pub(crate) async fn program(&self, persona: Persona) -> Program {
        self.world.caller(persona).await;
        let answer =
            self.nobody().post("/sessions", json!({"username": persona.name, "password": PASSWORD})).await;
        assert_eq!(answer.status, 201, "{:?}", answer.body);
        let token = answer.body["accessToken"].as_str().unwrap().to_owned();
        Program { token, ..self.nobody() }
    }

    /// A program that has not signed in.
    pub(crate) fn nobody(&self) -> Program {
        Program { root: self.url("/api/v1"), token: String::new(), http: self.http.clone() }
    }

    /// A request to any path, page or API, without anything added.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, self.url(path))
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // Nobody waits for the end: the database of the world goes away with its connections anyway.
        drop(self.handle.stop(false));
    }
}

impl Program {
    /// GET of a path below the API.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    /// POST with a key of its own.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.post_as(path, body, &fresh_key()).await
    }

    /// POST with this idempotency key.
    pub(crate) async fn post_as(&self, path: &str, body: Value, key: &str) -> Answer {
        self.send(self.request(Method::POST, path).header("Idempotency-Key", key).json(&body)).await
    }

    /// A change of what was seen in this version.
    pub(crate) async fn change(&self, method: Method, path: &str, version: i64, body: Value) -> Answer {
        let request = self.request(method, path).header("If-Match", format!("\"{version}\""));
        self.send(request.header("Idempotency-Key", fresh_key()).json(&body)).await
    }

    /// What stands in the header of every request.
    pub(crate) fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    /// A request with the token of this program, for what the methods above do not do.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.root));
        if self.token.is_empty() { request } else { request.bearer_auth(&self.token) }
    }

    /// Sends a request.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Answer { status, headers, body }
    }
}

impl Answer {
    /// Status and code of the problem, as `404 not_found`.
    pub(crate) fn refusal(&self) -> String {
        format!("{} {}", self.status.as_u16(), self.body["code"].as_str().unwrap_or("-"))
    }

    /// Fields and codes of what is wrong, as `value out_of_range`.
    pub(crate) fn faults(&self) -> Vec<String> {
        let wrong = self.body["invalidParams"].as_array().cloned().unwrap_or_default();
        wrong
            .iter()
            .map(|it| format!("{} {}", it["name"].as_str().unwrap(), it["code"].as_str().unwrap()))
            .collect()
    }

    /// The id of what was made.
    pub(crate) fn id(&self) -> String {
        assert!(self.status.is_success(), "{} {:?}", self.status, self.body);
        self.body["id"].as_str().unwrap().to_owned()
    }
}

/// A fresh key for a create.
pub(crate) fn fresh_key() -> String {
    SystemIds.random().to_string()
}

#[derive(Clone)]
struct Parts {
    database: DatabaseParts,
    stamp_key: Data<StampKey>,
    looks: Data<Looks>,
}

impl Parts {
    fn on(database: DatabaseParts) -> Self {
        Self {
            database,
            stamp_key: Data::new(StampKey::new([3; 32])),
            looks: Data::new(Looks {
                data: layout::Data::Fictional,
                neutral: layout::NEUTRAL.to_owned(),
                demo: None,
            }),
        }
    }

    fn site(&self) -> WebSite {
        WebSite {
            casework: self.database.casework(4),
            stamp_key: self.stamp_key.clone(),
            tokens: AccessTokens::new(&[5; 32], "https://tandem.test".to_owned(), Duration::minutes(10)),
            body_limit: BodyLimit::DEFAULT,
            looks: self.looks.clone(),
        }
    }
}

fn serve(parts: Parts, tell: &mpsc::Sender<(SocketAddr, ServerHandle)>) {
    actix_web::rt::System::new().block_on(async {
        let server = HttpServer::new(move || {
            let site = parts.site();
            App::new()
                .wrap(from_fn(floor))
                .wrap(Compress::default())
                .configure(move |config| site.configure(config))
        })
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
        let address = server.addrs()[0];
        let running = server.run();
        tell.send((address, running.handle())).unwrap();
        running.await.unwrap();
    });
}
