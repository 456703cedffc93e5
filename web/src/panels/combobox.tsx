import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useText } from '../hooks';
import { CloseIcon } from '../tiles/icons';

export interface Option {
  readonly id: number;
  readonly name: string;
  readonly detail: string;
}

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  // What is chosen now; empty: nothing.
  readonly chosen: string;
  readonly options: readonly Option[];
  readonly none: string; // what stands where nothing fits
  readonly onType: (query: string) => void;
  readonly onPick: (option: Option | null) => void;
  readonly required?: boolean;
}

// A field that is typed into and offers what fits: by mouse, by arrows and Enter, read aloud.
export function Combobox(props: Props) {
  const { label, hint, placeholder, chosen, options, none, onType, onPick, required } = props;
  const text = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const open = query !== null && query.trim() !== '';
  const close = () => {
    setQuery(null);
    onType('');
    setAt(0);
  };
  const pick = (option: Option | undefined) => {
    if (!option) return;
    onPick(option);
    close();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && query !== null) event.stopPropagation();
    if (event.key === 'Escape') return close();
    if (!open) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) setAt(Math.min(Math.max(0, at + step), options.length - 1));
    else if (event.key === 'Enter') pick(options[at]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="field combobox">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-row">
        <input
          ref={input}
          id={id}
          className="field-input"
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && options[at] ? `${id}-${at}` : undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          autoComplete="off"
          spellCheck={false}
          required={required}
          placeholder={placeholder ?? text.get('pick_placeholder')}
          value={query ?? chosen}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
            onType(event.target.value);
          }}
          onFocus={(event) => event.target.select()}
          onBlur={close}
          onKeyDown={onKey}
        />
        {chosen !== '' && !required && (
          <button
            type="button"
            className="icon-button"
            aria-label={text.get('pick_clear', { what: label })}
            onClick={() => onPick(null)}
          >
            <CloseIcon />
          </button>
        )}
      </div>
      <ul
        id={`${id}-list`}
        className="combobox-list"
        role="listbox"
        aria-label={label}
        hidden={!open}
      >
        {options.map((option, index) => (
          <li
            key={option.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            // Before the field loses the focus, which would close the list.
            onMouseDown={(event) => {
              event.preventDefault();
              pick(option);
            }}
          >
            <span>{option.name}</span>
            {option.detail && <span className="small muted">{option.detail}</span>}
          </li>
        ))}
      </ul>
      {open && options.length === 0 && (
        <span className="field-hint" role="status">
          {none}
        </span>
      )}
      {hint && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
    </div>
  );
}
