import {
  publicPath,
  stillPath,
  type Edition,
  type NewsContent,
  type NewsPage,
} from '../../core/conference/news';
import { useText } from '../../hooks';
import type { Naming } from '../office/naming';

interface Props {
  readonly view: NewsPage;
  readonly edition: Edition;
  readonly content: NewsContent;
  readonly names: Naming;
}

// As everybody will read it, or does.
export function EditionText({ view, edition, content, names }: Props) {
  const text = useText();
  const files = new Map(view.pictures.map((one) => [one.picture, one.file]));
  return (
    <article className="news-paper" lang="vi">
      <h2>{content.title || text.get('news_no_title')}</h2>
      <p className="small" lang={text.language}>
        {names.unit(edition.unit)} · {text.get(`news_status_${edition.status}`)}
        {edition.status === 'published' && (
          <>
            {' · '}
            <a href={publicPath(view.conference, edition)} target="_blank" rel="noreferrer">
              {text.get('news_open_public')}
            </a>
          </>
        )}
        {edition.why && ` · ${text.get('news_why', { why: edition.why })}`}
      </p>
      {content.lead && <p className="news-lead">{content.lead}</p>}
      {content.pictures.map(({ picture, caption }) => {
        const file = files.get(picture);
        return file ? (
          <figure key={picture}>
            <img src={stillPath(file)} alt={caption} />
            <figcaption>{caption || text.get('news_no_caption')}</figcaption>
          </figure>
        ) : null;
      })}
      {content.paragraphs.map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
      <Facts edition={edition} names={names} />
    </article>
  );
}

// What the conference says itself; nobody types it.
function Facts({ edition, names }: { readonly edition: Edition; readonly names: Naming }) {
  const text = useText();
  const { figures, local } = edition;
  const chair = (person: number, post: number) =>
    [names.person(person), names.post(post)].filter(Boolean).join(', ');
  return (
    <dl className="news-facts" lang={text.language}>
      <dt>{text.get('news_fact_time')}</dt>
      <dd>
        {text.day(figures.began)} {text.clock(figures.began)} – {text.clock(figures.ended)}
      </dd>
      <dt>{text.get('news_fact_sites')}</dt>
      <dd>{figures.sites.toLocaleString(text.locale)}</dd>
      <dt>{text.get('news_fact_present')}</dt>
      <dd>{figures.present.toLocaleString(text.locale)}</dd>
      {figures.chair !== 0 && (
        <>
          <dt>{text.get('news_fact_chair')}</dt>
          <dd>{chair(figures.chair, figures.chair_post)}</dd>
        </>
      )}
      {figures.shares.length > 0 && (
        <>
          <dt>{text.get('news_fact_speakers')}</dt>
          <dd>{figures.shares.map((share) => names.unit(share.unit)).join('; ')}</dd>
        </>
      )}
      {local.site !== 0 && (
        <>
          <dt>{text.get('news_fact_local')}</dt>
          <dd>
            {[
              text.count('news_fact_people', local.present),
              chair(local.chair, local.chair_post),
              local.paper,
            ]
              .filter(Boolean)
              .join(' · ')}
          </dd>
        </>
      )}
    </dl>
  );
}
