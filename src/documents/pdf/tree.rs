//! The outline that a screen reader walks (structuur): what each piece of a page is, in reading order.

use crate::language::Lang;

/// An element's place in [`Tree`]; elements are made in reading order, so these sort as they are read.
pub(super) type ElementId = usize;

/// The whole document's outline; element 0 is the document itself.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    elements: Vec<Element>,
    heading: u8,
}

#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) tag: &'static str,
    pub(super) parent: ElementId,
    pub(super) kids: Vec<Kid>,
    /// Only where it differs from what is around it.
    pub(super) language: Option<Lang>,
    pub(super) detail: Detail,
    /// Spans inside a text are hung in when their first glyph is drawn, between the text before and after them.
    is_hung: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Detail {
    None,
    BulletList,
    PlainList,
    NumberedList,
    ColumnHeader,
    RowHeader,
    Figure { alternative: String, bounds: [f32; 4] },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kid {
    Element(ElementId),
    /// A marked piece of a page.
    Content {
        page: usize,
        mark: usize,
    },
}

/// A point to return to when a sheet is set once more, tighter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bookmark {
    elements: usize,
}

impl Tree {
    pub(super) fn new(language: Lang) -> Self {
        let root = Element {
            tag: "Document",
            parent: 0,
            kids: Vec::new(),
            language: Some(language),
            detail: Detail::None,
            is_hung: true,
        };
        Self { elements: vec![root], heading: 0 }
    }

    pub(super) fn add(&mut self, parent: ElementId, tag: &'static str) -> ElementId {
        self.add_with(parent, tag, Detail::None)
    }

    pub(super) fn add_with(&mut self, parent: ElementId, tag: &'static str, detail: Detail) -> ElementId {
        let id = self.push(parent, tag, None, detail, true);
        self.elements[parent].kids.push(Kid::Element(id));
        id
    }

    pub(super) fn add_in(&mut self, parent: ElementId, tag: &'static str, language: Lang) -> ElementId {
        let id = self.add(parent, tag);
        self.elements[id].language = Some(language);
        id
    }

    /// Words of another language in a text; see [`Tree::mark`].
    pub(super) fn add_span(&mut self, parent: ElementId, language: Lang) -> ElementId {
        self.push(parent, "Span", Some(language), Detail::None, false)
    }

    /// A heading that skips no level, whatever is asked: PDF/UA refuses H3 after H1.
    pub(super) fn add_heading(&mut self, parent: ElementId, level: u8) -> ElementId {
        self.heading = level.clamp(1, (self.heading + 1).min(6));
        let tag = ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from(self.heading) - 1];
        self.add(parent, tag)
    }

    /// A new sheet starts its headings anew.
    pub(super) fn add_sheet(&mut self) -> ElementId {
        self.restart_headings();
        self.add(0, "Sect")
    }

    pub(super) fn restart_headings(&mut self) {
        self.heading = 0;
    }

    /// Hangs a marked piece of a page in its element.
    pub(super) fn mark(&mut self, id: ElementId, page: usize, mark: usize) {
        if !self.elements[id].is_hung {
            self.elements[id].is_hung = true;
            let parent = self.elements[id].parent;
            self.elements[parent].kids.push(Kid::Element(id));
        }
        self.elements[id].kids.push(Kid::Content { page, mark });
    }

    pub(super) fn bound(&mut self, id: ElementId, around: [f32; 4]) {
        if let Detail::Figure { bounds, .. } = &mut self.elements[id].detail {
            *bounds = around;
        }
    }

    pub(super) fn bookmark(&self) -> Bookmark {
        Bookmark { elements: self.elements.len() }
    }

    /// Forgets all that was added since.
    pub(super) fn return_to(&mut self, bookmark: Bookmark) {
        self.elements.truncate(bookmark.elements);
        for element in &mut self.elements {
            element.kids.retain(|kid| !matches!(kid, Kid::Element(id) if *id >= bookmark.elements));
        }
    }

    pub(super) fn elements(&self) -> &[Element] {
        &self.elements
    }

    fn push(
        &mut self,
        parent: ElementId,
        tag: &'static str,
        language: Option<Lang>,
        detail: Detail,
        is_hung: bool,
    ) -> ElementId {
        self.elements.push(Element { tag, parent, kids: Vec::new(), language, detail, is_hung });
        self.elements.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn headings_never_skip_a_level() {
        let mut tree = Tree::new(Language::dutch());
        let sheet = tree.add_sheet();
        let tags: Vec<&str> = [3, 3, 1, 3, 2, 9, 0]
            .map(|level| {
                let id = tree.add_heading(sheet, level);
                tree.elements()[id].tag
            })
            .to_vec();
        assert_eq!(tags, ["H1", "H2", "H1", "H2", "H2", "H3", "H1"]);
    }

    #[test]
    fn a_span_stands_between_the_words_around_it() {
        let mut tree = Tree::new(Language::dutch());
        let text = tree.add(0, "P");
        let span = tree.add_span(text, Language::dutch());
        tree.mark(text, 0, 0);
        tree.mark(span, 0, 1);
        tree.mark(text, 0, 2);
        let kids = &tree.elements()[text].kids;
        assert_eq!(*kids, [Kid::Content { page: 0, mark: 0 }, Kid::Element(span), Kid::Content { page: 0, mark: 2 }]);
    }

    #[test]
    fn a_second_attempt_forgets_the_first() {
        let mut tree = Tree::new(Language::dutch());
        let sheet = tree.add_sheet();
        let bookmark = tree.bookmark();
        tree.add(sheet, "P");
        tree.return_to(bookmark);
        assert_eq!(tree.elements().len(), 2);
        assert!(tree.elements()[sheet].kids.is_empty());
    }
}
