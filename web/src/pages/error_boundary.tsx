import { Component, type ReactNode } from 'react';
import type { Text } from '../i18n/text';

interface Props {
  readonly text: Text;
  readonly children: ReactNode;
}

// A fault in the page is told, never an empty screen.
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const { text } = this.props;
    return (
      <main className="crash">
        <p>{text.get('something_wrong')}</p>
        <button className="button button-main" onClick={() => location.reload()}>
          {text.get('reload')}
        </button>
      </main>
    );
  }
}
