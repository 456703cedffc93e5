import type { MouseEvent } from 'react';

// Within the page for a plain click; a new tab stays a new tab.
export const goTo =
  (go: (path: string) => void, path: string) =>
  (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(path);
  };
