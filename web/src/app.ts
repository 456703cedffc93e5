// The page without its looks: every part made once and tied together.
import { Capture } from './core/capture';
import { browserClock, type Clock } from './core/clock';
import { explain } from './core/explain';
import { browserFrames, LevelLoop } from './core/level_loop';
import type { MediaOpener, MediaSettings } from './core/media';
import { languageOf, PreferenceStore } from './core/preferences';
import type { RoomFactory } from './core/room_link';
import { parsePath, type Route } from './core/route';
import { ConferenceMedia } from './core/conference/conference_media';
import { Feed, type FeedSockets } from './core/feed';
import { MeStore } from './core/me_store';
import { InfoStore } from './core/server_info';
import { Session } from './core/session';
import { Store } from './core/store';
import { Text } from './i18n/text';
import type { OfficeApi } from './protocol/office_api';
import type { PageApi } from './protocol/page_api';

export interface App {
  readonly clock: Clock;
  readonly preferences: PreferenceStore;
  readonly info: InfoStore;
  readonly office: OfficeApi;
  readonly feed: Feed;
  readonly me: MeStore;
  readonly capture: Capture;
  readonly session: Session;
  readonly levels: LevelLoop;
  readonly route: Store<Route>;
  readonly text: Store<Text>;
  readonly secureContext: boolean;
  readonly go: (path: string) => void;
  // A way of its own into the media of a conference.
  readonly mediaOf: (conference: number) => ConferenceMedia;
}

export interface AppParts {
  readonly api: PageApi;
  readonly office: OfficeApi;
  readonly feedSockets: FeedSockets;
  readonly createRoom: RoomFactory;
  readonly opener: MediaOpener;
  readonly clock?: Clock;
  readonly secureContext?: boolean;
}

export function createApp(parts: AppParts): App {
  const { api, office, createRoom, opener, ...rest } = parts;
  const clock = rest.clock ?? browserClock;
  const secureContext = rest.secureContext ?? window.isSecureContext;
  const preferences = new PreferenceStore(storage('localStorage'), storage('sessionStorage'));
  const settings = (): MediaSettings => preferences.get();
  const route = new Store<Route>(parsePath(location.pathname));
  const common = { clock, createRoom, explain, settings, secureContext, random: Math.random };
  window.addEventListener('popstate', () => route.set(parsePath(location.pathname)));
  return {
    clock,
    preferences,
    secureContext,
    route,
    info: new InfoStore(() => api.info(), clock),
    capture: new Capture(opener, settings, secureContext),
    session: new Session({ ...common, askIn: (wish) => api.join(wish) }),
    office,
    feed: new Feed({ clock, sockets: parts.feedSockets, random: Math.random }),
    me: new MeStore(() => office.me(), clock),
    mediaOf: (conference) =>
      new ConferenceMedia(new Session({ ...common, askIn: () => office.media(conference) }), clock),
    levels: new LevelLoop(browserFrames),
    text: textOf(preferences),
    go(path) {
      history.pushState(null, '', path);
      route.set(parsePath(location.pathname)); // a path may name a place in its page
    },
  };
}

function textOf(preferences: PreferenceStore): Store<Text> {
  const language = () => languageOf(preferences.get(), navigator.languages);
  const text = new Store(new Text(language()));
  preferences.subscribe(() => {
    if (language() !== text.get().language) text.set(new Text(language()));
  });
  return text;
}

// Reading the property alone throws where the browser keeps nothing.
function storage(name: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return window[name];
  } catch {
    return null;
  }
}
