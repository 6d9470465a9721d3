//! What is typed into a form that is asked for (velden): fields that its handler takes.

use super::*;

impl Things {
    pub(super) fn fields(&self, route: &Mounted, whose: Whose) -> Vec<(String, String)> {
        if route.method == "GET" {
            return Vec::new();
        }
        if route.path.ends_with("/overname") {
            let mut fields = self.own_plan.clone();
            let ours = ["form_token", "id", "date", "room", "acknowledged"];
            fields.retain(|(name, _)| !ours.contains(&name.as_str()));
            let own = [
                ("id", NO_ID),
                ("date", "2027-05-20"),
                ("room", "De zaal van het voorstel"),
                ("acknowledged", "yes"),
                ("proposal_version", "1"),
                ("partner", self.own[0].head.host_id.as_str()),
            ];
            fields.extend(own.map(|(name, value)| (name.to_owned(), value.to_owned())));
            return fields;
        }
        if ["/desk/meetings/{id}", "/{lang}/wij/{id}/wijzigen"].contains(&route.path) {
            let mut fields = if whose == Whose::Other { self.other_plan.clone() } else { self.own_plan.clone() };
            fields.retain(|(name, _)| name != "note" && name != "form_token");
            fields.push(("note".to_owned(), "Een andere notitie".to_owned()));
            return fields;
        }
        let is_of_host = route.path.starts_with("/{lang}/wij/tijden");
        if is_of_host || route.path.starts_with("/desk/beschikbaarheid") {
            let [own, other] = if is_of_host { [HOST_ROOM, ROOMS[0]] } else { ROOMS };
            let window = if whose == Whose::Other { other.2 } else { own.2 };
            let all = [
                ("kind", "weekly"),
                ("weekdays", "wo"),
                ("opens", "18:00"),
                ("closes", "22:00"),
                ("window", window),
                ("calendar_url", "https://kalender.example.org/geheim.ics"),
                ("venue", "Buurthuis De Linde"),
                ("municipality", "Utrecht"),
            ];
            return all.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        }
        if route.path.contains("/versies/") || route.path.contains("/vertalingen/") {
            return crate::kit_version::fields(route.path);
        }
        if route.path.contains("{item}") {
            let starts =
                self.meeting(route.path, whose).map_or_else(Default::default, |meeting| meeting.plan.starts_at);
            let due_on = (starts.date() - chrono::Days::new(10)).to_string();
            let all = [("version", "0"), ("owner", "support"), ("needed", "yes"), ("done", "yes"), ("due_on", &due_on)];
            return all.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        }
        let of_meetings = ["/desk/meetings/", "/{lang}/wij/", "/{lang}/a/"];
        let is_of_a_meeting = of_meetings.iter().any(|begin| route.path.starts_with(begin)) && !is_proposal(route.path);
        let meeting = self.meeting(route.path, whose).filter(|_| is_of_a_meeting);
        let version = meeting.map_or(1, |meeting| meeting.head.version);
        let sequence = meeting.map_or(1, |meeting| meeting.head.sequence);
        let is_message = route.path.ends_with("/bericht");
        let all = [
            ("version", version.to_string()),
            ("id", NO_ID.to_owned()),
            ("reason", "De zaal is niet vrij".to_owned()),
            ("language", if is_message { "nl" } else { "en" }.to_owned()),
            ("sequence", sequence.to_string()),
            ("told", "yes".to_owned()),
            ("kind", "call_me".to_owned()),
            ("key", NO_ID.to_owned()),
            ("shows_place", "yes".to_owned()),
            ("key", NO_ID.to_owned()),
            ("name", "Vereniging De Nieuwe Linde".to_owned()),
            ("region", "midden".to_owned()),
            ("spoke_with", "Saba".to_owned()),
            ("spoke_on", "2026-11-20".to_owned()),
            ("role", "reader".to_owned()),
            ("account", GUEST.1.to_owned()),
            ("fee_payer", "support".to_owned()),
            ("fee_amount", "45,50".to_owned()),
            ("key", NO_ID.to_owned()),
            ("aantal", "12".to_owned()),
            ("weken", "1".to_owned()),
            ("datum", self.evening.clone()),
        ];
        all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}
