//! How a phrase file becomes a struct (verklaring): its sections, and in them its sentences.

/// Declares the sections of a phrase file and their sentences.
macro_rules! phrases {
    ($(#[$meta:meta])* $name:ident { $($section:ident: $type:ident { $($field:ident)+ })+ }) => {
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

        $(
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

                fn each(&self) -> Vec<(&'static str, &Phrase)> {
                    vec![$((stringify!($field), &self.$field)),+]
                }
            }
        )+
    };
}
