import { memo } from 'react';
import { captionOf, standing } from '../../core/conference/caption';
import type { ItemView, Names, NextView, Phase } from '../../core/conference/views';
import type { WallTiles } from '../../core/conference/wall';
import { useApp, useStore, useText } from '../../hooks';
import { siteIdentity, useLive, useSee } from '../../live';
import { LevelMeter } from '../../tiles/level_meter';
import { LineState } from '../../tiles/line_state';
import { SitePicture } from '../../tiles/site_picture';
import { nextSpeaker } from './use_control_keys';

interface Props {
  readonly next: NextView;
  readonly top: number;
  readonly programme: readonly ItemView[];
  readonly names: Names;
  readonly phase: Phase;
  readonly tiles: WallTiles;
}

// Who comes next: seen and heard to be there before the air.
export const NextCard = memo(function NextCard(props: Props) {
  const { next, top, programme, names, phase, tiles } = props;
  const live = useLive();
  const text = useText();
  const nobody = next.site === 0 && next.item === 0;
  const item = programme.find((one) => one.item === next.item);
  const caption = captionOf(next.speaker, names, next.site_name);
  return (
    <section className="next" aria-label={text.get('next')}>
      <h2>{text.get('next')}</h2>
      {nobody ? (
        <p className="muted next-none">{text.get('next_nobody')}</p>
      ) : (
        <>
          <NextPicture next={next} tiles={tiles} />
          <div className="next-words">
            <strong>{caption.name || text.get('next_unknown')}</strong>
            <span>{standing(caption)}</span>
            <span className="muted">
              {[item?.spec.title, next.site_name].filter(Boolean).join(' · ')}
            </span>
          </div>
          <button
            className="button button-main next-button"
            disabled={phase !== 'in_session'}
            onClick={() => nextSpeaker(live, { next, top })}
          >
            {text.get('next_call')}
            <kbd>{text.get('key_space')}</kbd>
          </button>
        </>
      )}
    </section>
  );
});

function NextPicture({ next: { site, site_name }, tiles }: Pick<Props, 'next' | 'tiles'>) {
  const { session } = useApp();
  const text = useText();
  const tile = useStore(tiles.tile(site));
  useSee(site > 0 ? [site] : []);
  const there = tile?.checked_in === true && !tile.line_lost;
  return (
    <div className="next-picture">
      <div className="next-frame">
        <SitePicture site={site} name={site_name} />
        {!there && <span className="next-absent">{text.get('site_absent')}</span>}
      </div>
      <LevelMeter read={() => session.level(siteIdentity(site))} />
      <LineState site={site} lost={tile?.line_lost ?? false} always />
    </div>
  );
}
