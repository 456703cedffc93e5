import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { organisationPath } from '../../core/route';
import { useApp, useText } from '../../hooks';
import type { Found } from '../../protocol/imports';
import { errorWords } from '../site/error_words';

const kPauseMs = 160;

type Outcome =
  | { readonly status: 'idle' | 'asking' }
  | { readonly status: 'found'; readonly found: readonly Found[] }
  | { readonly status: 'failed'; readonly error: unknown };

// Units and people, from every page with "/".
export function SearchBox() {
  const { go } = useApp();
  const text = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const outcome = useSearch(words);
  useSlash(() => input.current?.focus());
  const found = outcome.status === 'found' ? outcome.found : [];
  const choose = (one: Found | undefined) => {
    if (!one) return;
    setOpen(false);
    setWords('');
    input.current?.blur();
    go(organisationPath(one.unit));
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setOpen(false);
      input.current?.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((old) => Math.max(0, Math.min(found.length - 1, old + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(found[at]);
    }
  };
  const shown = open && words.trim() !== '';
  return (
    <div className="search" role="search">
      <input
        ref={input}
        className="field-input"
        type="search"
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && found[at] ? `${id}-${at}` : undefined}
        aria-label={text.get('search_label')}
        placeholder={text.get('search_hint')}
        value={words}
        maxLength={100}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
      />
      <div className="search-list" hidden={!shown}>
        <ul id={`${id}-list`} role="listbox" aria-label={text.get('search_label')}>
          {found.map((one, index) => (
            <li
              key={`${one.unit} ${one.person}`}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(one);
              }}
            >
              <strong>{one.name}</strong>
              <span className="muted small">{one.detail}</span>
            </li>
          ))}
        </ul>
        <p className="search-words small muted" role="status">
          {outcome.status === 'asking' && text.get('search_asking')}
          {outcome.status === 'failed' && errorWords(outcome.error, text)}
          {outcome.status === 'found' && found.length === 0 && text.get('search_none')}
        </p>
      </div>
    </div>
  );
}

function useSearch(words: string): Outcome {
  const { office, clock } = useApp();
  const [outcome, setOutcome] = useState<Outcome>({ status: 'idle' });
  const wanted = words.trim();
  useEffect(() => {
    if (wanted === '') return setOutcome({ status: 'idle' });
    let over = false;
    setOutcome((old) => (old.status === 'found' ? old : { status: 'asking' }));
    const cancel = clock.after(kPauseMs, () => {
      office.search(wanted).then(
        (found) => over || setOutcome({ status: 'found', found }),
        (error: unknown) => over || setOutcome({ status: 'failed', error }),
      );
    });
    return () => {
      over = true;
      cancel();
    };
  }, [office, clock, wanted]);
  return outcome;
}

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

function useSlash(action: () => void): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
