//! One evening in plain words (avond): what both sides agree to, who said yes, who pays what, and what would change.

use crate::clock;
use crate::domain::cost::{Cost, Payer};
use crate::domain::kit::Said;
use crate::domain::meeting::{Meeting, Side};
use crate::domain::plan::Plan;
use crate::domain::text::Parents;
use crate::language::{Lang, Phrase, Phrases, date_in_words, day_and_month, euros};
use crate::store::{self, Db};
use crate::web::public::face::{Face, Place};
use crate::web::public::invitation;
use crate::web::{Reference, paths};

/// The two owners' names.
#[derive(Clone, Debug)]
pub struct Owners {
    pub own: String,
    pub partner: String,
}

impl Owners {
    pub fn read(db: &mut Db, meeting: &Meeting, side: Side) -> Result<Self, store::Error> {
        let mut name = |side| Ok::<_, store::Error>(store::organisation::find(db, meeting.owner(side))?.name);
        Ok(Self { own: name(side)?, partner: name(side.other())? })
    }
}

/// As one side reads it, in one language.
#[derive(Clone, Debug)]
pub struct Evening {
    pub language: Lang,
    pub title: Said<Parents>,
    pub face: Face,
    /// Owners see the place, also when parents do not.
    pub place: Place,
    pub spoken: Vec<Lang>,
    pub facts: Vec<(&'static Phrase, String)>,
    pub yeses: Vec<Yes>,
    pub costs: Vec<CostLine>,
    /// The organisers' own lines on flyer and poster.
    pub lines: Vec<String>,
    pub parents_question: String,
    /// What a staged change would make of it.
    pub changes: Vec<Change>,
    pub owners: Owners,
    pub version: i32,
}

/// A side's yes, in words.
#[derive(Clone, Debug)]
pub struct Yes {
    pub organisation: String,
    pub is_given: bool,
    pub sentence: String,
}

/// Who pays one thing.
#[derive(Clone, Debug)]
pub struct CostLine {
    pub item: &'static Phrase,
    pub payer: String,
    pub amount: String,
    pub due: String,
}

/// One thing as it is, and as it would be.
#[derive(Clone, Debug)]
pub struct Change {
    pub label: &'static Phrase,
    /// Empty for what comes.
    pub was: String,
    /// Empty for what falls away.
    pub becomes: String,
}

impl Evening {
    pub fn of(meeting: &Meeting, side: Side, owners: Owners, reference: &Reference, language: Lang) -> Self {
        let face = Face::of_meeting(meeting, reference, language);
        Self {
            language,
            title: face.title.clone(),
            place: place(&meeting.plan),
            spoken: meeting.plan.languages(),
            facts: invitation::facts(meeting, language),
            yeses: [side, side.other()].map(|of| yes(meeting, of, side, &owners, language)).into(),
            costs: meeting.costs.iter().map(|cost| cost_line(cost, side, &owners, language)).collect(),
            lines: meeting.plan.lines(),
            parents_question: meeting.plan.parents_question.clone(),
            changes: meeting
                .staged
                .as_ref()
                .map_or_else(Vec::new, |staged| changes(meeting, &staged.plan, reference, language)),
            version: meeting.head.version,
            face,
            owners,
        }
    }

    pub fn t(&self) -> &'static Phrases {
        self.language.phrases()
    }

    /// Its page for parents.
    pub fn public(&self) -> String {
        paths::invitation(self.language, &self.face.key)
    }
}

pub fn place(plan: &Plan) -> Place {
    Place {
        venue: plan.venue.clone(),
        room: plan.room.clone(),
        address: plan.address.clone(),
        municipality: plan.municipality.clone(),
    }
}

fn yes(meeting: &Meeting, of: Side, side: Side, owners: &Owners, language: Lang) -> Yes {
    use crate::domain::meeting::Manner;
    let t = language.phrases();
    let sentence = meeting.agreement(of).map_or_else(String::new, |yes| {
        if yes.withdrawn_at.is_some() {
            let because = yes.withdrawn_because.as_deref().and_then(|code| t.material.by_code(code));
            return because.map_or_else(String::new, |because| t.evening.ended.of(because));
        }
        let date = day_and_month(language, clock::day_of(yes.agreed_at));
        match yes.manner {
            Manner::Phone => t.evening.said_by_phone.of(date),
            Manner::SignedIn | Manner::Link => t.evening.said_yes.of(date),
        }
    });
    let organisation = if of == side { owners.own.clone() } else { owners.partner.clone() };
    Yes { organisation, is_given: meeting.has_agreed(of), sentence }
}

fn cost_line(cost: &Cost, side: Side, owners: &Owners, language: Lang) -> CostLine {
    let t = language.phrases();
    let is_own = matches!((cost.payer, side), (Payer::Host, Side::Host) | (Payer::Support, Side::Support));
    let payer = match cost.payer {
        Payer::Support | Payer::Host if is_own => t.payer.own.to_string(),
        Payer::Support | Payer::Host => t.payer.other.of(&owners.partner),
        Payer::Municipality => t.payer.municipality.to_string(),
        Payer::Free => t.payer.free.to_string(),
    };
    CostLine {
        item: t.cost_item.by_code(cost.item.code()).expect("every item has a phrase"),
        payer,
        amount: if cost.payer == Payer::Free { String::new() } else { euros(cost.cents, language) },
        due: cost.due_on.map_or_else(String::new, |day| t.evening.due.of(date_in_words(language, day))),
    }
}

/// All that a staged plan says otherwise and a host can see.
fn changes(meeting: &Meeting, staged: &Plan, reference: &Reference, language: Lang) -> Vec<Change> {
    let mut then = meeting.clone();
    then.plan = staged.clone();
    let t = language.phrases();
    let when = |meeting: &Meeting| {
        let face = Face::of_meeting(meeting, reference, language);
        format!("{}, {}", face.date(), face.hours())
    };
    let spoken = |plan: &Plan| {
        let mut names: Vec<_> = plan.languages().iter().map(|spoken| spoken.own_name).collect();
        // In another order they are the same.
        names.sort_unstable();
        names.join(" \u{b7} ")
    };
    let mut changes = vec![
        Change { label: &t.meeting.when, was: when(meeting), becomes: when(&then) },
        Change {
            label: &t.meeting.where_,
            was: place(&meeting.plan).in_one_line(),
            becomes: place(staged).in_one_line(),
        },
        Change {
            label: &t.plan.line_one,
            was: meeting.plan.lines().join(" \u{b7} "),
            becomes: staged.lines().join(" \u{b7} "),
        },
        Change { label: &t.meeting.languages, was: spoken(&meeting.plan), becomes: spoken(staged) },
    ];
    changes.extend(paired(invitation::facts(meeting, language), invitation::facts(&then, language)));
    changes.retain(|change| change.was != change.becomes);
    changes
}

/// By their label: for another audience a fact can fall away or come, and is then empty on one side.
fn paired(was: Vec<(&'static Phrase, String)>, mut becomes: Vec<(&'static Phrase, String)>) -> Vec<Change> {
    let mut changes: Vec<Change> = was
        .into_iter()
        .map(|(label, was)| {
            let at = becomes.iter().position(|(own, _)| std::ptr::eq(*own, label));
            Change { label, was, becomes: at.map(|at| becomes.remove(at).1).unwrap_or_default() }
        })
        .collect();
    changes.extend(becomes.into_iter().map(|(label, becomes)| Change { label, was: String::new(), becomes }));
    changes
}
