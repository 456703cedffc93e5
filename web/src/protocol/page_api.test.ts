import { expect, test } from 'vitest';
import { ApiError, PageApi, parseError, parseInfo } from './page_api';

function answering(status: number, body: string) {
  const requests: { path: string; init: RequestInit | undefined }[] = [];
  const api = new PageApi((path, init) => {
    requests.push({ path, init });
    return Promise.resolve(new Response(body, { status }));
  });
  return { api, requests };
}

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test('join posts name and language and reads the grant', async () => {
  const body = '{"url":"ws://h:1","token":"t","identity":"guest-1","room":"họp 1"}';
  const { api, requests } = answering(200, body);
  const grant = await api.join({ room: 'họp 1', name: 'Hoa', language: 'vi' });
  expect(grant).toEqual({ url: 'ws://h:1', token: 't', identity: 'guest-1', room: 'họp 1' });
  expect(requests[0]?.path).toBe('/api/rooms/h%E1%BB%8Dp%201/join');
  expect(requests[0]?.init).toMatchObject({
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"name":"Hoa","language":"vi"}',
  });
});

test("the server's sentences are kept in both languages", async () => {
  const body = '{"code":"rooms_closed","message_vi":"Không","message_en":"No"}';
  const error = await caught(
    answering(403, body).api.join({ room: 'a', name: 'b', language: 'vi' }),
  );
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    status: 403,
    code: 'rooms_closed',
    messages: { vi: 'Không', en: 'No' },
    passing: false,
  });
});

test('no answer, too many, or broken ones are worth another try', async () => {
  const away = new PageApi(() => Promise.reject(new TypeError('fetch failed')));
  expect(await caught(away.info())).toMatchObject({ status: 0, passing: true });
  expect(parseError(429, null).passing).toBe(true);
  expect(parseError(502, '<html>').passing).toBe(true);
  expect(await caught(answering(500, '<html>').api.info())).toMatchObject({ messages: null });
});

test('an answer without a token is none', async () => {
  const { api } = answering(200, '{"url":"ws://h"}');
  expect(await caught(api.join({ room: 'a', name: 'b', language: 'en' }))).toBeInstanceOf(ApiError);
});

test('info of any shape is read', () => {
  expect(
    parseInfo({
      version: '0.1.0',
      name: 'Máy chủ',
      open_rooms: true,
      demo_room: '',
      addresses: ['https://192.0.2.1:7880', 7],
      ca_fingerprint: 'AB:CD',
    }),
  ).toEqual({
    version: '0.1.0',
    name: 'Máy chủ',
    openRooms: true,
    demoRoom: null,
    addresses: ['https://192.0.2.1:7880'],
    caFingerprint: 'AB:CD',
  });
  expect(parseInfo(null)).toMatchObject({ openRooms: false, addresses: [] });
});
