import { useEffect, useRef } from 'react';
import type { ControlRoomView, FloorView, StageLayout } from '../../core/conference/views';
import { useLive, type Live } from '../../live';
import { isForThePage } from '../../tiles/stage_view';
import type { DrawerName } from './drawer';

const kLayouts: Readonly<Record<string, StageLayout>> = {
  '1': 'one',
  '2': 'two',
  '4': 'four',
  '9': 'nine',
};

const kDrawers: Readonly<Record<string, DrawerName>> = {
  r: 'roll',
  v: 'vote',
  n: 'notes',
  t: 'synthesis',
  '?': 'help',
};

// What the chair does with one key. Each carries what the screen showed.
export function nextSpeaker(live: Live, { next, top }: Pick<FloorView, 'next' | 'top'>): void {
  if (next.site === 0 && next.item === 0) return;
  void live.send('floor.next', {
    seen: top,
    seen_site: next.site,
    seen_item: next.item,
    seen_request: next.request,
  });
}

export function takeBack(live: Live, { top }: Pick<FloorView, 'top'>): void {
  if (top !== 0) void live.send('floor.take_back', { turn: top });
}

export function useControlKeys(
  view: ControlRoomView,
  onDrawer: (name: DrawerName) => void,
  onClose: () => void,
): void {
  const live = useLive();
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') return onClose();
      if (event.repeat || !isForThePage(event) || pressesButton(event)) return;
      if (!carryOut(event.key, live, latest.current, onDrawer)) return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [live, onDrawer, onClose]);
}

// Who has led the keyboard to a button presses that button with Space.
const pressesButton = (event: KeyboardEvent): boolean =>
  event.key === ' ' && event.target instanceof Element && event.target.closest('button') !== null;

function carryOut(
  key: string,
  live: Live,
  view: ControlRoomView,
  onDrawer: (name: DrawerName) => void,
): boolean {
  const layout = kLayouts[key];
  const drawer = kDrawers[key.toLowerCase()];
  if (key === ' ') nextSpeaker(live, view.floor);
  else if (key === 'Backspace') takeBack(live, view.floor);
  else if (layout) void live.send('stage.set_layout', { layout, beside: view.stage.beside });
  else if (key.toLowerCase() === 'm') void live.send('floor.mute_all', {});
  else if (drawer) onDrawer(drawer);
  else if (key === '/') document.getElementById('wall-find')?.focus();
  else return false;
  return true;
}
