import { useState } from 'react';
import { tabOfMissing, type Missing } from '../../core/conference/convening';
import type { DeskView } from '../../core/conference/desk_views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { CheckIcon, WarningIcon } from '../../tiles/icons';
import { AskDialog } from '../control/ask_dialog';
import type { DeskTab } from './conference_desk';

interface Props {
  readonly view: DeskView;
  readonly missing: readonly Missing[];
  readonly onTab: (tab: DeskTab) => void;
}

// How far it has come, what is still missing, and the step to everybody.
export function Convening({ view, missing, onTab }: Props) {
  const { send } = useLive();
  const text = useText();
  const [asking, setAsking] = useState(false);
  const draft = view.phase === 'draft';
  return (
    <div className="convening">
      <span className="mine-phase" data-phase={view.phase}>
        {text.get(`phase_${view.phase}`)}
      </span>
      {draft && missing.length > 0 && (
        <span className="convening-missing">
          <WarningIcon />
          {text.get('convene_missing')}
          {missing.map((one) => (
            <button key={one} className="button-quiet" onClick={() => onTab(tabOfMissing[one])}>
              {text.get(`missing_${one}`)}
            </button>
          ))}
        </span>
      )}
      {draft && missing.length === 0 && (
        <>
          <span className="convening-ready">
            <CheckIcon />
            {text.get('convene_ready')}
          </span>
          <button className="button button-main" onClick={() => setAsking(true)}>
            {text.get('convene')}
          </button>
        </>
      )}
      {asking && (
        <AskDialog
          title={text.get('ask_convene_title')}
          lead={text.get('ask_convene_lead', {
            sites: view.sites.length,
            expected: view.sites.reduce((sum, one) => sum + one.spec.expected, 0),
          })}
          verb={text.get('convene')}
          onYes={() => void send('conference.convene', {})}
          onDone={() => setAsking(false)}
        />
      )}
    </div>
  );
}
