import { shareLink } from '../core/share_link';
import { useApp, useStore, useText } from '../hooks';
import { LinkField } from './link_field';
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
