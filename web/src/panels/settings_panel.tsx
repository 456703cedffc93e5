import { useEffect } from 'react';
import { useApp, useStore, useText } from '../hooks';
import { LevelMeter } from '../tiles/level_meter';
import { DeviceFields } from './device_fields';

export function SettingsPanel() {
  const { capture, session, preferences } = useApp();
  const text = useText();
  const { microphone } = useStore(session.state);
  useEffect(() => capture.watchDevices(), [capture]);
  const self = session.roster.all().find((person) => person.local);
  return (
    <>
      <DeviceFields
        onChange={(choice) => {
          const { speakerId } = preferences.get();
          if (choice === 'speakerId') void session.setSpeaker(speakerId ?? 'default');
          else void session.settingsChanged();
        }}
      />
      <LevelMeter read={microphone.on && self ? () => session.level(self.id) : null} />
      <p className="muted small">{text.get(microphone.on ? 'level_speak' : 'level_off')}</p>
    </>
  );
}
