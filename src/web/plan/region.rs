//! The holiday region of an evening (vakantieregio): suggested by municipality, and confirmed by who fills in the form.

use super::Planning;
use crate::domain::region::{Region, Suggestion};
use crate::domain::text::key;
use crate::web::form::Form;
use crate::web::wrong::{Wrong, Wrongs};

/// Hidden: which region was confirmed for which place. With another place that region is asked about again.
pub const CONFIRMED: &str = "region_of";

/// Takes the region of the form as confirmed for the place of the form.
pub fn confirm(form: &mut Form) {
    let place = place(form.typed("province"), form.typed("municipality"));
    let confirmed = format!("{}/{place}", form.typed("region"));
    form.set(CONFIRMED, confirmed);
}

fn place(province: &str, municipality: &str) -> String {
    format!("{}/{}", key(province), key(municipality))
}

impl Planning {
    /// Never derived in silence, nor carried along to a place where another region may hold.
    pub(super) fn check_region(
        &self,
        form: &mut Form,
        province: &str,
        municipality: &str,
        wrongs: &mut Wrongs,
    ) -> Option<Region> {
        let typed: Option<Region> = form.typed("region").parse().ok();
        let confirmed = form.typed(CONFIRMED).split_once('/');
        // What somebody chose just now holds. What came with the form holds at the place that it came with.
        let is_of_elsewhere =
            confirmed.is_some_and(|(region, of)| region == form.typed("region") && of != place(province, municipality));
        let suggested = Region::suggest(province, municipality, &self.reference.places);
        if let Some(region) = typed.filter(|region| !is_of_elsewhere || suggested == Suggestion::Region(*region)) {
            return Some(region);
        }
        match suggested {
            Suggestion::Region(region) => {
                form.set("region", region.code());
                wrongs.add("region", Wrong::ConfirmRegion(region));
            }
            Suggestion::Mixed(note) => {
                form.set("region", "");
                wrongs.add("region", Wrong::MixedRegion(note.to_owned()));
            }
            // It may be left to us, as soon as we know where: that is told beside the province.
            Suggestion::Unknown => return None,
        }
        confirm(form);
        None
    }
}
