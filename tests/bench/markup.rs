//! A handout's blocks in the words of other typesetters (opmaaktalen): the same text, for Typst and for those that print HTML.

use std::fmt::Write;

use aantafel::documents::handout::block::{Block, Format, Line, Sheet, Span};
use aantafel::language::Lang;

/// What is typeset.
pub struct Paper<'a> {
    pub language: Lang,
    pub format: Format,
    pub is_large_print: bool,
    pub sheets: &'a [Sheet],
}

impl Paper<'_> {
    fn size(&self) -> f32 {
        match (self.format, self.is_large_print) {
            (_, true) => 18.0,
            (Format::A4 | Format::Wide, _) => 14.0,
            (Format::A5 | Format::Phone, _) => 13.0,
        }
    }

    const fn paper(&self) -> &'static str {
        match self.format {
            Format::A4 | Format::Wide => "a4",
            Format::A5 | Format::Phone => "a5",
        }
    }

    /// In Typst's markup; without pictograms and QR codes, which spares Typst work.
    pub fn typst(&self) -> String {
        let mut out = format!(
            "#set page(paper: \"{}\", margin: 18mm)\n#set text(font: (\"Noto Sans\", \"Noto Naskh Arabic\", \"Noto Sans \
             Ethiopic\"), size: {}pt, lang: \"{}\", dir: {})\n",
            self.paper(),
            self.size(),
            self.language,
            direction(self.language),
        );
        for (at, sheet) in self.sheets.iter().enumerate() {
            if at > 0 {
                out.push_str("#pagebreak()\n");
            }
            sheet.blocks.iter().for_each(|block| typst(block, &mut out));
        }
        out
    }

    /// As a page to print, with the same fonts; without pictograms and QR codes too.
    pub fn html(&self, fonts: &str) -> String {
        let face = |family: &str, file: &str, weight: &str| {
            format!(
                "@font-face{{font-family:\"{family}\";font-weight:{weight};src:url(\"file://{fonts}/{file}.ttf\")}}"
            )
        };
        let mut faces = String::new();
        for (family, file) in [
            ("Noto Sans", "NotoSans"),
            ("Noto Naskh Arabic", "NotoNaskhArabic"),
            ("Noto Sans Ethiopic", "NotoSansEthiopic"),
        ] {
            faces += &face(family, &format!("{file}-Regular"), "400");
            faces += &face(family, &format!("{file}-Bold"), "700");
        }
        let mut out = format!(
            "<!doctype html><html lang={} dir={}><meta charset=utf-8><title>Tips</title><style>{faces}@page{{size:{};\
             margin:18mm}}body{{margin:0;font:{}pt/1.4 \"Noto Sans\",\"Noto Naskh Arabic\",\"Noto Sans Ethiopic\"}}\
             table{{width:100%}}.cards{{display:grid;grid-template-columns:1fr 1fr}}.cards p{{height:110mm}}\
             section+section{{break-before:page}}</style>",
            self.language,
            direction(self.language),
            self.paper(),
            self.size(),
        );
        for sheet in self.sheets {
            out.push_str("<section>");
            sheet.blocks.iter().for_each(|block| html(block, &mut out));
            out.push_str("</section>");
        }
        out
    }
}

fn direction(language: Lang) -> &'static str {
    if language.is_rtl() { "rtl" } else { "ltr" }
}

fn words(line: &Line) -> String {
    let text = |span: &Span| match span {
        Span::Plain(text) | Span::Bold(text) | Span::Ltr(text) | Span::Other(_, text) => text.clone(),
    };
    line.iter().map(text).collect()
}

fn typst(block: &Block, out: &mut String) {
    let line = |line: &Line| escaped(&words(line));
    let cell = |text: &Line| format!("[{}], ", line(text));
    // Writing to a string cannot fail.
    let _ = match block {
        Block::Heading { level, text } => writeln!(out, "{} {}\n", "=".repeat(usize::from(*level)), line(text)),
        Block::Paragraph(text) | Block::Lead(text) => writeln!(out, "{}\n", line(text)),
        Block::Note(text) => writeln!(out, "#rect(width: 100%)[{}]\n", line(text)),
        Block::List(lines) | Block::Checklist(lines) => {
            lines.iter().try_for_each(|one| writeln!(out, "- {}", line(one)))
        }
        Block::Steps(lines) => lines.iter().try_for_each(|one| writeln!(out, "+ {}", line(one))),
        Block::Tip { heading, lines, .. } => {
            let _ = writeln!(out, "== {}\n", line(heading));
            lines.iter().try_for_each(|one| writeln!(out, "{}\n", line(one)))
        }
        Block::Facts(facts) => {
            let cells: String = facts.iter().map(|(label, value)| cell(label) + &cell(value)).collect();
            writeln!(out, "#table(columns: (auto, 1fr), stroke: none, {cells})")
        }
        Block::Table { header, rows } => {
            let cells: String = header.iter().chain(rows.iter().flatten()).map(cell).collect();
            writeln!(out, "#table(columns: {}, {cells})", header.len().max(1))
        }
        Block::Contacts(contacts) => contacts.iter().try_for_each(|contact| {
            writeln!(out, "*{}* {} {}\n", line(&contact.name), escaped(&contact.value), line(&contact.note))
        }),
        Block::Qr { address, caption, .. } => writeln!(out, "{}\n\n{}\n", line(caption), escaped(address)),
        // The contents that are compared have no pictures.
        Block::Figure(_) => Ok(()),
        Block::Emblems(emblems) => emblems.iter().try_for_each(|one| writeln!(out, "{}\n", escaped(&one.name))),
        Block::InLanguage(language, blocks) => {
            let _ = writeln!(out, "#block[#set text(lang: \"{language}\", dir: {})\n", direction(language));
            blocks.iter().for_each(|block| typst(block, out));
            writeln!(out, "]")
        }
        Block::Cards(cards) => {
            let cells: String = cards.iter().map(|card| cell(&card.question)).collect();
            writeln!(out, "#grid(columns: (1fr, 1fr), rows: 110mm, {cells})")
        }
        Block::Scale { answers, questions } => {
            let words: String = answers.iter().map(|answer| cell(&answer.word)).collect();
            let rows: String = questions.iter().map(|question| cell(question) + "[], [], [], ").collect();
            writeln!(out, "#table(columns: 4, rows: 41mm, [], {words}{rows})")
        }
        Block::SideBySide { heading, rows, .. } => {
            let _ = writeln!(out, "== {}\n", line(&heading.own));
            let cells: String = rows.iter().map(|pair| cell(&pair.own) + &cell(&pair.other)).collect();
            writeln!(out, "#table(columns: (1fr, 1fr), {}{cells})", cell(&heading.own) + &cell(&heading.other))
        }
    };
}

fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| if "\\#*_$<>@`[]~=+-/".contains(c) { vec!['\\', c] } else { vec![c] }).collect()
}

fn html(block: &Block, out: &mut String) {
    let line = |line: &Line| words(line).replace('&', "&amp;").replace('<', "&lt;");
    let tag = |name: &str, text: &Line| format!("<{name}>{}</{name}>", line(text));
    let row = |cells: &[&Line]| format!("<tr>{}</tr>", cells.iter().map(|cell| tag("td", cell)).collect::<String>());
    match block {
        Block::Heading { level, text } => *out += &tag(&format!("h{level}"), text),
        Block::Paragraph(text) | Block::Note(text) | Block::Lead(text) => *out += &tag("p", text),
        Block::List(lines) | Block::Checklist(lines) | Block::Steps(lines) => {
            *out += &format!("<ul>{}</ul>", lines.iter().map(|one| tag("li", one)).collect::<String>());
        }
        Block::Tip { heading, lines, .. } => {
            *out += &tag("h2", heading);
            lines.iter().for_each(|one| *out += &tag("p", one));
        }
        Block::Facts(facts) => {
            let rows: String = facts.iter().map(|(label, value)| row(&[label, value])).collect();
            *out += &format!("<table>{rows}</table>");
        }
        Block::Table { header, rows } => {
            let all = std::iter::once(header).chain(rows);
            let rows: String = all.map(|cells| row(&cells.iter().collect::<Vec<_>>())).collect();
            *out += &format!("<table>{rows}</table>");
        }
        Block::Contacts(contacts) => {
            for contact in contacts {
                *out +=
                    &format!("<p><b>{}</b> <bdi>{}</bdi> {}", line(&contact.name), contact.value, line(&contact.note));
            }
        }
        Block::Qr { address, caption, .. } => *out += &format!("{}<p>{address}", tag("p", caption)),
        Block::Figure(_) => {}
        Block::Emblems(emblems) => emblems.iter().for_each(|one| *out += &format!("<p>{}", one.name)),
        Block::InLanguage(language, blocks) => {
            *out += &format!("<div lang={language} dir={}>", direction(language));
            blocks.iter().for_each(|block| html(block, out));
            out.push_str("</div>");
        }
        Block::Cards(cards) => {
            let cards: String = cards.iter().map(|card| tag("p", &card.question)).collect();
            *out += &format!("<div class=cards>{cards}</div>");
        }
        Block::Scale { answers, questions } => {
            let words: String = answers.iter().map(|answer| tag("th", &answer.word)).collect();
            let rows: String =
                questions.iter().map(|question| format!("<tr>{}<td><td><td>", tag("th", question))).collect();
            *out += &format!("<table><tr><td>{words}{rows}</table>");
        }
        Block::SideBySide { heading, rows, .. } => {
            *out += &tag("h2", &heading.own);
            let rows: String =
                std::iter::once(heading).chain(rows).map(|pair| row(&[&pair.own, &pair.other])).collect();
            *out += &format!("<table>{rows}</table>");
        }
    }
}
