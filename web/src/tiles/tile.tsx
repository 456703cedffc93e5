import { memo, type CSSProperties } from 'react';
import type { Person } from '../core/person';
import type { Seat } from '../core/seating';
import { useApp, useStore, useText } from '../hooks';
import type { Text } from '../i18n/text';
import type { Rectangle } from '../layout/rectangle';
import { Avatar } from './avatar';
import { EnlargeIcon, LineBars, ReduceIcon, ScreenIcon } from './icons';
import { VideoView } from './video_view';
import { Voice } from './voice';

export interface TileProps {
  readonly seat: Seat;
  readonly place: Rectangle;
  readonly staged: boolean;
  readonly reachable: boolean; // the one that Tab leads to
  readonly onStage: (key: string) => void;
  readonly onFocus: (key: string) => void;
}

export const Tile = memo(function Tile(props: TileProps) {
  const { session } = useApp();
  const person = useStore(session.roster.person(props.seat.id));
  return person ? <FilledTile {...props} person={person} /> : null;
});

type FilledProps = TileProps & { readonly person: Person };

function FilledTile({ seat, place, staged, reachable, onStage, onFocus, person }: FilledProps) {
  const text = useText();
  const isScreen = seat.kind === 'screen';
  const name = person.name || text.get('no_name');
  const title = isScreen ? screenTitle(person, name, text) : name;
  return (
    <article
      className="tile"
      style={styleOf(place)}
      data-kind={seat.kind}
      data-person={person.id}
      data-local={person.local || undefined}
      data-staged={staged || undefined}
      data-speaking={(person.speaking && !isScreen) || undefined}
      data-small={place.width < 190 || undefined}
      aria-label={describe(person, title, isScreen, text)}
    >
      <TilePicture person={person} isScreen={isScreen} staged={staged} name={name} />
      {!isScreen && <LineWarning person={person} />}
      <TileCaption person={person} title={title} isScreen={isScreen} />
      <button
        className="tile-action"
        data-seat={seat.key}
        tabIndex={reachable ? 0 : -1}
        aria-pressed={staged}
        aria-label={text.get(staged ? 'tile_unstage' : 'tile_stage', { name: title })}
        onClick={() => onStage(seat.key)}
        onFocus={() => onFocus(seat.key)}
      >
        <span className="tile-hint">{staged ? <ReduceIcon /> : <EnlargeIcon />}</span>
      </button>
    </article>
  );
}

interface PictureProps {
  readonly person: Person;
  readonly isScreen: boolean;
  readonly staged: boolean;
  readonly name: string;
}

function TilePicture({ person, isScreen, staged, name }: PictureProps) {
  // One's own screen inside one's own screen never ends.
  if (isScreen && person.local) return <OwnScreen />;
  const source = isScreen ? person.screen : person.camera;
  if (!source) return <Avatar name={name} />;
  return (
    <VideoView source={source} mirrored={person.local && !isScreen} whole={isScreen || staged} />
  );
}

function OwnScreen() {
  const text = useText();
  return (
    <span className="own-screen">
      <ScreenIcon />
      {text.get('tile_your_screen_lead')}
    </span>
  );
}

function TileCaption({ person, title, isScreen }: Omit<CaptionProps, 'name'>) {
  const text = useText();
  return (
    <span className="caption" data-muted={(!isScreen && person.microphone !== 'on') || undefined}>
      {isScreen ? <ScreenIcon /> : <Voice id={person.id} microphone={person.microphone} />}
      <span className="caption-name">{title}</span>
      {person.local && !isScreen && <span className="caption-you">({text.get('you')})</span>}
    </span>
  );
}

interface CaptionProps {
  readonly person: Person;
  readonly title: string;
  readonly isScreen: boolean;
}

function LineWarning({ person }: { readonly person: Person }) {
  const text = useText();
  const words = lineWords(person, text);
  if (!words) return null;
  return (
    <span className="line-warning">
      <LineBars filled={person.quality === 'lost' ? 0 : 1} />
      <span>{words}</span>
    </span>
  );
}

function lineWords(person: Person, text: Text): string | null {
  if (person.quality === 'lost') return text.get('tile_lost');
  if (person.cameraPaused) return text.get('tile_paused');
  return person.quality === 'poor' ? text.get('tile_poor') : null;
}

function screenTitle(person: Person, name: string, text: Text): string {
  return person.local ? text.get('tile_your_screen') : text.get('tile_screen', { name });
}

function describe(person: Person, title: string, isScreen: boolean, text: Text): string {
  if (isScreen) return title;
  const parts = [title];
  if (person.local) parts.push(text.get('you'));
  if (person.microphone === 'muted') parts.push(text.get('tile_muted'));
  if (person.microphone === 'none') parts.push(text.get('tile_no_microphone'));
  if (person.speaking) parts.push(text.get('tile_speaking'));
  return parts.join(', ');
}

const styleOf = ({ x, y, width, height }: Rectangle): CSSProperties => ({
  transform: `translate(${x}px, ${y}px)`,
  width,
  height,
});
