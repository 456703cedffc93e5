import { useState } from 'react';
import type { ConferenceTasks } from '../../core/conference/after_views';
import type { ConferencesView, Phase, SynthesisView } from '../../core/conference/views';
import { usePageTitle, useText } from '../../hooks';
import { useSender, useStaleSeconds, useView } from '../../live';
import type { GiveCommands } from '../../core/conference/after_views';
import { ConferenceNav } from '../../panels/conference_nav';
import { Refusals } from '../../panels/refusal_notice';
import { useUnits } from '../../panels/unit_picker';
import { DeskFrame } from '../desk/desk_frame';
import { ShownView } from '../shown_view';
import { ConclusionPoints } from './conclusion_points';
import { MinutesPaper } from './minutes_paper';
import { NotesToDraft } from './notes_to_draft';
import { TaskForm, type TaskWish } from './task_form';
import { TaskList } from './task_list';

const kTabs = ['paper', 'tasks', 'notes'] as const;
type Tab = (typeof kTabs)[number];

// After the close: the minutes, what follows from the conclusion, and where each opinion goes.
export function MinutesPage({ conference }: { readonly conference: number }) {
  const shown = useView<ConferencesView>('conferences');
  return (
    <ShownView shown={shown}>
      {({ conferences }) => {
        const card = conferences.find((one) => one.conference === conference);
        return (
          <Minutes
            conference={conference}
            title={card?.title ?? ''}
            phase={card?.phase ?? 'none'}
            unit={typeof card?.unit === 'number' ? card.unit : 0}
          />
        );
      }}
    </ShownView>
  );
}

interface Props {
  readonly conference: number;
  readonly title: string;
  readonly phase: Phase;
  readonly unit: number; // that convened it
}

function Minutes({ conference, title, phase, unit }: Props) {
  const text = useText();
  const heading = usePageTitle(text.get('minutes_title', { title }));
  const stale = useStaleSeconds();
  const [tab, setTab] = useState<Tab>('paper');
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
      {tab === 'tasks' && <Tasks conference={conference} unit={unit} />}
      {tab === 'notes' && <Notes conference={conference} />}
    </DeskFrame>
  );
}

function Tasks({ conference, unit }: { readonly conference: number; readonly unit: number }) {
  const text = useText();
  const shown = useView<ConferenceTasks>(`conference/${conference}/tasks`);
  const sender = useSender<GiveCommands>('tasks');
  const tree = useUnits();
  const [wish, setWish] = useState<TaskWish | null>(null);
  if (shown.status === 'loading') return <p className="muted">{text.get('view_loading')}</p>;
  if (shown.status === 'refused') {
    const said = shown.refusal.messages?.[text.language];
    return <p className="muted">{said ?? text.get('view_refused_lead')}</p>;
  }
  const { conclusion, tasks, may_give: mayGive, names } = shown.state;
  return (
    <div className="desk-columns">
      <section aria-label={text.get('conclusion')}>
        <ConclusionPoints
          conclusion={conclusion}
          mayGive={mayGive}
          onGive={(point) => setWish({ ...point, conference, event: conclusion.seq })}
        />
        <TaskList tasks={tasks} names={names} />
      </section>
      {wish ? (
        <TaskForm
          key={wish.place}
          wish={wish}
          giver={unit}
          tree={tree}
          onGive={(spec) => sender.send('task.give', { spec })}
          onDone={() => setWish(null)}
        />
      ) : (
        mayGive && <p className="desk-aside muted">{text.get('task_choose_point')}</p>
      )}
      <Refusals
        sender={sender}
        names={{ site: () => '', item: () => '', unit: (id) => tree?.nameOf(id) ?? '' }}
      />
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
