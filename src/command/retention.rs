//! The retention table on the command line (bewaartermijnen), with proof from the database.

use aantafel::clock::Clock;
use aantafel::domain::retention::Kept;
use aantafel::language::Language;
use aantafel::store::{self, Database};
use aantafel::web::clearing;

use crate::Trouble;

/// Prints a block for each row of the table; fails when something is kept longer than it says.
pub fn print(database: &Database, clock: &Clock, runs: bool) -> Result<(), Trouble> {
    if runs {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let rows = runtime.block_on(clearing::now_at_once(database, clock))?;
        println!("{rows} row(s) were past their time and are gone.\n");
    }
    let (d, moment) = (Language::find("en").unwrap_or_else(Language::dutch).desk(), clearing::moment(clock));
    let said = |code: &str| d.kept.by_code(code).map_or_else(String::new, ToString::to_string);
    let mut all = 0;
    for kept in Kept::ALL {
        let late = database.read_now(|db| store::retention::overdue(db, *kept, moment))?;
        all += late;
        println!("{}", said(kept.code()));
        println!("  why       {}", said(&format!("{kept}_why")));
        println!("  how long  {}", said(&format!("{kept}_long")));
        println!("  seen by   {}", said(kept.seen_by().code()));
        println!("  tables    {}", kept.tables().join(", "));
        println!("  too old   {late}\n");
    }
    match database.read_now(|db| store::job::find(db, clearing::JOB))? {
        Some(job) => {
            let last = job.last_run.map_or_else(|| "not yet".to_owned(), |at| at.to_string());
            println!("Last cleared (UTC): {last}, {} row(s). Next: {}.", job.removed, job.next_run);
        }
        None => println!("Nothing was cleared yet: the planner does it once an hour while it runs."),
    }
    if all == 0 { Ok(()) } else { Err(format!("{all} row(s) are kept too long: run aantafel retention --run").into()) }
}
