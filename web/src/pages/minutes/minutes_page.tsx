import { useState } from 'react';
import type { ConferenceTasks, GiveCommands, Point } from '../../core/conference/after_views';
import type { MinutesView } from '../../core/conference/minutes_lines';
import type { ConferencesView, Phase, SynthesisView } from '../../core/conference/views';
import { usePageTitle, useText } from '../../hooks';
import { useSender, useStaleSeconds, useView } from '../../live';
import { ConferenceNav } from '../../panels/conference_nav';
import { Refusals } from '../../panels/refusal_notice';
import { DeskFrame } from '../desk/desk_frame';
import { refusalNames } from '../office/office_frame';
import { ShownView } from '../shown_view';
import { GiveDialog } from '../tasks/give_dialog';
import { ConclusionPoints } from './conclusion_points';
import { MinutesExtract } from './minutes_extract';
import { MinutesPaper } from './minutes_paper';
import { eventInHash, MinutesText } from './minutes_text';
import { NotesToDraft } from './notes_to_draft';
import { TaskList } from './task_list';

const kTabs = ['paper', 'sequence', 'tasks', 'notes'] as const;
type Tab = (typeof kTabs)[number];

// After the close: the minutes, what follows from the conclusion, and where each opinion goes.
export function MinutesPage({ conference }: { readonly conference: number }) {
  const minutes = useView<MinutesView>(`conference/${conference}/minutes`);
  const shown = useView<ConferencesView>('conferences');
  if (minutes.status === 'refused') return <MinutesExtract conference={conference} />;
  return (
    <ShownView shown={minutes}>
      {(view) => {
        const cards = shown.status === 'shown' ? shown.state.conferences : [];
        const card = cards.find((one) => one.conference === conference);
        return (
          <Minutes
            conference={conference}
            view={view}
            phase={card?.phase ?? (view.closed.seq > 0 ? 'closed' : 'none')}
          />
        );
      }}
    </ShownView>
  );
}

interface Props {
  readonly conference: number;
  readonly view: MinutesView;
  readonly phase: Phase;
}

function Minutes({ conference, view, phase }: Props) {
  const text = useText();
  const { title, unit } = view.call;
  const heading = usePageTitle(text.get('minutes_title', { title }));
  const stale = useStaleSeconds();
  const [tab, setTab] = useState<Tab>(() => (eventInHash() > 0 ? 'sequence' : 'paper'));
  return (
    <DeskFrame
      heading={heading}
      title={title || text.get('nav_minutes')}
      stale={stale}
      nav={<ConferenceNav conference={conference} current="minutes" />}
      under={
        <span className="mine-phase" data-phase={phase}>
          {text.get(`phase_${phase}`)}
        </span>
      }
    >
      <nav className="tabs" aria-label={text.get('minutes_parts')}>
        {kTabs.map((one) => (
          <button
            key={one}
            aria-current={one === tab ? 'true' : undefined}
            onClick={() => setTab(one)}
          >
            {text.get(`minutes_${one}`)}
          </button>
        ))}
      </nav>
      {tab === 'paper' && <MinutesPaper conference={conference} phase={phase} />}
      {tab === 'sequence' && <MinutesText view={view} />}
      {tab === 'tasks' && <Tasks conference={conference} unit={unit} />}
      {tab === 'notes' && <Notes conference={conference} />}
    </DeskFrame>
  );
}

function Tasks({ conference, unit }: { readonly conference: number; readonly unit: number }) {
  const text = useText();
  const shown = useView<ConferenceTasks>(`conference/${conference}/tasks`);
  const sender = useSender<GiveCommands>('tasks');
  const [point, setPoint] = useState<Point | null>(null);
  if (shown.status === 'loading') return <p className="muted">{text.get('view_loading')}</p>;
  if (shown.status === 'refused') {
    const said = shown.refusal.messages?.[text.language];
    return <p className="muted">{said ?? text.get('view_refused_lead')}</p>;
  }
  const { conclusion, tasks, may_give: mayGive, names } = shown.state;
  return (
    <div className="desk-columns">
      <section aria-label={text.get('conclusion')}>
        <ConclusionPoints conclusion={conclusion} mayGive={mayGive} onGive={setPoint} />
      </section>
      <section aria-label={text.get('minutes_tasks_given')}>
        <TaskList tasks={tasks} names={names} />
      </section>
      {point && (
        <GiveDialog
          key={point.place}
          unit={unit}
          words={point.text}
          source={{
            conference,
            event: conclusion.seq,
            place: text.get('task_place', { place: point.place }),
          }}
          onSend={(spec) => sender.send('task.give', { spec })}
          onClose={() => setPoint(null)}
        />
      )}
      <Refusals sender={sender} names={refusalNames(names)} />
    </div>
  );
}

function Notes({ conference }: { readonly conference: number }) {
  const text = useText();
  const shown = useView<SynthesisView>(`conference/${conference}/synthesis`);
  if (shown.status === 'loading') return <p className="muted">{text.get('view_loading')}</p>;
  if (shown.status === 'refused') {
    const said = shown.refusal.messages?.[text.language];
    return <p className="muted">{said ?? text.get('view_refused_lead')}</p>;
  }
  return <NotesToDraft conference={conference} view={shown.state} />;
}
