import { useId, useRef, useState } from 'react';
import { shareLink } from '../core/share_link';
import { useApp, useStore, useText } from '../hooks';
import { CheckIcon } from '../tiles/icons';
import { QrCode } from './qr_code';

// How others come in: the link and its picture for phones.
export function Invite() {
  const { info, session } = useApp();
  const text = useText();
  const state = useStore(info);
  const { room } = useStore(session.state);
  const addresses = state.status === 'ready' ? state.info.addresses : [];
  const { link, localOnly } = shareLink(location, addresses, room);
  return (
    <div className="invite">
      <QrCode link={link} />
      <LinkField link={link} />
      {localOnly && <p className="note">{text.get('link_local_only')}</p>}
    </div>
  );
}

function LinkField({ link }: { readonly link: string }) {
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
        {text.get('link_label')}
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
