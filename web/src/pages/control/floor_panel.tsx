import { memo, useId } from 'react';
import { captionOf, inOneLine } from '../../core/conference/caption';
import type {
  FloorMode,
  FloorView,
  Names,
  RequestView,
  WallTile,
} from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { CloseIcon, MicrophoneIcon, MicrophoneOffIcon } from '../../tiles/icons';
import { HandIcon, UpIcon } from '../../tiles/live_icons';

interface Props {
  readonly floor: FloorView;
  readonly names: Names;
  readonly wall: readonly WallTile[];
}

const kModes: readonly FloorMode[] = ['one', 'several', 'everyone'];

// Who waits to speak, in the order in which the chair calls them.
export const FloorPanel = memo(function FloorPanel({ floor, names, wall }: Props) {
  const text = useText();
  const hands = wall.reduce((sum, tile) => sum + tile.hands, 0);
  return (
    <section className="floor" aria-label={text.get('floor')}>
      <div className="floor-head">
        <h2>{text.get('floor')}</h2>
        <ModeField mode={floor.mode} />
        <ChairMicrophone open={floor.chair_microphone} />
      </div>
      <ol className="queue">
        {floor.queue.map((request, index) => (
          <QueueRow
            key={request.request}
            request={request}
            place={index + 1}
            before={floor.queue[index - 1]?.request ?? 0}
            top={floor.top}
            names={names}
          />
        ))}
      </ol>
      {floor.queue.length === 0 && (
        <p className="queue-empty muted small">{text.get('queue_empty')}</p>
      )}
      <p className="floor-hands">
        <HandIcon />
        {text.count('hands_up', hands)}
      </p>
    </section>
  );
});

function ModeField({ mode }: { readonly mode: FloorMode }) {
  const { send } = useLive();
  const text = useText();
  const id = useId();
  return (
    <>
      <label className="sr-only" htmlFor={id}>
        {text.get('floor_mode')}
      </label>
      <select
        id={id}
        className="field-input field-small"
        value={mode}
        onChange={(event) => void send('floor.set_mode', { mode: event.target.value as FloorMode })}
      >
        {kModes.map((one) => (
          <option key={one} value={one}>
            {text.get(`floor_mode_${one}`)}
          </option>
        ))}
      </select>
    </>
  );
}

function ChairMicrophone({ open }: { readonly open: boolean }) {
  const { send } = useLive();
  const text = useText();
  const words = text.get(open ? 'chair_microphone_on' : 'chair_microphone_off');
  return (
    <button
      className="icon-button icon-small"
      aria-pressed={open}
      aria-label={words}
      title={words}
      onClick={() => void send('chair.microphone', { open: !open })}
    >
      {open ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
    </button>
  );
}

interface RowProps {
  readonly request: RequestView;
  readonly place: number;
  readonly before: number; // the one above; 0: it is the first
  readonly top: number;
  readonly names: Names;
}

const QueueRow = memo(function QueueRow({ request, place, before, top, names }: RowProps) {
  const { send } = useLive();
  const text = useText();
  const caption = inOneLine(captionOf(request.speaker, names, ''));
  const { site, speaker } = request;
  const call = () =>
    void send('floor.grant', { site, speaker, request: request.request, seen: top });
  return (
    <li className="queue-row" data-request={request.request}>
      <span className="queue-place tabular">{place}</span>
      <span className="queue-words">
        <strong>{request.site_name}</strong>
        <span>{[caption, request.subject].filter(Boolean).join(' · ')}</span>
      </span>
      <button className="button button-small" onClick={call}>
        {text.get('queue_call')}
      </button>
      <button
        className="icon-button icon-small"
        disabled={before === 0}
        aria-label={text.get('queue_up', { site: request.site_name })}
        onClick={() => void send('queue.move', { request: request.request, before })}
      >
        <UpIcon />
      </button>
      <button
        className="icon-button icon-small"
        aria-label={text.get('queue_lower', { site: request.site_name })}
        onClick={() => void send('queue.lower', { request: request.request })}
      >
        <CloseIcon />
      </button>
    </li>
  );
});
