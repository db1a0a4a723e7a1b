// The shapes of the API under the names of the field. The generator leaves the fields of records open, because a
// newer server may have more of them; what screens show of them stands here.

import type { components } from './schema.gen';

type Schemas = components['schemas'];
/** Values such as `day_off`, which the generator names otherwise, and of which a newer server may have more. */
type Worded<T, K extends keyof T> = Omit<T, K> & { [P in K]?: string | null };

export type Tour = Schemas['TourOut'];
export type Level = Schemas['Level'];
export type Account = Schemas['AccountOut'];
export type ShownTime = Schemas['ShownTime'];
export type ShownZone = Schemas['ShownZone'];
export type ScheduleRow = Worded<Schemas['ScheduleRow'], 'item_type'>;
export type TravelLeg = Worded<Schemas['TravelLeg'], 'mode' | 'status'>;
export type TravelEnd = Schemas['TravelEnd'];
export type DisputeBlock = Schemas['DisputeBlock'];
export type DisputedValue = Schemas['DisputedValue'];
/** A newer server may have more kinds of problems and of fixes. */
export type TourProblem = Omit<Schemas['TourProblem'], 'kind' | 'fixes'> & { kind: string; fixes: Fix[] };
export type Fix = Omit<Schemas['Fix'], 'kind'> & { kind: string };
export type Checks = Omit<Schemas['Checks'], 'problems'> & { problems: TourProblem[] };
export type SheetProblem = Schemas['SheetProblem'];
export type Header = Worded<Schemas['Header'], 'day_type' | 'status'>;
export type GridDay = Worded<Schemas['GridDay'], 'day_type' | 'status'>;
/** One change in words. A newer server may have more outcomes. */
export type ChangeLine = Omit<Schemas['ChangeLine'], 'outcome'> & { outcome: string };
export type Receipt = Schemas['Receipt'];
export type Group = Schemas['Group'];
export type Edit = Schemas['Edit'];
export type Problem = Schemas['ProblemOut'];
export type Place = Schemas['Place'];

interface Block {
  id: string;
  ver: number;
  disputed: string[];
}

export interface Note extends Block {
  title?: string;
  body: string;
  topic?: string;
  pinned?: boolean;
  day?: string;
}

export interface Task extends Block {
  title: string;
  detail?: string;
  done?: boolean;
  due?: string;
  department?: string;
  assignees?: string[];
  assignee_names: string[];
  position?: number;
  day?: string;
}

export interface Person extends Block {
  name: string;
  preferred_name?: string;
  role?: string;
  department?: string;
  party?: string;
  company?: string;
  phone?: string;
  email?: string;
  starts?: string;
  ends?: string;
  bunk?: string;
  account?: string;
  position?: number;
}

export interface Contact extends Block {
  name: string;
  role?: string;
  company?: string;
  category?: string;
  phone?: string;
  email?: string;
  day?: string;
  venue?: string;
  /** In the list of the whole tour: the date that the contact is for. */
  date?: string | null;
  venue_name?: string | null;
}

export interface Venue extends Block {
  name: string;
  place?: Place;
  capacity?: number;
  phone?: string;
  venue_type?: string;
  artist_entrance?: string;
  load_in_access?: string;
  door_code?: string;
  bus_parking?: string;
  truck_parking?: string;
  van_parking?: string;
  wifi_network?: string;
  wifi_password?: string;
  dressing_rooms?: string;
  showers?: string;
  production_office?: string;
  runner?: string;
  emergency?: string;
  notes?: string;
}

export interface Hotel extends Block {
  name: string;
  place?: Place;
  phone?: string;
  confirmation?: string;
  breakfast?: string;
  shuttle?: string;
  wifi?: string;
  notes?: string;
  day_rooms?: boolean;
  status?: string;
  check_in_time?: ShownTime | null;
  check_out_time?: ShownTime | null;
  checks_in: boolean;
  checks_out: boolean;
  people_names: string[];
  zone?: ShownZone | null;
}

export interface Event extends Block {
  event_type?: string;
  title?: string;
  venue?: string;
  venue_name?: string | null;
  billing?: string[];
  capacity?: number;
  status?: string;
  ticket_status?: string;
  guest_list?: string;
  photo_policy?: string;
  merch?: string;
  age_limit?: string;
  stage?: string;
  notes?: string;
}

export interface FileRecord extends Block {
  name: string;
  hash: string;
  bytes: number;
  media_type?: string;
  category?: string;
  note?: string;
  version?: string;
}

/** One line of a sheet that differs between two versions. A newer server may have more ways. */
export type SheetChange = Omit<Schemas['PublishedChange'], 'differs'> & { differs: string };
/** A version of a sheet that was handed out. A newer server may have more severities. */
export type SheetVersion = Omit<Schemas['VersionBlock'], 'changed' | 'since' | 'severity'> & {
  severity?: string | null;
  changed: SheetChange[];
  since: SheetChange[];
};

/** A day sheet with the fields of its records. */
export type DaySheet = Omit<
  Schemas['DaySheet'],
  | 'header'
  | 'schedule'
  | 'travel'
  | 'notes'
  | 'tasks'
  | 'contacts'
  | 'venues'
  | 'hotels'
  | 'events'
  | 'files'
  | 'versions'
> & {
  header: Header;
  schedule: ScheduleRow[];
  travel: TravelLeg[];
  notes: Note[];
  tasks: Task[];
  contacts: Contact[];
  venues: Venue[];
  hotels: Hotel[];
  events: Event[];
  files: FileRecord[];
  /** Absent in a piece that was kept before sheets had versions. */
  versions?: SheetVersion[];
};

export interface Leg {
  id: string;
  ver: number;
  name: string;
  starts?: string | null;
  ends?: string | null;
}

export interface TourHeader {
  id: string;
  ver: number;
  name: string;
  artist?: string | null;
  home_zone?: string | null;
  tour_manager?: Person | null;
  production_manager?: Person | null;
  notes?: string | null;
  legs: Leg[];
  starts?: string | null;
  ends?: string | null;
  n_days: number;
  n_shows: number;
  n_unconfirmed: number;
  n_disputed: number;
}

/** The piece `tour` of a book: what stands above every date. */
export interface TourPiece {
  header: TourHeader;
  people: { people: Person[]; contacts: Contact[] };
  venues: Pick<Venue, 'id' | 'name' | 'place' | 'capacity' | 'venue_type'>[];
  grid: { days: GridDay[] };
}

/** A newer server may have more statuses and sections, and the generator writes the sections otherwise. */
export type BoardItem = Omit<Schemas['BoardItem'], 'status' | 'sections'> & {
  status: string;
  sections: SectionCounts[];
};
export type SectionCounts = Schemas['Counts'] & { section: string; newest: number };
/** The piece `advances`: every show with how far its sheet is. */
export interface AdvanceBoard {
  items: BoardItem[];
}
export type Input = Schemas['Input'];
export type Question = Omit<Schemas['Question'], 'section' | 'asks'> & { section: string; asks?: string };
export type DecidedShown = Omit<Schemas['DecidedShown'], 'outcome'> & { outcome: string };
export type CandidateShown = Omit<Schemas['CandidateShown'], 'answer'> & { answer: unknown };
export type BeforeShown = Omit<Schemas['BeforeShown'], 'answer'> & { answer: unknown };
export type HandoutShown = Schemas['HandoutShown'];
/** A question with everything that is known of its answer. */
export type SheetField = Omit<
  Schemas['SheetField'],
  'question' | 'answer' | 'via' | 'decided' | 'others' | 'before' | 'state'
> & {
  question: Question;
  answer: unknown;
  via?: string | null;
  decided?: DecidedShown | null;
  others: CandidateShown[];
  before?: BeforeShown | null;
  state: string;
};
export type AdvanceSheet = Omit<Schemas['AdvanceSheet'], 'status' | 'sections' | 'parts'> & {
  status: string;
  sections: SectionCounts[];
  parts: { section: string; fields: SheetField[] }[];
};
/** The piece `advance/` and a date: a sheet for each show of it. */
export interface AdvancePiece {
  sheets: AdvanceSheet[];
}

/** A part of a tour that is fetched and kept as one. */
export interface Piece {
  key: string;
  etag: string;
  body: TourPiece | DaySheet | AdvanceBoard | AdvancePiece;
}

export interface Book {
  pieces: Piece[];
  gone: string[];
}
