import { useText } from '../hooks';
import type { TextKey } from '../i18n/text';

const rows: readonly [readonly string[], TextKey][] = [
  [['M'], 'help_microphone'],
  [['C'], 'help_camera'],
  [['S'], 'help_screen'],
  [['P'], 'help_people'],
  [['arrows'], 'help_arrows'],
  [['F', 'Enter'], 'help_stage'],
  [['Esc'], 'help_unstage'],
  [['PageUp', 'PageDown'], 'help_pages'],
  [['?'], 'help_help'],
];

export function HelpPanel() {
  const text = useText();
  return (
    <dl className="keys">
      {rows.map(([keys, meaning]) => (
        <div key={meaning} className="keys-row">
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key === 'arrows' ? text.get('key_arrows') : key}</kbd>
            ))}
          </dt>
          <dd>{text.get(meaning)}</dd>
        </div>
      ))}
    </dl>
  );
}
