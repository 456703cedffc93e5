import { useEffect, useState } from 'react';
import { hasDisplay, soundOwner } from '../../core/conference/room_place';
import { usePageTitle, useApp, useText, useWakeLock } from '../../hooks';
import { useHear, useLive, useMedia, useSee, useWallClock } from '../../live';
import { RefusalNotice } from '../../panels/refusal_notice';
import { WarningIcon } from '../../tiles/icons';
import { MediaNotice } from '../control/media_notice';
import { LanguageSwitch } from '../page_frame';
import { CheckIn } from './check_in';
import { Asks } from './asks';
import { Letters } from './letters';
import { NowSpeaking } from './now_speaking';
import { OwnRoom } from './own_room';
import { ReadinessCheck } from './readiness_check';
import { RoomDevices } from './room_devices';
import { RoomVote } from './room_vote';
import { SiteGate, type SitePageProps } from './site_gate';
import { SoundOwnerNotice } from './sound_owner_notice';

interface Props {
  readonly conference: number;
  readonly site: number;
}

export function StripPage({ conference, site }: Props) {
  return (
    <SiteGate conference={conference} site={site}>
      {(props) => <Strip {...props} />}
    </SiteGate>
  );
}

// The operator's strip: one room, one thing to do at a time. On the device that owns the sound it
// sends the room's picture and sound, too.
function Strip({ view, place, stale }: SitePageProps) {
  const { capture } = useApp();
  const text = useText();
  const heading = usePageTitle(view.name);
  const owner = soundOwner(place, view);
  const sends = owner === 'us';
  const [loud, setLoud] = useState<boolean | null>(null);
  const listens = loud ?? (place?.role === 'sound' && !hasDisplay(view));
  useWakeLock();
  useClaim(owner === 'nobody', view.site, place?.device ?? 0);
  useMedia(sends, () => capture.handOver());
  useSee([view.site]);
  const first = [...view.speaking.map((turn) => turn.site), ...view.stage];
  const own = `site-${view.site}`;
  useHear(listens ? { first: first.map((one) => `site-${one}`), except: [own] } : null);
  const name = (site: number) => (site === view.site ? view.name : '');
  return (
    <div className="strip" data-stale={stale !== null || undefined} data-on-air={view.on_air}>
      <header className="strip-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {view.name}
          </h1>
          <p className="muted small">{view.title}</p>
        </div>
        <p className="strip-phase">
          <span>{text.get(`phase_${view.phase}`)}</span>
          <Time />
        </p>
        <LanguageSwitch />
      </header>
      {stale !== null && (
        <p className="strip-stale" role="status">
          <WarningIcon />
          <span>
            <strong>{text.count('stale', stale)}.</strong> {text.get('strip_stale_lead')}
          </span>
        </p>
      )}
      <main className="strip-main">
        <div className="strip-column">
          <SoundOwnerNotice owner={owner} view={view} place={place} />
          <OwnRoom view={view} sends={sends} />
          <CheckIn view={view} />
        </div>
        <div className="strip-column">
          <Asks view={view} />
          <RoomVote view={view} />
          <NowSpeaking view={view} />
          <Letters view={view} />
          <ReadinessCheck view={view} />
          <RoomDevices sends={sends} listens={listens} onListen={setLoud} />
        </div>
      </main>
      <MediaNotice />
      <RefusalNotice site={name} item={() => ''} />
    </div>
  );
}

function Time() {
  return <time className="tabular">{useWallClock()}</time>;
}

// The room's sound, as long as nobody owns it: who came to be the room's sound is meant to be it.
function useClaim(free: boolean, site: number, device: number): void {
  const { send } = useLive();
  useEffect(() => {
    if (free && device > 0) void send('sound.claim', { site, device });
  }, [free, site, device, send]);
}
