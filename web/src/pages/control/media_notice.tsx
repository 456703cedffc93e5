import { useApp, useStore, useText } from '../../hooks';
import { useLive } from '../../live';
import { SoundIcon, WarningIcon } from '../../tiles/icons';
import { refusal } from '../lobby_page';

// How the pictures' own way is, where that differs from the page's line. It floats: nothing jumps.
export function MediaNotice() {
  const { session } = useApp();
  const { media } = useLive();
  const text = useText();
  const { phase, soundBlocked } = useStore(session.state);
  if (phase.name === 'inside' && soundBlocked) {
    return (
      <Floating
        words={text.get('sound_blocked_title')}
        verb={text.get('sound_enable')}
        icon={<SoundIcon />}
        onVerb={() => void session.startSound()}
      />
    );
  }
  if (phase.name === 'left' && phase.why === 'elsewhere') {
    return (
      <Floating
        words={text.get('media_elsewhere')}
        verb={text.get('media_here')}
        onVerb={() => media.again()}
      />
    );
  }
  if (phase.name === 'refused') {
    return (
      <Floating
        words={`${text.get('media_refused')} ${refusal(phase.problem, text)}`}
        verb={text.get('retry')}
        onVerb={() => media.again()}
      />
    );
  }
  if (phase.name === 'interrupted') return <Floating words={text.get('media_interrupted')} />;
  return null;
}

interface Props {
  readonly words: string;
  readonly verb?: string;
  readonly icon?: React.ReactNode;
  readonly onVerb?: () => void;
}

function Floating({ words, verb, icon, onVerb }: Props) {
  return (
    <div className="media-notice" role="status">
      {icon ?? <WarningIcon />}
      <span>{words}</span>
      {verb && (
        <button className="button button-small" onClick={onVerb}>
          {verb}
        </button>
      )}
    </div>
  );
}
