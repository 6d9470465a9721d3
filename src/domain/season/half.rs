//! A cell that says where in two halves (plek en gemeente): "De Brug, Utrecht", "De Brug (Utrecht)", "De Brug in Utrecht".

const MARKS: [&str; 12] = [",", ";", "/", "|", "(", " - ", " – ", " — ", " in ", " te ", " In ", ": "];

/// Each way to read it as two, neither of them empty; the last mark first, as a town stands at the end.
pub fn halves(cell: &str) -> Vec<(&str, &str)> {
    let mut marks: Vec<(usize, &str)> = MARKS.iter().flat_map(|mark| cell.match_indices(mark)).collect();
    marks.sort_unstable();
    let half = |(at, mark): (usize, &str)| {
        let (before, after) = (cell.get(..at)?.trim(), cell.get(at + mark.len()..)?.trim());
        let after = if mark == "(" { after.strip_suffix(')')?.trim() } else { after };
        (!before.is_empty() && !after.is_empty()).then_some((before, after))
    };
    marks.into_iter().rev().filter_map(half).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_as_two_halves_at_each_of_its_marks() {
        let brug = vec![("De Brug", "Utrecht")];
        for cell in
            ["De Brug, Utrecht", "De Brug,Utrecht", "De Brug (Utrecht)", "De Brug in Utrecht", "De Brug - Utrecht"]
        {
            assert_eq!(halves(cell), brug, "{cell}");
        }
        assert_eq!(halves("A, B, C"), [("A, B", "C"), ("A", "B, C")]);
        for cell in ["", "De Brug", ", Utrecht", "De Brug,", "De Brug (Utrecht", "Zuid-Holland"] {
            assert!(halves(cell).is_empty(), "{cell}");
        }
    }
}
