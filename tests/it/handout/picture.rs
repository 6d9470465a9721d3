//! The picture to send on: one image in every language, small enough for a phone, with something drawn on it.

use std::io::Cursor;
use std::ops::Range;

use aantafel::language::Language;
use aantafel::web::paths;

use super::titled;
use crate::world::World;

/// A prepaid phone pays for each of them.
const MOST_BYTES: usize = 80 * 1024;

#[tokio::test]
async fn the_picture_is_an_image_of_the_flyer_that_a_phone_can_send_on() {
    let world = World::new();
    let meeting = titled(&world, "Op reis deze zomer");
    let mut browser = world.browser().await;
    for language in Language::written() {
        let key = paths::key(&meeting.head);
        let address = paths::picture(language, key);
        let picture = browser.get(&address, &[]).await.clone();
        assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, "image/png"), "{address}");
        let name = format!("plaatje-{}-{language}.png", meeting.plan.starts_at.date());
        assert!(picture.header("content-disposition").contains(&name), "{address}");
        assert!(picture.bytes.len() <= MOST_BYTES, "{address}: {} bytes", picture.bytes.len());
        let drawn = Drawn::read(&picture.bytes);
        assert_eq!((drawn.width, drawn.height), (1080, 1350), "{address}");
        // White words on the accent above, dark words and a code on white below.
        let (head, rest) = (drawn.shares(0..300), drawn.shares(450..1350));
        assert!(head.accent > 0.6 && head.white > 0.02, "{address}: {head:?}");
        assert!(rest.white > 0.7 && rest.dark > 0.03 && rest.accent < 0.1, "{address}: {rest:?}");
        assert!(drawn.shares(1335..1350).white > 0.999, "{address}: nothing runs off the foot");

        let tag = picture.header("etag").to_owned();
        assert_eq!(browser.get(&address, &[("if-none-match", &tag)]).await.status, 304, "{address}");
        let mut other = world.signed_in("gastvrouw@demo").await;
        assert!(other.get(&address, &[]).await.bytes == picture.bytes, "{address}: the same for everybody");
        let page = browser.open(&paths::handout(language, key, "plaatje")).await;
        assert!(page.links().contains(&address), "{language}: the page leads to its file");
        assert!(browser.open(&paths::invitation(language, key)).await.links().contains(&address), "{language}");
    }
    for wrong in ["plaatje.pdf", "flyer.png", "tips.png", "plaatje.png.png", "draaiboek.png"] {
        let address = paths::handout(Language::dutch(), paths::key(&meeting.head), wrong);
        assert_eq!(browser.get(&address, &[]).await.status, 404, "{wrong}");
    }
}

/// A picture as its pixels.
struct Drawn {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

/// Which part of some rows is white, dark, or in the accent colour.
#[derive(Debug)]
struct Shares {
    white: f64,
    dark: f64,
    accent: f64,
}

impl Drawn {
    fn read(bytes: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut pixels).expect("pixels");
        assert_eq!(info.color_type, png::ColorType::Rgb);
        Self { width: info.width, height: info.height, pixels }
    }

    fn shares(&self, rows: Range<usize>) -> Shares {
        let row = self.width as usize * 3;
        let part = &self.pixels[rows.start * row..rows.end * row];
        let share = |is: fn(&[u8]) -> bool| {
            part.chunks_exact(3).filter(|pixel| is(pixel)).count() as f64 / (part.len() / 3) as f64
        };
        Shares {
            white: share(|pixel| pixel.iter().all(|part| *part > 250)),
            dark: share(|pixel| pixel.iter().all(|part| *part < 70)),
            accent: share(|pixel| pixel[0] < 40 && (70..120).contains(&pixel[1])),
        }
    }
}
