//! Searching people inside what one may see.

use super::super::household::{new, registered, somebody, words};
use crate::support::{ANNA, BEA, BILAL, World};
use access::Caller;
use casework::person::{self, SearchPeople};
use domain::household::MemberRole;

fn by(family: &str, given: &str, birth: &str) -> SearchPeople {
    let filled = |it: &str| Some(it.to_owned()).filter(|it| !it.is_empty());
    SearchPeople {
        desk: None,
        family_name: filled(family),
        given_name: filled(given),
        birth_date: filled(birth),
    }
}

async fn found(world: &World, caller: &Caller, search: SearchPeople) -> Vec<String> {
    let found = person::search(&world.casework, caller, search).await.unwrap();
    found.people.iter().map(|it| it.name.display()).collect()
}

async fn a_family(world: &World) -> Caller {
    let adult = |given, family, born| new(somebody(given, family, born), MemberRole::Adult);
    registered(world, 1, vec![adult("Fatima", "El Amrani", "1990-04-03"), adult("Jan", "Meijer", "1988")])
        .await;
    world.caller(BILAL).await
}

#[tokio::test]
async fn spelling_small_words_and_half_known_dates_do_not_hide_anybody() {
    let world = World::new().await;
    let bilal = a_family(&world).await;
    for (search, expected) in [
        (by("Amrani", "", ""), vec!["Fatima El Amrani"]),
        (by("el-amrani", "Fatma", ""), vec![]),
        (by("MEYER", "", ""), vec!["Jan Meijer"]),
        (by("Meier", "", "1988-07-01"), vec!["Jan Meijer"]),
        (by("Meier", "", "1989-07-01"), vec![]),
        (by("Meier", "", "1988-07"), vec!["Jan Meijer"]),
        (by("", "", "1990-04-03"), vec!["Fatima El Amrani"]),
        (by("", "", "1988-12-31"), vec!["Jan Meijer"]),
        (by("Amran", "", ""), vec![]),
    ] {
        let sought = format!("{:?} {:?} {:?}", search.family_name, search.given_name, search.birth_date);
        assert_eq!(found(&world, &bilal, search).await, expected, "{sought}");
    }
}

#[tokio::test]
async fn a_search_ends_at_what_one_may_see_and_records_who_was_found() {
    let world = World::new().await;
    let bilal = a_family(&world).await;
    let anna = world.caller(ANNA).await;
    assert_eq!(found(&world, &anna, by("Amrani", "", "")).await, Vec::<String>::new());
    assert_eq!(found(&world, &bilal, by("Amrani", "", "")).await.len(), 1);
    assert_eq!(
        world.audit().await[3..],
        ["anna register done search", "bilal register done search", "bilal register done search: Fatima"]
    );
    let kept = world
        .lines("SELECT kind || ' ' || hits || ' ' || (reason IS NULL) FROM search_terms ORDER BY at, hits");
    assert_eq!(kept.await, ["search 0 true", "search 1 true"]);
    let clear = world.lines("SELECT encode(terms, 'escape') FROM search_terms").await;
    assert!(clear.iter().all(|it| !it.contains("Amrani")), "what was sought is not in the clear");
}

#[tokio::test]
async fn a_search_needs_a_family_name_or_a_full_birth_date() {
    let world = World::new().await;
    let bilal = world.caller(BILAL).await;
    for (search, faults) in [
        (by("", "", ""), "familyName: one_of_these"),
        (by("", "Fatima", ""), "familyName: one_of_these"),
        (by("", "", "1990-04"), "familyName: one_of_these"),
        (
            by("A", "b\0", "1990-13"),
            "givenName: control_character, birthDate: not_a_date, familyName: too_short",
        ),
    ] {
        assert_eq!(words(person::search(&world.casework, &bilal, search).await), faults);
    }
    let bea = world.caller(BEA).await;
    let refused = person::search(&world.casework, &bea, by("Amrani", "", "")).await;
    assert_eq!(words(refused), "not found", "who administers accounts searches nobody");
}

#[tokio::test]
async fn twenty_people_are_enough_for_one_answer() {
    let world = World::new().await;
    let bilal = world.caller(BILAL).await;
    let names = ('a'..='v').map(|it| it.to_string().repeat(3));
    let many = names.map(|it| new(somebody(&it, "Jansen", "1990-01-01"), MemberRole::Other));
    registered(&world, 1, many.collect()).await;
    let found = person::search(&world.casework, &bilal, by("Janssen", "", "")).await.unwrap();
    assert_eq!((found.people.len(), found.more), (20, true));
    let recorded =
        world.audit().await.iter().filter(|it| it.starts_with("bilal register done search: ")).count();
    assert_eq!(recorded, 20, "only who is shown is recorded");
}
