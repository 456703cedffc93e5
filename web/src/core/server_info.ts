import type { ServerInfo } from '../protocol/page_api';
import type { Clock } from './clock';
import { Store } from './store';

export type InfoState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly info: ServerInfo }
  | { readonly status: 'failed' };

const kRetryMs = 3000;

// What the server says about itself; asked again by itself until it answers.
export class InfoStore extends Store<InfoState> {
  constructor(
    private readonly ask: () => Promise<ServerInfo>,
    private readonly clock: Clock,
  ) {
    super({ status: 'loading' });
  }

  async load(): Promise<void> {
    try {
      this.set({ status: 'ready', info: await this.ask() });
    } catch {
      this.set({ status: 'failed' });
      this.clock.after(kRetryMs, () => void this.load());
    }
  }
}
