import type { LineQuality } from '../core/person';
import { useApp, useStore, useText } from '../hooks';
import { siteIdentity } from '../live';
import { LineBars } from './icons';

const kBars: Readonly<Record<LineQuality, number>> = {
  unknown: 0,
  lost: 0,
  poor: 1,
  good: 3,
  excellent: 4,
};

interface Props {
  readonly site: number;
  readonly lost: boolean;
  // The word also when all is well.
  readonly always?: boolean;
}

// How a room's line is: bars and a word. The journal's word that it is lost stands above all.
export function LineState({ site, lost, always = false }: Props) {
  const { session } = useApp();
  const text = useText();
  const person = useStore(session.roster.person(siteIdentity(site)));
  const quality = lost ? 'lost' : (person?.quality ?? 'unknown');
  const weak = quality === 'lost' || quality === 'poor';
  const words = text.get(`quality_${quality}`);
  return (
    <span className="line-state" data-weak={weak || undefined}>
      <LineBars filled={kBars[quality]} />
      <span className={always || weak ? undefined : 'sr-only'}>{words}</span>
    </span>
  );
}
