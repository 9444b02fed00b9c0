import { describe, expect, it } from 'vitest';
import type { NewsMessage } from '../../../shared/chat-message.ts';
import type { Customer } from '../../../web/client/conversations.ts';
import type { FromFrame, ToFrame } from '../../../web/client/frame-messages.ts';
import { Simulation } from '../../../web/client/simulation.ts';

const lin: Customer = { openid: 'oLin', name: '林晓', bubbles: [] };
const zhou: Customer = { openid: 'oZhou', name: '周子轩', bubbles: [], typed: '您好，' };

function aSimulation() {
  const late: { milliseconds: number; task: () => void }[] = [];
  const simulation = new Simulation({
    customers: [lin, zhou],
    plugins: [
      { id: 'ours', name: '附近门店', address: '/client/plugin/', added: false },
      { id: 'other', name: '快捷回复', address: '/client/quick-replies/', added: false },
    ],
    ticket: 'secret-ticket',
    now: () => 0,
    later: (milliseconds, task) => (milliseconds === 0 ? task() : void late.push({ milliseconds, task })),
    refusal: () => '发送失败：45008',
  });
  const posted: Record<string, ToFrame[]> = { ours: [], other: [] };
  for (const plugin of ['ours', 'other'])
    simulation.attach(plugin, (message) => posted[plugin]!.push(message));
  const events = (plugin: string) =>
    posted[plugin]!.flatMap((message) => (message.type === 'event' ? [message.text] : []));
  return { simulation, posted, events, late };
}

const news = (articles: number): NewsMessage => ({
  type: 'news',
  articles: Array.from({ length: articles }, () => ({
    title: '店',
    digest: '',
    cover: '',
    url: 'https://example.com/s/1',
  })),
});
const put = (openid: string, inserted: Extract<FromFrame, { type: 'call' }>['inserted']): FromFrame => ({
  type: 'call',
  method: 'PutMsg',
  argument: '{}',
  reply: '{"retCode":0}',
  inserted,
  openid,
});

describe('a switch of the conversation', () => {
  it('is told to every page in strict JSON, the openid under both names', () => {
    const { simulation, events } = aSimulation();
    simulation.switchTo('oZhou');
    const told = ['{"event":"OnUserChange","channeltype":"1","useraccount":"oZhou","userid":"oZhou"}'];
    expect(events('ours')).toEqual(told);
    expect(events('other')).toEqual(told);
  });

  it('moves the input box at once even where the pages are told late', () => {
    const { simulation, posted, events, late } = aSimulation();
    simulation.change({ userChangeDelayMs: 800 });
    simulation.switchTo('oZhou');
    expect(posted.ours!.at(-1)).toEqual({ type: 'front', openid: 'oZhou' });
    expect(events('ours')).toEqual([]);
    expect(late.map(({ milliseconds }) => milliseconds)).toEqual([800]);
    late[0]!.task();
    expect(events('ours')).toHaveLength(1);
  });

  it('to the conversation in front is none', () => {
    const { simulation, events } = aSimulation();
    simulation.switchTo('oLin');
    expect(events('ours')).toEqual([]);
  });
});

it('a click on a location is told as the real client tells it', () => {
  const { simulation, events } = aSimulation();
  simulation.clickLocation({
    type: 'location',
    latitude: 37.5665,
    longitude: 126.978,
    label: '시청',
    scale: 16,
  });
  expect(events('ours')).toEqual([
    '{"event":"OnMapMsgClick","latitude":37.5665,"longitude":126.978,"location":"시청","scale":16}',
  ]);
});

describe('a put', () => {
  it('lands in the input box of the conversation that was in front when the page called', () => {
    const { simulation } = aSimulation();
    simulation.switchTo('oZhou');
    simulation.receive('ours', put('oLin', [{ type: 'text', text: '850米' }]));
    expect(simulation.conversations.map(({ draft }) => draft.text)).toEqual(['850米', '您好，']);
  });

  it('of two articles is refused at Send, and stays in the input box', () => {
    const { simulation } = aSimulation();
    simulation.receive('ours', put('oLin', [news(2)]));
    simulation.send();
    expect(simulation.conversation.draft.cards).toEqual([news(2)]);
    expect(simulation.conversation.bubbles).toEqual([
      { from: 'client', content: { type: 'notice', text: '发送失败：45008' } },
    ]);
  });

  it('of one article is posted by Send', () => {
    const { simulation } = aSimulation();
    simulation.receive('ours', put('oLin', [news(1)]));
    simulation.send();
    expect(simulation.conversation.bubbles).toEqual([{ from: 'agent', content: news(1) }]);
    expect(simulation.conversation.draft.cards).toEqual([]);
  });
});

describe('Notice', () => {
  const notice: FromFrame = { ...put('oLin', []), method: 'Notice', argument: '' } as FromFrame;

  it('lights a tab behind the front one until it is brought there', () => {
    const { simulation } = aSimulation();
    simulation.receive('other', notice);
    expect([...simulation.lit]).toEqual(['other']);
    simulation.bringToFront('other');
    expect([...simulation.lit]).toEqual([]);
  });

  it('does nothing to the tab in front', () => {
    const { simulation } = aSimulation();
    simulation.receive('ours', notice);
    expect([...simulation.lit]).toEqual([]);
  });
});

it('the log never shows the ticket', () => {
  const { simulation } = aSimulation();
  simulation.receive('ours', { ...put('oLin', []), argument: '{"u":"?ticket=secret-ticket"}' } as FromFrame);
  expect(simulation.log.entries.map(({ argument }) => argument)).toEqual(['{"u":"?ticket=•••"}']);
});

it('an exception in one page is logged and the other page is told all the same', () => {
  const { simulation, events } = aSimulation();
  simulation.switchTo('oZhou');
  simulation.receive('ours', { type: 'delivery', text: '{}', outcome: { threw: 'Error: x' } });
  simulation.receive('other', { type: 'delivery', text: '{}', outcome: 'no-function' });
  expect(simulation.log.entries.map(({ plugin, reply }) => [plugin, reply])).toEqual([
    ['附近门店', 'threw: Error: x'],
    ['快捷回复', 'MCS_ClientNotify: undefined'],
  ]);
  expect(events('other')).toHaveLength(1);
});
