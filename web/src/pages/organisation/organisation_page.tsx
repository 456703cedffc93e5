import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { moveInTree, without, type TreeRow, type UnitTree } from '../../core/office/tree';
import type { OrganisationCommands, UnitsView, UnitView } from '../../core/office/units';
import { organisationPath } from '../../core/route';
import { useApp, usePageTitle, useText } from '../../hooks';
import { useSender, useView } from '../../live';
import { useMe } from '../office/me';
import { OfficeFrame } from '../office/office_frame';
import { OfficeView } from '../office/office_view';
import { Empty, PageLink } from '../office/parts';
import { useUnitTree } from '../office/unit_picker';
import { UnitPane } from './unit_pane';

export type OrganisationSender = ReturnType<typeof useSender<OrganisationCommands>>;

// The tree at the left, one unit at the right.
export function OrganisationPage({ unit }: { readonly unit: number }) {
  const shown = useView<UnitsView>('units');
  const sender = useSender<OrganisationCommands>('organisation');
  return (
    <OfficeFrame place="/organisation" sender={sender} wide>
      <OfficeView shown={shown}>
        {(view) =>
          view.units.length === 0 ? (
            <NoUnits />
          ) : (
            <Organisation unit={unit} sender={sender} mine={mineOf(view)} />
          )
        }
      </OfficeView>
    </OfficeFrame>
  );
}

const mineOf = (view: UnitsView): number => view.units.find((one) => one.mine)?.unit ?? 0;

function NoUnits() {
  const text = useText();
  const heading = usePageTitle(text.get('nav_organisation'));
  return (
    <div className="office-waiting">
      <h1 ref={heading} tabIndex={-1}>
        {text.get('nav_organisation')}
      </h1>
      <p className="lead">{text.get('organisation_empty')}</p>
      <p className="button-row">
        <PageLink className="button button-main" to="/organisation/import">
          {text.get('import_title')}
        </PageLink>
      </p>
    </div>
  );
}

interface Props {
  readonly unit: number;
  readonly mine: number;
  readonly sender: OrganisationSender;
}

function Organisation({ unit, mine, sender }: Props) {
  const text = useText();
  const tree = useUnitTree();
  const me = useMe();
  const chosen = unit !== 0 ? unit : mine;
  return (
    <div className="organisation" data-chosen={unit !== 0 || undefined}>
      <div className="organisation-side no-print">
        <div className="button-row">
          {me?.may.includes('import') && (
            <PageLink className="button" to="/organisation/import">
              {text.get('import_title')}
            </PageLink>
          )}
          {me?.may.includes('accounts') && (
            <PageLink className="button" to="/organisation/accounts">
              {text.get('accounts_title')}
            </PageLink>
          )}
        </div>
        <Tree tree={tree} chosen={chosen} />
      </div>
      <div className="organisation-unit">
        {chosen === 0 ? (
          <Empty>{text.get('organisation_choose')}</Empty>
        ) : (
          <ChosenUnit key={chosen} unit={chosen} sender={sender} tree={tree} />
        )}
      </div>
    </div>
  );
}

interface ChosenProps {
  readonly unit: number;
  readonly tree: UnitTree;
  readonly sender: OrganisationSender;
}

function ChosenUnit({ unit, tree, sender }: ChosenProps) {
  const shown = useView<UnitView>(`unit/${unit}`);
  return (
    <OfficeView shown={shown}>
      {(view) => <UnitPane view={view} tree={tree} sender={sender} />}
    </OfficeView>
  );
}

const kRowHeight = 34; // as in organisation.css
const kBeyond = 12;

// Only the rows in sight are in the page: a national tree has thousands.
function Tree({ tree, chosen }: { readonly tree: UnitTree; readonly chosen: number }) {
  const { go } = useApp();
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(() => openAtFirst(tree, chosen));
  const [at, setAt] = useState(chosen);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const rows = useMemo(() => tree.rows(open), [tree, open]);
  const index = rows.findIndex((row) => row.unit.unit === at);
  useEffect(() => {
    setAt(chosen);
    setOpen((old) => new Set([...old, ...openAtFirst(tree, chosen)]));
  }, [tree, chosen]);
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const observer = new ResizeObserver(() => setHeight(node.clientHeight));
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const node = box.current;
    if (!node || index < 0) return;
    const row = index * kRowHeight;
    if (row < node.scrollTop) node.scrollTop = row;
    else if (row + kRowHeight > node.scrollTop + node.clientHeight) {
      node.scrollTop = row + kRowHeight - node.clientHeight;
    }
  }, [index]);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (at !== 0) go(organisationPath(at));
      return;
    }
    const move = moveInTree(tree, open, at, event.key);
    if (!move) return;
    event.preventDefault();
    setAt(move.at);
    setOpen(move.open);
  };
  const first = Math.max(0, Math.floor(top / kRowHeight) - kBeyond);
  const last = Math.min(rows.length, Math.ceil((top + height) / kRowHeight) + kBeyond);
  return (
    <div
      ref={box}
      className="tree"
      role="tree"
      tabIndex={0}
      aria-label={text.get('tree_label')}
      aria-activedescendant={index >= first && index < last ? `unit-${at}` : undefined}
      onKeyDown={onKey}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div role="none" style={{ height: rows.length * kRowHeight, position: 'relative' }}>
        {rows.slice(first, last).map((row, offset) => (
          <TreeItem
            key={row.unit.unit}
            row={row}
            y={(first + offset) * kRowHeight}
            at={row.unit.unit === at}
            chosen={row.unit.unit === chosen}
            onToggle={() =>
              setOpen(row.open ? without(open, row.unit.unit) : new Set(open).add(row.unit.unit))
            }
            onChoose={() => {
              setAt(row.unit.unit);
              go(organisationPath(row.unit.unit));
            }}
          />
        ))}
      </div>
    </div>
  );
}

// The way to what is chosen; a single root is open from the first.
function openAtFirst(tree: UnitTree, chosen: number): ReadonlySet<number> {
  const [root] = tree.roots;
  const alone = tree.roots.length === 1 && root ? [root.unit] : [];
  return new Set([...alone, ...tree.over(chosen)]);
}

interface ItemProps {
  readonly row: TreeRow;
  readonly y: number;
  readonly at: boolean;
  readonly chosen: boolean;
  readonly onToggle: () => void;
  readonly onChoose: () => void;
}

function TreeItem({ row, y, at, chosen, onToggle, onChoose }: ItemProps) {
  const text = useText();
  const { unit } = row;
  return (
    <div
      id={`unit-${unit.unit}`}
      className="tree-row"
      role="treeitem"
      aria-level={row.depth}
      aria-posinset={row.place}
      aria-setsize={row.of}
      aria-expanded={row.children > 0 ? row.open : undefined}
      aria-selected={chosen}
      data-at={at || undefined}
      style={{ top: y, paddingLeft: `${row.depth * 1.1 - 0.6}rem` }}
      onClick={onChoose}
    >
      <span
        className="tree-toggle"
        aria-hidden="true"
        data-open={row.open || undefined}
        data-leaf={row.children === 0 || undefined}
        onClick={(event) => {
          event.stopPropagation();
          if (row.children > 0) onToggle();
        }}
      />
      <span className="tree-name">{unit.name}</span>
      {unit.mine && <span className="tag">{text.get('tree_mine')}</span>}
      {row.children > 0 && <span className="muted small tabular">{row.children}</span>}
    </div>
  );
}
