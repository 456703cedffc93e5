import type { ItemStatus } from '../../core/conference/views';
import { useText } from '../../hooks';

const kMarks: Readonly<Record<ItemStatus, string>> = {
  planned: '○',
  current: '●',
  done: '✓',
  skipped: '–',
  filed: '▤',
};

// A shape for each state, and its word for who hears the page.
export function ItemMark({ status }: { readonly status: ItemStatus }) {
  const text = useText();
  const words = text.get(`item_status_${status}`);
  return (
    <span className="item-mark" title={words}>
      <span aria-hidden="true">{kMarks[status]}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
