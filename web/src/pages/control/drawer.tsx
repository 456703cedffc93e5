import { useEffect, useRef } from 'react';
import type { ControlRoomView } from '../../core/conference/views';
import { useText } from '../../hooks';
import type { DemoHint } from '../../protocol/office_api';
import { CloseIcon } from '../../tiles/icons';
import { DemoPanel } from './demo_panel';
import { KeysHelp } from './keys_help';
import { NotesPanel } from './notes_panel';
import { RollPanel } from './roll_panel';
import { SynthesisPanel } from './synthesis_panel';
import { VotePanel } from './vote_panel';

export type DrawerName = 'notes' | 'synthesis' | 'roll' | 'vote' | 'demo' | 'help';

const kTitles = {
  notes: 'key_notes',
  synthesis: 'key_synthesis',
  roll: 'key_roll',
  vote: 'key_vote',
  demo: 'demo_acts',
  help: 'help_title',
} as const;

interface Props {
  readonly name: DrawerName;
  readonly view: ControlRoomView;
  readonly siteName: (site: number) => string;
  readonly demo: DemoHint | null;
  readonly onInvite: (site: number) => void;
  readonly onClose: () => void;
}

// Over the right of the desk; the programme and the keys stay in reach.
export function Drawer(props: Props) {
  const { name, view, siteName, demo, onInvite, onClose } = props;
  const text = useText();
  const title = text.get(kTitles[name]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [name]);
  return (
    <aside className="drawer" data-name={name} aria-label={title}>
      <header className="drawer-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button className="icon-button icon-small" onClick={onClose} aria-label={text.get('close')}>
          <CloseIcon />
        </button>
      </header>
      <div className="drawer-body">
        {name === 'notes' && <NotesPanel view={view} siteName={siteName} />}
        {name === 'synthesis' && <SynthesisPanel phase={view.header.phase} />}
        {name === 'roll' && <RollPanel conference={view.conference} phase={view.header.phase} />}
        {name === 'vote' && <VotePanel view={view} />}
        {name === 'demo' && demo && (
          <DemoPanel demo={demo} phase={view.header.phase} onInvite={onInvite} />
        )}
        {name === 'help' && <KeysHelp />}
      </div>
    </aside>
  );
}
