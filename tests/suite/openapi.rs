//! The description of the API against the NL GOV REST API Design Rules 2.2: Spectral with our ruleset for what has a
//! form, a lint of our own for what needs knowledge of words. What only a running service shows is in `http`.
//!
//! A rule that finds nothing proves nothing, so each rule is shown documents that break it, made from our own.

mod seeded;
mod spectral;
mod words;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What one rule found at one place of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    rule: String,
    place: String,
}

#[test]
fn the_description_breaks_no_rule() {
    let document = document();
    assert_eq!(words::lint(&document), []);
    let found = spectral::lint("ours", &BTreeMap::from([("openapi", document)]));
    assert_eq!(found, BTreeMap::new());
}

#[test]
fn each_broken_rule_is_found_and_no_other() {
    let documents: BTreeMap<&str, Value> =
        seeded::BROKEN.iter().map(|it| (it.what, seeded::with(it.plant))).collect();
    assert_eq!(documents.len(), seeded::BROKEN.len(), "two documents have one name");
    let by_spectral = spectral::lint("broken", &documents);
    let mut wrong = Vec::new();
    for seeded::Broken { what, rules, .. } in seeded::BROKEN {
        let found = words::lint(&documents[what])
            .into_iter()
            .chain(by_spectral.get(*what).cloned().unwrap_or_default());
        let found: BTreeSet<String> = found.map(|it| it.rule).collect();
        if found != rules.iter().map(|it| (*it).to_owned()).collect() {
            wrong.push(format!("{what}: {rules:?} is broken, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_rules_allow_is_not_found() {
    let documents: BTreeMap<&str, Value> =
        seeded::LEGAL.iter().map(|(what, plant)| (*what, seeded::with(*plant))).collect();
    assert_eq!(spectral::lint("legal", &documents), BTreeMap::new());
    for (what, document) in documents {
        assert_eq!(words::lint(&document), [], "{what}");
    }
}

#[test]
fn no_rule_is_without_a_document_that_breaks_it() {
    let mut rules: BTreeSet<String> = spectral::own_rules();
    rules.extend(words::RULES.iter().map(|(rule, _)| (*rule).to_owned()));
    let broken = seeded::BROKEN.iter().flat_map(|it| it.rules).filter(|it| it.starts_with("core-"));
    assert_eq!(broken.map(|it| (*it).to_owned()).collect::<BTreeSet<String>>(), rules);
}

/// Our own description, which another test keeps equal to `docs/openapi.json`.
fn document() -> Value {
    serde_json::from_str(&web::openapi()).unwrap()
}
