import { useEffect, useState, type SubmitEvent } from 'react';
import { useApp, usePageTitle, useText } from '../hooks';
import type { Me } from '../protocol/office_api';
import { Field } from './field';
import { Notice } from './notice';
import { PageFrame } from './page_frame';
import { errorWords } from './site/error_words';

export function LoginPage() {
  const { office } = useApp();
  const text = useText();
  return (
    <Credentials
      title={text.get('login_title')}
      lead={text.get('login_lead')}
      verb={text.get('login')}
      fresh={false}
      onEnter={(login, password) => office.login(login, password)}
    />
  );
}

// By the one-time link that the server prints: the first account, which administers.
export function FirstPage({ secret }: { readonly secret: string }) {
  const { office } = useApp();
  const text = useText();
  return (
    <Credentials
      title={text.get('first_title')}
      lead={text.get('first_lead')}
      verb={text.get('first_verb')}
      fresh
      onEnter={(login, password) => office.firstAdministrator(secret, login, password)}
    />
  );
}

// By the one-time link of an account: whoever has it chooses a name and a password.
export function JoinPage({ secret }: { readonly secret: string }) {
  const { office } = useApp();
  const text = useText();
  const link = useAccountLink(secret);
  if (link.status === 'void') {
    return (
      <PageFrame>
        <div className="card form login">
          <h1>{text.get('join_account_title')}</h1>
          <Notice title={text.get('join_account_void')}>{link.words}</Notice>
        </div>
      </PageFrame>
    );
  }
  const lead = text.get('join_account_lead');
  return (
    <Credentials
      title={text.get('join_account_title')}
      lead={link.name ? `${text.get('join_account_name', { name: link.name })} ${lead}` : lead}
      verb={text.get('join_account_verb')}
      fresh
      onEnter={(login, password) => office.claimAccount(secret, login, password)}
    />
  );
}

type AccountLink =
  | { readonly status: 'open'; readonly name: string }
  | { readonly status: 'void'; readonly words: string };

// Said before anybody has chosen a password in vain.
function useAccountLink(secret: string): AccountLink {
  const { office } = useApp();
  const text = useText();
  const [link, setLink] = useState<AccountLink>({ status: 'open', name: '' });
  useEffect(() => {
    const isVoid = (words: string) => setLink({ status: 'void', words });
    office.accountOfLink(secret).then(
      ({ name, expired }) =>
        expired ? isVoid(text.get('join_account_expired')) : setLink({ status: 'open', name }),
      (error: unknown) => isVoid(errorWords(error, text)),
    );
  }, [office, text, secret]);
  return link;
}

interface Props {
  readonly title: string;
  readonly lead: string;
  readonly verb: string;
  readonly fresh: boolean; // a password is made, not remembered
  readonly onEnter: (login: string, password: string) => Promise<Me>;
}

function Credentials({ title, lead, verb, fresh, onEnter }: Props) {
  const { me, feed, go } = useApp();
  const text = useText();
  const heading = usePageTitle(title);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const differs = fresh && again !== password;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (!login.trim() || !password || differs || waiting) return;
    setWaiting(true);
    setError(null);
    onEnter(login.trim(), password).then(
      (who) => {
        me.is(who);
        feed.renew();
        go('/');
      },
      (failure: unknown) => {
        setWaiting(false);
        setError(failure);
      },
    );
  };
  return (
    <PageFrame>
      <form className="card form login" onSubmit={submit} noValidate>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p className="muted">{lead}</p>
        {error !== null && (
          <Notice title={text.get('login_failed')}>{errorWords(error, text)}</Notice>
        )}
        <Field
          label={text.get('login_name')}
          error={tried && !login.trim() ? text.get('login_name_missing') : null}
          value={login}
          autoComplete="username"
          maxLength={64}
          onChange={setLogin}
        />
        <Field
          label={text.get('password')}
          type="password"
          error={tried && !password ? text.get('password_missing') : null}
          value={password}
          autoComplete={fresh ? 'new-password' : 'current-password'}
          maxLength={256}
          onChange={setPassword}
        />
        {fresh && (
          <Field
            label={text.get('password_again')}
            type="password"
            error={tried && differs ? text.get('password_differs') : null}
            value={again}
            autoComplete="new-password"
            maxLength={256}
            onChange={setAgain}
          />
        )}
        <button
          className="button button-main button-wide"
          type="submit"
          aria-disabled={waiting}
          data-busy={waiting || undefined}
        >
          {verb}
        </button>
      </form>
    </PageFrame>
  );
}
