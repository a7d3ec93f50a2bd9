//! Somebody with a browser that has no scripts: follows links, and sends forms with what stands in them.

use super::site::Site;
use reqwest::{Method, RequestBuilder, StatusCode};
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

/// Attributes that name other parts of the page.
const POINTERS: [&str; 6] =
    ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "aria-errormessage"];

/// Somebody who is signed in with a cookie.
pub(crate) struct Walker<'a> {
    site: &'a Site,
    cookie: String,
}

/// A page as it came.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) text: String,
    /// Where the answer leads instead of showing something.
    pub(crate) location: Option<String>,
    /// The addresses on this site to which it links.
    pub(crate) links: Vec<String>,
    /// What can be sent from the page itself, without the frame around it: one form for each of its buttons.
    pub(crate) forms: Vec<Form>,
}

/// A form that changes something, with what a browser sends when nobody has typed anything.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) action: String,
    fields: Vec<(String, String)>,
}

impl<'a> Walker<'a> {
    /// Signs in on the page.
    pub(crate) async fn sign_in(site: &'a Site, name: &str, password: &str) -> Self {
        let nobody = Self { site, cookie: String::new() };
        let form = nobody.get("/sign-in").await.forms.remove(0);
        let form = form.with("username", name).with("password", password);
        let answer = nobody.post(&form).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{name} signs in");
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        Self { site, cookie: cookie.split(';').next().unwrap().to_owned() }
    }

    /// Opens an address.
    pub(crate) async fn get(&self, path: &str) -> Page {
        Page::of(self.request(Method::GET, path)).await
    }

    /// Fetches a file: its kind and its bytes.
    pub(crate) async fn file(&self, path: &str) -> (String, Vec<u8>) {
        let answer = self.request(Method::GET, path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        (kind, answer.bytes().await.unwrap().to_vec())
    }

    /// Sends a form as it stands.
    pub(crate) async fn send(&self, form: &Form) -> Page {
        Page::of(self.post(form)).await
    }

    fn post(&self, form: &Form) -> RequestBuilder {
        self.request(Method::POST, &form.action).header("sec-fetch-site", "same-origin").form(&form.fields)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.site.request(method, path).header("cookie", &self.cookie).header("accept", "text/html")
    }
}

impl Page {
    async fn of(request: RequestBuilder) -> Self {
        let answer = request.send().await.unwrap();
        let location = answer.headers().get("location").map(|it| it.to_str().unwrap().to_owned());
        let (status, address) = (answer.status(), answer.url().path().to_owned());
        let text = answer.text().await.unwrap();
        let document = Html::parse_document(&text);
        if text.starts_with("<!DOCTYPE html>") {
            assert_eq!(wrong_ids(&document), Vec::<String>::new(), "{address}");
        }
        let (links, forms) = (links(&document), forms(&document));
        Self { status, location, links, forms, text }
    }

    /// The form of the page itself that goes to this address.
    pub(crate) fn form_to(&self, action: &str) -> Form {
        let found = self.forms.iter().find(|it| it.action == action);
        found.unwrap_or_else(|| panic!("no form to {action}: {} {}", self.status, self.text)).clone()
    }
}

impl Form {
    /// The same form with something typed into a field.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What the form sends for a field now.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    fn each_of(form: ElementRef<'_>) -> Vec<Self> {
        let usual = form.attr("action").expect("a form says where it goes");
        let fields: Vec<_> = form.select(&selector("input[name], select[name], textarea[name]")).collect();
        let fields: Vec<_> = fields.into_iter().filter_map(sent_by).collect();
        let buttons = selector("button:not([type='button'])");
        form.select(&buttons)
            .map(|button| {
                let action = button.attr("formaction").unwrap_or(usual);
                let action = action.split('#').next().unwrap().to_owned();
                let pressed = button.attr("name").map(|name| (name.to_owned(), value_of(button)));
                Self { action, fields: fields.iter().cloned().chain(pressed).collect() }
            })
            .collect()
    }
}

fn links(document: &Html) -> Vec<String> {
    let leading = selector("a[href^='/']");
    let addresses = document.select(&leading).filter_map(|it| it.attr("href"));
    addresses.map(|it| it.split('#').next().unwrap().to_owned()).collect()
}

fn forms(document: &Html) -> Vec<Form> {
    document.select(&selector("main form[method='post']")).flat_map(Form::each_of).collect()
}

/// Ids that a page holds twice, and those to which something on it points and which it does not hold.
fn wrong_ids(document: &Html) -> Vec<String> {
    let (mut held, mut wrong) = (BTreeSet::new(), Vec::new());
    for id in document.select(&selector("[id]")).filter_map(|it| it.attr("id")) {
        if !held.insert(id) {
            wrong.push(format!("{id} is there twice"));
        }
    }
    let everything = selector("*");
    for element in document.select(&everything) {
        let points = |name: &str| element.attr(name).into_iter().flat_map(str::split_whitespace);
        let ids = POINTERS.iter().flat_map(|name| points(name));
        let within = element.attr("href").and_then(|it| it.strip_prefix('#'));
        let lost = ids.chain(within).filter(|id| !held.contains(id));
        wrong.extend(lost.map(|id| format!("{} points to {id}", element.value().name())));
    }
    wrong
}

/// What a browser sends for a field that nobody has touched.
fn sent_by(field: ElementRef<'_>) -> Option<(String, String)> {
    if field.attr("disabled").is_some() {
        return None;
    }
    let value = match (field.value().name(), field.attr("type")) {
        ("textarea", _) => Some(field.text().collect()),
        ("select", _) => chosen(field),
        (_, Some("checkbox" | "radio")) => field.attr("checked").map(|_| value_of(field)),
        _ => Some(value_of(field)),
    };
    Some((field.attr("name")?.to_owned(), value?))
}

fn value_of(field: ElementRef<'_>) -> String {
    field.attr("value").unwrap_or_default().to_owned()
}

/// What a list has chosen: what is marked, else the first.
fn chosen(list: ElementRef<'_>) -> Option<String> {
    let marked = list.select(&selector("option[selected]")).next();
    marked.or_else(|| list.select(&selector("option")).next()).map(value_of)
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}
