import type { ReactNode } from 'react';
import { useApp, useStore, useText } from '../hooks';
import { Mark } from '../tiles/icons';

export function LanguageSwitch() {
  const { preferences } = useApp();
  const text = useText();
  const other = text.language === 'vi' ? 'en' : 'vi';
  return (
    <button
      className="button-quiet"
      lang={other}
      title={text.get('language_switch_label')}
      onClick={() => preferences.change({ language: other })}
    >
      {text.get('language_switch')}
    </button>
  );
}

// What every page has but the room, which needs all the space itself.
export function PageFrame({ children }: { readonly children: ReactNode }) {
  const { go } = useApp();
  const text = useText();
  return (
    <div className="page">
      <header className="page-head">
        <a
          className="brand"
          href="/"
          onClick={(event) => {
            event.preventDefault();
            go('/');
          }}
        >
          <Mark />
          {text.get('app_name')}
        </a>
        <LanguageSwitch />
      </header>
      <main className="page-main">{children}</main>
      <PageFoot />
    </div>
  );
}

function PageFoot() {
  const { info } = useApp();
  const text = useText();
  const state = useStore(info);
  if (state.status !== 'ready' || !state.info.version) return <footer className="page-foot" />;
  return (
    <footer className="page-foot">
      {state.info.name && <span>{state.info.name}</span>}
      <span>{text.get('version', { version: state.info.version })}</span>
      <a href="/news">{text.get('public_news')}</a>
    </footer>
  );
}
