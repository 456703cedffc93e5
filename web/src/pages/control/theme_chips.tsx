import { useState, type KeyboardEvent } from 'react';
import type { Theme } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';

interface Props {
  readonly themes: readonly Theme[];
  readonly chosen: readonly number[];
  readonly onChoose: (themes: readonly number[]) => void;
  // Only those that are chosen, until somebody wants to change them.
  readonly only?: boolean;
}

// Themes as chips: one press tags, another untags.
export function ThemeChips({ themes, chosen, onChoose, only = false }: Props) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const few = only && !open;
  const shown = few ? themes.filter(({ theme }) => chosen.includes(theme)) : themes;
  const toggle = (theme: number) =>
    onChoose(chosen.includes(theme) ? chosen.filter((one) => one !== theme) : [...chosen, theme]);
  return (
    <div className="chips" role="group" aria-label={text.get('themes')}>
      {shown.map(({ theme, name }) => (
        <button
          key={theme}
          type="button"
          className="chip"
          aria-pressed={chosen.includes(theme)}
          onClick={() => toggle(theme)}
        >
          {name}
        </button>
      ))}
      {few && (
        <button type="button" className="chip chip-quiet" onClick={() => setOpen(true)}>
          {text.get('theme_tag')}
        </button>
      )}
      {!only && <NewTheme />}
    </div>
  );
}

function NewTheme() {
  const { send } = useLive();
  const text = useText();
  const [name, setName] = useState<string | null>(null);
  const add = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') return setName(null);
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (!name?.trim()) return;
    void send('theme.add', { name: name.trim() }).then((added) => {
      if (added) setName(null);
    });
  };
  if (name === null) {
    return (
      <button type="button" className="chip chip-quiet" onClick={() => setName('')}>
        {text.get('theme_add')}
      </button>
    );
  }
  return (
    <input
      className="field-input field-small chip-input"
      aria-label={text.get('theme_add')}
      placeholder={text.get('theme_name')}
      value={name}
      maxLength={100}
      autoFocus
      onChange={(event) => setName(event.target.value)}
      onKeyDown={add}
    />
  );
}
