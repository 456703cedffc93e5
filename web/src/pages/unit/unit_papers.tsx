import type { ConferenceCard } from '../../core/conference/views';
import { isPaperOwed } from '../../core/office/owed';
import type { UnitDraft, UnitPaper } from '../../core/office/units';
import { draftPath } from '../../core/route';
import { useText } from '../../hooks';
import type { TextKey } from '../../i18n/text';
import type { Naming } from '../office/naming';
import { Deadline, Empty, PageLink, Sheet } from '../office/parts';

interface DraftsProps {
  readonly drafts: readonly UnitDraft[];
  readonly names: Naming;
}

export function UnitDrafts({ drafts, names }: DraftsProps) {
  const text = useText();
  return (
    <Sheet title={text.get('drafts_title')} count={drafts.length}>
      {drafts.length === 0 && <Empty>{text.get('unit_drafts_none')}</Empty>}
      <ul className="rows">
        {drafts.map((draft) => (
          <li key={draft.draft}>
            <PageLink className="row" to={draftPath(draft.draft)}>
              <span className="row-kind">{text.get(`side_${draft.side}`)}</span>
              <span className="row-words">
                <strong>{draft.title}</strong>
                <span className="muted small">
                  {names.unit(draft.unit)} ·{' '}
                  {draft.side === 'drafter'
                    ? text.get('comments_of', { open: draft.open, comments: draft.comments })
                    : text.count('comments_mine', draft.mine)}
                </span>
              </span>
              <Deadline day={draft.deadline} />
            </PageLink>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

interface PapersProps {
  readonly papers: readonly UnitPaper[];
  readonly conferences: readonly ConferenceCard[];
}

export function UnitPapers({ papers, conferences }: PapersProps) {
  const text = useText();
  const conferenceOf = (id: number) =>
    conferences.find((one) => one.conference === id)?.title ?? '';
  return (
    <Sheet title={text.get('papers_title')} id="papers" count={papers.length}>
      {papers.length === 0 && <Empty>{text.get('papers_none')}</Empty>}
      <ul className="rows">
        {papers.map((paper) => {
          const key = isPaperOwed(paper) ? 'paper_owed' : `paper_${paper.status}`;
          return (
            <li key={`${paper.conference} ${paper.item}`} className="row">
              <span className="row-kind">
                {text.has(key) ? text.get(key as TextKey) : paper.status}
              </span>
              <span className="row-words">
                <strong>{paper.title || paper.topic}</strong>
                <span className="muted small">
                  {[paper.title ? paper.topic : '', conferenceOf(paper.conference)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
