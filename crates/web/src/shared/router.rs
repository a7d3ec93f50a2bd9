//! The only way to mount a route. What is mounted is what is listed, tested and documented; a handler that
//! lets strangers in does not compile unless the route says why. Never decides who may see a case.

use std::collections::BTreeMap;

use actix_web::guard;
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, HttpResponse, Responder, Route};
use serde_json::Value;
use utoipa::openapi::path::HttpMethod;

use super::argument::{Arguments, Described};
use super::body::refuse_query;
use super::document::{self, Documented, Operation};
use super::panics::catch_panics;
use super::problem::Problem;
use super::signed_in::find_caller;

/// Everything below this is the API; the rest is pages.
pub const API: &str = "/api/v1";

/// Collects routes and mounts them.
#[derive(Default)]
pub struct Router {
    entries: Vec<Entry>,
}

/// One mounted route, as tests and the log of the start see it.
#[derive(Debug, Clone)]
pub struct RouteInfo {
    /// The method; a GET answers HEAD as well.
    pub method: Method,
    /// The path with names between braces.
    pub path: String,
    /// Which door it belongs to.
    pub door: Door,
    /// Who gets past the door.
    pub access: Access,
    /// Whether the token of a form is checked.
    pub checks_form: bool,
    /// Finds names that the body reads but does not describe; empty when all is well.
    pub body_checks: Vec<fn() -> Vec<String>>,
}

/// The doors of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// For programs: bearer token, JSON.
    Api,
    /// For people: cookie session, HTML.
    Page,
    /// For machines that look after the house: health, style sheets, the description of the API.
    Floor,
}

/// Who gets past the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone, for this reason.
    Public(&'static str),
    /// Only a signed-in caller; what he may do then is for `access`.
    SignedIn,
}

/// Mounts a handler of the API: `api!(router, cases::open)`, or `api!(router, "reason", sessions::start)` for
/// a handler that strangers may call. Saves writing the name twice: `utoipa` keeps the description of
/// `open` in `__path_open`.
#[macro_export]
macro_rules! api {
    ($router:expr, $reason:literal, $($path:ident)::+) => {
        $crate::api!(@ [$router, public_api, $reason,] [] $($path)+)
    };
    ($router:expr, $($path:ident)::+) => {
        $crate::api!(@ [$router, api,] [] $($path)+)
    };
    (@ $mount:tt [$($module:ident)*] $next:ident $($rest:ident)+) => {
        $crate::api!(@ $mount [$($module)* $next] $($rest)+)
    };
    (@ [$router:expr, $mount:ident, $($reason:literal,)?] [$($module:ident)*] $handler:ident) => {
        $crate::shared::router::paste! {
            $router.$mount($($reason,)? $($module::)* [<__path_ $handler>], $($module::)* $handler)
        }
    };
}
pub use pastey::paste;

struct Entry {
    info: RouteInfo,
    route: Route,
    operation: Option<Operation>,
}

impl Router {
    /// A router without routes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Mounts a handler of the API for signed-in callers; use [`api!`].
    pub fn api<P, F, A>(&mut self, path: P, handler: F)
    where
        P: Documented,
        F: Handler<A, Output: Responder + 'static>,
        A: FromRequest + Arguments + 'static,
    {
        const { assert!(A::SIGNS_IN, "this handler lets strangers in: take SignedIn, or give a reason") };
        self.add_api(path, handler, Access::SignedIn);
    }

    /// Mounts a handler of the API that strangers may call, and why; use [`api!`].
    pub fn public_api<P, F, A>(&mut self, reason: &'static str, path: P, handler: F)
    where
        P: Documented,
        F: Handler<A, Output: Responder + 'static>,
        A: FromRequest + Arguments + 'static,
    {
        const { assert!(!A::SIGNS_IN, "this handler demands a signed-in caller: mount it without a reason") };
        self.add_api(path, handler, Access::Public(reason));
    }

    /// Mounts a page for signed-in people.
    pub fn page<F, A>(&mut self, method: Method, path: &str, handler: F)
    where
        F: Handler<A, Output: Responder + 'static>,
        A: FromRequest + Arguments + 'static,
    {
        const { assert!(A::SIGNS_IN, "this page lets strangers in: take SignedIn, or use public_page") };
        self.add(Mounting { method, path, door: Door::Page, access: Access::SignedIn }, handler);
    }

    /// Mounts a page that strangers may see, and why.
    pub fn public_page<F, A>(&mut self, reason: &'static str, method: Method, path: &str, handler: F)
    where
        F: Handler<A, Output: Responder + 'static>,
        A: FromRequest + Arguments + 'static,
    {
        const { assert!(!A::SIGNS_IN, "this page demands a signed-in caller: use page") };
        self.add(Mounting { method, path, door: Door::Page, access: Access::Public(reason) }, handler);
    }

    /// Mounts an address for machines that look after the house: health, files. Always a GET.
    pub fn floor<F, A>(&mut self, reason: &'static str, path: &str, handler: F)
    where
        F: Handler<A, Output: Responder + 'static>,
        A: FromRequest + Arguments + 'static,
    {
        let access = Access::Public(reason);
        self.add(Mounting { method: Method::GET, path, door: Door::Floor, access }, handler);
    }

    /// Everything that is mounted, in the order of mounting.
    pub fn routes(&self) -> Vec<RouteInfo> {
        self.entries.iter().map(|entry| entry.info.clone()).collect()
    }

    /// The OpenAPI document of everything below [`API`].
    pub fn document(&self) -> Value {
        document::assemble(self.entries.iter().filter_map(|entry| entry.operation.as_ref()))
    }

    /// Mounts everything, fixed paths before paths with names, and a refusal for all other addresses.
    pub fn mount(self, config: &mut ServiceConfig) {
        config.app_data(web::Data::new(document::Text::of(&self.document())));
        let mut paths: BTreeMap<Vec<(bool, String)>, Vec<Entry>> = BTreeMap::new();
        for entry in self.entries {
            paths.entry(order(&entry.info.path)).or_default().push(entry);
        }
        for entries in paths.into_values() {
            mount_path(config, entries);
        }
        config.default_service(web::to(async || Err::<HttpResponse, _>(Problem::not_found())));
    }

    fn add_api<P, F, A>(&mut self, _: P, handler: F, access: Access)
    where
        P: Documented,
        F: Handler<A, Output: Responder + 'static>,
        A: FromRequest + Arguments + 'static,
    {
        let path = P::path();
        for method in P::methods() {
            let method = method_of(&method);
            let described =
                self.add(Mounting { method, path: &path, door: Door::Api, access }, handler.clone());
            let operation = Operation::of::<P>(described, access);
            if let Some(entry) = self.entries.last_mut() {
                entry.operation = Some(operation);
            }
        }
    }

    fn add<F, A>(&mut self, mounting: Mounting<'_>, handler: F) -> Described
    where
        F: Handler<A, Output: Responder + 'static>,
        A: FromRequest + Arguments + 'static,
    {
        let Mounting { method, path, door, access } = mounting;
        let mut described = Described::default();
        A::describe(&mut described);
        for name in &described.path_names {
            assert!(
                path.contains(&format!("{{{name}}}")),
                "{path} has no {{{name}}}, which its handler reads"
            );
        }
        let changes = door == Door::Page && method != Method::GET;
        assert!(!changes || A::CHECKS_FORM, "{method} {path} changes something without checking a form");
        let taken = self.entries.iter().any(|entry| entry.info.method == method && entry.info.path == path);
        assert!(!taken, "{method} {path} is mounted twice");
        let info = RouteInfo {
            method,
            path: path.to_owned(),
            door,
            access,
            checks_form: A::CHECKS_FORM,
            body_checks: described.body_checks.clone(),
        };
        let reads_query = described.parameters.iter().any(|parameter| parameter["in"] == "query");
        let mut route = web::route().to(handler);
        if access == Access::SignedIn {
            route = route.wrap(from_fn(find_caller));
        }
        if door == Door::Api && !reads_query {
            route = route.wrap(from_fn(refuse_query));
        }
        let route = route.wrap(from_fn(catch_panics));
        self.entries.push(Entry { info, route, operation: None });
        described
    }
}

struct Mounting<'a> {
    method: Method,
    path: &'a str,
    door: Door,
    access: Access,
}

fn mount_path(config: &mut ServiceConfig, entries: Vec<Entry>) {
    let Some(path) = entries.first().map(|entry| entry.info.path.clone()) else { return };
    let allow = allowed(entries.iter().map(|entry| &entry.info.method));
    let mut resource = web::resource(path);
    for Entry { info, route, .. } in entries {
        let route = match info.method {
            Method::GET => route.guard(guard::Any(guard::Get()).or(guard::Head())),
            method => route.method(method),
        };
        resource = resource.route(route);
    }
    let refuse = move || {
        let problem = Problem::method_not_allowed(allow.clone());
        async move { Err::<HttpResponse, _>(problem) }
    };
    config.service(resource.default_service(web::to(refuse)));
}

/// The methods as the header `Allow` lists them.
fn allowed<'a>(methods: impl Iterator<Item = &'a Method>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for method in methods {
        names.push(method.as_str());
        if *method == Method::GET {
            names.push("HEAD");
        }
    }
    names.join(", ")
}

/// Sorts a fixed segment before a name at the same place, so that `/cases/new` is not read as an id.
fn order(path: &str) -> Vec<(bool, String)> {
    path.split('/').map(|segment| (segment.contains('{'), segment.to_owned())).collect()
}

const fn method_of(method: &HttpMethod) -> Method {
    match method {
        HttpMethod::Get => Method::GET,
        HttpMethod::Put => Method::PUT,
        HttpMethod::Post => Method::POST,
        HttpMethod::Delete => Method::DELETE,
        HttpMethod::Options => Method::OPTIONS,
        HttpMethod::Head => Method::HEAD,
        HttpMethod::Patch => Method::PATCH,
        HttpMethod::Trace => Method::TRACE,
    }
}

#[cfg(test)]
mod tests;
