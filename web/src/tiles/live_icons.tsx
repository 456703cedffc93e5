import { icon } from './icons';

export const HandIcon = icon(
  <path d="M8 12.500V6.500a1.400 1.400 0 0 1 2.800 0V11M10.800 11V5a1.400 1.400 0 0 1 2.800 0v6M13.600 11V6a1.400 1.400 0 0 1 2.800 0v8c0 3.600-2 6-5.200 6-2.600 0-4-1.300-5.200-3.600l-1.800-3.600c-.7-1.500 1.100-2.500 2-1.200L8 13.800" />,
);
export const UndoIcon = icon(<path d="M8.500 5L4.500 9l4 4M5 9h9a5 5 0 0 1 0 10h-4" />);
export const PauseIcon = icon(<path d="M8.500 5.500v13M15.500 5.500v13" />);
export const PlayIcon = icon(<path d="M7.500 5l11 7-11 7z" />);
export const StopIcon = icon(<rect x="6.500" y="6.500" width="11" height="11" rx="1.500" />);
export const PlusIcon = icon(<path d="M12 5.500v13M5.500 12h13" />);
export const MinusIcon = icon(<path d="M5.500 12h13" />);
export const BellIcon = icon(
  <path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 2h-15zM10 20.800a2.200 2.200 0 0 0 4 0" />,
);
export const NoteIcon = icon(
  <path d="M6 4h9l3.500 3.500V20H6zM14.500 4v4h4M9 12h6.500M9 15.500h6.500" />,
);
export const MessageIcon = icon(<path d="M4 5.500h16v11H10.500L6.500 20v-3.500H4z" />);
export const WrenchIcon = icon(
  <path d="M14.500 9.500l-9 9a1.800 1.800 0 0 0 2.500 2.500l9-9a4.500 4.500 0 0 0 5.400-6l-2.800 2.800-2.600-.7-.7-2.600L19 1.800" />,
);
export const UpIcon = icon(<path d="M5.500 14.500L12 8l6.500 6.500" />);
export const AirIcon = icon(
  <>
    <circle cx="12" cy="12" r="2.500" />
    <path d="M7 7a7 7 0 0 0 0 10M17 7a7 7 0 0 1 0 10M4.200 4.200a11 11 0 0 0 0 15.600M19.800 4.200a11 11 0 0 1 0 15.600" />
  </>,
);
export const VoteIcon = icon(
  <path d="M4 12.500h4M16 12.500h4v7H4v-7M8 15.500h8M9 4h6v11.500H9zM10.800 9l1 1 1.600-2" />,
);
export const RollIcon = icon(
  <path d="M4.500 6.500l1.300 1.300L8 5.500M11 6.500h8.500M4.500 12.500l1.300 1.300L8 11.500M11 12.500h8.500M5 18.500h2.500M11 18.500h8.500" />,
);
export const QrIcon = icon(
  <>
    <rect x="4" y="4" width="6" height="6" rx="1" />
    <rect x="14" y="4" width="6" height="6" rx="1" />
    <rect x="4" y="14" width="6" height="6" rx="1" />
    <path d="M14 14h2.500v2.500M20 14v2M14 20v-1M18 20h2v-1.500" />
  </>,
);
