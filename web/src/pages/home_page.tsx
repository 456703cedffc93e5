import { useState, type SubmitEvent } from 'react';
import { isPersonName, isRoomName, roomPath } from '../core/route';
import { useApp, usePageTitle, useStore, useText } from '../hooks';
import { CloseIcon, ForwardIcon } from '../tiles/icons';
import { Field } from './field';
import { MyConferences } from './my_conferences';
import { Notice } from './notice';
import { MyOffice } from './unit/my_office';
import { PageFrame } from './page_frame';

export function HomePage() {
  const { info } = useApp();
  const text = useText();
  const heading = usePageTitle(text.get('home_title'));
  const state = useStore(info);
  const closed = state.status === 'ready' && !state.info.openRooms;
  return (
    <PageFrame>
      <div className="home">
        <section className="home-words">
          <h1 ref={heading} tabIndex={-1}>
            {text.get('home_title')}
          </h1>
          <p className="lead">{text.get(closed ? 'rooms_closed' : 'home_lead')}</p>
          {state.status === 'failed' && (
            <Notice title={text.get('server_unreachable_title')}>
              {text.get('server_unreachable')}
            </Notice>
          )}
        </section>
        <MyConferences />
        <MyOffice />
        {!closed && (
          <section className="home-form">
            <EnterForm />
            <RecentRooms />
          </section>
        )}
        {state.status === 'ready' && state.info.demoRoom && <Demo room={state.info.demoRoom} />}
      </div>
    </PageFrame>
  );
}

function EnterForm() {
  const { preferences, go } = useApp();
  const text = useText();
  const [name, setName] = useState(preferences.get().name);
  const [room, setRoom] = useState(preferences.get().recent[0]?.room ?? '');
  const [tried, setTried] = useState(false);
  const nameError = tried && !isPersonName(name) ? text.get('error_name') : null;
  const roomError = tried && !isRoomName(room.trim()) ? text.get('error_room') : null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isPersonName(name) || !isRoomName(room.trim())) return;
    preferences.change({ name: name.trim() });
    go(roomPath(room.trim()));
  };
  return (
    <form className="card form" onSubmit={submit} noValidate>
      <Field
        label={text.get('your_name')}
        hint={text.get('your_name_hint')}
        error={nameError}
        value={name}
        autoComplete="name"
        maxLength={80}
        onChange={setName}
      />
      <Field
        label={text.get('room_name')}
        hint={text.get('room_name_hint')}
        error={roomError}
        value={room}
        autoComplete="off"
        maxLength={64}
        onChange={setRoom}
      />
      <button className="button button-main button-wide" type="submit">
        {text.get('continue')}
      </button>
    </form>
  );
}

function RecentRooms() {
  const { preferences, go } = useApp();
  const text = useText();
  const { recent } = useStore(preferences);
  if (recent.length === 0) return null;
  return (
    <div className="recent">
      <h2 className="overline">{text.get('recent_rooms')}</h2>
      <ul>
        {recent.map(({ room, at }) => (
          <li key={room} className="recent-row">
            <a
              className="recent-link"
              href={roomPath(room)}
              onClick={(event) => {
                event.preventDefault();
                go(roomPath(room));
              }}
            >
              <span className="recent-name">{room}</span>
              <span className="muted small tabular">
                {new Date(at).toLocaleDateString(text.locale)} {text.clock(at)}
              </span>
            </a>
            <button
              className="icon-button"
              aria-label={text.get('forget_room', { room })}
              onClick={() => preferences.forget(room)}
            >
              <CloseIcon />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Demo({ room }: { readonly room: string }) {
  const { go } = useApp();
  const text = useText();
  return (
    <div className="demo">
      <h2>{text.get('demo_title')}</h2>
      <p className="muted">{text.get('demo_lead')}</p>
      <button className="button" onClick={() => go(roomPath(room))}>
        {text.get('demo_open')}
        <ForwardIcon />
      </button>
    </div>
  );
}
