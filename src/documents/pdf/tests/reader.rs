//! Reads a printed document back the way a viewer does (lezer): lines of text as they stand, left to right.

use std::collections::HashMap;

use lopdf::{Document, Object, ObjectId};

/// A line of text on a page.
#[derive(Debug)]
pub struct SeenLine {
    pub x: f32,
    pub text: String,
    /// What it is made of, in the order in which it was drawn: where each piece begins, and its text.
    pub pieces: Vec<(f32, String)>,
}

/// A document as it was printed.
pub struct Seen {
    pub file: Document,
    pub lines: Vec<SeenLine>,
    /// Where drawings stand: page and left edge.
    pub drawings: Vec<(usize, f32)>,
    pub marks: Vec<(usize, i64)>,
}

pub fn read(bytes: &[u8]) -> Seen {
    let file = Document::load_mem(bytes).expect("what was printed can be read");
    let mut seen = Seen { file, lines: Vec::new(), drawings: Vec::new(), marks: Vec::new() };
    let pages: Vec<ObjectId> = seen.file.page_iter().collect();
    for (page, id) in pages.into_iter().enumerate() {
        seen.page(page, id);
    }
    seen
}

impl Seen {
    pub fn pages(&self) -> usize {
        self.file.page_iter().count()
    }

    pub fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Every element of the outline, in reading order: what it is, and on which page it begins.
    pub fn outline(&self) -> Vec<(String, Option<usize>)> {
        let root = self.file.catalog().expect("there is a catalogue").get(b"StructTreeRoot").expect("it is tagged");
        let root = self.file.get_dictionary(root.as_reference().expect("by reference")).expect("the root is there");
        let pages: Vec<ObjectId> = self.file.page_iter().collect();
        let mut found = Vec::new();
        self.walk(root.get(b"K").expect("there is a document"), &pages, &mut found);
        found
    }

    fn walk(&self, object: &Object, pages: &[ObjectId], found: &mut Vec<(String, Option<usize>)>) {
        match object {
            Object::Array(kids) => kids.iter().for_each(|kid| self.walk(kid, pages, found)),
            Object::Reference(id) => {
                let element = self.file.get_dictionary(*id).expect("every element is there");
                let tag = element.get(b"S").and_then(Object::as_name).expect("every element has a tag");
                let page = element.get(b"Pg").and_then(Object::as_reference).ok();
                let page = page.and_then(|page| pages.iter().position(|other| *other == page));
                found.push((String::from_utf8_lossy(tag).into_owned(), page));
                if let Ok(kids) = element.get(b"K") {
                    self.walk(kids, pages, found);
                }
            }
            _ => {}
        }
    }

    fn page(&mut self, page: usize, id: ObjectId) {
        let tables = self.tables(id);
        let content = self.file.get_and_decode_page_content(id).expect("the page can be read");
        let first = self.lines.len();
        let (mut font, mut y) = (Vec::new(), f32::NAN);
        for operation in content.operations {
            let number = |index: usize| operation.operands[index].as_float().expect("a number");
            match operation.operator.as_str() {
                "Tf" => font = operation.operands[0].as_name().expect("a font").to_vec(),
                "Tm" => {
                    if number(5) != y {
                        self.lines.push(SeenLine { x: number(4), text: String::new(), pieces: Vec::new() });
                    }
                    y = number(5);
                    self.lines.last_mut().expect("a line").pieces.push((number(4), String::new()));
                }
                "cm" => self.drawings.push((page, number(4))),
                "BDC" => {
                    if let Ok(mark) = operation.operands[1].as_dict().and_then(|map| map.get(b"MCID")) {
                        self.marks.push((page, mark.as_i64().expect("a number")));
                    }
                }
                "TJ" => {
                    let table = &tables[&font];
                    let line = self.lines.last_mut().expect("text has a place");
                    let (_, text) = line.pieces.last_mut().expect("text has a place");
                    for part in operation.operands[0].as_array().expect("a list") {
                        if let Object::String(codes, _) = part {
                            for code in codes.chunks(2) {
                                text.push_str(&table[&u16::from_be_bytes([code[0], code[1]])]);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        for line in &mut self.lines[first..] {
            let mut stand = line.pieces.clone();
            stand.sort_by(|one, other| one.0.total_cmp(&other.0));
            line.x = stand[0].0;
            line.text = stand.into_iter().map(|(_, text)| text).collect();
        }
    }

    /// For each font of a page, what its codes stand for.
    fn tables(&self, page: ObjectId) -> HashMap<Vec<u8>, HashMap<u16, String>> {
        let fonts = self.file.get_page_fonts(page).expect("the page has a list of fonts");
        fonts
            .into_iter()
            .map(|(name, font)| {
                let table = font.get(b"ToUnicode").and_then(Object::as_reference).expect("every font tells its text");
                let table = self.file.get_object(table).and_then(Object::as_stream).expect("a table");
                let text = table.decompressed_content().unwrap_or_else(|_| table.content.clone());
                (name, entries(&String::from_utf8_lossy(&text)))
            })
            .collect()
    }
}

fn entries(table: &str) -> HashMap<u16, String> {
    let number = |text: &str| u16::from_str_radix(text, 16).expect("hexadecimal");
    table
        .lines()
        .filter_map(|line| line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <"))
        .filter(|(_, text)| *text != "FFFF")
        .map(|(code, text)| {
            let units: Vec<u16> = (0..text.len() / 4).map(|at| number(&text[at * 4..at * 4 + 4])).collect();
            (number(code), String::from_utf16(&units).expect("whole characters"))
        })
        .collect()
}
