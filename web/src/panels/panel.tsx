import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../hooks';
import { CloseIcon } from '../tiles/icons';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

// A column beside the stage; on a phone it covers the stage.
export function Panel({ title, onClose, children }: Props) {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <aside className="panel" aria-label={title}>
      <header className="panel-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button className="icon-button" onClick={onClose} aria-label={text.get('close')}>
          <CloseIcon />
        </button>
      </header>
      <div className="panel-body">{children}</div>
    </aside>
  );
}
