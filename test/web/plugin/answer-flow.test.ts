import { expect, it } from 'vitest';
import { ApiError } from '../../../web/api/client.ts';
import type { AnswerFlow } from '../../../web/plugin/answer-flow.ts';
import { anAnswerFlow, settled } from '../../support/answer-flow.ts';
import { aNearbyAnswer, aStoreRecord } from '../../support/store-records.ts';

const xueyuanLu = { position: [116.358104, 39.987753] as const, label: '学院路30号' };
const zhongguancun = { position: [116.316833, 39.983424] as const, label: '中关村' };

/** A flow in the conversation with oABC_PqRs whose customer's location was just clicked. */
function clicked(...settings: Parameters<typeof anAnswerFlow>) {
  const all = anAnswerFlow(...settings);
  all.host.switchTo('oABC_PqRs');
  all.host.clickLocation(xueyuanLu, all.clock.now());
  return all;
}

it('moves the map in the task of the click, before the one request', () => {
  const { order } = clicked();
  expect(order).toEqual(['show 学院路30号', 'search 学院路30号']);
});

it('puts what another customer’s click has found at this place, in the task of the click and without asking again', async () => {
  const { asked, host, order, clock } = clicked();
  await asked[0]!.answer(aNearbyAnswer());
  host.switchTo('oXYZ_4321');
  host.clickLocation(xueyuanLu, clock.now());
  expect(host.box('oXYZ_4321')).toEqual(host.box('oABC_PqRs'));
  expect(order).toEqual(['show 学院路30号', 'search 学院路30号', 'show 学院路30号']);
});

it('puts the nearest store into the input box and lights the tab once', async () => {
  const { asked, host, flow } = clicked();
  await asked[0]!.answer(aNearbyAnswer());
  expect(host.box('oABC_PqRs')).toMatchObject([
    { type: 'news', articles: [{ title: '示例咖啡（五道口店）· 850米' }] },
  ]);
  expect(host.notices).toBe(1);
  expect(flow.inquiry.delivery).toMatchObject({ state: 'done', outcome: { outcome: 'ok' } });
});

it('puts one article that carries three stores, those open for half an hour more first', async () => {
  const { asked, host } = clicked();
  const stores = [
    aStoreRecord({
      id: 'closing',
      distanceMeters: 100,
      open: { state: 'open', changesAt: '2026-11-22T18:20:00+08:00', until: null },
    }),
    aStoreRecord({ id: 'open', branch: '学院桥店', distanceMeters: 200 }),
    aStoreRecord({
      id: 'refit',
      distanceMeters: 300,
      open: { state: 'temporarily-closed', changesAt: null, until: null },
    }),
    aStoreRecord({ id: 'also-open', distanceMeters: 400 }),
  ];
  await asked[0]!.answer(aNearbyAnswer(stores));
  expect(host.puts).toHaveLength(1);
  expect(host.puts[0]!.message).toMatchObject({
    articles: [
      { title: '示例咖啡（学院桥店）· 200米', url: 'https://stores.example.com/s/open,also-open,closing' },
    ],
  });
});

it('cancels the request of an older click', async () => {
  const { asked, host, flow, clock } = clicked();
  host.clickLocation(zhongguancun, clock.now());
  expect(asked[0]!.signal.aborted).toBe(true);
  await asked[1]!.answer(aNearbyAnswer([aStoreRecord({ id: 'zgc' })]));
  expect(host.puts).toHaveLength(1);
  expect(flow.inquiry).toMatchObject({ place: { label: '中关村' }, search: { state: 'found' } });
});

it('does not ask again for the same click, and leaves the second answer on the button', async () => {
  const { asked, host, flow, clock } = clicked();
  await asked[0]!.answer(aNearbyAnswer());
  host.clickLocation(xueyuanLu, clock.now());
  await settled();
  expect(asked).toHaveLength(1);
  expect(host.puts).toHaveLength(1);
  expect(flow.inquiry.delivery).toEqual({ state: 'ready', reason: 'again' });
  expect(host.notices).toBe(2);
});

it('takes a double click on a location as one', async () => {
  const { asked, host, clock } = clicked();
  host.clickLocation(xueyuanLu, clock.now());
  await asked[0]!.answer(aNearbyAnswer());
  expect(asked).toHaveLength(1);
  expect(host.puts).toHaveLength(1);
});

it('asks again for the same click once a store has closed since', async () => {
  const { asked, host, clock } = clicked();
  await asked[0]!.answer(aNearbyAnswer());
  clock.pass(4 * 3600_000 + 1);
  host.clickLocation(xueyuanLu, clock.now());
  expect(asked).toHaveLength(2);
});

it('asks the same location again in another conversation while the first answer has not come', () => {
  const { asked, host, clock } = clicked();
  host.switchTo('oABC_other');
  host.clickLocation(xueyuanLu, clock.now());
  expect(asked).toHaveLength(2);
});

it('answers the same location in another conversation from what it knows, for five minutes', async () => {
  const { asked, host, clock } = clicked();
  await asked[0]!.answer(aNearbyAnswer());
  host.switchTo('oABC_other');
  host.clickLocation(xueyuanLu, clock.now());
  await settled();
  expect(asked).toHaveLength(1);
  expect(host.box('oABC_other')).toHaveLength(1);
  expect(host.notices).toBe(2);
  clock.pass(5 * 60_000);
  host.switchTo('oABC_third');
  host.clickLocation(xueyuanLu, clock.now());
  expect(asked).toHaveLength(2);
});

it('shows what it knew of the place when the service cannot be reached, and does not put it by itself', async () => {
  const { asked, host, clock, flow } = clicked();
  await asked[0]!.answer(aNearbyAnswer());
  clock.pass(4 * 3600_000 + 1);
  host.switchTo('oABC_other');
  host.clickLocation(xueyuanLu, clock.now());
  await asked[1]!.fail(new ApiError({ kind: 'unreachable' }));
  expect(flow.inquiry.search).toMatchObject({ state: 'found', lastKnown: true });
  expect(flow.inquiry.delivery).toEqual({ state: 'ready', reason: 'last-known' });
  expect(host.box('oABC_other')).toEqual([]);
  expect(host.notices).toBe(2);
});

it.each([
  ['choose', 'the agent wants to pick', { settings: { onLocation: 'choose' as const } }],
  ['far', 'the nearest store is over 50 km away', { store: { distanceMeters: 50_001 } }],
  ['border', 'the nearest store is across the border', { store: { region: 'HK' as const } }],
  ['late', 'the answer came after 3 s', { wait: 3_001 }],
  [
    'no-candidate',
    'every store is temporarily closed',
    { store: { open: { state: 'temporarily-closed' as const, changesAt: null, until: null } } },
  ],
])(
  'keeps the answer ready (%s) when %s, and lights the tab',
  async (reason, _, {
    settings,
    store,
    wait = 0,
  }: {
    settings?: { onLocation: 'choose' };
    store?: Partial<ReturnType<typeof aStoreRecord>>;
    wait?: number;
  }) => {
    const { asked, host, flow, clock } = clicked(settings);
    clock.pass(wait);
    await asked[0]!.answer(aNearbyAnswer([aStoreRecord(store)]));
    expect(host.puts).toEqual([]);
    expect(flow.inquiry.delivery).toEqual({ state: 'ready', reason });
    expect(host.notices).toBe(1);
  },
);

it('keeps the answer ready while nobody knows what ops decided', async () => {
  const { asked, host, flow } = clicked({}, false);
  await asked[0]!.answer(aNearbyAnswer());
  expect(host.puts).toEqual([]);
  expect(flow.inquiry.delivery).toEqual({ state: 'ready', reason: 'settings' });
});

const wudaokou = {
  name: '五道口地铁站',
  address: '北京市海淀区',
  position: [116.33775, 39.99316] as const,
  datum: 'gcj02' as const,
  datumGuessed: false,
};

it('looks up the label of a location at 0,0, and puts nothing by itself', async () => {
  const { flow, host, clock, asked, lookups } = anAnswerFlow();
  host.clickLocation({ position: [0, 0], label: '五道口' }, clock.now());
  expect(lookups[0]!.text).toBe('五道口');
  expect(asked).toEqual([]);
  await lookups[0]!.find({ state: 'candidates', candidates: [wudaokou] });
  await asked[0]!.answer(aNearbyAnswer());
  expect(flow.inquiry).toMatchObject({
    place: { label: '五道口地铁站' },
    delivery: { state: 'ready', reason: 'elsewhere' },
  });
  expect(host.notices).toBe(1);
  expect(host.puts).toEqual([]);
});

it('lets the agent say which place was meant, and keeps the question for a switch back', async () => {
  const { flow, host, asked, lookups } = anAnswerFlow();
  host.switchTo('oABC_PqRs');
  void flow.places.lookUp('五道口');
  const other = { ...wudaokou, address: '天津市' };
  await lookups[0]!.find({ state: 'candidates', candidates: [wudaokou, other] });
  expect(asked).toEqual([]);
  host.switchTo('oABC_other');
  expect(flow.inquiry.lookup).toEqual({ state: 'none' });
  host.switchTo('oABC_PqRs');
  expect(flow.inquiry.lookup.state).toBe('candidates');
  void flow.places.goToCandidate(wudaokou);
  expect(flow.inquiry.lookup).toEqual({ state: 'none' });
  expect(asked[0]!.place.position).toEqual(wudaokou.position);
});

it('keeps a late finding from another customer', async () => {
  const { flow, host, asked, lookups } = anAnswerFlow();
  host.switchTo('oABC_PqRs');
  void flow.places.lookUp('五道口');
  host.switchTo('oABC_other');
  expect(lookups[0]!.signal.aborted).toBe(true);
  await lookups[0]!.find({ state: 'candidates', candidates: [wudaokou] });
  expect(asked).toEqual([]);
  expect(flow.inquiry).toMatchObject({ place: undefined, lookup: { state: 'none' } });
});

it('lights the tab when the label of a location at 0,0 may mean several places', async () => {
  const { host, clock, lookups } = anAnswerFlow();
  host.clickLocation({ position: [0, 0], label: '五道口' }, clock.now());
  await lookups[0]!.find({ state: 'candidates', candidates: [wudaokou, { ...wudaokou, address: '天津市' }] });
  expect(host.notices).toBe(1);
});

it('answers a click although the agent looks something up meanwhile', async () => {
  const { flow, asked, host } = clicked();
  void flow.places.lookUp('五道口');
  await asked[0]!.answer(aNearbyAnswer());
  expect(host.puts).toHaveLength(1);
  expect(host.notices).toBe(1);
});

it.each<[string, (flow: AnswerFlow) => unknown, string]>([
  ['goes elsewhere', ({ places }) => places.goToCandidate(wudaokou), 'elsewhere'],
  ['picks a point', ({ places }) => places.pick({ position: [116.4, 39.9], datum: 'wgs84' }), 'elsewhere'],
  [
    'moves the map',
    ({ places }) => places.lookAround({ position: [116.4, 39.9], datum: 'wgs84' }),
    'elsewhere',
  ],
  ['narrows the search', (flow) => flow.narrow({ category: 'cafe' }), 'filtered'],
])(
  'leaves the answer to a click on the button, and lights the tab, when the agent %s meanwhile',
  async (_deed, act, reason) => {
    const { flow, asked, host } = clicked();
    void act(flow);
    await asked[1]!.answer(aNearbyAnswer());
    expect(flow.inquiry.delivery).toEqual({ state: 'ready', reason });
    expect([host.puts.length, host.notices]).toEqual([0, 1]);
  },
);

it('keeps the customer’s own point to come back to', async () => {
  const { flow, asked } = clicked();
  await asked[0]!.answer(aNearbyAnswer());
  void flow.places.lookAround({ position: [116.4, 39.9], datum: 'wgs84' });
  expect(asked[1]!.question.area).toEqual({ position: [116.4, 39.9], datum: 'wgs84' });
  void flow.places.pick({ position: [116.5, 39.9], datum: 'wgs84' });
  expect(asked[2]!.question).toMatchObject({ area: undefined, place: { position: [116.5, 39.9] } });
  void flow.places.backToCustomer();
  await settled();
  expect(asked).toHaveLength(3);
  expect(flow.inquiry).toMatchObject({ place: { label: '学院路30号' }, search: { state: 'found' } });
});

it('keeps the answer ready while the agent has narrowed the search', async () => {
  const { flow, asked, host, clock } = anAnswerFlow();
  host.switchTo('oABC_PqRs');
  void flow.narrow({ category: 'pharmacy' });
  expect(asked).toEqual([]);
  host.clickLocation(xueyuanLu, clock.now());
  expect(asked[0]!.question.filter.category).toBe('pharmacy');
  await asked[0]!.answer(aNearbyAnswer());
  expect(host.puts).toEqual([]);
  expect(flow.inquiry.delivery).toEqual({ state: 'ready', reason: 'filtered' });
});

it('corrects what bare coordinates are measured against', () => {
  const { flow, asked } = anAnswerFlow();
  void flow.places.goToCandidate({ ...wudaokou, datumGuessed: true });
  void flow.places.measureBy('bd09');
  expect(asked[1]!.place).toMatchObject({ position: wudaokou.position, datum: 'bd09' });
});

it('counts by category when asked to, once an answer', async () => {
  const { flow, asked } = clicked();
  await flow.count();
  expect(flow.inquiry.counts).toBeUndefined();
  await asked[0]!.answer(aNearbyAnswer());
  await flow.count();
  expect(flow.inquiry.counts).toEqual({ cafe: 1 });
});

it('gives a customer everything back after a reload, except what could be tried again', async () => {
  const { flow, asked } = clicked();
  await asked[0]!.answer(aNearbyAnswer());
  const { delivery } = flow.inquiry;
  if (delivery.state !== 'done') throw new Error('Nothing was put');
  const kept = {
    ...flow.inquiry,
    draft: '五道口',
    delivery: { ...delivery, attempt: { ...delivery.attempt, intention: undefined } },
  };
  const reloaded = anAnswerFlow({}, true, [kept]);
  expect(reloaded.flow.inquiry.place).toBeUndefined();
  reloaded.host.switchTo('oABC_PqRs');
  expect(reloaded.flow.inquiry).toMatchObject({ draft: '五道口', puts: [{ form: 'news' }] });
  expect(reloaded.asked).toEqual([]);
  await reloaded.flow.retryPut();
  expect(reloaded.host.puts).toEqual([]);
  reloaded.host.clickLocation(xueyuanLu, reloaded.clock.now());
  await settled();
  expect(reloaded.flow.inquiry.delivery).toEqual({ state: 'ready', reason: 'again' });
});

it('keeps the answer to a location at 0,0 without words for it ready', async () => {
  const { flow, host, clock, asked } = anAnswerFlow();
  host.clickLocation({ position: [0, 0], label: '' }, clock.now());
  await asked[0]!.answer(aNearbyAnswer());
  expect(flow.inquiry.delivery).toEqual({ state: 'ready', reason: 'zero' });
  expect(host.puts).toEqual([]);
});

it('puts an answer that came just within 3 s', async () => {
  const { asked, host, clock } = clicked();
  clock.pass(3_000);
  await asked[0]!.answer(aNearbyAnswer());
  expect(host.puts).toHaveLength(1);
});

it('offers nobody in Shenzhen a store in Hong Kong beside the one in Shenzhen', async () => {
  const { asked, host } = clicked();
  const stores = [
    aStoreRecord({ id: 'luohu', open: { state: 'closed', changesAt: null, until: null } }),
    aStoreRecord({ id: 'sheung-shui', region: 'HK', distanceMeters: 2_000 }),
  ];
  await asked[0]!.answer(aNearbyAnswer(stores));
  expect(host.puts[0]!.message).toMatchObject({
    articles: [{ url: 'https://stores.example.com/s/wudaokou' }],
  });
});

it('drops the answer when the conversation changed, and says so without lighting the tab', async () => {
  const { asked, host, flow } = clicked();
  host.switchTo('oABC_other');
  expect(asked[0]!.signal.aborted).toBe(true);
  await asked[0]!.answer(aNearbyAnswer());
  expect(host.puts).toEqual([]);
  expect(host.notices).toBe(0);
  expect(flow.inquiry.search).toEqual({ state: 'none' });
  expect(flow.remark).toMatchObject({ kind: 'dropped', conversation: { openid: 'oABC_PqRs' } });
});

it('finds the stores again, but puts nothing, after switching there and back', async () => {
  const { asked, host, flow, order } = clicked();
  host.switchTo('oABC_other');
  host.switchTo('oABC_PqRs');
  expect(order.slice(-2)).toEqual(['show 学院路30号', 'search 学院路30号']);
  await asked[1]!.answer(aNearbyAnswer());
  expect(host.puts).toEqual([]);
  expect(host.notices).toBe(0);
  expect(flow.inquiry).toMatchObject({ search: { state: 'found' }, delivery: { state: 'dropped' } });
});

it('shows what was found for a customer again on return, without asking', async () => {
  const { asked, host, flow } = clicked();
  await asked[0]!.answer(aNearbyAnswer());
  host.switchTo('oABC_other');
  expect(flow.inquiry.place).toBeUndefined();
  host.switchTo('oABC_PqRs');
  expect(flow.inquiry).toMatchObject({ place: { label: '学院路30号' }, search: { state: 'found' } });
  expect(asked).toHaveLength(1);
});

it('reports a reply that comes after a switch as the former customer’s', async () => {
  const { asked, host, flow } = clicked();
  const reply = Promise.withResolvers<{ outcome: 'ok'; userUnknown: boolean }>();
  host.replies.push(reply.promise);
  await asked[0]!.answer(aNearbyAnswer());
  host.switchTo('oABC_other');
  reply.resolve({ outcome: 'ok', userUnknown: false });
  await settled();
  expect(flow.remark).toMatchObject({
    kind: 'outcome',
    conversation: { openid: 'oABC_PqRs' },
    outcome: { outcome: 'ok' },
  });
  expect(flow.inquiry.puts).toEqual([]);
  host.switchTo('oABC_PqRs');
  expect(flow.inquiry.puts).toHaveLength(1);
});

it('waits as long as a busy service says, then asks by itself', async () => {
  const { asked, flow, clock, host } = clicked();
  await asked[0]!.fail(new ApiError({ kind: 'busy', retryAfterMilliseconds: 7_000 }));
  expect(flow.inquiry.search).toEqual({ state: 'waiting', until: clock.now() + 7_000 });
  clock.pass(6_999);
  await settled();
  expect(asked).toHaveLength(1);
  clock.pass(1);
  await settled();
  await asked[1]!.answer(aNearbyAnswer());
  expect(flow.inquiry).toMatchObject({
    search: { state: 'found' },
    delivery: { state: 'ready', reason: 'late' },
  });
  expect(host.notices).toBe(1);
});

it('says that the service is unreachable, lights the tab, and asks again when told to', async () => {
  const { asked, flow, host } = clicked();
  await asked[0]!.fail(new ApiError({ kind: 'unreachable' }));
  expect(flow.inquiry.search).toEqual({ state: 'failed', failure: { kind: 'unreachable' } });
  expect(host.notices).toBe(1);
  void flow.retrySearch();
  await asked[1]!.answer(aNearbyAnswer());
  expect(flow.inquiry.search.state).toBe('found');
  expect(host.puts).toEqual([]);
});

it('lights the tab for an empty catalogue, and puts nothing', async () => {
  const { asked, host } = clicked();
  await asked[0]!.answer(aNearbyAnswer([]));
  expect(host.puts).toEqual([]);
  expect(host.notices).toBe(1);
});

it('says after 1.5 s that it takes its time', () => {
  const { flow, clock } = clicked();
  clock.pass(1_499);
  expect(flow.inquiry.search).toEqual({ state: 'running', slow: false });
  clock.pass(1);
  expect(flow.inquiry.search).toEqual({ state: 'running', slow: true });
});

it('puts the picked store, as the form of the button, without lighting the tab', async () => {
  const { asked, flow, host } = clicked({ onLocation: 'choose' });
  await asked[0]!.answer(
    aNearbyAnswer([
      aStoreRecord(),
      aStoreRecord({ id: 'xueyuanqiao', branch: '学院桥店', distanceMeters: 1200 }),
    ]),
  );
  flow.select(['xueyuanqiao'], true);
  await flow.put('text');
  expect(host.box()).toMatchObject([{ type: 'text' }]);
  expect(host.box()[0]).toMatchObject({
    text: expect.stringMatching(/^示例咖啡（学院桥店）\n直线 1.2公里\n/),
  });
  expect(host.notices).toBe(1);
  expect(flow.inquiry.puts).toMatchObject([
    { form: 'text', stores: [{ id: 'xueyuanqiao', name: '示例咖啡（学院桥店）' }] },
  ]);
});

it('retries an unanswered put as the same intention', async () => {
  const { asked, flow, host } = clicked();
  host.replies.push({ outcome: 'unknown' });
  await asked[0]!.answer(aNearbyAnswer());
  expect(host.notices).toBe(1);
  await flow.retryPut();
  expect(host.puts[1]).toEqual(host.puts[0]);
  expect(host.puts[1]!.intention).toBe(host.puts[0]!.intention);
});

it('puts nothing by itself where the last message may be in the box already', async () => {
  const { asked, host, clock } = clicked();
  host.replies.push({ outcome: 'unknown' });
  await asked[0]!.answer(aNearbyAnswer());
  host.clickLocation(xueyuanLu, clock.now());
  await settled();
  expect(host.puts).toHaveLength(1);
  expect(host.notices).toBe(2);
});

it('asks again in silence when a store closed meanwhile', async () => {
  const { asked, flow, clock, host } = clicked();
  await asked[0]!.answer(aNearbyAnswer());
  void flow.refresh();
  expect(asked).toHaveLength(1);
  clock.pass(4 * 3600_000);
  void flow.refresh();
  expect(flow.inquiry.search.state).toBe('found');
  await asked[1]!.answer(aNearbyAnswer([]));
  expect(flow.inquiry.search).toMatchObject({ answer: { stores: [] } });
  expect(host.notices).toBe(1);
});

it('lights the tab for a location click that cannot be read, and for nothing else that cannot', () => {
  const { host } = anAnswerFlow();
  host.sendNonsense('missing-field', true);
  host.sendNonsense('syntax');
  expect(host.notices).toBe(1);
});

it('lists, but does not put, what an older click asked for once a newer one could not be read', async () => {
  const { asked, host, flow } = clicked();
  host.sendNonsense('bad-coordinate', true);
  await asked[0]!.answer(aNearbyAnswer());
  expect(flow.inquiry.search.state).toBe('found');
  expect(host.puts).toEqual([]);
  expect(host.notices).toBe(1);
});

it('keeps a remark on a bad event until the next click', async () => {
  const { flow, host, clock } = clicked();
  host.sendNonsense('syntax');
  expect(flow.remark).toEqual({ kind: 'bad-event', refusal: 'syntax', excerpt: '{…' });
  host.clickLocation(zhongguancun, clock.now());
  expect(flow.remark).toBeUndefined();
});
