// The words of the console's webhooks.
import type { Language } from '../../../shared/language.ts';
import { storesInEnglish } from './store-count.ts';

const chinese = {
  title: 'Webhook（变更通知）',
  none: '还没有。门店发布、修改、暂停营业或下架时，可以立刻通知别的系统。',
  add: '添加 Webhook',
  name: '名称',
  nameHint: '谁在接收，如 会员小程序',
  url: '接收地址',
  datum: '坐标系',
  state: '状态',
  delivered: '上次送达',
  never: '从未',
  works: '正常',
  paused: '已暂停',
  retrying: (tries: string, when: string) => `失败 ${tries} 次，${when} 再试`,
  givenUp: (count: string) => `${count} 次通知没有送达`,
  fault: (fault: string) =>
    fault
      .replace(/^answered with (\d+).*redirects.*$/, '对方回答 $1（不跟随跳转）')
      .replace(/^answered with (\d+)$/, '对方回答 $1')
      .replace(/^did not answer within (\d+) seconds$/, '对方 $1 秒内没有回答')
      .replace(/^could not be reached/, '连接不上')
      .replace(/^is at a private address.*$/, '地址在内网，需要打开设置 WEBHOOK_PRIVATE'),
  test: '测试',
  tested: '测试通知已送达',
  testFailed: (fault: string) => `测试通知没有送达：${fault}`,
  pause: '暂停',
  resume: '继续',
  rotate: '更换密钥',
  rotateMore: '24 小时内新旧密钥同时签名，对方换好之前不会中断。',
  remove: '删除',
  removeSure: (name: string) => `删除“${name}”？之后的变更不再通知它，没有送达的也不能再补发。`,
  failures: '未送达',
  failuresOf: (name: string) => `${name}：没有送达的通知`,
  failuresMore: '试了一天都没有成功。补发的是门店现在的样子。',
  stores: (count: string) => `${count} 家门店`,
  resend: '补发',
  resendAll: '全部补发',
  resending: '正在补发',
  noFailures: '都送达了。',
  secretTitle: '签名密钥（只显示这一次）',
  secretMore: '请现在复制给接收方，用来核对通知确实来自这里。',
  done: '已完成',
};

export type WebhookWords = typeof chinese;

const english: WebhookWords = {
  title: 'Webhooks',
  none: 'There are none. Other systems can be told at once when stores are published, changed, closed or removed.',
  add: 'Add a webhook',
  name: 'Name',
  nameHint: 'What receives it, such as CRM',
  url: 'Address of the receiver',
  datum: 'Datum',
  state: 'State',
  delivered: 'Last delivered',
  never: 'Never',
  works: 'Works',
  paused: 'Paused',
  retrying: (tries, when) => `Failed ${tries} times, next try ${when}`,
  givenUp: (count) => `${count} not delivered`,
  fault: (fault) => `The receiver ${fault}`,
  test: 'Test',
  tested: 'The test was delivered',
  testFailed: (fault) => `The test was not delivered: ${fault}`,
  pause: 'Pause',
  resume: 'Go on',
  rotate: 'Rotate secret',
  rotateMore: 'Both secrets sign for 24 hours, so that the receiver can change over without a gap.',
  remove: 'Remove',
  removeSure: (name) =>
    `Remove “${name}”? It is told nothing any more, and what was not delivered cannot be resent.`,
  failures: 'Not delivered',
  failuresOf: (name) => `${name}: not delivered`,
  failuresMore: 'Tried for a day without success. Stores are resent as they are now.',
  stores: (count) => storesInEnglish(count),
  resend: 'Resend',
  resendAll: 'Resend all',
  resending: 'Being resent',
  noFailures: 'Everything was delivered.',
  secretTitle: 'The secret, shown this once',
  secretMore: 'Copy it to the receiver now: with it, it checks that deliveries come from here.',
  done: 'Done',
};

export const webhookWords: Readonly<Record<Language, WebhookWords>> = { 'zh-CN': chinese, en: english };
