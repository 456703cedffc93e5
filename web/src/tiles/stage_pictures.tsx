import { useMemo, useRef } from 'react';
import { useSize } from '../hooks';
import { grid } from '../layout/grid';
import { useSee } from '../live';
import { SitePicture } from './site_picture';

interface Props {
  readonly sites: readonly number[];
  readonly nameOf: (site: number) => string;
}

const kShape = { gap: 4, widest: 16 / 9, narrowest: 16 / 9, minTileWidth: 0 };

// What everyone sees: one picture or several, as large as they get in their frame.
export function StagePictures({ sites, nameOf }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const area = useSize(frame);
  useSee(sites);
  const places = useMemo(() => grid(sites.length, area, kShape), [sites.length, area]);
  return (
    <div className="stage-pictures" ref={frame}>
      {sites.map((site, index) => {
        const place = places[index];
        if (!place) return null;
        const { x, y, width, height } = place;
        const name = nameOf(site);
        return (
          <figure
            key={site}
            className="stage-picture"
            data-site={site}
            style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
            aria-label={name}
          >
            <SitePicture site={site} name={name} whole />
            {sites.length > 1 && <figcaption>{name}</figcaption>}
          </figure>
        );
      })}
    </div>
  );
}
