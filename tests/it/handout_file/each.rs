//! Every kind of handout in every language, as page and as file: made once, then judged by programs of others.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use aantafel::documents::handout::{KINDS, Kind};
use aantafel::domain::cost::{Cost, CostItem, Payer};
use aantafel::domain::meeting::Meeting;
use aantafel::language::{Lang, Language};
use aantafel::schema::meeting_cost;
use aantafel::web::paths;
use diesel::prelude::*;
use tokio::sync::OnceCell;

use super::picture::Picture;
use crate::browser::Page;
use crate::world::World;

/// One kind in one language.
pub struct Made {
    pub kind: &'static Kind,
    pub language: Lang,
    pub page: Page,
    pub bytes: Vec<u8>,
    /// Where the file stands.
    pub file: PathBuf,
    picture: OnceLock<Picture>,
}

impl Made {
    /// Drawn once, for all who look at it.
    pub fn picture(&self) -> &Picture {
        self.picture.get_or_init(|| match self.kind.format.suffix() {
            "png" => Picture::of_image(&self.bytes),
            _ => Picture::of(&self.bytes),
        })
    }
}

/// All papers of one evening of the demo world that has tips, a place, people and costs.
pub async fn everything() -> &'static [Made] {
    static MADE: OnceCell<Vec<Made>> = OnceCell::const_new();
    MADE.get_or_init(|| make("pdf")).await
}

/// The same evening as a picture for a phone.
pub async fn for_phones() -> &'static [Made] {
    static MADE: OnceCell<Vec<Made>> = OnceCell::const_new();
    MADE.get_or_init(|| make("png")).await
}

/// Beside the test programs, so that somebody can look at them afterwards.
pub fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("handouts");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

async fn make(suffix: &str) -> Vec<Made> {
    let world = World::new();
    let meeting = world.meeting("gastvrouw@demo", |meeting| meeting.plan.working_title == "Op reis deze zomer");
    share_costs(&world, &meeting);
    let mut browser = world.signed_in("gastvrouw@demo").await;
    let mut made = Vec::new();
    for kind in KINDS.iter().filter(|kind| kind.format.suffix() == suffix) {
        for language in Language::written() {
            let of = |file: &str| format!("{}?taal={language}", paths::of_meeting(&meeting.head.id, file));
            let page = browser.get(&of(kind.word), &[]).await.clone();
            let printed = browser.get(&of(&format!("{}.{suffix}", kind.word)), &[]).await.clone();
            if !kind.is_made_in(language) {
                // Dutch beside Dutch is not printed.
                continue;
            }
            assert_eq!((page.status.as_u16(), printed.status.as_u16()), (200, 200), "{} {language}", kind.word);
            let file = folder().join(format!("{}-{language}.{suffix}", kind.word));
            std::fs::write(&file, &printed.bytes).expect("a file can be written");
            made.push(Made { kind, language, page, bytes: printed.bytes, file, picture: OnceLock::new() });
        }
    }
    made
}

/// Two costs, so that the statement has its table with a sum.
fn share_costs(world: &World, meeting: &Meeting) {
    let cost = |item, payer, cents| Cost { meeting_id: meeting.head.id.clone(), item, payer, cents, due_on: None };
    let costs = [cost(CostItem::Fee, Payer::Municipality, 17_550), cost(CostItem::Food, Payer::Support, 8_005)];
    let kept = world.database().write_now(|db| {
        diesel::delete(meeting_cost::table.filter(meeting_cost::meeting_id.eq(&meeting.head.id))).execute(db)?;
        for cost in &costs {
            diesel::insert_into(meeting_cost::table).values(cost).execute(db)?;
        }
        Ok(())
    });
    kept.expect("costs can be written");
}
