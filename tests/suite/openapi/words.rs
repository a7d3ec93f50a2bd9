//! The rules that need knowledge of words: verbs, plurals, our glossary, Dutch, and what tells about people. One
//! function a rule; each gives the places where it is broken.

use super::Finding;
use serde_json::{Map, Value};

type Rule = (&'static str, fn(&Value) -> Vec<String>);

/// Named after the rule that it holds, with hyphens for slashes.
pub(super) const RULES: [Rule; 6] = [
    ("core-naming-resources", verbs_in_paths),
    ("core-naming-collections", single_collections),
    ("core-interface-language", words_outside_the_glossary),
    ("core-doc-language", texts_that_are_not_dutch),
    ("core-transport-no-sensitive-uris", people_in_addresses),
    ("core-deprecation-schedule", ends_without_a_date),
];

/// A resource is a thing. Words that are a noun as well (`answer`, `report`, `split`) are not listed.
const VERBS: &str = "accept add approve assign cancel change close create decline delete do edit fetch find get list \
    make open post put read reject remove run save send set start stop submit update \
    aanmaken aanpassen bewaren doe geef haal maak maken ophalen open openen opslaan sluit sluiten start stuur \
    toevoegen verstuur verwijder verwijderen wijzig wijzigen zoek zoeken";

/// Words that Dutch does not have and that hardly an English sentence does without.
const ENGLISH: &str = "and are for from has have how not that the their these this those what when where which who \
    whom whose with without";

/// What may never stand in an address: addresses end up in logs and histories.
const PERSONAL: [&str; 14] = [
    "bsn", "name", "naam", "birth", "geboorte", "born", "address", "adres", "street", "postcode", "postal",
    "phone", "telefoon", "mail",
];

/// Everything that is found.
pub(super) fn lint(document: &Value) -> Vec<Finding> {
    let find = |(rule, broken): &Rule| {
        let places = broken(document).into_iter();
        places.map(|place| Finding { rule: (*rule).to_owned(), place }).collect::<Vec<_>>()
    };
    RULES.iter().flat_map(find).collect()
}

fn verbs_in_paths(document: &Value) -> Vec<String> {
    let is_verb = |segment: &&str| !segment.starts_with('_') && words(segment).any(|it| has(VERBS, &it));
    paths(document).filter(|path| fixed(path).any(|it| is_verb(&it))).cloned().collect()
}

/// What stands before an identifier holds more than one thing.
fn single_collections(document: &Value) -> Vec<String> {
    let is_plural = |word: &str| (word.ends_with('s') && !word.ends_with("ss")) || word.ends_with("en");
    let is_single = |path: &&String| {
        let segments: Vec<&str> = path.split('/').collect();
        segments.windows(2).any(|it| it[1].starts_with('{') && !is_plural(it[0]))
    };
    paths(document).filter(is_single).cloned().collect()
}

/// The words of our addresses are those of `docs/glossary.md`; that is what lets them be English.
fn words_outside_the_glossary(document: &Value) -> Vec<String> {
    let glossary = include_str!("../../../docs/glossary.md");
    let names: Vec<String> = glossary
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split('|').next())
        .flat_map(|name| name.split(|it: char| !it.is_alphanumeric()))
        .map(str::to_lowercase)
        .collect();
    let known = |word: &str| names.iter().any(|it| it == word || word.strip_suffix('s') == Some(it));
    let strange = |path: &&String| fixed(path).flat_map(words).any(|word| !known(&word));
    paths(document).filter(strange).cloned().collect()
}

/// Each operation says in Dutch what it is for, and nothing beside it speaks another language.
fn texts_that_are_not_dutch(document: &Value) -> Vec<String> {
    let silent = |it: &(String, &Value)| it.1["summary"].as_str().unwrap_or_default().is_empty();
    let mut found: Vec<String> = operations(document).filter(silent).map(|it| it.0).collect();
    collect_english("", document, &mut found);
    found
}

fn collect_english(place: &str, value: &Value, found: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, it)| (name.clone(), it)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(name, it)| (name.to_string(), it)).collect(),
        _ => return,
    };
    for (name, value) in inner {
        let place = format!("{place}/{name}");
        match value.as_str() {
            Some(text) if ["summary", "description"].contains(&name.as_str()) => {
                let mut words = text.split(|it: char| !it.is_alphanumeric());
                if words.any(|word| has(ENGLISH, &word.to_lowercase())) {
                    found.push(format!("{place}: {text}"));
                }
            }
            _ => collect_english(&place, value, found),
        }
    }
}

fn people_in_addresses(document: &Value) -> Vec<String> {
    let personal = |name: &str| PERSONAL.iter().any(|word| name.to_lowercase().contains(word));
    let in_path =
        paths(document).filter(|path| path.split('/').any(|it| it.starts_with('{') && personal(it)));
    let named = |it: &&Value| matches!(it["in"].as_str(), Some("path" | "query"));
    let in_query =
        parameters(document).filter(named).filter_map(|it| it["name"].as_str()).filter(|it| personal(it));
    in_path.cloned().chain(in_query.map(str::to_owned)).collect()
}

/// What will end says when, on the answer itself.
fn ends_without_a_date(document: &Value) -> Vec<String> {
    let dated =
        |response: &Value| ["Deprecation", "Sunset"].iter().all(|it| response["headers"][*it].is_object());
    let undated = |operation: &Value| {
        let mut answers = members(&operation["responses"]).filter(|(status, _)| status.starts_with('2'));
        operation["deprecated"] == true && answers.any(|(_, response)| !dated(response))
    };
    operations(document).filter(|it| undated(it.1)).map(|it| it.0).collect()
}

fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|it| it == word)
}

fn paths(document: &Value) -> impl Iterator<Item = &String> {
    members(&document["paths"]).map(|(path, _)| path)
}

/// The segments that are no identifiers and no files.
fn fixed(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|it| !it.is_empty() && !it.starts_with('{') && !it.contains('.'))
}

fn words(segment: &str) -> impl Iterator<Item = String> {
    segment.split(['-', '_']).filter(|it| !it.is_empty()).map(str::to_lowercase)
}

fn operations(document: &Value) -> impl Iterator<Item = (String, &Value)> {
    members(&document["paths"]).flat_map(|(path, item)| {
        members(item).filter(|it| it.1.is_object()).map(move |(method, it)| (format!("{method} {path}"), it))
    })
}

/// Those of operations, of whole paths, and those that are only referred to.
fn parameters(document: &Value) -> impl Iterator<Item = &Value> {
    let items = members(&document["paths"]).map(|(_, item)| item);
    let listed =
        items.clone().chain(operations(document).map(|it| it.1)).filter_map(|it| it["parameters"].as_array());
    listed.flatten().chain(members(&document["components"]["parameters"]).map(|(_, it)| it))
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> + Clone {
    value.as_object().into_iter().flat_map(Map::iter)
}
