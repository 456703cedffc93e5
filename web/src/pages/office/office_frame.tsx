import type { ReactNode } from 'react';
import type { Names } from '../../core/conference/views';
import { kAccountPath, kDeskPath } from '../../core/route';
import type { StreamSender } from '../../core/stream_sender';
import { useApp, useStore, useText } from '../../hooks';
import type { TextKey } from '../../i18n/text';
import { useStaleSeconds } from '../../live';
import { Refusals } from '../../panels/refusal_notice';
import { Mark, WarningIcon } from '../../tiles/icons';
import { LanguageSwitch } from '../page_frame';
import { goTo } from '../page_link';
import { useMe } from './me';
import { naming } from './naming';
import { SearchBox } from './search_box';

const kPlaces: readonly { readonly path: string; readonly title: TextKey }[] = [
  { path: '/units/mine', title: 'nav_unit' },
  { path: '/tasks', title: 'nav_tasks' },
  { path: '/drafts', title: 'nav_drafts' },
  { path: '/organisation', title: 'nav_organisation' },
  { path: kDeskPath, title: 'desk' },
];

interface Props {
  // Which of the places above this page belongs to.
  readonly place: string;
  // Whose refusals are shown, with names for their sentences.
  readonly sender?: Pick<StreamSender<never>, 'state' | 'dismiss'>;
  readonly names?: Names;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

// Pages to be read and written: light, like paper. What was shown last stays when the line is lost.
export function OfficeFrame({ place, sender, names, wide, children }: Props) {
  const { go } = useApp();
  const text = useText();
  const stale = useStaleSeconds();
  return (
    <div className="office">
      <a className="skip-link" href="#content">
        {text.get('skip_to_content')}
      </a>
      <header className="office-head">
        <a className="brand" href="/" aria-label={text.get('app_name')} onClick={goTo(go, '/')}>
          <Mark />
          <span>{text.get('app_name')}</span>
        </a>
        <nav className="office-nav" aria-label={text.get('office_nav_label')}>
          {kPlaces.map(({ path, title }) => (
            <a
              key={path}
              href={path}
              aria-current={path === place ? 'page' : undefined}
              onClick={goTo(go, path)}
            >
              {text.get(title)}
            </a>
          ))}
        </nav>
        <SearchBox />
        <Who />
        <LanguageSwitch />
      </header>
      {stale !== null && (
        <p className="office-stale" role="status">
          <WarningIcon />
          {text.count('stale', stale)}
        </p>
      )}
      <main
        id="content"
        className="office-main"
        data-wide={wide || undefined}
        data-stale={stale !== null || undefined}
      >
        {children}
      </main>
      {sender && <Refusals sender={sender} names={refusalNames(names)} />}
    </div>
  );
}

function Who() {
  const { me, go } = useApp();
  const text = useText();
  const state = useStore(me);
  const who = useMe();
  if (state.status !== 'ready' || !who?.account) return null;
  return (
    <a
      className="office-who small"
      href={kAccountPath}
      title={text.get('my_account')}
      onClick={goTo(go, kAccountPath)}
    >
      {who.name}
    </a>
  );
}

export function refusalNames(names: Names | undefined) {
  const { unit, person } = naming(names);
  return { site: () => '', item: () => '', unit, person };
}
