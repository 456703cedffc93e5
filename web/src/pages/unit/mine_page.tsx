import { useEffect } from 'react';
import { unitPath } from '../../core/route';
import { useApp, usePageTitle, useText } from '../../hooks';
import { useMe } from '../office/me';
import { OfficeFrame } from '../office/office_frame';
import { PageLink } from '../office/parts';

// Leads to the unit of whoever is signed in.
export function MinePage() {
  const { route } = useApp();
  const text = useText();
  const me = useMe();
  const heading = usePageTitle(text.get('nav_unit'));
  const first = me?.units[0];
  useEffect(() => {
    if (first === undefined) return;
    // In the place of this page, so that "back" leads past it.
    history.replaceState(null, '', unitPath(first));
    route.set({ page: 'unit', id: first });
  }, [route, first]);
  return (
    <OfficeFrame place="/units/mine">
      <div className="office-waiting">
        <h1 ref={heading} tabIndex={-1}>
          {text.get('nav_unit')}
        </h1>
        {me === null || first !== undefined ? (
          <p className="muted">{text.get('view_loading')}</p>
        ) : (
          <>
            <p className="lead">{text.get(me.account > 0 ? 'mine_none' : 'office_sign_in')}</p>
            <p className="button-row">
              {me.account > 0 ? (
                <PageLink className="button button-main" to="/organisation">
                  {text.get('nav_organisation')}
                </PageLink>
              ) : (
                <PageLink className="button button-main" to="/login">
                  {text.get('login')}
                </PageLink>
              )}
            </p>
          </>
        )}
      </div>
    </OfficeFrame>
  );
}
