import type { SoundOwner } from '../../core/conference/room_place';
import type { SiteView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import type { RoomPlace } from '../../protocol/office_api';
import { Notice } from '../notice';

interface Props {
  readonly owner: SoundOwner;
  readonly view: SiteView;
  readonly place: RoomPlace | null;
}

// Two devices with open microphones in one room make an echo: one owns the sound.
export function SoundOwnerNotice({ owner, view, place }: Props) {
  const { send } = useLive();
  const text = useText();
  if (owner !== 'other' || !place) return null;
  const { site, sound } = view;
  return (
    <Notice
      title={text.get('sound_other_title')}
      action={{
        label: text.get('sound_take_over'),
        run: () => void send('sound.take_over', { site, device: place.device, seen: sound }),
      }}
    >
      {text.get('sound_other_lead')}
    </Notice>
  );
}
