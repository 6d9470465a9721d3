//! Every row of every table as text: two pictures that are equal show that nothing changed.

use aantafel::store::{Database, Db};
use diesel::prelude::*;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

/// All rows of the tables as the database itself lists them, so that a new table is never forgotten.
pub fn all(database: &Database) -> Vec<String> {
    let read = database.read_now(|db| {
        let tables = match db {
            Db::Sqlite(_) => "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            Db::Postgres(_) => "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = 'public'",
        };
        let mut rows = Vec::new();
        for table in lines(db, tables)? {
            let select = match db {
                Db::Sqlite(_) => {
                    let columns = lines(db, &format!("SELECT name AS line FROM pragma_table_info('{table}')"))?;
                    let quoted: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
                    format!("SELECT {} AS line FROM \"{table}\"", quoted.join(" || ', ' || "))
                }
                Db::Postgres(_) => format!("SELECT t::text AS line FROM \"{table}\" t"),
            };
            rows.extend(lines(db, &select)?.into_iter().map(|row| format!("{table}: {row}")));
        }
        rows.sort();
        Ok(rows)
    });
    read.expect("every table can be read")
}

/// What is in one picture and not in the other.
pub fn difference(before: &[String], after: &[String]) -> Vec<String> {
    let lacks = |rows: &[String], row: &String| rows.binary_search(row).is_err();
    let gone = before.iter().filter(|row| lacks(after, row)).map(|row| format!("- {row}"));
    let come = after.iter().filter(|row| lacks(before, row)).map(|row| format!("+ {row}"));
    gone.chain(come).collect()
}

fn lines(db: &mut Db, query: &str) -> Result<Vec<String>, aantafel::store::Error> {
    Ok(diesel::sql_query(query).load::<Line>(db)?.into_iter().map(|row| row.line).collect())
}
