//! One number for one meeting (volgnummer): in feeds, in its file and in the mail, through all that happens to it.

use aantafel::domain::meeting::{Meeting, State};
use aantafel::domain::message::Message;
use aantafel::schema::message;
use chrono::Duration;
use diesel::prelude::*;

use super::{HOST, WORKER, dutch_feed, ics, new_own, of};
use crate::browser::Browser;
use crate::calendar_reader::{ReadEvent, read_all};
use crate::world::World;

/// Those who have the meeting in a calendar.
struct Calendars {
    world: World,
    phone: Browser,
    organisation: String,
    own: String,
}

impl Calendars {
    /// As every calendar has it now: the same everywhere. The mail came with the last change that people must hear of.
    async fn now(&mut self, meeting: &Meeting, has_mail: bool) -> ReadEvent {
        let file = format!("/nl/m/{}.ics", meeting.head.code);
        let mut found = Vec::new();
        for address in [dutch_feed(), self.organisation.clone(), self.own.clone(), file] {
            let event = of(&ics(&mut self.phone, &address).await, meeting).cloned();
            found.push(event.unwrap_or_else(|| panic!("{address} has it")));
        }
        let first = found.remove(0);
        for other in found {
            assert_eq!(other, first);
        }
        if has_mail {
            let mail = self.mailed(meeting);
            let key = |event: &ReadEvent| {
                (event.uid.clone(), event.sequence, event.status.clone(), event.starts, event.stamp.clone())
            };
            assert_eq!(key(&mail), key(&first));
            assert_eq!(mail.location, first.location);
        }
        first
    }

    /// The entry of the newest letter to the host.
    fn mailed(&self, meeting: &Meeting) -> ReadEvent {
        let letters = message::table
            .filter(
                message::meeting_id
                    .eq(&meeting.head.id)
                    .and(message::calendar.is_not_null())
                    .and(message::to_address.eq(HOST)),
            )
            .order((message::number.desc(), message::id.desc()))
            .select(Message::as_select());
        let letter = self.world.database().read_now(|db| Ok(letters.first(db)?)).expect("she was told");
        read_all(&letter.calendar.expect("an entry")).events.remove(0)
    }
}

#[tokio::test]
async fn a_meeting_has_one_number_in_every_feed_in_its_file_and_in_the_mail() {
    let world = World::new();
    let app = crate::mail::with_sender(&world).await;
    let [mut worker, mut host] = [(); 2].map(|()| Browser::new(app.clone()));
    worker.sign_in(WORKER).await;
    host.sign_in(HOST).await;
    let organisation = crate::calendar::new_feed(&mut worker).await;
    let own = new_own(&mut worker).await;
    let hosted = world.organisation_of(HOST);
    let meeting = world.meeting(WORKER, |own| {
        own.head.state == State::Agreed
            && own.head.host_id == hosted
            && own.plan.audience.is_parents()
            && own.plan.starts_at > world.clock.wall()
    });
    let page = format!("/desk/meetings/{}", meeting.head.id);
    let mut calendars = Calendars { phone: Browser::new(app), world, organisation, own };

    let before =
        of(&ics(&mut calendars.phone, &calendars.own.clone()).await, &meeting).cloned().expect("her own has it");
    assert_eq!(before.status.as_deref(), Some("TENTATIVE"));
    press(&mut worker, &page, "Open de uitnodiging", &[]).await;
    press(&mut host, &page, "Bewaar", &[("is_public", "yes"), ("show_place", "yes")]).await;
    let out = calendars.now(&meeting, false).await;
    assert_eq!((&out.uid, out.status.as_deref()), (&before.uid, Some("CONFIRMED")));

    calendars.world.clock.advance(Duration::minutes(1));
    let fields = [("date", "2027-05-25"), ("room", "Zaal die nog vrij is"), ("acknowledged", "yes")];
    press(&mut worker, &format!("{page}/edit"), "Bewaar", &fields).await;
    let staged = calendars.now(&meeting, false).await;
    assert_eq!(ReadEvent { stamp: out.stamp.clone(), ..staged }, out, "nothing shows before its release");
    press(&mut host, &format!("{page}/change"), "Zeg ja tegen de verandering", &[]).await;
    calendars.world.clock.advance(Duration::minutes(1));
    press(&mut worker, &format!("{page}/change"), "Geef vrij en bericht iedereen", &[]).await;
    let moved = calendars.now(&meeting, true).await;
    assert_eq!((moved.starts.date().to_string().as_str(), moved.status.as_deref()), ("2027-05-25", Some("CONFIRMED")));
    assert!(moved.location.as_ref().is_some_and(|place| place.contains("Zaal die nog vrij is")));

    calendars.world.clock.advance(Duration::minutes(1));
    hide(&mut host, &page).await;
    let hidden = calendars.now(&meeting, false).await;
    assert_eq!((hidden.location.as_ref(), hidden.starts), (None, moved.starts));

    calendars.world.clock.advance(Duration::minutes(1));
    press(&mut worker, &page, "Zeg de avond af", &[("reason", "De zaal is dicht.")]).await;
    let off = calendars.now(&meeting, true).await;
    assert_eq!((off.status.as_deref(), off.location.as_ref()), (Some("CANCELLED"), None));

    let walk = [&before, &out, &moved, &hidden, &off];
    assert!(walk.windows(2).all(|two| two[0].sequence < two[1].sequence), "{walk:?}");
    assert!(walk.windows(2).all(|two| two[0].stamp <= two[1].stamp && two[0].uid == two[1].uid), "{walk:?}");
}

async fn press(browser: &mut Browser, page: &str, button: &str, fields: &[(&str, &str)]) {
    browser.open(page).await;
    let form = fields.iter().fold(browser.page.form(button), |form, (name, value)| form.set(name, value));
    browser.send(form).await;
    assert!(browser.page.status.is_success(), "{button}: {}", browser.page.text());
}

/// The host keeps the place to herself.
async fn hide(host: &mut Browser, page: &str) {
    host.open(page).await;
    let mut form = host.page.form("Bewaar");
    form.fields.retain(|(name, _)| name != "shows_place");
    host.send(form).await;
    assert!(host.page.status.is_success(), "{}", host.page.text());
}
