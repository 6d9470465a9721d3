//! Links that sign somebody in (inloglink): asked for, handed over by a worker, or sent to a new colleague.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::account::AccountId;
use crate::schema::sign_in_link;

crate::coded! {
    /// What a link is for; it decides how long and how often it opens.
    pub enum Purpose {
        /// Asked for at the sign-in page: half an hour, once.
        Asked = "asked",
        /// A host's key, handed over by a worker: once for any phone, and again on the phone that used it first.
        Entry = "entry",
        /// To a new colleague, who then chooses a password: two weeks, once.
        Invitation = "invitation",
    }
}

impl Purpose {
    pub fn lasts(self) -> Duration {
        match self {
            Self::Asked => Duration::minutes(30),
            Self::Entry => Duration::days(90),
            Self::Invitation => Duration::days(14),
        }
    }

    /// Whether a new one of this kind ends what was handed out before: what somebody asks for must not, or a stranger who
    /// asks in her name would take her key away.
    pub fn replaces_others(self) -> bool {
        self != Self::Asked
    }
}

/// One link; only the hash of its token is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = sign_in_link)]
pub struct SignInLink {
    pub token_hash: String,
    /// The row of a link that was asked for an address of nobody has none, and is no link.
    #[diesel(select_expression = sign_in_link::account_id.assume_not_null())]
    #[diesel(select_expression_type = diesel::dsl::AssumeNotNull<sign_in_link::account_id>)]
    pub account_id: AccountId,
    pub purpose: Purpose,
    pub created_by: Option<AccountId>,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub used_at: Option<NaiveDateTime>,
    /// Of the cookie that its first user got.
    pub device_hash: Option<String>,
}

impl SignInLink {
    pub fn new(
        token_hash: String,
        account_id: AccountId,
        purpose: Purpose,
        by: Option<AccountId>,
        now: NaiveDateTime,
    ) -> Self {
        let expires_at = now + purpose.lasts();
        Self {
            token_hash,
            account_id,
            purpose,
            created_by: by,
            created_at: now,
            expires_at,
            used_at: None,
            device_hash: None,
        }
    }

    /// Whether it still opens for a browser with this cookie.
    pub fn opens_for(&self, device_hash: Option<&str>, now: NaiveDateTime) -> bool {
        let is_known =
            self.purpose == Purpose::Entry && self.device_hash.is_some() && self.device_hash.as_deref() == device_hash;
        now < self.expires_at && (self.used_at.is_none() || is_known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn link(purpose: Purpose) -> SignInLink {
        let account = AccountId::new(1, [1; 10]);
        SignInLink::new("hash".to_owned(), account, purpose, None, DateTime::UNIX_EPOCH.naive_utc())
    }

    #[test]
    fn a_link_opens_once_and_a_hosts_key_again_on_her_own_phone() {
        let now = DateTime::UNIX_EPOCH.naive_utc();
        for purpose in Purpose::ALL {
            let mut link = link(*purpose);
            assert!(link.opens_for(None, now) && link.opens_for(Some("phone"), now), "{purpose}");
            assert!(!link.opens_for(None, now + purpose.lasts()), "{purpose} is too old");
            link.used_at = Some(now);
            link.device_hash = Some("phone".to_owned());
            assert!(!link.opens_for(None, now) && !link.opens_for(Some("other"), now), "{purpose} was used");
            assert_eq!(link.opens_for(Some("phone"), now), *purpose == Purpose::Entry);
        }
    }
}
