//! The packs of rules, and where each comes from.

use super::duty::{Crew, Minute};
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

    /// After how many minutes of rest a driver may begin anew, if not at once. After the last nothing that was driven
    /// before counts any more.
    pub fn rests(self) -> &'static [Minute] {
        match self {
            Self::EuCoach | Self::EuGoods => &[0, 540, 660, 1_440, 2_700, 4_140, 10_080, 20_160],
            Self::GbDomestic => &[0, 510, 600, 1_440, 10_080, 20_160],
            Self::UsPassenger => {
                &[0, 480, 1_440, 2_880, 4_320, 5_760, 7_200, 8_640, 10_080, 11_520]
            }
            Self::UsProperty => &[0, 600, 2_040],
            Self::CanadaSouth => &[0, 480, 600, 1_440, 2_160, 20_160],
        }
    }

    /// What a crew may drive at most between two nights, in minutes, with every exception.
    pub fn longest_day(self, crew: Crew) -> Minute {
        let alone = match self {
            Self::EuCoach | Self::EuGoods | Self::GbDomestic | Self::UsPassenger => 600,
            Self::UsProperty => 660,
            Self::CanadaSouth => 780,
        };
        match crew {
            Crew::One => alone,
            Crew::Two => 2 * alone,
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
