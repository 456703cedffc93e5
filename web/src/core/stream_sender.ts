import { ApiError, type Facts } from '../protocol/http';
import type { Clock } from './clock';
import { Store } from './store';

// Why a command was not carried out. Nothing has changed.
export interface Refusal {
  readonly command: string;
  readonly code: string; // 'unreachable': no answer, so it may or may not have been done
  readonly messages: { readonly vi: string; readonly en: string } | null;
  readonly facts: Facts;
  readonly at: number;
}

export interface SenderState {
  // Under way: name and body, so that one key pressed twice is sent once.
  readonly waiting: readonly string[];
  readonly refusal: Refusal | null;
}

// It is on the disk: the event's number, and its stream ("conference/new" gets its own).
export interface CommandDone {
  readonly seq: number;
  readonly stream: string;
}

export interface SenderParts {
  readonly post: (stream: string, command: string, body: object) => Promise<CommandDone>;
  readonly clock: Clock;
}

const kShownMs = 12_000;

// Sends what a person wants of one stream, and keeps the last refusal for the page to show. `All`:
// the stream's commands, each with its body.
export class StreamSender<All> {
  readonly state = new Store<SenderState>({ waiting: [], refusal: null });
  private forgetLater: (() => void) | null = null;

  constructor(
    readonly stream: string,
    private readonly parts: SenderParts,
  ) {}

  // True: it is on the disk. False: refused, or already under way.
  async send<Name extends keyof All & string>(
    command: Name,
    body: All[Name] & object,
  ): Promise<boolean> {
    return (await this.order(command, body)) !== null;
  }

  // The same for who needs the number or the new stream; null: refused, or already under way.
  async order<Name extends keyof All & string>(
    command: Name,
    body: All[Name] & object,
  ): Promise<CommandDone | null> {
    const key = `${command} ${JSON.stringify(body)}`;
    if (this.state.get().waiting.includes(key)) return null;
    this.state.update((state) => ({ refusal: null, waiting: [...state.waiting, key] }));
    try {
      return await this.parts.post(this.stream, command, body);
    } catch (error) {
      this.refused(command, error);
      return null;
    } finally {
      this.state.update((state) => ({
        ...state,
        waiting: state.waiting.filter((one) => one !== key),
      }));
    }
  }

  // A request that is not a command was refused: shown in the same place.
  refused(command: string, error: unknown): void {
    this.forgetLater?.();
    const refusal = refusalOf(command, error, this.parts.clock.now());
    this.state.update((state) => ({ ...state, refusal }));
    this.forgetLater = this.parts.clock.after(kShownMs, () => this.dismiss());
  }

  dismiss(): void {
    this.forgetLater?.();
    this.state.update((state) => ({ ...state, refusal: null }));
  }
}

export function refusalOf(command: string, error: unknown, at: number): Refusal {
  const known = error instanceof ApiError;
  return {
    command,
    at,
    code: known ? error.code : 'unknown',
    messages: known ? error.messages : null,
    facts: known ? error.facts : {},
  };
}
