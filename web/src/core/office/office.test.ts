import { expect, test } from 'vitest';
import { addDays, dayInVietnam, daysUntil, writtenDay } from './days';
import { changesOf, differenceOf } from './difference';
import {
  filterRows,
  nextOpen,
  numberOf,
  type Clause,
  type ClauseKind,
  type ClauseLine,
  type LedgerRow,
} from './drafts';
import { owedBy, urgencyOf } from './owed';
import { clausesOf, keepIds } from './paste';
import {
  actsOn,
  addsUp,
  formatAmount,
  historyOf,
  parseAmount,
  splitFigure,
  totalOf,
  type Task,
  type TaskLine,
} from './tasks';
import { moveInTree, UnitTree } from './tree';
import type { UnitLine, UnitView } from './units';

test('days pass in Vietnam, wherever the browser stands', () => {
  expect(dayInVietnam(Date.parse('2026-11-23T16:59:59Z'))).toBe('2026-11-23');
  expect(dayInVietnam(Date.parse('2026-11-23T17:00:00Z'))).toBe('2026-11-24');
  expect(daysUntil('2026-12-01', '2026-11-24')).toBe(7);
  expect(daysUntil('2026-11-23', '2026-11-24')).toBe(-1);
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  expect(writtenDay('2021-10-28', 'vi-VN')).toBe('28/10/2021');
  expect(writtenDay('', 'vi-VN')).toBe('');
});

test('a day is near, passed, or far', () => {
  expect(urgencyOf('', '2026-11-24')).toBe('open');
  expect(urgencyOf('2026-11-23', '2026-11-24')).toBe('late');
  expect(urgencyOf('2026-11-24', '2026-11-24')).toBe('soon');
  expect(urgencyOf('2026-12-01', '2026-11-24')).toBe('soon');
  expect(urgencyOf('2026-12-02', '2026-11-24')).toBe('later');
});

test('figures are written as the language writes them', () => {
  expect(parseAmount('1.250,5', 'vi')).toBe(1_250_500);
  expect(parseAmount('1,250.5', 'en')).toBe(1_250_500);
  expect(parseAmount(' 97,5 ', 'vi')).toBe(97_500);
  for (const bad of ['', 'mười', '1,2,3', '1,2345', '-']) expect(parseAmount(bad, 'vi')).toBeNull();
  expect(formatAmount(1_250_500, 'vi-VN')).toBe('1.250,5');
});

test('a figure is shared out to the last step', () => {
  expect(splitFigure(10_000, 3)).toEqual([4000, 3000, 3000]);
  expect(splitFigure(0, 2)).toEqual([0, 0]);
  expect(splitFigure(5000, 0)).toEqual([]);
  for (let parts = 1; parts < 20; parts++) {
    expect(splitFigure(97_000, parts).reduce((a, b) => a + b, 0)).toBe(97_000);
  }
  expect(addsUp('%')).toBe(false);
  expect(addsUp('chi bộ')).toBe(true);
  expect(totalOf({ done_in_time: 1, done_late: 2, open_in_time: 3, open_overdue: 4 })).toBe(10);
});

const stamp = (seq: number) => ({ seq, at: seq * 10, who: 'account:1' });

test('a task offers what its state allows', () => {
  const may = ['task.accept', 'task.report', 'task.pass_down', 'extension.ask', 'task.withdraw'];
  const acts = (status: TaskLine['status'], waiting = false) =>
    actsOn(
      {
        status,
        extensions: waiting ? [[1, { state: 'asked' }]] : [],
        deadline: '2026-12-01',
      } as unknown as Task,
      may,
    );
  expect(acts('given')).toEqual(['accept', 'withdraw']);
  expect(acts('accepted')).toEqual(['report', 'pass', 'extend', 'withdraw']);
  expect(acts('accepted', true)).toEqual(['report', 'pass', 'withdraw']);
  expect(acts('done')).toEqual([]);
  expect(actsOn({ status: 'given' } as Task, [])).toEqual([]);
});

test('the history of a task follows the journal', () => {
  const report = { text: '', figure: null, evidence: [], done: true, day: '2026-11-24' };
  const task = {
    status: 'done',
    given: stamp(1),
    accepted: stamp(2),
    ended: stamp(9),
    reports: [
      [1, { ...report, sent: stamp(3), receipt: { ...at(5), returned: true } }],
      [2, { ...report, sent: stamp(8), receipt: { ...at(9), returned: false } }],
    ],
    extensions: [[1, { state: 'granted', asked: stamp(4), decided: stamp(6) }]],
  } as unknown as Task;
  expect(historyOf(task).map(({ kind }) => kind)).toEqual([
    'given',
    'accepted',
    'report',
    'extension_asked',
    'receipt',
    'extension_decided',
    'report',
    'receipt',
    'done',
  ]);
  function at(seq: number) {
    return { number: 1, stamp: stamp(seq), remark: '' };
  }
});

const unit = (id: number, parent: number, name = `Đơn vị ${id}`): UnitLine => ({
  unit: id,
  code: `M${id}`,
  name,
  level: 'province',
  parent,
  second_superior: 0,
  mine: false,
});

const tree = new UnitTree([
  unit(1, 0, 'Trung ương'),
  unit(2, 1, 'Tỉnh Đắk Lắk'),
  unit(3, 1, 'Tỉnh Nghệ An'),
  unit(4, 2, 'Xã Ea Kar'),
  unit(5, 99, 'Lẻ'),
]);

test('a tree shows what is open', () => {
  const names = (open: number[]) => tree.rows(new Set(open)).map((row) => row.unit.unit);
  expect(names([])).toEqual([1, 5]);
  expect(names([1])).toEqual([1, 2, 3, 5]);
  expect(names([1, 2])).toEqual([1, 2, 4, 3, 5]);
  expect(names([2])).toEqual([1, 5]);
  expect(tree.over(4)).toEqual([1, 2]);
  expect(tree.isWithin(4, 1)).toBe(true);
  expect(tree.isWithin(3, 2)).toBe(false);
  expect(tree.rows(new Set([1]))[1]).toMatchObject({ depth: 2, place: 1, of: 2, children: 1 });
});

test('a tree that bites its tail comes to an end', () => {
  const loop = new UnitTree([unit(1, 2), unit(2, 1)]);
  expect(loop.over(1)).toEqual([1, 2]);
  expect(loop.rows(new Set())).toEqual([]);
});

test('keys walk a tree', () => {
  const go = (at: number, open: number[], key: string) => moveInTree(tree, new Set(open), at, key);
  expect(go(1, [], 'ArrowRight')).toEqual({ at: 1, open: new Set([1]) });
  expect(go(1, [1], 'ArrowRight')?.at).toBe(2);
  expect(go(2, [1], 'ArrowLeft')?.at).toBe(1);
  expect(go(1, [1], 'ArrowLeft')?.open).toEqual(new Set());
  expect(go(2, [1], 'ArrowDown')?.at).toBe(3);
  expect(go(5, [1], 'ArrowDown')?.at).toBe(5);
  expect(go(3, [1], 'End')?.at).toBe(5);
  expect(go(3, [1], 'Home')?.at).toBe(1);
  expect(go(0, [], 'ArrowDown')?.at).toBe(1);
  expect(go(1, [], 'x')).toBeNull();
});

test('units are found without diacritics, and by code', () => {
  expect(tree.find('dak', 5).map((found) => found.unit)).toEqual([2]);
  expect(tree.find('TINH', 5).map((found) => found.unit)).toEqual([2, 3]);
  expect(tree.find('m4', 5).map((found) => found.unit)).toEqual([4]);
  expect(tree.find(' ', 5)).toEqual([]);
});

test('a pasted decree becomes its outline', () => {
  const text = [
    'CHƯƠNG I',
    'NHỮNG QUY ĐỊNH CHUNG',
    'Điều 1. Phạm vi điều chỉnh',
    'Quy định này nói về chi bộ.',
    '1. Áp dụng ở cơ sở.',
    'a) Xã;',
    'đ) Phường;',
    'Mục 2. Thực hiện',
    'Điều 2: Hiệu lực',
    '',
    '2) Từ ngày ký.',
  ];
  const clauses = clausesOf(text.join('\r\n'));
  expect(clauses.map(({ kind }) => kind)).toEqual([
    'chapter',
    'article',
    'clause',
    'point',
    'point',
    'section',
    'article',
    'clause',
  ]);
  expect(clauses[0]?.heading).toBe('NHỮNG QUY ĐỊNH CHUNG');
  expect(clauses[1]).toMatchObject({
    heading: 'Phạm vi điều chỉnh',
    text: 'Quy định này nói về chi bộ.',
  });
  expect(clauses[4]?.text).toBe('Phường;');
});

test('a text without marks loses nothing', () => {
  const clauses = clausesOf('Đoạn một.\n\nĐoạn hai.');
  expect(clauses.map(({ text }) => text)).toEqual(['Đoạn một.', 'Đoạn hai.']);
  expect(clausesOf('')).toEqual([]);
  expect(clausesOf('Điều 1. A'.normalize('NFD'))[0]?.kind).toBe('article');
});

const clause = (id: number, text: string, kind: ClauseKind = 'article'): Clause => ({
  id,
  kind,
  heading: '',
  text,
});

test('clauses keep their numbers when the text is pasted anew', () => {
  const before = [clause(1, 'một'), clause(2, 'hai'), clause(3, 'ba')];
  const ids = (after: Clause[]) => keepIds(before, after).map(({ id }) => id);
  expect(ids([clause(0, 'một'), clause(0, 'mới'), clause(0, 'ba')])).toEqual([1, 2, 3]);
  expect(ids([clause(0, 'chen'), clause(0, 'một'), clause(0, 'hai'), clause(0, 'ba')])).toEqual([
    0, 1, 2, 3,
  ]);
  expect(ids([clause(0, 'ba')])).toEqual([3]);
  const twice = keepIds(before, [clause(0, 'một'), clause(0, 'một')]);
  expect(new Set(twice.map(({ id }) => id)).size).toBe(2);
});

const line = (id: number, text: string): ClauseLine => ({
  clause: clause(id, text),
  label: `Điều ${id}`,
  comments: 0,
  open: 0,
});

test('differences show what went and what came, in place', () => {
  expect(differenceOf('a b c', 'a x c')).toEqual([
    { kind: 'same', text: 'a ' },
    { kind: 'gone', text: 'b ' },
    { kind: 'new', text: 'x ' },
    { kind: 'same', text: 'c' },
  ]);
  expect(differenceOf('', '')).toEqual([]);
  expect(differenceOf('a', '')).toEqual([{ kind: 'gone', text: 'a' }]);
  const changes = changesOf([line(1, 'a'), line(2, 'b')], [line(1, 'a'), line(3, 'c')]);
  expect(changes.map((one) => [one.line.clause.id, one.kind])).toEqual([
    [1, 'same'],
    [2, 'gone'],
    [3, 'new'],
  ]);
});

test('what is kept and new together are the new text, what is kept and gone the old', () => {
  const words = ['chi', 'bộ', 'cơ', 'sở', 'đảng'];
  let seed = 7;
  const next = (below: number) => (seed = (seed * 16807) % 2147483647) % below;
  const made = () => Array.from({ length: next(12) }, () => words[next(5)]).join(' ');
  for (let round = 0; round < 200; round++) {
    const before = made();
    const after = made();
    const pieces = differenceOf(before, after);
    const without = (kind: string) =>
      pieces
        .filter((piece) => piece.kind !== kind)
        .map(({ text }) => text)
        .join('');
    expect(without('new')).toBe(before);
    expect(without('gone')).toBe(after);
  }
});

const row = (comment: number, answer: LedgerRow['answer'], of = 1) =>
  ({ comment, answer, unit: of }) as LedgerRow;

test('the keyboard finds the next comment that is open', () => {
  const rows = [row(1, 'absorbed'), row(2, null), row(3, 'explained', 2), row(4, null, 2)];
  expect(nextOpen(rows, 2)).toBe(4);
  expect(nextOpen(rows, 4)).toBe(2);
  expect(nextOpen(rows, 0)).toBe(2);
  expect(nextOpen([row(1, null)], 1)).toBeNull();
  expect(filterRows(rows, 'open', 0).map(({ comment }) => comment)).toEqual([2, 4]);
  expect(filterRows(rows, 'all', 2).map(({ comment }) => comment)).toEqual([3, 4]);
});

test('what a unit owes is one list, by day', () => {
  const task = (id: number, deadline: string, change: object = {}) => ({
    task: id,
    title: `Việc ${id}`,
    giver: 1,
    lead: 7,
    status: 'accepted',
    deadline,
    waits_for_giver: false,
    ...change,
  });
  const view = {
    organisation: { id: 7 },
    tasks: {
      open: [
        task(1, ''),
        task(2, '2026-12-05', { status: 'given' }),
        task(3, '2026-12-01', { waits_for_giver: true }),
        task(4, '2026-12-01', { lead: 8 }),
      ],
      to_answer: [task(5, '2026-12-09', { giver: 7, lead: 9 })],
      given_away: [],
    },
    drafts: [
      { draft: 1, title: 'A', unit: 2, deadline: '2026-11-30', mine: 0, open: 0, side: 'asked' },
      { draft: 2, title: 'B', unit: 2, deadline: '2026-11-29', mine: 3, open: 0, side: 'asked' },
      { draft: 3, title: 'C', unit: 7, deadline: '2026-12-06', mine: 0, open: 4, side: 'drafter' },
    ],
    papers: [
      { conference: 4, item: 1, title: 'Tham luận', topic: '', paper: 1, status: 'planned' },
      { conference: 4, item: 2, title: 'Đã đọc', topic: '', paper: 0, status: 'done' },
      { conference: 4, item: 3, title: '', topic: 'Chuyên đề', paper: 0, status: 'planned' },
    ],
    conferences: [],
  } as unknown as UnitView;
  expect(owedBy(view).map(({ kind, by, to }) => [kind, by, to])).toEqual([
    ['comment', '2026-11-30', 2],
    ['accept', '2026-12-05', 1],
    ['answer_comments', '2026-12-06', 0],
    ['answer_task', '2026-12-09', 9],
    ['task', '', 1],
    ['paper', '', 0],
  ]);
  expect(owedBy(view).at(-1)?.title).toBe('Chuyên đề');
});

test('numbers stand on the paper as in print', () => {
  expect(numberOf('Khoản 3, Điều 12', 'clause')).toBe('3.');
  expect(numberOf('Điểm đ, Khoản 3, Điều 12', 'point')).toBe('đ)');
  expect(numberOf('Điều 12', 'article')).toBe('Điều 12.');
  expect(numberOf('Chương II', 'chapter')).toBe('Chương II');
  expect(numberOf('', 'point')).toBe('');
});
