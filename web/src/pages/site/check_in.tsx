import { useState } from 'react';
import type { SiteView } from '../../core/conference/views';
import { useApp, useText } from '../../hooks';
import { useLive } from '../../live';
import { CheckIcon } from '../../tiles/icons';
import { MinusIcon, PlusIcon } from '../../tiles/live_icons';

const kMost = 100_000;

// How many people sit in the room. The first time it is what lets the room into the conference.
export function CheckIn({ view }: { readonly view: SiteView }) {
  const { session } = useApp();
  const { send } = useLive();
  const text = useText();
  const [entered, setEntered] = useState<number | null>(null);
  const heads = entered ?? view.heads;
  const { site, checked_in } = view;
  const set = (value: number) => {
    const next = Math.min(kMost, Math.max(0, value));
    setEntered(next);
    if (!checked_in) return;
    void send('site.count', { site, heads: next }).then(() => setEntered(null));
  };
  const checkIn = () => {
    // The press is also what lets the browser play sound.
    void session.startSound();
    void send('site.check_in', { site, heads }).then((done) => {
      if (done) setEntered(null);
    });
  };
  return (
    <section className="check-in" data-in={checked_in || undefined}>
      <h2 id="heads-title">{text.get(checked_in ? 'heads_title' : 'check_in_title')}</h2>
      <div className="stepper" role="group" aria-labelledby="heads-title">
        <button aria-label={text.get('heads_less')} onClick={() => set(heads - 1)}>
          <MinusIcon />
        </button>
        <input
          className="tabular"
          inputMode="numeric"
          aria-label={text.get('heads_title')}
          value={String(heads)}
          onChange={(event) => {
            const value = Number(event.target.value.replace(/\D/g, ''));
            setEntered(Math.min(kMost, value));
          }}
          onBlur={() => checked_in && heads !== view.heads && set(heads)}
          onKeyDown={(event) => event.key === 'Enter' && (checked_in ? set(heads) : checkIn())}
        />
        <button aria-label={text.get('heads_more')} onClick={() => set(heads + 1)}>
          <PlusIcon />
        </button>
      </div>
      {checked_in ? (
        <p className="check-in-done small">
          <CheckIcon />
          {text.get('checked_in')}
        </p>
      ) : (
        <button className="button button-main button-wide" onClick={checkIn}>
          {text.get('check_in')}
        </button>
      )}
    </section>
  );
}
