import { useEffect, useId, useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { useText } from '../../hooks';

interface Props {
  readonly title: string;
  readonly lead?: string;
  readonly verb: string;
  readonly ready?: boolean; // false: something is still missing
  readonly wide?: boolean;
  readonly children: ReactNode;
  // True: done, and the dialog goes.
  readonly onSend: () => Promise<boolean>;
  readonly onClose: () => void;
}

// Asks for what a command needs. A refusal leaves what was written where it is.
export function FormDialog({ title, lead, verb, ready = true, wide, children, ...rest }: Props) {
  const { onSend, onClose } = rest;
  const text = useText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [waiting, setWaiting] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!ready || waiting) return;
    setWaiting(true);
    void onSend().then((done) => {
      setWaiting(false);
      if (done) onClose();
    });
  };
  return (
    <dialog
      ref={dialog}
      className="ask form-dialog"
      data-wide={wide || undefined}
      aria-labelledby={id}
      onClose={onClose}
    >
      <form onSubmit={submit}>
        <h2 id={id}>{title}</h2>
        {lead && <p className="muted small">{lead}</p>}
        {children}
        <p className="ask-buttons">
          <button type="button" className="button" onClick={onClose}>
            {text.get('cancel')}
          </button>
          <button
            type="submit"
            className="button button-main"
            aria-disabled={!ready || waiting}
            data-busy={waiting || undefined}
          >
            {verb}
          </button>
        </p>
      </form>
    </dialog>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly type?: 'text' | 'date';
  readonly maxLength?: number;
  readonly rows?: number; // several lines
  readonly autoFocus?: boolean;
  readonly invalid?: boolean;
  readonly onChange: (value: string) => void;
}

export function Line({ label, value, hint, required, rows, onChange, ...rest }: LineProps) {
  const { type = 'text', maxLength = 200, autoFocus, invalid } = rest;
  const id = useId();
  const common = {
    id,
    className: 'field-input',
    value,
    required,
    maxLength: type === 'date' ? undefined : maxLength,
    autoFocus,
    'aria-invalid': invalid || undefined,
    'aria-describedby': hint ? `${id}-hint` : undefined,
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {rows ? (
        <textarea {...common} rows={rows} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...common} type={type} onChange={(event) => onChange(event.target.value)} />
      )}
      {hint && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly name: string }[];
  readonly onChange: (value: string) => void;
}

export function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="field-input"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
