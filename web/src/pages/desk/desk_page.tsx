import { useState } from 'react';
import type { ConferenceCard, ConferencesView, Names } from '../../core/conference/views';
import { conferencePath, type ConferencePage } from '../../core/route';
import { useApp, usePageTitle, useText } from '../../hooks';
import { useStaleSeconds, useView } from '../../live';
import { PlusIcon } from '../../tiles/live_icons';
import { goTo } from '../page_link';
import { ShownView } from '../shown_view';
import { ConferenceCalendar } from './conference_calendar';
import { DeskFrame } from './desk_frame';
import { NewConference } from './new_conference';

type List = ConferencesView & { readonly names?: Names };

// What the secretariat has before it: conferences as a list and a calendar, and a new one.
export function DeskPage() {
  const text = useText();
  const heading = usePageTitle(text.get('desk'));
  const shown = useView<List>('conferences');
  const stale = useStaleSeconds();
  const [how, setHow] = useState<'list' | 'calendar'>('list');
  const [making, setMaking] = useState(false);
  return (
    <ShownView shown={shown}>
      {({ conferences, names }) => (
        <DeskFrame
          heading={heading}
          title={text.get('desk_title')}
          stale={stale}
          nav={<OfficePlaces />}
          under={
            <span className="desk-tools">
              <span className="segments" role="group" aria-label={text.get('desk_show')}>
                {(['list', 'calendar'] as const).map((one) => (
                  <button key={one} aria-pressed={how === one} onClick={() => setHow(one)}>
                    {text.get(`desk_${one}`)}
                  </button>
                ))}
              </span>
              <button className="button button-main" onClick={() => setMaking(true)}>
                <PlusIcon />
                {text.get('desk_new')}
              </button>
            </span>
          }
        >
          {making && <NewConference onDone={() => setMaking(false)} />}
          {conferences.length === 0 && !making && (
            <div className="desk-empty">
              <h2>{text.get('desk_empty_title')}</h2>
              <p className="muted">{text.get('desk_empty_lead')}</p>
              <button className="button button-main" onClick={() => setMaking(true)}>
                {text.get('desk_new')}
              </button>
            </div>
          )}
          {conferences.length > 0 && how === 'list' && (
            <ul className="desk-list">
              {conferences.map((one) => (
                <Row key={one.conference} one={one} names={names} />
              ))}
            </ul>
          )}
          {conferences.length > 0 && how === 'calendar' && (
            <ConferenceCalendar conferences={conferences} />
          )}
        </DeskFrame>
      )}
    </ShownView>
  );
}

interface RowProps {
  readonly one: ConferenceCard;
  readonly names: Names | undefined;
}

function Row({ one, names }: RowProps) {
  const text = useText();
  const when =
    one.begins > 0 ? `${text.clock(one.begins)} ${text.day(one.begins)}` : text.get('desk_no_time');
  const unit = names?.units[String(one.unit)] ?? '';
  return (
    <li className="desk-row">
      <span className="desk-row-words">
        <strong>{one.title}</strong>
        <span className="muted small tabular">
          {[when, unit, text.count('sites_count', one.sites)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="mine-phase" data-phase={one.phase}>
        {text.get(`phase_${one.phase}`)}
      </span>
      <span className="desk-row-links">
        {pagesFor(one).map((page, index) => (
          <PageLink key={page} conference={one.conference} page={page} main={index === 0} />
        ))}
      </span>
    </li>
  );
}

// What one goes to it for, by how far it has come; first what one goes for most.
function pagesFor({ phase }: ConferenceCard): ConferencePage[] {
  if (phase === 'draft' || phase === 'none') return ['prepare'];
  if (phase === 'convened') return ['prepare', 'control', 'technician'];
  if (phase === 'closed') return ['minutes', 'prepare'];
  return ['control', 'technician', 'prepare'];
}

interface LinkProps {
  readonly conference: number;
  readonly page: ConferencePage;
  readonly main: boolean;
}

function PageLink({ conference, page, main }: LinkProps) {
  const { go } = useApp();
  const text = useText();
  const path = conferencePath(conference, page);
  return (
    <a className={main ? 'button' : 'button-quiet'} href={path} onClick={goTo(go, path)}>
      {text.get(`nav_${page}`)}
    </a>
  );
}

const kPlaces = [
  ['/units/mine', 'nav_unit'],
  ['/tasks', 'nav_tasks'],
  ['/drafts', 'nav_drafts'],
  ['/organisation', 'nav_organisation'],
] as const;

function OfficePlaces() {
  const { go } = useApp();
  const text = useText();
  return (
    <nav className="conference-nav" aria-label={text.get('office_nav_label')}>
      {kPlaces.map(([path, words]) => (
        <a key={path} href={path} onClick={goTo(go, path)}>
          {text.get(words)}
        </a>
      ))}
    </nav>
  );
}
