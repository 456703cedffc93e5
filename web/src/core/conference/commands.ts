// What can be asked of a conference: names and bodies of src/conference/*.h. What is left out of a
// body has its default there.
import type { Call, Official, QuorumRule, SiteSpec } from './desk_views';
import type {
  Electorate,
  FloorMode,
  IncidentKind,
  ItemSpec,
  MessageTo,
  Readiness,
  ReadinessStep,
  Speaker,
  StageLayout,
} from './views';

type Nothing = Readonly<Record<string, never>>;
interface OfTurn {
  readonly turn: number;
}
interface OfSite {
  readonly site: number;
}
interface OfItem {
  readonly item: number;
}

// To the stream "conference/new".
export interface NewConferenceCommands {
  'conference.draft': { readonly call: Call };
}

export interface Commands {
  'conference.change': { readonly call: Call };
  'conference.convene': Nothing;
  'chairs.appoint': { readonly chair: Official; readonly co_chairs: readonly Official[] };
  'secretaries.appoint': { readonly secretaries: readonly Official[] };
  'technicians.appoint': { readonly technicians: readonly Official[] };
  'quorum.set_rule': { readonly rule: QuorumRule };
  'item.add': { readonly spec: ItemSpec; readonly before: number };
  'item.change': OfItem & { readonly spec: ItemSpec };
  'item.move': OfItem & { readonly before: number };
  'item.remove': OfItem;
  'site.add': { readonly spec: SiteSpec };
  'site.change': OfSite & { readonly spec: SiteSpec };
  'site.remove': OfSite;
  'site.check_out': OfSite & { readonly reason: string };
  'link.revoke': OfSite & { readonly link: number };
  'talkback.start': OfSite;
  'talkback.stop': Nothing;
  'tone.start': OfSite;
  'tone.stop': Nothing;
  'incident.open': OfSite & { readonly kind: IncidentKind; readonly text: string };
  'conference.open': { readonly without_quorum: boolean };
  'conference.pause': { readonly reason: string };
  'conference.resume': Nothing;
  'conference.close': Nothing;
  'chair.succeed': { readonly seen: number };
  'chair.return': Nothing;
  'item.begin': OfItem & { readonly seen: number };
  'item.end': OfItem;
  'item.skip': OfItem;
  'item.file': OfItem;
  'item.take_back': OfItem;
  'floor.next': {
    readonly seen: number;
    readonly seen_site: number;
    readonly seen_item: number;
    readonly seen_request: number;
  };
  'floor.grant': OfSite & {
    readonly speaker?: Speaker;
    readonly item?: number;
    readonly request?: number;
    readonly seen: number;
  };
  'floor.extend': OfTurn & { readonly more_s: number };
  'floor.warn': OfTurn;
  'floor.take_back': OfTurn;
  'floor.end': OfTurn;
  'floor.mute_all': Nothing;
  'floor.set_mode': { readonly mode: FloorMode };
  'site.mute': OfSite & { readonly muted: boolean };
  'chair.microphone': { readonly open: boolean };
  'clock.pause': OfTurn;
  'clock.resume': OfTurn;
  'queue.raise': OfSite & { readonly speaker?: Speaker; readonly subject: string };
  'queue.lower': { readonly request: number };
  'queue.move': { readonly request: number; readonly before: number };
  'queue.forward': { readonly request: number };
  'stage.set_layout': { readonly layout: StageLayout; readonly beside: readonly number[] };
  'stage.put': OfSite & { readonly seen: number };
  'recording.start': Nothing;
  'recording.stop': Nothing;
  'notice.send': {
    readonly text: string;
    readonly sites: readonly number[];
    readonly urgent: boolean;
  };
  'notice.clear': { readonly notice: number };
  'message.send': OfSite & { readonly to: MessageTo; readonly text: string };
  'message.answer': { readonly message: number; readonly answer: string };
  'incident.resolve': { readonly incident: number; readonly outcome: string };
  'theme.add': { readonly name: string };
  'note.take': { readonly text: string; readonly themes: readonly number[]; readonly turn: number };
  'note.change': {
    readonly note: number;
    readonly text: string;
    readonly themes: readonly number[];
    readonly seen: number;
  };
  'note.remove': { readonly note: number; readonly seen: number };
  'conclusion.draft': { readonly text: string; readonly seen: number };
  'conclusion.adopt': { readonly version: number };
  'roll.report': Nothing;
  'vote.open': {
    readonly spec: {
      readonly question: string;
      readonly labels: readonly string[];
      readonly electorate: Electorate;
      readonly secret: boolean;
    };
  };
  'vote.close': { readonly vote: number };
  'vote.cancel': { readonly vote: number; readonly reason: string };
  'vote.cast': OfSite & {
    readonly vote: number;
    readonly delegate: number;
    readonly choice: number;
  };
  'vote.hands': OfSite & { readonly vote: number; readonly counts: readonly number[] };
  'site.check_in': OfSite & { readonly heads: number };
  'site.count': OfSite & { readonly heads: number };
  'readiness.report': OfSite & {
    readonly step: ReadinessStep;
    readonly outcome: Readiness;
    readonly detail: string;
  };
  'sound.claim': OfSite & { readonly device: number };
  'sound.take_over': OfSite & { readonly device: number; readonly seen: number };
}

export type CommandName = keyof Commands;
