import './styles/all.css';
import { setLogLevel } from 'livekit-client';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp } from './app';
import { browserMedia } from './core/livekit_media';
import { browserFeed, feedAddress } from './core/feed_socket';
import { isCodec } from './core/livekit_options';
import { liveKitRooms } from './core/livekit_room';
import { AppContext } from './hooks';
import { Pages } from './pages/pages';
import { OfficeApi } from './protocol/office_api';
import { PageApi } from './protocol/page_api';

// VP8 is what every browser encodes; another may be asked for to try it: ?codec=h264
const wished = new URLSearchParams(location.search).get('codec');
const codec = isCodec(wished) ? wished : 'vp8';

setLogLevel('warn');

const app = createApp({
  api: new PageApi((input, init) => fetch(input, init)),
  office: new OfficeApi((input, init) => fetch(input, init)),
  feedSockets: browserFeed(feedAddress(location)),
  createRoom: liveKitRooms(codec),
  opener: browserMedia,
});

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app');
createRoot(root).render(
  <StrictMode>
    <AppContext.Provider value={app}>
      <Pages />
    </AppContext.Provider>
  </StrictMode>,
);
