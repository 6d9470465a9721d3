//! Files that are no logo, and logos that hide something (vijandig): refused in a sentence, or drawn anew without it.

use aantafel::documents::logo::{Drawn, Refusal, draw};
use png::{BitDepth, ColorType};

use super::png;

const PHOTO: &[u8] = include_bytes!("photo.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("progressive.jpg");
const CMYK: &[u8] = include_bytes!("cmyk.jpg");
const GREY: &[u8] = include_bytes!("grey.jpg");

/// The names of a PNG's chunks.
fn chunks(png: &[u8]) -> Vec<String> {
    let (mut names, mut at) = (Vec::new(), 8);
    while at < png.len() {
        let length = u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
        names.push(String::from_utf8_lossy(&png[at + 4..at + 8]).into_owned());
        at += length + 12;
    }
    names.dedup();
    names
}

/// Width, height and the colours of what was drawn.
fn seen(drawn: &Drawn) -> (u32, u32, Vec<u8>) {
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(&drawn.png)).read_info().unwrap();
    assert_eq!(reader.output_color_type(), (ColorType::Rgb, BitDepth::Eight));
    let mut colours = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut colours).unwrap();
    (reader.info().width, reader.info().height, colours)
}

fn has(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|part| part == word.as_bytes())
}

fn is_near(colour: &[u8], wanted: [u8; 3]) -> bool {
    colour.iter().zip(wanted).all(|(one, other)| one.abs_diff(other) < 12)
}

#[test]
fn every_kind_of_png_and_jpeg_is_drawn_anew_small_on_white_and_without_a_word() {
    let noise =
        |count: usize| (0..count as u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect::<Vec<_>>();
    let clear: Vec<u8> = [[0u8, 0, 0, 0]; 64 * 64].concat();
    let with_web = [png(64, 64, ColorType::Rgb, BitDepth::Eight, &noise(64 * 64 * 3)), b"<script>GEHEIM-PLEK".to_vec()];
    let files = [
        PHOTO.to_vec(),
        PROGRESSIVE.to_vec(),
        CMYK.to_vec(),
        GREY.to_vec(),
        png(64, 64, ColorType::Rgba, BitDepth::Eight, &clear),
        png(64, 64, ColorType::Indexed, BitDepth::One, &[0xf0; 64 * 8]),
        png(64, 64, ColorType::Rgb, BitDepth::Sixteen, &noise(64 * 64 * 6)),
        png(64, 64, ColorType::GrayscaleAlpha, BitDepth::Eight, &noise(64 * 64 * 2)),
        png(1000, 32, ColorType::Grayscale, BitDepth::Eight, &noise(32_000)),
        png(900, 900, ColorType::Rgb, BitDepth::Eight, &noise(900 * 900 * 3)),
        with_web.concat(),
    ];
    for (number, file) in files.iter().enumerate() {
        let drawn = draw(file).unwrap_or_else(|refusal| panic!("{number}: {refusal:?}"));
        assert_eq!(chunks(&drawn.png), ["IHDR", "IDAT", "IEND"], "{number}");
        assert!(!has(&drawn.png, "GEHEIM") && !has(&drawn.png, "Exif"), "{number}");
        assert!(drawn.png.len() <= 80 * 1024 && drawn.width.max(drawn.height) <= 480, "{number}: {}", drawn.png.len());
        let (width, height, colours) = seen(&drawn);
        assert_eq!((width, height), (drawn.width, drawn.height));
        assert_eq!(draw(file).unwrap(), drawn, "{number}: the same file gives the same bytes");
        match number {
            0..=2 => assert!(is_near(&colours[..3], [11, 92, 92]), "{number}: {:?}", &colours[..3]),
            4 => assert!(colours.iter().all(|part| *part == 255), "what is clear becomes white"),
            5 => assert_eq!((&colours[..3], &colours[12..15]), (&[0, 0, 255][..], &[255, 0, 0][..])),
            8 => assert_eq!((width, height), (480, 15), "its shape stays"),
            _ => {}
        }
    }
    assert!(has(PHOTO, "GEHEIM-PLEK") && has(PHOTO, "Exif") && has(&files[4], "GEHEIM-PLEK"), "the files do hide it");
}

#[test]
fn what_is_no_logo_is_refused_by_what_is_in_it() {
    let sound = png(64, 64, ColorType::Rgb, BitDepth::Eight, &[7; 64 * 64 * 3]);
    let others: [&[u8]; 9] = [
        b"",
        b"\x89PN",
        b"\xff\xd8",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        b"<?xml version=\"1.0\"?><svg/>",
        b"GIF89a\x40\0\x40\0\0\0\0;",
        b"RIFF\x24\0\0\0WEBPVP8 ",
        b"%PDF-1.7",
        b"MZ\x90\0",
    ];
    for other in others {
        assert_eq!(draw(other), Err(Refusal::OtherKind), "{other:?}");
    }
    for end in [8, 20, 33, 40, sound.len() / 2, sound.len() - 20] {
        assert_eq!(draw(&sound[..end]), Err(Refusal::Broken), "cut off at {end}");
    }
    for end in [3, 20, 200] {
        assert_eq!(draw(&PHOTO[..end]), Err(Refusal::Broken), "cut off at {end}");
    }
    for (width, height) in [(1, 1), (31, 64), (3001, 40)] {
        let rows = vec![0; (width * height) as usize];
        assert_eq!(draw(&png(width, height, ColorType::Grayscale, BitDepth::Eight, &rows)), Err(Refusal::Size));
    }
}

#[test]
fn a_header_that_promises_a_wall_is_refused_before_anything_is_unpacked() {
    let mut wall = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    wall.extend([30_000u32.to_be_bytes(), 30_000u32.to_be_bytes()].concat());
    wall.extend([8, 2, 0, 0, 0]);
    let mut check = flate2::Crc::new();
    check.update(&wall[12..]);
    wall.extend(check.sum().to_be_bytes());
    let mut photo = PHOTO.to_vec();
    let start = photo.windows(2).position(|two| two == b"\xff\xc0").expect("a frame");
    photo[start + 5..start + 9].copy_from_slice(&[0x75, 0x30, 0x75, 0x30]);
    let started = std::time::Instant::now();
    assert_eq!(draw(&wall), Err(Refusal::Size));
    assert_eq!(draw(&photo), Err(Refusal::Size));
    assert!(started.elapsed().as_millis() < 100);
}

#[test]
fn a_byte_that_fell_over_is_never_more_than_a_refusal() {
    let sound = png(64, 48, ColorType::Rgba, BitDepth::Eight, &[9; 64 * 48 * 4]);
    for file in [&sound[..], PHOTO, PROGRESSIVE, CMYK] {
        for turn in 0..60usize {
            let mut harmed = file.to_vec();
            for step in 0..3 {
                let at = (turn * 7919 + step * 104_729) % harmed.len();
                harmed[at] = harmed[at].wrapping_add(1 + turn as u8);
            }
            drop(draw(&harmed));
        }
    }
}
