//! The people who act in the tests. They are fictional and have the roles of the demonstration's cast.

use access::Role;

/// Somebody who can act: created in a world when first asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Persona {
    /// What one signs in with; the password is [`PASSWORD`].
    pub(crate) name: &'static str,
    pub(crate) display_name: &'static str,
    pub(crate) role: Role,
    /// Key of the organisation in the reference data.
    pub(crate) organisation: &'static str,
    /// Keys of the teams in the reference data.
    pub(crate) teams: &'static [&'static str],
}

/// The password of everybody in the tests.
pub(crate) const PASSWORD: &str = "vier woorden voor niemand";

/// A team of Blijvend Veilig.
pub(crate) const BV_NOORD: &str = "bv-noord-1";
/// Another one, in the same area.
pub(crate) const BV_NOORD_2: &str = "bv-noord-2";
/// One at the other end of the region.
pub(crate) const BV_WEESP: &str = "bv-weesp";
/// A local team for youth and families.
pub(crate) const OKT_NOORD: &str = "okt-noord";
/// The desk of Veilig Thuis.
pub(crate) const VT_INTAKE: &str = "vt-intake";

/// The probation service.
pub(crate) const RECLASSERING: &str = "reclassering-amsterdam";

/// Safety expert in Noord.
pub(crate) const ANNA: Persona = Persona {
    name: "anna",
    display_name: "Anna de Graaf",
    role: Role::SafetyExpert,
    organisation: "blijvend-veilig",
    teams: &[BV_NOORD],
};

/// Worker of the local youth team in Noord.
pub(crate) const BILAL: Persona = Persona {
    name: "bilal",
    display_name: "Bilal Amrani",
    role: Role::CaseWorker,
    organisation: "ouder-en-kindteams-amsterdam",
    teams: &[OKT_NOORD],
};

/// Supervisor of the teams of Blijvend Veilig in Noord.
pub(crate) const SUSAN: Persona = Persona {
    name: "susan",
    display_name: "Susan Vermeer",
    role: Role::Supervisor,
    organisation: "blijvend-veilig",
    teams: &[BV_NOORD, BV_NOORD_2],
};

/// Worker at the desk of Veilig Thuis.
pub(crate) const VERA: Persona = Persona {
    name: "vera",
    display_name: "Vera Tuinstra",
    role: Role::VtWorker,
    organisation: "veilig-thuis-amsterdam-amstelland",
    teams: &[VT_INTAKE],
};

/// Lead of the local youth team in Noord.
pub(crate) const LEA: Persona = Persona {
    name: "lea",
    display_name: "Lea Oosting",
    role: Role::TeamLead,
    organisation: "ouder-en-kindteams-amsterdam",
    teams: &[OKT_NOORD],
};

/// Safety expert in Weesp, a stranger to everything in Noord.
pub(crate) const WES: Persona = Persona {
    name: "wes",
    display_name: "Wes Kuipers",
    role: Role::SafetyExpert,
    organisation: "blijvend-veilig",
    teams: &[BV_WEESP],
};

/// Administrator of accounts, in the same team as Bilal and yet without any case.
pub(crate) const BEA: Persona = Persona {
    name: "bea",
    display_name: "Bea Roosendaal",
    role: Role::OrgAdmin,
    organisation: "ouder-en-kindteams-amsterdam",
    teams: &[OKT_NOORD],
};

/// Probation officer of somebody who is accused.
pub(crate) const FEM: Persona = Persona {
    name: "fem",
    display_name: "Fem Stuiver",
    role: Role::ChainPartner,
    organisation: "reclassering-nederland",
    teams: &[RECLASSERING],
};

/// Policy officer of the region.
pub(crate) const POL: Persona = Persona {
    name: "pol",
    display_name: "Pol Hendriks",
    role: Role::PolicyOfficer,
    organisation: "gemeente-amsterdam",
    teams: &[],
};
