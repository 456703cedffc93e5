import type { Me } from '../protocol/office_api';
import { ApiError } from '../protocol/http';
import type { Clock } from './clock';
import { Store } from './store';

export type MeState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly me: Me }
  | { readonly status: 'failed' };

const kRetryMs = 3000;

// Who sits before this browser; asked again by itself until the server answers.
export class MeStore extends Store<MeState> {
  private cancelRetry: (() => void) | null = null;

  constructor(
    private readonly ask: () => Promise<Me>,
    private readonly clock: Clock,
  ) {
    super({ status: 'loading' });
  }

  async load(): Promise<void> {
    this.cancelRetry?.();
    try {
      this.set({ status: 'ready', me: await this.ask() });
    } catch (error) {
      this.set({ status: 'failed' });
      if (!(error instanceof ApiError) || error.passing) {
        this.cancelRetry = this.clock.after(kRetryMs, () => void this.load());
      }
    }
  }

  is(me: Me): void {
    this.cancelRetry?.();
    this.set({ status: 'ready', me });
  }
}
