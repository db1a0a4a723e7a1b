//! What is found in a plan: the rule, its article and the numbers.

use serde::Serialize;

use super::duty::Minute;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// The rule is broken.
    Broken,
    /// An exception is used; so many of its kind are left after it, where they are counted.
    Used {
        /// How many are left.
        left: Option<u8>,
    },
}

/// Something that is found in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// How grave it is.
    pub grade: Grade,
    /// The leg that it is about.
    pub leg: usize,
    /// When it comes to that.
    pub at: Minute,
    /// What the rule allows at most, or asks for at least, in minutes.
    pub limit_minutes: Minute,
    /// What is planned.
    pub planned_minutes: Minute,
}

impl Finding {
    /// By how much the plan misses the rule, in minutes.
    pub(super) fn by(&self) -> Minute {
        (self.planned_minutes - self.limit_minutes).abs()
    }
}

/// Writes the rules with their articles.
macro_rules! rules {
    ($( $(#[doc = $doc:literal])+ $rule:ident = $article:literal, $words:literal; )+) => {
        /// A rule for drivers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Rule {
            $( $(#[doc = $doc])+ $rule, )+
        }

        impl Rule {
            /// Every rule, in reading order.
            pub const ALL: &'static [Self] = &[$(Self::$rule),+];

            /// The article, as it is cited.
            pub fn article(self) -> &'static str {
                match self { $(Self::$rule => $article,)+ }
            }

            /// What it is about, to be followed by what is planned and what is allowed.
            pub fn words(self) -> &'static str {
                match self { $(Self::$rule => $words,)+ }
            }
        }
    };
}

rules! {
    /// Nine hours at the wheel between two daily rests, ten twice a week.
    EuDailyDriving = "Regulation (EC) 561/2006, Art. 6(1)", "driving between two rests";
    /// 56 hours at the wheel in a week.
    EuWeeklyDriving = "Regulation (EC) 561/2006, Art. 6(2)", "driving in the week";
    /// 90 hours at the wheel in two weeks that follow each other.
    EuFortnightDriving = "Regulation (EC) 561/2006, Art. 6(3)", "driving in two weeks";
    /// 45 minutes of break after four and a half hours at the wheel.
    EuBreak = "Regulation (EC) 561/2006, Art. 7", "driving without a full break";
    /// Three hours at the wheel by night, where one driver relies on the twelve days.
    EuTwelveDayNight = "Regulation (EC) 561/2006, Art. 8(6a)(d)", "driving by night without a full break under the 12-day rule";
    /// Eleven hours of rest within 24 hours of the last rest.
    EuDailyRest = "Regulation (EC) 561/2006, Art. 8(2)", "rest within 24 hours";
    /// A day's rest that begins up to an hour late, on an occasional service of six days or more.
    EuPostponedRest = "Regulation (EC) 561/2006, Art. 8(2a)", "rest put off by an hour";
    /// Nine hours of rest instead of eleven, three times between two weekly rests.
    EuReducedRest = "Regulation (EC) 561/2006, Art. 8(4)", "reduced rest";
    /// Nine hours of rest within 30 hours, for two drivers.
    EuCrewRest = "Regulation (EC) 561/2006, Art. 8(5)", "rest within 30 hours for two drivers";
    /// A weekly rest after 144 hours at most.
    EuWeeklyRest = "Regulation (EC) 561/2006, Art. 8(6)", "time since the last weekly rest";
    /// A regular weekly rest in each two weeks that follow each other.
    EuRegularWeeklyRest = "Regulation (EC) 561/2006, Art. 8(6)", "longest weekly rest in two weeks";
    /// A weekly rest of 24 to 45 hours, what is missing taken later.
    EuReducedWeeklyRest = "Regulation (EC) 561/2006, Art. 8(6) and 8(6b)", "reduced weekly rest";
    /// Twelve days without a weekly rest, on an occasional service.
    EuTwelveDays = "Regulation (EC) 561/2006, Art. 8(6a)", "time since the last weekly rest under the 12-day rule";
    /// Two weekly rests, one of them regular, after the twelve days.
    EuAfterTwelveDays = "Regulation (EC) 561/2006, Art. 8(6a)(b)", "rest after the 12-day rule";
    /// Six hours of work without a break.
    EuWorkingTime = "Directive 2002/15/EC, Art. 5(1)", "work without a break";
    /// Ten hours at the wheel a day.
    GbDriving = "Transport Act 1968, s. 96(1)", "driving in the day";
    /// Half an hour of break after five and a half hours at the wheel.
    GbBreak = "Transport Act 1968, s. 96(2)", "driving without a break of 30 minutes";
    /// Sixteen hours from the first work of a day to its last.
    GbWorkingDay = "Transport Act 1968, s. 96(3)", "working day";
    /// Ten hours of rest between two working days, eight and a half three times a week.
    GbDailyRest = "Transport Act 1968, s. 96(4)", "rest between two working days";
    /// 24 hours off duty in two weeks.
    GbFortnightRest = "Transport Act 1968, s. 96(6)", "longest time off in two weeks";
    /// Ten hours at the wheel after eight off duty.
    UsBusDriving = "49 CFR 395.5(a)(1)", "driving after 8 hours off";
    /// No driving after fifteen hours on duty.
    UsBusOnDuty = "49 CFR 395.5(a)(2)", "on duty when driving ends";
    /// 70 hours on duty in eight days.
    UsBusCycle = "49 CFR 395.5(b)(2)", "on duty in 8 days";
    /// Eleven hours at the wheel after ten off duty.
    UsTruckDriving = "49 CFR 395.3(a)(3)(i)", "driving after 10 hours off";
    /// No driving after fourteen hours since coming on duty.
    UsTruckWindow = "49 CFR 395.3(a)(2)", "time since coming on duty when driving ends";
    /// Half an hour without driving after eight hours at the wheel.
    UsTruckBreak = "49 CFR 395.3(a)(3)(ii)", "driving without 30 minutes of anything else";
    /// 70 hours on duty in eight days, begun anew by 34 hours off.
    UsTruckCycle = "49 CFR 395.3(b)(2)", "on duty in 8 days";
    /// Thirteen hours at the wheel a day.
    CaDayDriving = "SOR/2005-313, s. 12(1)", "driving in the day";
    /// Fourteen hours on duty a day.
    CaDayOnDuty = "SOR/2005-313, s. 12(2)", "on duty in the day";
    /// Thirteen hours at the wheel after eight off duty.
    CaShiftDriving = "SOR/2005-313, s. 13(1)", "driving after 8 hours off";
    /// No driving after fourteen hours on duty.
    CaShiftOnDuty = "SOR/2005-313, s. 13(2)", "on duty when driving ends";
    /// No driving after sixteen hours since coming on duty.
    CaShiftElapsed = "SOR/2005-313, s. 13(3)", "time since coming on duty when driving ends";
    /// Ten hours off duty a day, in parts of half an hour at least.
    CaDayOff = "SOR/2005-313, s. 14", "off duty in the day";
    /// 24 hours off duty in fourteen days.
    CaFortnightOff = "SOR/2005-313, s. 25", "time since 24 hours off";
    /// 70 hours on duty in seven days, begun anew by 36 hours off.
    CaCycle = "SOR/2005-313, s. 26", "on duty in 7 days";
}
