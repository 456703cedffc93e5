import { useMemo, useState } from 'react';
import { fold } from '../../core/person';
import type { AccountLine, AccountsView, OrganisationCommands } from '../../core/office/units';
import { useApp, usePageTitle, useText } from '../../hooks';
import type { TextKey } from '../../i18n/text';
import { useSender, useView } from '../../live';
import { FormDialog, Choice, Line } from '../office/form_dialog';
import { naming, type Naming } from '../office/naming';
import { OfficeFrame } from '../office/office_frame';
import { OfficeView } from '../office/office_view';
import { Empty, PageLink, Sheet } from '../office/parts';
import { UnitPicker, useUnitTree } from '../office/unit_picker';
import { RemarkDialog } from '../tasks/answer_panel';
import type { OrganisationSender } from './organisation_page';
import { PersonFinder, type ChosenPerson } from './person_finder';
import { useWords } from './unit_dialogs';

// Ways in, and what they allow: by role and branch.
export function AccountsPage() {
  const shown = useView<AccountsView>('accounts');
  const sender = useSender<OrganisationCommands>('organisation');
  const names = shown.status === 'shown' ? shown.state.names : undefined;
  return (
    <OfficeFrame place="/organisation" sender={sender} names={names}>
      <OfficeView shown={shown}>{(view) => <Accounts view={view} sender={sender} />}</OfficeView>
    </OfficeFrame>
  );
}

interface Props {
  readonly view: AccountsView;
  readonly sender: OrganisationSender;
}

function Accounts({ view, sender }: Props) {
  const text = useText();
  const heading = usePageTitle(text.get('accounts_title'));
  const names = useMemo(() => naming(view.names), [view.names]);
  const [words, setWords] = useState('');
  const [creating, setCreating] = useState(false);
  const wanted = fold(words.trim());
  const shown = view.accounts.filter((one) => fold(nameOf(one, names)).includes(wanted));
  return (
    <>
      <header className="unit-head">
        <div>
          <nav className="crumbs small">
            <ol>
              <li>
                <PageLink to="/organisation">{text.get('nav_organisation')}</PageLink>
              </li>
            </ol>
          </nav>
          <h1 ref={heading} tabIndex={-1}>
            {text.get('accounts_title')}
          </h1>
        </div>
        <button className="button button-main" onClick={() => setCreating(true)}>
          {text.get('account_create')}
        </button>
      </header>
      <div className="filters">
        <input
          className="field-input"
          type="search"
          aria-label={text.get('account_find')}
          placeholder={text.get('account_find')}
          value={words}
          maxLength={100}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <Sheet title={text.get('accounts_title')} count={shown.length}>
        {shown.length === 0 && (
          <Empty>{text.get(words ? 'accounts_none_found' : 'accounts_none')}</Empty>
        )}
        <ul className="accounts">
          {shown.map((one) => (
            <Account key={one.account} account={one} names={names} sender={sender} />
          ))}
        </ul>
      </Sheet>
      {creating && <CreateDialog sender={sender} onClose={() => setCreating(false)} />}
    </>
  );
}

const nameOf = (account: AccountLine, names: Naming): string =>
  names.person(account.person) || account.label || `#${account.account}`;

interface AccountProps {
  readonly account: AccountLine;
  readonly names: Naming;
  readonly sender: OrganisationSender;
}

function Account({ account, names, sender }: AccountProps) {
  const { office } = useApp();
  const text = useText();
  const [act, setAct] = useState<'role' | 'disable' | 'enable' | null>(null);
  const [withdrawing, setWithdrawing] = useState(0);
  const [link, setLink] = useState('');
  const name = nameOf(account, names);
  const close = () => setAct(null);
  const makeLink = () =>
    void office.accountLink(account.account).then(
      ({ url }) => setLink(url),
      (error: unknown) => sender.refused('account.link', error),
    );
  return (
    <li className="account" data-disabled={account.disabled || undefined}>
      <div className="row-words">
        <strong>{name}</strong>
        <span className="muted small">
          {[
            account.claimed ? '' : text.get('account_no_login'),
            account.waiting ? text.get('account_waiting') : '',
            account.disabled
              ? text.get('account_disabled', { why: account.disabled_why || '–' })
              : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <ul className="grants">
          {account.grants.map((grant) => (
            <li key={grant.grant} className="grant">
              {roleName(grant.role)}
              {' · '}
              {grant.branch !== 0
                ? names.unit(grant.branch)
                : grant.conference !== 0
                  ? text.get('grant_conference', { conference: grant.conference })
                  : text.get('grant_whole')}
              <button
                aria-label={text.get('grant_withdraw_of', { role: roleName(grant.role), name })}
                onClick={() => setWithdrawing(grant.grant)}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
        {link && <OneTimeLink link={link} />}
      </div>
      <div className="button-row">
        {!account.disabled && (
          <>
            <button className="button" onClick={makeLink}>
              {text.get('account_link')}
            </button>
            <button className="button" onClick={() => setAct('role')}>
              {text.get('role_grant')}
            </button>
          </>
        )}
        <button className="button" onClick={() => setAct(account.disabled ? 'enable' : 'disable')}>
          {text.get(account.disabled ? 'account_enable' : 'account_disable')}
        </button>
      </div>
      {act === 'role' && (
        <RoleDialog account={account.account} name={name} sender={sender} onClose={close} />
      )}
      {(act === 'disable' || act === 'enable') && (
        <RemarkDialog
          title={text.get(`account_${act}`)}
          label={text.get('why')}
          required
          onSend={(why) => sender.send(`account.${act}`, { account: account.account, why })}
          onClose={close}
        />
      )}
      {withdrawing !== 0 && (
        <RemarkDialog
          title={text.get('grant_withdraw')}
          label={text.get('why')}
          required
          onSend={(why) => sender.send('role.withdraw', { grant: withdrawing, why })}
          onClose={() => setWithdrawing(0)}
        />
      )}
    </li>
  );

  function roleName(role: string): string {
    const key = `office_role_${role}`;
    return text.has(key) ? text.get(key as TextKey) : role;
  }
}

// Told this once: whoever opens it chooses a name and a password.
function OneTimeLink({ link }: { readonly link: string }) {
  const text = useText();
  const [copied, setCopied] = useState(false);
  const whole = new URL(link, location.origin).href;
  const copy = () =>
    void navigator.clipboard.writeText(whole).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="one-time" role="status">
      <p className="small">{text.get('account_link_lead')}</p>
      <p className="field-row">
        <input
          className="field-input"
          readOnly
          value={whole}
          aria-label={text.get('account_link')}
        />
        <button className="button" onClick={copy}>
          {text.get(copied ? 'copied' : 'copy')}
        </button>
      </p>
    </div>
  );
}

interface DialogProps {
  readonly sender: OrganisationSender;
  readonly onClose: () => void;
}

function CreateDialog({ sender, onClose }: DialogProps) {
  const text = useText();
  const [desk, setDesk] = useState(false);
  const [person, setPerson] = useState<ChosenPerson | null>(null);
  const [label, setLabel] = useState('');
  const [why, setWhy] = useState('');
  return (
    <FormDialog
      title={text.get('account_create')}
      lead={text.get('account_create_lead')}
      verb={text.get('account_create')}
      ready={desk ? label.trim() !== '' : person !== null}
      onSend={() =>
        sender.send('account.create', {
          person: desk ? 0 : (person?.person ?? 0),
          label: desk ? label.trim() : '',
          why: why.trim(),
        })
      }
      onClose={onClose}
    >
      <div className="choices" role="group" aria-label={text.get('account_for')}>
        <button type="button" aria-pressed={!desk} onClick={() => setDesk(false)}>
          {text.get('account_for_person')}
        </button>
        <button type="button" aria-pressed={desk} onClick={() => setDesk(true)}>
          {text.get('account_for_desk')}
        </button>
      </div>
      {desk ? (
        <Line label={text.get('account_label')} value={label} onChange={setLabel} />
      ) : (
        <PersonFinder chosen={person} onChoose={setPerson} />
      )}
      <Line label={text.get('why')} value={why} onChange={setWhy} />
    </FormDialog>
  );
}

interface RoleProps extends DialogProps {
  readonly account: number;
  readonly name: string;
}

function RoleDialog({ account, name, sender, onClose }: RoleProps) {
  const text = useText();
  const tree = useUnitTree();
  const { roles } = useWords();
  const [role, setRole] = useState('');
  const [branch, setBranch] = useState<readonly number[]>([]);
  const [why, setWhy] = useState('');
  const chosen = role || (roles[0] ?? '');
  return (
    <FormDialog
      title={text.get('role_grant_to', { name })}
      lead={text.get('role_grant_lead')}
      verb={text.get('role_grant')}
      ready={chosen !== '' && why.trim() !== ''}
      onSend={() =>
        sender.send('role.grant', {
          account,
          role: chosen,
          branch: branch[0] ?? 0,
          why: why.trim(),
        })
      }
      onClose={onClose}
    >
      <Choice
        label={text.get('role_label')}
        value={chosen}
        options={roles.map((one) => ({ value: one, name: nameOfRole(one) }))}
        onChange={setRole}
      />
      <UnitPicker
        label={text.get('role_branch')}
        tree={tree}
        chosen={branch}
        onChange={setBranch}
      />
      <Line label={text.get('why')} value={why} required onChange={setWhy} />
    </FormDialog>
  );

  function nameOfRole(one: string): string {
    const key = `office_role_${one}`;
    return text.has(key) ? text.get(key as TextKey) : one;
  }
}
