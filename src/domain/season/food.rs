//! What planners write of food (eten): "thee en koekjes", "zonder vlees, melk en ei".

use super::word::words;
use crate::domain::plan::Food;

const FOODS: [(Food, &[&str]); 6] = [
    (Food::None, &["nee", "geen", "niets", "niks", "zonder", "nvt", "no", "none", "nothing"]),
    (
        Food::Drinks,
        &[
            "koffie",
            "thee",
            "drinken",
            "drank",
            "drankjes",
            "dranken",
            "fris",
            "frisdrank",
            "limonade",
            "sap",
            "water",
            "coffee",
            "tea",
            "drinks",
            "juice",
            "lemonade",
        ],
    ),
    (
        Food::Snacks,
        &[
            "hapjes",
            "hapje",
            "borrelhapjes",
            "koek",
            "koeken",
            "koekje",
            "koekjes",
            "gebak",
            "gebakjes",
            "taart",
            "cake",
            "fruit",
            "nootjes",
            "noten",
            "dadels",
            "chips",
            "zoets",
            "zoetigheid",
            "lekkers",
            "tussendoortje",
            "tussendoortjes",
            "snack",
            "snacks",
            "biscuits",
            "cookies",
            "sweets",
        ],
    ),
    (Food::MealHalal, &["halal", "halalmaaltijd", "halaleten", "halalvlees"]),
    (Food::MealVegetarian, &["vegetarisch", "vegetarische", "vega", "veggie", "vleesloos", "vleesloze", "vegetarian"]),
    (
        Food::MealFasting,
        &[
            "vasten",
            "vasteneten",
            "vastenbord",
            "vastenmaaltijd",
            "veganistisch",
            "veganistische",
            "vegan",
            "plantaardig",
            "plantaardige",
            "fasting",
            "fast",
            "plant",
            "based",
            "plantbased",
        ],
    ),
];
/// What is said beside them. "Eten" alone does not say what.
const BESIDE_FOOD: [&str; 26] = [
    "a",
    "and",
    "bij",
    "de",
    "een",
    "en",
    "erbij",
    "eten",
    "food",
    "gerecht",
    "graag",
    "het",
    "iets",
    "kleine",
    "lekkere",
    "maaltijd",
    "meal",
    "met",
    "of",
    "samen",
    "something",
    "voor",
    "warm",
    "warme",
    "wat",
    "with",
];
/// They say that something is eaten, and not what.
const MEALS: [&str; 34] = [
    "avondeten",
    "barbecue",
    "bbq",
    "brood",
    "broodjes",
    "buffet",
    "cooking",
    "diner",
    "dinner",
    "eten",
    "etentje",
    "food",
    "injera",
    "ja",
    "kip",
    "koken",
    "lunch",
    "maal",
    "maaltijd",
    "maaltijden",
    "meal",
    "pizza",
    "potluck",
    "rijst",
    "rice",
    "samen",
    "sandwiches",
    "soep",
    "soup",
    "together",
    "vis",
    "vlees",
    "warm",
    "yes",
];
const MEAT: [&str; 4] = ["vlees", "vis", "meat", "fish"];
const MILK_AND_EGG: [&str; 12] = [
    "melk",
    "melkproducten",
    "zuivel",
    "ei",
    "eieren",
    "dierlijk",
    "dierlijke",
    "producten",
    "milk",
    "dairy",
    "egg",
    "eggs",
];

/// What there is to eat. Coffee is with everything; what else is said must be one thing.
pub fn food(typed: &str) -> Option<Food> {
    if let Some(found) = food_without(typed) {
        return Some(found);
    }
    let words = words(typed).into_iter().filter(|word| !BESIDE_FOOD.contains(&word.as_str()));
    let one = |word: String| FOODS.iter().find(|(_, names)| names.contains(&word.as_str())).map(|(own, _)| *own);
    let mut found = words.map(one).collect::<Option<Vec<_>>>()?;
    // "Koffie en thee, geen maaltijd"; but "geen koffie" is nothing.
    if found.first() == Some(&Food::Drinks) {
        found.retain(|own| *own != Food::None);
    }
    if found.iter().any(|own| *own != Food::Drinks) {
        found.retain(|own| *own != Food::Drinks);
    }
    found.dedup();
    match found[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// "Zonder vlees, melk en ei": what is left out says what it is.
fn food_without(typed: &str) -> Option<Food> {
    let words = words(typed);
    let at = words.iter().position(|word| ["zonder", "geen", "without", "no"].contains(&word.as_str()))?;
    let is_beside = |word: &&String| BESIDE_FOOD.contains(&word.as_str()) || word.as_str() == "or";
    let (before, after) = words.split_at(at);
    let left_out: Vec<&str> = after
        .iter()
        .skip(1)
        .filter(|word| !is_beside(word))
        .map(String::as_str)
        .filter(|word| *word != "geen")
        .collect();
    let is_animal = |word: &&str| MEAT.contains(word) || MILK_AND_EGG.contains(word);
    let is_meal = before.iter().all(|word| is_beside(&word) || food(word) == Some(Food::MealFasting));
    if left_out.is_empty() || !is_meal || !left_out.iter().all(is_animal) {
        return None;
    }
    let is_fasting = left_out.iter().any(|word| MILK_AND_EGG.contains(word));
    Some(if is_fasting { Food::MealFasting } else { Food::MealVegetarian })
}

/// What it may be when nothing tells: what is named in it, and what is usual.
pub fn likely_foods(typed: &str) -> Vec<Food> {
    let named = |word: &String| FOODS.iter().find(|(_, names)| names.contains(&word.as_str())).map(|(own, _)| *own);
    let mut likely: Vec<Food> = Vec::new();
    for food in words(typed).iter().filter_map(named).chain([Food::Drinks, Food::Snacks, Food::None]) {
        if !likely.contains(&food) {
            likely.push(food);
        }
    }
    likely
}

/// Whether something is eaten, of which it is still to be said what.
pub fn is_meal(typed: &str) -> bool {
    words(typed).iter().any(|word| MEALS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_is_likelier_than_what_is_usual() {
        assert_eq!(likely_foods("€ 45"), [Food::Drinks, Food::Snacks, Food::None]);
        let likely = likely_foods("halal en vegetarisch");
        assert_eq!(likely[..3], [Food::MealHalal, Food::MealVegetarian, Food::Drinks]);
    }

    #[test]
    fn food_is_one_thing_and_coffee_goes_with_all() {
        for (typed, expected) in [
            ("geen", Food::None),
            ("geen koffie", Food::None),
            ("koffie en thee, geen maaltijd", Food::Drinks),
            ("Koffie en thee", Food::Drinks),
            ("thee met koekjes", Food::Snacks),
            ("Halal maaltijd", Food::MealHalal),
            ("vegetarisch eten", Food::MealVegetarian),
            ("vasten", Food::MealFasting),
            ("zonder vlees, melk en ei", Food::MealFasting),
            ("Vastenmaaltijd: zonder vlees, melk en ei", Food::MealFasting),
            ("geen vlees, geen zuivel", Food::MealFasting),
            ("eten zonder vlees", Food::MealVegetarian),
            ("without meat", Food::MealVegetarian),
            ("vegan", Food::MealFasting),
            ("veganistisch", Food::MealFasting),
            ("vegan (fast)", Food::MealFasting),
            ("plantaardig eten", Food::MealFasting),
            ("hapjes", Food::Snacks),
            ("thee en koekjes", Food::Snacks),
            ("iets lekkers bij de koffie", Food::Snacks),
            ("koffie, thee en fris", Food::Drinks),
            ("n.v.t.", Food::None),
        ] {
            assert_eq!(food(typed), Some(expected), "{typed}");
        }
        for other in ["", "ja", "eten", "€ 45", "halal en vegetarisch", "geen halal", "zonder gluten", "kip zonder ei"]
        {
            assert_eq!(food(other), None, "{other}");
        }
        for meal in ["soep", "samen eten", "Samen", "broodjes", "ja", "warm eten", "rijst met kip"] {
            assert!(food(meal).is_none() && is_meal(meal), "{meal}");
        }
        assert!(!is_meal("€ 45") && !is_meal("") && !is_meal("koffie"));
    }
}
