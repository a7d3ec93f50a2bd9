//! How the people of a household and of a duo stand on a page. Never in a title, never in an address.

use casework::case::line::{CaseLine, MemberLine, SeatLine};
use chrono::NaiveDate;
use domain::duo::SeatKind;
use domain::household::MemberRole;
use domain::id::PersonId;
use maud::{Markup, html};

use super::words::dates;
use super::words::labels::Labelled;

/// Somebody on a page: who it is, what people call this person, and what the person is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Someone {
    /// Who.
    pub person: PersonId,
    /// Name on the page.
    pub name: String,
    /// Role and age: `kind, 7 jaar`.
    pub about: String,
}

impl Someone {
    /// A member of the household.
    fn of(member: &MemberLine, today: NaiveDate) -> Self {
        let role = MemberRole::from_code(&member.role);
        let label = role.map(|it| it.label().to_lowercase()).unwrap_or_default();
        let age = member.born_from.and_then(|born| today.years_since(born));
        Self {
            person: member.person,
            name: member.name.clone(),
            about: age.map_or(label.clone(), |age| format!("{label}, {age} jaar")),
        }
    }
}

/// The members of the household, adults first, an ex-partner after those who live there.
pub fn members(line: &CaseLine, today: NaiveDate) -> Vec<Someone> {
    let mut members: Vec<&MemberLine> = line.members.iter().collect();
    members.sort_by_key(|it| MemberRole::from_code(&it.role));
    members.into_iter().map(|it| Someone::of(it, today)).collect()
}

/// What people call the household: the adults, or else everybody; the code of the case when nobody is known.
pub fn household(line: &CaseLine) -> String {
    let in_role = |role: MemberRole| {
        line.members.iter().filter(move |it| it.role == role.code()).map(|it| it.name.as_str())
    };
    let adults: Vec<&str> = in_role(MemberRole::Adult).chain(in_role(MemberRole::ExPartner)).collect();
    let all: Vec<&str> = line.members.iter().map(|it| it.name.as_str()).collect();
    let chosen = if adults.is_empty() { all } else { adults };
    if chosen.is_empty() { line.code.clone() } else { enumerated(&chosen) }
}

/// The people in these seats, one by one.
pub fn seats(seats: &[&SeatLine]) -> Markup {
    html! {
        @if seats.is_empty() { "Nog niemand" }
        @for (at, seat) in seats.iter().enumerate() {
            @if at > 0 { br; }
            (seat.name) " (" (seat.organisation) ")"
            @if seat.kind != SeatKind::Member { ", " (seat.kind.label().to_lowercase()) }
            @if let Some(until) = seat.until { " tot " (dates::day_and_month(domain::time::amsterdam_day(until))) }
        }
    }
}

/// `a, b en c`.
pub fn enumerated(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} en {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_as_people_do() {
        assert_eq!(enumerated(&[]), "");
        assert_eq!(enumerated(&["Sara"]), "Sara");
        assert_eq!(enumerated(&["Sara", "Tom"]), "Sara en Tom");
        assert_eq!(enumerated(&["Sara", "Tom", "Mila"]), "Sara, Tom en Mila");
    }
}
