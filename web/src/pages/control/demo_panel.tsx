import { useState } from 'react';
import type { Phase } from '../../core/conference/views';
import { conferencePath } from '../../core/route';
import { useApp, useText } from '../../hooks';
import { LinkField } from '../../panels/link_field';
import type { DemoHint } from '../../protocol/office_api';
import { ForwardIcon } from '../../tiles/icons';
import { goTo } from '../page_link';

interface Props {
  readonly demo: DemoHint;
  readonly phase: Phase;
  readonly onInvite: (site: number) => void;
}

// What there is to try, for who has come to see whether it is true.
export function DemoPanel({ demo, phase, onInvite }: Props) {
  const { go } = useApp();
  const text = useText();
  const minutes = conferencePath(demo.conference, 'minutes');
  return (
    <ol className="acts">
      <li>
        <h3>{text.get('demo_act_scan')}</h3>
        <p>{text.get('demo_act_scan_lead')}</p>
        <button
          className="button button-main"
          disabled={phase === 'closed'}
          onClick={() => onInvite(demo.phoneSite)}
        >
          {text.get('demo_act_scan_do')}
        </button>
      </li>
      <li>
        <h3>{text.get('demo_act_plug')}</h3>
        <p>{text.get('demo_act_plug_lead')}</p>
        {demo.killCommand ? (
          <LinkField link={demo.killCommand} label={text.get('demo_command')} />
        ) : (
          <p className="muted small">{text.get('demo_act_plug_elsewhere')}</p>
        )}
      </li>
      <li>
        <h3>{text.get('demo_act_close')}</h3>
        <p>{text.get('demo_act_close_lead')}</p>
        {phase === 'closed' && (
          <a className="button button-main" href={minutes} onClick={goTo(go, minutes)}>
            {text.get('demo_act_close_done')}
            <ForwardIcon />
          </a>
        )}
        <Ways demo={demo} />
      </li>
    </ol>
  );
}

// In as others who have to do with the conclusion: each in a window of its own, or the chair is
// signed out here.
function Ways({ demo }: { readonly demo: DemoHint }) {
  const text = useText();
  const here = window.location.origin;
  if (!demo.enterProvince && !demo.enterCommune) return null;
  return (
    <>
      <p>{text.get('demo_ways')}</p>
      {demo.enterProvince && (
        <LinkField link={here + demo.enterProvince} label={text.get('demo_enter_province')} />
      )}
      {demo.enterCommune && (
        <LinkField link={here + demo.enterCommune} label={text.get('demo_enter_commune')} />
      )}
    </>
  );
}

// The invitation that is open above the desk; null: none.
export function useInviting() {
  const [site, setSite] = useState<number | null>(null);
  return { site, open: setSite, close: () => setSite(null) };
}
