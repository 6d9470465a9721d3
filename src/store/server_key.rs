//! Keys that all instances share: made once, kept in the database.

use diesel::prelude::*;

use super::{Db, Error, is_duplicate};
use crate::schema::server_key;

/// The key of this name; `fresh` becomes it when there is none yet.
pub fn find_or_keep(db: &mut Db, name: &str, fresh: &[u8]) -> Result<Vec<u8>, Error> {
    let find = |db: &mut Db| server_key::table.find(name).select(server_key::value).first(db).optional();
    if let Some(value) = find(db)? {
        return Ok(value);
    }
    // Another instance may be a moment earlier: the savepoint keeps our transaction whole, and its key is ours too.
    let kept = db.transaction(|db| {
        diesel::insert_into(server_key::table)
            .values((server_key::name.eq(name), server_key::value.eq(fresh)))
            .execute(db)
    });
    match kept {
        Ok(_) => Ok(fresh.to_vec()),
        Err(cause) if is_duplicate(&cause) => find(db)?.ok_or(Error::NotFound),
        Err(cause) => Err(cause.into()),
    }
}
