// What the desk shows of a conference (src/conference/desk.h), and the tree of units.
import type { DeviceRole } from '../../protocol/office_api';
import type { ItemView, Names, Phase, SiteLevel } from './views';

export interface Official {
  readonly person: number;
  readonly post: number;
  readonly site: number;
}

export interface Sitting {
  readonly begins: number;
  readonly ends: number;
}

export type Marking = 'none' | 'internal' | 'state_secret';

export interface Call {
  readonly title: string;
  readonly unit: number;
  readonly sittings: readonly Sitting[];
  readonly marking: Marking;
}

export interface SiteSpec {
  readonly unit: number;
  readonly name: string;
  readonly level: SiteLevel;
  readonly region: string;
  readonly parent: number;
  readonly expected: number;
  readonly weight: number;
  readonly chair: number;
  readonly chair_post: number;
}

export interface DeskLink {
  readonly link: number;
  readonly roles: readonly DeviceRole[];
  readonly expires: number;
  readonly max_devices: number;
  readonly revoked: boolean;
  readonly devices: number;
}

export interface DeskSite {
  readonly site: number;
  readonly spec: SiteSpec;
  readonly checked_in: boolean;
  readonly ready: boolean;
  readonly links: readonly DeskLink[];
}

export interface QuorumRule {
  readonly of: 'nothing' | 'delegates' | 'sites';
  readonly numerator: number;
  readonly denominator: number;
  readonly substitutes_count: boolean;
}

export interface DeskView {
  readonly conference: number;
  readonly seq: number;
  readonly call: Call;
  readonly phase: Phase;
  readonly chair: Official;
  readonly co_chairs: readonly Official[];
  readonly secretaries: readonly Official[];
  readonly technicians: readonly Official[];
  readonly quorum: QuorumRule;
  readonly programme: readonly ItemView[];
  readonly sites: readonly DeskSite[];
  readonly names: Names;
}
