import type { ReactNode } from 'react';
import { useText } from '../hooks';
import { CloseIcon, WarningIcon } from '../tiles/icons';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly onDismiss?: () => void;
}

// What happened, what it means, what to do.
export function Notice({ title, children, action, onDismiss }: Props) {
  const text = useText();
  return (
    <div className="notice" role="alert">
      <WarningIcon />
      <div className="notice-words">
        <strong>{title}</strong>
        <p>{children}</p>
      </div>
      {action && (
        <button className="button" onClick={action.run}>
          {action.label}
        </button>
      )}
      {onDismiss && (
        <button className="icon-button" onClick={onDismiss} aria-label={text.get('close')}>
          <CloseIcon />
        </button>
      )}
    </div>
  );
}
