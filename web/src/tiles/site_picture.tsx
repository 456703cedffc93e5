import { useApp, useStore } from '../hooks';
import { siteIdentity } from '../live';
import { Avatar } from './avatar';
import { VideoView } from './video_view';

interface Props {
  readonly site: number;
  readonly name: string;
  readonly whole?: boolean;
}

// The picture of a room, or its letters while there is none.
export function SitePicture({ site, name, whole = false }: Props) {
  const { session } = useApp();
  const person = useStore(session.roster.person(siteIdentity(site)));
  if (!person?.camera) return <Avatar name={name} />;
  return <VideoView source={person.camera} whole={whole} />;
}
