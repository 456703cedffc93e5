import { conferencePath, type ConferencePage } from '../core/route';
import { useApp, useText } from '../hooks';
import type { TextKey } from '../i18n/text';
import { goTo } from '../pages/page_link';

const kPages: readonly [ConferencePage, TextKey][] = [
  ['prepare', 'nav_prepare'],
  ['control', 'nav_control'],
  ['technician', 'nav_technician'],
  ['minutes', 'nav_minutes'],
  ['news', 'nav_news'],
];

// The keys need the space.
const kFromControl: readonly ConferencePage[] = ['prepare', 'technician', 'minutes'];

interface Props {
  readonly conference: number;
  readonly current: ConferencePage;
}

// From one page of a conference to the others.
export function ConferenceNav({ conference, current }: Props) {
  const { go } = useApp();
  const text = useText();
  return (
    <nav className="conference-nav" aria-label={text.get('nav_label')}>
      {kPages
        .filter(([page]) => current !== 'control' || kFromControl.includes(page))
        .map(([page, words]) => {
          const path = conferencePath(conference, page);
          return (
            <a
              key={page}
              href={path}
              aria-current={page === current ? 'page' : undefined}
              onClick={goTo(go, path)}
            >
              {text.get(words)}
            </a>
          );
        })}
    </nav>
  );
}
