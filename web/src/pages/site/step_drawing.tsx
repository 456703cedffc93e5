import type { JSX } from 'react';
import type { ReadinessStep } from '../../core/conference/views';

// What to do, drawn: a camera at a table, a mouth and a microphone, a loudspeaker, a plug, a screen.
const kDrawings: Readonly<Record<ReadinessStep, JSX.Element>> = {
  picture: (
    <>
      <rect x="8" y="14" width="26" height="18" rx="3" />
      <path d="M34 21l10-5v14l-10-5M21 32v8M14 44l7-4 7 4" />
      <path d="M56 20h34v24H56zM62 44c0-6 4-9 11-9s11 3 11 9" />
      <circle cx="73" cy="29" r="5" />
    </>
  ),
  sound: (
    <>
      <circle cx="26" cy="24" r="11" />
      <path d="M8 52c2-10 8-15 18-15 5 0 9 1 12 4M37 25h6M46 18c3 4 3 9 0 13M52 14c5 7 5 14 0 21" />
      <rect x="68" y="10" width="14" height="26" rx="7" />
      <path d="M62 26c0 16 26 16 26 0M75 38v12M66 50h18" />
    </>
  ),
  loudspeaker: (
    <>
      <rect x="20" y="8" width="28" height="44" rx="3" />
      <circle cx="34" cy="36" r="9" />
      <circle cx="34" cy="18" r="4" />
      <path d="M58 22c5 5 5 12 0 17M66 15c9 9 9 22 0 31M74 8c13 13 13 32 0 45" />
    </>
  ),
  line: (
    <>
      <path d="M8 30h22M30 20h12v20H30zM42 26h8M42 34h8" />
      <path d="M58 30h6M64 18h10c8 0 12 5 12 12s-4 12-12 12H64zM86 30h8" />
    </>
  ),
  display: (
    <>
      <rect x="14" y="8" width="72" height="36" rx="3" />
      <path d="M42 52h16M50 44v8M22 36h56" />
      <circle cx="50" cy="20" r="5" />
      <path d="M40 34c0-6 4-8 10-8s10 2 10 8" />
    </>
  ),
};

export function StepDrawing({ step }: { readonly step: ReadinessStep }) {
  return (
    <svg className="step-drawing" viewBox="0 0 100 60" aria-hidden="true">
      {kDrawings[step]}
    </svg>
  );
}
