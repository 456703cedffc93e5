import { useEffect, useState } from 'react';
import type { SiteView } from '../../core/conference/views';
import { useApp, usePageTitle, useStore, useText, useWakeLock } from '../../hooks';
import { useHear, useMedia, useSee, useWallClock } from '../../live';
import { AirIcon, BellIcon } from '../../tiles/live_icons';
import { StagePictures } from '../../tiles/stage_pictures';
import { TurnClock } from '../../tiles/turn_clock';
import { CalmCard, kindOfCalm } from './calm_card';
import { CaptionBand } from './caption_band';
import { OwnPicture } from './own_picture';
import { SiteGate, type SitePageProps } from './site_gate';
import { StartCard } from './start_card';

interface Props {
  readonly conference: number;
  readonly site: number;
}

export function DisplayPage({ conference, site }: Props) {
  return (
    <SiteGate conference={conference} site={site}>
      {(props) => <Display {...props} />}
    </SiteGate>
  );
}

const nobody = () => [];

// The room's projector: one key at the start, then no hand until the close.
function Display({ view, stale }: SitePageProps) {
  const { session } = useApp();
  const text = useText();
  const heading = usePageTitle(text.get('display_title', { site: view.name }));
  const { phase, soundBlocked } = useStore(session.state);
  const [started, start] = useStarted(view.site);
  useWakeLock();
  useMedia(false, nobody);
  const { next, site, stage } = view;
  // Who is next is subscribed to before the air, so that the picture stands at once.
  useSee([...stage, ...(next.site > 0 ? [next.site] : []), site]);
  const first = [...view.speaking.map((turn) => turn.site), ...stage, next.site];
  const own = `site-${site}`;
  useHear({ first: first.map((one) => `site-${one}`), except: [own] });
  const media = phase.name === 'inside' || phase.name === 'interrupted' ? phase.name : 'outside';
  const calm = kindOfCalm(view, stale, media);
  const nameOf = (id: number) => view.speaking.find((turn) => turn.site === id)?.site_name ?? '';
  return (
    <main className="display" data-on-air={view.on_air || undefined} data-calm={calm ?? undefined}>
      <h1 ref={heading} tabIndex={-1} className="sr-only">
        {text.get('display_title', { site: view.name })}
      </h1>
      <section className="display-stage">
        <StagePictures sites={stage} nameOf={nameOf} />
        {view.film && <p className="display-film">{text.get('film_runs', { film: view.film })}</p>}
      </section>
      {view.on_air && <OnAirSign view={view} />}
      <DisplayClock recording={view.recording} />
      <Notices view={view} />
      {!stage.includes(site) && view.checked_in && (
        <div className="display-own">
          <OwnPicture site={site} name={view.name} />
          <span>{view.name}</span>
        </div>
      )}
      <CaptionBand view={view} />
      {calm && <CalmCard kind={calm} view={view} stale={stale} />}
      {(!started || soundBlocked) && <StartCard view={view} whole={!started} onStart={start} />}
    </main>
  );
}

// Kept in this browser: after a reload or a power cut nobody has to press anything again.
function useStarted(site: number): readonly [boolean, () => void] {
  const { session, preferences } = useApp();
  const key = `display-${site}`;
  const [started, setStarted] = useState(() => preferences.isStarted(key));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'f') void toggleFullscreen();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return [
    started,
    () => {
      preferences.started(key);
      setStarted(true);
      void session.startSound();
      if (!document.fullscreenElement) void toggleFullscreen();
    },
  ];
}

// A browser that refuses shows the page in its window: no reason to stop.
async function toggleFullscreen(): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen({ navigationUI: 'hide' });
  } catch {
    return;
  }
}

function OnAirSign({ view }: { readonly view: SiteView }) {
  const text = useText();
  return (
    <p className="display-air" role="status">
      <AirIcon />
      <strong>{text.get('room_on_air')}</strong>
      {view.turn.turn > 0 && <TurnClock clock={view.turn.clock} countdown />}
    </p>
  );
}

function DisplayClock({ recording }: { readonly recording: boolean }) {
  const text = useText();
  const now = useWallClock();
  return (
    <p className="display-clock tabular">
      {recording && (
        <span className="fact-rec">
          <i aria-hidden="true" />
          {text.get('recording')}
        </span>
      )}
      <time>{now}</time>
    </p>
  );
}

function Notices({ view: { notices, talkback, tone } }: { readonly view: SiteView }) {
  const text = useText();
  const said = [
    ...(talkback ? [{ key: 'talkback', words: text.get('talkback_on'), urgent: true }] : []),
    ...(tone ? [{ key: 'tone', words: text.get('tone_on'), urgent: false }] : []),
    ...notices.map((notice) => ({
      key: String(notice.notice),
      words: notice.text,
      urgent: notice.urgent,
    })),
  ];
  if (said.length === 0) return null;
  return (
    <div className="display-notices" aria-live="polite">
      {said.map(({ key, words, urgent }) => (
        <p key={key} data-urgent={urgent || undefined}>
          <BellIcon />
          {words}
        </p>
      ))}
    </div>
  );
}
