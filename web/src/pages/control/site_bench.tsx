import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import type { IncidentKind, Phase, StageView, WallTile } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { CloseIcon, MicrophoneIcon, MicrophoneOffIcon, SoundIcon } from '../../tiles/icons';
import { LineState } from '../../tiles/line_state';
import { AirIcon, QrIcon, WrenchIcon } from '../../tiles/live_icons';
import { SitePicture } from '../../tiles/site_picture';

interface Props {
  readonly tile: WallTile;
  readonly stage: StageView;
  readonly phase: Phase;
  readonly heard: boolean;
  readonly onHear: (on: boolean) => void;
  readonly onInvite: () => void;
  readonly onClose: () => void;
}

// One room on the bench: its picture, its line, and what can be done about it.
export function SiteBench({ tile, stage, phase, heard, onHear, onInvite, onClose }: Props) {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [tile.site]);
  return (
    <section className="site-bench" aria-label={tile.name}>
      <header className="drawer-head">
        <h2 ref={heading} tabIndex={-1}>
          {tile.name}
        </h2>
        <button className="icon-button icon-small" aria-label={text.get('close')} onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <div className="site-bench-picture">
        <SitePicture site={tile.site} name={tile.name} />
      </div>
      <p className="site-bench-facts">
        <LineState site={tile.site} lost={tile.line_lost} always />
        <span className="tabular">
          {tile.checked_in ? text.count('heads', tile.heads) : text.get('site_absent')}
        </span>
        <span>{text.get(tile.ready ? 'bench_ready' : 'bench_not_ready')}</span>
        {!tile.sound && <span>{text.get('tile_no_sound_device')}</span>}
      </p>
      <Actions
        tile={tile}
        stage={stage}
        phase={phase}
        heard={heard}
        onHear={onHear}
        onInvite={onInvite}
      />
      {phase !== 'closed' && <SiteNotice site={tile.site} />}
      {phase !== 'closed' && <IncidentForm site={tile.site} />}
    </section>
  );
}

type ActionProps = Omit<Props, 'onClose'>;

function Actions({ tile, stage, phase, heard, onHear, onInvite }: ActionProps) {
  const { send } = useLive();
  const text = useText();
  const { site } = tile;
  const there = tile.checked_in && !tile.line_lost;
  const closed = phase === 'closed';
  const onAir = stage.on_air === site;
  const tone = stage.tone === site;
  return (
    <p className="site-bench-actions">
      <button
        className="button button-small"
        disabled={phase !== 'in_session' || (!there && !onAir)}
        onClick={() => void send('stage.put', { site: onAir ? 0 : site, seen: stage.on_air })}
      >
        <AirIcon />
        {text.get(onAir ? 'site_off_air' : 'site_put_on_air')}
      </button>
      <button
        className="button button-small"
        aria-pressed={tile.muted}
        disabled={closed}
        onClick={() => void send('site.mute', { site, muted: !tile.muted })}
      >
        {tile.muted ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
        {text.get(tile.muted ? 'site_unmute' : 'site_mute')}
      </button>
      <button
        className="button button-small"
        aria-pressed={tile.talkback}
        disabled={closed || (!there && !tile.talkback)}
        title={text.get('talkback_lead')}
        onClick={() =>
          tile.talkback ? void send('talkback.stop', {}) : void send('talkback.start', { site })
        }
      >
        <WrenchIcon />
        {text.get(tile.talkback ? 'talkback_stop' : 'talkback_start')}
      </button>
      {tile.talkback && (
        <button className="button button-small" aria-pressed={heard} onClick={() => onHear(!heard)}>
          <SoundIcon />
          {text.get(heard ? 'talkback_deaf' : 'talkback_hear')}
        </button>
      )}
      <button
        className="button button-small"
        aria-pressed={tone}
        disabled={closed || (!there && !tone)}
        onClick={() => (tone ? void send('tone.stop', {}) : void send('tone.start', { site }))}
      >
        <SoundIcon />
        {text.get(tone ? 'tone_stop' : 'tone_start')}
      </button>
      <button className="button button-small" disabled={closed} onClick={onInvite}>
        <QrIcon />
        {text.get('site_invite')}
      </button>
    </p>
  );
}

function SiteNotice({ site }: { readonly site: number }) {
  const { send } = useLive();
  const text = useText();
  const [words, setWords] = useState('');
  const [urgent, setUrgent] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!words.trim()) return;
    void send('notice.send', { text: words.trim(), sites: [site], urgent }).then(
      (sent) => sent && setWords(''),
    );
  };
  return (
    <form className="bench-form" onSubmit={submit}>
      <label className="field">
        <span className="field-label small">{text.get('bench_notice')}</span>
        <input
          className="field-input field-small"
          value={words}
          maxLength={500}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <label className="check small">
        <input
          type="checkbox"
          checked={urgent}
          onChange={(event) => setUrgent(event.target.checked)}
        />
        <span>{text.get('bench_urgent')}</span>
      </label>
      <button className="button button-small" type="submit" disabled={!words.trim()}>
        {text.get('send')}
      </button>
    </form>
  );
}

const kKinds: readonly IncidentKind[] = [
  'no_picture',
  'no_sound',
  'echo',
  'line_lost',
  'line_thin',
  'other',
];

// Into the log: what went wrong, for who comes after.
function IncidentForm({ site }: { readonly site: number }) {
  const { send } = useLive();
  const text = useText();
  const [kind, setKind] = useState<IncidentKind>('no_picture');
  const [words, setWords] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void send('incident.open', { site, kind, text: words.trim() }).then(
      (done) => done && setWords(''),
    );
  };
  return (
    <form className="bench-form" onSubmit={submit}>
      <label className="field">
        <span className="field-label small">{text.get('bench_incident')}</span>
        <select
          className="field-input field-small"
          value={kind}
          onChange={(event) => setKind(event.target.value as IncidentKind)}
        >
          {kKinds.map((one) => (
            <option key={one} value={one}>
              {text.get(`incident_${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="field-label small">{text.get('bench_incident_text')}</span>
        <input
          className="field-input field-small"
          value={words}
          maxLength={500}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <button className="button button-small" type="submit">
        {text.get('bench_incident_open')}
      </button>
    </form>
  );
}
