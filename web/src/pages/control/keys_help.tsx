import { useText } from '../../hooks';
import type { TextKey } from '../../i18n/text';

const rows: readonly [readonly string[], TextKey][] = [
  [['key_space'], 'key_next'],
  [['⌫'], 'help_take_back'],
  [['1', '2', '4', '9'], 'key_layout'],
  [['M'], 'help_mute_all'],
  [['R'], 'key_roll'],
  [['V'], 'key_vote'],
  [['N'], 'key_notes'],
  [['T'], 'key_synthesis'],
  [['/'], 'help_find'],
  [['Esc'], 'help_close'],
];

export function KeysHelp() {
  const text = useText();
  return (
    <dl className="keys">
      {rows.map(([keys, meaning]) => (
        <div key={meaning} className="keys-row">
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key === 'key_space' ? text.get('key_space') : key}</kbd>
            ))}
          </dt>
          <dd>{text.get(meaning)}</dd>
        </div>
      ))}
    </dl>
  );
}
