//! The calendar itself, as a calendar program reads it: a day, the code of a case and a link, and nothing else.

use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use casework::Casework;
use casework::calendar::{self, DueLine};
use icalendar::{Calendar, Class, Component, Event, EventLike, Property};

use crate::shared::access_token::AccessTokens;
use crate::shared::problem::Problem;
use crate::ui::case;

/// Address of a calendar; its file is the secret and `.ics`.
pub const PATH: &str = "/calendar/{file}";

/// The calendar of whoever has the secret.
///
/// # Errors
/// 404 for a secret that is not known or no longer holds.
pub async fn serve(
    request: HttpRequest,
    casework: Data<Casework>,
    tokens: Data<AccessTokens>,
) -> Result<HttpResponse, Problem> {
    let file = request.match_info().get("file").unwrap_or_default();
    let secret = file.strip_suffix(".ics").unwrap_or(file);
    let due = calendar::read(&casework, secret).await?;
    let text = written(&due, tokens.issuer());
    Ok(HttpResponse::Ok().insert_header((CONTENT_TYPE, "text/calendar; charset=utf-8")).body(text))
}

/// The address of a calendar, for the calendar program.
pub fn address(tokens: &AccessTokens, secret: &str) -> String {
    format!("{}/calendar/{secret}.ics", tokens.issuer())
}

fn written(due: &[DueLine], site: &str) -> String {
    let mut calendar = Calendar::new();
    calendar.name("Tandem");
    for line in due {
        let mut event = Event::new();
        event
            .uid(&format!("{}@tandem", line.id))
            .timestamp(line.since)
            .all_day(line.on)
            .summary(&format!("Tandem: casus {}", line.code))
            .class(Class::Private)
            .append_property(Property::new("URL", format!("{site}{}", case::path(line.case))))
            .append_property(Property::new("TRANSP", "TRANSPARENT"));
        calendar.push(event.done());
    }
    calendar.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use casework::calendar::DueKind;
    use chrono::{DateTime, NaiveDate, Utc};
    use domain::id::CaseId;
    use domain::task::TaskKind;
    use domain::term::TermKind;
    use uuid::Uuid;

    fn due(number: u128) -> DueLine {
        DueLine {
            id: Uuid::from_u128(number),
            on: NaiveDate::from_ymd_opt(2026, 5, 18).unwrap(),
            kind: DueKind::Task(TaskKind::RedFlags),
            case: CaseId(Uuid::from_u128(7)),
            code: "ABC234".to_owned(),
            since: "2026-05-07T09:00:00Z".parse::<DateTime<Utc>>().unwrap(),
        }
    }

    #[test]
    fn a_calendar_says_a_day_a_code_and_a_link_and_not_what_it_is_about() {
        let term = DueLine { kind: DueKind::Term(TermKind::Investigation), ..due(2) };
        let text = written(&[due(1), term], "https://tandem.example");
        // A long line goes on after a space on the next one (RFC 5545, 3.1).
        let whole = text.replace("\r\n ", "");
        for part in [
            ":VCALENDAR\r\n",
            "VERSION:2.0\r\n",
            "UID:00000000-0000-0000-0000-000000000001@tandem\r\n",
            "DTSTAMP:20260507T090000Z\r\n",
            "DTSTART;VALUE=DATE:20260518\r\n",
            "SUMMARY:Tandem: casus ABC234\r\n",
            "CLASS:PRIVATE\r\n",
            "URL:https://tandem.example/cases/00000000-0000-0000-0000-000000000007\r\n",
            "END:VCALENDAR\r\n",
        ] {
            assert!(whole.contains(part), "{part} in {whole}");
        }
        assert_eq!(whole.matches(":VEVENT\r\n").count(), 4, "two, each with its end");
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
        assert!(!text.contains("investigation") && !text.to_lowercase().contains("onderzoek"), "{text}");
        assert!(!text.contains("red_flags") && !text.to_lowercase().contains("vlag"), "{text}");
    }

    #[test]
    fn the_same_is_written_the_same_every_time() {
        assert_eq!(written(&[due(1)], "https://a.example"), written(&[due(1)], "https://a.example"));
    }
}
