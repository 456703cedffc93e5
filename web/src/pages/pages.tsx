import { useEffect, useState } from 'react';
import { isPersonName } from '../core/route';
import { isInRoom } from '../core/session_state';
import { useApp, useStore, useText } from '../hooks';
import { ControlPage } from './control/control_page';
import { TechnicianPage } from './control/technician_page';
import { CertificatePage } from './certificate_page';
import { ErrorBoundary } from './error_boundary';
import { ConferenceDeskPage } from './desk/conference_desk';
import { DeskPage } from './desk/desk_page';
import { HomePage } from './home_page';
import { InsecurePage } from './insecure_page';
import { LeftPage } from './left_page';
import { LobbyPage } from './lobby_page';
import { FirstPage, JoinPage, LoginPage } from './login_page';
import { MinutesPage } from './minutes/minutes_page';
import { NewsPageView } from './news/news_page';
import { PaperPages } from './paper_pages';
import { RoomPage } from './room_page';
import { DisplayPage } from './site/display_page';
import { EntryPage } from './site/entry_page';
import { PhonePage } from './site/phone_page';
import { StripPage } from './site/strip_page';

// Which page is shown: by the address, and inside a room by the session.
export function Pages() {
  const { route, info } = useApp();
  const text = useText();
  const at = useStore(route);
  useEffect(() => {
    document.documentElement.lang = text.language;
  }, [text]);
  useEffect(() => void info.load(), [info]);
  return (
    <ErrorBoundary text={text}>
      {at.page === 'home' && <HomePage />}
      {at.page === 'certificate' && <CertificatePage />}
      {at.page === 'control' && <ControlPage key={at.conference} conference={at.conference} />}
      {at.page === 'desk' && <DeskPage />}
      {at.page === 'prepare' && (
        <ConferenceDeskPage key={at.conference} conference={at.conference} />
      )}
      {at.page === 'minutes' && <MinutesPage key={at.conference} conference={at.conference} />}
      {at.page === 'news' && <NewsPageView key={at.conference} conference={at.conference} />}
      {at.page === 'technician' && (
        <TechnicianPage key={at.conference} conference={at.conference} />
      )}
      {at.page === 'login' && <LoginPage />}
      {at.page === 'first' && <FirstPage secret={at.secret} />}
      {at.page === 'join' && <JoinPage secret={at.secret} />}
      <PaperPages at={at} />
      {at.page === 'link' && <EntryPage key={at.secret} secret={at.secret} />}
      {(at.page === 'strip' || at.page === 'display' || at.page === 'phone') && (
        <SitePage key={`${at.page} ${at.conference} ${at.site}`} {...at} />
      )}
      {at.page === 'room' && <RoomPages key={at.room} room={at.room} />}
    </ErrorBoundary>
  );
}

const kSitePages = { strip: StripPage, display: DisplayPage, phone: PhonePage } as const;

interface SitePageProps {
  readonly page: keyof typeof kSitePages;
  readonly conference: number;
  readonly site: number;
}

function SitePage({ page, conference, site }: SitePageProps) {
  const Page = kSitePages[page];
  return <Page conference={conference} site={site} />;
}

function RoomPages({ room }: { readonly room: string }) {
  const { session, secureContext, clock } = useApp();
  const { phase, joinedAt } = useStore(session.state);
  const [watchOnly, setWatchOnly] = useState(false);
  useLeaveWithPage();
  const returning = useReturn(room);
  useRememberInside(room);
  if (isInRoom(phase)) return <RoomPage />;
  if (phase.name === 'left') {
    const stayedMs = joinedAt > 0 ? clock.now() - joinedAt : 0;
    return <LeftPage why={phase.why} stayedMs={stayedMs} onRejoin={() => session.reset()} />;
  }
  if (returning) return <ReturningPage room={room} />;
  if (!secureContext && !watchOnly) {
    return <InsecurePage room={room} onWatch={() => setWatchOnly(true)} />;
  }
  return <LobbyPage room={room} watchOnly={!secureContext} />;
}

// Going to another page of ours, by the browser's back button too, leaves the room.
function useLeaveWithPage(): void {
  const { session } = useApp();
  useEffect(
    () => () => {
      if (isInRoom(session.state.get().phase)) void session.leave();
      session.reset();
    },
    [session],
  );
}

// A reload inside the room goes straight back in. True while on the way.
function useReturn(room: string): boolean {
  const { session, preferences, text } = useApp();
  const { phase } = useStore(session.state);
  const [inside] = useState(() => {
    const { name } = preferences.get();
    return preferences.inside?.room === room && isPersonName(name) ? preferences.inside : null;
  });
  const [tried, setTried] = useState(false);
  useEffect(() => {
    if (!inside) return;
    const { name } = preferences.get();
    setTried(true);
    void session.join({ ...inside, name, language: text.get().language, media: [] });
  }, [session, preferences, text, inside]);
  return inside !== null && (!tried || phase.name === 'joining');
}

function useRememberInside(room: string): void {
  const { session, preferences, clock } = useApp();
  useEffect(() => {
    let was = false;
    return session.state.subscribe(() => {
      const { phase, microphone, camera } = session.state.get();
      const inside = isInRoom(phase);
      if (inside && !was) preferences.visited(room, clock.now());
      if (inside) preferences.inside = { room, microphone: microphone.on, camera: camera.on };
      else if (phase.name === 'left' || phase.name === 'refused') preferences.inside = null;
      was = inside;
    });
  }, [session, preferences, clock, room]);
}

function ReturningPage({ room }: { readonly room: string }) {
  const text = useText();
  return (
    <main className="crash" aria-busy="true">
      <h1>{room}</h1>
      <p className="muted">{text.get('joining_asking')}</p>
    </main>
  );
}
