import { useState } from 'react';
import type { DraftCommands, DraftView } from '../../core/office/drafts';
import { unitPath } from '../../core/route';
import { usePageTitle, useText } from '../../hooks';
import { useSender, useView } from '../../live';
import { naming } from '../office/naming';
import { OfficeFrame } from '../office/office_frame';
import { OfficeView } from '../office/office_view';
import { Deadline, PageLink } from '../office/parts';
import { CirculateDialog, FinishDialog } from './draft_dialogs';
import { LedgerTable } from './ledger_table';
import { PaperView } from './paper_view';
import { WriteView } from './write_view';

export type DraftSender = ReturnType<typeof useSender<DraftCommands>>;

export interface DraftPartProps {
  readonly view: DraftView;
  readonly sender: DraftSender;
}

type Tab = 'paper' | 'ledger' | 'write';

export function DraftPageView({ draft }: { readonly draft: number }) {
  const shown = useView<DraftView>(`draft/${draft}`);
  const sender = useSender<DraftCommands>(`draft/${draft}`);
  const names = shown.status === 'shown' ? shown.state.names : undefined;
  return (
    <OfficeFrame place="/drafts" sender={sender} names={names} wide>
      <OfficeView shown={shown}>
        {(view) => <DraftDesk key={draft} view={view} sender={sender} />}
      </OfficeView>
    </OfficeFrame>
  );
}

function DraftDesk({ view, sender }: DraftPartProps) {
  const text = useText();
  const { page, ledger } = view;
  const heading = usePageTitle(page.spec.title);
  const mayWrite = view.may.includes('draft.write');
  const [tab, setTab] = useState<Tab>(mayWrite && page.written.length === 0 ? 'write' : 'paper');
  const [act, setAct] = useState<'circulate' | 'finish' | null>(null);
  const tabs: readonly Tab[] = mayWrite ? ['paper', 'ledger', 'write'] : ['paper', 'ledger'];
  return (
    <article className="draft">
      <header className="unit-head">
        <div>
          <p className="overline">
            {text.get('draft_of', { kind: page.spec.kind })} · {text.get(`draft_${page.phase}`)}
            {page.version > 0 && ` · ${text.get('draft_version', { version: page.version })}`}
          </p>
          <h1 ref={heading} tabIndex={-1}>
            {page.spec.title}
          </h1>
          <DraftFacts view={view} />
        </div>
        <div className="button-row no-print">
          {view.may.includes('draft.circulate') && page.written.length > 0 && (
            <button className="button button-main" onClick={() => setAct('circulate')}>
              {text.get(page.version === 0 ? 'draft_circulate' : 'draft_circulate_again')}
            </button>
          )}
          {view.may.includes('draft.finish') && (
            <button className="button" onClick={() => setAct('finish')}>
              {text.get('draft_finish')}
            </button>
          )}
          {ledger.rows.length > 0 && (
            <a className="button" href={ledgerAddress(view, text.language)} download>
              {text.get('ledger_download')}
            </a>
          )}
          <button className="button" onClick={() => window.print()}>
            {text.get('print')}
          </button>
        </div>
      </header>
      <div className="choices no-print" role="tablist" aria-label={page.spec.title}>
        {tabs.map((one) => (
          <button key={one} role="tab" aria-selected={tab === one} onClick={() => setTab(one)}>
            {text.get(`draft_tab_${one}`)}
            {one === 'ledger' && ledger.rows.length > 0 && (
              <span className="tabular">
                {' '}
                {ledger.open.toLocaleString(text.locale)}/
                {ledger.rows.length.toLocaleString(text.locale)}
              </span>
            )}
          </button>
        ))}
      </div>
      {tab === 'paper' && <PaperView view={view} sender={sender} />}
      {tab === 'ledger' && <LedgerTable view={view} sender={sender} />}
      {tab === 'write' && <WriteView view={view} sender={sender} />}
      {act === 'circulate' && (
        <CirculateDialog view={view} sender={sender} onClose={() => setAct(null)} />
      )}
      {act === 'finish' && (
        <FinishDialog view={view} sender={sender} onClose={() => setAct(null)} />
      )}
    </article>
  );
}

function DraftFacts({ view }: { readonly view: DraftView }) {
  const text = useText();
  const { page, ledger } = view;
  const names = naming(view.names);
  return (
    <p className="unit-facts small">
      <PageLink to={unitPath(page.spec.unit)}>{names.unit(page.spec.unit)}</PageLink>
      {page.phase === 'circulated' && (
        <span>
          {text.get('draft_deadline')} <Deadline day={page.deadline} />
        </span>
      )}
      {page.units.length > 0 && <span>{text.count('draft_asked', page.units.length)}</span>}
      {ledger.rows.length > 0 && (
        <span>
          {text.get('ledger_sums', {
            absorbed: ledger.absorbed,
            explained: ledger.explained,
            open: ledger.open,
          })}
        </span>
      )}
      {view.side === 'drafter' && page.version > 0 && ledger.silent.length > 0 && (
        <span title={ledger.silent.map(names.unit).join(', ')}>
          {text.count('ledger_silent', ledger.silent.length)}
        </span>
      )}
      {page.next_step !== '' && (
        <span>
          {text.get('draft_next_step')}: {page.next_step}
        </span>
      )}
    </p>
  );
}

function ledgerAddress(view: DraftView, language: string): string {
  const unit = view.side === 'asked' && view.for_unit !== 0 ? `&unit=${view.for_unit}` : '';
  return `/api/drafts/${view.page.id}/ledger.docx?language=${language}${unit}`;
}
