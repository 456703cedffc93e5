import { ApiError, type Facts } from '../../protocol/http';
import type { Clock } from '../clock';
import { Store } from '../store';
import type { CommandName, Commands } from './commands';

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

interface Parts {
  readonly post: (stream: string, command: string, body: object) => Promise<unknown>;
  readonly clock: Clock;
}

const kShownMs = 12_000;

// Sends what a person wants of one conference, and keeps the last refusal for the page to show.
export class CommandSender {
  readonly state = new Store<SenderState>({ waiting: [], refusal: null });
  private readonly stream: string;
  private forgetLater: (() => void) | null = null;

  constructor(
    conference: number,
    private readonly parts: Parts,
  ) {
    this.stream = `conference/${conference}`;
  }

  // True: it is on the disk. False: refused, or already under way.
  async send<Name extends CommandName>(command: Name, body: Commands[Name]): Promise<boolean> {
    const key = `${command} ${JSON.stringify(body)}`;
    if (this.state.get().waiting.includes(key)) return false;
    this.state.update((state) => ({ refusal: null, waiting: [...state.waiting, key] }));
    try {
      await this.parts.post(this.stream, command, body);
      return true;
    } catch (error) {
      this.refused(command, error);
      return false;
    } finally {
      this.state.update((state) => ({
        ...state,
        waiting: state.waiting.filter((one) => one !== key),
      }));
    }
  }

  dismiss(): void {
    this.forgetLater?.();
    this.state.update((state) => ({ ...state, refusal: null }));
  }

  private refused(command: string, error: unknown): void {
    this.forgetLater?.();
    const refusal = refusalOf(command, error, this.parts.clock.now());
    this.state.update((state) => ({ ...state, refusal }));
    this.forgetLater = this.parts.clock.after(kShownMs, () => this.dismiss());
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
