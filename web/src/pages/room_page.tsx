import { useCallback, useEffect, useState } from 'react';
import type { LocalSource } from '../core/room_link';
import { useApp, useNow, usePageTitle, useStore, useText, useWakeLock } from '../hooks';
import { HelpPanel } from '../panels/help_panel';
import { Invite } from '../panels/invite';
import { Panel } from '../panels/panel';
import { PeoplePanel } from '../panels/people_panel';
import { SettingsPanel } from '../panels/settings_panel';
import { HelpIcon, InviteIcon, Mark, SoundIcon } from '../tiles/icons';
import { cameraSeat, isForThePage, StageView } from '../tiles/stage_view';
import { DeviceNotice } from './device_notice';
import { Notice } from './notice';
import { LanguageSwitch } from './page_frame';
import { RoomControls, type PanelName } from './room_controls';

const kPanelTitles = {
  people: 'people',
  settings: 'settings',
  invite: 'invite',
  help: 'help_title',
} as const;

export function RoomPage() {
  const { session } = useApp();
  const text = useText();
  const { room, phase } = useStore(session.state);
  const [panel, setPanel] = useState<PanelName | null>(null);
  const [staged, setStaged] = useState<string | null>(null);
  const togglePanel = useCallback(
    (name: PanelName) => setPanel((open) => (open === name ? null : name)),
    [],
  );
  const closePanel = useCallback(() => setPanel(null), []);
  const goBack = useCallback(() => {
    if (panel) setPanel(null);
    else setStaged(null);
  }, [panel]);
  useRoomKeys(togglePanel, goBack);
  useWakeLock();
  return (
    <div className="room" data-stale={phase.name === 'interrupted' || undefined}>
      <TopBar onPanel={togglePanel} />
      <main className="room-main" aria-label={text.get('room_label', { room })}>
        <div className="room-notices">
          <InterruptedNotice />
          <SoundNotice />
          <LocalNotices />
        </div>
        <div className="room-body">
          <StageView staged={staged} onStage={setStaged} />
          <AloneCard hidden={panel === 'invite'} />
        </div>
      </main>
      {panel && (
        <Panel key={panel} title={text.get(kPanelTitles[panel])} onClose={closePanel}>
          {panel === 'people' && <PeoplePanel onPick={(id) => setStaged(cameraSeat(id))} />}
          {panel === 'settings' && <SettingsPanel />}
          {panel === 'invite' && <Invite />}
          {panel === 'help' && <HelpPanel />}
        </Panel>
      )}
      <RoomControls panel={panel} onPanel={togglePanel} />
    </div>
  );
}

function TopBar({ onPanel }: { readonly onPanel: (name: PanelName) => void }) {
  const { session } = useApp();
  const text = useText();
  const { room } = useStore(session.state);
  const heading = usePageTitle(room);
  const ids = useStore(session.roster.ids);
  return (
    <header className="topbar">
      <Mark />
      <h1 ref={heading} tabIndex={-1} className="topbar-room">
        {room}
      </h1>
      <span className="topbar-count tabular" aria-live="polite">
        {text.count('people_count', ids.length)}
      </span>
      <span className="topbar-space" />
      <WallClock />
      <button className="button-quiet topbar-invite" onClick={() => onPanel('invite')}>
        <InviteIcon />
        <span className="topbar-word">{text.get('invite')}</span>
      </button>
      <LanguageSwitch />
      <button
        className="icon-button topbar-help"
        onClick={() => onPanel('help')}
        aria-label={text.get('help_title')}
      >
        <HelpIcon />
      </button>
    </header>
  );
}

function WallClock() {
  const text = useText();
  const now = useNow(1000);
  return <time className="topbar-clock tabular">{text.clock(now)}</time>;
}

// After this the line is not merely blinking.
const kLongMs = 12_000;

function InterruptedNotice() {
  const { session } = useApp();
  const { phase } = useStore(session.state);
  if (phase.name !== 'interrupted') return null;
  return <InterruptedFor since={phase.since} />;
}

function InterruptedFor({ since }: { readonly since: number }) {
  const text = useText();
  const lasting = Math.max(0, useNow(1000) - since);
  return (
    <Notice title={text.get('interrupted_title')}>
      <span className="tabular" aria-live="off">
        {text.count('interrupted_lead', Math.round(lasting / 1000))}
      </span>{' '}
      {lasting > kLongMs && text.get('interrupted_long')}
    </Notice>
  );
}

function SoundNotice() {
  const { session } = useApp();
  const text = useText();
  const { soundBlocked, phase } = useStore(session.state);
  if (!soundBlocked || phase.name !== 'inside') return null;
  return (
    <div className="notice notice-sound" role="alert">
      <SoundIcon />
      <div className="notice-words">
        <strong>{text.get('sound_blocked_title')}</strong>
        <p>{text.get('sound_blocked_lead')}</p>
      </div>
      <button className="button button-main" onClick={() => void session.startSound()}>
        {text.get('sound_enable')}
      </button>
    </div>
  );
}

function LocalNotices() {
  const { session } = useApp();
  const text = useText();
  const state = useStore(session.state);
  const dismiss = (source: LocalSource) => () => session.dismissProblem(source);
  return (
    <>
      {(['microphone', 'camera'] as const).map((kind) => {
        const { problem } = state[kind];
        return problem ? (
          <DeviceNotice
            key={kind}
            kind={kind}
            problem={problem}
            onRetry={() => void session.setLocal(kind, true)}
            onDismiss={dismiss(kind)}
          />
        ) : null;
      })}
      {state.screen.problem && (
        <Notice title={text.get('problem_screen_title')} onDismiss={dismiss('screen')}>
          {text.get('problem_screen')}
        </Notice>
      )}
    </>
  );
}

function AloneCard({ hidden }: { readonly hidden: boolean }) {
  const { session } = useApp();
  const text = useText();
  const ids = useStore(session.roster.ids);
  const { phase } = useStore(session.state);
  if (hidden || ids.length !== 1 || phase.name !== 'inside') return null;
  return (
    <section className="alone">
      <h2>{text.get('alone_title')}</h2>
      <p className="muted">{text.get('alone_lead')}</p>
      <Invite />
    </section>
  );
}

function useRoomKeys(onPanel: (name: PanelName) => void, goBack: () => void): void {
  const { session } = useApp();
  useEffect(() => {
    const actions: Readonly<Record<string, () => void>> = {
      m: () => void session.toggle('microphone'),
      c: () => void session.toggle('camera'),
      s: () => void session.toggle('screen'),
      p: () => onPanel('people'),
      '?': () => onPanel('help'),
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') return goBack();
      const action = actions[event.key.toLowerCase()];
      if (!action || event.repeat || !isForThePage(event)) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [session, onPanel, goBack]);
}
