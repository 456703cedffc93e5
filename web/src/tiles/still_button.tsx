import { useRef, useState } from 'react';
import type { NewsCommands } from '../core/conference/news';
import { stillOf } from '../core/still';
import { useApp, useText } from '../hooks';
import { useSender } from '../live';
import { ApiError } from '../protocol/http';

interface Props {
  readonly conference: number;
  readonly site: number;
  // Finds the picture on this page.
  readonly video: () => HTMLVideoElement | null;
}

type State =
  | { readonly at: 'idle' | 'busy' | 'none' | 'withdrawn' }
  | { readonly at: 'taken'; readonly picture: number }
  | { readonly at: 'refused'; readonly sentence: string };

// Takes a still of a room for the news, says that it may become public, and takes it back.
export function StillButton({ conference, site, video }: Props) {
  const { office } = useApp();
  const text = useText();
  const sender = useSender<NewsCommands>('news');
  const [state, setState] = useState<State>({ at: 'idle' });
  const busy = useRef(false);
  const take = async () => {
    const shown = video();
    const still = shown && (await stillOf(shown));
    if (!still) return setState({ at: 'none' });
    const { picture } = await office.takeStill(conference, site, still);
    setState({ at: 'taken', picture });
  };
  const start = () => {
    if (busy.current) return;
    busy.current = true;
    setState({ at: 'busy' });
    take()
      .catch((error: unknown) => {
        const said = error instanceof ApiError ? error.messages?.[text.language] : null;
        setState({ at: 'refused', sentence: said ?? text.get('command_unreachable') });
      })
      .finally(() => (busy.current = false));
  };
  const withdraw = async (picture: number) => {
    const why = text.get('still_withdrawn_why');
    if (await sender.send('picture.withdraw', { picture, why })) setState({ at: 'withdrawn' });
  };
  return (
    <div className="still-button">
      <button
        className="button button-small"
        data-busy={state.at === 'busy' || undefined}
        title={text.get('still_lead')}
        onClick={start}
      >
        {text.get('still_take')}
      </button>
      <span className="small" role="status">
        {state.at === 'taken' && text.get('still_taken')}
        {state.at === 'none' && text.get('still_no_picture')}
        {state.at === 'withdrawn' && text.get('still_withdrawn')}
        {state.at === 'refused' && state.sentence}
      </span>
      {state.at === 'taken' && (
        <button className="button button-small" onClick={() => void withdraw(state.picture)}>
          {text.get('still_undo')}
        </button>
      )}
    </div>
  );
}
