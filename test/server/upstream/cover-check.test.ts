import { MockAgent } from 'undici';
import { expect, it, onTestFinished } from 'vitest';
import { isPublicAddress } from '../../../server/host-name.ts';
import { coverRound } from '../../../server/quality/cover-round.ts';
import { CoverCheck, publicLookup } from '../../../server/upstream/cover-check.ts';
import { openTestStorage } from '../../support/stores.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const never = new AbortController().signal;

function withAnswers() {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const pictures = agent.get('https://pictures.example.com');
  const check = new CoverCheck(agent);
  onTestFinished(() => check.close());
  const fault = (path: string) => check.fault(`https://pictures.example.com${path}`, never);
  return { pictures, fault, check };
}

it('finds nothing wrong with a picture, by how it begins', async () => {
  const { pictures, fault } = withAnswers();
  pictures.intercept({ path: '/a.png?v=2' }).reply(200, PNG, { headers: { 'content-type': 'text/plain' } });
  expect(await fault('/a.png?v=2')).toBeUndefined();
});

it.each<[string, number, string, string]>([
  ['a page in its place', 200, '<!doctype html><title>Not here</title>', 'no picture'],
  ['an empty answer', 200, '', 'no picture'],
  ['a picture that is gone', 404, '', 'status 404'],
  ['a server out of order', 503, '', 'status 503'],
])('tells of %s', async (_, status, body, said) => {
  const { pictures, fault } = withAnswers();
  pictures.intercept({ path: '/a.jpg' }).reply(status, body);
  expect(await fault('/a.jpg')).toBe(said);
});

it('follows three redirects, and none to a private address', async () => {
  const { pictures, fault } = withAnswers();
  const redirect = (path: string, location: string) =>
    pictures.intercept({ path }).reply(302, '', { headers: { location } });
  redirect('/1', '/2');
  redirect('/2', 'https://pictures.example.com/3');
  redirect('/3', '/4');
  pictures.intercept({ path: '/4' }).reply(200, PNG);
  expect(await fault('/1')).toBeUndefined();
  for (const path of ['/loop', '/loop', '/loop', '/loop']) redirect(path, '/loop');
  expect(await fault('/loop')).toBe('too many redirects');
  redirect('/inside', 'http://169.254.169.254/latest/meta-data/');
  expect(await fault('/inside')).toBe('private address');
});

it.each([
  'http://127.0.0.1/',
  'http://[::1]/',
  'http://10.1.2.3/',
  'http://169.254.169.254/',
  'http://0x7f000001/',
  'http://2130706433/',
  'http://localhost/',
  'http://printer.lan/',
])('asks nothing of %s', async (address) => {
  const { check } = withAnswers();
  expect(await check.fault(address, never)).toBe('private address');
});

it('connects to no name that leads inside', async () => {
  const error = await new Promise((resolve) => publicLookup('localhost', { all: true }, resolve));
  expect(error).toMatchObject({ name: 'PrivateAddress' });
});

it.each<[string, boolean]>([
  ['93.184.216.34', true],
  ['2606:2800:220:1:248:1893:25c8:1946', true],
  ['10.0.0.1', false],
  ['100.64.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['fd00::1', false],
  ['::ffff:10.0.0.1', false],
  ['64:ff9b::a00:1', false],
  ['not an address', false],
])('knows whether %s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

it('is done for every cover once a week', async () => {
  const { quality, close } = await openTestStorage();
  onTestFinished(close);
  const covers = new Map([
    ['a', 'https://pictures.example.com/gone.jpg'],
    ['b', 'https://pictures.example.com/fine.jpg'],
  ]);
  await quality.finishScan({ findings: [], covers, stores: 2, finishedAt: '2026-11-23T08:00:00.000Z' });
  const asked: string[] = [];
  const check = {
    fault: async (address: string) => {
      asked.push(address);
      return address.includes('gone') ? 'status 404' : undefined;
    },
  };
  const monday = Date.parse('2026-11-23T08:00:00Z');
  expect(await coverRound(quality, check, never, () => monday)).toBe(2);
  expect(await coverRound(quality, check, never, () => monday + 6 * 86_400_000)).toBe(0);
  expect(await coverRound(quality, check, never, () => monday + 8 * 86_400_000)).toBe(2);
  expect(asked).toHaveLength(4);
});
