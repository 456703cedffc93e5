import { memo } from 'react';
import type { ControlRoomView } from '../../core/conference/views';
import { useText } from '../../hooks';
import type { TextKey } from '../../i18n/text';
import { useLive } from '../../live';
import { ConferenceNav } from '../../panels/conference_nav';
import { HelpIcon } from '../../tiles/icons';
import type { DrawerName } from './drawer';
import { nextSpeaker, takeBack } from './use_control_keys';

interface Props {
  readonly drawer: DrawerName | null;
  readonly onDrawer: (name: DrawerName) => void;
  readonly view: ControlRoomView;
}

// The keys, written where they act: each is a button too.
export const KeyBar = memo(function KeyBar({ drawer, onDrawer, view }: Props) {
  const live = useLive();
  const text = useText();
  const layout = (name: 'one' | 'two' | 'four', key: string) => (
    <button
      key={name}
      aria-pressed={view.stage.layout === name}
      title={text.get(`layout_${name}`)}
      onClick={() =>
        void live.send('stage.set_layout', { layout: name, beside: view.stage.beside })
      }
    >
      <kbd>{key}</kbd>
      <span className="sr-only">{text.get(`layout_${name}`)}</span>
    </button>
  );
  const drawers: readonly [DrawerName, string, TextKey][] = [
    ['roll', 'R', 'key_roll'],
    ['vote', 'V', 'key_vote'],
    ['notes', 'N', 'key_notes'],
    ['synthesis', 'T', 'key_synthesis'],
  ];
  return (
    <footer className="key-bar" aria-label={text.get('controls_label')}>
      <button onClick={() => nextSpeaker(live, view.floor)}>
        <kbd>{text.get('key_space')}</kbd>
        {text.get('key_next')}
      </button>
      <button onClick={() => takeBack(live, view.floor)}>
        <kbd>⌫</kbd>
        {text.get('key_take_back')}
      </button>
      <span className="key-group" role="group" aria-label={text.get('key_layout')}>
        {layout('one', '1')}
        {layout('two', '2')}
        {layout('four', '4')}
        <span>{text.get('key_layout')}</span>
      </span>
      <button onClick={() => void live.send('floor.mute_all', {})}>
        <kbd>M</kbd>
        {text.get('key_mute_all')}
      </button>
      <ConferenceNav conference={view.conference} current="control" />
      {drawers.map(([name, key, words]) => (
        <button key={name} aria-pressed={drawer === name} onClick={() => onDrawer(name)}>
          <kbd>{key}</kbd>
          {text.get(words)}
        </button>
      ))}
      <button onClick={() => document.getElementById('wall-find')?.focus()}>
        <kbd>/</kbd>
        {text.get('key_find')}
      </button>
      <button
        aria-pressed={drawer === 'help'}
        aria-label={text.get('help_title')}
        onClick={() => onDrawer('help')}
      >
        <HelpIcon />
      </button>
    </footer>
  );
});
