// Every word of the panel, in both languages. A message with a value is a function; values arrive as words already
// (distances, times, kilometres), so nothing here formats.
import type { Language } from '../../shared/language.ts';

const chinese = {
  title: '附近门店',
  customer: (tail: string) => `客户 …${tail}`,
  customerUnknown: '客户未知',
  customerUnknownHint: '切换一次对话后就能认出客户',
  unnamedPlace: '未命名位置',
  onLocation: '点位置后',
  onLocationPut: '自动放入',
  onLocationChoose: '我来选',
  mapFold: '收起地图',
  mapUnfold: '展开地图',
  map: '客户与门店的地图',
  demo: '演示：客户打不开链接',
  demoHint: '服务没有设置客户能访问的地址（PUBLIC_URL），放入的链接只能在本机打开。',

  firstUse: '点开客户发来的位置',
  firstUseMore: '最近的门店会列在这里，并放进输入框。发送前您可以修改。',
  noHost: '这里没有连接聊天客户端',
  noHostMore: '请在多客服客户端里打开本页，或到模拟客户端试用。',
  tryClient: '打开模拟客户端',

  running: '正在查找附近的门店…',
  slow: '还在查找，服务有些慢…',
  waiting: (seconds: number) => `服务繁忙，${seconds} 秒后自动重试`,
  waitingAnnounced: '服务繁忙，稍后自动重试',
  unreachable: '连不上门店服务',
  unreachableMore: '请检查网络后重试。',
  declined: '服务没有接受这次查找',
  retry: '重试',
  emptyCatalogue: '还没有任何门店',
  emptyCatalogueMore: '请运营人员先导入门店，再点重试。',

  found: (count: number, kilometres: string) => `${kilometres} 公里内最近的 ${count} 家`,
  widened: (askedKilometres: string, kilometres: string) =>
    `${askedKilometres} 公里内没有，已扩大到 ${kilometres} 公里`,
  anywhere: (count: number) => `附近没有门店，以下是最近的 ${count} 家`,
  straightLine: '直线距离',
  stores: '附近的门店',
  acrossBorder: '需过境',
  wasPut: '已放入',
  noAddress: '地址未知',

  ready: {
    choose: '选一家，或直接放入最近的',
    settings: '没有读到运营设置，没有自动放入',
    again: (time: string) => `已放入 ${time}，没有再放`,
    zero: '位置是 0,0，请和客户核对，没有自动放入',
    border: '最近的门店需过境，没有自动放入',
    far: (distance: string) => `最近的门店在 ${distance}外，没有自动放入`,
    'no-candidate': '附近的门店都暂停营业，没有自动放入',
    late: '结果来得晚，没有自动放入',
  },
  dropped: '中途切换过对话，没有自动放入',
  putting: '正在放入…',
  put: (time: string) => `已放入输入框 ${time}，请看过再发送`,
  putUserUnknown: (time: string) => `已放入输入框 ${time}，不知道是哪位客户，请核对`,
  rejected: (code: number, message: string) =>
    message === '' ? `客户端没有接受（代码 ${code}）` : `客户端没有接受（代码 ${code}：${message}）`,
  unknown: '客户端没有答复，请看看输入框里有没有',
  invalid: (reason: string) => `内容不完整，没有放入：${reason}`,
  cancelled: '对话已切换，没有放入',
  copied: '已复制，请粘贴到对话里',
  copyFailed: '浏览器不允许复制，请手动选取',

  droppedFor: (customer: string) => `已切换对话，${customer} 的结果没有放入`,
  putFor: (customer: string) => `${customer} 的消息已放入输入框`,
  notPutFor: (customer: string) => `${customer} 的消息没有放入`,
  maybePutFor: (customer: string) => `${customer} 的消息不知道有没有放入`,
  badEvent: (refusal: string) => `客户端发来的消息读不懂（${refusal}），请再点一次位置`,
  dismiss: '知道了',

  nothingToPut: '没有可放入的门店',
  offeredMore: (more: number) => `等 ${more + 1} 家`,
  putNews: '放入图文',
  putAgain: '再放一次',
  putText: '文字',
  putPicture: '图片',
  copyText: '复制文字',
  copyLink: '复制链接',
};

/** The words of one language. */
export type PanelWords = typeof chinese;

const english: PanelWords = {
  title: 'Nearby stores',
  customer: (tail) => `Customer …${tail}`,
  customerUnknown: 'Customer unknown',
  customerUnknownHint: 'Switch the conversation once and the customer is recognised',
  unnamedPlace: 'Unnamed place',
  onLocation: 'On click',
  onLocationPut: 'Put in',
  onLocationChoose: 'I choose',
  mapFold: 'Fold map',
  mapUnfold: 'Show map',
  map: 'Map of the customer and the stores',
  demo: 'Demo: customers cannot open the links',
  demoHint:
    'The service has no address that customers can reach (PUBLIC_URL); links open on this machine only.',

  firstUse: 'Click a location that a customer sent',
  firstUseMore:
    'The nearest stores are listed here and put into the input box. You can edit before you send.',
  noHost: 'No chat client is connected here',
  noHostMore: 'Open this page inside the chat client, or try it in the simulated one.',
  tryClient: 'Open the simulated client',

  running: 'Looking for stores nearby…',
  slow: 'Still looking, the service is slow…',
  waiting: (seconds) => `The service is busy, trying again in ${seconds} s`,
  waitingAnnounced: 'The service is busy, trying again shortly',
  unreachable: 'The store service cannot be reached',
  unreachableMore: 'Check the network and try again.',
  declined: 'The service declined this search',
  retry: 'Try again',
  emptyCatalogue: 'There are no stores yet',
  emptyCatalogueMore: 'Ask operations to import stores, then try again.',

  found: (count, kilometres) =>
    count === 1 ? `1 store within ${kilometres} km` : `${count} nearest within ${kilometres} km`,
  widened: (askedKilometres, kilometres) => `None within ${askedKilometres} km, widened to ${kilometres} km`,
  anywhere: (count) =>
    count === 1 ? 'None around here: the nearest one' : `None around here: the nearest ${count}`,
  straightLine: 'straight line',
  stores: 'Stores nearby',
  acrossBorder: 'cross-border',
  wasPut: 'put in',
  noAddress: 'Address unknown',

  ready: {
    choose: 'Choose one, or put in the nearest',
    settings: 'The settings could not be read; not put in by itself',
    again: (time) => `Put in at ${time}, not put again`,
    zero: 'The location is 0,0: ask the customer; not put in by itself',
    border: 'The nearest store is across the border; not put in by itself',
    far: (distance) => `The nearest store is ${distance} away; not put in by itself`,
    'no-candidate': 'All stores nearby are temporarily closed; not put in by itself',
    late: 'The answer came late; not put in by itself',
  },
  dropped: 'The conversation changed meanwhile; not put in by itself',
  putting: 'Putting it in…',
  put: (time) => `In the input box since ${time}: read it, then send`,
  putUserUnknown: (time) => `In the input box since ${time}: customer unknown, please check`,
  rejected: (code, message) =>
    message === ''
      ? `The client refused it (code ${code})`
      : `The client refused it (code ${code}: ${message})`,
  unknown: 'The client gave no answer: look whether it is in the input box',
  invalid: (reason) => `Incomplete, not put in: ${reason}`,
  cancelled: 'The conversation changed, nothing was put in',
  copied: 'Copied: paste it into the chat',
  copyFailed: 'The browser does not allow copying: select it by hand',

  droppedFor: (customer) => `Conversation changed: nothing was put in for ${customer}`,
  putFor: (customer) => `${customer}: the message is in the input box`,
  notPutFor: (customer) => `${customer}: the message was not put in`,
  maybePutFor: (customer) => `${customer}: the message may or may not be in the input box`,
  badEvent: (refusal) => `The client sent something unreadable (${refusal}): click the location again`,
  dismiss: 'Dismiss',

  nothingToPut: 'No store to put in',
  offeredMore: (more) => `+ ${more} more`,
  putNews: 'Put in article',
  putAgain: 'Put in again',
  putText: 'Text',
  putPicture: 'Picture',
  copyText: 'Copy text',
  copyLink: 'Copy link',
};

export const panelWords: Record<Language, PanelWords> = { 'zh-CN': chinese, en: english };
