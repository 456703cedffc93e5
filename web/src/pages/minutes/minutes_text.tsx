import { useEffect, useMemo } from 'react';
import {
  minutesLines,
  type MinutesLine,
  type MinutesView,
} from '../../core/conference/minutes_lines';
import { useText } from '../../hooks';

// "#event-12": a line of the minutes.
export const eventInHash = (): number => Number(/^#event-(\d+)$/.exec(location.hash)?.[1] ?? 0);

// What happened and what was said, each at its moment, to be linked to.
export function MinutesText({ view }: { readonly view: MinutesView }) {
  const text = useText();
  const lines = useMemo(() => minutesLines(view), [view]);
  if (lines.length === 0) return <p className="muted">{text.get('minutes_sequence_none')}</p>;
  return <MomentList lines={lines} />;
}

// The line that the address names is brought into sight and marked.
export function MomentList({ lines }: { readonly lines: readonly MinutesLine[] }) {
  const text = useText();
  const wanted = eventInHash();
  useEffect(() => {
    if (wanted !== 0)
      document.getElementById(`event-${wanted}`)?.scrollIntoView({ block: 'center' });
  }, [wanted]);
  return (
    <ol className="moments" aria-label={text.get('minutes_sequence')}>
      {lines.map((line, index) => {
        const first = lines[index - 1]?.seq !== line.seq;
        return (
          <li
            key={`${line.seq} ${line.kind}`}
            id={first ? `event-${line.seq}` : undefined}
            data-kind={line.kind}
            aria-current={first && line.seq === wanted ? 'location' : undefined}
          >
            <a className="tabular small" href={`#event-${line.seq}`}>
              {text.clock(line.at)}
            </a>
            <div>
              <p>
                <strong>{text.get(`step_${line.kind}`)}</strong>
                {line.who && ` · ${line.who}`}
              </p>
              {line.text && <p className="moment-words">{line.text}</p>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
