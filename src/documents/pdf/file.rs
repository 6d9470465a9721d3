//! The finished file (bestand): what printpdf made, with fonts, outline and the words about itself added.

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, XObject, XObjectId};

use super::embed;
use super::glyphs::Glyphs;
use super::tree::Tree;
use super::{outline, packed};
use crate::language::Lang;

/// What a file says about itself.
pub(super) struct Words<'a> {
    pub(super) title: &'a str,
    pub(super) language: Lang,
    /// The same for the same document, in any process.
    pub(super) identity: [u8; 16],
}

/// Puts the pages together.
pub(super) fn write(
    pages: Vec<PdfPage>,
    forms: BTreeMap<XObjectId, XObject>,
    glyphs: &Glyphs,
    tree: &Tree,
    words: &Words<'_>,
) -> Vec<u8> {
    let mut pdf = PdfDocument::new(words.title);
    pdf.resources.xobjects.map = forms;
    pdf.with_pages(pages);
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let mut file = pdf.to_lopdf_document(&options, &mut Vec::new());
    file.version = "1.7".to_owned();

    let pages: Vec<ObjectId> = file.page_iter().collect();
    let fonts = embed::embed(&mut file, glyphs);
    let fonts = file.add_object(fonts);
    for (index, page) in pages.iter().enumerate() {
        finish_page(&mut file, *page, index, fonts);
    }
    let outline = outline::add(&mut file, tree, &pages);
    describe(&mut file, words, outline);
    for object in file.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
        {
            *stream = packed::stream(std::mem::take(&mut stream.dict), &stream.content);
        }
    }
    let mut bytes = Vec::with_capacity(48 * 1024);
    // Mostly one stream for all small objects: each one costs a compressor of its own.
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(5_000)
        .compression_level(3)
        .build();
    file.save_with_options(&mut bytes, options).expect("writing to memory does not fail");
    bytes
}

fn finish_page(file: &mut lopdf::Document, page: ObjectId, index: usize, fonts: ObjectId) {
    let Ok(page) = file.get_dictionary_mut(page) else { return };
    page.set("StructParents", index as i64);
    // Tab goes through the page in the order of the outline.
    page.set("Tabs", "S");
    page.remove(b"Annots");
    let resources = page.get(b"Resources").and_then(Object::as_reference);
    if let Ok(resources) = resources.and_then(|id| file.get_dictionary_mut(id)) {
        resources.set("Font", Object::Reference(fonts));
        resources.remove(b"ExtGState");
        resources.remove(b"Shading");
    }
}

fn describe(file: &mut lopdf::Document, words: &Words<'_>, outline: ObjectId) {
    let about = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, about(words).into_bytes());
    let about = file.add_object(about.with_compression(false));
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("Lang", Object::string_literal(words.language.code));
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
        catalog.set("Metadata", Object::Reference(about));
        catalog.set("StructTreeRoot", Object::Reference(outline));
        catalog.remove(b"PageLayout");
    }
    // No author, no date: nothing that tells who printed what, and nothing that differs tomorrow.
    let info = dictionary! {
        "Title" => text(words.title),
        "Producer" => Object::string_literal("Aan Tafel"),
    };
    if let Ok(id) = file.trailer.get(b"Info").and_then(Object::as_reference) {
        file.set_object(id, info);
    }
    let identity = Object::String(words.identity.to_vec(), StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![identity.clone(), identity]);
}

/// A string of text as PDF wants it outside of pages.
pub(super) fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let bytes = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn about(words: &Words<'_>) -> String {
    let mut title = String::with_capacity(words.title.len());
    for character in words.title.chars() {
        match character {
            '&' => title.push_str("&amp;"),
            '<' => title.push_str("&lt;"),
            '>' => title.push_str("&gt;"),
            control if control.is_control() => title.push(' '),
            other => title.push(other),
        }
    }
    let language = words.language.code;
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
         <pdfuaid:part>1</pdfuaid:part><pdf:Producer>Aan Tafel</pdf:Producer>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}
