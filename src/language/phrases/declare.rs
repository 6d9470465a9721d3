//! How a phrase file becomes a struct (verklaring): its sections, and in them its sentences.

/// Declares one section: its sentences, each with its name.
macro_rules! section {
    ($type:ident { $($field:ident)+ }) => {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $type { $(pub $field: Phrase),+ }

        impl $type {
            /// The sentence with this name: for values that have a code.
            pub fn by_code(&self, code: &str) -> Option<&Phrase> {
                self.each().into_iter().find(|(field, _)| *field == code).map(|(_, phrase)| phrase)
            }

            /// The names in the order of the declaration.
            pub fn names(&self) -> Vec<&'static str> {
                vec![$(stringify!($field)),+]
            }

            pub(in crate::language) fn each(&self) -> Vec<(&'static str, &Phrase)> {
                vec![$((stringify!($field), &self.$field)),+]
            }
        }
    };
}

/// Declares a phrase file, and those of its sections that have no file of their own.
macro_rules! phrases {
    ($(#[$meta:meta])* $name:ident { $($section:ident: $type:ident $({ $($field:ident)+ })?)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $(pub $section: $type),+ }

        impl $name {
            /// Every sentence with its name, for tests that read them all.
            pub fn each(&self) -> Vec<(String, &Phrase)> {
                let mut all = Vec::new();
                $(all.extend(self.$section.each().into_iter().map(|(field, phrase)| (format!("{}.{field}", stringify!($section)), phrase)));)+
                all
            }
        }

        $($(section! { $type { $($field)+ } })?)+
    };
}
