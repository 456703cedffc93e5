import { useState } from 'react';
import type { DeskLink, DeskSite, DeskView } from '../../core/conference/desk_views';
import type { IssuedLinks, MadeLink } from '../../core/conference/issued_links';
import { useApp, useStore, useText } from '../../hooks';
import { useLive } from '../../live';
import { LinkField } from '../../panels/link_field';
import { QrCode } from '../../panels/qr_code';
import { deviceRoles, type DeviceRole } from '../../protocol/office_api';
import { GuideSheets } from './guide_sheet';

interface Props {
  readonly view: DeskView;
  readonly links: IssuedLinks;
}

const kRoomRoles: readonly DeviceRole[] = ['sound', 'display', 'strip'];
const kHourMs = 3_600_000;

// A link works until the conference is over, with half a day to spare.
function hoursFor(view: DeskView, now: number): number {
  const ends = Math.max(0, ...view.call.sittings.map((one) => one.ends));
  return Math.max(24, Math.ceil((ends - now) / kHourMs) + 12);
}

export function InvitationsTab({ view, links }: Props) {
  const { feed, clock } = useApp();
  const { sender } = useLive();
  const text = useText();
  const made = useStore(links.made);
  const [roles, setRoles] = useState<readonly DeviceRole[]>(kRoomRoles);
  const [devices, setDevices] = useState(4);
  const [making, setMaking] = useState(0);
  const [printing, setPrinting] = useState<readonly MadeLink[] | null>(null);
  const [chosen, setChosen] = useState<readonly [number, number] | null>(null);
  const closed = view.phase === 'closed';
  const hours = hoursFor(view, feed.serverNow());
  const make = async (sites: readonly DeskSite[]) => {
    let last: MadeLink | null = null;
    for (const { site } of sites) {
      setMaking((count) => count + 1);
      try {
        last = await links.make({ site, roles, hours, max_devices: devices });
      } catch (error) {
        sender.refused('link.issue', error);
        break;
      }
    }
    setMaking(0);
    if (sites.length === 1 && last) setChosen([last.site, last.link]);
  };
  const print = (what: readonly MadeLink[]) => {
    setPrinting(what);
    clock.after(50, () => {
      window.print();
      setPrinting(null);
    });
  };
  const waiting = view.sites.filter(
    (one) => !one.links.some((link) => isGood(link, feed.serverNow())),
  );
  // What this page made itself: of those alone it still knows the secret.
  const known = made.filter((one) => view.sites.some((site) => site.site === one.site));
  const open = chosen && links.byId(chosen[0], chosen[1]);
  return (
    <div className="desk-columns">
      <section aria-label={text.get('tab_invitations')}>
        <fieldset className="plain invitation-wish" disabled={closed || roles.length === 0}>
          <legend className="overline">{text.get('invitation_for')}</legend>
          <p className="desk-tools">
            <RoleChecks roles={roles} onRoles={setRoles} />
            <label className="inline-field small">
              {text.get('invitation_devices')}
              <input
                className="field-input field-small tabular"
                type="number"
                min={0}
                max={1000}
                value={devices}
                onChange={(event) => setDevices(Number(event.target.value))}
              />
            </label>
            <button
              className="button button-main button-small"
              disabled={waiting.length === 0 || making > 0}
              data-busy={making > 0 || undefined}
              onClick={() => void make(waiting)}
            >
              {making > 0
                ? text.get('invitation_making', { number: making, of: waiting.length })
                : text.count('invitation_make_all', waiting.length)}
            </button>
            <button
              className="button button-small"
              disabled={known.length === 0}
              onClick={() => print(known)}
            >
              {text.count('invitation_print_all', known.length)}
            </button>
          </p>
        </fieldset>
        {known.length > 0 && <p className="note">{text.get('invitation_once')}</p>}
        {view.sites.length === 0 ? (
          <p className="desk-empty-line muted">{text.get('invitation_no_sites')}</p>
        ) : (
          <LinkTable
            view={view}
            links={links}
            closed={closed}
            onMake={(site) => void make([site])}
            onShow={(site, link) => setChosen([site, link])}
          />
        )}
      </section>
      {open ? (
        <Card link={open} view={view} onPrint={() => print([open])} />
      ) : (
        <p className="desk-aside muted">{text.get('invitation_choose')}</p>
      )}
      {printing && <GuideSheets view={view} links={printing} />}
    </div>
  );
}

const isGood = (link: DeskLink, now: number): boolean => !link.revoked && link.expires > now;

interface RolesProps {
  readonly roles: readonly DeviceRole[];
  readonly onRoles: (roles: readonly DeviceRole[]) => void;
}

function RoleChecks({ roles, onRoles }: RolesProps) {
  const text = useText();
  return (
    <span className="role-checks" role="group" aria-label={text.get('invitation_roles')}>
      {deviceRoles.map((role) => (
        <label key={role} className="check small">
          <input
            type="checkbox"
            checked={roles.includes(role)}
            onChange={() =>
              onRoles(deviceRoles.filter((one) => roles.includes(one) !== (one === role)))
            }
          />
          <span>{text.get(`role_${role}`)}</span>
        </label>
      ))}
    </span>
  );
}

interface TableProps extends Props {
  readonly closed: boolean;
  readonly onMake: (site: DeskSite) => void;
  readonly onShow: (site: number, link: number) => void;
}

function LinkTable({ view, links, closed, onMake, onShow }: TableProps) {
  const { feed } = useApp();
  const { send } = useLive();
  const text = useText();
  const now = feed.serverNow();
  const revoke = (site: number, link: number) =>
    void send('link.revoke', { site, link }).then((done) => done && links.forget(site, link));
  return (
    <div className="board" role="region" aria-label={text.get('invitations_table')} tabIndex={0}>
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">{text.get('site')}</th>
            <th scope="col">{text.get('invitation_roles')}</th>
            <th scope="col">{text.get('invitation_until')}</th>
            <th scope="col" className="number">
              {text.get('invitation_devices')}
            </th>
            <th scope="col">{text.get('invitation_actions')}</th>
          </tr>
        </thead>
        <tbody>
          {view.sites.flatMap((site) => {
            const good = site.links.filter((link) => isGood(link, now));
            if (good.length === 0) {
              return [
                <tr key={site.site}>
                  <th scope="row">{site.spec.name}</th>
                  <td className="muted" colSpan={3}>
                    {text.get('invitation_none')}
                  </td>
                  <td>
                    <button
                      className="button button-small"
                      disabled={closed}
                      onClick={() => onMake(site)}
                    >
                      {text.get('invitation_make')}
                    </button>
                  </td>
                </tr>,
              ];
            }
            return good.map((link, index) => (
              <tr key={`${site.site} ${link.link}`}>
                <th scope="row">{index === 0 && site.spec.name}</th>
                <td>{link.roles.map((role) => text.get(`role_${role}`)).join(', ')}</td>
                <td className="tabular">
                  {text.clock(link.expires)} {text.day(link.expires)}
                </td>
                <td className="number tabular">
                  {link.max_devices > 0 ? `${link.devices}/${link.max_devices}` : link.devices}
                </td>
                <td>
                  <span className="row-actions">
                    {links.byId(site.site, link.link) ? (
                      <button
                        className="button button-small"
                        onClick={() => onShow(site.site, link.link)}
                      >
                        {text.get('invitation_show')}
                      </button>
                    ) : (
                      <button
                        className="button button-small"
                        disabled={closed}
                        title={text.get('invitation_again_why')}
                        onClick={() => onMake(site)}
                      >
                        {text.get('invitation_again')}
                      </button>
                    )}
                    <button className="button-quiet" onClick={() => revoke(site.site, link.link)}>
                      {text.get('invitation_revoke')}
                    </button>
                  </span>
                </td>
              </tr>
            ));
          })}
        </tbody>
      </table>
    </div>
  );
}

interface CardProps {
  readonly link: MadeLink;
  readonly view: DeskView;
  readonly onPrint: () => void;
}

function Card({ link, view, onPrint }: CardProps) {
  const { office, clock } = useApp();
  const { sender } = useLive();
  const text = useText();
  const name = view.sites.find((one) => one.site === link.site)?.spec.name ?? '';
  const pdf = () =>
    office.guide(view.conference, link.site, link.secret, text.language).then(
      (file) => {
        const url = URL.createObjectURL(file);
        window.open(url, '_blank', 'noopener');
        clock.after(60_000, () => URL.revokeObjectURL(url));
      },
      (error: unknown) => sender.refused('guide', error),
    );
  return (
    <aside className="desk-aside desk-form" aria-label={name}>
      <h2>{name}</h2>
      <QrCode link={link.url} />
      <LinkField link={link.url} />
      <p className="small muted">{link.roles.map((role) => text.get(`role_${role}`)).join(', ')}</p>
      <p className="desk-tools">
        <button className="button button-main" onClick={() => void pdf()}>
          {text.get('invitation_pdf')}
        </button>
        <button className="button" onClick={onPrint}>
          {text.get('invitation_print')}
        </button>
      </p>
    </aside>
  );
}
