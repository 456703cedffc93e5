import type { IssuedLink, LinkWish } from '../../protocol/office_api';
import { Store } from '../store';

// An invitation that this page made. Its secret is told once: whoever closes a window and opens it
// again finds the same one here, until the page itself goes.
export interface MadeLink extends IssuedLink {
  readonly site: number;
  readonly roles: LinkWish['roles'];
  readonly expires: number;
}

export interface Issuer {
  issueLink(wish: LinkWish): Promise<IssuedLink>;
}

const kHourMs = 3_600_000;

export class IssuedLinks {
  // Latest first.
  readonly made = new Store<readonly MadeLink[]>([]);

  constructor(
    private readonly conference: number,
    private readonly issuer: Issuer,
    private readonly now: () => number,
  ) {}

  find(site: number, roles: LinkWish['roles']): MadeLink | null {
    const wanted = [...roles].sort().join();
    const fits = (one: MadeLink) =>
      one.site === site && [...one.roles].sort().join() === wanted && one.expires > this.now();
    return this.made.get().find(fits) ?? null;
  }

  byId(site: number, link: number): MadeLink | null {
    return this.made.get().find((one) => one.site === site && one.link === link) ?? null;
  }

  async make(wish: Omit<LinkWish, 'conference'>): Promise<MadeLink> {
    const issued = await this.issuer.issueLink({ ...wish, conference: this.conference });
    const expires = this.now() + wish.hours * kHourMs;
    const link = { ...issued, site: wish.site, roles: wish.roles, expires };
    this.made.update((made) => [link, ...made]);
    return link;
  }

  forget(site: number, link: number): void {
    this.made.update((made) => made.filter((one) => one.site !== site || one.link !== link));
  }
}

// The code for who cannot scan, in groups that can be read aloud: what stands behind /s/.
export const readableCode = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ');

// Typed back in: spaces fall out, and a whole address is taken for its code.
export function codeOf(typed: string): string {
  const bare = typed.replace(/\s/g, '');
  return /\/s\/([\w-]+)\/?$/.exec(bare)?.[1] ?? bare;
}

export const isCode = (code: string): boolean => /^[\w-]{16,64}$/.test(code);
