import { useState, type SubmitEvent } from 'react';
import type { NewConferenceCommands } from '../../core/conference/commands';
import type { Call } from '../../core/conference/desk_views';
import { conferencePath } from '../../core/route';
import { useApp, useText } from '../../hooks';
import { useSender } from '../../live';
import { Refusals } from '../../panels/refusal_notice';
import { useUnits } from '../../panels/unit_picker';
import { CallFields } from './call_fields';

const kHourMs = 3_600_000;

// Tomorrow at eight, for the morning: when most of them are.
function tomorrow(now: number): Call['sittings'] {
  const date = new Date(now);
  const begins = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 8).getTime();
  return [{ begins, ends: begins + 3.5 * kHourMs }];
}

export function NewConference({ onDone }: { readonly onDone: () => void }) {
  const { clock, go } = useApp();
  const text = useText();
  const sender = useSender<NewConferenceCommands>('conference/new');
  const tree = useUnits();
  const [written, setWritten] = useState<Call>(() => ({
    title: '',
    unit: 0,
    sittings: tomorrow(clock.now()),
    marking: 'none',
  }));
  // One's own unit convenes, until another is chosen.
  const own = tree?.units.find((node) => node.mine)?.unit ?? 0;
  const call = written.unit === 0 ? { ...written, unit: own } : written;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void sender.order('conference.draft', { call }).then((done) => {
      const conference = Number(done?.stream.split('/')[1]);
      if (conference > 0) go(conferencePath(conference, 'prepare'));
    });
  };
  return (
    <form className="card desk-form" onSubmit={submit}>
      <h2>{text.get('desk_new')}</h2>
      <CallFields call={call} tree={tree} unitName="" onChange={setWritten} />
      <p className="ask-buttons">
        <button type="button" className="button" onClick={onDone}>
          {text.get('cancel')}
        </button>
        <button className="button button-main" type="submit">
          {text.get('desk_create')}
        </button>
      </p>
      <Refusals sender={sender} />
    </form>
  );
}
