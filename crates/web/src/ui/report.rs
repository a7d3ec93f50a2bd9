//! Reports at Veilig Thuis on pages: the inbox, taking one in, its file, its assessment, and the case that follows.

mod announced;
pub mod assess;
pub mod list;
pub mod open_case;
pub mod show;
pub mod start;
pub mod take_in;

use casework::report::ReportLine;
use chrono::NaiveDate;
use domain::household::MemberRole;
use domain::id::ReportId;

use super::people::enumerated;
use super::words::dates;

/// The page of a report.
pub fn path(report: ReportId) -> String {
    format!("/reports/{report}")
}

/// What people call the household of a report: the adults, or else everybody.
fn about(line: &ReportLine) -> String {
    let grown = [MemberRole::Adult.code(), MemberRole::ExPartner.code()];
    let adults: Vec<&str> = line
        .members
        .iter()
        .filter(|it| grown.contains(&it.role.as_str()))
        .map(|it| it.name.as_str())
        .collect();
    let all = || line.members.iter().map(|it| it.name.as_str()).collect();
    let names: Vec<&str> = if adults.is_empty() { all() } else { adults };
    if names.is_empty() { "Niemand meer in dit huishouden".to_owned() } else { enumerated(&names) }
}

/// By when a report is to be assessed: `voor donderdag 14 mei 2026, over 7 dagen`.
fn due(day: NaiveDate, today: NaiveDate) -> String {
    if day < today {
        return format!("uiterlijk {}, {} te laat", dates::long_day(day), late((today - day).num_days()));
    }
    format!("uiterlijk {}, {}", dates::long_day(day), dates::distance(day, today))
}

fn late(days: i64) -> String {
    if days == 1 { "1 dag".to_owned() } else { format!("{days} dagen") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_told_with_what_is_left_of_it() {
        let day = |text: &str| text.parse().unwrap();
        let told = |today| due(day("2026-05-14"), day(today));
        assert_eq!(told("2026-05-07"), "uiterlijk donderdag 14 mei 2026, over 7 dagen");
        assert_eq!(told("2026-05-14"), "uiterlijk donderdag 14 mei 2026, vandaag");
        assert_eq!(told("2026-05-15"), "uiterlijk donderdag 14 mei 2026, 1 dag te laat");
    }
}
