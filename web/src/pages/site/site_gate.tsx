import { useEffect, type ReactNode } from 'react';
import { placeIn } from '../../core/conference/room_place';
import type { SiteView } from '../../core/conference/views';
import { useApp, useStore } from '../../hooks';
import { LiveProvider, useView } from '../../live';
import type { RoomPlace } from '../../protocol/office_api';
import { ShownView } from '../shown_view';

export interface SitePageProps {
  readonly view: SiteView;
  readonly place: RoomPlace | null;
  readonly stale: number | null;
}

interface Props {
  readonly conference: number;
  readonly site: number;
  readonly children: (props: SitePageProps) => ReactNode;
}

// What all screens of a room have in common: its view, and what this browser is in it.
export function SiteGate({ conference, site, children }: Props) {
  return (
    <LiveProvider conference={conference}>
      <Gate conference={conference} site={site}>
        {children}
      </Gate>
    </LiveProvider>
  );
}

function Gate({ conference, site, children }: Props) {
  const { me } = useApp();
  const state = useStore(me);
  useEffect(() => void me.load(), [me]);
  const shown = useView<SiteView>(`conference/${conference}/site/${site}`);
  const waits = state.status !== 'ready';
  const place = waits ? null : placeIn(state.me, conference, site);
  return (
    <ShownView shown={waits && shown.status === 'shown' ? { status: 'loading' } : shown}>
      {(view, stale) => children({ view, place, stale })}
    </ShownView>
  );
}
