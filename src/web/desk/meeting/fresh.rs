//! A new meeting (nieuwe bijeenkomst): drawn with a code and a secret of its own, kept once, and told.

use crate::domain::invitation;
use crate::domain::meeting::{Draft, Fresh, Meeting, MeetingId};
use crate::domain::organisation::OrganisationId;
use crate::store::meeting::Put;
use crate::store::{self, Db, Pen};
use crate::web::viewer::Viewer;
use crate::web::{App, telling};

/// Of the viewer's organisation and `partner`, each on its own side.
pub fn draw(app: &App, viewer: &Viewer, id: MeetingId, partner: OrganisationId, draft: Draft) -> Meeting {
    let (code, secret) = keys(app);
    let own = viewer.organisation.id.clone();
    let (support, host) = if viewer.organisation.is_self_organisation() { (partner, own) } else { (own, partner) };
    Meeting::new(Fresh { id, code, secret }, support, host, draft, app.clock.utc())
}

/// False: the form was sent twice, and the meeting is there already.
pub fn keep(app: &App, db: &mut Db, mut meeting: Meeting, pen: &Pen) -> Result<bool, store::Error> {
    loop {
        match store::meeting::put(db, &meeting, pen)? {
            // A code that another meeting has is drawn again.
            Put::KeyTaken => (meeting.head.code, meeting.head.secret) = keys(app),
            Put::Known => return Ok(false),
            Put::Kept => {
                telling::tell(app, db, pen, &meeting, &meeting.notes)?;
                return Ok(true);
            }
        }
    }
}

fn keys(app: &App) -> (String, String) {
    (invitation::new_code(app.clock.chance()), invitation::new_secret(app.clock.chance()))
}
