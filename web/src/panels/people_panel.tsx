import { useState } from 'react';
import { fold, type LineQuality, type Person } from '../core/person';
import { useApp, useStore, useText } from '../hooks';
import { Avatar } from '../tiles/avatar';
import { CameraIcon, CameraOffIcon, LineBars, MicrophoneOffIcon, ScreenIcon } from '../tiles/icons';
import { Voice } from '../tiles/voice';

const kBars: Readonly<Record<LineQuality, number>> = {
  unknown: 0,
  lost: 0,
  poor: 1,
  good: 3,
  excellent: 4,
};

export function PeoplePanel({ onPick }: { readonly onPick: (id: string) => void }) {
  const { session } = useApp();
  const text = useText();
  const ids = useStore(session.roster.ids);
  const [search, setSearch] = useState('');
  const wanted = fold(search.trim());
  const found = wanted
    ? ids.filter((id) => fold(session.roster.get(id)?.name ?? '').includes(wanted))
    : ids;
  return (
    <>
      <input
        className="field-input"
        type="search"
        value={search}
        placeholder={text.get('panel_search')}
        aria-label={text.get('panel_search')}
        onChange={(event) => setSearch(event.target.value)}
      />
      {found.length === 0 && <p className="muted panel-empty">{text.get('panel_nobody')}</p>}
      <ul className="people">
        {found.map((id) => (
          <PersonRow key={id} id={id} onPick={onPick} />
        ))}
      </ul>
    </>
  );
}

function PersonRow({ id, onPick }: { readonly id: string; onPick: (id: string) => void }) {
  const { session } = useApp();
  const person = useStore(session.roster.person(id));
  const text = useText();
  if (!person) return null;
  const name = person.name || text.get('no_name');
  return (
    <li className="person" data-speaking={person.speaking || undefined}>
      <button className="person-button" onClick={() => onPick(id)}>
        <Avatar name={name} />
        <span className="person-words">
          <span className="person-name">
            {name} {person.local && <span className="muted">({text.get('you')})</span>}
          </span>
          <PersonLine person={person} />
        </span>
        <PersonDevices person={person} />
      </button>
    </li>
  );
}

function PersonLine({ person }: { readonly person: Person }) {
  const text = useText();
  const quality = text.get(`quality_${person.quality}`);
  return (
    <span className="person-line" data-quality={person.quality}>
      <LineBars filled={kBars[person.quality]} />
      {text.get('quality_label', { quality })}
      {person.screen && ` · ${text.get('sharing')}`}
    </span>
  );
}

function PersonDevices({ person }: { readonly person: Person }) {
  const text = useText();
  const muted = text.get(person.microphone === 'none' ? 'tile_no_microphone' : 'tile_muted');
  return (
    <span className="person-devices">
      {person.screen && <ScreenIcon />}
      {person.camera ? <CameraIcon /> : <CameraOffIcon />}
      {person.microphone === 'on' ? (
        <Voice id={person.id} microphone="on" />
      ) : (
        <>
          <MicrophoneOffIcon />
          <span className="sr-only">{muted}</span>
        </>
      )}
    </span>
  );
}
