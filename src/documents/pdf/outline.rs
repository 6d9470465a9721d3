//! The outline inside the file (tags): a screen reader's way through the pages, as PDF/UA-1 asks.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::file::text;
use super::tree::{Detail, Element, Kid, Tree};

/// Adds the tree and returns its root.
pub(super) fn add(file: &mut Document, tree: &Tree, pages: &[ObjectId]) -> ObjectId {
    let root = file.new_object_id();
    let elements = tree.elements();
    let ids: Vec<ObjectId> = elements.iter().map(|_| file.new_object_id()).collect();
    // For each page, which element each of its marks belongs to.
    let mut owners: Vec<Vec<Object>> = vec![Vec::new(); pages.len()];
    for (index, element) in elements.iter().enumerate() {
        let parent = if index == 0 { root } else { ids[element.parent] };
        let object = structure(element, parent, &ids, pages);
        file.set_object(ids[index], object);
        for kid in &element.kids {
            if let Kid::Content { page, mark } = *kid {
                if owners[page].len() <= mark {
                    owners[page].resize(mark + 1, Object::Null);
                }
                owners[page][mark] = Object::Reference(ids[index]);
            }
        }
    }
    let mut numbers = Vec::with_capacity(pages.len() * 2);
    for (page, owners) in owners.into_iter().enumerate() {
        numbers.push(Object::from(page as i64));
        numbers.push(Object::Reference(file.add_object(Object::Array(owners))));
    }
    let parents = file.add_object(dictionary! { "Nums" => numbers });
    file.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => Object::Reference(ids[0]),
            "ParentTree" => Object::Reference(parents),
            "ParentTreeNextKey" => pages.len() as i64,
        },
    );
    root
}

fn structure(element: &Element, parent: ObjectId, ids: &[ObjectId], pages: &[ObjectId]) -> Dictionary {
    let mut object = dictionary! {
        "Type" => "StructElem",
        "S" => element.tag,
        "P" => Object::Reference(parent),
    };
    let home = element.kids.iter().find_map(|kid| match kid {
        Kid::Content { page, .. } => Some(*page),
        Kid::Element(_) => None,
    });
    if let Some(page) = home {
        object.set("Pg", Object::Reference(pages[page]));
    }
    let kids: Vec<Object> = element
        .kids
        .iter()
        .map(|kid| match *kid {
            Kid::Element(id) => Object::Reference(ids[id]),
            Kid::Content { page, mark } if Some(page) == home => Object::from(mark as i64),
            Kid::Content { page, mark } => Object::Dictionary(dictionary! {
                "Type" => "MCR",
                "Pg" => Object::Reference(pages[page]),
                "MCID" => mark as i64,
            }),
        })
        .collect();
    if !kids.is_empty() {
        object.set("K", kids);
    }
    if let Some(language) = element.language {
        object.set("Lang", Object::string_literal(language.code));
    }
    describe(&mut object, &element.detail);
    object
}

fn describe(object: &mut Dictionary, detail: &Detail) {
    let attributes = match detail {
        Detail::None => return,
        Detail::BulletList => dictionary! { "O" => "List", "ListNumbering" => "Disc" },
        Detail::PlainList => dictionary! { "O" => "List", "ListNumbering" => "None" },
        Detail::NumberedList => dictionary! { "O" => "List", "ListNumbering" => "Decimal" },
        Detail::ColumnHeader => dictionary! { "O" => "Table", "Scope" => "Column" },
        Detail::RowHeader => dictionary! { "O" => "Table", "Scope" => "Row" },
        Detail::Figure { alternative, bounds } => {
            object.set("Alt", text(alternative));
            let bounds: Vec<Object> =
                bounds.iter().map(|bound| Object::Real((bound * 100.0).round() / 100.0)).collect();
            dictionary! { "O" => "Layout", "BBox" => bounds, "Placement" => "Block" }
        }
    };
    object.set("A", attributes);
}
