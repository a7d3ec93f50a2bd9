//! What somebody is there.

use access::Role;

/// The role as it stands beside a name.
pub const fn label(role: Role) -> &'static str {
    match role {
        Role::CaseWorker => "Medewerker lokaal team",
        Role::SafetyExpert => "Veiligheidsexpert",
        Role::VtWorker => "Medewerker Veilig Thuis",
        Role::TeamLead => "Teamleider",
        Role::Supervisor => "Gedragswetenschapper",
        Role::MdaDirector => "Procesregisseur MDA++",
        Role::NetworkChair => "Voorzitter spoednetwerkberaad",
        Role::ChainPartner => "Ketenpartner",
        Role::ThvAuthority => "Beslisser huisverbod",
        Role::PolicyOfficer => "Beleidsmedewerker",
        Role::PrivacyOfficer => "Privacyfunctionaris",
        Role::OrgAdmin => "Functioneel beheerder",
    }
}
