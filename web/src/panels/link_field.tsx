import { useId, useRef, useState } from 'react';
import { useText } from '../hooks';
import { CheckIcon } from '../tiles/icons';

interface Props {
  readonly link: string;
  readonly label?: string;
}

// An address to be copied, as a person reads it.
export function LinkField({ link, label }: Props) {
  const text = useText();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    setCopied(await copyText(link));
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label ?? text.get('link_label')}
      </label>
      <div className="field-row">
        <input
          ref={field}
          id={id}
          className="field-input"
          readOnly
          value={readable(link)}
          onFocus={(event) => event.target.select()}
        />
        <button className="button" onClick={() => void copy()}>
          {copied && <CheckIcon />}
          <span aria-live="polite">{text.get(copied ? 'copied' : 'copy')}</span>
        </button>
      </div>
    </div>
  );
}

// As a person reads it: "hội-nghị" rather than "h%E1%BB%99i".
function readable(link: string): string {
  if (!/^https?:/.test(link)) return link; // a command
  try {
    // A space would end the link in a message.
    return decodeURI(link).replaceAll(' ', '%20');
  } catch {
    return link;
  }
}

// Without HTTPS there is no clipboard; the field is selected then, ready for Ctrl C.
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
