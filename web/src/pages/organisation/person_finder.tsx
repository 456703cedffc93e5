import { useEffect, useState } from 'react';
import { useApp, useText } from '../../hooks';
import type { Found } from '../../protocol/imports';
import { errorWords } from '../site/error_words';
import { Line } from '../office/form_dialog';

export interface ChosenPerson {
  readonly person: number;
  readonly name: string;
}

interface Props {
  readonly chosen: ChosenPerson | null;
  readonly onChoose: (person: ChosenPerson | null) => void;
}

// One of the people whom the organisation knows already.
export function PersonFinder({ chosen, onChoose }: Props) {
  const { office, clock } = useApp();
  const text = useText();
  const [words, setWords] = useState('');
  const [found, setFound] = useState<readonly Found[]>([]);
  const [error, setError] = useState('');
  const wanted = words.trim();
  useEffect(() => {
    if (wanted === '') return setFound([]);
    let over = false;
    const cancel = clock.after(160, () => {
      office.search(wanted).then(
        (all) => over || setFound(all.filter((one) => one.person !== 0)),
        (failure: unknown) => over || setError(errorWords(failure, text)),
      );
    });
    return () => {
      over = true;
      cancel();
    };
  }, [office, clock, text, wanted]);
  if (chosen) {
    return (
      <p className="picked">
        <strong>{chosen.name}</strong>
        <button type="button" className="button-quiet" onClick={() => onChoose(null)}>
          {text.get('person_other')}
        </button>
      </p>
    );
  }
  return (
    <div className="field">
      <Line label={text.get('person_find')} value={words} onChange={setWords} />
      {error && <p className="field-error">{error}</p>}
      <ul className="picker-list">
        {found.map((one) => (
          <li key={one.person}>
            <button
              type="button"
              className="picker-option"
              onClick={() => onChoose({ person: one.person, name: one.name })}
            >
              <strong>{one.name}</strong> <span className="muted small">{one.detail}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
