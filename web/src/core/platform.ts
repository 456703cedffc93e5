export type Platform = 'windows' | 'android' | 'ios' | 'mac' | 'linux';

// Which steps to show first; nothing else depends on it.
export function deviceKind(userAgent: string, touchPoints: number): Platform {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios';
  // An iPad says it is a Mac; no Mac has a touch screen.
  if (/Macintosh/.test(userAgent)) return touchPoints > 1 ? 'ios' : 'mac';
  if (/Android/.test(userAgent)) return 'android';
  if (/Windows/.test(userAgent)) return 'windows';
  return 'linux';
}
