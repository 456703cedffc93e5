import type { ConclusionView, MinutesLine } from '../../core/conference/minutes_lines';
import { usePageTitle, useText } from '../../hooks';
import { useStaleSeconds, useView } from '../../live';
import { DeskFrame } from '../desk/desk_frame';
import { ShownView } from '../shown_view';
import { MomentList } from './minutes_text';

// For who has a task from a conclusion without having kept the conference: the conclusion alone.
export function MinutesExtract({ conference }: { readonly conference: number }) {
  const shown = useView<ConclusionView>(`conference/${conference}/conclusion`);
  return <ShownView shown={shown}>{(view) => <Extract view={view} />}</ShownView>;
}

function Extract({ view }: { readonly view: ConclusionView }) {
  const text = useText();
  const heading = usePageTitle(text.get('minutes_title', { title: view.title }));
  const stale = useStaleSeconds();
  const { names, conclusion, chair } = view;
  const who = [names.people[String(chair.person)], names.posts[String(chair.post)]];
  const line: MinutesLine = {
    seq: conclusion.seq,
    at: conclusion.at,
    kind: 'conclusion',
    who: who.filter(Boolean).join(' · '),
    text: conclusion.text,
  };
  return (
    <DeskFrame
      heading={heading}
      title={view.title}
      stale={stale}
      under={
        <span className="mine-phase" data-phase={view.phase}>
          {text.get(`phase_${view.phase}`)}
        </span>
      }
    >
      <p className="muted">
        {text.get('minutes_extract', {
          unit: names.units[String(view.unit)] ?? '',
          day: text.day(view.closed || conclusion.at),
        })}
      </p>
      {conclusion.seq === 0 ? (
        <p className="muted">{text.get('conclusion_none')}</p>
      ) : (
        <MomentList lines={[line]} />
      )}
    </DeskFrame>
  );
}
