import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConversationChangeEvent, LocationClickEvent } from '../../../web/host/chat-host.ts';
import { createDkfHost, type DkfWindow } from '../../../web/host/dkf.ts';
import { openChatHost } from '../../../web/host/open.ts';
import { dropTicket } from '../../../web/host/ticket.ts';

const USER_CHANGE = '{"event":"OnUserChange","channeltype":"1","useraccount":"oKf7Xw0aBcDeFgHiJkLmNoPqRsTu"}';
const LOCATION_CLICK =
  '{"event":"OnMapMsgClick","latitude":22.5431,"longitude":114.0579,"location":"市民中心","scale":16}';

type EarlyPage = DkfWindow & { MCS_ClientNotify: (input: unknown) => void };
let script: string;

/** A page in which nothing but the early script has run. */
function aPage(search = ''): EarlyPage & { replaced: string[] } {
  const replaced: string[] = [];
  const page = {
    location: { pathname: '/plugin/', search, hash: '' },
    history: {
      state: null,
      replaceState: (_state: unknown, _title: string, address: string) => replaced.push(address),
    },
    replaced,
  };
  runInContext(script, createContext({ ...page, window: page }));
  return page as unknown as EarlyPage & { replaced: string[] };
}

beforeAll(async () => {
  // For esbuild, es5 is a check: what it cannot say in ES5 is an error.
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../../../web/host/early-events.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es5',
  });
  script = outputFiles[0]!.text;
});

describe('the early script', () => {
  it('keeps what comes before the application, in order and with its time', () => {
    const page = aPage();
    const before = Date.now();
    page.MCS_ClientNotify(USER_CHANGE);
    page.MCS_ClientNotify(LOCATION_CLICK);

    const host = openChatHost(page);
    const heard: (string | undefined)[] = [];
    host.addEventListener('conversation-change', (event) =>
      heard.push((event as ConversationChangeEvent).conversation.openid),
    );
    host.addEventListener('location-click', (event) => {
      const { location, intention, clickedAt } = event as LocationClickEvent;
      heard.push(`${location.label} for ${intention.conversation.openid}`);
      expect(clickedAt).toBeGreaterThanOrEqual(before);
      expect(clickedAt).toBeLessThanOrEqual(Date.now());
    });
    expect(heard).toEqual([]);
    host.start();
    expect(heard).toEqual(['oKf7Xw0aBcDeFgHiJkLmNoPqRsTu', '市民中心 for oKf7Xw0aBcDeFgHiJkLmNoPqRsTu']);
  });

  it('keeps the order when more comes in while the earlier is read', () => {
    const page = aPage();
    page.MCS_ClientNotify(LOCATION_CLICK);
    page.MCS_ClientNotify(LOCATION_CLICK);
    const host = openChatHost(page);
    const heard: string[] = [];
    host.addEventListener('conversation-change', () => heard.push('switch'));
    host.addEventListener('location-click', () => {
      heard.push('click');
      page.MCS_ClientNotify(USER_CHANGE);
    });
    host.start();
    expect(heard).toEqual(['click', 'click', 'switch']);
  });

  it('is still the way in for a client that kept hold of the function', () => {
    const page = aPage();
    const kept = page.MCS_ClientNotify;
    const host = createDkfHost(page);
    host.start();
    kept(USER_CHANGE);
    expect(host.conversation.openid).toBe('oKf7Xw0aBcDeFgHiJkLmNoPqRsTu');
  });

  it('takes the ticket out of the address', () => {
    expect(aPage('?ticket=8f3a').replaced).toEqual(['/plugin/']);
  });
});

describe('the address without its ticket', () => {
  it.each([
    ['?ticket=8f3a', ''],
    ['?ticket=8f3a&lang=en', '?lang=en'],
    ['?lang=en&ticket=8f3a', '?lang=en'],
    ['?lang=en&ticket=8f3a&theme=dark', '?lang=en&theme=dark'],
    ['?ticket=a&ticket=b', ''],
    ['?tickets=2&ticket', '?tickets=2&ticket'],
    ['', ''],
  ])('%s becomes %s', (search, expected) => {
    const replaced: (string | URL | null | undefined)[] = [];
    const history = {
      state: 7,
      replaceState: (...[, , address]: Parameters<History['replaceState']>) => replaced.push(address),
    };
    dropTicket({ pathname: '/plugin/', search, hash: '#x' }, history as unknown as History);
    expect(replaced).toEqual([`/plugin/${expected}#x`]);
  });

  it('is left alone where the engine cannot change it', () => {
    const history = {
      state: null,
      replaceState() {
        throw new TypeError("Object doesn't support property or method 'replaceState'");
      },
    };
    expect(() => dropTicket({ pathname: '/', search: '?ticket=8f3a', hash: '' }, history)).not.toThrow();
  });
});

describe('a page without the early script', () => {
  it('is no plugin: nothing is present, and a put says so', async () => {
    const host = openChatHost({});
    expect(host.present).toBe(false);
    host.start();
    host.notify();
    expect(await host.intend().put({ type: 'text', text: '您好' })).toEqual({ outcome: 'no-host' });
  });
});
