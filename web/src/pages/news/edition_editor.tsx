import { useState } from 'react';
import {
  isSame,
  paragraphsOf,
  textOf,
  type EditionPage,
  type NewsContent,
  type NewsPage,
} from '../../core/conference/news';
import { useText } from '../../hooks';
import { FormDialog, Line } from '../office/form_dialog';
import type { Naming } from '../office/naming';
import { ChosenPictures } from './chosen_pictures';
import { EditionText } from './edition_text';
import type { NewsSender } from './news_page';

interface Props {
  readonly view: NewsPage;
  readonly page: EditionPage;
  readonly names: Naming;
  readonly sender: NewsSender;
}

// Words and pictures, then the steps: save, submit, approve, publish, withdraw.
export function EditionEditor({ view, page, names, sender }: Props) {
  const text = useText();
  const draft = useDraft(page);
  const { content, dirty } = draft;
  const seen = page.edition.version;
  const send = sender.send.bind(sender);
  return (
    <section className="news-editor" aria-label={names.unit(page.edition.unit)}>
      <div className="news-words">
        {page.edition.status === 'published' && (
          <p className="note">{text.get('news_change_unpublishes')}</p>
        )}
        {draft.behind && (
          <p className="note" role="alert">
            {text.get('news_behind')}{' '}
            <button className="button button-small" onClick={draft.reset}>
              {text.get('news_take_theirs')}
            </button>
          </p>
        )}
        <Line
          label={text.get('news_label_title')}
          value={content.title}
          required
          maxLength={300}
          onChange={(title) => draft.change({ title })}
        />
        <Line
          label={text.get('news_label_lead')}
          value={content.lead}
          rows={3}
          maxLength={10_000}
          onChange={(lead) => draft.change({ lead })}
        />
        <Line
          label={text.get('news_body')}
          hint={text.get('news_body_hint')}
          value={draft.body}
          rows={10}
          maxLength={200_000}
          onChange={draft.changeBody}
        />
        {view.conclusion && (
          <button
            className="button button-small"
            onClick={() =>
              draft.changeBody([draft.body, view.conclusion].filter(Boolean).join('\n\n'))
            }
          >
            {text.get('news_add_conclusion')}
          </button>
        )}
        <ChosenPictures
          view={view}
          page={page}
          pictures={content.pictures}
          onChange={(pictures) => draft.change({ pictures })}
        />
        <p className="button-row">
          <button
            className="button button-main"
            aria-disabled={!dirty}
            onClick={() =>
              dirty && void send('news.change', { edition: page.id, content, seen: draft.base })
            }
          >
            {text.get('save')}
          </button>
          <span className="muted small" role="status">
            {text.get(dirty ? 'write_unsaved' : 'write_saved')}
          </span>
        </p>
        <Steps page={page} dirty={dirty} seen={seen} sender={sender} />
      </div>
      <div className="news-preview">
        <h2 className="small muted">{text.get('news_preview')}</h2>
        <EditionText view={view} edition={page.edition} content={content} names={names} />
      </div>
    </section>
  );
}

// What is being written; it follows the server while nothing was changed here.
function useDraft(page: EditionPage) {
  const { content: theirs, version } = page.edition;
  const [own, setOwn] = useState({
    content: theirs,
    body: textOf(theirs.paragraphs),
    base: version,
  });
  const fromServer = () => ({ content: theirs, body: textOf(theirs.paragraphs), base: version });
  const unsaved = (one: typeof own) => !isSame(one.content, theirs);
  // Saved by this page, or nothing was written here: go on from what the server has.
  const [known, setKnown] = useState(theirs);
  if (version !== own.base && (!unsaved(own) || isSame(own.content, known))) {
    setOwn(fromServer());
    setKnown(theirs);
  }
  const change = (part: Partial<NewsContent>) =>
    setOwn({ ...own, content: { ...own.content, ...part } });
  const changeBody = (body: string) =>
    setOwn({ ...own, body, content: { ...own.content, paragraphs: paragraphsOf(body) } });
  return {
    ...own,
    dirty: unsaved(own),
    behind: version !== own.base,
    change,
    changeBody,
    reset: () => {
      setOwn(fromServer());
      setKnown(theirs);
    },
  };
}

interface StepsProps {
  readonly page: EditionPage;
  readonly dirty: boolean;
  readonly seen: number;
  readonly sender: NewsSender;
}

function Steps({ page, dirty, seen, sender }: StepsProps) {
  const text = useText();
  const [withdrawing, setWithdrawing] = useState(false);
  const [why, setWhy] = useState('');
  const edition = page.id;
  const post = page.posts[0]?.post ?? 0;
  const may = (step: string) => page.may.includes(step);
  return (
    <div className="news-steps">
      <p>
        <strong>{text.get(`news_status_${page.edition.status}`)}</strong>
      </p>
      {page.edition.status === 'submitted' && !may('news.approve') && (
        <p className="muted small">{text.get('news_waits_for_leader')}</p>
      )}
      <p className="button-row">
        {may('news.submit') && (
          <button
            className="button"
            aria-disabled={dirty}
            onClick={() => !dirty && void sender.send('news.submit', { edition, seen })}
          >
            {text.get('news_submit')}
          </button>
        )}
        {may('news.approve') && (
          <button
            className="button button-main"
            aria-disabled={dirty}
            onClick={() => !dirty && void sender.send('news.approve', { edition, post, seen })}
          >
            {text.get('news_approve')}
          </button>
        )}
        {may('news.publish') && (
          <button
            className="button button-main"
            aria-disabled={dirty}
            onClick={() => !dirty && void sender.send('news.publish', { edition, seen })}
          >
            {text.get('news_publish')}
          </button>
        )}
        {may('news.withdraw') && (
          <button className="button" onClick={() => setWithdrawing(true)}>
            {text.get('news_withdraw')}
          </button>
        )}
      </p>
      {may('news.publish') && <p className="muted small">{text.get('news_publish_lead')}</p>}
      {withdrawing && (
        <FormDialog
          title={text.get('news_withdraw')}
          lead={text.get('news_withdraw_lead')}
          verb={text.get('news_withdraw')}
          ready={why.trim() !== ''}
          onSend={() => sender.send('news.withdraw', { edition, why })}
          onClose={() => setWithdrawing(false)}
        >
          <Line
            label={text.get('news_label_why')}
            value={why}
            required
            autoFocus
            onChange={setWhy}
          />
        </FormDialog>
      )}
    </div>
  );
}
