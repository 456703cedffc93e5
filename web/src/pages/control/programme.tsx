import { memo, useEffect, useRef, useState } from 'react';
import { captionOf, inOneLine } from '../../core/conference/caption';
import type { FloorView, ItemView, Names } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { ItemMark } from './item_mark';

interface Props {
  readonly items: readonly ItemView[];
  readonly floor: FloorView;
  readonly names: Names;
}

// The steps in order; the one under way stays in sight. Choosing a step shows what can be done.
export const Programme = memo(function Programme({ items, floor, names }: Props) {
  const text = useText();
  const [chosen, setChosen] = useState<number | null>(null);
  const current = items.find((item) => item.status === 'current')?.item ?? 0;
  return (
    <nav className="control-programme" aria-label={text.get('programme')}>
      <h2>{text.get('programme')}</h2>
      {items.length === 0 && <p className="muted small">{text.get('programme_empty')}</p>}
      <ol>
        {items.map((item) => (
          <ItemRow
            key={item.item}
            item={item}
            names={names}
            top={floor.top}
            current={current}
            isNext={floor.next.item === item.item}
            chosen={chosen === item.item}
            onChoose={setChosen}
          />
        ))}
      </ol>
    </nav>
  );
});

// What came before stays in sight.
const kAboveCurrent = 120;

interface RowProps {
  readonly item: ItemView;
  readonly names: Names;
  readonly top: number;
  readonly current: number;
  readonly isNext: boolean;
  readonly chosen: boolean;
  readonly onChoose: (item: number | null) => void;
}

const ItemRow = memo(function ItemRow(props: RowProps) {
  const { item, names, top, current, isNext, chosen, onChoose } = props;
  const text = useText();
  const row = useRef<HTMLLIElement>(null);
  const isCurrent = item.status === 'current';
  useEffect(() => {
    const list = row.current?.parentElement;
    // The list alone: on a small screen the page itself scrolls, and is not ours to move.
    if (isCurrent && row.current && list) list.scrollTop = row.current.offsetTop - kAboveCurrent;
  }, [isCurrent]);
  const caption = inOneLine(captionOf(item.spec.speaker, names, ''));
  return (
    <li ref={row} className="item" data-status={item.status} data-next={isNext || undefined}>
      <button
        className="item-row"
        aria-expanded={chosen}
        aria-current={isCurrent ? 'step' : undefined}
        onClick={() => onChoose(chosen ? null : item.item)}
      >
        <ItemMark status={item.status} />
        <span className="item-words">
          <span className="item-title">{item.spec.title}</span>
          {caption && <span className="item-speaker">{caption}</span>}
        </span>
        <span className="item-minutes tabular">
          {isNext ? text.get('item_next') : minutes(item.spec.planned_minutes)}
        </span>
      </button>
      {chosen && <ItemActions item={item} top={top} current={current} />}
    </li>
  );
});

const minutes = (planned: number): string => (planned > 0 ? `${planned}′` : '');

interface ActionProps {
  readonly item: ItemView;
  readonly top: number;
  readonly current: number;
}

function ItemActions({ item: { item, status, site, spec }, top, current }: ActionProps) {
  const { send } = useLive();
  const text = useText();
  if (status === 'current') {
    return (
      <p className="item-actions">
        <button className="button button-small" onClick={() => void send('item.end', { item })}>
          {text.get('item_end')}
        </button>
      </p>
    );
  }
  if (status !== 'planned') {
    return (
      <p className="item-actions">
        <button
          className="button button-small"
          onClick={() => void send('item.take_back', { item })}
        >
          {text.get('item_take_back')}
        </button>
      </p>
    );
  }
  return (
    <p className="item-actions">
      <button
        className="button button-small"
        onClick={() => void send('item.begin', { item, seen: current })}
      >
        {text.get('item_begin')}
      </button>
      {site > 0 && (
        <button
          className="button button-small"
          onClick={() => void send('floor.grant', { site, item, speaker: spec.speaker, seen: top })}
        >
          {text.get('item_call')}
        </button>
      )}
      <button className="button button-small" onClick={() => void send('item.skip', { item })}>
        {text.get('item_skip')}
      </button>
      {spec.kind === 'contribution' && (
        <button className="button button-small" onClick={() => void send('item.file', { item })}>
          {text.get('item_file')}
        </button>
      )}
    </p>
  );
}
