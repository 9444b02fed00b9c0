import { expect, it } from 'vitest';
import { KeptValues } from '../../../web/elements/kept-values.ts';
import type { Intention } from '../../../web/host/chat-host.ts';
import { type Inquiry, isElsewhere, newInquiry, type Place } from '../../../web/plugin/inquiry.ts';
import { KeptInquiries } from '../../../web/plugin/kept-inquiries.ts';
import { FakeChatHost } from '../../support/fake-chat-host.ts';

/** A tab's storage of so many characters. */
function aTab(capacity = 5_000_000) {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    removeItem: (name: string) => void kept.delete(name),
    setItem(name: string, value: string) {
      const others = [...kept].filter(([other]) => other !== name);
      const size = others.reduce((sum, [, text]) => sum + text.length, value.length);
      if (size > capacity) throw new DOMException('full', 'QuotaExceededError');
      kept.set(name, value);
    },
  } as Storage;
  return { kept, load: () => new KeptInquiries(new KeptValues(() => storage)) };
}

const of = (openid: string | undefined, change: Partial<Inquiry> = {}): Inquiry => ({
  ...newInquiry({ epoch: 1, openid }),
  ...change,
});
const openids = ({ inquiries }: KeptInquiries) => inquiries.map(({ conversation }) => conversation.openid);

it('keeps what is known of each customer, in the order they were worked for', () => {
  const tab = aTab();
  const before = tab.load();
  before.keep(of('oABC_one', { draft: '五道口' }));
  before.keep(of('oABC_two'));
  before.keep(of('oABC_one', { draft: '学院路' }));
  before.flush();
  const after = tab.load();
  expect(openids(after)).toEqual(['oABC_one', 'oABC_two']);
  expect(after.inquiries[0]!.draft).toBe('学院路');
});

it('does not keep a conversation with nobody known: it could be anybody’s', () => {
  const tab = aTab();
  const before = tab.load();
  before.keep(of(undefined, { draft: '五道口' }));
  before.flush();
  expect(openids(tab.load())).toEqual([]);
});

it('keeps forty customers, the last ones', () => {
  const tab = aTab();
  const before = tab.load();
  for (let number = 1; number <= 45; number++) before.keep(of(`oABC_${number}`));
  before.flush();
  const kept = openids(tab.load());
  expect(kept).toHaveLength(40);
  expect([kept[0], kept[39]]).toEqual(['oABC_6', 'oABC_45']);
  expect(tab.kept.size).toBe(41);
});

it('gives up the oldest where there is no room', () => {
  const tab = aTab(2_000);
  const before = tab.load();
  for (let number = 1; number <= 9; number++) before.keep(of(`oABC_${number}`, { draft: 'x'.repeat(100) }));
  before.flush();
  const kept = openids(tab.load());
  expect(kept.at(-1)).toBe('oABC_9');
  expect(kept.length).toBeLessThan(9);
});

it('knows after a reload that the customer’s own place is the one that is shown', () => {
  const tab = aTab();
  const before = tab.load();
  const at = (lon: number, from: Place['from']): Place => ({
    ...{
      position: [lon, 39.99316],
      datum: undefined,
      datumGuessed: false,
      label: '',
      scale: 16,
      from,
      at: 0,
    },
  });
  const sent = at(116.33775, 'message');
  before.keep(of('oABC_one', { place: sent, sent }));
  before.keep(of('oABC_two', { place: at(116.4, 'text'), sent }));
  before.flush();
  expect(tab.load().inquiries.map(isElsewhere)).toEqual([false, true]);
});

it('keeps nothing that is under way: no search, no lookup, no click to try again', () => {
  const tab = aTab();
  const before = tab.load();
  const attempt = {
    form: 'text' as const,
    position: [116.33775, 39.99316] as const,
    placeLabel: '五道口',
    stores: [],
    message: { type: 'text' as const, text: '…' },
    intention: new FakeChatHost().intend() as Intention | undefined,
  };
  before.keep(
    of('oABC_one', {
      search: { state: 'running', slow: false },
      lookup: { state: 'running', text: '五道口' },
      delivery: { state: 'putting', attempt },
    }),
  );
  before.flush();
  expect(tab.load().inquiries[0]).toMatchObject({
    search: { state: 'none' },
    lookup: { state: 'none' },
    delivery: { state: 'done', outcome: { outcome: 'unknown' } },
  });
  expect(JSON.stringify([...tab.kept])).not.toContain('intention');
});

it('takes what is damaged, or of another version of the page, for nothing', () => {
  const tab = aTab();
  tab.kept.set('nearby-stores.conversations', '["oABC_one","oABC_two"]');
  tab.kept.set('nearby-stores.inquiry.oABC_one', '{');
  tab.kept.set('nearby-stores.inquiry.oABC_two', '{"version":0,"inquiry":{}}');
  expect(openids(tab.load())).toEqual([]);
  tab.kept.set('nearby-stores.conversations', '{');
  expect(openids(tab.load())).toEqual([]);
});
