import { useState, type SubmitEvent } from 'react';
import { useApp, useText } from '../../hooks';
import { Field } from '../field';
import { Notice } from '../notice';
import { Sheet } from '../office/parts';
import { errorWords } from '../site/error_words';

const kNothing = { old: '', fresh: '', again: '' };

export function PasswordForm() {
  const { office, me } = useApp();
  const text = useText();
  const [words, setWords] = useState(kNothing);
  const [state, setState] = useState<'open' | 'tried' | 'waiting' | 'done'>('open');
  const [error, setError] = useState<unknown>(null);
  const tried = state === 'tried';
  const differs = words.again !== words.fresh;
  const set = (part: Partial<typeof kNothing>) => setWords({ ...words, ...part });
  const missing = (word: string) => (tried && !word ? text.get('password_missing') : null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setState('tried');
    setError(null);
    if (!words.old || !words.fresh || differs || state === 'waiting') return;
    setState('waiting');
    office.changePassword(words.old, words.fresh).then(
      (who) => {
        me.is(who);
        setWords(kNothing);
        setState('done');
      },
      (failure: unknown) => {
        setState('tried');
        setError(failure);
      },
    );
  };
  return (
    <Sheet title={text.get('password_change')}>
      <form className="form account-password" onSubmit={submit} noValidate>
        <p className="muted small">{text.get('password_change_lead')}</p>
        {error !== null && (
          <Notice title={text.get('password_failed')}>{errorWords(error, text)}</Notice>
        )}
        <Field
          label={text.get('password_old')}
          type="password"
          error={missing(words.old)}
          value={words.old}
          autoComplete="current-password"
          maxLength={256}
          onChange={(old) => set({ old })}
        />
        <Field
          label={text.get('password_new')}
          type="password"
          error={missing(words.fresh)}
          value={words.fresh}
          autoComplete="new-password"
          maxLength={256}
          onChange={(fresh) => set({ fresh })}
        />
        <Field
          label={text.get('password_again')}
          type="password"
          error={tried && differs ? text.get('password_differs') : null}
          value={words.again}
          autoComplete="new-password"
          maxLength={256}
          onChange={(again) => set({ again })}
        />
        <p className="button-row">
          <button
            className="button button-main"
            type="submit"
            data-busy={state === 'waiting' || undefined}
          >
            {text.get('password_change')}
          </button>
          <span role="status">{state === 'done' && text.get('password_changed')}</span>
        </p>
      </form>
    </Sheet>
  );
}
