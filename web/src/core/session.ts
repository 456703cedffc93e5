import type { Clock } from './clock';
import { problemOf, type LocalMedia, type MediaSettings } from './media';
import {
  ConnectError,
  type CloseReason,
  type Grant,
  type LocalSource,
  type RoomFactory,
  type RoomLink,
  type RoomLinkEvents,
} from './room_link';
import type { Receiving } from './receiving';
import { Roster } from './roster';
import {
  deviceOff,
  initialState,
  isInRoom,
  type JoinProblem,
  type LocalDevice,
  type Phase,
  type SessionState,
} from './session_state';
import { sameMembers, Store } from './store';

export interface JoinWish {
  readonly room: string;
  readonly name: string;
  readonly language: 'vi' | 'en';
  readonly microphone: boolean;
  readonly camera: boolean;
  // Opened already by the lobby; the session takes them over.
  readonly media: readonly LocalMedia[];
}

export interface SessionParts {
  readonly clock: Clock;
  readonly createRoom: RoomFactory;
  // Asks the server to be let in; rejects with an error that `explain` understands.
  readonly askIn: (wish: JoinWish) => Promise<Grant>;
  readonly explain: (error: unknown) => { problem: JoinProblem; passing: boolean };
  readonly settings: () => MediaSettings;
  readonly secureContext: boolean;
  // 0 to 1, to spread those who come back at the same moment.
  readonly random: () => number;
}

const kFirstRetryMs = 1000;
const kMaxRetryMs = 5000;

// One person in one room, from the lobby to the farewell. Owns the room's link; the page only reads
// `state` and `roster` and calls the verbs. Lives as long as the page.
//
// The link itself bridges short breaks. When it gives up ("lost"), the session asks to be let in
// anew, for as long as it takes: a token may have expired, a server been replaced meanwhile.
export class Session {
  readonly state = new Store<SessionState>(initialState, sameMembers);
  readonly roster = new Roster();
  private link: RoomLink | null = null;
  private wish: JoinWish | null = null;
  private cancelRetry: (() => void) | null = null;
  // What an older attempt still brings in is thrown away.
  private attempt = 0;
  // What this person wants to send, whether or not the line lets them just now.
  private wanted = { microphone: false, camera: false };
  // null: everything that the room has.
  private receiving: Receiving | null = null;

  constructor(private readonly parts: SessionParts) {}

  async join(wish: JoinWish): Promise<void> {
    this.dropLink();
    this.wish = wish;
    this.wanted = { microphone: wish.microphone, camera: wish.camera };
    this.roster.replace([]);
    this.state.set({
      ...initialState,
      room: wish.room,
      name: wish.name,
      phase: { name: 'joining', step: 'asking' },
    });
    const attempt = ++this.attempt;
    try {
      await this.enter(wish, attempt);
      if (attempt === this.attempt) await this.sendFirst(wish);
    } catch (error) {
      if (attempt === this.attempt) this.refuse(error);
    } finally {
      if (attempt !== this.attempt || !isInRoom(this.phase)) stopAll(wish.media);
    }
  }

  async leave(): Promise<void> {
    const link = this.link;
    this.finish('asked');
    await link?.disconnect();
  }

  // Back to the lobby, from a refusal or a farewell.
  reset(): void {
    this.dropLink();
    this.roster.replace([]);
    this.state.set(initialState);
  }

  async setLocal(source: LocalSource, on: boolean): Promise<void> {
    const device = this.state.get()[source];
    if (!this.link || device.busy) return;
    this.want(source, on);
    this.setDevice(source, { on: device.on, busy: true, problem: null });
    await this.settle(this.link, source, on, (link) =>
      link.setLocal(source, on, this.parts.settings()),
    );
  }

  async toggle(source: LocalSource): Promise<void> {
    await this.setLocal(source, !this.state.get()[source].on);
  }

  async settingsChanged(): Promise<void> {
    const link = this.link;
    if (!link) return;
    try {
      await link.changeDevices(this.parts.settings());
    } catch (error) {
      const problem = problemOf(error, this.parts.secureContext);
      this.setDevice('camera', { ...this.state.get().camera, problem });
    }
  }

  // From the first call on only what is wished is taken of the room.
  receive(wishes: Receiving): void {
    this.receiving = wishes;
    this.link?.receive(wishes);
  }

  async setSpeaker(deviceId: string): Promise<void> {
    await this.link?.setSpeaker(deviceId);
  }

  async startSound(): Promise<void> {
    await this.link?.startSound();
  }

  dismissProblem(source: LocalSource): void {
    this.setDevice(source, { ...this.state.get()[source], problem: null });
  }

  level(id: string): number {
    return this.phase.name === 'inside' ? (this.link?.level(id) ?? 0) : 0;
  }

  private get phase(): Phase {
    return this.state.get().phase;
  }

  private async enter(wish: JoinWish, attempt: number): Promise<void> {
    const grant = await this.parts.askIn(wish);
    if (attempt !== this.attempt) return;
    if (this.phase.name === 'joining') this.setPhase({ name: 'joining', step: 'connecting' });
    const life = { connected: false };
    const link = this.parts.createRoom(this.eventsOf(attempt, life));
    this.link = link;
    if (this.receiving) link.receive(this.receiving);
    await link.connect(grant);
    if (attempt !== this.attempt) return;
    life.connected = true;
    if (!isInRoom(this.phase)) this.patch({ joinedAt: this.parts.clock.now() });
    this.setPhase({ name: 'inside' });
    this.roster.replace(link.people());
    const { speakerId } = this.parts.settings();
    // A speaker that is no longer there is no reason to stay out.
    if (speakerId) link.setSpeaker(speakerId).catch(() => undefined);
  }

  // What the lobby opened goes out as it is; what it did not open is opened now.
  private async sendFirst(wish: JoinWish): Promise<void> {
    for (const source of ['microphone', 'camera'] as const) {
      const media = wish.media.find((given) => given.kind === source);
      const link = this.link;
      if (!wish[source] || !link) {
        media?.stop();
      } else if (media) {
        this.setDevice(source, { on: true, busy: true, problem: null });
        await this.settle(link, source, true, () => link.adopt(media));
      } else {
        await this.setLocal(source, true);
      }
    }
  }

  // A link that is given up meanwhile says nothing about the devices of the next.
  private async settle(
    link: RoomLink,
    source: LocalSource,
    on: boolean,
    work: (link: RoomLink) => Promise<void>,
  ): Promise<void> {
    try {
      await work(link);
      if (link !== this.link) return;
      this.setDevice(source, { on, busy: false, problem: null });
    } catch (error) {
      if (link === this.link) this.failed(source, error);
    }
    if (link === this.link) this.roster.replace(link.people());
  }

  private failed(source: LocalSource, error: unknown): void {
    const found = problemOf(error, this.parts.secureContext);
    // What browsers say about devices has names; anything else went wrong on the way out.
    const problem = found === 'unknown' ? 'unsent' : found;
    if (problem !== 'unsent') this.want(source, false);
    // Who closes the browser's window picker has decided, not failed.
    const decided = source === 'screen' && problem === 'denied';
    this.setDevice(source, { ...deviceOff, problem: decided ? null : problem });
  }

  private want(source: LocalSource, on: boolean): void {
    if (source !== 'screen') this.wanted = { ...this.wanted, [source]: on };
  }

  // Until connect() has resolved, it is connect() that tells how things went.
  private eventsOf(attempt: number, life: { connected: boolean }): RoomLinkEvents {
    const ours = (action: () => void) => {
      if (attempt === this.attempt && life.connected) action();
    };
    return {
      peopleChanged: () => ours(() => this.peopleChanged()),
      interrupted: () => ours(() => this.interrupted()),
      resumed: () => ours(() => this.resumed()),
      closed: (reason) => ours(() => this.closed(reason)),
      // Told while still connecting, too.
      soundBlocked: (soundBlocked) => {
        if (attempt === this.attempt) this.patch({ soundBlocked });
      },
      localEnded: (source, problem) =>
        ours(() => {
          this.want(source, false);
          this.setDevice(source, { ...deviceOff, problem });
        }),
    };
  }

  // While the line is lost the link forgets people; the page keeps showing the last it knew.
  private peopleChanged(): void {
    if (this.phase.name === 'inside' && this.link) this.roster.replace(this.link.people());
  }

  private interrupted(): void {
    if (this.phase.name !== 'inside') return;
    this.setPhase({ name: 'interrupted', since: this.parts.clock.now(), attempts: 0 });
  }

  private resumed(): void {
    if (this.phase.name !== 'interrupted') return;
    this.setPhase({ name: 'inside' });
    this.peopleChanged();
    void this.sendAgain();
  }

  // A room that bridged a break may have lost on the way what it was sending.
  private async sendAgain(): Promise<void> {
    for (const source of ['microphone', 'camera'] as const) {
      if (this.wanted[source] && this.link?.sends(source) === false) {
        await this.setLocal(source, true);
      }
    }
  }

  // "asked" is not our own leave(), which listens no more: the library ends a room when its page is
  // unloaded. A reload must come back as what it was, and so must a page out of the browser's cache.
  private closed(reason: CloseReason): void {
    if (reason !== 'lost' && reason !== 'asked') return this.finish(reason);
    this.interrupted();
    this.link = null;
    this.retryLater();
  }

  private retryLater(): void {
    if (this.phase.name !== 'interrupted') return;
    const attempts = this.phase.attempts + 1;
    this.setPhase({ ...this.phase, attempts });
    const delay = Math.min(kMaxRetryMs, kFirstRetryMs * 2 ** (attempts - 1));
    const spread = 0.5 + this.parts.random();
    this.cancelRetry = this.parts.clock.after(delay * spread, () => void this.comeBack());
  }

  private async comeBack(): Promise<void> {
    this.cancelRetry = null;
    const wish = this.wish;
    if (!wish) return;
    const attempt = ++this.attempt;
    const devices = this.wanted;
    try {
      await this.enter(wish, attempt);
      if (attempt !== this.attempt) return;
      this.patch({ microphone: deviceOff, camera: deviceOff, screen: deviceOff });
      await this.sendFirst({ ...wish, ...devices, media: [] });
    } catch (error) {
      if (attempt === this.attempt) this.comeBackFailed(error);
    }
  }

  private comeBackFailed(error: unknown): void {
    this.dropLink();
    if (error instanceof ConnectError || this.parts.explain(error).passing) this.retryLater();
    else this.finish('refused');
  }

  private refuse(error: unknown): void {
    this.dropLink();
    this.setPhase({ name: 'refused', problem: this.parts.explain(error).problem });
  }

  private finish(why: CloseReason | 'refused'): void {
    this.dropLink();
    this.roster.replace([]);
    this.patch({
      phase: { name: 'left', why: why === 'lost' ? 'refused' : why },
      microphone: deviceOff,
      camera: deviceOff,
      screen: deviceOff,
      soundBlocked: false,
    });
  }

  // Whatever the old link still says is not heard.
  private dropLink(): void {
    this.attempt++;
    this.cancelRetry?.();
    this.cancelRetry = null;
    const link = this.link;
    this.link = null;
    link?.disconnect().catch(() => undefined);
  }

  private setPhase(phase: Phase): void {
    this.patch({ phase });
  }

  private setDevice(source: LocalSource, device: LocalDevice): void {
    this.patch({ [source]: device });
  }

  private patch(change: Partial<SessionState>): void {
    this.state.update((state) => ({ ...state, ...change }));
  }
}

function stopAll(media: readonly LocalMedia[]): void {
  for (const one of media) one.stop();
}
