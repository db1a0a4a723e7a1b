// English for what is wrong with a plan, and what to do about it.

import { one } from '../../i18n/plural';

export const problemsEn = {
  count: (n: number) => one(n, 'problem', 'problems'),
  none: 'No problems',
  title: 'Problems',
  noneText: 'Nothing on this tour contradicts itself, and nothing is missing from today on.',
  stop: 'Cannot work as planned',
  check: 'To look at',
  server: {
    no_zone: 'No time zone',
    other_zone: 'The clocks are not those of the place',
    two_days: 'Two days on one date',
    unreadable: 'Something cannot be shown',
    past_curfew: 'Runs past the curfew',
    arrives_first: 'Arrives before it departs',
  } as Record<string, string>,
  other: 'Something is wrong',
  dispute: (title: string) => `${title}: two values`,
  disputeText: (label: string, values: string) => `${label}: ${values}. Somebody has to decide.`,
  or: (values: string[]) => values.join(' or '),
  overlap: 'Two shows at once',
  overlapText: (first: string, second: string, from: string, to: string) =>
    `${second} begins at ${from}, while ${first} plays until ${to}.`,
  noPlace: 'No place',
  noPlaceText: 'The day has no city, so nobody knows where to go and the map leaves it out.',
  missing: (what: string) => `No ${what}`,
  missingText: (what: string) => `The show has no ${what} yet.`,
  and: (all: string[]) =>
    all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : (all[0] ?? ''),
  unconfirmed: 'Not confirmed',
  unconfirmedText: (n: number, of: number, days: number) =>
    `${n} of ${of} rows are not confirmed, and the day is ${days <= 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`}.`,
  drive: 'The drive does not fit',
  driveLong: 'A long drive',
  driveIs: (km: string, time: string) => `${km} is ${time}.`,
  driveTakes: (time: string) => `The drive is ${time}.`,
  leaving: (from: string, to: string) => `Leaving ${from}, it arrives ${to}`,
  arriving: (to: string) => `It arrives ${to}`,
  after: (title: string, time: string) => `after ${title} at ${time}`,
  over: 'That is over the 9 h of one driver in a day (EC 561/2006).',
  driveFix: 'Leave earlier, make a travel day of it, or add a second driver.',
  longFix: 'Spread it over two days, or add a second driver.',
  mend: {
    day: 'Open the day',
    dayOf: (date: string) => `Open ${date}`,
    decisions: 'Decide',
    grid: (column: string) => `Set ${column}`,
  },
} as const;
