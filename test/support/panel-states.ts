// The panel's states, each with what it says in both languages and the way on: for the browser tests and the pictures.
import type { Route } from 'playwright-core';
import { sixStores, xueyuanLu } from './nearby-answers.ts';
import type { openPanel, PanelOptions } from './panel-driver.ts';
import { aNearbyAnswer, aStoreRecord } from './store-records.ts';

type Panel = Awaited<ReturnType<typeof openPanel>>;

const click = async (panel: Panel) => {
  await panel.switchTo('oABC_1234PqRs');
  await panel.clickLocation(xueyuanLu);
};
const answered =
  (answer: Parameters<Panel['answer']>[0] = sixStores) =>
  async (panel: Panel) => {
    await click(panel);
    await panel.answer(answer);
  };

const press = (panel: Panel, name: RegExp) => panel.page.getByRole('button', { name }).first().click();

const wudaokou = {
  name: '五道口',
  address: '北京市海淀区',
  position: { longitude: 116.33775, latitude: 39.99316, datum: 'gcj02' },
};
/** Types where the customer is, and lets the place search answer. */
const lookUp =
  (answer?: Parameters<Route['fulfill']>[0], text = '五道口') =>
  async (panel: Panel) => {
    await press(panel, /^(查找|Find)$/);
    const field = panel.page.locator('find-tools input').first();
    await field.fill(text);
    await field.press('Enter');
    if (answer) await (await panel.nextLookup()).fulfill(answer);
  };

/** A state of the panel: what it says, and how it comes about. */
export type PanelState = {
  readonly zh: string;
  readonly en: string;
  readonly options?: PanelOptions;
  readonly act?: (panel: Panel) => Promise<unknown>;
  /** The way on, by the name of its button or link. */
  readonly wayOn?: string;
};

const far = aStoreRecord({ id: 'far', distanceMeters: 62_400 });

/** Every state of the panel, by a name for people. */
export const panelStates: Record<string, PanelState> = {
  'first use': {
    zh: '点开客户发来的位置',
    en: 'Click a location that a customer sent',
    wayOn: '没有位置？输入地址',
  },
  'no client': {
    zh: '这里没有连接聊天客户端',
    en: 'No chat client is connected here',
    options: { client: false },
    wayOn: '打开模拟客户端',
  },
  loading: { zh: '正在查找附近的门店…', en: 'Looking for stores nearby…', act: click },
  slow: {
    zh: '还在查找，服务有些慢…',
    en: 'Still looking, the service is slow…',
    act: async (panel) => {
      await click(panel);
      await panel.nextRequest();
      await panel.pass(1_600);
    },
  },
  busy: {
    zh: '服务繁忙，稍后自动重试',
    en: 'The service is busy, trying again shortly',
    act: answered({ status: 429, headers: { 'retry-after': '60' }, body: '' }),
  },
  'put in': {
    zh: '已放入输入框 10:42，请看过再发送',
    en: 'In the input box since 10:42: read it, then send',
    act: answered(),
    wayOn: '再放一次',
  },
  'put in for nobody known': {
    zh: '已放入输入框 10:42，不知道是哪位客户，请核对',
    en: 'In the input box since 10:42: customer unknown, please check',
    act: async (panel) => {
      await panel.clickLocation(xueyuanLu);
      await panel.answer(sixStores);
    },
  },
  widened: {
    zh: '3 公里内没有，已扩大到 10 公里',
    en: 'None within 3 km, widened to 10 km',
    act: answered({
      ...sixStores,
      reach: { radiusMeters: 10_000, askedRadiusMeters: 3_000, widened: true },
    }),
  },
  'nearest anywhere': {
    zh: '附近没有门店，以下是最近的 1 家',
    en: 'None around here: the nearest one',
    act: answered(
      aNearbyAnswer([far], { reach: { radiusMeters: null, askedRadiusMeters: 3_000, widened: true } }),
    ),
    wayOn: '放入图文',
  },
  'too far': {
    zh: '最近的门店在 62公里外，没有自动放入',
    en: 'The nearest store is 62 km away; not put in by itself',
    act: answered(aNearbyAnswer([far])),
    wayOn: '放入图文',
  },
  'across the border': {
    zh: '最近的门店需过境，没有自动放入',
    en: 'The nearest store is across the border; not put in by itself',
    act: answered(aNearbyAnswer([aStoreRecord({ region: 'HK' })])),
    wayOn: '放入图文',
  },
  'no position': {
    zh: '位置是 0,0，请和客户核对，没有自动放入',
    en: 'The location is 0,0: ask the customer; not put in by itself',
    act: async (panel) => {
      await panel.switchTo('oABC_1234PqRs');
      await panel.clickLocation({ latitude: 0, longitude: 0, location: '' });
      await panel.answer(sixStores);
    },
    wayOn: '放入图文',
  },
  'answered before': {
    zh: '已放入 10:42，没有再放',
    en: 'Put in at 10:42, not put again',
    act: async (panel) => {
      await answered()(panel);
      await panel.page.locator('store-row').first().waitFor();
      await panel.clickLocation(xueyuanLu);
    },
    wayOn: '再放一次',
  },
  'too late': {
    zh: '结果来得晚，没有自动放入',
    en: 'The answer came late; not put in by itself',
    act: async (panel) => {
      await click(panel);
      const request = await panel.nextRequest();
      await panel.pass(3_100);
      await request.fulfill({ json: sixStores });
    },
    wayOn: '放入图文',
  },
  'all temporarily closed': {
    zh: '附近的门店都暂停营业，没有自动放入',
    en: 'All stores nearby are temporarily closed; not put in by itself',
    act: answered(
      aNearbyAnswer([aStoreRecord({ open: { state: 'temporarily-closed', changesAt: null, until: null } })]),
    ),
  },
  'to choose from': {
    zh: '选一家，或直接放入最近的',
    en: 'Choose one, or put in the nearest',
    options: { settings: { onLocation: 'choose' } },
    act: answered(),
    wayOn: '放入图文',
  },
  'empty catalogue': {
    zh: '还没有任何门店',
    en: 'There are no stores yet',
    act: answered(aNearbyAnswer([])),
    wayOn: '重试',
  },
  unreachable: {
    zh: '连不上门店服务',
    en: 'The store service cannot be reached',
    act: answered({ status: 502, body: '' }),
    wayOn: '重试',
  },
  declined: {
    zh: 'radius must be at most 300000',
    en: 'radius must be at most 300000',
    act: answered({ status: 400, json: { code: 'INVALID', detail: 'radius must be at most 300000' } }),
    wayOn: '重试',
  },
  'refused by the client': {
    zh: '客户端没有接受（代码 5：参数错误）',
    en: 'The client refused it (code 5: 参数错误)',
    act: async (panel) => {
      await panel.replyWith('{"retCode":5,"errMsg":"参数错误"}');
      await answered()(panel);
    },
    wayOn: '重试',
  },
  'no reply from the client': {
    zh: '客户端没有答复，请看看输入框里有没有',
    en: 'The client gave no answer: look whether it is in the input box',
    act: async (panel) => {
      await panel.replyWith('');
      await answered()(panel);
    },
    wayOn: '重试',
  },
  dropped: {
    zh: '已切换对话，客户 …PqRs 的结果没有放入',
    en: 'Conversation changed: nothing was put in for Customer …PqRs',
    act: async (panel) => {
      await click(panel);
      await panel.switchTo('oXYZ_0000wxyz');
    },
    wayOn: '知道了',
  },
  'back after it was dropped': {
    zh: '中途切换过对话，没有自动放入',
    en: 'The conversation changed meanwhile; not put in by itself',
    act: async (panel) => {
      await click(panel);
      await panel.nextRequest();
      await panel.switchTo('oXYZ_0000wxyz');
      await panel.switchTo('oABC_1234PqRs');
      await panel.answer(sixStores);
      await panel.page.locator('store-row').first().waitFor();
    },
    wayOn: '放入图文',
  },
  'a bad event': {
    zh: '客户端发来的消息读不懂（bad-coordinate），请再点一次位置',
    en: 'The client sent something unreadable (bad-coordinate): click the location again',
    act: (panel) => panel.notify({ event: 'OnMapMsgClick', latitude: '39°', longitude: '116' }),
    wayOn: '知道了',
  },
  'tools open': {
    zh: '范围 自动',
    en: 'Radius Auto',
    act: async (panel) => {
      await answered()(panel);
      await press(panel, /^(查找|Find)$/);
      await panel.page.getByRole('button', { name: '12' }).waitFor();
    },
    wayOn: '图上选点',
  },
  preview: {
    zh: '客户会看到',
    en: 'What the customer sees',
    act: async (panel) => {
      await answered()(panel);
      await press(panel, /^(预览|Preview)$/);
    },
    wayOn: '关闭',
  },
  history: {
    zh: '放进过输入框的',
    en: 'What went into the input box',
    act: async (panel) => {
      await answered()(panel);
      await press(panel, /^(已放 1|1 put in)$/);
    },
    wayOn: '关闭',
  },
  'details of a store': {
    zh: '客户看到的页面',
    en: 'The page customers see',
    act: async (panel) => {
      await answered()(panel);
      await panel.page.locator('store-row .more').first().click();
    },
  },
  'looking a place up': {
    zh: '正在查找“五道口”…',
    en: 'Looking for “五道口”…',
    act: lookUp(),
    wayOn: '取消',
  },
  'several places of one name': {
    zh: '“五道口”是哪一个？',
    en: 'Which “五道口”?',
    act: lookUp({ json: { places: [wudaokou, { ...wudaokou, address: '天津市' }] } }),
    wayOn: '五道口 天津市',
  },
  'no place of that name': {
    zh: '没有找到“五道口”',
    en: '“五道口” was not found',
    act: lookUp({ json: { places: [] } }),
    wayOn: '取消',
  },
  'place search unreachable': {
    zh: '现在查不了“五道口”',
    en: '“五道口” cannot be looked up now',
    act: lookUp({ status: 502, body: '' }),
    wayOn: '重试',
  },
  'a link that gives no place': {
    zh: '不认识 example.com 的链接：可用腾讯、高德、百度、苹果地图的链接，大陆以外可用谷歌地图',
    en: 'Links of example.com cannot be read: use Tencent, AMap, Baidu or Apple maps, or Google outside mainland China',
    act: lookUp(undefined, 'https://example.com/1'),
    wayOn: '取消',
  },
  'gone elsewhere while the answer was on its way': {
    zh: '不是按客户发来的位置查的，没有自动放入',
    en: 'Not around the location the customer sent; not put in by itself',
    act: async (panel) => {
      await click(panel);
      await panel.nextRequest();
      await lookUp(undefined, '39.99316, 116.33775')(panel);
      await panel.answer(sixStores);
      await panel.page.locator('store-row').first().waitFor();
    },
    wayOn: '放入图文',
  },
  'coordinates without a datum': {
    zh: '坐标来自',
    en: 'From',
    act: async (panel) => {
      await lookUp(undefined, '39.99316, 116.33775')(panel);
      await panel.answer(sixStores);
      await panel.page.locator('store-row').first().waitFor();
    },
    wayOn: '百度',
  },
  'picking on the map': {
    zh: '点一下地图上客户所在的地方',
    en: 'Click where the customer is',
    act: async (panel) => {
      await press(panel, /^(查找|Find)$/);
      await press(panel, /^(图上选点|Pick on map)$/);
    },
    wayOn: '取消',
  },
  'nothing matches': {
    zh: '没有符合筛选的门店',
    en: 'No store matches',
    act: async (panel) => {
      await panel.switchTo('oABC_1234PqRs');
      await press(panel, /^(查找|Find)$/);
      await press(panel, /^(营业中|Open now)$/);
      await answered(aNearbyAnswer([]))(panel);
    },
    wayOn: '清除筛选',
  },
  'narrowed, so not put in': {
    zh: '按筛选结果，没有自动放入',
    en: 'The search is narrowed; not put in by itself',
    act: async (panel) => {
      await panel.switchTo('oABC_1234PqRs');
      await press(panel, /^(查找|Find)$/);
      await press(panel, /^(营业中|Open now)$/);
      await answered()(panel);
    },
    wayOn: '放入图文',
  },
  'last known answer': {
    zh: '连不上服务，这是 10:42 的结果',
    en: 'Not reachable: the answer of 10:42',
    act: async (panel) => {
      await answered()(panel);
      await panel.page.locator('store-row').first().waitFor();
      await panel.pass(10 * 60_000);
      await panel.switchTo('oXYZ_0000wxyz');
      await panel.clickLocation(xueyuanLu);
      await panel.answer({ status: 503, body: '' });
      await panel.page.locator('store-row').first().waitFor();
    },
    wayOn: '重试',
  },
  'after a reload': {
    zh: '之前的客户都还记得',
    en: 'Earlier customers are remembered',
    act: async (panel) => {
      await answered()(panel);
      await panel.page.locator('store-row').first().waitFor();
      await panel.page.reload();
    },
  },
  'links that customers cannot open': {
    zh: '演示：客户打不开链接',
    en: 'Demo: customers cannot open the links',
    options: { settings: { publicUrl: null } },
  },
};
