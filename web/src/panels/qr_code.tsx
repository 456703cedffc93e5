import qrcode from 'qrcode-generator';
import { useMemo } from 'react';
import { useText } from '../hooks';

const kQuiet = 3; // modules of white around, or phones do not find it

// Made here: the link goes to nobody else.
export function QrCode({ link }: { readonly link: string }) {
  const text = useText();
  const { path, size } = useMemo(() => draw(link), [link]);
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={text.get('qr_label', { link })}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} rx="1.500" fill="#fff" />
      <path d={path} fill="#0b0f14" />
    </svg>
  );
}

function draw(link: string): { path: string; size: number } {
  const code = qrcode(0, 'M');
  code.addData(link, 'Byte');
  code.make();
  const count = code.getModuleCount();
  let path = '';
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) path += `M${column + kQuiet} ${row + kQuiet}h1v1h-1z`;
    }
  }
  return { path, size: count + 2 * kQuiet };
}
