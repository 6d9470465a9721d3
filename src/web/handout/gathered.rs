//! What handouts are made of (gegevens): a meeting in one language, as each audience may have it.

use crate::clock;
use crate::documents::handout::{Briefing, Contacts, Evening, Kind, Place, Terms};
use crate::domain::kit::Kit;
use crate::domain::logo::Senders;
use crate::domain::meeting::{Meeting, Side};
use crate::domain::person::Duty;
use crate::language::{Lang, Language};
use crate::web::failure::Failure;
use crate::web::public::face::Face;
use crate::web::{App, Reference, paths};

/// What parents may see of a meeting, as a handout says it. Only a meeting for parents has such handouts.
pub fn evening(
    app: &App,
    meeting: &Meeting,
    senders: Senders,
    (kind, language): (&Kind, Lang),
) -> Result<Evening, Failure> {
    if !meeting.plan.audience.is_parents() {
        return Err(Failure::NotFound);
    }
    let reference = app.reference();
    let plan = &meeting.plan;
    let face = Face::of_meeting(meeting, &reference, language);
    let base = &app.config.base_url;
    let today = app.clock.today();
    Ok(Evening {
        language,
        title: face.title,
        starts_at: face.starts_at,
        ends_at: face.ends_at,
        place: face.place.map(|place| Place {
            venue: place.venue,
            room: place.room,
            address: place.address,
            municipality: place.municipality,
        }),
        spoken: face.spoken,
        audience: plan.audience,
        school_phase: plan.school_phase,
        childcare_places: plan.childcare_places,
        food: plan.food,
        has_interpreter: meeting.with_duty(Duty::Interpreter).next().is_some(),
        organisation: senders.organisation,
        emblems: senders.emblems,
        lines: plan.lines(),
        standing: meeting.standing(),
        kits: kits(meeting, &reference).filter_map(|kit| kit.for_parents(language)).collect(),
        kits_in_dutch: kits(meeting, &reference).filter_map(|kit| kit.for_parents(Language::dutch())).collect(),
        contacts: Contacts::for_parents(&reference.contacts, &reference.local_contacts, &face.municipality, today),
        municipality: face.municipality,
        address_of_page: format!("{base}{}", paths::invitation(language, &face.key)),
        address_of_handout: format!("{base}{}", paths::handout(language, &face.key, kind.word)),
    })
}

/// What the facilitator of a meeting has in hand.
pub fn briefing(app: &App, meeting: &Meeting, language: Lang) -> Briefing {
    let reference = app.reference();
    let plan = &meeting.plan;
    let spoken = plan.languages();
    Briefing {
        language,
        title: Face::of_meeting(meeting, &reference, language).title,
        starts_at: plan.starts_at,
        ends_at: plan.ends_at,
        place: place_of(meeting),
        audience: plan.audience,
        people: meeting.people.iter().map(|person| (person.duty, person.name.clone())).collect(),
        has_childcare: plan.childcare_places > 0,
        parents_question: plan.parents_question.clone(),
        standing: meeting.standing(),
        kits: kits(meeting, &reference).map(|kit| kit.for_facilitator(language, &spoken)).collect(),
        spoken,
        advice: Contacts::for_advice(&reference.contacts, app.clock.today()),
    }
}

/// What two organisations agreed about a meeting.
pub fn terms(app: &App, meeting: &Meeting, [support, host]: [String; 2], language: Lang) -> Terms {
    let plan = &meeting.plan;
    let yes = |side: Side| {
        let given = meeting.agreement(side).filter(|yes| yes.is_given());
        (side, given.map(|yes| (yes.manner, yes.spoke_on.unwrap_or(clock::day_of(yes.agreed_at)))))
    };
    Terms {
        language,
        title: Face::of_meeting(meeting, &app.reference(), language).title,
        starts_at: plan.starts_at,
        ends_at: plan.ends_at,
        place: place_of(meeting),
        support,
        host,
        costs: meeting.costs.clone(),
        yeses: [yes(Side::Support), yes(Side::Host)],
        is_cancelled: meeting.is_cancelled(),
    }
}

fn place_of(meeting: &Meeting) -> Place {
    let plan = &meeting.plan;
    Place {
        venue: plan.venue.clone(),
        room: plan.room.clone(),
        address: plan.address.clone(),
        municipality: plan.municipality.clone(),
    }
}

fn kits<'a>(meeting: &'a Meeting, reference: &'a Reference) -> impl Iterator<Item = &'a Kit> {
    meeting.kits.iter().filter_map(|attached| reference.kit(&attached.slug, attached.pinned_version))
}
