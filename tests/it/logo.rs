//! An organisation's logo (logo): read whatever was sent, drawn anew, shown where its name may show and nowhere else.

mod hostile;
mod shown;

use aantafel::documents::logo;
use aantafel::domain::logo::Logo;
use aantafel::store;

use crate::world::World;

/// As if somebody of the organisation had sent this picture. Its public address is what is given back.
pub fn give(world: &World, email: &str, picture: &[u8]) -> String {
    let drawn = logo::draw(picture).expect("a picture");
    let hash = format!("{}-{}", drawn.png.len(), world.organisation_of(email));
    keep(world, email, &hash, drawn);
    format!("/logo/{hash}.png")
}

pub fn give_at(world: &World, email: &str, hash: &str) {
    keep(world, email, hash, logo::draw(include_bytes!("logo/grey.jpg")).expect("a picture"));
}

fn keep(world: &World, email: &str, hash: &str, drawn: logo::Drawn) {
    let id = world.organisation_of(email);
    let row = Logo {
        organisation_id: id.clone(),
        hash: hash.to_owned(),
        width: drawn.width as i32,
        height: drawn.height as i32,
        png: drawn.png,
        kept_at: world.clock.utc(),
    };
    let (scope, pen) = (world.scope_of(email), world.pen_of(&id));
    world.database().write_now(|db| store::logo::keep(db, &scope, &row, &pen)).expect("a logo can be kept");
}

/// A PNG of one colour type, eight bits unless said otherwise.
pub fn png(width: u32, height: u32, colour: png::ColorType, depth: png::BitDepth, rows: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    if colour == png::ColorType::Indexed {
        encoder.set_palette(vec![255, 0, 0, 0, 0, 255]);
    }
    encoder.add_text_chunk("Comment".to_owned(), "GEHEIM-PLEK".to_owned()).expect("a text");
    encoder.add_ztxt_chunk("Location".to_owned(), "GEHEIM-PLEK".repeat(9)).expect("a text");
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(rows).expect("rows");
    writer.finish().expect("an end");
    bytes
}
