//! Identifiers: made by the application, ordered by time, one type per noun so that they cannot be mixed up.

/// No identifier has this form.
#[derive(Debug, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

/// 128 bits: the time in milliseconds, then chance (UUID version 7, RFC 9562).
pub fn uuid_v7(unix_millis: u64, chance: [u8; 10]) -> String {
    let mut bytes = [0u8; 16];
    bytes[..6].copy_from_slice(&unix_millis.to_be_bytes()[2..]);
    bytes[6..].copy_from_slice(&chance);
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

pub fn has_uuid_form(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        })
}

/// Declares the identifier type of one noun.
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::AsExpression, diesel::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub struct $name(String);

        impl $name {
            /// A fresh one from the clock's time and chance.
            pub fn new(unix_millis: u64, chance: [u8; 10]) -> Self {
                Self($crate::domain::id::uuid_v7(unix_millis, chance))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::id::NotAnId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                if $crate::domain::id::has_uuid_form(text) { Ok(Self(text.to_owned())) } else { Err($crate::domain::id::NotAnId) }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }

        impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where
            String: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                diesel::serialize::ToSql::<diesel::sql_types::Text, DB>::to_sql(&self.0, out)
            }
        }

        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(value: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                Ok(Self(<String as diesel::deserialize::FromSql<diesel::sql_types::Text, DB>>::from_sql(value)?))
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_made_later_sort_later_and_have_the_form_of_a_uuid() {
        let (early, late) = (uuid_v7(1_000, [255; 10]), uuid_v7(1_001, [0; 10]));
        assert!(early < late);
        assert!(has_uuid_form(&early) && has_uuid_form(&late));
        assert!(!has_uuid_form("../../../../etc/passwd") && !has_uuid_form(&early.to_uppercase()));
    }
}
