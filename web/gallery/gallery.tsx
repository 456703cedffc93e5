// The room's page with made-up people, to look at layouts without a conference:
// /gallery/?people=12&speaking=2&screen=1&lost=1&lang=en
// The pages of a conference: /gallery/?path=/conferences/1/control&state=four
import '../src/styles/all.css';
import { createRoot } from 'react-dom/client';
import { createApp } from '../src/app';
import { browserMedia } from '../src/core/livekit_media';
import type { Person } from '../src/core/person';
import type { RoomFactory } from '../src/core/room_link';
import { AppContext } from '../src/hooks';
import { Pages } from '../src/pages/pages';
import { PageApi } from '../src/protocol/page_api';
import { siteName } from './conference';
import { drawnVideo } from './drawn_video';
import { feedSockets, office } from './office';

const asked = new URLSearchParams(location.search);
const number = (name: string, otherwise: number) => Number(asked.get(name) ?? otherwise);

const kNames = [
  'Điểm cầu trung tâm',
  'Hà Nội',
  'Thành phố Hồ Chí Minh',
  'Đà Nẵng',
  'Cần Thơ',
  'Hải Phòng',
  'Thừa Thiên Huế',
  'Đắk Lắk',
  'Nghệ An',
  'Quảng Ninh',
  'Nguyễn Thị Thanh Hương',
  'Lào Cai',
  'Khánh Hòa',
];

function people(): Person[] {
  const count = number('people', 12);
  return Array.from({ length: count }, (_, index) => personAt(index, count));
}

function personAt(index: number, count: number): Person {
  const name = `${kNames[index % kNames.length] ?? ''}${index >= kNames.length ? ` ${index}` : ''}`;
  const hasPicture = index % 5 !== 3;
  return {
    id: `p${index}`,
    name,
    local: index === count - 1,
    joinedAt: index,
    speaking: index === number('speaking', 1),
    quality: index % 11 === 4 ? 'poor' : 'excellent',
    microphone: index % 3 === 0 ? 'on' : index === number('speaking', 1) ? 'on' : 'muted',
    camera: hasPicture ? drawnVideo(name, index) : null,
    screen: index === number('screen', -1) ? drawnVideo('Báo cáo', 99) : null,
    cameraPaused: index % 13 === 7,
  };
}

const createRoom: RoomFactory = (events) => {
  const all = people();
  return {
    connect: () => {
      setTimeout(() => {
        events.peopleChanged();
        if (asked.has('lost')) events.interrupted();
        if (asked.has('blocked')) events.soundBlocked(true);
        if (asked.has('gone')) events.localEnded('camera', 'gone');
      }, 50);
      return Promise.resolve();
    },
    disconnect: () => Promise.resolve(),
    receive: () => undefined,
    people: () => all,
    level: (id) => (id === `p${number('speaking', 1)}` ? 0.4 + 0.3 * Math.random() : 0.05),
    adopt: () => Promise.resolve(),
    setLocal: () => Promise.resolve(),
    sends: () => true,
    changeDevices: () => Promise.resolve(),
    setSpeaker: () => Promise.resolve(),
    startSound: () => Promise.resolve(),
  };
};

// Sends what is wished for: a drawn picture for each site.
const createConferenceRoom: RoomFactory = (events) => {
  let wished: readonly string[] = [];
  const drawn = new Map<string, Person>();
  const siteOf = (id: string): Person => {
    const site = Number(id.slice(5));
    const known = drawn.get(id) ?? {
      ...personAt(site, 0),
      id,
      name: siteName(site),
      local: id === 'site-8' && asked.get('role') !== 'display',
      speaking: false,
      microphone: 'on' as const,
      camera: site === 12 ? null : drawnVideo(siteName(site), site),
    };
    drawn.set(id, known);
    return known;
  };
  const room = createRoom(events);
  return {
    ...room,
    connect: () => {
      setTimeout(() => {
        events.peopleChanged();
        if (asked.has('blocked')) events.soundBlocked(true);
      }, 50);
      return Promise.resolve();
    },
    receive: ({ pictures }) => {
      wished = pictures;
      setTimeout(() => events.peopleChanged(), 20);
    },
    people: () => [...wished, 'site-8'].map(siteOf),
    level: (id) => (id === 'site-2' || id === 'site-8' ? 0.55 + 0.3 * Math.random() : 0.05),
  };
};

const answer = (body: unknown) => Promise.resolve(new Response(JSON.stringify(body)));

const api = new PageApi((path) =>
  path === '/api/info'
    ? answer({
        version: '0.1.0',
        name: 'Văn phòng',
        open_rooms: asked.get('open') !== '0',
        demo_room: 'trình-diễn',
        addresses: ['https://192.0.2.10:7880'],
        ca_fingerprint: Array.from({ length: 32 }, (_, i) =>
          (i * 7 + 16).toString(16).toUpperCase(),
        ).join(':'),
      })
    : answer({ url: 'ws://x', token: 't', identity: 'p', room: 'r' }),
);

const app = createApp({
  api,
  office,
  feedSockets,
  createRoom: asked.get('path')?.startsWith('/conferences') ? createConferenceRoom : createRoom,
  opener: browserMedia,
  secureContext: asked.get('secure') !== '0',
});
const language = asked.get('lang');
if (language === 'en' || language === 'vi') app.preferences.change({ language });
app.go(asked.get('path') ?? '/r/Hội nghị chuyên đề');

const root = document.getElementById('app');
if (!root) throw new Error('no #app');
createRoot(root).render(
  <AppContext.Provider value={app}>
    <Pages />
  </AppContext.Provider>,
);
if (asked.has('people')) {
  // The page lets go of the room as it first appears; then comes ours.
  setTimeout(() => {
    void app.session.join({
      room: 'Hội nghị chuyên đề',
      name: 'Lan',
      language: 'vi',
      microphone: false,
      camera: true,
      media: [],
    });
  }, 100);
}
