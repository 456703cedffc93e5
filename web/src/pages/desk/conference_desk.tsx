import { useMemo, useState } from 'react';
import { missingOf } from '../../core/conference/convening';
import type { DeskView } from '../../core/conference/desk_views';
import { IssuedLinks } from '../../core/conference/issued_links';
import { usePageTitle, useApp, useText } from '../../hooks';
import { LiveProvider, useView } from '../../live';
import { ConferenceNav } from '../../panels/conference_nav';
import { RefusalNotice } from '../../panels/refusal_notice';
import { useUnits } from '../../panels/unit_picker';
import type { UnitTree } from '../../core/unit_tree';
import { ShownView } from '../shown_view';
import { CallTab } from './call_tab';
import { Convening } from './convening_bar';
import { DeskFrame } from './desk_frame';
import { InvitationsTab } from './invitations_tab';
import { OfficialsTab } from './officials_tab';
import { ProgrammeTab } from './programme_tab';
import { SitesTab } from './sites_tab';

const kTabs = ['call', 'programme', 'sites', 'officials', 'invitations'] as const;
export type DeskTab = (typeof kTabs)[number];

export interface TabProps {
  readonly view: DeskView;
  readonly tree: UnitTree | null;
}

// One conference while it is being prepared, and as it was prepared afterwards.
export function ConferenceDeskPage({ conference }: { readonly conference: number }) {
  return (
    <LiveProvider conference={conference}>
      <ConferenceDesk conference={conference} />
    </LiveProvider>
  );
}

function ConferenceDesk({ conference }: { readonly conference: number }) {
  const shown = useView<DeskView>(`conference/${conference}/desk`);
  return (
    <ShownView shown={shown}>{(view, stale) => <Shown view={view} stale={stale} />}</ShownView>
  );
}

const tabOf = (hash: string): DeskTab => kTabs.find((tab) => `#${tab}` === hash) ?? 'call';

function Shown({ view, stale }: { readonly view: DeskView; readonly stale: number | null }) {
  const { office, feed } = useApp();
  const text = useText();
  const heading = usePageTitle(text.get('prepare_title', { title: view.call.title }));
  const tree = useUnits();
  const [tab, setTab] = useState<DeskTab>(() => tabOf(location.hash));
  const links = useMemo(
    () => new IssuedLinks(view.conference, office, () => feed.serverNow()),
    [view.conference, office, feed],
  );
  const choose = (next: DeskTab) => {
    // A reload stays where one works; going back leaves the page.
    history.replaceState(null, '', `#${next}`);
    setTab(next);
  };
  const names = useNames(view, tree);
  const props = { view, tree };
  return (
    <DeskFrame
      heading={heading}
      title={view.call.title}
      stale={stale}
      nav={<ConferenceNav conference={view.conference} current="prepare" />}
      under={<Convening view={view} missing={missingOf(view)} onTab={choose} />}
    >
      <nav className="tabs" aria-label={text.get('desk_parts')}>
        {kTabs.map((one) => (
          <button
            key={one}
            aria-current={one === tab ? 'true' : undefined}
            onClick={() => choose(one)}
          >
            {text.get(`tab_${one}`)}
            <TabCount view={view} tab={one} />
          </button>
        ))}
      </nav>
      {tab === 'call' && <CallTab {...props} />}
      {tab === 'programme' && <ProgrammeTab {...props} />}
      {tab === 'sites' && <SitesTab {...props} />}
      {tab === 'officials' && <OfficialsTab {...props} />}
      {tab === 'invitations' && <InvitationsTab view={view} links={links} />}
      <RefusalNotice {...names} />
    </DeskFrame>
  );
}

function TabCount({ view, tab }: { readonly view: DeskView; readonly tab: DeskTab }) {
  const counts: Partial<Record<DeskTab, number>> = {
    programme: view.programme.length,
    sites: view.sites.length,
  };
  const count = counts[tab];
  return count === undefined ? null : <span className="tabular tab-count">{count}</span>;
}

function useNames({ sites, programme, names }: DeskView, tree: UnitTree | null) {
  return useMemo(() => {
    const rooms = new Map(sites.map((one) => [one.site, one.spec.name]));
    const items = new Map(programme.map((one) => [one.item, one.spec.title]));
    return {
      site: (id: number) => rooms.get(id) ?? '',
      item: (id: number) => items.get(id) ?? '',
      unit: (id: number) => names.units[String(id)] ?? tree?.nameOf(id) ?? '',
      person: (id: number) => names.people[String(id)] ?? '',
    };
  }, [sites, programme, names, tree]);
}
