//! A form in a browser (formulier): its fields, filled by their labels, and how it goes over the wire.

use scraper::ElementRef;

use super::{Page, selector};

/// A form as it stands on the page, with what was filled in.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// Types into the field with this label.
    pub fn fill(self, page: &Page, label: &str, value: &str) -> Self {
        let name = page.field(label);
        self.set(&name, value)
    }

    /// Sets a field by its name.
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(own, _)| own != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn add(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(own, _)| own != name);
        self
    }

    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }
}

pub(super) fn fields_of(form: ElementRef<'_>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for field in form.select(&selector("input, select, textarea")) {
        let element = field.value();
        let Some(name) = element.attr("name") else { continue };
        let kind = element.attr("type").unwrap_or("text");
        let value = match element.name() {
            "textarea" => field.text().collect(),
            "select" => {
                let chosen = field
                    .select(&selector("option[selected]"))
                    .next()
                    .or_else(|| field.select(&selector("option")).next());
                chosen.map_or_else(String::new, |option| {
                    option.value().attr("value").map_or_else(|| option.text().collect(), str::to_owned)
                })
            }
            _ if kind == "file" => continue,
            _ if matches!(kind, "checkbox" | "radio") && element.attr("checked").is_none() => continue,
            _ => element.attr("value").unwrap_or_default().to_owned(),
        };
        fields.push((name.to_owned(), value));
    }
    fields
}

/// Between the parts of a form that carries files.
pub const BOUNDARY: &str = "----between-the-parts";

/// As a browser writes it (RFC 7578).
pub fn multipart(fields: &[(String, String)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let begin = |name: &str| format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"");
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("{}\r\n\r\n{value}\r\n", begin(name)).bytes());
    }
    for (name, file_name, bytes) in files {
        let kind = "Content-Type: application/octet-stream";
        body.extend(format!("{}; filename=\"{file_name}\"\r\n{kind}\r\n\r\n", begin(name)).bytes());
        body.extend([*bytes, b"\r\n"].concat());
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    body
}
