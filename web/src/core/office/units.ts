// Views of the organisation (src/organisation/queries.h, docs/api/office.md).
import type { Names, ConferenceCard } from '../conference/views';
import type { ReviewLine } from './reviews';
import type { UnitTasks } from './tasks';

// "2026-11-23"; empty: none.
export type Day = string;

export interface UnitLine {
  readonly unit: number;
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parent: number; // 0: none, or one that may not be seen
  readonly second_superior: number;
  readonly mine: boolean;
}

// Flat, parents first.
export interface UnitsView {
  readonly units: readonly UnitLine[];
}

export interface UnitLink {
  readonly unit: number;
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly subordinates: number;
}

export interface PostLine {
  readonly post: number;
  readonly person: number;
  readonly name: string;
  readonly title: string;
  readonly rank: string;
  readonly leads: boolean;
  readonly from: Day;
  readonly to: Day;
  readonly telephone: string;
  readonly email: string;
  readonly other_posts: number;
}

export interface UnitSpec {
  readonly code: string;
  readonly name: string;
  readonly short_name: string;
  readonly level: string;
  readonly superior: number;
  readonly second_superior: number;
  readonly from: Day;
  readonly to: Day;
}

export interface FormerName {
  readonly name: string;
  readonly short_name: string;
  readonly until: Day;
  readonly decision: string;
}

export interface FormerPlace {
  readonly superior: number;
  readonly second_superior: number;
  readonly until: Day;
  readonly decision: string;
}

export interface Unit {
  readonly spec: UnitSpec;
  readonly ending: 'none' | 'closed' | 'merged' | 'split';
  readonly ended: Day;
  readonly ended_by: string;
  readonly names: readonly FormerName[];
  readonly places: readonly FormerPlace[];
}

export interface UnitPage {
  readonly id: number;
  readonly unit: Unit;
  readonly level: string;
  readonly path: readonly UnitLink[];
  readonly second_superior: UnitLink | null;
  readonly children: readonly UnitLink[];
  readonly second_children: readonly UnitLink[];
  readonly predecessors: readonly UnitLink[];
  readonly successors: readonly UnitLink[];
  readonly posts: readonly PostLine[];
  readonly past_posts: number;
  readonly branch_units: number;
  readonly branch_people: number;
}

export interface UnitDraft {
  readonly draft: number;
  readonly title: string;
  readonly unit: number;
  readonly deadline: Day;
  readonly mine: number;
  readonly comments: number;
  readonly open: number;
  readonly side: 'drafter' | 'asked';
}

export interface UnitPaper {
  readonly conference: number;
  readonly item: number;
  readonly title: string;
  readonly topic: string;
  readonly paper: number;
  readonly status: string;
  readonly deadline?: Day;
}

// Counted by posts of the branch: whose holder needs a course, and lacks one.
export interface TrainingSummary {
  readonly needed: number;
  readonly lacking: number;
}

export interface UnitView {
  readonly organisation: UnitPage;
  readonly tasks: UnitTasks | null; // null: not for this account, as the drafts
  readonly drafts: readonly UnitDraft[] | null;
  readonly conferences: readonly ConferenceCard[];
  readonly papers: readonly UnitPaper[];
  readonly training: TrainingSummary;
  readonly review: ReviewLine | null;
  readonly may: readonly string[];
  readonly names: Names;
}

export interface PastPostsView {
  readonly posts: readonly PostLine[];
  readonly names: Names;
}

export interface Word {
  readonly code: string;
  readonly name: string;
  readonly leads?: boolean;
}

export interface WordsView {
  readonly levels: readonly Word[];
  readonly titles: readonly Word[];
  readonly ranks: readonly Word[];
  readonly roles: readonly string[];
}

export interface AccountLine {
  readonly account: number;
  readonly person: number;
  readonly label: string;
  readonly claimed: boolean; // somebody has chosen a login name and a password
  readonly disabled: boolean;
  readonly disabled_why: string;
  readonly waiting: boolean;
  readonly grants: readonly AccountGrant[];
}

export interface AccountGrant {
  readonly grant: number;
  readonly role: string;
  readonly branch: number; // 0: the whole, or a conference
  readonly conference: number;
}

export interface AccountsView {
  readonly accounts: readonly AccountLine[];
  readonly names: Names;
}

// Commands to the stream "organisation".
export interface OrganisationCommands {
  'unit.add': { spec: UnitSpec };
  'unit.correct': { unit: number; spec: UnitSpec };
  'unit.rename': { unit: number; name: string; short_name: string; day: Day; decision: string };
  'unit.move': {
    unit: number;
    superior: number;
    second_superior: number;
    day: Day;
    decision: string;
  };
  'units.merge': { units: number[]; into: number; day: Day; decision: string };
  'unit.close': { unit: number; day: Day; decision: string };
  'person.add': { personal: Personal; rank: string; post: Omit<PostSpec, 'person'> };
  'post.add': { spec: PostSpec };
  'post.end': { post: number; last_day: Day; decision: string };
  'import.run': {
    what: 'units' | 'people';
    file: string;
    csv: string;
    seen: string;
    leave_out_refused: boolean;
  };
  'import.undo': { import: number; why: string };
  'account.create': { person: number; label: string; why: string };
  'account.disable': { account: number; why: string };
  'account.enable': { account: number; why: string };
  'role.grant': { account: number; role: string; branch: number; why: string };
  'role.withdraw': { grant: number; why: string };
}

export interface Personal {
  readonly code: string;
  readonly name: string;
  readonly born: Day;
  readonly telephone: string;
  readonly email: string;
}

export interface PostSpec {
  readonly person: number;
  readonly unit: number;
  readonly title: string;
  readonly from: Day;
  readonly to: Day;
}
