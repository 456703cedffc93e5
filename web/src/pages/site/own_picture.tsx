import { useApp, useStore, useText } from '../../hooks';
import { siteIdentity } from '../../live';
import { VideoView } from '../../tiles/video_view';

interface Props {
  readonly site: number;
  readonly name: string;
}

// The room's own picture; on the device that sends it as in a mirror, as people know themselves.
export function OwnPicture({ site, name }: Props) {
  const { session } = useApp();
  const text = useText();
  const person = useStore(session.roster.person(siteIdentity(site)));
  if (person?.camera) return <VideoView source={person.camera} mirrored={person.local} />;
  return (
    <span className="own-none">
      {text.get(person ? 'own_no_camera' : 'own_no_picture', { name })}
    </span>
  );
}
