import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { CommandSender } from './core/conference/command_sender';
import type { ConferenceMedia } from './core/conference/conference_media';
import type { Shown } from './core/feed';
import type { LocalMedia } from './core/media';
import type { Sounds } from './core/receiving';
import { StreamSender } from './core/stream_sender';
import { AppContext, useApp, useStore, useText } from './hooks';

// What all parts of a page on one conference share.
export interface Live {
  readonly conference: number;
  readonly sender: CommandSender;
  readonly send: CommandSender['send'];
  readonly media: ConferenceMedia;
}

const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('outside of a conference');
  return live;
}

interface ProviderProps {
  readonly conference: number;
  readonly children: ReactNode;
}

// Below it, the page's session is the conference's, so that tiles and voices show its room.
export function LiveProvider({ conference, children }: ProviderProps) {
  const app = useApp();
  const live = useMemo(() => {
    const { office, clock } = app;
    const post = (stream: string, command: string, body: object) =>
      office.order(stream, command, body);
    const sender = new CommandSender(conference, { post, clock });
    const send: Live['send'] = (command, body) => sender.send(command, body);
    return { conference, sender, send, media: app.mediaOf(conference) };
  }, [app, conference]);
  const inner = useMemo(() => ({ ...app, session: live.media.session }), [app, live]);
  return (
    <AppContext.Provider value={inner}>
      <LiveContext.Provider value={live}>{children}</LiveContext.Provider>
    </AppContext.Provider>
  );
}

// Commands to a stream that is no conference's: "tasks", "draft/4", "conference/new".
export function useSender<All>(stream: string): StreamSender<All> {
  const { office, clock } = useApp();
  return useMemo(() => {
    const post = (to: string, command: string, body: object) => office.order(to, command, body);
    return new StreamSender<All>(stream, { post, clock });
  }, [office, clock, stream]);
}

export function useView<T>(name: string): Shown<T> {
  const { feed } = useApp();
  useEffect(() => feed.watch(name), [feed, name]);
  return useStore(feed.view<T>(name));
}

// The server's time, renewed when its second changes.
export function useServerNow(): number {
  const { clock, feed } = useApp();
  const [now, setNow] = useState(() => feed.serverNow());
  useEffect(() => {
    let cancel = () => {};
    const tick = () => {
      const at = feed.serverNow();
      setNow(at);
      cancel = clock.after(1000 - (at % 1000), tick);
    };
    tick();
    return () => cancel();
  }, [clock, feed]);
  return now;
}

// Joins the conference's media for as long as the page stands.
export function useMedia(sends: boolean, takeOver: () => readonly LocalMedia[]): void {
  const { media, conference } = useLive();
  const { text } = useApp();
  useEffect(() => {
    const { language } = text.get();
    media.enter({ conference, language, sends, media: sends ? takeOver() : [] });
    return () => media.stop();
    // What is handed over is looked at when we enter, not when it changes.
  }, [media, conference, text, sends]); // eslint-disable-line react-hooks/exhaustive-deps
}

// These pictures are taken while the caller is on the page.
export function useSee(sites: readonly number[]): void {
  const { media } = useLive();
  const key = sites.join(' ');
  useEffect(() => {
    const identities = key === '' ? [] : key.split(' ').map((site) => `site-${site}`);
    return media.wishes.see(identities);
  }, [media, key]);
}

export function useHear(sounds: Sounds | null): void {
  const { media } = useLive();
  const key = JSON.stringify(sounds);
  useEffect(() => media.wishes.hear(JSON.parse(key) as Sounds | null), [media, key]);
}

export const siteIdentity = (site: number): string => `site-${site}`;

// A blink of the line is not worth a word.
const kBlinkMs = 2000;

// For how many seconds the page has heard nothing; null while the line stands.
export function useStaleSeconds(): number | null {
  const { feed, clock } = useApp();
  const line = useStore(feed.line);
  // The hands of a clock move only while the line is down.
  const [, tick] = useState(0);
  useEffect(() => {
    if (line.status !== 'down') return;
    let cancel = () => {};
    const next = () => {
      tick((count) => count + 1);
      cancel = clock.after(1000, next);
    };
    next();
    return () => cancel();
  }, [line, clock]);
  if (line.status !== 'down') return null;
  const lasting = clock.now() - line.since;
  return lasting < kBlinkMs ? null : Math.round(lasting / 1000);
}

// "09:42" now, by the server.
export function useWallClock(): string {
  const text = useText();
  return text.clock(useServerNow());
}
