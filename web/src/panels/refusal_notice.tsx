import { refusalSentence, refusalState, type NameBook } from '../core/conference/refusal_sentence';
import type { StreamSender } from '../core/stream_sender';
import { useStore, useText } from '../hooks';
import type { Text, TextKey } from '../i18n/text';
import { useLive } from '../live';
import { CloseIcon, WarningIcon } from '../tiles/icons';

interface Names {
  readonly site: (id: number) => string;
  readonly item: (id: number) => string;
  readonly unit?: (id: number) => string;
  readonly person?: (id: number) => string;
}

interface Props {
  // Of any stream.
  readonly sender: Pick<StreamSender<never>, 'state' | 'dismiss'>;
  readonly names?: Names;
}

const noNames: Names = { site: () => '', item: () => '' };

// Words for the values of a refusal's facts.
const kFamilies: Readonly<Record<string, string>> = {
  phase: 'phase',
  status: 'item_status',
  role: 'role',
  field: 'field',
  missing: 'field',
};

function bookOf(names: Names, text: Text): NameBook {
  return {
    language: text.language,
    ...names,
    word: (fact, value) => {
      const key = `${kFamilies[fact] ?? fact}_${value}`;
      return text.has(key) ? text.get(key as TextKey) : null;
    },
  };
}

// What was not done of a conference, why, and how it stands now.
export function RefusalNotice(names: Names) {
  const { sender } = useLive();
  return <Refusals sender={sender} names={names} />;
}

// Above the page, so that nothing jumps.
export function Refusals({ sender, names = noNames }: Props) {
  const text = useText();
  const { refusal } = useStore(sender.state);
  if (!refusal) return <div className="refusal-place" aria-live="assertive" />;
  const book = bookOf(names, text);
  const fallback = refusal.code === 'unreachable' ? 'command_unreachable' : 'command_failed';
  const state = refusalState(refusal, book);
  return (
    <div className="refusal-place" aria-live="assertive">
      <div className="refusal" data-code={refusal.code}>
        <WarningIcon />
        <div>
          <strong>{refusalSentence(refusal, book) ?? text.get(fallback)}</strong>
          {state && <span> {text.get('command_now', { state })}</span>}
        </div>
        <button
          className="icon-button"
          aria-label={text.get('close')}
          onClick={() => sender.dismiss()}
        >
          <CloseIcon />
        </button>
      </div>
    </div>
  );
}
