import { expect, test } from 'vitest';
import { OfficeApi, parseMe } from './office_api';

function answering(status: number, body: unknown) {
  const requests: { path: string; init: RequestInit | undefined }[] = [];
  const api = new OfficeApi((path, init) => {
    requests.push({ path, init });
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  return { api, requests };
}

test('a command is posted with its stream and body, and answered by its number', async () => {
  const { api, requests } = answering(200, { seq: 12, stream: 'conference/4' });
  expect(await api.command('conference/4', 'floor.end', { turn: 3 })).toBe(12);
  expect(requests[0]?.path).toBe('/api/commands');
  expect(requests[0]?.init).toMatchObject({
    method: 'POST',
    body: '{"stream":"conference/4","command":"floor.end","body":{"turn":3}}',
  });
});

test('a refusal keeps its sentences and facts', async () => {
  const { api } = answering(409, {
    code: 'floor.changed',
    message_vi: 'Đã đổi',
    message_en: 'Changed',
    facts: { site: 7 },
  });
  await expect(api.command('conference/4', 'floor.end', {})).rejects.toMatchObject({
    status: 409,
    code: 'floor.changed',
    messages: { vi: 'Đã đổi', en: 'Changed' },
    facts: { site: 7 },
  });
});

test('who asks, in any shape', () => {
  expect(parseMe(null)).toEqual({
    account: 0,
    person: 0,
    name: '',
    administrator: false,
    units: [],
    may: [],
    rooms: [],
    firstAdministrator: false,
    demo: null,
  });
  expect(
    parseMe({ account: 3, rooms: [{ conference: 1, site: 2, device: 5, role: 'display' }, 7] }),
  ).toMatchObject({
    account: 3,
    rooms: [
      { conference: 1, site: 2, device: 5, role: 'display', delegate: 0 },
      { conference: 0, role: 'strip' },
    ],
  });
});

test('a secret goes into the address whole', async () => {
  const { api, requests } = answering(200, { conference: 4, roles: ['sound', 'other'] });
  expect(await api.link('a/b')).toMatchObject({ conference: 4, roles: ['sound'], siteName: '' });
  expect(requests[0]?.path).toBe('/api/links/a%2Fb');
});

test('media without a token is none', async () => {
  await expect(answering(200, { url: 'ws://h' }).api.media(4)).rejects.toThrow();
});
