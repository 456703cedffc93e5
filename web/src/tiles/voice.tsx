import type { Person } from '../core/person';
import { useApp, useLevel } from '../hooks';
import { MicrophoneOffIcon } from './icons';

// Three bars that move with the voice, or the crossed microphone.
export function Voice({ id, microphone }: Pick<Person, 'id' | 'microphone'>) {
  if (microphone !== 'on') return <MicrophoneOffIcon />;
  return <MovingVoice id={id} />;
}

function MovingVoice({ id }: { readonly id: string }) {
  const { session } = useApp();
  const follow = useLevel(() => session.level(id));
  return (
    <span className="voice" ref={follow} aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
