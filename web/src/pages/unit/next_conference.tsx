import type { ConferenceCard } from '../../core/conference/views';
import { controlPath } from '../../core/route';
import { useText } from '../../hooks';
import { useServerNow } from '../../live';
import { Empty, PageLink, Sheet } from '../office/parts';

const kSteering = ['chair', 'co_chair', 'secretary', 'technician'];

// The one that goes on now, else the one that begins next.
export function nextOf(conferences: readonly ConferenceCard[], now: number): ConferenceCard | null {
  const open = conferences.filter((one) => one.phase !== 'closed' && one.phase !== 'none');
  const live = open.find((one) => one.phase === 'in_session' || one.phase === 'paused');
  if (live) return live;
  const coming = open.filter((one) => one.begins >= now).sort((a, b) => a.begins - b.begins);
  return coming[0] ?? null;
}

export function NextConference({
  conferences,
}: {
  readonly conferences: readonly ConferenceCard[];
}) {
  const text = useText();
  const now = useServerNow();
  const next = nextOf(conferences, now);
  return (
    <Sheet title={text.get('next_conference')}>
      {next === null ? (
        <Empty>{text.get('next_conference_none')}</Empty>
      ) : (
        <div className="next-conference">
          <strong>{next.title}</strong>
          <p className="small tabular">
            {text.get(`phase_${next.phase}`)}
            {next.begins > 0 && ` · ${text.clock(next.begins)} ${text.day(next.begins)}`}
            {` · ${text.count('sites_count', next.sites)}`}
          </p>
          {next.standing.some((role) => kSteering.includes(role)) && (
            <PageLink className="button" to={controlPath(next.conference)}>
              {text.get('open_control')}
            </PageLink>
          )}
        </div>
      )}
    </Sheet>
  );
}
