import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react';
import type { App } from './app';
import type { Readable } from './core/store';
import type { Text } from './i18n/text';
import type { Size } from './layout/rectangle';

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('outside of the page');
  return app;
}

export function useStore<T>(store: Readable<T>): T {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

export const useText = (): Text => useStore(useApp().text);

// The inner size of an element, followed as it changes.
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return;
    const read = () =>
      setSize((old) =>
        old.width === node.clientWidth && old.height === node.clientHeight
          ? old
          : { width: node.clientWidth, height: node.clientHeight },
      );
    const observer = new ResizeObserver(read);
    observer.observe(node);
    read();
    return () => observer.disconnect();
  }, [element]);
  return size;
}

// The time, renewed every `ms`.
export function useNow(ms: number): number {
  const { clock } = useApp();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    let cancel = () => {};
    const tick = () => {
      setNow(clock.now());
      cancel = clock.after(ms - (clock.now() % ms), tick);
    };
    tick();
    return () => cancel();
  }, [clock, ms]);
  return now;
}

// Lets an element follow a level, from 0 to 1, by its --level, past React.
export function useLevel(read: (() => number) | null): (node: HTMLElement | null) => void {
  const { levels } = useApp();
  const latest = useRef(read);
  useLayoutEffect(() => {
    latest.current = read;
  });
  const stop = useRef<(() => void) | null>(null);
  return useCallback(
    (node: HTMLElement | null) => {
      stop.current?.();
      stop.current = node
        ? levels.watch(
            () => latest.current?.() ?? 0,
            (level) => node.style.setProperty('--level', level.toFixed(3)),
          )
        : null;
    },
    [levels],
  );
}

// Puts the reader of the page, and whoever uses the keyboard, at its new heading.
export function usePageTitle(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · diemcau`;
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return heading;
}

// A room's screen must not go dark while a conference is on it.
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let over = false;
    const take = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      const taken = await navigator.wakeLock.request('screen').catch(() => null);
      if (over) void taken?.release();
      else lock = taken;
    };
    void take();
    const onVisible = () => void take();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', onVisible);
      void lock?.release();
    };
  }, []);
}
