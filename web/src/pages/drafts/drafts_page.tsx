import { useState } from 'react';
import { draftPath } from '../../core/route';
import type { DraftCommands, DraftsView } from '../../core/office/drafts';
import { useApp, usePageTitle, useText } from '../../hooks';
import { useSender, useView } from '../../live';
import { Choice, FormDialog, Line } from '../office/form_dialog';
import { naming, type Naming } from '../office/naming';
import { OfficeFrame } from '../office/office_frame';
import { OfficeView } from '../office/office_view';
import { Deadline, Empty, PageLink, Sheet } from '../office/parts';

type Sender = ReturnType<typeof useSender<DraftCommands>>;

export function DraftsPage() {
  const shown = useView<DraftsView>('drafts');
  const sender = useSender<DraftCommands>('draft/new');
  const names = shown.status === 'shown' ? shown.state.names : undefined;
  return (
    <OfficeFrame place="/drafts" sender={sender} names={names}>
      <OfficeView shown={shown}>{(view) => <Drafts view={view} sender={sender} />}</OfficeView>
    </OfficeFrame>
  );
}

function Drafts({ view, sender }: { readonly view: DraftsView; readonly sender: Sender }) {
  const text = useText();
  const heading = usePageTitle(text.get('nav_drafts'));
  const names = naming(view.names);
  const [beginning, setBeginning] = useState(false);
  const mayBegin = view.may_begin ?? [];
  const ours = view.drafts.filter((one) => one.side === 'drafter');
  const asked = view.drafts.filter((one) => one.side === 'asked');
  return (
    <>
      <header className="unit-head">
        <h1 ref={heading} tabIndex={-1}>
          {text.get('nav_drafts')}
        </h1>
        {mayBegin.length > 0 && (
          <button className="button button-main" onClick={() => setBeginning(true)}>
            {text.get('draft_begin')}
          </button>
        )}
      </header>
      <Sheet title={text.get('drafts_asked')} count={asked.length}>
        {asked.length === 0 && <Empty>{text.get('drafts_asked_none')}</Empty>}
        <DraftRows drafts={asked} names={names} />
      </Sheet>
      <Sheet title={text.get('drafts_ours')} count={ours.length}>
        {ours.length === 0 && <Empty>{text.get('drafts_ours_none')}</Empty>}
        <DraftRows drafts={ours} names={names} />
      </Sheet>
      {beginning && (
        <BeginDialog
          units={mayBegin}
          names={names}
          sender={sender}
          onClose={() => setBeginning(false)}
        />
      )}
    </>
  );
}

interface RowsProps {
  readonly drafts: DraftsView['drafts'];
  readonly names: Naming;
}

function DraftRows({ drafts, names }: RowsProps) {
  const text = useText();
  return (
    <ul className="rows">
      {drafts.map((draft) => (
        <li key={draft.draft}>
          <PageLink className="row" to={draftPath(draft.draft)}>
            <span className="row-kind">{text.get(`draft_${draft.phase}`)}</span>
            <span className="row-words">
              <strong>{draft.title}</strong>
              <span className="muted small">
                {[
                  names.unit(draft.unit),
                  draft.version > 0 ? text.get('draft_version', { version: draft.version }) : '',
                  draft.comments > 0
                    ? text.get('comments_of', { open: draft.open, comments: draft.comments })
                    : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {draft.phase === 'circulated' && <Deadline day={draft.deadline} />}
          </PageLink>
        </li>
      ))}
    </ul>
  );
}

interface BeginProps {
  readonly units: readonly number[];
  readonly names: Naming;
  readonly sender: Sender;
  readonly onClose: () => void;
}

function BeginDialog({ units, names, sender, onClose }: BeginProps) {
  const { go } = useApp();
  const text = useText();
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState(text.get('draft_kind_usual'));
  const [unit, setUnit] = useState(units[0] ?? 0);
  const begin = async () => {
    const spec = { title: title.trim(), kind: kind.trim(), unit, conference: 0, secret: false };
    const done = await sender.order('draft.begin', { spec });
    const made = Number(done?.stream.split('/')[1]);
    if (done && made > 0) go(draftPath(made));
    return done !== null;
  };
  return (
    <FormDialog
      title={text.get('draft_begin')}
      lead={text.get('draft_begin_lead')}
      verb={text.get('draft_begin_verb')}
      ready={title.trim() !== '' && kind.trim() !== ''}
      onSend={begin}
      onClose={onClose}
    >
      <Line label={text.get('draft_kind')} value={kind} maxLength={80} onChange={setKind} />
      <Line
        label={text.get('draft_title')}
        value={title}
        rows={2}
        required
        autoFocus
        maxLength={500}
        onChange={setTitle}
      />
      <Choice
        label={text.get('draft_unit')}
        value={String(unit)}
        options={units.map((one) => ({ value: String(one), name: names.unit(one) || `#${one}` }))}
        onChange={(value) => setUnit(Number(value))}
      />
    </FormDialog>
  );
}
