// The office for the gallery: answers every view with a made-up state.
import type { FeedSockets } from '../src/core/feed';
import type { DeviceRole } from '../src/protocol/office_api';
import { OfficeApi } from '../src/protocol/office_api';
import { paperState } from './papers';
import { control, roll, site, synthesis } from './conference';

const asked = new URLSearchParams(location.search);
const state = asked.get('state') ?? '';

const conferences = [
  {
    conference: 1,
    title: 'Hội nghị chuyên đề xây dựng tổ chức cơ sở',
    unit: 'Ban Tổ chức',
    phase: 'in_session',
    begins: Date.now() - 3_600_000,
    sites: 63,
    standing: ['chair'],
  },
  {
    conference: 2,
    title: 'Giao ban công tác quý IV',
    unit: 'Văn phòng',
    phase: 'convened',
    begins: Date.now() + 86_400_000,
    sites: 21,
    standing: ['secretary'],
  },
];

function stateOf(view: string): unknown {
  const paper = paperState(view, state);
  if (paper !== undefined) return paper;
  const [, , kind, id] = view.split('/');
  if (view === 'conferences') return { conferences: state === 'empty' ? [] : conferences };
  if (kind === 'control') return control(state);
  if (kind === 'roll') return roll();
  if (kind === 'synthesis') return synthesis();
  return site(state, Number(id));
}

const refused = {
  code: 'role.not_allowed',
  message_vi: 'Tài khoản này không có vai trò trong hội nghị.',
  message_en: 'This account has no role in the conference.',
};

let sockets = 0;

export const feedSockets: FeedSockets = (events) => {
  const say = (message: object) =>
    events.message(new TextEncoder().encode(JSON.stringify(message)));
  const first = sockets++ === 0;
  if (state !== 'loading' && first) {
    setTimeout(() => {
      events.opened();
      say({ now: Date.now() });
    }, 20);
  }
  if (state === 'offline') {
    setTimeout(() => events.closed(), 800);
  }
  return {
    close: () => undefined,
    send: (bytes) => {
      const { show } = JSON.parse(new TextDecoder().decode(bytes)) as { show?: string };
      if (!show) return;
      const body = state === 'refused' ? { refused } : { state: stateOf(show) };
      setTimeout(() => say({ view: show, seq: 9, ...body }), 10);
    },
  };
};

const role = (asked.get('role') ?? 'sound') as DeviceRole;

const answers: Readonly<Record<string, unknown>> = {
  '/api/me': {
    account: state === 'nobody' ? 0 : 1,
    person: 1,
    name: 'Nguyễn Thị Thanh Hương',
    administrator: true,
    units: state === 'empty' ? [] : [11],
    may: ['import', 'accounts'],
    rooms: [{ conference: 1, site: 8, device: 1, role, delegate: 4 }],
    first_administrator: false,
  },
  '/api/media': { url: 'ws://x', token: 't', identity: 'i', room: 'conference-1' },
  '/api/organisation/imports': {
    imports: [
      {
        import: 1,
        what: 'units',
        file: 'don-vi-2025.csv',
        created: 3321,
        changed: 34,
        left: 0,
        refused: 2,
        done: Date.now() - 86_400_000,
        by: 'Nguyễn Thị Hoa',
        undone: 0,
        can_undo: true,
      },
    ],
  },
  '/api/links/demo': {
    conference: 1,
    site: 8,
    title: 'Hội nghị chuyên đề xây dựng tổ chức cơ sở và nâng cao chất lượng đội ngũ',
    site_name: 'Đắk Lắk',
    begins: Date.now() + 3_600_000,
    roles: asked.get('roles')?.split(',') ?? ['sound', 'display', 'strip', 'phone'],
    expired: state === 'expired',
    phase: 'convened',
  },
};

const stale = {
  code: 'floor.changed',
  message_vi: 'Người phát biểu vừa thay đổi. Hãy xem lại màn hình rồi thử lại.',
  message_en: 'Who has the floor has just changed. Look at the screen and try again.',
  facts: { turn: 8, site: 8 },
};

export const office = new OfficeApi((path) => {
  const answer = answers[path];
  if (answer) return Promise.resolve(new Response(JSON.stringify(answer)));
  const body = path === '/api/commands' ? stale : { code: 'link.unknown', ...lost };
  return Promise.resolve(new Response(JSON.stringify(body), { status: 409 }));
});

const lost = {
  message_vi: 'Đường dẫn không đúng. Hãy xin ban tổ chức đường dẫn mới.',
  message_en: 'This link is not valid. Ask the organisers for a new one.',
};
