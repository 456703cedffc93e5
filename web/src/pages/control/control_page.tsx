import { useCallback, useEffect, useMemo, useState } from 'react';
import { IssuedLinks } from '../../core/conference/issued_links';
import type { ControlRoomView } from '../../core/conference/views';
import { WallTiles } from '../../core/conference/wall';
import { useApp, usePageTitle, useStore, useText } from '../../hooks';
import { LiveProvider, useHear, useMedia, useView } from '../../live';
import { RefusalNotice } from '../../panels/refusal_notice';
import type { DemoHint } from '../../protocol/office_api';
import { ShownView } from '../shown_view';
import { ControlHeader } from './control_header';
import { useInviting } from './demo_panel';
import { Drafts, DraftsContext } from './drafts';
import { Drawer, type DrawerName } from './drawer';
import { FloorPanel } from './floor_panel';
import { Inbox } from './inbox';
import { InviteDialog } from './invite_dialog';
import { KeyBar } from './key_bar';
import { MediaNotice } from './media_notice';
import { NextCard } from './next_card';
import { OnAir } from './on_air';
import { Programme } from './programme';
import { useControlKeys } from './use_control_keys';
import { Wall } from './wall';

export function ControlPage({ conference }: { readonly conference: number }) {
  return (
    <LiveProvider conference={conference}>
      <ControlRoom conference={conference} />
    </LiveProvider>
  );
}

function ControlRoom({ conference }: { readonly conference: number }) {
  const [drafts] = useState(() => new Drafts());
  const shown = useView<ControlRoomView>(`conference/${conference}/control`);
  return (
    <DraftsContext.Provider value={drafts}>
      <ShownView shown={shown}>
        {(view, stale) => <ControlDesk view={view} stale={stale} />}
      </ShownView>
    </DraftsContext.Provider>
  );
}

interface DeskProps {
  readonly view: ControlRoomView;
  readonly stale: number | null;
}

const nobody = () => [];

function ControlDesk({ view, stale }: DeskProps) {
  const text = useText();
  const heading = usePageTitle(text.get('control_title', { title: view.header.title }));
  const [drawer, setDrawer] = useState<DrawerName | null>(null);
  const [listening, setListening] = useState(false);
  const [selected, setSelected] = useState<number | null>(null);
  const inviting = useInviting();
  const links = useIssuedLinks(view.conference);
  const demo = useDemo(view.conference);
  const toggleDrawer = useCallback(
    (name: DrawerName) => setDrawer((open) => (open === name ? null : name)),
    [],
  );
  const close = useCallback(() => {
    setDrawer(null);
    setSelected(null);
  }, []);
  const toggleDemo = useCallback(() => toggleDrawer('demo'), [toggleDrawer]);
  useMedia(false, nobody);
  // Where the chair sits the room's own loudspeakers are heard already.
  const first = [...view.floor.holders.map((turn) => turn.site), ...view.stage.sites];
  useHear(listening ? { first: first.map((site) => `site-${site}`), except: [] } : null);
  useControlKeys(view, toggleDrawer, close);
  const tiles = useTiles(view);
  const names = useNames(view);
  return (
    <div className="control-room" data-stale={stale !== null || undefined} onClick={letGoOfButton}>
      <ControlHeader
        header={view.header}
        floor={view.floor}
        stale={stale}
        heading={heading}
        listening={listening}
        onListen={() => setListening((on) => !on)}
      />
      <Programme items={view.programme} floor={view.floor} names={view.names} />
      <main className="control-air">
        <OnAir
          stage={view.stage}
          floor={view.floor}
          phase={view.header.phase}
          names={view.names}
          siteName={names.site}
        />
        <NextCard
          next={view.floor.next}
          top={view.floor.top}
          programme={view.programme}
          names={view.names}
          phase={view.header.phase}
          tiles={tiles}
        />
      </main>
      <aside className="control-side" aria-label={text.get('floor_label')}>
        <FloorPanel floor={view.floor} names={view.names} wall={view.wall} />
        <Inbox view={view} siteName={names.site} />
      </aside>
      <Wall
        wall={view.wall}
        tiles={tiles}
        floor={view.floor}
        stage={view.stage}
        selected={selected}
        onSelect={setSelected}
        onInvite={inviting.open}
        onDemo={demo ? toggleDemo : null}
      />
      {drawer && (
        <Drawer
          name={drawer}
          view={view}
          siteName={names.site}
          demo={demo}
          onInvite={inviting.open}
          onClose={close}
        />
      )}
      {inviting.site !== null && (
        <InviteDialog
          wall={view.wall}
          site={inviting.site}
          links={links}
          onSite={inviting.open}
          onClose={inviting.close}
        />
      )}
      <KeyBar drawer={drawer} onDrawer={toggleDrawer} view={view} />
      <MediaNotice />
      <RefusalNotice site={names.site} item={names.item} />
    </div>
  );
}

// A button that was clicked keeps the focus, and the next Space would press it again.
function letGoOfButton(event: React.MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  if (event.detail > 0 && button instanceof HTMLElement) button.blur();
}

// What this page invited, for as long as it stands.
function useIssuedLinks(conference: number): IssuedLinks {
  const { office, feed } = useApp();
  return useMemo(
    () => new IssuedLinks(conference, office, () => feed.serverNow()),
    [conference, office, feed],
  );
}

// What the server says to who tries its demo; nothing in a conference of one's own.
function useDemo(conference: number): DemoHint | null {
  const { me } = useApp();
  const state = useStore(me);
  useEffect(() => void me.load(), [me]);
  const demo = state.status === 'ready' ? state.me.demo : null;
  return demo?.conference === conference ? demo : null;
}

function useTiles(view: ControlRoomView): WallTiles {
  const [tiles] = useState(() => new WallTiles());
  useEffect(() => tiles.replace(view.wall), [tiles, view.wall]);
  return tiles;
}

function useNames({ wall, programme }: ControlRoomView) {
  return useMemo(() => {
    const sites = new Map(wall.map((tile) => [tile.site, tile.name]));
    const items = new Map(programme.map((one) => [one.item, one.spec.title]));
    return {
      site: (id: number) => sites.get(id) ?? '',
      item: (id: number) => items.get(id) ?? '',
    };
  }, [wall, programme]);
}
