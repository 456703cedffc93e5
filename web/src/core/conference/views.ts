// What the server shows of a conference: the structs of src/conference/*.h by their JSON names.
// Ids are numbers, 0 is none; times are milliseconds since 1970.
import type { DeviceRole } from '../../protocol/office_api';

export type Phase = 'none' | 'draft' | 'convened' | 'in_session' | 'paused' | 'closed';
export type FloorMode = 'everyone' | 'one' | 'several';
export type StageLayout = 'one' | 'two' | 'four' | 'nine';
export type SiteLevel = 'centre' | 'province' | 'commune';
export type ItemKind =
  | 'opening'
  | 'report'
  | 'contribution'
  | 'discussion'
  | 'film'
  | 'break'
  | 'vote'
  | 'conclusion'
  | 'course';
export type ItemStatus = 'planned' | 'current' | 'done' | 'skipped' | 'filed';
export type MicrophoneState = 'open' | 'when_called' | 'muted' | 'talkback' | 'off_session';
export type Electorate = 'sites' | 'delegates' | 'hands';
export type MessageTo = 'secretariat' | 'technician';
export type IncidentKind = 'no_picture' | 'no_sound' | 'echo' | 'line_lost' | 'line_thin' | 'other';
export type Readiness = 'unknown' | 'good' | 'weak' | 'failed';
export const readinessSteps = ['picture', 'sound', 'loudspeaker', 'line', 'display'] as const;
export type ReadinessStep = (typeof readinessSteps)[number];

// The names of the ids in the same picture.
export interface Names {
  readonly people: Readonly<Record<string, string>>;
  readonly posts: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, string>>;
}

export interface Speaker {
  readonly person: number;
  readonly post: number;
  readonly unit: number;
  readonly text: string;
}

// It runs since `running_since`, or stands if that is 0. `allotted_s` 0: no limit.
export interface TurnClock {
  readonly allotted_s: number;
  readonly spent_ms: number;
  readonly running_since: number;
  readonly held: boolean;
}

export interface TurnView {
  readonly turn: number;
  readonly site: number;
  readonly site_name: string;
  readonly speaker: Speaker;
  readonly item: number;
  readonly clock: TurnClock;
  readonly warnings: number;
  readonly seq: number;
}

export interface ItemSpec {
  readonly kind: ItemKind;
  readonly title: string;
  readonly topic: string;
  readonly speaker: Speaker;
  readonly site: number;
  readonly paper: number;
  readonly planned_minutes: number;
  readonly file: string;
  readonly course: string;
}

export interface ItemView {
  readonly item: number;
  readonly spec: ItemSpec;
  readonly site: number;
  readonly status: ItemStatus;
  readonly began: number;
  readonly ended: number;
}

export interface RequestView {
  readonly request: number;
  readonly site: number;
  readonly site_name: string;
  readonly speaker: Speaker;
  readonly subject: string;
  readonly raised: number;
}

export interface NextView {
  readonly site: number; // 0: nobody waits
  readonly site_name: string;
  readonly speaker: Speaker;
  readonly item: number;
  readonly request: number;
}

export interface WallTile {
  readonly site: number;
  readonly name: string;
  readonly unit: number;
  readonly level: SiteLevel;
  readonly region: string;
  readonly parent: number;
  readonly checked_in: boolean;
  readonly line_lost: boolean;
  readonly heads: number;
  readonly hands: number;
  readonly microphone: boolean;
  readonly on_air: boolean;
  readonly muted: boolean;
  readonly talkback: boolean;
  readonly ready: boolean;
  readonly sound: boolean;
  readonly incidents: number;
}

export interface RollSums {
  readonly sites: number;
  readonly sites_in: number;
  readonly expected: number;
  readonly in_room: number;
  readonly online: number;
  readonly substitutes: number;
  readonly absent: number;
  readonly not_called: number;
  readonly present: number;
  readonly present_substitutes: number;
  readonly heads: number;
}

export interface Header {
  readonly title: string;
  readonly phase: Phase;
  readonly item_number: number;
  readonly items: number;
  readonly sums: RollSums;
  readonly quorum_of: 'nothing' | 'delegates' | 'sites';
  readonly quorum: boolean;
  readonly recording: boolean;
  readonly presiding: number;
}

export interface FloorView {
  readonly mode: FloorMode;
  readonly holders: readonly TurnView[];
  readonly top: number;
  readonly can_undo: number;
  readonly chair_microphone: boolean;
  readonly next: NextView;
  readonly queue: readonly RequestView[];
}

export interface StageView {
  readonly layout: StageLayout;
  readonly on_air: number;
  readonly sites: readonly number[];
  readonly beside: readonly number[];
  readonly film: string;
  readonly tone: number;
  readonly talkback: number;
}

export interface VoteSpec {
  readonly question: string;
  readonly matter: 'matter' | 'procedure';
  readonly labels: readonly string[];
  readonly electorate: Electorate;
  readonly secret: boolean;
  readonly needed_percent: number;
}

export interface VoteView {
  readonly vote: number; // 0: none is open
  readonly spec: VoteSpec;
  readonly took_part: number;
  readonly entitled: number;
}

export interface EndedVoteView {
  readonly vote: number;
  readonly question: string;
  readonly labels: readonly string[];
  readonly result: {
    readonly counts: readonly number[];
    readonly took_part: number;
    readonly entitled: number;
    readonly withheld: boolean;
    readonly carried: boolean;
  };
}

export interface MessageView {
  readonly message: number;
  readonly site: number;
  readonly to: MessageTo;
  readonly text: string;
  readonly sent: number;
}

export interface NoticeView {
  readonly notice: number;
  readonly text: string;
  readonly sites: readonly number[];
  readonly urgent: boolean;
  readonly sent: number;
}

export interface IncidentView {
  readonly incident: number;
  readonly site: number;
  readonly kind: IncidentKind;
  readonly text: string;
  readonly opened: number;
}

export interface ControlRoomView {
  readonly conference: number;
  readonly seq: number;
  readonly header: Header;
  readonly programme: readonly ItemView[];
  readonly floor: FloorView;
  readonly stage: StageView;
  readonly wall: readonly WallTile[];
  readonly vote: VoteView;
  readonly votes: readonly EndedVoteView[];
  readonly messages: readonly MessageView[];
  readonly notices: readonly NoticeView[];
  readonly incidents: readonly IncidentView[];
  readonly notes: number;
  readonly conclusion_version: number;
  readonly names: Names;
}

export interface AnswerView {
  readonly message: number;
  readonly text: string;
  readonly answer: string;
  readonly answered: boolean;
  readonly sent: number;
}

export interface ReadinessResult {
  readonly outcome: Readiness;
  readonly detail: string;
}

export interface DeviceView {
  readonly device: number;
  readonly role: DeviceRole;
  readonly here: boolean;
}

export interface SiteView {
  readonly conference: number;
  readonly seq: number;
  readonly site: number; // 0: there is no such site
  readonly name: string;
  readonly title: string;
  readonly phase: Phase;
  readonly item_title: string;
  readonly checked_in: boolean;
  readonly line_lost: boolean;
  readonly heads: number;
  readonly sums: RollSums;
  readonly microphone: MicrophoneState;
  readonly on_air: boolean;
  readonly turn: TurnView;
  readonly speaking: readonly TurnView[];
  readonly next: NextView;
  readonly stage: readonly number[];
  readonly film: string;
  readonly recording: boolean;
  readonly talkback: boolean;
  readonly tone: boolean;
  readonly own_queue: readonly RequestView[];
  readonly own_raised: readonly RequestView[];
  readonly notices: readonly NoticeView[];
  readonly messages: readonly AnswerView[];
  readonly readiness: readonly ReadinessResult[];
  readonly ready: boolean;
  readonly devices: readonly DeviceView[];
  readonly sound: number;
  readonly vote: VoteView;
  readonly last_vote: EndedVoteView;
  readonly voted: boolean;
  readonly names: Names;
}

export interface RollRow {
  readonly site: number;
  readonly parent: number;
  readonly name: string;
  readonly unit: number;
  readonly level: SiteLevel;
  readonly own: RollSums;
  readonly below: RollSums;
  readonly confirmed: number;
}

export interface RollView {
  readonly conference: number;
  readonly seq: number;
  readonly totals: RollSums;
  readonly quorum: boolean;
  readonly rows: readonly RollRow[];
}

export interface Stamp {
  readonly seq: number;
  readonly at: number;
  readonly who: string;
}

export interface Note {
  readonly text: string;
  readonly themes: readonly number[];
  readonly item: number;
  readonly turn: number;
  readonly unit: number;
  readonly site: number;
  readonly into_turn_ms: number;
  readonly version: number;
  readonly taken: Stamp;
}

export interface SynthesisRow {
  readonly theme: number; // 0: notes without a theme
  readonly name: string;
  readonly cells: readonly { readonly unit: number; readonly notes: readonly number[] }[];
}

export interface Theme {
  readonly theme: number;
  readonly name: string;
}

export interface SynthesisView {
  readonly rows: readonly SynthesisRow[];
  readonly notes: readonly (readonly [number, Note])[];
  readonly conclusion: string;
  readonly conclusion_version: number;
  readonly adopted_version: number;
  readonly themes: readonly Theme[];
  readonly names: Names;
}

export interface ConferenceCard {
  readonly conference: number;
  readonly title: string;
  readonly unit: string | number;
  readonly phase: Phase;
  readonly begins: number;
  readonly sites: number;
  readonly standing: readonly string[];
}

export interface ConferencesView {
  readonly conferences: readonly ConferenceCard[];
}
