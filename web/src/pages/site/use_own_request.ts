import { useEffect, useRef, useState } from 'react';
import type { RequestView, SiteView } from '../../core/conference/views';
import { useApp } from '../../hooks';

interface OwnRequest {
  readonly request: RequestView | null;
  readonly atCentre: boolean;
  // Sends the hand, and takes for ours the request that appears by it.
  readonly raising: (send: () => Promise<boolean>) => void;
}

// The room's queue does not say whose hand is whose; this phone remembers which it raised itself.
export function useOwnRequest(view: SiteView): OwnRequest {
  const { preferences } = useApp();
  const key = `hand-${view.conference}-${view.site}`;
  const [own, setOwn] = useState(() => preferences.remembered(key));
  // Numbers grow: what is above this one came after we asked.
  const after = useRef<number | null>(null);
  const waiting = [...view.own_queue, ...view.own_raised];
  useEffect(() => {
    if (after.current === null) return;
    const above = after.current;
    const found = view.own_queue.find((one) => one.request > above);
    if (!found) return;
    after.current = null;
    preferences.remember(key, found.request);
    setOwn(found.request);
  }, [view.own_queue, preferences, key]);
  const request = waiting.find((one) => one.request === own) ?? null;
  return {
    request,
    atCentre: request !== null && view.own_raised.includes(request),
    raising: (send) => {
      after.current = Math.max(0, ...waiting.map((one) => one.request));
      void send().then((done) => {
        if (!done) after.current = null;
      });
    },
  };
}
