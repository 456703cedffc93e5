import { usePageTitle, useApp, useText } from '../../hooks';
import { OfficeFrame } from '../office/office_frame';
import { useMe } from '../office/me';
import { Empty } from '../office/parts';
import { PasswordForm } from './password_form';
import { ReadingsTable } from './readings_table';

// What is one's own: the password, and who has read what is kept of oneself.
export function MyAccountPage() {
  const { me, feed, office, go } = useApp();
  const text = useText();
  const heading = usePageTitle(text.get('my_account'));
  const who = useMe();
  const leave = () =>
    void office.logout().then(() => {
      feed.renew();
      void me.load();
      go('/');
    });
  return (
    <OfficeFrame place="">
      <header className="unit-head">
        <h1 ref={heading} tabIndex={-1}>
          {text.get('my_account')}
        </h1>
        {who !== null && who.account !== 0 && (
          <button className="button" onClick={leave}>
            {text.get('logout_here')}
          </button>
        )}
      </header>
      {who === null && <p className="muted">{text.get('view_loading')}</p>}
      {who?.account === 0 && (
        <Empty>
          <a href="/login">{text.get('login')}</a>
        </Empty>
      )}
      {who !== null && who.account !== 0 && (
        <>
          {who.name && <p className="muted">{who.name}</p>}
          {who.person !== 0 && <ReadingsTable />}
          <PasswordForm />
        </>
      )}
    </OfficeFrame>
  );
}
