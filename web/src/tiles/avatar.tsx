import type { CSSProperties } from 'react';
import { hueOf, initials } from '../core/person';

// Stands where there is no picture.
export function Avatar({ name }: { readonly name: string }) {
  const style = { '--hue': hueOf(name) } as CSSProperties;
  return (
    <span className="avatar" style={style} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
