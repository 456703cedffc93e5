import {
  moved,
  stillPath,
  type EditionPage,
  type NewsPage,
  type ShownPicture,
} from '../../core/conference/news';
import { useText } from '../../hooks';
import { Line } from '../office/form_dialog';

interface Props {
  readonly view: NewsPage;
  readonly page: EditionPage;
  readonly pictures: readonly ShownPicture[];
  readonly onChange: (pictures: readonly ShownPicture[]) => void;
}

// The pictures of an edition in their order, each with what it shows; and those to add.
export function ChosenPictures({ view, page, pictures, onChange }: Props) {
  const text = useText();
  const lines = new Map(view.pictures.map((one) => [one.picture, one]));
  const chosen = new Set(pictures.map((one) => one.picture));
  const others = page.pictures.filter((one) => !chosen.has(one) && lines.has(one));
  const replace = (index: number, caption: string) =>
    onChange(pictures.map((one, at) => (at === index ? { ...one, caption } : one)));
  return (
    <fieldset className="news-pictures">
      <legend>{text.get('news_label_pictures')}</legend>
      <p className="muted small">{text.get('news_pictures_public')}</p>
      <ol>
        {pictures.map(({ picture, caption }, index) => {
          const line = lines.get(picture);
          const name = line?.site_name ?? '';
          return (
            <li key={picture}>
              {line?.file && <img src={stillPath(line.file)} alt={name} />}
              {line?.withdrawn && <p className="note">{text.get('news_picture_gone')}</p>}
              <Line
                label={text.get('news_caption_of', { place: index + 1 })}
                value={caption}
                maxLength={500}
                onChange={(words) => replace(index, words)}
              />
              <p className="button-row">
                <button
                  type="button"
                  className="button button-small"
                  aria-disabled={index === 0}
                  onClick={() => onChange(moved(pictures, index, -1))}
                >
                  {text.get('news_picture_up')}
                </button>
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => onChange(pictures.filter((one) => one.picture !== picture))}
                >
                  {text.get('news_picture_leave_out')}
                </button>
              </p>
            </li>
          );
        })}
      </ol>
      {others.length > 0 && (
        <ul className="news-offered" aria-label={text.get('news_pictures_offered')}>
          {others.map((picture) => {
            const line = lines.get(picture);
            if (!line) return null;
            const caption = line.site_name;
            return (
              <li key={picture}>
                <button
                  type="button"
                  data-picture={picture}
                  onClick={() => onChange([...pictures, { picture, caption }])}
                >
                  <img src={stillPath(line.file)} alt="" loading="lazy" />
                  <span>{text.get('news_picture_add', { site: line.site_name })}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </fieldset>
  );
}
