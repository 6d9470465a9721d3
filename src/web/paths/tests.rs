//! What an address may be (adressen): whose pages somebody goes on to, and how a pattern is filled.

use super::*;

#[test]
fn a_host_stays_on_her_own_pages_in_another_language() {
    let arabic = Language::find("ar").expect("Arabic");
    assert_eq!(host_path("/nl/wij/0199-7?gedaan=agreed", arabic), "/ar/wij/0199-7?gedaan=agreed");
    assert_eq!(sign_in_for("/ti/wij?x=1"), "/ti/in?verder=%2Fti%2Fwij%3Fx%3D1");
    assert_eq!(sign_in_for("/desk"), "/desk/aanmelden?verder=%2Fdesk");
    assert_eq!(sign_in_for("//evil.example/wij"), sign_in_then("//evil.example/wij"));
    for wrong in ["//evil.example/wij", "/xx/wij", "/nl/wijs", "/nl/wij/../x", "/nl/wij//x", "/nl/wij/a b", "/desk", ""]
    {
        assert_eq!(host_path(wrong, arabic), "/ar/wij", "{wrong}");
    }
}

#[test]
fn a_pattern_is_filled_with_what_stands_in_the_same_places() {
    let arabic = Language::find("ar").expect("Arabic");
    assert_eq!(fill("/{lang}/wij/{id}", "/xx/wij/0199-7/klaar/room", arabic), "/ar/wij/0199-7");
    assert_eq!(fill("/desk/meetings/{id}/edit", "/desk/meetings/0199-7", arabic), "/desk/meetings/0199-7/edit");
    assert_eq!(fill("/desk/kits/{slug}", "/desk", arabic), "/desk/kits/");
}

#[test]
fn after_signing_in_nobody_is_sent_elsewhere() {
    assert_eq!(desk_path("/desk/meetings?filter=alle"), "/desk/meetings?filter=alle");
    assert_eq!(desk_path("/ti/wij/x?y=1"), "/ti/wij/x?y=1");
    assert_eq!(desk_path("/nl/wachtwoord"), "/nl/wachtwoord");
    for wrong in [
        "/nl/",
        "/xx/wij",
        "/ti/wijevil",
        "/pl/wij",
        "//evil.example",
        "/\\evil",
        "https://evil.example",
        "/desk/../../x",
        "/deskevil",
        "/desk/%0d\n",
        "",
        "/desk//evil",
    ] {
        assert_eq!(desk_path(wrong), DESK, "{wrong}");
    }
}
