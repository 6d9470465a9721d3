//! Whether time tells what exists (tijdmeting): every route asked for another's thing and for one that nobody has.
//!
//! Answers are asked for in a random order, and compared by Welch's t. Each route has its control in the same turns: the
//! same question to a planner that reads a meeting of somebody else's before it answers, as one would that finds a thing and
//! only then refuses it. As long as the control does not show, more answers are asked for. A route is told apart when two
//! measurements say so, one after the other and in the same direction: of so many routes, one may do so once by chance.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Instant;

use aantafel::domain::meeting::MeetingId;
use aantafel::store::{self, Scope};
use aantafel::web::routes;
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::{self, Next};

use crate::permission::asking::{Asked, Things, Visit, Whose, somebody_allowed};
use crate::world::World;

/// Answers of each kind, after which a measurement of a route looks whether its control shows.
const SAMPLES: usize = 500;
/// Beyond this a difference is more than chance (ISO 17825), and what a control must show.
const MOST_T: f64 = 4.5;
const CONTROL_T: f64 = 10.0;
/// On a busy machine more are needed: so many times as many at most.
const MOST_TIMES: usize = 8;
/// Asks the leaking planner.
const LEAKING: (&str, &str) = ("x-leaking", "yes");

/// One measurement of a route: the times of what is another's, of what does not exist, and of the control.
struct Measured {
    t: f64,
    control: f64,
    /// In milliseconds: another's, missing.
    means: [f64; 2],
    /// Of each kind.
    answers: usize,
}

#[tokio::test]
#[ignore = "takes many minutes: cargo test --test it -- --ignored --nocapture what_is_anothers_takes_as_long"]
async fn what_is_anothers_takes_as_long_as_what_does_not_exist() {
    let (mut told_apart, mut void, mut measured) = (Vec::new(), Vec::new(), 0);
    let (world, email) = (World::new(), "werker.groningen@demo");
    let theirs = Theirs(world.scope_of(email), world.meeting(email, |meeting| meeting.is_out()).head.id);
    println!("| route | another's | missing | t | control t | answers of each |\n|---|---|---|---|---|---|");
    for pair in pairs(&Things::find().await) {
        let Pair { name, who, other, missing } = pair;
        let mut visit = Visit::start(who, other.is_late).await;
        let is_hidden = visit.send(&other).await.status == 404 && visit.send(&missing).await.status == 404;
        if !is_hidden {
            continue;
        }
        leak(&mut visit, &theirs);
        let mut all: Vec<Measured> = Vec::new();
        let verdict = loop {
            all.push(measure(&mut visit, &other, &missing).await);
            if let Some(verdict) = decided(&all) {
                break verdict;
            }
        };
        for Measured { t, control, means: [of_other, of_missing], answers } in &all {
            println!("| {name} | {of_other:.2} ms | {of_missing:.2} ms | {t:.1} | {control:.1} | {answers} |");
        }
        match verdict {
            Verdict::Alike => {}
            Verdict::ToldApart => told_apart.push(name),
            Verdict::Void => void.push(name),
        }
        measured += 1;
    }
    assert_eq!(told_apart, [""; 0], "routes on which time tells what exists");
    assert_eq!(void, [""; 0], "routes on which not even the control is seen: the machine is too busy");
    assert!(measured > 40, "only {measured} routes");
}

/// What is asked of one route, and by whom.
struct Pair {
    name: String,
    who: &'static str,
    other: Asked,
    missing: Asked,
}

/// Every route that knows a thing of somebody else's; and for everybody, an evening that is not out.
fn pairs(things: &Things) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for route in routes::all().table() {
        let asked = |whose| things.ask(route, whose);
        if let (Some(other), Some(missing)) = (asked(Whose::Other), asked(Whose::Missing)) {
            let name = format!("{} {}", route.method, route.path);
            pairs.push(Pair { name, who: somebody_allowed(route), other, missing });
        }
    }
    let not_out = World::new().meeting("werker@demo", |meeting| !meeting.is_out()).head;
    for (key, missing) in [(&not_out.code, "zzzzzz".to_owned()), (&not_out.secret, "z".repeat(not_out.secret.len()))] {
        for after in ["", ".ics", "/flyer", "/flyer.pdf", "/tips"] {
            let asked = |key: &str| Asked {
                method: Method::GET,
                address: format!("/nl/m/{key}{after}"),
                fields: Vec::new(),
                name: key.to_owned(),
                is_late: false,
                is_open: true,
            };
            let name = format!("GET /nl/m/ and {} signs{after}, not out", key.len());
            pairs.push(Pair { name, who: "", other: asked(key), missing: asked(&missing) });
        }
    }
    pairs
}

enum Verdict {
    Alike,
    ToldApart,
    Void,
}

/// What the measurements of a route come to; nothing as long as another is needed.
fn decided(all: &[Measured]) -> Option<Verdict> {
    let [.., last] = all else { return None };
    match all {
        _ if last.control <= CONTROL_T => Some(Verdict::Void),
        _ if last.t.abs() < MOST_T => Some(Verdict::Alike),
        [.., before, _] if before.t.signum() == last.t.signum() => Some(Verdict::ToldApart),
        [.., _, _] => Some(Verdict::Alike),
        _ => None,
    }
}

/// Around the planner: it reads somebody else's meeting when it is told to.
fn leak(visit: &mut Visit, theirs: &Theirs) {
    let (database, Theirs(scope, id)) = (visit.database.clone(), theirs.clone());
    visit.route_through(move |router| {
        router.layer(middleware::from_fn(move |request: Request, next: Next| {
            let (database, scope, id) = (database.clone(), scope.clone(), id.clone());
            async move {
                if request.headers().contains_key(LEAKING.0) {
                    database.read(move |db| store::meeting::find(db, &id, &scope)).await.expect("it is there");
                }
                next.run(request).await
            }
        }))
    });
}

/// A meeting that the visitors of no route may see.
#[derive(Clone)]
struct Theirs(Scope, MeetingId);

async fn measure(visit: &mut Visit, other: &Asked, missing: &Asked) -> Measured {
    let kinds: [(&Asked, &[(&str, &str)]); 3] = [(other, &[]), (missing, &[]), (other, &[LEAKING])];
    let mut times = [const { Vec::new() }; 3];
    loop {
        for _ in 0..SAMPLES {
            for kind in random_order() {
                let (asked, headers) = kinds[kind];
                let began = Instant::now();
                let page = visit.send_with(asked.method.clone(), asked, headers).await;
                times[kind].push(began.elapsed().as_secs_f64() * 1000.0);
                assert_eq!(page.status.as_u16(), 404, "{}", asked.address);
            }
        }
        let measured = Measured::of(&times);
        if measured.control > CONTROL_T || measured.answers >= MOST_TIMES * SAMPLES {
            return measured;
        }
    }
}

impl Measured {
    fn of(times: &[Vec<f64>; 3]) -> Self {
        let mut all = times.concat();
        all.sort_by(f64::total_cmp);
        // The slowest tenth tells of the machine and not of the planner.
        let slowest = all[all.len() * 9 / 10];
        let [of_other, of_missing, leaking] = times.each_ref().map(|times| Kept::below(slowest, times));
        Self {
            t: of_other.t(&of_missing),
            control: leaking.t(&of_missing),
            means: [of_other.mean, of_missing.mean],
            answers: times[0].len(),
        }
    }
}

fn random_order() -> [usize; 3] {
    let mut order = [0, 1, 2].map(|kind| (RandomState::new().build_hasher().finish(), kind));
    order.sort_unstable();
    order.map(|(_, kind)| kind)
}

/// The times of one kind that are kept, as Welch's t needs them.
struct Kept {
    mean: f64,
    /// Of the mean.
    variance: f64,
}

impl Kept {
    #[expect(clippy::cast_precision_loss, reason = "a statistic of few samples")]
    fn below(slowest: f64, times: &[f64]) -> Self {
        let kept: Vec<f64> = times.iter().copied().filter(|time| *time < slowest).collect();
        let number = kept.len().max(2) as f64;
        let mean = kept.iter().sum::<f64>() / number;
        let variance = kept.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (number - 1.0);
        Self { mean, variance: variance / number }
    }

    fn t(&self, other: &Self) -> f64 {
        (self.mean - other.mean) / (self.variance + other.variance).sqrt()
    }
}

#[test]
fn chance_is_not_told_apart_and_a_difference_is_when_it_comes_again() {
    let one = |t, control| Measured { t, control, means: [1.0, 1.0], answers: SAMPLES };
    let said = |all: &[Measured]| match decided(all) {
        Some(Verdict::Alike) => "alike",
        Some(Verdict::ToldApart) => "told apart",
        Some(Verdict::Void) => "void",
        None => "again",
    };
    assert_eq!(said(&[one(3.0, 12.0)]), "alike");
    assert_eq!(said(&[one(0.1, 9.0)]), "void", "what does not show the control shows nothing");
    assert_eq!(said(&[one(5.0, 12.0)]), "again");
    assert_eq!(said(&[one(5.0, 12.0), one(-5.0, 12.0)]), "alike");
    assert_eq!(said(&[one(5.0, 12.0), one(0.3, 12.0)]), "alike");
    assert_eq!(said(&[one(-5.0, 12.0), one(-6.0, 12.0)]), "told apart");
    let times = |add: f64| -> Vec<f64> { (0..500).map(|at| f64::from(at % 7) + add).collect() };
    let [base, same, slower] = [0.0, 0.0, 2.0].map(|add| Kept::below(100.0, &times(add)));
    assert!(same.t(&base).abs() < 0.01 && slower.t(&base) > CONTROL_T);
}
