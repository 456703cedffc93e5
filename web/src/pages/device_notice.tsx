import type { DeviceKind, DeviceProblem } from '../core/media';
import { useText } from '../hooks';
import { Notice } from './notice';

interface Props {
  readonly kind: DeviceKind;
  readonly problem: DeviceProblem;
  readonly onRetry: () => void;
  readonly onDismiss?: () => void;
}

export function DeviceNotice({ kind, problem, onRetry, onDismiss }: Props) {
  const text = useText();
  return (
    <Notice
      title={text.get(`problem_${problem}_title_${kind}`)}
      action={{ label: text.get('retry'), run: onRetry }}
      onDismiss={onDismiss}
    >
      {text.get(`problem_${problem}`)}
    </Notice>
  );
}
