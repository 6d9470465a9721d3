//! What kind of browser somebody signed in with (apparaat): two names for the list of sign-ins, never the whole line.

/// Families by what stands in their User-Agent; who calls itself more than one thing comes first.
const BROWSERS: [(&str, &str); 8] = [
    ("SamsungBrowser", "Samsung Internet"),
    ("EdgA/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

/// "Firefox, Android"; empty when the line says nothing that we know.
pub fn device(user_agent: &str) -> String {
    let of =
        |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
    let safari = || (user_agent.contains("Safari/") && user_agent.contains("Version/")).then_some("Safari");
    let names: Vec<&str> = of(&BROWSERS).or_else(safari).into_iter().chain(of(&SYSTEMS)).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_by_its_family_and_its_system() {
        let chrome = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36";
        assert_eq!(device(chrome), "Chrome, Android");
        assert_eq!(device(&format!("{chrome} EdgA/126.0")), "Edge, Android");
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Mobile/15E148 Safari/604.1";
        assert_eq!(device(safari), "Safari, iPhone");
        assert_eq!(device("Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"), "Firefox, Windows");
        assert_eq!(device("curl/8"), "");
    }
}
