import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { captionOf, inOneLine } from '../../core/conference/caption';
import {
  beforeAt,
  itemKinds,
  newItem,
  plannedTimes,
  sittingMinutes,
  stepped,
  taken,
  totalMinutes,
  wayBack,
  type WayBack,
} from '../../core/conference/programme_editing';
import type { ItemKind, ItemView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive, type Live } from '../../live';
import { CloseIcon } from '../../tiles/icons';
import { PlusIcon, UndoIcon, UpIcon } from '../../tiles/live_icons';
import { ItemMark } from '../control/item_mark';
import type { TabProps } from './conference_desk';
import { ItemForm } from './item_form';

type Change = Parameters<typeof wayBack>[0];
const kMaxBack = 50;
const kSeenWithinMs = 2000; // what changes nothing that is shown is not waited for

// The steps in order. What is done to them can be taken back, step by step. One thing after the
// other, each once the last is seen in the programme: an undo that is pressed before a change was
// answered takes back that change.
function useProgramme(items: readonly ItemView[]) {
  const { send } = useLive();
  const [back, setBack] = useState<readonly WayBack[]>([]);
  const latest = useRef({ items, back, onItems: () => {} });
  const line = useRef(Promise.resolve(true));
  useEffect(() => {
    latest.current.items = items;
    latest.current.onItems();
  }, [items]);
  const keep = (ways: readonly WayBack[]) => {
    latest.current.back = ways;
    setBack(ways);
  };
  const inTurn = (step: () => Promise<boolean>): Promise<boolean> =>
    (line.current = line.current.then(step));
  const carryOutAndSee = async (what: Change): Promise<boolean> => {
    const seen = new Promise<void>((resolve) => {
      latest.current.onItems = resolve;
    });
    const done = await carryOut(send, what);
    if (done) await Promise.race([seen, after(kSeenWithinMs)]);
    return done;
  };
  const change = (what: Change) =>
    inTurn(async () => {
      const way = wayBack(what, latest.current.items);
      const done = await carryOutAndSee(what);
      if (done && way) keep([way, ...latest.current.back].slice(0, kMaxBack));
      return done;
    });
  const undo = () =>
    inTurn(async () => {
      const [last, ...rest] = latest.current.back;
      if (!last) return true;
      const what = taken(last, latest.current.items);
      const done = !what || (await carryOutAndSee(what));
      if (done) keep(rest);
      return done;
    });
  return { change, undo, canUndo: back.length > 0 };
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

// Each command with its own body: the compiler wants them one by one.
function carryOut(send: Live['send'], what: Change): Promise<boolean> {
  switch (what.command) {
    case 'item.add':
      return send(what.command, what.body);
    case 'item.change':
      return send(what.command, what.body);
    case 'item.move':
      return send(what.command, what.body);
    case 'item.remove':
      return send(what.command, what.body);
  }
}

export function ProgrammeTab({ view, tree }: TabProps) {
  const text = useText();
  const { change, undo, canUndo } = useProgramme(view.programme);
  const [chosen, setChosen] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const order = view.programme.map((one) => one.item);
  const times = plannedTimes(view.programme, view.call.sittings);
  const open = view.phase !== 'closed';
  const item = view.programme.find((one) => one.item === chosen);
  const move = (id: number, before: number) => {
    if (before === id) return;
    void change({ command: 'item.move', body: { item: id, before } });
  };
  const step = (id: number, by: -1 | 1) => {
    const before = stepped(order, id, by);
    if (before === null) return;
    move(id, before);
    setSaid(text.get('item_moved', { place: order.indexOf(id) + by + 1, of: order.length }));
  };
  const add = (kind: ItemKind) => {
    const spec = newItem(kind, text.get(`kind_${kind}`));
    // The conclusion stays last.
    const last = view.programme[view.programme.length - 1];
    const before = last?.spec.kind === 'conclusion' && kind !== 'conclusion' ? last.item : 0;
    void change({ command: 'item.add', body: { spec, before } });
  };
  return (
    <div
      className="desk-columns"
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key !== 'z' || isTyping(event)) return;
        event.preventDefault();
        void undo();
      }}
    >
      <section aria-label={text.get('programme')}>
        <p className="desk-tools">
          <AddMenu disabled={!open} onAdd={add} />
          <button className="button button-small" disabled={!canUndo} onClick={() => void undo()}>
            <UndoIcon />
            {text.get('undo')} <kbd>Ctrl Z</kbd>
          </button>
          <span className="control-space" />
          <Sum items={view.programme} sittings={view.call.sittings} />
        </p>
        <span className="sr-only" aria-live="polite">
          {said}
        </span>
        {view.programme.length === 0 && (
          <p className="desk-empty-line muted">{text.get('programme_none')}</p>
        )}
        <ol className="items">
          {view.programme.map((one, index) => (
            <Row
              key={one.item}
              one={one}
              begins={times[index] ?? 0}
              who={inOneLine(captionOf(one.spec.speaker, view.names, ''))}
              chosen={one.item === chosen}
              movable={open && one.status === 'planned'}
              onChoose={() => setChosen(one.item === chosen ? null : one.item)}
              onStep={step}
              onDrop={(id) => {
                move(id, beforeAt(order, id, index));
              }}
              onRemove={() => {
                setChosen(null);
                void change({ command: 'item.remove', body: { item: one.item } });
              }}
            />
          ))}
        </ol>
        {view.programme.length > 0 && <p className="small muted">{text.get('items_keys')}</p>}
      </section>
      {item ? (
        <ItemForm
          key={`${item.item} ${JSON.stringify(item.spec)}`}
          item={item}
          view={view}
          tree={tree}
          open={open}
          onSave={(spec) => change({ command: 'item.change', body: { item: item.item, spec } })}
        />
      ) : (
        <p className="desk-aside muted">{text.get('item_choose')}</p>
      )}
    </div>
  );
}

const isTyping = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;

function AddMenu({ disabled, onAdd }: { disabled: boolean; onAdd: (kind: ItemKind) => void }) {
  const text = useText();
  const [kind, setKind] = useState<ItemKind>('contribution');
  return (
    <span className="add-menu">
      <select
        className="field-input field-small"
        aria-label={text.get('item_kind')}
        value={kind}
        disabled={disabled}
        onChange={(event) => setKind(event.target.value as ItemKind)}
      >
        {itemKinds.map((one) => (
          <option key={one} value={one}>
            {text.get(`kind_${one}`)}
          </option>
        ))}
      </select>
      <button
        className="button button-main button-small"
        disabled={disabled}
        onClick={() => onAdd(kind)}
      >
        <PlusIcon />
        {text.get('item_add')}
      </button>
    </span>
  );
}

interface SumProps {
  readonly items: readonly ItemView[];
  readonly sittings: readonly { readonly begins: number; readonly ends: number }[];
}

// Whether the plan fits into the time.
function Sum({ items, sittings }: SumProps) {
  const text = useText();
  const planned = totalMinutes(items);
  const there = sittingMinutes(sittings);
  return (
    <span className="small tabular" data-over={planned > there || undefined}>
      {text.get(planned > there ? 'items_over' : 'items_sum', { planned, there })}
    </span>
  );
}

interface RowProps {
  readonly one: ItemView;
  readonly begins: number;
  readonly who: string;
  readonly chosen: boolean;
  readonly movable: boolean;
  readonly onChoose: () => void;
  readonly onStep: (item: number, by: -1 | 1) => void;
  readonly onDrop: (item: number) => void;
  readonly onRemove: () => void;
}

const kDragType = 'application/x-diemcau-item';

function Row(props: RowProps) {
  const { one, begins, who, chosen, movable, onChoose, onStep, onDrop, onRemove } = props;
  const text = useText();
  const [over, setOver] = useState(false);
  const isItem = (event: DragEvent) => event.dataTransfer.types.includes(kDragType);
  return (
    <li
      className="items-row"
      data-over={over || undefined}
      data-status={one.status}
      draggable={movable}
      onDragStart={(event) => event.dataTransfer.setData(kDragType, String(one.item))}
      onDragOver={(event) => {
        if (!isItem(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!isItem(event)) return;
        event.preventDefault();
        onDrop(Number(event.dataTransfer.getData(kDragType)));
      }}
    >
      <span className="items-grip" aria-hidden="true">
        {movable ? '⋮⋮' : <ItemMark status={one.status} />}
      </span>
      <button
        className="items-words"
        aria-pressed={chosen}
        onClick={onChoose}
        onKeyDown={(event) => {
          const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
          if (!event.altKey || by === undefined || !movable) return;
          event.preventDefault();
          onStep(one.item, by);
        }}
      >
        <span className="tabular small muted">{begins > 0 ? text.clock(begins) : ''}</span>
        <span className="items-title">
          <strong>{one.spec.title}</strong>
          <span className="small muted">
            {[text.get(`kind_${one.spec.kind}`), who, one.spec.topic].filter(Boolean).join(' · ')}
          </span>
        </span>
        <span className="tabular small">{one.spec.planned_minutes}′</span>
      </button>
      <span className="items-actions">
        <button
          className="icon-button icon-small"
          aria-label={text.get('item_up', { title: one.spec.title })}
          disabled={!movable}
          onClick={() => onStep(one.item, -1)}
        >
          <UpIcon />
        </button>
        <button
          className="icon-button icon-small turned"
          aria-label={text.get('item_down', { title: one.spec.title })}
          disabled={!movable}
          onClick={() => onStep(one.item, 1)}
        >
          <UpIcon />
        </button>
        <button
          className="icon-button icon-small"
          aria-label={text.get('item_remove', { title: one.spec.title })}
          disabled={!movable}
          onClick={onRemove}
        >
          <CloseIcon />
        </button>
      </span>
    </li>
  );
}
