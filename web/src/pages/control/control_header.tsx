import { memo, type RefObject } from 'react';
import type { FloorView, Header } from '../../core/conference/views';
import { useApp, useText } from '../../hooks';
import { useWallClock } from '../../live';
import { CheckIcon, Mark, SoundIcon, WarningIcon } from '../../tiles/icons';
import { TurnClock } from '../../tiles/turn_clock';
import { LanguageSwitch } from '../page_frame';
import { goTo } from '../page_link';
import { PhaseControls } from './phase_controls';

interface Props {
  readonly header: Header;
  readonly floor: FloorView;
  readonly stale: number | null;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly listening: boolean;
  readonly onListen: () => void;
}

export function ControlHeader({ header, floor, stale, heading, listening, onListen }: Props) {
  const { go } = useApp();
  const text = useText();
  const turn = floor.holders[floor.holders.length - 1];
  return (
    <header className="control-head">
      <a href="/" aria-label={text.get('back_home')} onClick={goTo(go, '/')}>
        <Mark />
      </a>
      <h1 ref={heading} tabIndex={-1} title={header.title}>
        {header.title}
      </h1>
      <Facts header={header} />
      <span className="control-now">
        <WallTime />
        {turn && <TurnClock clock={turn.clock} bar />}
      </span>
      <span className="control-space" />
      {stale !== null && (
        <span className="control-stale" role="status">
          <WarningIcon />
          <span className="tabular">{text.count('stale', stale)}</span>
        </span>
      )}
      <Sums header={header} />
      <PhaseControls header={header} />
      <button
        className="icon-button"
        aria-pressed={listening}
        aria-label={text.get(listening ? 'listen_off' : 'listen_on')}
        title={text.get(listening ? 'listen_off' : 'listen_on')}
        onClick={onListen}
      >
        <SoundIcon />
      </button>
      <LanguageSwitch />
    </header>
  );
}

const Facts = memo(function Facts({ header }: { readonly header: Header }) {
  const text = useText();
  return (
    <>
      <span className="fact" data-phase={header.phase}>
        {text.get(`phase_${header.phase}`)}
      </span>
      {header.items > 0 && (
        <span className="fact tabular">
          {text.get('item_of', { item: header.item_number, items: header.items })}
        </span>
      )}
      {header.recording && (
        <span className="fact fact-rec">
          <i aria-hidden="true" />
          {text.get('recording')}
        </span>
      )}
      {header.presiding > 0 && <span className="fact">{text.get('presiding_other')}</span>}
    </>
  );
});

function WallTime() {
  return <time className="control-time tabular">{useWallClock()}</time>;
}

const Sums = memo(function Sums({ header }: { readonly header: Header }) {
  const text = useText();
  const { sums, quorum, quorum_of } = header;
  const number = (value: number) => value.toLocaleString(text.locale);
  return (
    <span className="control-sums tabular">
      <span>{text.get('sites_in', { in: number(sums.sites_in), of: number(sums.sites) })}</span>
      <span>
        {text.get('delegates_in', { in: number(sums.present), of: number(sums.expected) })}
      </span>
      {quorum_of !== 'nothing' && (
        <span className="quorum" data-held={quorum}>
          {quorum ? <CheckIcon /> : <WarningIcon />}
          {text.get(quorum ? 'quorum_held' : 'quorum_lost')}
        </span>
      )}
    </span>
  );
});
