import { beforeAll, expect, it } from 'vitest';
import type { PutOutcome } from '../../../web/host/chat-host.ts';
import { loadPanelWords } from '../../../web/locale/load-panel-words.ts';
import { type Delivery, newInquiry, type Search } from '../../../web/plugin/inquiry.ts';
import { deliveryNotice, remarkNotice, searchNotice } from '../../../web/plugin/notice.ts';
import { FakeChatHost } from '../../support/fake-chat-host.ts';
import { aNearbyAnswer, aStoreRecord } from '../../support/store-records.ts';

beforeAll(() => Promise.all([loadPanelWords('zh-CN'), loadPanelWords('en')]));

const at = new Date(2026, 10, 22, 10, 42).getTime();
const attempt = {
  intention: new FakeChatHost().intend(),
  message: { type: 'text', text: '…' },
  form: 'text',
  position: [116.358104, 39.987753],
  placeLabel: '学院路30号',
  stores: [{ id: 'wudaokou', name: '示例咖啡（五道口店）' }],
} as const;
const place = {
  position: attempt.position,
  datum: undefined,
  datumGuessed: false,
  label: '',
  scale: undefined,
  from: 'message',
  at,
} as const;

const said = (delivery: Delivery, language: 'zh-CN' | 'en' = 'zh-CN') =>
  deliveryNotice({ ...newInquiry({ epoch: 1, openid: 'oABC_PqRs' }), delivery }, language);
const asked = (search: Search) => ({ ...newInquiry({ epoch: 1, openid: undefined }), search });
const done = (outcome: PutOutcome) => said({ state: 'done', attempt, outcome, at });

it.each<[PutOutcome, string]>([
  [{ outcome: 'ok', userUnknown: false }, '已放入输入框 10:42，请看过再发送'],
  [{ outcome: 'ok', userUnknown: true }, '已放入输入框 10:42，不知道是哪位客户，请核对'],
  [{ outcome: 'rejected', code: 5, message: '参数错误' }, '客户端没有接受（代码 5：参数错误）'],
  [{ outcome: 'rejected', code: 45008, message: '' }, '客户端没有接受（代码 45008）'],
  [{ outcome: 'unknown' }, '客户端没有答复，请看看输入框里有没有'],
  [{ outcome: 'no-host' }, '这里没有连接聊天客户端'],
  [{ outcome: 'invalid', reason: 'url' }, '内容不完整，没有放入：url'],
  [{ outcome: 'cancelled' }, '对话已切换，没有放入'],
])('says of the outcome %j: %s', (outcome, text) => {
  expect(done(outcome)?.text).toBe(text);
});

it('offers to try again what was refused or not answered, while the conversation lasts', () => {
  expect(done({ outcome: 'unknown' })?.action).toBe('retry-put');
  expect(done({ outcome: 'rejected', code: 5, message: '' })?.action).toBe('retry-put');
  const host = new FakeChatHost();
  const former = { ...attempt, intention: host.intend() };
  host.switchTo('oABC_other');
  const delivery = { state: 'done', attempt: former, outcome: { outcome: 'unknown' }, at } as const;
  expect(said(delivery)?.action).toBeUndefined();
});

it('never claims that anything was sent', () => {
  expect(done({ outcome: 'ok', userUnknown: false })?.text).not.toContain('已发送');
});

it('says when this place was answered before', () => {
  const inquiry = {
    ...newInquiry({ epoch: 1, openid: 'oABC_PqRs' }),
    place,
    puts: [{ ...attempt, form: 'news', at }],
    delivery: { state: 'ready', reason: 'again' },
  } as const;
  expect(deliveryNotice(inquiry, 'zh-CN')?.text).toBe('已放入 10:42，没有再放');
  expect(deliveryNotice(inquiry, 'en')?.text).toBe('Put in at 10:42, not put again');
});

it('says how far away the nearest store is when that is why it waits', () => {
  const answer = aNearbyAnswer([aStoreRecord({ distanceMeters: 62_400 })]);
  const inquiry = {
    ...newInquiry({ epoch: 1, openid: undefined }),
    search: { state: 'found', answer, at },
    delivery: { state: 'ready', reason: 'far' },
  } as const;
  expect(deliveryNotice(inquiry, 'zh-CN')?.text).toBe('最近的门店在 62公里外，没有自动放入');
});

it('names the customer whose answer was dropped', () => {
  const remark = { kind: 'dropped', conversation: { epoch: 1, openid: 'oABC_PqRs' } } as const;
  expect(remarkNotice(remark, 'zh-CN').text).toBe('已切换对话，客户 …PqRs 的结果没有放入');
  expect(remarkNotice(remark, 'en').text).toBe('Conversation changed: nothing was put in for Customer …PqRs');
});

it('says how far it had to look', () => {
  const found = (reach: { radiusMeters: number | null; widened: boolean }) =>
    searchNotice(
      asked({
        state: 'found',
        answer: aNearbyAnswer([aStoreRecord()], { reach: { askedRadiusMeters: 3000, ...reach } }),
        at,
      }),
      at,
      'zh-CN',
    ).text;
  expect(found({ radiusMeters: 3000, widened: false })).toBe('3 公里内最近的 1 家');
  expect(found({ radiusMeters: 10_000, widened: true })).toBe('3 公里内没有，已扩大到 10 公里');
  expect(found({ radiusMeters: null, widened: true })).toBe('附近没有门店，以下是最近的 1 家');
});

it('counts down what the service asked to wait, but reads it out once', () => {
  const search = { state: 'waiting', until: at + 11_400 } as const;
  expect(searchNotice(asked(search), at, 'zh-CN')).toMatchObject({
    text: '服务繁忙，12 秒后自动重试',
    announced: '服务繁忙，稍后自动重试',
  });
  expect(searchNotice(asked(search), at + 3_000, 'zh-CN').text).toBe('服务繁忙，9 秒后自动重试');
});
