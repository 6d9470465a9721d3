//! # Aan Tafel: the architecture
//!
//! Aan Tafel ("at the table") is the planner with which parenting-support workers and migrant self-organisations set up
//! dialogue evenings with parents before the school holiday. They agree a date, attach topic kits, print handouts that
//! every parent can read, and send calendar entries that are safe on a shared phone.
//!
//! ## The house
//!
//! *Domain decides, store remembers, documents print, web speaks.* Organised by layer, with the same noun on every floor:
//! `git ls-files | grep meeting` prints the whole slice of a meeting.
//!
//! | floor | rooms | may use |
//! |---|---|---|
//! | 4 | `main`, `command`, this file | everything |
//! | 3 | [`web`] (routes, guards, pages), [`seed`] (files to rows), [`mail`] (sends the outbox), [`fetch`] (reads calendars elsewhere) | what is below, never each other |
//! | 2 | [`store`] (queries), [`documents`] (calendar, handouts, PDF) | what is below, never each other: a document gets values, not a connection |
//! | 1 | [`domain`] (nouns and rules) | floor 0; may derive diesel, may not query; no clock |
//! | 0 | [`language`], [`schema`], [`clock`], [`config`] | nothing of ours |
//!
//! Each outside crate has one door: axum and askama in `web`, diesel's queries in `store`, printpdf, parley and lopdf in
//! `documents::pdf`, ical in `documents::calendar`, quick_xml in `documents::exchange`, csv in `documents::season` and
//! `seed`, lettre in `mail`, webpki_roots in `fetch`, toml in `language` and `seed`. The tests walk the source and keep
//! floors and doors (`tests/it/architecture.rs`).
//!
//! `web` speaks to three publics, so its nouns stand in three rooms: [`web::public`] for parents and outsiders, which asks
//! nobody who they are and reads no cookie; [`web::desk`] for those who work with it all day, in Dutch or English; and
//! [`web::host`] for the contact person of a self-organisation, in every written language, on a phone, five taps at most.
//!
//! ## What may not happen is made impossible by a type
//!
//! - A handler's first argument is [`web::guard::Allowed`], the proof that a policy was asked. [`web::routes::Routes`] mounts
//!   nothing without one, and no POST whose last argument is not a [`web::form::Form`] with a checked token.
//! - A text of a kit is a [`domain::text::Text`] for one audience. [`domain::kit::Kit::for_parents`] is the only way to the
//!   texts for parents, and a parents' [`documents::handout::Handout`] is made from nothing else.
//! - What people type enters as [`domain::text::CleanText`], without control characters or direction overrides.
//! - A sentence of the interface is a struct field of [`language::Phrases`] or [`language::Desk`]: a typo in a template does
//!   not compile, a sentence that a language lacks does not load. Plural forms are CLDR's, by `icu_plurals`. Fluent would
//!   give the same forms, but its keys are strings that are looked up when a page is drawn.
//! - A meeting changes only in [`store::meeting::change`], which lends it to a rule of the domain inside one transaction.
//! - A query for an organisation's rows takes a [`store::Scope`], which only a sign-in or a link that was handed out proves.
//! - What happened is written down by a [`store::Pen`] in the transaction of the deed. The database itself refuses to change
//!   such a row; the doer's name stands beside it, and goes after a year.
//! - The time and chance come from [`clock::Clock`], which stands still in tests; clippy refuses every other clock.
//!
//! ## Two databases, one set of queries
//!
//! [`store::Database`] is SQLite (WAL, `synchronous=FULL`) or PostgreSQL behind diesel's `MultiConnection`. A write is one
//! immediate transaction. What two people could do at once is guarded in the statement itself, so it also holds between
//! instances: a meeting by its version, a room by its row. Public pages are kept in memory by a revision that every write
//! raises; other instances look at it once a second, one's own writes show at once.
//!
//! ## Walkthrough: a parent opens an evening in Arabic
//!
//! `GET /ar/m/k7f3q2` is mounted in [`web::routes::all`] with the policy [`web::guard::Anyone`]. If the page was asked
//! for since the last change, the cache answers. Else the handler in [`web::public::invitation`] parses the
//! [`domain::invitation::Key`], [`store::meeting::find_public`] finds the row if it is out and that key opens it, and
//! [`web::public::face::Face`] keeps only what parents may see: the neutral title of the kit in Arabic, the place if the host shows
//! it. The template sets `lang` and `dir`. `GET /ar/m/k7f3q2/tips.pdf` takes the same road to
//! [`documents::handout`]: the kit's texts become blocks, which the page and [`documents::pdf`] both draw.
//!
//! ## Walkthrough: a worker moves a date
//!
//! `POST /desk/meetings/{id}`: [`web::guard::ChangeMeeting`] finds the sign-in and the meeting, and answers "not found" unless
//! the viewer's organisation owns a side of it ([`domain::permission::may`]). The [`web::form::Form`] was checked for its
//! token; the fields become a [`domain::meeting::Draft`], or sentences beside the fields. [`store::meeting::change`] takes
//! the row by its version, claims the room, and lends the meeting to [`domain::meeting::Meeting::change`], which takes back the
//! other side's yes. If somebody else was first, both texts are shown and nothing is lost. The rule notes what it did;
//! the notes become records, messages for parents to be told, and mails in the outbox ([`web::telling`]), all or none.
//!
//! When the meeting is out already, the new plan is only staged ([`domain::meeting::Staged`]): the page of the change shows
//! what differs and who will be told, the other side says yes, and its release raises the calendar's number once.
//!
//! ## Walkthrough: the other owner hears of it
//!
//! In the same transaction [`web::telling::tell`] makes of what the rules noted one message for everybody who plans for the two
//! owners, but for the doer: [`documents::message`] writes it, in the reader's language and in Dutch, and
//! [`store::outbox::put`] keeps it. Nobody waits for a mail server. [`mail::keep_delivering`], in any of the instances, takes
//! the lease of a message that is due, sends it and notes what came of it; of one meeting and one address the calendar's
//! numbers go out in order. Without a mail server the messages can be read on the desk.
//!
//! ## Walkthrough: a worker is not free
//!
//! A worker's calendar comes in as a file, or [`fetch`] reads it every six hours at an address that leads to the open
//! internet. [`documents::calendar::reader`] gives back times alone: the type has no place for a title. Beside them
//! [`store::availability`] keeps the hours that were typed; [`domain::availability::Timetable`] says of an evening whether
//! it fits, and the search for evenings passes on only that somebody cannot come.
//!
//! ## Walkthrough: a reader says that a text is right
//!
//! `POST /desk/vertalingen/puberteit/2/ti`: [`web::guard::Translate`] lets everybody in who signs in, and the row decides the rest.
//! [`domain::kit::translation::KitText`] goes from machine or written to read to approved, each step by somebody else than the
//! one before; a text knows by a hash which Dutch it was made from, and is outdated when that changed. What is written for
//! parents passes [`domain::kit::rule`] first. The form says which words its writer saw, so two who write at once both see
//! what the other wrote. Saved is all or nothing; then the revision of the reference rises, and every instance reads the kits
//! anew. A draft ([`domain::kit::Stage`]) is nobody's newest version until a coordinator releases it.
//!
//! ## Walkthrough: a phone asks for a calendar again
//!
//! `GET /agenda/{token}.ics`: [`store::feed::find`] looks for the hash, and answers "not found" when the account behind it may
//! plan no more. What it holds is found by name and version alone; only what changed since is read and written anew
//! ([`web::public::feed::Written`]). Entries are as neutral as those of parents, whoever's calendar it is. [`web::cache`] gives
//! each its tag and its time; a secret one is kept nowhere. What left a public calendar, because it moved to another place or
//! is found by its link alone, was noted by [`domain::departure`] before it changed: there it is off, for sixty days, under a
//! number that is higher than the one phones have.
//!
//! ## What is deliberately absent
//!
//! No field for a child, a concern, a case, a family's address, a nationality or a religion of a person. No JavaScript, no
//! cookie and no third party on a parents' page. No account for parents. No statistics of visits.
#![forbid(unsafe_code)]

pub mod clock;
pub mod config;
pub mod documents;
pub mod domain;
pub mod fetch;
pub mod language;
pub mod mail;
pub mod schema;
pub mod seed;
pub mod store;
pub mod web;
