//! What must be ready before an evening (gereedheidslijst): who sees to it, by when, and a traffic light over all of it.

use chrono::{Days, NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::meeting::{Head, MeetingId, Side, State};
use super::organisation::OrganisationId;
use super::person::{Duty, Person};
use super::plan::{Food, Plan};
use crate::schema::task;

crate::coded! {
    pub enum TaskItem {
        Room = "room",
        Interpreter = "interpreter",
        Childcare = "childcare",
        Facilitators = "facilitators",
        Invitations = "invitations",
        /// The date once more, by phone.
        DateCheck = "date_check",
        Food = "food",
        Print = "print",
        /// Whom the people of the evening go to when somebody tells them something.
        DisclosureContact = "disclosure_contact",
        QuietRoom = "quiet_room",
        Evaluation = "evaluation",
    }
}

impl TaskItem {
    /// The side that usually sees to it: the host has the people and the house, the worker the papers and the talk.
    pub fn usual_side(self) -> Side {
        match self {
            Self::Room | Self::Childcare | Self::Invitations | Self::Food | Self::QuietRoom => Side::Host,
            Self::Interpreter
            | Self::Facilitators
            | Self::DateCheck
            | Self::Print
            | Self::DisclosureContact
            | Self::Evaluation => Side::Support,
        }
    }

    /// So many days before the meeting it is usually done (domain.md 2.2); below zero is after it.
    pub fn usual_days(self) -> i32 {
        match self {
            Self::Room | Self::Interpreter | Self::Childcare => 56,
            Self::Facilitators | Self::Invitations => 42,
            Self::DateCheck | Self::Food | Self::Print | Self::DisclosureContact => 14,
            Self::QuietRoom => 7,
            Self::Evaluation => -1,
        }
    }

    /// For whom it is done once they are found. Facilitators must know their role besides.
    pub fn duty(self) -> Option<Duty> {
        match self {
            Self::Interpreter => Some(Duty::Interpreter),
            Self::Childcare => Some(Duty::Childcare),
            _ => None,
        }
    }

    /// Whether this plan asks for it by itself.
    pub fn is_asked(self, plan: &Plan) -> bool {
        match self {
            // Where more than one language is spoken, somebody says things twice.
            Self::Interpreter => plan.languages.iter().count() > 1,
            Self::Childcare => plan.childcare_places > 0,
            Self::Food => plan.food != Food::None,
            Self::DisclosureContact | Self::QuietRoom => plan.audience.is_parents(),
            _ => true,
        }
    }
}

/// What differs from the usual, or is done: an item without a row is as usual, and still to do.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = task, treat_none_as_null = true)]
pub struct TaskRow {
    pub meeting_id: MeetingId,
    pub item: TaskItem,
    pub version: i32,
    pub owner_id: OrganisationId,
    pub days_before: i32,
    pub is_needed: bool,
    pub done_at: Option<NaiveDateTime>,
    pub done_by: Option<String>,
}

/// The due dates that a form can ask for, in days before the meeting.
pub const DAYS_BEFORE: std::ops::RangeInclusive<i32> = -60..=400;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub item: TaskItem,
    /// 0 when there is no row yet.
    pub version: i32,
    pub side: Side,
    pub days_before: i32,
    /// Moves with the meeting.
    pub due_on: NaiveDate,
    pub is_needed: bool,
    pub done_at: Option<NaiveDateTime>,
    /// The evening names who does it: that is as good as a tick, and goes when the name goes.
    pub is_found: bool,
}

impl Task {
    pub fn is_done(&self) -> bool {
        self.is_found || self.done_at.is_some()
    }

    pub fn is_open(&self) -> bool {
        self.is_needed && !self.is_done()
    }

    /// Once the evening was there nobody can prepare it any more, and who was named for it may be forgotten.
    pub fn is_past(&self, today: NaiveDate) -> bool {
        self.days_before >= 0 && self.due_on + chrono::TimeDelta::days(self.days_before.into()) < today
    }

    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due_on < today && !self.is_past(today)
    }

    /// The row that keeps this line.
    pub fn to_row(&self, head: &Head, done_by: Option<String>) -> TaskRow {
        TaskRow {
            meeting_id: head.id.clone(),
            item: self.item,
            version: self.version,
            owner_id: owner(head, self.side).clone(),
            days_before: self.days_before,
            is_needed: self.is_needed,
            done_at: self.done_at,
            done_by,
        }
    }
}

/// Whom evenings name, and of which of them the costs count on an interpreter.
#[derive(Clone, Debug, Default)]
pub struct Staffing {
    pub people: Vec<Person>,
    pub interpreted: Vec<MeetingId>,
}

impl Staffing {
    fn of(&self, id: &MeetingId, duty: Duty) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.meeting_id == *id && person.duty == duty)
    }

    fn needs(&self, head: &Head, plan: &Plan, item: TaskItem) -> bool {
        let is_interpreted = item == TaskItem::Interpreter
            && (self.interpreted.contains(&head.id) || self.of(&head.id, Duty::Interpreter).next().is_some());
        is_interpreted || item.is_asked(plan)
    }

    fn has_found(&self, id: &MeetingId, item: TaskItem) -> bool {
        item.duty().is_some_and(|duty| self.of(id, duty).any(Person::is_suitable))
    }
}

/// All items in the order of their usual dates.
pub fn list(head: &Head, plan: &Plan, staffing: &Staffing, rows: &[TaskRow]) -> Vec<Task> {
    let line = |item: &TaskItem| {
        let row = rows.iter().find(|row| row.item == *item && row.meeting_id == head.id);
        let side = match row {
            Some(row) if row.owner_id == head.support_id => Side::Support,
            Some(_) => Side::Host,
            None => item.usual_side(),
        };
        let days_before = row.map_or(item.usual_days(), |row| row.days_before);
        Task {
            item: *item,
            version: row.map_or(0, |row| row.version),
            side,
            days_before,
            due_on: due_on(plan.starts_at.date(), days_before),
            is_needed: row.map_or_else(|| staffing.needs(head, plan, *item), |row| row.is_needed),
            done_at: row.and_then(|row| row.done_at),
            is_found: staffing.has_found(&head.id, *item),
        }
    };
    TaskItem::ALL.iter().map(line).collect()
}

/// Whether what is late is told: something was agreed, and it did not fall through.
pub fn is_watched(head: &Head) -> bool {
    matches!(head.state, State::Agreed | State::Published | State::Held)
}

/// Green, amber or red.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// All that had to be done is done.
    Green,
    /// Something is late, or must be done within a week.
    Amber,
    /// A moment went by, and something that had to be ready by then is not.
    Red,
}

/// Six weeks, two weeks and two days before the meeting somebody looks at the whole list.
pub const CHECKPOINTS: [i32; 3] = [42, 14, 2];
/// So many days before a checkpoint what is still open there turns amber.
const SOON: Days = Days::new(7);

/// One of the three moments, with what had to be ready by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    pub days_before: i32,
    pub on: NaiveDate,
    pub light: Light,
    /// How many items are still to do.
    pub open: u16,
}

/// The three moments of a meeting on this day; once it took place there is none left to look at.
pub fn checkpoints(tasks: &[Task], meets_on: NaiveDate, today: NaiveDate) -> Vec<Checkpoint> {
    if meets_on < today {
        return Vec::new();
    }
    let checkpoint = |days_before: i32| {
        let on = due_on(meets_on, days_before);
        let open: Vec<&Task> = tasks.iter().filter(|task| task.days_before >= days_before && task.is_open()).collect();
        let light = match () {
            () if open.is_empty() => Light::Green,
            () if today > on => Light::Red,
            () if today + SOON >= on || open.iter().any(|task| task.is_overdue(today)) => Light::Amber,
            () => Light::Green,
        };
        Checkpoint { days_before, on, light, open: u16::try_from(open.len()).unwrap_or(u16::MAX) }
    };
    CHECKPOINTS.into_iter().map(checkpoint).collect()
}

/// What an organisation should have done for one of its meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// Whose turn it is.
    pub organisation_id: OrganisationId,
    pub meeting_id: MeetingId,
    pub working_title: String,
    pub municipality: String,
    pub starts_at: NaiveDateTime,
    /// Each with the day on which it was due, the oldest first.
    pub items: Vec<(TaskItem, NaiveDate)>,
}

/// What is late of one meeting, by side; empty when nothing is.
pub fn overdue(head: &Head, plan: &Plan, tasks: &[Task], today: NaiveDate) -> Vec<Overdue> {
    if !is_watched(head) {
        return Vec::new();
    }
    let of_side = |side: &Side| {
        let late = tasks.iter().filter(|task| task.side == *side && task.is_overdue(today));
        let mut items: Vec<_> = late.map(|task| (task.item, task.due_on)).collect();
        items.sort_by_key(|(_, due_on)| *due_on);
        let overdue = Overdue {
            organisation_id: owner(head, *side).clone(),
            meeting_id: head.id.clone(),
            working_title: plan.working_title.clone(),
            municipality: plan.municipality.clone(),
            starts_at: plan.starts_at,
            items,
        };
        (!overdue.items.is_empty()).then_some(overdue)
    };
    Side::ALL.iter().filter_map(of_side).collect()
}

fn owner(head: &Head, side: Side) -> &OrganisationId {
    match side {
        Side::Support => &head.support_id,
        Side::Host => &head.host_id,
    }
}

fn due_on(meets_on: NaiveDate, days_before: i32) -> NaiveDate {
    meets_on - chrono::TimeDelta::days(days_before.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// A list in which these are still to do and all else is done.
    fn with_open(open: &[(TaskItem, i32)]) -> Vec<Task> {
        let meets_on = day("2027-05-20");
        let line = |(item, days_before): &(TaskItem, i32)| Task {
            item: *item,
            version: 0,
            side: item.usual_side(),
            days_before: *days_before,
            due_on: due_on(meets_on, *days_before),
            is_needed: true,
            done_at: None,
            is_found: false,
        };
        open.iter().map(line).collect()
    }

    fn lights(tasks: &[Task], today: &str) -> Vec<Light> {
        let seen = checkpoints(tasks, day("2027-05-20"), day(today));
        seen.iter().map(|checkpoint| checkpoint.light).collect()
    }

    #[test]
    fn with_everything_done_every_light_is_green_until_the_end() {
        use Light::Green;
        for today in ["2027-01-01", "2027-04-08", "2027-05-19", "2027-05-20"] {
            assert_eq!(lights(&[], today), [Green; 3], "{today}");
        }
    }

    #[test]
    fn a_room_that_nobody_booked_turns_amber_and_red_after_six_weeks() {
        use Light::{Amber, Green, Red};
        let tasks = with_open(&[(TaskItem::Room, 56)]);
        // Due on 25 March; six weeks before is 8 April.
        assert_eq!(lights(&tasks, "2027-03-25"), [Green; 3]);
        assert_eq!(lights(&tasks, "2027-03-26"), [Amber; 3]);
        assert_eq!(lights(&tasks, "2027-04-08"), [Amber; 3]);
        assert_eq!(lights(&tasks, "2027-04-09"), [Red, Amber, Amber]);
        assert_eq!(lights(&tasks, "2027-05-07"), [Red, Red, Amber]);
        assert_eq!(lights(&tasks, "2027-05-19"), [Red; 3]);
    }

    #[test]
    fn what_belongs_to_the_last_days_says_nothing_about_six_weeks() {
        use Light::{Amber, Green, Red};
        let tasks = with_open(&[(TaskItem::QuietRoom, 7)]);
        assert_eq!(lights(&tasks, "2027-05-01"), [Green; 3]);
        assert_eq!(lights(&tasks, "2027-05-11"), [Green, Green, Amber]);
        assert_eq!(lights(&tasks, "2027-05-19"), [Green, Green, Red]);
    }

    #[test]
    fn after_the_evening_nothing_of_its_preparation_is_late() {
        let tasks = with_open(&[(TaskItem::Room, 56), (TaskItem::Interpreter, 56)]);
        assert!(tasks.iter().all(|task| task.is_overdue(day("2027-05-20")) && !task.is_overdue(day("2027-05-21"))));
        assert_eq!((lights(&tasks, "2027-05-20").len(), lights(&tasks, "2027-05-21").len()), (3, 0));
    }

    #[test]
    fn the_evaluation_is_late_only_after_the_day_that_follows() {
        let tasks = with_open(&[(TaskItem::Evaluation, -1)]);
        assert!(!tasks[0].is_overdue(day("2027-05-21")) && tasks[0].is_overdue(day("2027-05-22")));
    }
}
