// Units, tasks and drafts for the gallery.
import type { DraftView, LedgerRow } from '../src/core/office/drafts';
import type { Buckets, TaskLine, TaskView } from '../src/core/office/tasks';
import type { UnitLine, UnitView } from '../src/core/office/units';

const day = (from: number): string =>
  new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);

const kProvinces = ['Hà Giang', 'Cao Bằng', 'Lào Cai', 'Đắk Lắk', 'Nghệ An', 'Cần Thơ', 'Huế'];

const unitLine = (unit: number, name: string, parent: number, level: string): UnitLine => ({
  unit,
  code: `M${unit}`,
  name,
  level,
  parent,
  second_superior: 0,
  mine: unit === 11,
});

function units(): UnitLine[] {
  const all = [
    unitLine(1, 'Uỷ ban Trung ương', 0, 'Trung ương'),
    unitLine(2, 'Ban Tổ chức', 1, 'Ban, vụ, cục trung ương'),
    unitLine(3, 'Văn phòng', 1, 'Ban, vụ, cục trung ương'),
  ];
  for (const [index, name] of kProvinces.entries()) {
    const province = 11 + index;
    all.push(unitLine(province, `Tỉnh ${name}`, 1, 'Cấp tỉnh'));
    for (let commune = 0; commune < 300; commune++) {
      const id = 1000 + index * 300 + commune;
      all.push(unitLine(id, `Xã ${name} ${commune + 1}`, province, 'Cấp xã'));
    }
  }
  return all;
}

const names = {
  people: { 1: 'Nguyễn Thị Hoa', 2: 'Trần Văn Đức', 3: 'Lê Minh Tuấn' },
  posts: { 1: 'Bí thư', 2: 'Phó Bí thư' },
  units: Object.fromEntries(units().map((one) => [one.unit, one.name])),
};

const some: Buckets = { done_in_time: 12, done_late: 3, open_in_time: 7, open_overdue: 2 };
const none: Buckets = { done_in_time: 0, done_late: 0, open_in_time: 0, open_overdue: 0 };

const line = (task: number, change: Partial<TaskLine> = {}): TaskLine => ({
  task,
  parent: 0,
  title: 'Nâng chất lượng sinh hoạt chi bộ ở cơ sở theo kết luận của hội nghị',
  giver: 1,
  lead: 11,
  head: 1,
  head_post: 1,
  status: 'accepted',
  deadline: day(12),
  bucket: 'open_in_time',
  below: none,
  figure: 62_000,
  target: 97_000,
  measure: 'chi bộ',
  waits_for_giver: false,
  ...change,
});

const tasks = [
  line(1, { deadline: day(-3), bucket: 'open_overdue', title: 'Rà soát quy chế làm việc' }),
  line(2, { below: some }),
  line(3, { status: 'given', deadline: day(5), title: 'Tập huấn bí thư chi bộ năm 2026' }),
];

const link = (unit: number) => ({
  unit,
  code: `M${unit}`,
  name: names.units[unit] ?? '',
  level: 'Cấp tỉnh',
  subordinates: unit > 1000 ? 0 : 300,
});

const post = (id: number, name: string, title: string, leads = false) => ({
  post: id,
  person: id,
  name,
  title,
  rank: leads ? 'Chuyên viên cao cấp' : '',
  leads,
  from: '2021-05-10',
  to: '',
  telephone: leads ? '0912 000 001' : '',
  email: '',
  other_posts: leads ? 1 : 0,
});

const unit = (id: number): UnitView => ({
  organisation: {
    id,
    unit: {
      spec: {
        code: `M${id}`,
        name: names.units[id] ?? '',
        short_name: 'HG',
        level: 'province',
        superior: 1,
        second_superior: 2,
        from: '1991-10-01',
        to: '',
      },
      ending: 'none',
      ended: '',
      ended_by: '',
      names: [
        { name: 'Tỉnh Hà Tuyên', short_name: '', until: '1991-10-01', decision: 'NQ 8-NQ/QH' },
      ],
      places: [],
    },
    level: 'Cấp tỉnh',
    path: [link(1), link(id)],
    second_superior: link(2),
    children: Array.from({ length: 12 }, (_, index) => link(1000 + index)),
    second_children: [],
    predecessors: [],
    successors: [],
    posts: [
      post(1, 'Nguyễn Thị Hoa', 'Bí thư', true),
      post(2, 'Trần Văn Đức', 'Phó Bí thư'),
      post(3, 'Lê Minh Tuấn', 'Văn thư'),
    ],
    past_posts: 4,
    branch_units: 301,
    branch_people: 1240,
  },
  tasks: {
    unit: id,
    open: tasks,
    to_answer: [line(4, { giver: id, lead: 1001, waits_for_giver: true })],
    given_away: [],
    branch: some,
  },
  drafts: [
    {
      draft: 1,
      title: 'Quy định về sinh hoạt chi bộ ở cơ sở',
      unit: 2,
      deadline: day(4),
      mine: 0,
      comments: 12,
      open: 7,
      side: 'asked',
    },
  ],
  conferences: [
    {
      conference: 1,
      title: 'Hội nghị chuyên đề xây dựng tổ chức cơ sở',
      unit: 'Ban Tổ chức',
      phase: 'convened',
      begins: Date.now() + 86_400_000,
      sites: 63,
      standing: ['chair'],
    },
  ],
  papers: [
    {
      conference: 1,
      item: 4,
      title: '',
      topic: 'Kinh nghiệm phát triển đội ngũ ở xã vùng cao',
      paper: 0,
      status: 'planned',
    },
  ],
  training: { needed: 14, lacking: 2 },
  review: {
    review: 3,
    unit: 12,
    period: { kind: 'year', from: '2025-01-01', to: '2025-12-31' },
    status: 'decided',
  },
  may: [
    'unit.add',
    'unit.rename',
    'unit.move',
    'units.merge',
    'unit.close',
    'person.add',
    'post.end',
  ],
  names,
});

const stamp = (seq: number, from: number) => ({
  seq,
  at: Date.now() + from * 86_400_000,
  who: 'account:1',
});
const never = { seq: 0, at: 0, who: '' };

const task = (): TaskView => ({
  page: {
    line: line(2, { below: some }),
    task: {
      spec: {
        title: line(2).title,
        text: 'Thực hiện đầy đủ quy định về sinh hoạt chi bộ; báo cáo theo quý.',
        giver: 1,
        lead: 11,
        helpers: [2],
        head: 1,
        head_post: 1,
        goal: {
          text: '',
          indicator: 'chi bộ sinh hoạt đúng quy định',
          measure: 'chi bộ',
          target: 97_000,
        },
        deadline: day(2),
        source: { conference: 1, event: 12, place: 'Kết luận, mục 3' },
      },
      parent: 0,
      status: 'accepted',
      deadline: day(12),
      done: '',
      withdrawn_why: '',
      given: stamp(1, -20),
      accepted: stamp(2, -18),
      ended: never,
      reports: [
        [
          1,
          {
            text: 'Đã có 62 chi bộ sinh hoạt đúng quy định.',
            figure: 62_000,
            evidence: [{ text: 'Báo cáo 41/BC-TU', conference: 0, event: 0, file: '' }],
            done: false,
            day: day(-5),
            sent: stamp(3, -5),
            receipt: { number: 7, stamp: stamp(4, -4), returned: false, remark: '' },
          },
        ],
        [
          2,
          {
            text: 'Đề nghị xác nhận phần việc quý IV.',
            figure: 80_000,
            evidence: [],
            done: false,
            day: day(0),
            sent: stamp(7, 0),
            receipt: null,
          },
        ],
      ],
      extensions: [
        [
          1,
          {
            wanted: day(12),
            why: 'Hai xã bị chia cắt do mưa lũ.',
            state: 'granted',
            granted: day(12),
            remark: '',
            asked: stamp(5, -3),
            decided: stamp(6, -2),
          },
        ],
      ],
      parts: [5, 6],
    },
    over: [],
    parts: [
      line(5, { lead: 1000 }),
      line(6, { lead: 1001, bucket: 'done_in_time', status: 'done' }),
    ],
  },
  below: Array.from({ length: 8 }, (_, index) => ({
    unit: 1002 + index,
    head: index === 3 ? 0 : 2,
    head_post: 1,
  })),
  may: ['task.report', 'task.pass_down', 'extension.ask', 'report.confirm', 'task.withdraw'],
  conference_title: 'Hội nghị chuyên đề xây dựng tổ chức cơ sở',
  names,
});

const kTexts = [
  ['chapter', 'Chương I', 'NHỮNG QUY ĐỊNH CHUNG', ''],
  ['article', 'Điều 1', 'Phạm vi điều chỉnh', 'Quy định này nói về sinh hoạt chi bộ ở cơ sở.'],
  ['article', 'Điều 2', 'Thời gian sinh hoạt', ''],
  ['clause', 'Khoản 1, Điều 2', '', 'Chi bộ sinh hoạt thường kỳ mỗi tháng một lần.'],
  ['clause', 'Khoản 2, Điều 2', '', 'Thời gian mỗi lần không dưới 90 phút.'],
  ['point', 'Điểm a, Khoản 2, Điều 2', '', 'Ở xã vùng cao, có thể sinh hoạt ghép hai chi bộ.'],
] as const;

const clauses = (change: string) =>
  kTexts.map(([kind, label, heading, text], index) => ({
    clause: { id: index + 1, kind, heading, text: index === 4 ? text + change : text },
    label,
    comments: index === 4 ? 2 : 0,
    open: index === 4 ? 1 : 0,
  }));

const ledgerRow = (comment: number): LedgerRow => ({
  comment,
  clause: 3 + (comment % 3),
  label: kTexts[2 + (comment % 3)]?.[1] ?? '',
  clause_text: '',
  version: 2,
  unit: 11 + (comment % 7),
  text: 'Đề nghị quy định thời gian linh hoạt hơn cho chi bộ nông thôn trong mùa vụ.',
  source: { conference: comment === 2 ? 1 : 0, note: 0, turn: 0, paper: 0, event: 9 },
  answer: comment % 4 === 0 ? 'explained' : comment % 3 === 0 ? 'absorbed' : null,
  answer_text: comment % 4 === 0 ? 'Thời gian tối thiểu cần thống nhất trong cả nước.' : '',
  made: Date.now(),
  answered: 0,
  answers: 0,
});

const draft = (asked: boolean, count: number): DraftView => {
  const rows = Array.from({ length: count }, (_, index) => ledgerRow(index + 1));
  return {
    page: {
      id: 1,
      spec: {
        title: 'Về sinh hoạt chi bộ ở cơ sở',
        kind: 'Quy định',
        unit: 2,
        conference: 1,
        secret: false,
      },
      phase: 'circulated',
      revision: 3,
      version: 2,
      deadline: day(4),
      units: [11, 12, 13],
      written: clauses(', trừ trường hợp đặc biệt.'),
      circulated: clauses(''),
      next_step: '',
    },
    ledger: {
      title: '',
      unit: 2,
      rows,
      absorbed: rows.filter((row) => row.answer === 'absorbed').length,
      explained: rows.filter((row) => row.answer === 'explained').length,
      open: rows.filter((row) => !row.answer).length,
      silent: [13],
    },
    versions: [],
    side: asked ? 'asked' : 'drafter',
    for_unit: asked ? 11 : 2,
    may: asked
      ? ['comment.make', 'comment.withdraw']
      : ['draft.write', 'draft.circulate', 'draft.finish', 'comment.absorb', 'comment.make'],
    names,
  };
};

const words = {
  levels: [
    { code: 'province', name: 'Cấp tỉnh' },
    { code: 'commune', name: 'Cấp xã' },
  ],
  titles: [{ code: 'secretary', name: 'Bí thư', leads: true }],
  ranks: [],
  roles: ['leader', 'clerk', 'viewer'],
};

const accounts = {
  accounts: [
    {
      account: 1,
      person: 1,
      label: '',
      claimed: true,
      disabled: false,
      disabled_why: '',
      waiting: false,
      grants: [{ grant: 1, role: 'leader', branch: 11, conference: 0 }],
    },
    {
      account: 2,
      person: 0,
      label: 'Trực kỹ thuật',
      claimed: false,
      disabled: false,
      disabled_why: '',
      waiting: true,
      grants: [{ grant: 2, role: 'technician', branch: 0, conference: 0 }],
    },
  ],
  names,
};

// The picture of a view; undefined: it is none of these.
export function paperState(view: string, state: string): unknown {
  const [kind, id, of] = view.split('/');
  if (view === 'units') return { units: state === 'empty' ? [] : units() };
  if (view === 'organisation/words') return words;
  if (view === 'accounts') return accounts;
  if (view === 'drafts') {
    const card = { draft: 1, title: 'Về sinh hoạt chi bộ ở cơ sở', unit: 2, phase: 'circulated' };
    const counts = { version: 2, deadline: day(4), comments: 400, open: 260 };
    const drafts =
      state === 'empty'
        ? []
        : [
            { ...card, ...counts, side: 'drafter' },
            { ...card, ...counts, draft: 2, side: 'asked' },
          ];
    return { drafts, may_begin: [2], names };
  }
  if (kind === 'draft') return draft(id === '2', state === 'many' ? 400 : 9);
  if (view.startsWith('tasks/unit/')) {
    const empty = state === 'empty';
    return {
      unit: Number(of),
      branch: empty ? none : some,
      own: empty ? [] : tasks,
      below: empty ? [] : [...tasks, line(7, { lead: 1003, bucket: 'done_late', status: 'done' })],
      may: ['task.give'],
      names,
    };
  }
  if (kind === 'task') return task();
  if (kind === 'unit' && of === undefined && !view.endsWith('past')) return unit(Number(id));
  if (view.endsWith('/past')) return { posts: unit(11).organisation.posts, names };
  return undefined;
}
