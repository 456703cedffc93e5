import { useCallback, useEffect, useState } from 'react';
import type { Phase } from '../../core/conference/views';
import { useApp, useText } from '../../hooks';
import { errorWords } from '../site/error_words';
import { Notice } from '../notice';

interface Props {
  readonly conference: number;
  readonly phase: Phase;
}

type State =
  { readonly name: 'asking' | 'there' } | { readonly name: 'failed'; readonly error: unknown };

// The minutes as they lie on paper, to be read here and taken along.
export function MinutesPaper({ conference, phase }: Props) {
  const { office } = useApp();
  const text = useText();
  const [state, setState] = useState<State>({ name: 'asking' });
  const address = (kind: 'pdf' | 'docx') =>
    `/api/conferences/${conference}/minutes.${kind}?language=${text.language}`;
  const pdf = address('pdf');
  const load = useCallback(() => {
    setState({ name: 'asking' });
    office.isThere(pdf).then(
      () => setState({ name: 'there' }),
      (error: unknown) => setState({ name: 'failed', error }),
    );
  }, [office, pdf]);
  useEffect(load, [load]);
  return (
    <section className="minutes" aria-label={text.get('minutes_paper')}>
      <p className="desk-tools">
        <a className="button button-main" href={pdf} target="_blank" rel="noreferrer">
          {text.get('minutes_open_pdf')}
        </a>
        <a className="button" href={pdf} download>
          {text.get('minutes_pdf')}
        </a>
        <a className="button" href={address('docx')} download>
          {text.get('minutes_docx')}
        </a>
        {phase !== 'closed' && (
          <span className="small muted">{text.get('minutes_not_closed')}</span>
        )}
      </p>
      {state.name === 'asking' && (
        <p className="muted" role="status">
          {text.get('minutes_making')}
        </p>
      )}
      {state.name === 'failed' && (
        <Notice title={text.get('minutes_failed')} action={{ label: text.get('retry'), run: load }}>
          {errorWords(state.error, text)}
        </Notice>
      )}
      {state.name === 'there' && (
        <iframe className="minutes-frame" src={pdf} title={text.get('minutes_paper')} />
      )}
    </section>
  );
}
