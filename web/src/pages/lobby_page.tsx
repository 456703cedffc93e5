import { useEffect, useState, type SubmitEvent } from 'react';
import type { CaptureState } from '../core/capture';
import type { DeviceKind } from '../core/media';
import { isPersonName } from '../core/route';
import type { JoinProblem } from '../core/session_state';
import { useApp, usePageTitle, useStore, useText } from '../hooks';
import type { Text } from '../i18n/text';
import { DeviceFields } from '../panels/device_fields';
import { Avatar } from '../tiles/avatar';
import { CameraIcon, CameraOffIcon, MicrophoneIcon, MicrophoneOffIcon } from '../tiles/icons';
import { LevelMeter } from '../tiles/level_meter';
import { VideoView } from '../tiles/video_view';
import { DeviceNotice } from './device_notice';
import { Field } from './field';
import { Notice } from './notice';
import { PageFrame } from './page_frame';

interface Props {
  readonly room: string;
  // Without HTTPS there are no devices to choose from.
  readonly watchOnly: boolean;
}

export function LobbyPage({ room, watchOnly }: Props) {
  const { session, preferences } = useApp();
  const text = useText();
  const heading = usePageTitle(room);
  const { phase } = useStore(session.state);
  const [name, setName] = useState(preferences.get().name);
  const [tried, setTried] = useState(false);
  const enter = useEnter(room, name);
  const joining = phase.name === 'joining';
  useOpenDevices(!watchOnly && !joining);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    enter(true);
  };
  return (
    <PageFrame>
      <form className="lobby" onSubmit={submit} noValidate>
        <header className="lobby-head">
          <p className="overline">{text.get('lobby_title')}</p>
          <h1 ref={heading} tabIndex={-1}>
            {room}
          </h1>
          <p className="lead">{text.get('lobby_lead')}</p>
        </header>
        <section className="lobby-picture">
          {watchOnly ? <WatchOnly name={name} /> : <Preview name={name} joining={joining} />}
        </section>
        <section className="lobby-side">
          {phase.name === 'refused' && (
            <RefusedNotice problem={phase.problem} onRetry={() => enter(true)} />
          )}
          <Field
            label={text.get('your_name')}
            hint={text.get('your_name_hint')}
            error={tried && !isPersonName(name) ? text.get('error_name') : null}
            value={name}
            autoComplete="name"
            maxLength={80}
            onChange={setName}
          />
          {!watchOnly && <LobbyDevices />}
          <div className="lobby-actions">
            <button
              className="button button-main button-wide"
              type="submit"
              aria-disabled={joining}
              data-busy={joining || undefined}
            >
              {joining ? text.get(`joining_${phase.step}`) : text.get('join')}
            </button>
            {!watchOnly && (
              <button
                className="button-quiet"
                type="button"
                onClick={() => {
                  setTried(true);
                  enter(false);
                }}
              >
                {text.get('join_without')}
              </button>
            )}
          </div>
        </section>
      </form>
    </PageFrame>
  );
}

function useEnter(room: string, name: string): (withDevices: boolean) => void {
  const { session, capture, preferences, text } = useApp();
  return (withDevices) => {
    if (!isPersonName(name) || session.state.get().phase.name === 'joining') return;
    preferences.change({ name: name.trim() });
    const media = withDevices ? capture.handOver() : [];
    const has = (kind: DeviceKind) => media.some((one) => one.kind === kind);
    capture.stop();
    void session.join({
      room,
      name: name.trim(),
      language: text.get().language,
      microphone: has('microphone'),
      camera: has('camera'),
      media,
    });
  };
}

// As last time: who never uses the camera is not asked for it again.
function useOpenDevices(wanted: boolean): void {
  const { capture, preferences } = useApp();
  useEffect(() => {
    if (!wanted) return;
    const { cameraOn, microphoneOn } = preferences.get();
    capture.watchDevices();
    if (cameraOn && microphoneOn) void capture.turnOnBoth();
    else if (microphoneOn) void capture.turnOn('microphone');
    else if (cameraOn) void capture.turnOn('camera');
    // Joining hands the devices over first, so that this closes only what nobody took.
    return () => capture.stop();
  }, [capture, preferences, wanted]);
}

function Preview({ name, joining }: { readonly name: string; readonly joining: boolean }) {
  const { capture } = useApp();
  const text = useText();
  const camera = useStore(capture.camera);
  const microphone = useStore(capture.microphone);
  return (
    <>
      <div className="preview" role="group" aria-label={text.get('preview_label')}>
        <PreviewPicture camera={camera} name={name} joining={joining} />
        <div className="preview-controls">
          <DeviceToggle kind="microphone" state={microphone} />
          <DeviceToggle kind="camera" state={camera} />
        </div>
      </div>
      <LevelMeter read={microphone.status === 'on' ? () => microphone.media.level() : null} />
      <p className="muted small level-words">
        {text.get(microphone.status === 'on' ? 'level_speak' : 'level_off')}
      </p>
    </>
  );
}

interface PictureProps {
  readonly camera: CaptureState;
  readonly name: string;
  readonly joining: boolean;
}

function PreviewPicture({ camera, name, joining }: PictureProps) {
  const text = useText();
  const words = camera.status === 'starting' ? 'preview_starting' : 'preview_off';
  if (camera.status === 'on' && camera.media.picture) {
    return <VideoView source={camera.media.picture} mirrored />;
  }
  return (
    <div className="preview-empty">
      <Avatar name={name || '·'} />
      <span className="muted">{text.get(joining ? 'joining_connecting' : words)}</span>
    </div>
  );
}

function WatchOnly({ name }: { readonly name: string }) {
  const text = useText();
  return (
    <div className="preview">
      <div className="preview-empty">
        <Avatar name={name || '·'} />
        <span className="muted">{text.get('insecure_watch')}</span>
      </div>
    </div>
  );
}

const kIcons = {
  microphone: { on: <MicrophoneIcon />, off: <MicrophoneOffIcon /> },
  camera: { on: <CameraIcon />, off: <CameraOffIcon /> },
} as const;

function DeviceToggle({ kind, state }: { kind: DeviceKind; state: CaptureState }) {
  const { capture, preferences } = useApp();
  const text = useText();
  const on = state.status === 'on' || state.status === 'starting';
  const verb = kind === 'microphone' ? (on ? 'mic_on' : 'mic_off') : on ? 'cam_on' : 'cam_off';
  const toggle = () => {
    preferences.change(kind === 'camera' ? { cameraOn: !on } : { microphoneOn: !on });
    if (on) capture.turnOff(kind);
    else void capture.turnOn(kind);
  };
  return (
    <button
      type="button"
      className="round"
      data-on={on}
      data-open={state.status === 'on'}
      data-failed={state.status === 'failed' || undefined}
      aria-pressed={on}
      aria-label={text.get(verb)}
      title={text.get(verb)}
      onClick={toggle}
    >
      {on ? kIcons[kind].on : kIcons[kind].off}
    </button>
  );
}

function LobbyDevices() {
  const { capture } = useApp();
  const camera = useStore(capture.camera);
  const microphone = useStore(capture.microphone);
  const retry = (kind: DeviceKind) => () => void capture.turnOn(kind);
  return (
    <>
      {microphone.status === 'failed' && (
        <DeviceNotice
          kind="microphone"
          problem={microphone.problem}
          onRetry={retry('microphone')}
        />
      )}
      {camera.status === 'failed' && (
        <DeviceNotice kind="camera" problem={camera.problem} onRetry={retry('camera')} />
      )}
      <DeviceFields
        onChange={(choice) => {
          if (choice === 'cameraId') void capture.turnOn('camera');
          else if (choice !== 'speakerId') void capture.turnOn('microphone');
        }}
      />
    </>
  );
}

function RefusedNotice({ problem, onRetry }: { problem: JoinProblem; onRetry: () => void }) {
  const text = useText();
  const title = problem.kind === 'media_blocked' ? 'refused_media_blocked_title' : 'refused_title';
  return (
    <Notice title={text.get(title)} action={{ label: text.get('retry'), run: onRetry }}>
      {refusal(problem, text)}
    </Notice>
  );
}

export function refusal(problem: JoinProblem, text: Text): string {
  if (problem.kind === 'said') return problem[text.language];
  return text.get(`refused_${problem.kind}`);
}
