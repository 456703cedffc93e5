import { useState } from 'react';
import type { DeskSite } from '../../core/conference/desk_views';
import { useText } from '../../hooks';
import { PeopleIcon } from '../../tiles/icons';
import { PlusIcon } from '../../tiles/live_icons';
import type { TabProps } from './conference_desk';
import { SiteForm } from './site_form';
import { SitesFromTree } from './sites_from_tree';

type Open = { readonly what: 'site'; readonly site: number } | { readonly what: 'new' | 'many' };

// The rooms, how many are expected in each, and who answers for it.
export function SitesTab({ view, tree }: TabProps) {
  const text = useText();
  const [open, setOpen] = useState<Open | null>(null);
  const [find, setFind] = useState('');
  const { sites } = view;
  const closed = view.phase === 'closed';
  const expected = sites.reduce((sum, one) => sum + one.spec.expected, 0);
  const wanted = find.trim().toLocaleLowerCase(text.locale);
  const shown = sites.filter((one) =>
    one.spec.name.toLocaleLowerCase(text.locale).includes(wanted),
  );
  const chosen = open?.what === 'site' ? sites.find((one) => one.site === open.site) : undefined;
  const close = () => setOpen(null);
  return (
    <div className="desk-columns">
      <section aria-label={text.get('tab_sites')}>
        <p className="desk-tools">
          <button
            className="button button-main button-small"
            disabled={closed}
            onClick={() => setOpen({ what: 'many' })}
          >
            <PlusIcon />
            {text.get('sites_from_tree')}
          </button>
          <button
            className="button button-small"
            disabled={closed}
            onClick={() => setOpen({ what: 'new' })}
          >
            {text.get('site_new')}
          </button>
          <input
            className="field-input field-small desk-find"
            type="search"
            placeholder={text.get('wall_find')}
            aria-label={text.get('wall_find')}
            value={find}
            onChange={(event) => setFind(event.target.value)}
          />
          <span className="control-space" />
          <span className="small tabular">
            {text.get('sites_sum', {
              sites: sites.length.toLocaleString(text.locale),
              expected: expected.toLocaleString(text.locale),
            })}
          </span>
        </p>
        {sites.length === 0 ? (
          <p className="desk-empty-line muted">{text.get('sites_none')}</p>
        ) : (
          <SiteTable
            view={view}
            sites={shown}
            chosen={chosen?.site ?? 0}
            onChoose={(site) => setOpen({ what: 'site', site })}
          />
        )}
        {sites.length > 0 && shown.length === 0 && (
          <p className="desk-empty-line muted">{text.get('sites_not_found')}</p>
        )}
      </section>
      {open?.what === 'many' && <SitesFromTree view={view} tree={tree} onDone={close} />}
      {open?.what === 'new' && <SiteForm view={view} tree={tree} onDone={close} />}
      {chosen && (
        <SiteForm
          key={`${chosen.site} ${JSON.stringify(chosen.spec)}`}
          view={view}
          tree={tree}
          site={chosen}
          onDone={close}
        />
      )}
      {open === null && <p className="desk-aside muted">{text.get('site_choose')}</p>}
    </div>
  );
}

interface TableProps {
  readonly view: TabProps['view'];
  readonly sites: readonly DeskSite[];
  readonly chosen: number;
  readonly onChoose: (site: number) => void;
}

function SiteTable({ view, sites, chosen, onChoose }: TableProps) {
  const text = useText();
  const nameOf = (id: number) => view.sites.find((one) => one.site === id)?.spec.name ?? '';
  return (
    <div className="board" role="region" aria-label={text.get('sites_table')} tabIndex={0}>
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">{text.get('site')}</th>
            <th scope="col">{text.get('site_unit')}</th>
            <th scope="col">{text.get('site_parent')}</th>
            <th scope="col" className="number">
              {text.get('site_expected')}
            </th>
            <th scope="col">{text.get('site_chair')}</th>
          </tr>
        </thead>
        <tbody>
          {sites.map(({ site, spec }) => (
            <tr key={site} data-chosen={site === chosen || undefined}>
              <th scope="row">
                <button className="table-link" onClick={() => onChoose(site)}>
                  {spec.name}
                </button>
                <span className="small muted"> {text.get(`site_level_${spec.level}`)}</span>
              </th>
              <td>{view.names.units[String(spec.unit)] ?? ''}</td>
              <td className="muted">{nameOf(spec.parent)}</td>
              <td className="number tabular">
                <PeopleIcon />
                {spec.expected}
              </td>
              <td>{view.names.people[String(spec.chair)] ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
