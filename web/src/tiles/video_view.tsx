import { useLayoutEffect, useRef } from 'react';
import type { VideoSource } from '../core/person';

interface Props {
  readonly source: VideoSource;
  readonly mirrored?: boolean;
  readonly whole?: boolean; // show all of it rather than fill the tile
}

export function VideoView({ source, mirrored = false, whole = false }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  useLayoutEffect(() => {
    const element = video.current;
    if (!element) return;
    source.attach(element);
    return () => source.detach(element);
  }, [source]);
  return (
    <video
      ref={video}
      className="video"
      data-mirrored={mirrored || undefined}
      data-whole={whole || undefined}
      autoPlay
      playsInline
      muted
      tabIndex={-1}
    />
  );
}
