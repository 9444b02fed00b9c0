// Why a pasted text gave no position, in words for the agent.
import type { Language } from './language.ts';
import type { Refusal, RefusalReason } from './location-text.ts';

const WORDS: Readonly<Record<Language, Readonly<Record<RefusalReason, (value: string) => string>>>> = {
  'zh-CN': {
    'not-a-latitude': (value) => `纬度 ${value} 超出范围：须在 -90 到 90 之间`,
    'not-a-longitude': (value) => `经度 ${value} 超出范围：须在 -180 到 180 之间`,
    'no-latitude': (value) => `${value} 里没有纬度：两个数都超过 90`,
    minutes: (value) => `${value} 写错了：分和秒须小于 60`,
    'same-axis': (value) => `${value} 是同一个方向：需要一个纬度和一个经度`,
    'sign-and-letter': (value) => `${value} 既有正负号又有方向：只用一种`,
    'google-in-mainland': () => '谷歌地图在中国大陆的坐标有两种，无法分辨：请改用腾讯、高德或百度地图的链接',
    'unknown-host': (value) =>
      `不认识 ${value} 的链接：可用腾讯、高德、百度、苹果地图的链接，大陆以外可用谷歌地图`,
    'unknown-datum': (value) => `不认识坐标系 ${value}`,
    'no-position': (value) => `这个链接里没有坐标（${value}）：请改发位置，或输入地址`,
  },
  en: {
    'not-a-latitude': (value) => `${value} is no latitude: it must be between -90 and 90`,
    'not-a-longitude': (value) => `${value} is no longitude: it must be between -180 and 180`,
    'no-latitude': (value) => `${value} holds no latitude: both are over 90`,
    minutes: (value) => `${value} is not right: minutes and seconds must be under 60`,
    'same-axis': (value) => `${value} run the same way: one latitude and one longitude are needed`,
    'sign-and-letter': (value) => `${value} has both a sign and a direction: use one of them`,
    'google-in-mainland': () =>
      'Google uses two kinds of coordinates in mainland China that cannot be told apart: use a link from Tencent, AMap or Baidu',
    'unknown-host': (value) =>
      `Links of ${value} cannot be read: use Tencent, AMap, Baidu or Apple maps, or Google outside mainland China`,
    'unknown-datum': (value) => `The coordinate system ${value} is not known here`,
    'no-position': (value) =>
      `There is no position in this link (${value}): send the location, or type the address`,
  },
};

/** One sentence that names the value at fault and the rule. */
export const refusalInWords = ({ reason, value }: Refusal, language: Language): string =>
  WORDS[language][reason](value);
