import { useState } from 'react';
import { isOnDay, monthAfter, monthOf, weeksOf } from '../../core/calendar';
import type { ConferenceCard } from '../../core/conference/views';
import { conferencePath } from '../../core/route';
import { useApp, useText } from '../../hooks';
import { BackIcon, ForwardIcon } from '../../tiles/icons';
import { goTo } from '../page_link';

export function ConferenceCalendar({ conferences }: { conferences: readonly ConferenceCard[] }) {
  const { clock, go } = useApp();
  const text = useText();
  const [month, setMonth] = useState(() => monthOf(clock.now()));
  const first = new Date(month.year, month.month, 1);
  const title = first.toLocaleDateString(text.locale, { month: 'long', year: 'numeric' });
  const weeks = weeksOf(month);
  const weekday = (index: number) =>
    new Date(2024, 0, 1 + index).toLocaleDateString(text.locale, { weekday: 'short' });
  return (
    <section className="calendar" aria-label={title}>
      <p className="calendar-head">
        <button
          className="icon-button"
          aria-label={text.get('calendar_previous')}
          onClick={() => setMonth(monthAfter(month, -1))}
        >
          <BackIcon />
        </button>
        <strong aria-live="polite">{title}</strong>
        <button
          className="icon-button"
          aria-label={text.get('calendar_next')}
          onClick={() => setMonth(monthAfter(month, 1))}
        >
          <ForwardIcon />
        </button>
        <button className="button-quiet" onClick={() => setMonth(monthOf(clock.now()))}>
          {text.get('calendar_today')}
        </button>
      </p>
      <div className="calendar-scroll" role="region" aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {weeks[0]?.map((day, index) => (
                <th key={day.day} scope="col">
                  {weekday(index)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={`${week[0]?.month} ${week[0]?.day}`}>
                {week.map((day) => (
                  <td
                    key={day.day}
                    data-outside={!day.inside || undefined}
                    data-today={isOnDay(clock.now(), day) || undefined}
                  >
                    <span className="tabular small">{day.day}</span>
                    {conferences
                      .filter((one) => one.begins > 0 && isOnDay(one.begins, day))
                      .map((one) => {
                        const path = conferencePath(one.conference, 'prepare');
                        return (
                          <a
                            key={one.conference}
                            href={path}
                            data-phase={one.phase}
                            onClick={goTo(go, path)}
                          >
                            <span className="tabular">{text.clock(one.begins)}</span> {one.title}
                          </a>
                        );
                      })}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
