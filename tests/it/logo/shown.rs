//! Where a logo stands (getoond): sent on the desk or on a phone, on the paper of one's own evenings, and gone with the name.

use aantafel::domain::meeting::{Meeting, State};
use aantafel::store;
use aantafel::web::paths;

use super::give;
use crate::browser::Browser;
use crate::world::World;

const PHOTO: &[u8] = include_bytes!("photo.jpg");
const GREY: &[u8] = include_bytes!("grey.jpg");

/// The pictures on a page: address and what stands for it.
fn pictures(browser: &Browser) -> Vec<(String, String)> {
    let html = scraper::Html::parse_document(&browser.page.html());
    let images = scraper::Selector::parse("main img").unwrap();
    let text = |image: scraper::ElementRef<'_>, name: &str| image.value().attr(name).unwrap_or_default().to_owned();
    html.select(&images).map(|image| (text(image, "src"), text(image, "alt"))).collect()
}

fn published(world: &World) -> Meeting {
    let support = world.organisation_of("werker@demo");
    world.meeting("gastvrouw@demo", |meeting| {
        meeting.head.support_id == support
            && meeting.head.state == State::Published
            && meeting.head.shows_organisation
            && meeting.plan.audience.is_parents()
    })
}

#[tokio::test]
async fn the_desk_keeps_a_logo_shows_it_and_takes_it_away() {
    let world = World::new();
    let mut lead = world.signed_in("coordinator@demo").await;
    let form = lead.open("/desk/organisatie").await.form("Bewaar het logo");
    lead.post_files(&form, &[("logo", "tekening.svg.png", b"<svg/>")]).await;
    assert_eq!(lead.page.status, 422);
    assert_eq!(lead.page.all("#logo-problem").len(), 1);
    assert!(lead.page.text().contains("Dit is geen PNG of JPEG."), "{}", lead.page.text());
    lead.post_files(
        &form,
        &[("logo", "klein.png", &super::png(1, 1, png::ColorType::Rgb, png::BitDepth::Eight, &[0; 3]))],
    )
    .await;
    assert!(lead.page.text().contains("tussen 32 en 3000 pixels"), "{}", lead.page.text());
    lead.post_files(&form, &[("logo", "", b"")]).await;
    assert!(lead.page.status == 422 && lead.page.text().contains("Kies eerst een bestand."));
    lead.post_files(&form.clone().set("form_token", "x"), &[("logo", "a.jpg", PHOTO)]).await;
    assert_eq!(lead.page.status, 403);
    lead.open("/desk/organisatie").await;
    assert!(pictures(&lead).is_empty(), "nothing of all that was kept");

    lead.send_files(form.clone(), &[("logo", "../../etc/logo.jpg", PHOTO)]).await;
    assert!(lead.page.text().contains("De gegevens zijn bewaard."), "{}", lead.page.text());
    let shown = pictures(&lead);
    assert_eq!(shown.len(), 1);
    let name = world
        .database()
        .read_now(|db| store::organisation::find(db, &world.organisation_of("coordinator@demo")))
        .unwrap()
        .name;
    assert_eq!(shown[0].1, name, "who cannot see it hears the name");
    let mut anyone = world.browser().await;
    let picture = anyone.get(&shown[0].0, &[]).await;
    assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, "image/png"));
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
    assert!(picture.header("cache-control").contains("immutable") && picture.bytes.starts_with(b"\x89PNG"));

    lead.send_files(form, &[("logo", "ander.jpg", GREY)]).await;
    let other = pictures(&lead);
    assert!(other.len() == 1 && other[0].0 != shown[0].0, "another picture has another address");
    assert_eq!(anyone.get(&shown[0].0, &[]).await.status, 404, "and the one before is gone");
    let away = lead.page.form("Haal het logo weg");
    lead.send(away).await;
    assert!(pictures(&lead).is_empty());
    assert_eq!(anyone.get(&other[0].0, &[]).await.status, 404);
}

#[tokio::test]
async fn a_host_sends_hers_on_her_phone_and_is_answered_in_her_language() {
    let world = World::new();
    let mut host = world.signed_in("gastvrouw@demo").await;
    let form = host.open("/ar/wij/organisatie").await.form("احفظوا الشعار");
    host.post_files(&form, &[("logo", "a.gif", b"GIF89a")]).await;
    assert_eq!(host.page.status, 422);
    assert!(host.page.text().contains("هذا الملف ليس PNG ولا JPEG"), "{}", host.page.text());
    host.send_files(form, &[("logo", "a.jpg", PHOTO)]).await;
    assert_eq!((host.page.status.as_u16(), pictures(&host).len()), (200, 1));
    let away = host.page.form("أزيلوا الشعار");
    host.send(away).await;
    assert!(pictures(&host).is_empty());
}

#[tokio::test]
async fn paper_and_page_carry_both_logos_while_the_host_shows_its_name_and_none_after() {
    let world = World::new();
    let meeting = published(&world);
    let key = paths::key(&meeting.head).to_owned();
    let mut anyone = world.browser().await;
    let bare = anyone.get(&format!("/nl/m/{key}/flyer.pdf"), &[]).await.bytes.clone();
    let noise: Vec<u8> = (0..600u32 * 600 * 3).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let loud = super::png(600, 600, png::ColorType::Rgb, png::BitDepth::Eight, &noise);
    let (hosts, supports) = (give(&world, "gastvrouw@demo", PHOTO), give(&world, "werker@demo", &loud));
    // The instance that the browser asks looks around once a second; this one was told.
    let mut anyone = world.browser().await;
    for page in ["", "/flyer", "/poster", "/plaatje", "/tips", "/tips-groot"] {
        anyone.get(&format!("/ar/m/{key}{page}"), &[]).await;
        let shown: Vec<String> = pictures(&anyone).into_iter().map(|(address, _)| address).collect();
        assert_eq!(shown, [hosts.clone(), supports.clone()], "{page}: {}", anyone.page.status);
    }
    for file in ["flyer", "poster", "tips", "tips-groot"] {
        let address = format!("/nl/m/{key}/{file}.pdf");
        let bytes = anyone.get(&address, &[]).await.bytes.clone();
        assert!(bytes.len() <= 300 * 1024, "{file}: {} bytes", bytes.len());
        let read = lopdf::Document::load_mem(&bytes).expect("a PDF");
        let is_image = |object: &&lopdf::Object| {
            object.as_stream().is_ok_and(|stream| {
                stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|name| name == b"Image")
            })
        };
        assert_eq!(read.objects.values().filter(is_image).count(), 2, "{file}");
        let mut another = world.browser().await;
        assert!(another.get(&address, &[]).await.bytes == bytes, "{file}: the same bytes in any instance");
    }
    let picture = anyone.get(&format!("/nl/m/{key}/plaatje.png"), &[]).await.clone();
    assert!(picture.bytes.starts_with(b"\x89PNG") && picture.bytes.len() < 500 * 1024, "{}", picture.bytes.len());

    let (head, now) = (&meeting.head, world.clock.utc());
    let (scope, pen) = (world.scope_of("gastvrouw@demo"), world.pen_of(&head.host_id));
    let hide = |db: &mut store::Db| {
        store::meeting::change(db, &head.id, &scope, head.version, &pen, |meeting| {
            meeting.open(head.visibility, head.shows_place, false, now)
        })
    };
    drop(world.database().write_now(hide).expect("a host may hide its name"));
    let mut anyone = world.browser().await;
    for page in ["", "/flyer", "/tips"] {
        anyone.get(&format!("/nl/m/{key}{page}"), &[]).await;
        assert!(pictures(&anyone).is_empty() && anyone.page.status == 200, "{page}");
    }
    let plain = anyone.get(&format!("/nl/m/{key}/flyer.pdf"), &[]).await.bytes.clone();
    assert!(plain.len() < bare.len() + 2000, "no picture is in the file");
}
