import { useEffect, useState, type SubmitEvent } from 'react';
import { codeOf, isCode } from '../core/conference/issued_links';
import type { ConferenceCard, ConferencesView } from '../core/conference/views';
import { conferencePath, sitePath, type ConferencePage } from '../core/route';
import { useApp, useStore, useText } from '../hooks';
import type { TextKey } from '../i18n/text';
import { useStaleSeconds, useView } from '../live';
import type { RoomPlace } from '../protocol/office_api';
import { ForwardIcon, WarningIcon } from '../tiles/icons';
import { Field } from './field';
import { goTo } from './page_link';

// What the caller has to do with: conferences by role, rooms by this browser, or signing in.
export function MyConferences() {
  const { me } = useApp();
  const state = useStore(me);
  useEffect(() => void me.load(), [me]);
  if (state.status !== 'ready') return null;
  const { account, rooms, name } = state.me;
  return (
    <section className="mine">
      {rooms.length > 0 && <MyRooms rooms={rooms} />}
      {account > 0 ? <Conferences name={name} /> : <SignIn />}
      {rooms.length === 0 && <CodeForm />}
    </section>
  );
}

function MyRooms({ rooms }: { readonly rooms: readonly RoomPlace[] }) {
  const { go } = useApp();
  const text = useText();
  return (
    <>
      <h2 className="overline">{text.get('my_rooms')}</h2>
      <ul className="mine-list">
        {rooms.map((room) => {
          const path = sitePath(room.conference, room.site, room.role);
          return (
            <li key={`${room.conference}-${room.site}`}>
              <a className="mine-row" href={path} onClick={goTo(go, path)}>
                <span>
                  <strong>{text.get('my_room', { site: room.site, of: room.conference })}</strong>
                  <span className="muted small">{text.get(`role_${room.role}`)}</span>
                </span>
                <ForwardIcon />
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Conferences({ name }: { readonly name: string }) {
  const { office, me, feed } = useApp();
  const text = useText();
  const shown = useView<ConferencesView>('conferences');
  const stale = useStaleSeconds();
  const leave = () =>
    void office.logout().then(
      () => {
        feed.renew();
        void me.load();
      },
      () => me.load(),
    );
  return (
    <>
      <p className="mine-head">
        <span className="overline">{text.get('my_conferences')}</span>
        <span className="control-space" />
        <span className="small muted">{name}</span>
        <button className="button-quiet" onClick={leave}>
          {text.get('logout')}
        </button>
      </p>
      {stale !== null && (
        <p className="control-stale small" role="status">
          <WarningIcon />
          {text.count('stale', stale)}
        </p>
      )}
      {shown.status === 'loading' && <p className="muted">{text.get('view_loading')}</p>}
      {shown.status === 'refused' && (
        <p className="muted">
          {shown.refusal.messages?.[text.language] ?? text.get('view_refused_lead')}
        </p>
      )}
      {shown.status === 'shown' && (
        <List conferences={shown.state.conferences} stale={stale !== null} />
      )}
    </>
  );
}

interface ListProps {
  readonly conferences: readonly ConferenceCard[];
  readonly stale: boolean;
}

function List({ conferences, stale }: ListProps) {
  const { go } = useApp();
  const text = useText();
  if (conferences.length === 0) return <p className="muted">{text.get('my_conferences_none')}</p>;
  return (
    <ul className="mine-list" data-stale={stale || undefined}>
      {conferences.map((one) => {
        const path = conferencePath(one.conference, pageFor(one));
        return (
          <li key={one.conference}>
            <a className="mine-row" href={path} onClick={goTo(go, path)}>
              <span>
                <strong>{one.title}</strong>
                <span className="muted small tabular">{describe(one, text)}</span>
              </span>
              <span className="mine-phase" data-phase={one.phase}>
                {text.get(`phase_${one.phase}`)}
              </span>
              <ForwardIcon />
            </a>
          </li>
        );
      })}
    </ul>
  );
}

// Where there is something to do with it.
function pageFor({ phase }: ConferenceCard): ConferencePage {
  if (phase === 'draft') return 'prepare';
  return phase === 'closed' ? 'minutes' : 'control';
}

function describe(one: ConferenceCard, text: ReturnType<typeof useText>): string {
  const when = one.begins > 0 ? `${text.clock(one.begins)} ${text.day(one.begins)}` : '';
  const roles = one.standing.map((role) => {
    const key = `standing_${role}`;
    return text.has(key) ? text.get(key as TextKey) : role;
  });
  const unit = typeof one.unit === 'string' ? one.unit : '';
  return [when, unit, text.count('sites_count', one.sites), roles.join(', ')]
    .filter(Boolean)
    .join(' · ');
}

function SignIn() {
  const { go } = useApp();
  const text = useText();
  return (
    <p className="mine-head">
      <span className="muted small">{text.get('login_hint')}</span>
      <a className="button" href="/login" onClick={goTo(go, '/login')}>
        {text.get('login')}
      </a>
    </p>
  );
}

// For who has the invitation on paper and no camera.
function CodeForm() {
  const { go } = useApp();
  const text = useText();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const code = codeOf(typed);
    setWrong(!isCode(code));
    if (isCode(code)) go(`/s/${code}`);
  };
  return (
    <form className="code-form" onSubmit={submit} noValidate>
      <Field
        label={text.get('code_label')}
        hint={text.get('code_hint')}
        error={wrong ? text.get('code_wrong') : null}
        value={typed}
        autoComplete="off"
        maxLength={200}
        onChange={setTyped}
      />
      <button className="button" type="submit">
        {text.get('code_enter')}
      </button>
    </form>
  );
}
