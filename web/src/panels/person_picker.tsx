import { useEffect, useRef, useState } from 'react';
import { useApp, useText } from '../hooks';
import type { FoundPerson } from '../protocol/office_api';
import { Combobox } from './combobox';

const kPauseMs = 200;
const kMax = 12;

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly chosen: string;
  readonly onPick: (person: FoundPerson | null) => void;
}

// Somebody of the organisation, looked for by name as it is typed.
export function PersonPicker({ label, hint, chosen, onPick }: Props) {
  const { office, clock } = useApp();
  const text = useText();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly FoundPerson[]>([]);
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');
  const latest = useRef('');
  useEffect(() => {
    latest.current = query;
    if (query.trim().length < 2) return setFound([]);
    setState('asking');
    return clock.after(kPauseMs, () => {
      office.search(query).then(
        (all) => {
          if (latest.current !== query) return;
          setFound(all.filter((one) => one.person !== 0).slice(0, kMax));
          setState('idle');
        },
        () => setState('failed'),
      );
    });
  }, [query, office, clock]);
  const none = { idle: 'person_none', asking: 'person_asking', failed: 'person_failed' } as const;
  return (
    <Combobox
      label={label}
      hint={hint}
      placeholder={text.get('person_placeholder')}
      chosen={chosen}
      options={found.map((one) => ({ id: one.person, name: one.name, detail: one.detail }))}
      none={text.get(query.trim().length < 2 ? 'person_more' : none[state])}
      onType={setQuery}
      onPick={(option) =>
        onPick(option ? (found.find((one) => one.person === option.id) ?? null) : null)
      }
    />
  );
}
