import { useId } from 'react';
import type { Device } from '../core/media';
import { useApp, useStore, useText } from '../hooks';
import type { TextKey } from '../i18n/text';

type Choice = 'cameraId' | 'microphoneId' | 'speakerId';

interface FieldProps {
  readonly label: TextKey;
  readonly unnamed: TextKey;
  readonly devices: readonly Device[];
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
}

function DeviceField({ label, unnamed, devices, chosen, onChoose }: FieldProps) {
  const text = useText();
  const id = useId();
  const known = devices.some((device) => device.id === chosen);
  const others = devices.filter((device) => device.id !== 'default');
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {text.get(label)}
      </label>
      <select
        id={id}
        className="field-input"
        value={known && chosen !== null ? chosen : ''}
        disabled={devices.length === 0}
        onChange={(event) => onChoose(event.target.value || null)}
      >
        <option value="">{text.get('default_device')}</option>
        {others.map((device, index) => (
          <option key={device.id} value={device.id}>
            {device.label || text.get(unnamed, { number: index + 1 })}
          </option>
        ))}
      </select>
    </div>
  );
}

interface Props {
  // After a choice was stored.
  readonly onChange: (choice: Choice | 'plainSound') => void;
}

export function DeviceFields({ onChange }: Props) {
  const { capture, preferences } = useApp();
  const devices = useStore(capture.devices);
  const chosen = useStore(preferences);
  const choose = (choice: Choice) => (id: string | null) => {
    preferences.change({ [choice]: id });
    onChange(choice);
  };
  return (
    <div className="device-fields">
      <DeviceField
        label="camera"
        unnamed="unnamed_camera"
        devices={devices.cameras}
        chosen={chosen.cameraId}
        onChoose={choose('cameraId')}
      />
      <DeviceField
        label="microphone"
        unnamed="unnamed_microphone"
        devices={devices.microphones}
        chosen={chosen.microphoneId}
        onChoose={choose('microphoneId')}
      />
      <SpeakerField chosen={chosen.speakerId} onChoose={choose('speakerId')} />
      <PlainSound onChange={() => onChange('plainSound')} />
    </div>
  );
}

function SpeakerField({ chosen, onChoose }: Pick<FieldProps, 'chosen' | 'onChoose'>) {
  const { capture } = useApp();
  const { speakers } = useStore(capture.devices);
  const text = useText();
  if (!('setSinkId' in HTMLMediaElement.prototype)) {
    return <p className="muted small">{text.get('settings_speaker_unsupported')}</p>;
  }
  return (
    <DeviceField
      label="speaker"
      unnamed="unnamed_speaker"
      devices={speakers}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}

function PlainSound({ onChange }: { readonly onChange: () => void }) {
  const { preferences } = useApp();
  const { plainSound } = useStore(preferences);
  const text = useText();
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={plainSound}
        onChange={(event) => {
          preferences.change({ plainSound: event.target.checked });
          onChange();
        }}
      />
      <span>
        {text.get('plain_sound')}
        <span className="muted small check-hint">{text.get('plain_sound_hint')}</span>
      </span>
    </label>
  );
}
