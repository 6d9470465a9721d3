//! With whom an evening is (partner): by the whole name or words of it, among those whom a planner can choose from.

use super::filled::{Reading, Remarks, as_asked};
use super::row::Row;
use crate::domain::organisation::Organisation;
use crate::domain::season::{Column, Names, nearest, plain};

/// So many names are offered for one cell.
const MOST_OFFERS: usize = 5;

impl Reading<'_> {
    fn partner_names(&self) -> &Names {
        let names = || Names::new(self.planning.partners.iter().map(|partner| partner.name.as_str()));
        self.partners.get_or_init(names)
    }

    /// Those who are called so, by the whole name or by words of it.
    pub(super) fn partners_of(&self, typed: &str) -> Vec<&Organisation> {
        let names = self.partner_names();
        let called = names.same(typed).map_or_else(|| names.called(typed), |same| vec![same]);
        called.into_iter().filter_map(|at| self.planning.partners.get(at)).collect()
    }

    /// Whether it is the whole name of one.
    pub(super) fn is_partner(&self, cell: &str) -> bool {
        self.partner_names().same(cell).is_some()
    }

    /// By name among those whom a planner can choose from; no other is named.
    pub(super) fn partner(&self, row: &Row, remarks: &mut Remarks) -> Option<&Organisation> {
        let typed = row.cell(Column::Organisation);
        if plain(typed).is_empty() {
            if !typed.is_empty() {
                remarks.add(Column::Organisation, &self.language().desk().season.organisation_unknown);
            }
            return None;
        }
        let d = &self.language().desk().season;
        match self.partners_of(typed)[..] {
            [one] => {
                if plain(&one.name) != plain(typed) {
                    remarks.taken.insert(Column::Organisation, d.taken.of(&one.name));
                }
                return Some(one);
            }
            [] => {
                let partners = &self.planning.partners;
                let near = nearest(typed, partners.iter().map(|partner| partner.name.as_str()));
                match near.and_then(|at| partners.get(at)) {
                    Some(near) => {
                        let sentence = d.organisation_near.of(as_asked(&near.name));
                        remarks.offer(Column::Organisation, sentence, &near.name);
                    }
                    None => remarks.add(Column::Organisation, &d.organisation_unknown),
                }
            }
            ref several => {
                let names = several.iter().take(MOST_OFFERS).map(|partner| partner.name.clone()).collect();
                remarks.offer_each(Column::Organisation, &d.organisation_many, names);
            }
        }
        None
    }
}
