//! The form of what an organisation says about itself (gegevens): one set of fields, in every language, for whoever asks to take part, a host or a coordinator.

use axum::http::StatusCode;

use super::App;
use super::difference::{self, Difference};
use super::failure::Failure;
use super::form::{Form, Problems};
use super::problem;
use super::viewer::Viewer;
use crate::domain::Refusal;
use crate::domain::day::Community;
use crate::domain::email::is_email;
use crate::domain::list::Codes;
use crate::domain::neutral::loaded_word;
use crate::domain::organisation::Organisation;
use crate::domain::profile::Profile;
use crate::domain::region::provinces;
use crate::domain::text::{LONGEST_LINE, LONGEST_NAME};
use crate::domain::typed::western_digits;
use crate::language::{LANGUAGES, Lang, Language, Phrases};
use crate::store;

/// What there is to choose from; the macros `profile_about` and `profile_contact` of `templates/fields.html` draw the fields.
pub struct Choices {
    pub provinces: Vec<String>,
    pub languages: Vec<Lang>,
    /// Code and phrase.
    pub communities: Vec<(&'static str, &'static str)>,
}

impl Choices {
    pub fn of(app: &App, t: &'static Phrases) -> Self {
        Self {
            provinces: provinces(&app.reference().places).into_iter().map(str::to_owned).collect(),
            languages: LANGUAGES.iter().collect(),
            communities: communities(t),
        }
    }
}

/// The fields as the organisation has them, with the version that its form was opened at.
pub fn of(organisation: &Organisation) -> Form {
    let mut form = Form::of([
        ("version", organisation.version.to_string()),
        ("name", organisation.name.clone()),
        ("province", organisation.province.clone()),
        ("municipality", organisation.municipality.clone()),
        ("contact_name", organisation.contact_name.clone()),
        ("contact_phone", organisation.contact_phone.clone()),
        ("contact_email", organisation.contact_email.clone()),
    ]);
    form.extend("languages", organisation.languages.iter());
    form.extend("communities", organisation.communities.iter());
    form
}

/// What came of a form that was sent.
pub enum Sent {
    Kept,
    Again(Box<Again>),
}

/// A form that is shown again, with what was typed.
pub struct Again {
    pub form: Form,
    pub problems: Problems,
    /// What a colleague kept meanwhile: the next send goes over it, so it is shown.
    pub differences: Vec<Difference>,
    pub status: StatusCode,
}

impl Again {
    /// The page as it is opened.
    pub fn of(organisation: &Organisation) -> Self {
        let (problems, differences) = (Problems::default(), Vec::new());
        Self { form: of(organisation), problems, differences, status: StatusCode::OK }
    }

    fn refused(form: Form, problems: Problems) -> Sent {
        let (differences, status) = (Vec::new(), StatusCode::UNPROCESSABLE_ENTITY);
        Sent::Again(Box::new(Self { form, problems, differences, status }))
    }
}

/// Keeps what the viewer's organisation says of itself, if nobody changed it since the form was opened.
pub async fn keep(app: &App, viewer: &Viewer, t: &'static Phrases, mut form: Form) -> Result<Sent, Failure> {
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    let mut problems = Problems::default();
    let profile = check(app, &form, t, &mut problems);
    if !problems.is_empty() {
        return Ok(Again::refused(form, problems));
    }
    let (scope, pen, id) = (viewer.scope.clone(), viewer.pen(app), viewer.organisation.id.clone());
    let kept = app.write(move |db| {
        let is_kept = store::organisation::change(db, &scope, version, &profile, &pen)?;
        if is_kept { Ok(None) } else { store::organisation::find(db, &id).map(Some) }
    });
    match kept.await {
        Ok(None) => Ok(Sent::Kept),
        Ok(Some(now)) => {
            problems.add("version", &t.problem.changed_meanwhile);
            let differences = differences(&of(&now), &form, t);
            form.set("version", now.version.to_string());
            Ok(Sent::Again(Box::new(Again { form, problems, differences, status: StatusCode::CONFLICT })))
        }
        Err(store::Error::Refused(Refusal::NameKnown)) => {
            problems.add("name", &t.problem.name_known);
            Ok(Again::refused(form, problems))
        }
        Err(other) => Err(other.into()),
    }
}

/// The fields in which two forms of one organisation differ.
fn differences(theirs: &Form, yours: &Form, t: &'static Phrases) -> Vec<Difference> {
    let fields = [
        "name",
        "province",
        "municipality",
        "languages",
        "communities",
        "contact_name",
        "contact_phone",
        "contact_email",
    ];
    let labels =
        fields.map(|name| (name.to_owned(), t.profile.by_code(name).map_or_else(String::new, ToString::to_string)));
    difference::between(theirs, yours, labels, |name, text| match name {
        "languages" => Language::find(text).map(|language| language.own_name.to_owned()),
        "communities" => t.community.by_code(text).map(ToString::to_string),
        _ => None,
    })
}

/// What was typed, cleaned; it counts only when no problem was added.
pub fn check(app: &App, form: &Form, t: &'static Phrases, problems: &mut Problems) -> Profile {
    let (p, today) = (&t.problem, app.clock.today());
    let mut line = |name: &'static str, longest: usize| {
        let text = form.line(name);
        problem::check(problems, name, &text, (true, longest), t, today);
        text
    };
    let (name, municipality) = (line("name", LONGEST_LINE), line("municipality", LONGEST_LINE));
    let contact_name = line("contact_name", LONGEST_NAME);
    if let Some(word) = loaded_word(name.as_str()) {
        problems.add("name", p.loaded_word.of(word));
    }
    let province = form.line("province").into_string();
    if !provinces(&app.reference().places).contains(&province.as_str()) {
        problems.add("province", &p.choose);
    }
    let languages = Codes::new(LANGUAGES.iter().map(|own| own.code).filter(|code| form.has("languages", code)));
    if languages.is_empty() {
        problems.add("languages", &p.choose_language);
    }
    let known = communities(t).into_iter().map(|(code, _)| code);
    let (contact_phone, contact_email) = (check_phone(form, t, problems), check_email(form, t, problems));
    if contact_phone.is_empty() && contact_email.is_empty() {
        problems.add("contact_phone", &p.contact_way);
    }
    Profile {
        name_key: name.key(),
        name: name.into_string(),
        province,
        municipality: municipality.into_string(),
        languages,
        communities: Codes::new(known.filter(|code| form.has("communities", code))),
        contact_name: contact_name.into_string(),
        contact_phone,
        contact_email,
    }
}

/// An address to write to, or nothing.
pub fn check_email(form: &Form, t: &Phrases, problems: &mut Problems) -> String {
    let email = form.line("contact_email");
    if email.length() > LONGEST_LINE {
        problems.add("contact_email", t.problem.too_long.of(LONGEST_LINE));
    } else if !email.is_empty() && !is_email(email.as_str()) {
        problems.add("contact_email", &t.problem.not_an_email);
    }
    email.into_string()
}

fn check_phone(form: &Form, t: &Phrases, problems: &mut Problems) -> String {
    // Kept in Western digits: a phone dials those.
    let phone = western_digits(form.line("contact_phone").as_str());
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let is_phone = (6..=15).contains(&digits) && phone.chars().all(|c| c.is_ascii_digit() || "+ -()".contains(c));
    if !phone.is_empty() && !is_phone {
        problems.add("contact_phone", &t.problem.not_a_phone);
    }
    phone
}

/// Everyone's days need no box.
fn communities(t: &'static Phrases) -> Vec<(&'static str, &'static str)> {
    let codes = Community::ALL.iter().filter(|one| **one != Community::Everyone).map(|one| one.code());
    codes.filter_map(|code| Some((code, t.community.by_code(code)?.as_str()))).collect()
}
