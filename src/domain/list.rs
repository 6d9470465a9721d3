//! A short list of codes in one column: ",ar,nl,", so that a query finds ",ar," anywhere.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;

#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    diesel::AsExpression,
    diesel::FromSqlRow,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(transparent)]
#[diesel(sql_type = Text)]
pub struct Codes(String);

impl Codes {
    pub fn new<'a>(codes: impl IntoIterator<Item = &'a str>) -> Self {
        let mut joined = String::new();
        for code in codes {
            if !joined.contains(&format!(",{code},")) {
                if joined.is_empty() {
                    joined.push(',');
                }
                joined.push_str(code);
                joined.push(',');
            }
        }
        Self(joined)
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(',').filter(|code| !code.is_empty())
    }

    pub fn contains(&self, code: &str) -> bool {
        self.iter().any(|own| own == code)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a query looks for in the column.
    pub fn pattern(code: &str) -> String {
        format!("%,{code},%")
    }
}

impl<DB: Backend> ToSql<Text, DB> for Codes
where
    String: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> FromSql<Text, DB> for Codes
where
    String: FromSql<Text, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(String::from_sql(value)?))
    }
}
