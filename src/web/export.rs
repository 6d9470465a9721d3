//! A file with all that is kept about one's own account (inzage), for machines and people: the same for desk and host.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::failure::Failure;
use super::viewer::Viewer;
use super::{App, feed};
use crate::store;

pub async fn file(app: &App, viewer: &Viewer) -> Result<Response, Failure> {
    let (account, scope, now, holder) =
        (viewer.account.clone(), viewer.scope.clone(), app.clock.utc(), feed::own(viewer));
    let found = app.database.read(move |db| {
        Ok((
            store::erasure::traces(db, &account)?,
            store::sign_in::of_account(db, &account.id, now)?,
            store::sign_in_link::of_account(db, &account.id)?,
            store::availability::entered(db, &scope, &account.id)?,
            store::feed::of(db, &holder)?,
        ))
    });
    let (traces, sign_ins, links, entered, feed) = found.await?;
    let own = &viewer.account;
    let written = json!({
        "account": {
            "id": own.id.as_str(),
            "name": own.name,
            "email": own.email,
            "role": own.role.code(),
            "organisation": viewer.organisation.name,
            "language": own.desk_language,
            "has_password": own.password_hash.is_some(),
            "has_second_step": own.has_second_step(),
            "recovery_codes_left": traces.recovery_codes_left,
            "wants_digest": own.wants_digest,
            "created_at": own.created_at,
            "last_sign_in": own.used_at,
        },
        "sign_ins": sign_ins.iter().map(|row| json!({
            "device": row.device,
            "since": row.created_at,
            "last_seen": row.seen_at,
        })).collect::<Vec<_>>(),
        "sign_in_links": links.iter().map(|row| json!({
            "purpose": row.purpose,
            "made_at": row.created_at,
            "valid_until": row.expires_at,
            "used_at": row.used_at,
        })).collect::<Vec<_>>(),
        "secret_calendar": feed.map(|feed| json!({ "made_at": feed.created_at, "last_asked_for_on": feed.used_on })),
        "agreements": traces.agreements.iter().map(|(meeting, agreed, withdrawn)| json!({
            "meeting": meeting.as_str(),
            "agreed_at": agreed,
            "withdrawn_at": withdrawn,
        })).collect::<Vec<_>>(),
        "records": traces.records.iter().map(|row| json!({
            "at": row.at,
            "action": row.action,
            "detail": row.detail,
            "meeting": row.meeting_id.as_ref().map(|id| id.as_str()),
        })).collect::<Vec<_>>(),
        "messages": traces.messages.iter().map(|(kind, subject, at)| json!({
            "kind": kind,
            "subject": subject,
            "at": at,
        })).collect::<Vec<_>>(),
        "texts_of_kits": traces.texts.iter().map(|(kit, version, language, key)| json!({
            "kit": kit,
            "version": version,
            "language": language,
            "text": key,
        })).collect::<Vec<_>>(),
        "availability": entered.map(|entered| json!({
            "hours_and_days": entered.windows.iter().map(|row| json!({
                "kind": row.kind,
                "weekday": row.weekday,
                "first_day": row.first_day,
                "last_day": row.last_day,
                "opens": row.opens,
                "closes": row.closes,
            })).collect::<Vec<_>>(),
            "taken": entered.busy.iter().map(|row| json!({
                "source": row.source,
                "starts": row.starts_at,
                "ends": row.ends_at,
            })).collect::<Vec<_>>(),
            "file_read_at": entered.availability.imported_at,
            // One's own secret, in one's own file.
            "calendar": entered.subscription.as_ref().map(|row| json!({
                "address": row.url,
                "read_at": row.read_at,
            })),
        })),
    });
    let text = serde_json::to_string_pretty(&written).map_err(Failure::broken)?;
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"aantafel-account.json\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, text).into_response())
}
