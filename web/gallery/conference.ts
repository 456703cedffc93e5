// Made-up pictures of a conference for the gallery, in the shapes of the office.
import type {
  ControlRoomView,
  ItemView,
  Names,
  Note,
  RollSums,
  SiteView,
  Speaker,
  SynthesisView,
  TurnView,
  WallTile,
} from '../src/core/conference/views';

export const kSites = [
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
  'Lào Cai',
  'Khánh Hòa',
  'An Giang',
  'Bà Rịa – Vũng Tàu',
  'Bắc Giang',
  'Bắc Kạn',
  'Bạc Liêu',
  'Bắc Ninh',
  'Bến Tre',
  'Bình Định',
  'Bình Dương',
];
const kRegions = ['Bắc', 'Trung', 'Nam'];

export const names: Names = {
  people: {
    '1': 'Nguyễn Thị Thanh Hương',
    '2': 'Trần Quốc Bảo',
    '3': 'Lê Hoàng Minh Khôi',
    '4': 'Phạm Văn Đức',
  },
  posts: { '1': 'Giám đốc', '2': 'Phó Trưởng ban Thường trực', '3': 'Trưởng phòng Tổ chức' },
  units: Object.fromEntries(kSites.map((name, index) => [String(index + 1), `Sở Nội vụ ${name}`])),
};

const speaker = (person: number, post: number, unit: number, text = ''): Speaker => ({
  person,
  post,
  unit,
  text,
});
const nobody = speaker(0, 0, 0);

const sums: RollSums = {
  sites: 63,
  sites_in: 61,
  expected: 5120,
  in_room: 4700,
  online: 60,
  substitutes: 52,
  absent: 118,
  not_called: 190,
  present: 4812,
  present_substitutes: 50,
  heads: 5033,
};

export const siteName = (site: number): string => {
  const name = kSites[(site - 1) % kSites.length] ?? '';
  return site > kSites.length ? `${name} ${Math.ceil(site / kSites.length)}` : name;
};

function tile(site: number): WallTile {
  const absent = site === 14 || site === 29;
  return {
    site,
    name: siteName(site),
    unit: site,
    level: site === 1 ? 'centre' : 'province',
    region: kRegions[site % 3] ?? '',
    parent: site === 1 ? 0 : 1,
    checked_in: !absent,
    line_lost: site === 9,
    heads: absent ? 0 : 12 + ((site * 37) % 120),
    hands: site === 3 ? 2 : site % 11 === 4 ? 1 : 0,
    microphone: site === 2 || site === 1,
    on_air: site === 2,
    muted: site === 6,
    talkback: false,
    ready: site % 4 !== 0,
    sound: !absent && site !== 12,
    incidents: site === 17 ? 1 : 0,
  };
}

function item(id: number, kind: ItemView['spec']['kind'], title: string, by = nobody): ItemView {
  return {
    item: id,
    spec: {
      kind,
      title,
      topic: '',
      speaker: by,
      site: 0,
      paper: 0,
      planned_minutes: kind === 'break' ? 20 : 15,
      file: '',
      course: '',
    },
    site: by.unit,
    status: id < 4 ? (id === 3 ? 'filed' : 'done') : id === 4 ? 'current' : 'planned',
    began: 0,
    ended: 0,
  };
}

const programme = (): ItemView[] => [
  item(1, 'opening', 'Khai mạc hội nghị', speaker(4, 2, 1)),
  item(2, 'report', 'Báo cáo mười năm xây dựng tổ chức cơ sở', speaker(2, 2, 1)),
  item(3, 'contribution', 'Nâng cao chất lượng sinh hoạt chi bộ', speaker(3, 3, 8)),
  item(4, 'contribution', 'Vai trò của người đứng đầu ở cơ sở vùng cao', speaker(1, 1, 2)),
  item(5, 'contribution', 'Đào tạo, bồi dưỡng cán bộ trẻ tại doanh nghiệp', speaker(2, 3, 3)),
  item(6, 'contribution', 'Kết nạp đảng viên mới ở địa bàn biên giới', speaker(0, 0, 11)),
  item(7, 'break', 'Nghỉ giải lao'),
  ...Array.from({ length: 13 }, (_, index) =>
    item(8 + index, 'contribution', `Tham luận số ${index + 4}`, speaker(0, 1, 4 + index)),
  ),
  item(21, 'discussion', 'Thảo luận'),
  item(22, 'conclusion', 'Kết luận hội nghị', speaker(4, 2, 1)),
];

const turn = (): TurnView => ({
  turn: 7,
  site: 2,
  site_name: siteName(2),
  speaker: speaker(1, 1, 2),
  item: 4,
  clock: { allotted_s: 900, spent_ms: 0, running_since: Date.now() - 751_000, held: false },
  warnings: 0,
  seq: 90,
});

const noTurn: TurnView = {
  turn: 0,
  site: 0,
  site_name: '',
  speaker: nobody,
  item: 0,
  clock: { allotted_s: 0, spent_ms: 0, running_since: 0, held: false },
  warnings: 0,
  seq: 0,
};

const request = (id: number, site: number, subject: string, by = nobody) => ({
  request: id,
  site,
  site_name: siteName(site),
  speaker: by,
  subject,
  raised: Date.now() - id * 60_000,
});

const noVote = {
  vote: 0,
  spec: {
    question: '',
    matter: 'matter' as const,
    labels: [],
    electorate: 'sites' as const,
    secret: false,
    needed_percent: 50,
  },
  took_part: 0,
  entitled: 0,
};

const openVote = {
  vote: 2,
  spec: {
    ...noVote.spec,
    question: 'Thông qua dự thảo nghị quyết hội nghị',
    labels: ['Đồng ý', 'Không đồng ý', 'Không biểu quyết'],
    electorate: 'hands' as const,
  },
  took_part: 38,
  entitled: 61,
};

const endedVote = {
  vote: 1,
  question: 'Thông qua chương trình làm việc',
  labels: ['Đồng ý', 'Không đồng ý', 'Không biểu quyết'],
  result: { counts: [58, 1, 2], took_part: 61, entitled: 61, withheld: false, carried: true },
};

export function control(state: string): ControlRoomView {
  const session = state !== 'convened' && state !== 'empty' && state !== 'paused';
  const empty = state === 'empty';
  const turns = session ? [turn()] : [];
  const phase = state === 'paused' ? 'paused' : session ? 'in_session' : 'convened';
  return {
    conference: 1,
    seq: 99,
    header: {
      title: 'Hội nghị chuyên đề xây dựng tổ chức cơ sở và nâng cao chất lượng đội ngũ',
      phase,
      item_number: session ? 4 : 0,
      items: empty ? 0 : 22,
      sums,
      quorum_of: 'delegates',
      quorum: state !== 'convened',
      recording: session,
      presiding: 0,
    },
    programme: empty ? [] : programme(),
    floor: {
      mode: 'one',
      holders: turns,
      top: turns.length > 0 ? 7 : 0,
      can_undo: state === 'undo' ? 7 : 0,
      chair_microphone: true,
      next: empty
        ? { site: 0, site_name: '', speaker: nobody, item: 0, request: 0 }
        : { site: 3, site_name: siteName(3), speaker: speaker(2, 3, 3), item: 5, request: 0 },
      queue: empty
        ? []
        : [
            request(1, 3, 'Kinh nghiệm tại khu công nghiệp', speaker(2, 3, 3)),
            request(2, 15, 'Đề nghị làm rõ chỉ tiêu'),
            request(3, 26, ''),
          ],
    },
    stage: {
      layout: state === 'four' ? 'four' : 'one',
      on_air: session ? 2 : 0,
      sites: session ? (state === 'four' ? [2, 1, 3, 8] : [2]) : [],
      beside: [],
      film: '',
      tone: 0,
      talkback: 0,
    },
    wall: empty ? [] : Array.from({ length: 63 }, (_, index) => tile(index + 1)),
    vote: state === 'vote' ? openVote : noVote,
    votes: [endedVote],
    messages: empty
      ? []
      : [
          {
            message: 1,
            site: 8,
            to: 'technician',
            text: '',
            sent: Date.now() - 120_000,
          },
          {
            message: 2,
            site: 19,
            to: 'secretariat',
            text: 'Xin chuyển thứ tự tham luận sau giờ giải lao',
            sent: Date.now() - 60_000,
          },
        ],
    notices: empty
      ? []
      : [{ notice: 1, text: 'Nghỉ giải lao lúc 10:15', sites: [], urgent: false, sent: 1 }],
    incidents: empty
      ? []
      : [{ incident: 1, site: 17, kind: 'no_sound', text: '', opened: Date.now() - 240_000 }],
    notes: 5,
    conclusion_version: 2,
    names,
  };
}

const note = (text: string, themes: number[], unit: number, into: number): Note => ({
  text,
  themes,
  item: 4,
  turn: 7,
  unit,
  site: unit,
  into_turn_ms: into,
  version: 1,
  taken: { seq: 1, at: Date.now(), who: 'account:1' },
});

export function synthesis(): SynthesisView {
  const themes = [
    'Kết quả nổi bật',
    'Khó khăn',
    'Nguyên nhân',
    'Bài học',
    'Dự báo',
    'Nhiệm vụ, giải pháp',
  ].map((name, index) => ({ theme: index + 1, name }));
  const notes: [number, Note][] = [
    [1, note('Đã kiện toàn 98% chi bộ thôn, bản.', [1], 2, 65_000)],
    [2, note('Thiếu cán bộ trẻ biết tiếng dân tộc; đề nghị cơ chế thu hút.', [2, 6], 2, 190_000)],
    [3, note('Người đứng đầu phải trực tiếp dự sinh hoạt mỗi quý.', [4], 2, 320_000)],
    [4, note('Lực lượng lao động biến động, khó duy trì sinh hoạt.', [2], 8, 80_000)],
    [5, note('Đề nghị phần mềm dùng chung.', [], 8, 410_000)],
  ];
  const cell = (unit: number, ...ids: number[]) => ({ unit, notes: ids });
  return {
    rows: [
      { theme: 1, name: 'Kết quả nổi bật', cells: [cell(2, 1)] },
      { theme: 2, name: 'Khó khăn', cells: [cell(2, 2), cell(8, 4)] },
      { theme: 3, name: 'Nguyên nhân', cells: [] },
      { theme: 4, name: 'Bài học', cells: [cell(2, 3)] },
      { theme: 5, name: 'Dự báo', cells: [] },
      { theme: 6, name: 'Nhiệm vụ, giải pháp', cells: [cell(2, 2)] },
      { theme: 0, name: '', cells: [cell(8, 5)] },
    ],
    notes,
    conclusion: 'Hội nghị thống nhất đánh giá kết quả mười năm…',
    conclusion_version: 2,
    adopted_version: 0,
    themes,
    names,
  };
}

export function roll() {
  const own = (site: number): RollSums => ({
    ...sums,
    sites: 1,
    sites_in: site === 14 || site === 29 ? 0 : 1,
    expected: 80,
    in_room: site === 14 ? 0 : 70,
    online: 1,
    substitutes: 2,
    absent: 3,
    not_called: 4,
    present: 73,
    heads: 75,
  });
  return {
    conference: 1,
    seq: 9,
    totals: sums,
    quorum: true,
    rows: Array.from({ length: 63 }, (_, index) => ({
      site: index + 1,
      parent: index === 0 ? 0 : 1,
      name: siteName(index + 1),
      unit: index + 1,
      level: 'province',
      own: own(index + 1),
      below: own(index + 1),
      confirmed: 0,
    })),
  };
}

export function site(state: string, id: number): SiteView {
  const air = state === 'air';
  const before = state === 'before' || state === 'new';
  return {
    conference: 1,
    seq: 99,
    site: id,
    name: siteName(id),
    title: 'Hội nghị chuyên đề xây dựng tổ chức cơ sở và nâng cao chất lượng đội ngũ',
    phase: before ? 'convened' : state === 'paused' ? 'paused' : 'in_session',
    item_title: before ? '' : 'Vai trò của người đứng đầu ở cơ sở vùng cao',
    checked_in: state !== 'new',
    line_lost: false,
    heads: state === 'new' ? 0 : 64,
    sums,
    microphone: air ? 'open' : before ? 'off_session' : state === 'muted' ? 'muted' : 'when_called',
    on_air: air,
    turn: air ? { ...turn(), site: id, site_name: siteName(id) } : noTurn,
    speaking: before ? [] : [{ ...turn(), site: air ? id : 2 }],
    next: { site: 3, site_name: siteName(3), speaker: speaker(2, 3, 3), item: 5, request: 0 },
    stage: before ? [] : [air ? id : 2],
    film: '',
    recording: !before,
    talkback: state === 'talkback',
    tone: false,
    own_queue: state === 'local' ? [request(9, id, 'Ý kiến về chỉ tiêu')] : [],
    own_raised: state === 'raised' ? [request(5, id, '')] : [],
    notices: [
      { notice: 1, text: 'Nghỉ giải lao lúc 10:15', sites: [], urgent: false, sent: Date.now() },
    ],
    messages: [
      {
        message: 1,
        text: 'Xin bản báo cáo điện tử',
        answer: 'Đã gửi vào hộp thư công vụ.',
        answered: true,
        sent: Date.now() - 300_000,
      },
    ],
    readiness: ['good', 'good', 'weak', 'unknown', 'unknown'].map((outcome) => ({
      outcome: outcome as 'good',
      detail: '',
    })),
    ready: false,
    devices: [
      { device: 1, role: 'sound', here: true },
      { device: 2, role: 'display', here: state !== 'alone' },
    ],
    sound: state === 'held' ? 9 : state === 'new' ? 0 : 1,
    vote: state === 'vote' ? openVote : state === 'ballot' ? ballotVote : noVote,
    last_vote: state === 'voted' ? endedVote : { ...endedVote, vote: 0 },
    voted: false,
    names,
  };
}

const ballotVote = {
  ...openVote,
  spec: { ...openVote.spec, electorate: 'delegates' as const, secret: true },
};
