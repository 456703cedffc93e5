import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly error: string | null;
  readonly type?: 'text' | 'password';
  readonly value: string;
  readonly autoComplete: string;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
}

export function Field({ label, hint, error, type = 'text', value, onChange, ...input }: Props) {
  const id = useId();
  const words = error ?? hint;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field-input"
        type={type}
        value={value}
        spellCheck={false}
        aria-invalid={error !== null}
        aria-describedby={words ? `${id}-words` : undefined}
        onChange={(event) => onChange(event.target.value)}
        {...input}
      />
      {words && (
        <span
          id={`${id}-words`}
          className={error ? 'field-error' : 'field-hint'}
          role={error ? 'alert' : undefined}
        >
          {words}
        </span>
      )}
    </div>
  );
}
