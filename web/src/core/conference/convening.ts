import type { DeskView } from './desk_views';

// What a conference needs before it can be convened, in the order in which one fills it in.
export type Missing = 'unit' | 'sittings' | 'chair' | 'sites' | 'programme';

export function missingOf(view: DeskView): Missing[] {
  const has: Readonly<Record<Missing, boolean>> = {
    unit: view.call.unit !== 0,
    sittings: view.call.sittings.length > 0,
    programme: view.programme.length > 0,
    sites: view.sites.length > 0,
    chair: view.chair.person !== 0,
  };
  return (Object.keys(has) as Missing[]).filter((one) => !has[one]);
}

export const tabOfMissing = {
  unit: 'call',
  sittings: 'call',
  programme: 'programme',
  sites: 'sites',
  chair: 'officials',
} as const;
