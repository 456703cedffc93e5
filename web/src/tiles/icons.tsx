import type { JSX, ReactNode } from 'react';

// Drawn for this page on a grid of 24; lines of 1.75.
export function icon(content: ReactNode): () => JSX.Element {
  return function Icon() {
    return (
      <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        {content}
      </svg>
    );
  };
}

const slash = <path className="icon-slash" d="M4 4l16 16" />;
const microphone = (
  <>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
  </>
);
const camera = (
  <>
    <rect x="3" y="6.5" width="12.5" height="11" rx="2" />
    <path d="M15.5 11l5-3v8l-5-3z" />
  </>
);

export const MicrophoneIcon = icon(microphone);
export const MicrophoneOffIcon = icon(
  <>
    {microphone}
    {slash}
  </>,
);
export const CameraIcon = icon(camera);
export const CameraOffIcon = icon(
  <>
    {camera}
    {slash}
  </>,
);
export const ScreenIcon = icon(
  <>
    <rect x="3" y="4.5" width="18" height="12" rx="2" />
    <path d="M8.5 20h7M12 13.5v-5.5M9.5 10.2L12 7.7l2.5 2.5" />
  </>,
);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8.5" r="3.2" />
    <path d="M3 19c.5-3.4 2.9-5 6-5s5.500 1.600 6 5M15.500 5.600a3.200 3.200 0 0 1 0 5.800M17.500 14.400c2 .6 3.200 2.100 3.500 4.600" />
  </>,
);
export const SlidersIcon = icon(
  <>
    <path d="M4 7h9M18 7h2M4 17h2M11 17h9" />
    <circle cx="15.500" cy="7" r="2.300" />
    <circle cx="8.500" cy="17" r="2.300" />
  </>,
);
export const HelpIcon = icon(
  <>
    <rect x="3" y="6" width="18" height="12" rx="2" />
    <path d="M7 10h.01M10.300 10h.01M13.700 10h.01M17 10h.01M8 14h8" />
  </>,
);
export const LeaveIcon = icon(
  <path d="M13 4.500H7a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h6M10.500 12H20M16.500 8.500L20 12l-3.500 3.500" />,
);
export const InviteIcon = icon(
  <>
    <path d="M10 13.500a4 4 0 0 0 5.900.3l2.800-2.800a4 4 0 0 0-5.700-5.700l-1.300 1.300" />
    <path d="M14 10.500a4 4 0 0 0-5.900-.3L5.300 13a4 4 0 0 0 5.700 5.700l1.300-1.300" />
  </>,
);
export const CloseIcon = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const BackIcon = icon(<path d="M14.500 5.500L8 12l6.500 6.500" />);
export const ForwardIcon = icon(<path d="M9.500 5.500L16 12l-6.500 6.500" />);
export const WarningIcon = icon(<path d="M12 4.200L21 19.500H3zM12 10v4.500M12 17h.01" />);
export const SoundIcon = icon(
  <path d="M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9a4.200 4.200 0 0 1 0 6M18 6.500a7.800 7.800 0 0 1 0 11" />,
);
export const EnlargeIcon = icon(
  <path d="M9.500 4.500h-5v5M14.500 19.500h5v-5M4.500 4.500l6 6M19.500 19.500l-6-6" />,
);
export const ReduceIcon = icon(
  <path d="M10.500 5.500v5h-5M13.500 18.500v-5h5M10.500 10.500l-6-6M13.500 13.500l6 6" />,
);
export const CheckIcon = icon(<path d="M5 12.500l4.500 4.500L19 7.500" />);
export const LockIcon = icon(
  <>
    <rect x="5" y="10.500" width="14" height="9.500" rx="2" />
    <path d="M8 10.500V8a4 4 0 0 1 8 0v2.500" />
  </>,
);

const bars = [
  { x: 3, y: 15, height: 5 },
  { x: 8.5, y: 11.5, height: 8.5 },
  { x: 14, y: 8, height: 12 },
  { x: 19.5, y: 4, height: 16 },
];

// Four bars, as on a phone; `filled` of them lit.
export function LineBars({ filled }: { filled: number }) {
  return (
    <svg className="icon line-bars" viewBox="0 0 24 24" aria-hidden="true">
      {bars.map(({ x, y, height }, index) => (
        <rect
          key={x}
          x={x - 1}
          y={y}
          width="3.5"
          height={height}
          rx="1"
          className={index < filled ? 'bar-lit' : 'bar-dark'}
        />
      ))}
    </svg>
  );
}

export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M7 22 16 9l9 13z" className="mark-line" />
      <circle cx="16" cy="9" r="4" className="mark-centre" />
      <circle cx="7" cy="22" r="3.200" className="mark-site" />
      <circle cx="25" cy="22" r="3.200" className="mark-site" />
    </svg>
  );
}
