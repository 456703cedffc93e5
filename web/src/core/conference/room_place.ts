import type { Me, RoomPlace } from '../../protocol/office_api';
import type { SiteView } from './views';

// What this browser is in a room.
export function placeIn(me: Me, conference: number, site: number): RoomPlace | null {
  return me.rooms.find((room) => room.conference === conference && room.site === site) ?? null;
}

// Who owns the room's sound, as this device sees it.
export type SoundOwner =
  | 'not_ours' // this is no sound device
  | 'us'
  | 'nobody'
  | 'other';

export function soundOwner(place: RoomPlace | null, view: SiteView): SoundOwner {
  if (place?.role !== 'sound') return 'not_ours';
  if (view.sound === place.device) return 'us';
  return view.sound === 0 ? 'nobody' : 'other';
}

// Whether the room hears by another device already: then this one is silent by itself.
export const hasDisplay = (view: SiteView): boolean =>
  view.devices.some((device) => device.role === 'display' && device.here);
