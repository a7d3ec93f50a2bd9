//! Giving a case its duo and changing it.

mod assign;
mod candidates;
mod cover;
mod replace;
mod without_duo;

use crate::support::{ANNA, BILAL, BV_NOORD, BV_NOORD_2, Case, OKT_NOORD, Persona, World};
use access::Role;

/// A colleague of Anna in another team of Blijvend Veilig in Noord.
pub(super) const JOOST: Persona = Persona {
    name: "joost",
    display_name: "Joost Veldhoek",
    role: Role::SafetyExpert,
    organisation: ANNA.organisation,
    teams: &[BV_NOORD_2],
};

/// A colleague of Bilal.
const FATIMA: Persona = Persona {
    name: "fatima",
    display_name: "Fatima Haddou",
    role: Role::CaseWorker,
    organisation: BILAL.organisation,
    teams: &[OKT_NOORD],
};

/// Another supervisor of the same teams.
const CHRIS: Persona = Persona {
    name: "chris",
    display_name: "Chris Pinas",
    role: Role::Supervisor,
    organisation: ANNA.organisation,
    teams: &[BV_NOORD],
};

/// A case in which a team of Blijvend Veilig and one of the local team take part, without a duo.
async fn case_of_two_teams(world: &World) -> Case {
    world.case().with_team(BV_NOORD).with_team(OKT_NOORD).build().await
}

/// Who sits in the seats, past every rule: seat, kind, name and whether there is an end.
async fn seats(world: &World) -> Vec<String> {
    world
        .lines(
            "SELECT concat_ws(' ', s.seat, s.kind, u.name, \
               coalesce('until ' || to_char(s.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), 'on')) \
             FROM duo_seats s JOIN users u ON u.id = s.user_id ORDER BY s.starts_at, s.seat, s.kind, u.name",
        )
        .await
}
