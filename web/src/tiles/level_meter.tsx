import { useLevel, useText } from '../hooks';

// A programme meter; the marked zone in the middle is where speech should be.
export function LevelMeter({ read }: { readonly read: (() => number) | null }) {
  const text = useText();
  const follow = useLevel(read);
  return (
    <div className="meter" ref={follow} role="img" aria-label={text.get('level_label')}>
      <span className="meter-bar" />
      <span className="meter-zone" />
    </div>
  );
}
