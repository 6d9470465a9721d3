//! The addresses of the host's pages (wij).

use super::Routes;
use crate::web::guard::{HostMeeting, SeeHostPages, Visitor};
use crate::web::host;

/// What a host finds, and what those with a link to answer find.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get::<SeeHostPages, _, _>("/{lang}/wij", host::home::show)
        .post::<SeeHostPages, _, _>("/{lang}/wij/taal", host::language::update)
        .get::<HostMeeting, _, _>("/{lang}/wij/{id}", host::meeting::show)
        .post::<HostMeeting, _, _>("/{lang}/wij/{id}/akkoord", host::agreement::create)
        .post::<HostMeeting, _, _>("/{lang}/wij/{id}/terug", host::agreement::delete)
        .post::<HostMeeting, _, _>("/{lang}/wij/{id}/antwoord", host::reply::create)
        .post::<HostMeeting, _, _>("/{lang}/wij/{id}/zichtbaar", host::visibility::update)
        .post::<HostMeeting, _, _>("/{lang}/wij/{id}/afzeggen", host::cancellation::create)
        .get::<HostMeeting, _, _>("/{lang}/wij/{id}/wijzigen", host::change::edit)
        .post::<HostMeeting, _, _>("/{lang}/wij/{id}/wijzigen", host::change::update)
        .post::<HostMeeting, _, _>("/{lang}/wij/{id}/wijzigen/terug", host::change::delete)
        .get::<HostMeeting, _, _>("/{lang}/wij/{id}/kosten", host::cost::edit)
        .post::<HostMeeting, _, _>("/{lang}/wij/{id}/kosten", host::cost::update)
        .get::<HostMeeting, _, _>("/{lang}/wij/{id}/bericht", host::announcement::index)
        .post::<HostMeeting, _, _>("/{lang}/wij/{id}/bericht", host::announcement::update)
        .get::<SeeHostPages, _, _>("/{lang}/wij/avonden", host::suggestion::index)
        .get::<SeeHostPages, _, _>("/{lang}/wij/bord", host::board::show)
        .get::<SeeHostPages, _, _>("/{lang}/wij/voorstel", host::proposal::new)
        .post::<SeeHostPages, _, _>("/{lang}/wij/voorstel", host::proposal::create)
        .get::<SeeHostPages, _, _>("/{lang}/wij/voorstel/{proposal}", host::proposal::show)
        .post::<SeeHostPages, _, _>("/{lang}/wij/voorstel/{proposal}/intrekken", host::proposal::delete)
        .get::<SeeHostPages, _, _>("/{lang}/wij/organisatie", host::organisation::edit)
        .post::<SeeHostPages, _, _>("/{lang}/wij/organisatie", host::organisation::update)
        .post::<HostMeeting, _, _>("/{lang}/wij/{id}/klaar/{item}", host::task::update)
        .get::<SeeHostPages, _, _>("/{lang}/wij/aanmelding", host::sign_ins::index)
        .post::<SeeHostPages, _, _>("/{lang}/wij/aanmelding/einde", host::sign_ins::delete)
        .post::<SeeHostPages, _, _>("/{lang}/wij/aanmelding/overzicht", host::digest::update)
        .get::<SeeHostPages, _, _>("/{lang}/wij/account", host::account::show)
        .get::<SeeHostPages, _, _>("/{lang}/wij/account/bestand", host::export::show)
        .post::<SeeHostPages, _, _>("/{lang}/wij/account/wachtwoord", host::password::update)
        .post::<SeeHostPages, _, _>("/{lang}/wij/account/vertrek", host::account::delete)
        .post::<SeeHostPages, _, _>("/{lang}/wij/account/wissen", host::erasure::delete)
        .get::<SeeHostPages, _, _>("/{lang}/wij/account/tweede-stap", host::second_step::show)
        .post::<SeeHostPages, _, _>("/{lang}/wij/account/tweede-stap", host::second_step::create)
        .post::<SeeHostPages, _, _>("/{lang}/wij/account/tweede-stap/codes", host::second_step::update)
        .post::<SeeHostPages, _, _>("/{lang}/wij/account/tweede-stap/uit", host::second_step::delete)
        .get::<SeeHostPages, _, _>("/{lang}/wij/collegas", host::colleague::index)
        .post::<SeeHostPages, _, _>("/{lang}/wij/collegas", host::colleague::create)
        .post::<SeeHostPages, _, _>("/{lang}/wij/collegas/{account}/link", host::invitation::create)
        .post::<SeeHostPages, _, _>("/{lang}/wij/collegas/{account}/rol", host::colleague::update)
        .post::<SeeHostPages, _, _>("/{lang}/wij/collegas/{account}/toegang", host::access::update)
        .get::<Visitor, _, _>("/{lang}/a/{token}", host::answer::show)
        .post::<Visitor, _, _>("/{lang}/a/{token}", host::answer::create)
}

/// When a host can, and when her organisation's rooms can.
pub fn timing(routes: Routes) -> Routes {
    routes
        .get::<SeeHostPages, _, _>("/{lang}/wij/tijden", host::availability::index)
        .post::<SeeHostPages, _, _>("/{lang}/wij/tijden", host::availability::create)
        .get::<SeeHostPages, _, _>("/{lang}/wij/tijden/{whose}", host::availability::show)
        .post::<SeeHostPages, _, _>("/{lang}/wij/tijden/{whose}/weg", host::availability::delete)
        .post::<SeeHostPages, _, _>("/{lang}/wij/tijden/{whose}/uren", host::availability::window::create)
        .post::<SeeHostPages, _, _>("/{lang}/wij/tijden/{whose}/uren/weg", host::availability::window::delete)
        .upload::<SeeHostPages, _, _>("/{lang}/wij/tijden/{whose}/bestand", host::availability::import::create)
        .post::<SeeHostPages, _, _>("/{lang}/wij/tijden/{whose}/bestand/weg", host::availability::import::delete)
        .post::<SeeHostPages, _, _>("/{lang}/wij/tijden/{whose}/abonnement", host::availability::subscription::create)
        .post::<SeeHostPages, _, _>(
            "/{lang}/wij/tijden/{whose}/abonnement/weg",
            host::availability::subscription::delete,
        )
}
