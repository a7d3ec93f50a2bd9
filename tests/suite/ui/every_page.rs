//! Every page of the demonstration, as every role that can reach it: nothing for the accessibility checker to find,
//! and every form does something without scripts.
//!
//! The list of pages comes from the router, so a new page joins by being mounted and linked to.

use crate::support::browser::{Scripts, Width};
use crate::support::walker::Form;
use crate::support::*;
use ::casework::reference::area_id;
use futures_util::stream::{self, StreamExt};
use reqwest::{Method, StatusCode};
use server::demo::cast::{Cast, PASSWORD as DEMO_PASSWORD};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use web::shared::router::Door;

/// So many addresses of one kind are opened in search of links; lists are long and their lines alike.
const OF_ONE_KIND: usize = 30;

/// Addresses that lead elsewhere here, or follow on a form: a new household on a search, thanks on an answer.
const WITHOUT_A_LINK: &[&str] =
    &["/", "/sign-in", "/households/new", "/persons/{personId}", "/scoring-rounds/{roundId}/thanks"];

/// What one account can reach: an address of each page of the router, and forms for each address that takes one.
#[derive(Default)]
struct Reach {
    pages: BTreeMap<String, String>,
    forms: BTreeMap<String, Found>,
}

/// A form, and the pages where it can be fetched anew: an answer on one of them may take it away there.
struct Found {
    form: Form,
    pages: Vec<String>,
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_does_something_without_scripts() {
    let site = Site::of_demonstration().await;
    let mut sent = BTreeSet::new();
    let mut wrong = Vec::new();
    for account in one_of_each_role(&site).await {
        let walker = Walker::sign_in(&site, &account, DEMO_PASSWORD).await;
        let reach = reach(&walker).await;
        let mut by_account = BTreeSet::new();
        let mut waiting: VecDeque<_> = reach.forms.into_iter().collect();
        while let Some((route, found)) = waiting.pop_front() {
            if !by_account.insert(route.clone()) {
                continue;
            }
            let form = found.anew(&walker, &route).await;
            let mut answer = walker.send(&form).await;
            if !is_an_answer(answer.status, &answer.text) {
                wrong.push(format!("{account}: {} answers {}", form.action, answer.status));
            }
            if let Some(next) = answer.location.take() {
                answer = walker.get(&next).await;
            }
            // A form may lead to another one, such as the draft that can be thrown away again.
            let more = answer.forms.into_iter().map(|form| (route_of(&form.action, &posts()), form));
            waiting.extend(more.map(|(route, form)| (route, Found { form, pages: Vec::new() })));
        }
        sent.extend(by_account);
    }
    assert_eq!(wrong, Vec::<String>::new());
    let expected: BTreeSet<_> = posts().into_iter().filter(|it| !is_of_the_frame(it)).collect();
    assert_eq!(sent, expected, "forms that were sent, and forms that exist");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_accessibility_checker_finds_nothing_on_any_page_as_any_role() {
    let site = Site::of_demonstration().await;
    let accounts = one_of_each_role(&site).await;
    let looked: Vec<_> =
        stream::iter(&accounts).map(|it| look_as(&site, it)).buffer_unordered(2).collect().await;
    let found: Vec<_> = looked.iter().flat_map(|(found, _)| found).collect();
    assert_eq!(found, Vec::<&String>::new());
    let seen: BTreeSet<_> = looked.into_iter().flat_map(|(_, seen)| seen).collect();
    let expected: BTreeSet<_> =
        gets().into_iter().filter(|it| !WITHOUT_A_LINK.contains(&it.as_str())).collect();
    assert_eq!(seen, expected, "pages that were looked at, and pages that exist");
}

/// What the checker finds on the pages that an account reaches, and on what each form answers to nothing typed.
async fn look_as(site: &Site, account: &str) -> (Vec<String>, BTreeSet<String>) {
    let walker = Walker::sign_in(site, account, DEMO_PASSWORD).await;
    let reach = reach(&walker).await;
    let browser = Browser::open(site, Width::Phone, Scripts::On).await;
    browser.enter(account, DEMO_PASSWORD).await;
    let mut found = Vec::new();
    // A file is checked while it is written.
    for address in reach.pages.values().filter(|it| !it.contains(".pdf")) {
        browser.go(address).await;
        found
            .extend(browser.violations().await.into_iter().map(|it| format!("{account} at {address}: {it}")));
    }
    browser.close().await;
    (found, reach.pages.into_keys().collect())
}

/// Follows links from the first page until nothing new comes.
async fn reach(walker: &Walker<'_>) -> Reach {
    let (gets, posts) = (gets(), posts());
    let mut reach = Reach::default();
    let mut opened: BTreeMap<String, usize> = BTreeMap::new();
    let mut known = BTreeSet::new();
    let mut waiting = VecDeque::from(["/".to_owned()]);
    let mut has_registered = false;
    loop {
        let Some(address) = waiting.pop_front() else {
            if has_registered {
                return reach;
            }
            has_registered = true;
            waiting.extend(register(walker, &mut reach).await);
            continue;
        };
        let route = route_of(&address, &gets);
        let opened = opened.entry(route.clone()).or_default();
        if *opened >= OF_ONE_KIND || !known.insert(address.clone()) {
            continue;
        }
        *opened += 1;
        let page = walker.get(&address).await;
        if let Some(location) = page.location {
            waiting.push_back(location);
            continue;
        }
        assert_eq!(page.status, StatusCode::OK, "{address} is linked to");
        waiting.extend(page.links.into_iter().filter(|it| !it.starts_with("/static/")));
        for form in page.forms {
            let found = reach.forms.entry(route_of(&form.action, &posts));
            found.or_insert(Found { form, pages: Vec::new() }).pages.push(address.clone());
        }
        reach.pages.entry(route).or_insert(address);
    }
}

/// Searches for somebody who is not there and registers a household, where the account can; leads to that household.
async fn register(walker: &Walker<'_>, reach: &mut Reach) -> Option<String> {
    let search = reach.forms.get("/search")?.form.clone().with("familyName", "Zandkasteel");
    for form in walker.send(&search).await.forms {
        reach.forms.entry(route_of(&form.action, &posts())).or_insert(Found { form, pages: Vec::new() });
    }
    let rows = &reach.forms.get("/households/new/rows")?.form;
    let forms = walker.send(rows).await.forms;
    let register = forms.into_iter().find(|it| it.action == "/households/new")?;
    let filled = register
        .clone()
        .with("area", &area_id("amsterdam-noord").to_string())
        .with("members.0.familyName", "Zandkasteel")
        .with("members.0.role", "adult")
        .with("members.0.livesHere", "true");
    reach.forms.insert(register.action.clone(), Found { form: register, pages: Vec::new() });
    walker.send(&filled).await.location
}

impl Found {
    /// The form with what stands in it now.
    async fn anew(self, walker: &Walker<'_>, route: &str) -> Form {
        if self.pages.is_empty() {
            return self.form;
        }
        for page in &self.pages {
            let forms = walker.get(page).await.forms;
            if let Some(form) = forms.into_iter().find(|it| route_of(&it.action, &posts()) == route) {
                return form;
            }
        }
        panic!("{:?} have lost their form to {route}", self.pages)
    }
}

/// Something was done, or the form comes back and says what it lacks.
fn is_an_answer(status: StatusCode, text: &str) -> bool {
    match status {
        StatusCode::SEE_OTHER => true,
        StatusCode::OK | StatusCode::UNPROCESSABLE_ENTITY => text.contains("<form"),
        _ => false,
    }
}

/// For each role the first account of the cast that has it.
async fn one_of_each_role(site: &Site) -> Vec<String> {
    let query = "SELECT DISTINCT ON (m.role) u.name FROM users u JOIN memberships m ON m.user_id = u.id \
                 WHERE u.name = ANY('{NAMES}') ORDER BY m.role, u.name";
    let names: Vec<_> = Cast::read().unwrap().accounts.into_iter().map(|it| it.username).collect();
    let accounts = site.world.lines(&query.replace("NAMES", &names.join(","))).await;
    assert!(accounts.len() > 8, "the cast has too few roles: {accounts:?}");
    accounts
}

/// The route of the router that answers at an address.
fn route_of(address: &str, routes: &[String]) -> String {
    let path = address.split('?').next().unwrap();
    let fits = |route: &&String| {
        let (parts, given) = (route.split('/'), path.split('/'));
        parts.clone().count() == given.clone().count()
            && parts.zip(given).all(|(part, given)| part.starts_with('{') || part == given)
    };
    // A literal address comes before one with a parameter.
    let found = routes.iter().filter(fits).min_by_key(|route| route.matches('{').count());
    found.unwrap_or_else(|| panic!("{address} is linked to and not mounted")).clone()
}

fn gets() -> Vec<String> {
    pages(&Method::GET)
}

fn posts() -> Vec<String> {
    pages(&Method::POST)
}

fn pages(method: &Method) -> Vec<String> {
    let routes =
        web::routes().into_iter().filter(|it| it.door == Door::Page && it.method.as_str() == method.as_str());
    routes.map(|it| it.path).collect()
}

/// Forms around the page, tested where one signs in and out.
fn is_of_the_frame(route: &str) -> bool {
    [web::ui::layout::SIGN_OUT, web::ui::layout::LOCK, web::ui::sign_in::PATH].contains(&route)
}
