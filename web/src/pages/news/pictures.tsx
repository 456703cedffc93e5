import { useState } from 'react';
import { stillPath, type NewsPage, type PictureLine } from '../../core/conference/news';
import { useText } from '../../hooks';
import { FormDialog, Line } from '../office/form_dialog';
import type { NewsSender } from './news_page';

interface Props {
  readonly view: NewsPage;
  readonly sender: NewsSender;
}

// Every still that was taken, whether everybody sees it, and how to take it back.
export function Pictures({ view, sender }: Props) {
  const text = useText();
  const [withdrawing, setWithdrawing] = useState<PictureLine | null>(null);
  const [why, setWhy] = useState('');
  return (
    <section className="news-stills" aria-labelledby="news-stills">
      <h2 id="news-stills">{text.get('news_stills')}</h2>
      <p className="muted small">{text.get('news_stills_lead')}</p>
      {view.pictures.length === 0 && <p className="muted">{text.get('news_stills_none')}</p>}
      <ul>
        {view.pictures.map((line) => (
          <li key={line.picture} data-picture={line.picture}>
            {line.file && <img src={stillPath(line.file)} alt={line.site_name} loading="lazy" />}
            <p className="small">
              {line.site_name} · {text.clock(line.taken)}
              {line.is_public && ` · ${text.get('news_picture_public')}`}
              {line.withdrawn && ` · ${text.get('news_picture_withdrawn', { why: line.why })}`}
            </p>
            {line.may_withdraw && (
              <button className="button button-small" onClick={() => setWithdrawing(line)}>
                {text.get('news_picture_withdraw')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {withdrawing && (
        <FormDialog
          title={text.get('news_picture_withdraw')}
          lead={text.get('news_picture_withdraw_lead')}
          verb={text.get('news_picture_withdraw')}
          ready={why.trim() !== ''}
          onSend={() => sender.send('picture.withdraw', { picture: withdrawing.picture, why })}
          onClose={() => setWithdrawing(null)}
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
    </section>
  );
}
