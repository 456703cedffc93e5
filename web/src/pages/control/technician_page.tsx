import { useEffect, useMemo, useState } from 'react';
import { IssuedLinks } from '../../core/conference/issued_links';
import type { ControlRoomView } from '../../core/conference/views';
import { WallTiles } from '../../core/conference/wall';
import { useApp, usePageTitle, useText } from '../../hooks';
import { LiveProvider, useHear, useMedia, useView, useWallClock } from '../../live';
import { ConferenceNav } from '../../panels/conference_nav';
import { RefusalNotice } from '../../panels/refusal_notice';
import { Mark, WarningIcon } from '../../tiles/icons';
import { LanguageSwitch } from '../page_frame';
import { goTo } from '../page_link';
import { ShownView } from '../shown_view';
import { Inbox } from './inbox';
import { InviteDialog } from './invite_dialog';
import { LineList } from './line_list';
import { MediaNotice } from './media_notice';
import { useInviting } from './demo_panel';
import { SiteBench } from './site_bench';
import { Wall } from './wall';

export function TechnicianPage({ conference }: { readonly conference: number }) {
  return (
    <LiveProvider conference={conference}>
      <Technician conference={conference} />
    </LiveProvider>
  );
}

function Technician({ conference }: { readonly conference: number }) {
  const shown = useView<ControlRoomView>(`conference/${conference}/control`);
  return (
    <ShownView shown={shown}>{(view, stale) => <Bench view={view} stale={stale} />}</ShownView>
  );
}

const nobody = () => [];

interface Props {
  readonly view: ControlRoomView;
  readonly stale: number | null;
}

// The lines of all rooms, worst first, beside a wall that is larger than the chair's.
function Bench({ view, stale }: Props) {
  const { office, feed } = useApp();
  const text = useText();
  const heading = usePageTitle(text.get('technician_title', { title: view.header.title }));
  const [selected, setSelected] = useState<number | null>(null);
  const [heard, setHeard] = useState<number | null>(null);
  const inviting = useInviting();
  const [tiles] = useState(() => new WallTiles());
  useEffect(() => tiles.replace(view.wall), [tiles, view.wall]);
  const links = useMemo(
    () => new IssuedLinks(view.conference, office, () => feed.serverNow()),
    [view.conference, office, feed],
  );
  useMedia(false, nobody);
  useHear(heard === null ? null : { first: [`site-${heard}`], except: [] });
  const siteName = (site: number) => view.wall.find((one) => one.site === site)?.name ?? '';
  const itemName = (item: number) =>
    view.programme.find((one) => one.item === item)?.spec.title ?? '';
  const tile = view.wall.find((one) => one.site === selected);
  return (
    <div className="control-room bench" data-stale={stale !== null || undefined}>
      <header className="control-head">
        <BenchHead view={view} stale={stale} heading={heading} />
      </header>
      <main className="bench-wall">
        <Wall
          wall={view.wall}
          tiles={tiles}
          floor={view.floor}
          stage={view.stage}
          selected={selected}
          bare
          onSelect={setSelected}
          onInvite={inviting.open}
          onDemo={null}
        />
      </main>
      <aside className="bench-side" aria-label={text.get('lines')}>
        {tile ? (
          <SiteBench
            tile={tile}
            stage={view.stage}
            phase={view.header.phase}
            heard={heard === tile.site}
            onHear={(on) => setHeard(on ? tile.site : null)}
            onInvite={() => inviting.open(tile.site)}
            onClose={() => setSelected(null)}
          />
        ) : (
          <LineList wall={view.wall} phase={view.header.phase} onSelect={setSelected} />
        )}
        <Inbox view={view} siteName={siteName} />
      </aside>
      {inviting.site !== null && (
        <InviteDialog
          wall={view.wall}
          site={inviting.site}
          links={links}
          onSite={inviting.open}
          onClose={inviting.close}
        />
      )}
      <MediaNotice />
      <RefusalNotice site={siteName} item={itemName} />
    </div>
  );
}

interface HeadProps extends Props {
  readonly heading: React.RefObject<HTMLHeadingElement | null>;
}

function BenchHead({ view: { conference, header }, stale, heading }: HeadProps) {
  const { go } = useApp();
  const text = useText();
  const number = (value: number) => value.toLocaleString(text.locale);
  const { sites_in, sites, heads } = header.sums;
  return (
    <>
      <a href="/" aria-label={text.get('back_home')} onClick={goTo(go, '/')}>
        <Mark />
      </a>
      <h1 ref={heading} tabIndex={-1} title={header.title}>
        {header.title}
      </h1>
      <span className="fact" data-phase={header.phase}>
        {text.get(`phase_${header.phase}`)}
      </span>
      <Time />
      <ConferenceNav conference={conference} current="technician" />
      <span className="control-space" />
      {stale !== null && (
        <span className="control-stale" role="status">
          <WarningIcon />
          <span className="tabular">{text.count('stale', stale)}</span>
        </span>
      )}
      <span className="control-sums tabular">
        <span>{text.get('sites_in', { in: number(sites_in), of: number(sites) })}</span>
        <span>{text.count('heads', heads)}</span>
      </span>
      <LanguageSwitch />
    </>
  );
}

function Time() {
  return <time className="control-time tabular">{useWallClock()}</time>;
}
