import type { ReactNode, RefObject } from 'react';
import { useApp, useText } from '../../hooks';
import { Mark, WarningIcon } from '../../tiles/icons';
import { LanguageSwitch } from '../page_frame';
import { goTo } from '../page_link';
import { kDeskPath } from '../../core/route';

interface Props {
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly title: string;
  readonly under?: ReactNode;
  readonly nav?: ReactNode;
  readonly stale: number | null;
  readonly children: ReactNode;
}

// A page that one works on at a table: a head, and what is worked on.
export function DeskFrame({ heading, title, under, nav, stale, children }: Props) {
  const { go } = useApp();
  const text = useText();
  return (
    <div className="desk" data-stale={stale !== null || undefined}>
      <header className="desk-head">
        <a href="/" aria-label={text.get('back_home')} onClick={goTo(go, '/')}>
          <Mark />
        </a>
        <a className="desk-up" href={kDeskPath} onClick={goTo(go, kDeskPath)}>
          {text.get('desk')}
        </a>
        {nav}
        <span className="control-space" />
        {stale !== null && (
          <span className="control-stale" role="status">
            <WarningIcon />
            <span className="tabular">{text.count('stale', stale)}</span>
          </span>
        )}
        <LanguageSwitch />
      </header>
      <main className="desk-main">
        <div className="desk-title">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {under}
        </div>
        <div className="desk-body greys">{children}</div>
      </main>
    </div>
  );
}
