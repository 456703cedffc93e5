import type { ReactNode } from 'react';
import type { LocalSource } from '../core/room_link';
import { useApp, useStore, useText } from '../hooks';
import type { TextKey } from '../i18n/text';
import {
  CameraIcon,
  CameraOffIcon,
  LeaveIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  PeopleIcon,
  ScreenIcon,
  SlidersIcon,
} from '../tiles/icons';

export type PanelName = 'people' | 'settings' | 'invite' | 'help';

interface Props {
  readonly panel: PanelName | null;
  readonly onPanel: (name: PanelName) => void;
}

export function RoomControls({ panel, onPanel }: Props) {
  const { session } = useApp();
  const text = useText();
  return (
    <footer className="controls" role="toolbar" aria-label={text.get('controls_label')}>
      <div className="controls-group">
        <LocalControl
          source="microphone"
          word="short_microphone"
          verbs={['mic_on', 'mic_off']}
          hotkey="M"
          icons={[<MicrophoneIcon key="on" />, <MicrophoneOffIcon key="off" />]}
        />
        <LocalControl
          source="camera"
          word="short_camera"
          verbs={['cam_on', 'cam_off']}
          hotkey="C"
          icons={[<CameraIcon key="on" />, <CameraOffIcon key="off" />]}
        />
        {canShareScreen() && (
          <LocalControl
            source="screen"
            word="short_screen"
            verbs={['screen_on', 'screen_off']}
            hotkey="S"
            icons={[<ScreenIcon key="on" />, <ScreenIcon key="off" />]}
          />
        )}
      </div>
      <div className="controls-group">
        <PanelControl name="people" word="short_people" open={panel} onPanel={onPanel}>
          <PeopleIcon />
        </PanelControl>
        <PanelControl name="settings" word="short_settings" open={panel} onPanel={onPanel}>
          <SlidersIcon />
        </PanelControl>
      </div>
      <button
        className="control control-leave"
        aria-label={text.get('leave')}
        onClick={() => void session.leave()}
      >
        <LeaveIcon />
        <span className="control-word">{text.get('short_leave')}</span>
      </button>
    </footer>
  );
}

// Phones have no screen to share.
const canShareScreen = (): boolean =>
  'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;

interface LocalProps {
  readonly source: LocalSource;
  readonly word: TextKey;
  readonly verbs: readonly [on: TextKey, off: TextKey];
  readonly hotkey: string;
  readonly icons: readonly [on: ReactNode, off: ReactNode];
}

function LocalControl({ source, word, verbs, hotkey, icons }: LocalProps) {
  const { session } = useApp();
  const text = useText();
  const { on, busy, problem } = useStore(session.state)[source];
  const verb = text.get(verbs[on ? 0 : 1]);
  return (
    <button
      className="control"
      data-source={source}
      data-on={on}
      data-busy={busy || undefined}
      data-failed={problem !== null || undefined}
      aria-pressed={on}
      aria-keyshortcuts={hotkey}
      aria-label={verb}
      title={`${verb} (${hotkey})`}
      onClick={() => void session.toggle(source)}
    >
      {icons[on ? 0 : 1]}
      <span className="control-word">{text.get(word)}</span>
    </button>
  );
}

interface PanelProps {
  readonly name: PanelName;
  readonly word: TextKey;
  readonly open: PanelName | null;
  readonly onPanel: (name: PanelName) => void;
  readonly children: ReactNode;
}

function PanelControl({ name, word, open, onPanel, children }: PanelProps) {
  const text = useText();
  return (
    <button
      className="control control-panel"
      aria-expanded={open === name}
      onClick={() => onPanel(name)}
    >
      {children}
      <span className="control-word">{text.get(word)}</span>
    </button>
  );
}
