import { useEffect } from 'react';
import type { SiteView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { SoundIcon } from '../../tiles/icons';

interface Props {
  readonly view: SiteView;
  // The first time it covers the screen; later, if the browser keeps the sound back, it is a band.
  readonly whole: boolean;
  readonly onStart: () => void;
}

// One key for fullscreen and sound.
export function StartCard({ view, whole, onStart }: Props) {
  const text = useText();
  useEffect(() => {
    const start = (event: Event) => {
      if (event instanceof KeyboardEvent && isModifier(event.key)) return;
      onStart();
    };
    window.addEventListener('keydown', start);
    window.addEventListener('pointerdown', start);
    return () => {
      window.removeEventListener('keydown', start);
      window.removeEventListener('pointerdown', start);
    };
  }, [onStart]);
  if (!whole) {
    return (
      <p className="start-band" role="alert">
        <SoundIcon />
        {text.get('start_sound')}
      </p>
    );
  }
  return (
    <section className="start">
      <p className="calm-site">{view.name}</p>
      <h2>{view.title}</h2>
      <button className="button button-main start-button" onClick={onStart}>
        {text.get('start_key')}
      </button>
      <p className="muted">{text.get('start_lead')}</p>
      <p className="start-kiosk">
        <span className="muted small">{text.get('start_kiosk')}</span>
        <code>{`chromium --kiosk --autoplay-policy=no-user-gesture-required ${location.href}`}</code>
      </p>
    </section>
  );
}

// These alone are no gesture for a browser.
const isModifier = (key: string): boolean =>
  ['Shift', 'Control', 'Alt', 'Meta', 'Escape', 'Tab'].includes(key);
