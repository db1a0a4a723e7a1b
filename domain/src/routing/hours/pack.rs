//! The packs of rules, and where each comes from.

pub use crate::record::kinds::RulePack;

impl RulePack {
    /// The text of law that it is made from, as it is cited.
    pub fn source(self) -> &'static str {
        match self {
            Self::EuCoach | Self::EuGoods => {
                "Regulation (EC) 561/2006, as amended by Regulation (EU) 2024/1258"
            }
            Self::GbDomestic => "Transport Act 1968, Part VI, as modified by S.I. 1986/1492",
            Self::UsPassenger | Self::UsProperty => "49 CFR Part 395",
            Self::CanadaSouth => "SOR/2005-313",
        }
    }

    /// The state of the law that it was written from: the date since which nothing of it has changed.
    pub fn as_of(self) -> &'static str {
        match self {
            Self::EuCoach => "2024-05-22",
            Self::EuGoods => "2026-07-01",
            Self::GbDomestic => "2020-12-31",
            Self::UsPassenger | Self::UsProperty => "2020-09-29",
            Self::CanadaSouth => "2023-01-01",
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::EuCoach => "EU rules for coaches",
            Self::EuGoods => "EU rules for goods",
            Self::GbDomestic => "GB domestic rules",
            Self::UsPassenger => "US rules for buses",
            Self::UsProperty => "US rules for trucks",
            Self::CanadaSouth => "rules of Canada south of 60°",
        }
    }
}
