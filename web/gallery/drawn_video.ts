import type { VideoSource } from '../src/core/person';

// A picture that is drawn rather than received.
export function drawnVideo(name: string, index: number): VideoSource {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  const draw = () => {
    const hue = (index * 47) % 360;
    const sky = pen.createLinearGradient(0, 0, 640, 360);
    sky.addColorStop(0, `hsl(${hue} 30% 34%)`);
    sky.addColorStop(1, `hsl(${hue + 40} 35% 16%)`);
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 640, 360);
    pen.fillStyle = 'rgb(0 0 0 / 35%)';
    for (let seat = 0; seat < 7; seat++) {
      pen.beginPath();
      pen.arc(80 + seat * 80, 230 + (seat % 2) * 18, 34, 0, 7);
      pen.fill();
      pen.fillRect(40 + seat * 80, 270 + (seat % 2) * 18, 80, 120);
    }
    pen.fillStyle = 'rgb(255 255 255 / 80%)';
    pen.font = '600 34px system-ui';
    pen.fillText(name, 30, 60);
  };
  draw();
  const timer = setInterval(draw, 500);
  const stream = canvas.captureStream(5);
  stream.getVideoTracks()[0]?.addEventListener('ended', () => clearInterval(timer));
  return {
    id: `drawn-${index}`,
    attach: (element) => {
      element.srcObject = stream;
      void element.play().catch(() => undefined);
    },
    detach: (element) => {
      element.srcObject = null;
    },
  };
}
