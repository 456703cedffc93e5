import { useState } from 'react';
import type { EditionPage, NewsCommands, NewsPage } from '../../core/conference/news';
import { usePageTitle, useText } from '../../hooks';
import { useSender, useView } from '../../live';
import { ConferenceNav } from '../../panels/conference_nav';
import { Refusals } from '../../panels/refusal_notice';
import { DeskFrame } from '../desk/desk_frame';
import { naming, type Naming } from '../office/naming';
import { ShownView } from '../shown_view';
import { EditionEditor } from './edition_editor';
import { EditionText } from './edition_text';
import { Pictures } from './pictures';

export type NewsSender = ReturnType<typeof useSender<NewsCommands>>;

// The news of a conference: the main item, and each unit's own edition of it.
export function NewsPageView({ conference }: { readonly conference: number }) {
  const shown = useView<NewsPage>(`news/conference/${conference}`);
  return <ShownView shown={shown}>{(view, stale) => <News view={view} stale={stale} />}</ShownView>;
}

function News({ view, stale }: { readonly view: NewsPage; readonly stale: number | null }) {
  const text = useText();
  const sender = useSender<NewsCommands>('news');
  const heading = usePageTitle(text.get('news_title', { title: view.title }));
  const names = naming(view.names);
  const [chosen, setChosen] = useState(0);
  const open = chosenOf(view, chosen);
  return (
    <DeskFrame
      heading={heading}
      title={text.get('news_title', { title: view.title })}
      stale={stale}
      nav={<ConferenceNav conference={view.conference} current="news" />}
    >
      <div className="news">
        <nav className="news-list" aria-label={text.get('news_editions')}>
          <Lines view={view} names={names} open={open?.id ?? 0} onOpen={setChosen} />
          <Begin view={view} names={names} sender={sender} />
        </nav>
        <div className="news-main">
          {open ? (
            <OneEdition key={open.id} view={view} page={open} names={names} sender={sender} />
          ) : (
            <p className="muted">{text.get(view.closed ? 'news_empty' : 'news_not_closed')}</p>
          )}
          <Pictures view={view} sender={sender} />
        </div>
      </div>
      <Refusals
        sender={sender}
        names={{ site: () => '', item: () => '', unit: names.unit, person: names.person }}
      />
    </DeskFrame>
  );
}

// What was chosen; else what can be worked on; else what there is to read.
function chosenOf(view: NewsPage, chosen: number): EditionPage | undefined {
  const standing = view.editions.filter((one) => one.edition.status !== 'withdrawn');
  return (
    view.editions.find((one) => one.id === chosen) ??
    standing.find((one) => one.may.length > 0) ??
    standing[0] ??
    view.editions[0]
  );
}

interface LinesProps {
  readonly view: NewsPage;
  readonly names: Naming;
  readonly open: number;
  readonly onOpen: (edition: number) => void;
}

function Lines({ view, names, open, onOpen }: LinesProps) {
  const text = useText();
  return (
    <ul>
      {view.lines.map((line) => {
        const readable = view.editions.some((one) => one.id === line.edition);
        const words = (
          <>
            <strong>{names.unit(line.unit)}</strong>
            <span className="muted small">
              {line.central && `${text.get('news_main')} · `}
              {text.get(`news_status_${line.status}`)}
            </span>
          </>
        );
        return (
          <li key={line.edition}>
            {readable ? (
              <button
                className="news-line"
                aria-current={line.edition === open ? 'true' : undefined}
                onClick={() => onOpen(line.edition)}
              >
                {words}
              </button>
            ) : (
              <span className="news-line">{words}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface BeginProps {
  readonly view: NewsPage;
  readonly names: Naming;
  readonly sender: NewsSender;
}

function Begin({ view, names, sender }: BeginProps) {
  const text = useText();
  const { conference } = view;
  return (
    <>
      {view.may_begin.map(({ unit }) => (
        <button
          key={unit}
          className="button"
          onClick={() => void sender.send('news.begin', { conference, unit })}
        >
          {unit === view.convener
            ? text.get('news_begin_main')
            : text.get('news_begin', { unit: names.unit(unit) })}
        </button>
      ))}
    </>
  );
}

interface OneProps extends BeginProps {
  readonly page: EditionPage;
}

function OneEdition({ view, page, names, sender }: OneProps) {
  if (page.may.includes('news.change')) {
    return <EditionEditor view={view} page={page} names={names} sender={sender} />;
  }
  return (
    <EditionText view={view} edition={page.edition} content={page.edition.content} names={names} />
  );
}
