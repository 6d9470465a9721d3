//! Every address, its method, its policy and its handler: the one place where routes are mounted.

mod argument;
mod hosting;
mod mounting;

use std::sync::LazyLock;

use super::guard::{
    AgreeToMeeting, Anyone, AskAnswer, CancelMeeting, ChangeMeeting, ChangeOrganisation, ChangeProfile,
    DecideApplication, DecideProposal, HandOverEntry, HostMeeting, KeepReference, LeadColleagues, LeadKits,
    OpenMeeting, PlanMeeting, PublishMeeting, SeeClearing, SeeDesk, SeeHostPages, SeeMeeting, SeeMessage, SeeOutbox,
    SeePartner, SeeProposal, SeeProposals, SendMessage, Translate, UndoPhoneYes, Visitor,
};
use super::{desk, entry, host, paths, public};

pub use argument::{BeginsWith, EndsInForm};
pub use mounting::{Mounted, Routes};

/// Every route of the planner.
pub fn all() -> Routes {
    let rooms = [
        founding,
        hosting::routes,
        hosting::timing,
        agreeing,
        planning,
        timing,
        entering,
        joining,
        posting,
        readying,
        translating,
        seasoning,
        keeping,
        following,
    ];
    rooms.into_iter().fold(Routes::default(), |routes, mount| mount(routes))
}

/// Signing in, one's own sign-ins, colleagues, and what is kept of an account.
fn entering(routes: Routes) -> Routes {
    routes
        .get::<Visitor, _, _>("/{lang}/in", entry::sign_in::new)
        .post::<Visitor, _, _>("/{lang}/in", entry::sign_in::create)
        .post::<Visitor, _, _>("/{lang}/in/link", entry::asked::create)
        .post::<Visitor, _, _>("/{lang}/in/code", entry::second_step::create)
        .get::<Visitor, _, _>("/{lang}/in/{token}", entry::link::show)
        .post::<Visitor, _, _>("/{lang}/in/{token}", entry::link::create)
        .get::<SeeDesk, _, _>("/{lang}/wachtwoord", entry::password::new)
        .post::<SeeDesk, _, _>("/{lang}/wachtwoord", entry::password::create)
        .get::<SeeDesk, _, _>("/desk/aanmeldingen", desk::sign_ins::index)
        .post::<SeeDesk, _, _>("/desk/aanmeldingen/einde", desk::sign_ins::delete)
        .post::<SeeDesk, _, _>("/desk/aanmeldingen/overzicht", desk::digest::update)
        .post::<SeeDesk, _, _>("/desk/aanmeldingen/wachtwoord", desk::password::update)
        .get::<SeeDesk, _, _>("/desk/tweede-stap", desk::second_step::show)
        .post::<SeeDesk, _, _>("/desk/tweede-stap", desk::second_step::create)
        .post::<SeeDesk, _, _>("/desk/tweede-stap/codes", desk::second_step::update)
        .post::<SeeDesk, _, _>("/desk/tweede-stap/uit", desk::second_step::delete)
        .get::<SeeDesk, _, _>("/desk/collegas", desk::colleague::index)
        .post::<LeadColleagues, _, _>("/desk/collegas", desk::colleague::create)
        .post::<LeadColleagues, _, _>("/desk/collegas/{account}/rol", desk::colleague::update)
        .post::<LeadColleagues, _, _>("/desk/collegas/{account}/link", desk::invitation::create)
        .post::<LeadColleagues, _, _>("/desk/collegas/{account}/toegang", desk::access::update)
        .post::<SeeDesk, _, _>("/desk/vertrek", desk::colleague::delete)
        .get::<HandOverEntry, _, _>("/desk/partners/{id}/toegang", desk::entry::show)
        .post::<HandOverEntry, _, _>("/desk/partners/{id}/toegang", desk::entry::create)
        .get::<SeeDesk, _, _>("/desk/gegevens", desk::erasure::show)
        .get::<SeeDesk, _, _>("/desk/gegevens/bestand", desk::export::show)
        .post::<SeeDesk, _, _>("/desk/gegevens/wissen", desk::erasure::delete)
}

/// A season at once: a table of evenings, so sent as files are; and the drafts that it makes.
fn seasoning(routes: Routes) -> Routes {
    routes
        .get::<PlanMeeting, _, _>("/desk/seizoen", desk::season::new)
        .upload::<PlanMeeting, _, _>("/desk/seizoen", desk::season::create)
        .get::<PlanMeeting, _, _>("/desk/seizoen/voorbeeld.csv", desk::season::sheet::show)
        .get::<PlanMeeting, _, _>("/desk/concepten", desk::draft::index)
        .get::<PlanMeeting, _, _>("/desk/concepten/weg", desk::draft::edit)
        .post::<PlanMeeting, _, _>("/desk/concepten/weg", desk::draft::delete)
        .get::<PlanMeeting, _, _>("/desk/concepten/voorstellen", desk::draft::agreement::new)
        .post::<PlanMeeting, _, _>("/desk/concepten/voorstellen", desk::draft::agreement::create)
}

/// Versions of kits, and their texts in every language: forms with many texts, so sent as files are.
fn translating(routes: Routes) -> Routes {
    routes
        .post::<LeadKits, _, _>("/desk/kits/{slug}/versies", desk::kit::version::create)
        .get::<LeadKits, _, _>("/desk/kits/{slug}/versies/{version}", desk::kit::version::edit)
        .post::<LeadKits, _, _>("/desk/kits/{slug}/versies/{version}", desk::kit::version::update)
        .post::<LeadKits, _, _>("/desk/kits/{slug}/versies/{version}/weg", desk::kit::version::delete)
        .post::<LeadKits, _, _>("/desk/kits/{slug}/versies/{version}/vrijgave", desk::kit::issue::create)
        .get::<LeadKits, _, _>("/desk/kits/{slug}/versies/{version}/teksten", desk::kit::source::edit)
        .upload::<LeadKits, _, _>("/desk/kits/{slug}/versies/{version}/teksten", desk::kit::source::update)
        .get::<Translate, _, _>("/desk/vertalingen", desk::translation::index)
        .get::<Translate, _, _>("/desk/vertalingen/{slug}/{version}/{target}", desk::translation::edit)
        .upload::<Translate, _, _>("/desk/vertalingen/{slug}/{version}/{target}", desk::translation::update)
        .get::<Translate, _, _>("/desk/vertalingen/{slug}/{version}/{target}/{file}", desk::translation::exchange::show)
        .upload::<Translate, _, _>(
            "/desk/vertalingen/{slug}/{version}/{target}/bestand",
            desk::translation::exchange::create,
        )
}

/// What is kept once a year: school holidays, feasts and telephone numbers.
fn keeping(routes: Routes) -> Routes {
    routes
        .get::<KeepReference, _, _>("/desk/onderhoud", desk::upkeep::index)
        .post::<KeepReference, _, _>("/desk/onderhoud", desk::upkeep::create)
        .get::<KeepReference, _, _>("/desk/vakanties", desk::holiday::index)
        .upload::<KeepReference, _, _>("/desk/vakanties/bestand", desk::holiday::file::create)
        .get::<KeepReference, _, _>("/desk/vakanties/{year}", desk::holiday::edit)
        .post::<KeepReference, _, _>("/desk/vakanties/{year}", desk::holiday::update)
        .get::<KeepReference, _, _>("/desk/vakanties/{year}/weg", desk::holiday::removal::new)
        .get::<KeepReference, _, _>("/desk/dagen", desk::day::index)
        .get::<KeepReference, _, _>("/desk/dagen/{day}/new", desk::day::new)
        .post::<KeepReference, _, _>("/desk/dagen/{day}", desk::day::create)
        .get::<KeepReference, _, _>("/desk/dagen/{day}/{edition}", desk::day::edit)
        .post::<KeepReference, _, _>("/desk/dagen/{day}/{edition}", desk::day::update)
        .get::<KeepReference, _, _>("/desk/contacten", desk::contact::index)
        .get::<KeepReference, _, _>("/desk/contacten/{contact}", desk::contact::edit)
        .post::<KeepReference, _, _>("/desk/contacten/{contact}", desk::contact::update)
        .get::<KeepReference, _, _>("/desk/contacten/dichtbij/new", desk::contact::near::new)
        .post::<KeepReference, _, _>("/desk/contacten/dichtbij", desk::contact::near::create)
        .get::<KeepReference, _, _>("/desk/contacten/dichtbij/{contact}", desk::contact::near::edit)
        .post::<KeepReference, _, _>("/desk/contacten/dichtbij/{contact}", desk::contact::near::update)
}

/// The messages.
fn posting(routes: Routes) -> Routes {
    routes
        .get::<SeeOutbox, _, _>("/desk/post", desk::outbox::index)
        .get::<SeeMessage, _, _>("/desk/post/{id}", desk::outbox::show)
        .post::<SendMessage, _, _>("/desk/post/{id}/verzending", desk::dispatch::create)
}

/// Taking part as an organisation, what organisations know of each other, and what everybody may know of us.
fn joining(routes: Routes) -> Routes {
    routes
        .get::<Anyone, _, _>("/{lang}/meedoen", public::join::new)
        .post::<Anyone, _, _>("/{lang}/meedoen", public::join::create)
        .get::<Anyone, _, _>("/{lang}/meedoen/dank", public::join::show)
        .get::<Anyone, _, _>("/{lang}/privacy", public::privacy::show)
        .get::<Anyone, _, _>("/{lang}/toegankelijkheid", public::accessibility::show)
        .get::<DecideApplication, _, _>("/desk/aanvragen", desk::application::index)
        .get::<DecideApplication, _, _>("/desk/aanvragen/{id}", desk::application::show)
        .post::<DecideApplication, _, _>("/desk/aanvragen/{id}/admission", desk::admission::create)
        .post::<DecideApplication, _, _>("/desk/aanvragen/{id}/refusal", desk::refusal::create)
        .get::<ChangeProfile, _, _>("/desk/organisatie/edit", desk::organisation::edit)
        .post::<ChangeProfile, _, _>("/desk/organisatie/edit", desk::organisation::update)
        .upload::<ChangeProfile, _, _>("/desk/organisatie/logo", desk::logo::create)
        .post::<ChangeProfile, _, _>("/desk/organisatie/logo/weg", desk::logo::delete)
        .upload::<SeeHostPages, _, _>("/{lang}/wij/organisatie/logo", host::logo::create)
        .post::<SeeHostPages, _, _>("/{lang}/wij/organisatie/logo/weg", host::logo::delete)
        .get::<Anyone, _, _>("/logo/{file}", public::logo::show)
        .get::<SeePartner, _, _>("/desk/partners", desk::partner::index)
        .get::<SeePartner, _, _>("/desk/partners/{id}", desk::partner::show)
}

/// What parents and everybody at the desk had first.
fn founding(routes: Routes) -> Routes {
    routes
        .get::<Anyone, _, _>("/", public::home::show)
        .get::<Anyone, _, _>("/{lang}/", public::agenda::index)
        .get::<Anyone, _, _>("/{lang}/praktisch", public::practical::show)
        .get::<Anyone, _, _>("/{lang}/m/{file}", public::invitation::show)
        .get::<Anyone, _, _>("/{lang}/m/{code}/{file}", public::handout::show)
        .get::<Anyone, _, _>("/assets/{file}", super::assets::show)
        .get::<Anyone, _, _>("/livez", public::liveness::show)
        .get::<Anyone, _, _>("/readyz", public::readiness::show)
        .get::<Anyone, _, _>("/robots.txt", public::robots::show)
        .get::<Anyone, _, _>("/.well-known/security.txt", public::security::show)
        .get::<Visitor, _, _>("/desk/aanmelden", desk::sign_in::new)
        .post::<Visitor, _, _>("/desk/aanmelden", desk::sign_in::create)
        .post::<SeeDesk, _, _>("/desk/afmelden", desk::sign_in::delete)
        .get::<SeeDesk, _, _>("/desk", desk::home::show)
        .post::<SeeDesk, _, _>("/desk/taal", desk::account::update)
        .get::<SeeDesk, _, _>("/desk/kits", desk::kit::index)
        .get::<SeeDesk, _, _>("/desk/kits/{slug}", desk::kit::show)
        .get::<SeeDesk, _, _>("/desk/organisatie", desk::organisation::show)
        .get::<PlanMeeting, _, _>("/desk/meetings", desk::meeting::index)
        .get::<PlanMeeting, _, _>("/desk/meetings/new", desk::meeting::new)
        .post::<PlanMeeting, _, _>("/desk/meetings", desk::meeting::create)
        .get::<SeeMeeting, _, _>("/desk/meetings/{id}", desk::meeting::show)
        .get::<ChangeMeeting, _, _>("/desk/meetings/{id}/edit", desk::meeting::edit)
        .post::<ChangeMeeting, _, _>("/desk/meetings/{id}", desk::meeting::update)
        .post::<PublishMeeting, _, _>("/desk/meetings/{id}/publication", desk::publication::create)
        .post::<CancelMeeting, _, _>("/desk/meetings/{id}/cancellation", desk::cancellation::create)
        .post::<ChangeMeeting, _, _>("/desk/meetings/{id}/holding", desk::holding::create)
        .post::<OpenMeeting, _, _>("/desk/meetings/{id}/visibility", desk::visibility::update)
        .get::<SeeMeeting, _, _>("/desk/meetings/{id}/copy", desk::copy::new)
        .get::<SeeMeeting, _, _>("/desk/meetings/{id}/{file}", desk::handout::show)
}

/// Calendars that a phone comes back to, their secret addresses, and how they are taken over.
fn following(routes: Routes) -> Routes {
    routes
        .get::<Anyone, _, _>("/{lang}/agenda.ics", public::feed::agenda::show)
        .get::<Anyone, _, _>("/agenda/{file}", public::feed::secret::show)
        .get::<Anyone, _, _>("/{lang}/agenda-uitleg", public::explanation::show)
        .get::<Anyone, _, _>("/{lang}/agenda-uitleg/eigen", public::explanation::own::show)
        .get::<HostMeeting, _, _>("/{lang}/wij/{id}/agenda.ics", host::calendar::show)
        .get::<ChangeOrganisation, _, _>("/desk/organisatie/agenda", desk::feed::show)
        .get::<PlanMeeting, _, _>("/desk/aanmeldingen/agenda", desk::own_feed::show)
        .get::<SeeHostPages, _, _>("/{lang}/wij/account/agenda", host::feed::show)
        .post::<ChangeOrganisation, _, _>("/desk/organisatie/agenda", desk::feed::create)
        .post::<ChangeOrganisation, _, _>("/desk/organisatie/agenda/weg", desk::feed::delete)
        .post::<PlanMeeting, _, _>("/desk/aanmeldingen/agenda", desk::own_feed::create)
        .post::<PlanMeeting, _, _>("/desk/aanmeldingen/agenda/weg", desk::own_feed::delete)
        .post::<SeeHostPages, _, _>("/{lang}/wij/account/agenda", host::feed::create)
        .post::<SeeHostPages, _, _>("/{lang}/wij/account/agenda/weg", host::feed::delete)
}

/// How two sides come to a yes, and what happens when one wants to change what is out.
fn agreeing(routes: Routes) -> Routes {
    routes
        .post::<AgreeToMeeting, _, _>("/desk/meetings/{id}/agreement", desk::agreement::create)
        .post::<AskAnswer, _, _>("/desk/meetings/{id}/phone", desk::phone::create)
        .post::<UndoPhoneYes, _, _>("/desk/meetings/{id}/phone/withdrawal", desk::phone::delete)
        .post::<AskAnswer, _, _>("/desk/meetings/{id}/answer-link", desk::answer_link::create)
        .get::<SeeMeeting, _, _>("/desk/meetings/{id}/change", desk::change::show)
        .post::<ChangeMeeting, _, _>("/desk/meetings/{id}/change/withdrawal", desk::change::delete)
        .post::<PublishMeeting, _, _>("/desk/meetings/{id}/change/release", desk::release::create)
}

/// What a self-organisation proposes and what becomes of it, costs, and meetings that follow or belong to another.
fn planning(routes: Routes) -> Routes {
    routes
        .get::<PlanMeeting, _, _>("/desk/avonden", desk::suggestion::index)
        .get::<PlanMeeting, _, _>("/desk/bord", desk::board::show)
        .get::<PlanMeeting, _, _>("/desk/bord.pdf", desk::board::paper::show)
        .get::<SeeProposals, _, _>("/desk/voorstellen", desk::proposal::index)
        .get::<SeeProposal, _, _>("/desk/voorstellen/{id}", desk::proposal::show)
        .get::<DecideProposal, _, _>("/desk/voorstellen/{id}/overname", desk::adoption::new)
        .post::<DecideProposal, _, _>("/desk/voorstellen/{id}/overname", desk::adoption::create)
        .post::<DecideProposal, _, _>("/desk/voorstellen/{id}/afwijzing", desk::rejection::create)
        .get::<ChangeMeeting, _, _>("/desk/meetings/{id}/kosten", desk::cost::edit)
        .post::<ChangeMeeting, _, _>("/desk/meetings/{id}/kosten", desk::cost::update)
        .post::<ChangeMeeting, _, _>("/desk/meetings/{id}/bij-elkaar", desk::meeting_set::update)
        .get::<SeeMeeting, _, _>("/desk/meetings/{id}/reeks", desk::series::new)
        .post::<ChangeMeeting, _, _>("/desk/meetings/{id}/reeks", desk::series::create)
}

/// When people and rooms are free.
fn timing(routes: Routes) -> Routes {
    routes
        .get::<PlanMeeting, _, _>("/desk/beschikbaarheid", desk::availability::index)
        .post::<PlanMeeting, _, _>("/desk/beschikbaarheid", desk::availability::create)
        .get::<PlanMeeting, _, _>("/desk/beschikbaarheid/{id}", desk::availability::show)
        .post::<PlanMeeting, _, _>("/desk/beschikbaarheid/{id}/weg", desk::availability::delete)
        .post::<PlanMeeting, _, _>("/desk/beschikbaarheid/{id}/uren", desk::availability::window::create)
        .post::<PlanMeeting, _, _>("/desk/beschikbaarheid/{id}/uren/weg", desk::availability::window::delete)
        .upload::<PlanMeeting, _, _>("/desk/beschikbaarheid/{id}/bestand", desk::availability::import::create)
        .post::<PlanMeeting, _, _>("/desk/beschikbaarheid/{id}/bestand/weg", desk::availability::import::delete)
        .post::<PlanMeeting, _, _>("/desk/beschikbaarheid/{id}/abonnement", desk::availability::subscription::create)
        .post::<PlanMeeting, _, _>(
            "/desk/beschikbaarheid/{id}/abonnement/weg",
            desk::availability::subscription::delete,
        )
}

/// What must be ready, what to do when somebody tells something, and what the facilitator gets.
fn readying(routes: Routes) -> Routes {
    routes
        .get::<SeeClearing, _, _>("/desk/opruimen", desk::clearing::index)
        .get::<SeeDesk, _, _>("/desk/verteld", desk::told::show)
        .get::<SeeHostPages, _, _>("/{lang}/wij/verteld", host::told::show)
        .post::<ChangeMeeting, _, _>("/desk/meetings/{id}/tasks/{item}", desk::task::update)
        .post::<ChangeMeeting, _, _>("/desk/meetings/{id}/tasks/{item}/completion", desk::completion::update)
        .post::<ChangeMeeting, _, _>("/desk/meetings/{id}/pack", desk::pack::create)
        .get::<Visitor, _, _>("/{lang}/p/{token}", public::pack::new)
        .post::<Visitor, _, _>("/{lang}/p/{token}", public::pack::create)
}

/// The patterns of everything that can be opened.
static PAGES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let routes = all();
    routes.table().iter().filter(|route| route.method == "GET").map(|route| route.path).collect()
});

/// The page that a form stands on, by the pattern of where it is sent to: a page of its own (`new`, `edit`), the page with
/// the same address, or the nearest one above it.
pub fn page_of_form(pattern: &str) -> &'static str {
    let opens = |wanted: &str| PAGES.iter().copied().find(|page| *page == wanted);
    let own = ["/new", "/edit", ""].iter().find_map(|end| opens(&format!("{pattern}{end}")));
    let above = || pattern.rmatch_indices('/').find_map(|(at, _)| opens(&pattern[..at]));
    own.or_else(above).unwrap_or(paths::DESK)
}
