import { useEffect } from 'react';
import { useApp, useText } from '../../hooks';
import { DeviceFields } from '../../panels/device_fields';

interface Props {
  readonly sends: boolean;
  readonly listens: boolean;
  readonly onListen: (on: boolean) => void;
}

// Which camera, microphone and loudspeaker; folded away, since it is seldom wanted.
export function RoomDevices({ sends, listens, onListen }: Props) {
  const { capture, session, preferences } = useApp();
  const text = useText();
  useEffect(() => {
    if (!sends) return;
    capture.watchDevices();
    return () => capture.stop();
  }, [capture, sends]);
  return (
    <details className="room-card room-devices">
      <summary>{text.get('settings')}</summary>
      <label className="check">
        <input
          type="checkbox"
          checked={listens}
          onChange={(event) => {
            onListen(event.target.checked);
            void session.startSound();
          }}
        />
        <span>
          {text.get('room_listens')}
          <span className="muted small check-hint">{text.get('room_listens_lead')}</span>
        </span>
      </label>
      {sends && (
        <DeviceFields
          onChange={(choice) => {
            const { speakerId } = preferences.get();
            if (choice === 'speakerId') void session.setSpeaker(speakerId ?? 'default');
            else void session.settingsChanged();
          }}
        />
      )}
    </details>
  );
}
