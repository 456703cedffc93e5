import { expect, test } from 'vitest';
import { codeOf, isCode, IssuedLinks, readableCode } from './issued_links';

const kHour = 3_600_000;

function issuing() {
  let now = 1000;
  let count = 0;
  const asked: object[] = [];
  const issuer = {
    issueLink: (wish: object) => {
      asked.push(wish);
      count += 1;
      return Promise.resolve({ secret: `s${count}`, url: `https://h/s/s${count}`, link: count });
    },
  };
  const links = new IssuedLinks(4, issuer, () => now);
  return { links, asked, pass: (ms: number) => (now += ms) };
}

test('what was made is found again until it expires, by room and roles', async () => {
  const { links, asked, pass } = issuing();
  await links.make({ site: 7, roles: ['sound', 'display'], hours: 2, max_devices: 1 });
  expect(asked).toEqual([
    { conference: 4, site: 7, roles: ['sound', 'display'], hours: 2, max_devices: 1 },
  ]);
  expect(links.find(7, ['display', 'sound'])?.secret).toBe('s1');
  expect(links.find(7, ['sound'])).toBeNull();
  expect(links.find(8, ['sound', 'display'])).toBeNull();
  expect(links.byId(7, 1)?.expires).toBe(1000 + 2 * kHour);
  pass(2 * kHour);
  expect(links.find(7, ['sound', 'display'])).toBeNull();
});

test('the latest comes first, and what was revoked is forgotten', async () => {
  const { links } = issuing();
  const wish = { site: 7, roles: ['sound'], hours: 2, max_devices: 1 } as const;
  await links.make(wish);
  await links.make(wish);
  expect(links.find(7, ['sound'])?.link).toBe(2);
  links.forget(7, 2);
  expect(links.find(7, ['sound'])?.link).toBe(1);
  links.forget(8, 1);
  expect(links.find(7, ['sound'])?.link).toBe(1);
});

test('a code is read aloud in groups, and typed back as people type', () => {
  const secret = '9bdSyDzFo1uutCpfsbmvDj';
  expect(readableCode(secret)).toBe('9bdS yDzF o1uu tCpf sbmv Dj');
  expect(codeOf(` ${readableCode(secret)} `)).toBe(secret);
  expect(codeOf(`https://192.0.2.1:7880/s/${secret}/`)).toBe(secret);
  expect(isCode(secret)).toBe(true);
  for (const bad of ['', 'short', 'https://elsewhere/x', '9bdSyDzFo1uutCpf/bmvDj']) {
    expect(isCode(codeOf(bad)), bad).toBe(false);
  }
});
