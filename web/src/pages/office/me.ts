import { useEffect } from 'react';
import { useApp, useStore } from '../../hooks';
import type { Me } from '../../protocol/office_api';

// Who is signed in; null: not known yet.
export function useMe(): Me | null {
  const { me } = useApp();
  const state = useStore(me);
  useEffect(() => {
    if (me.get().status === 'loading') void me.load();
  }, [me]);
  return state.status === 'ready' ? state.me : null;
}
