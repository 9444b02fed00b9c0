// The words of what comes with the first sign of a hand: finding places, narrowing the stores, what was put before.
// As in panel-words.ts.
import type { Language } from '../../shared/language.ts';

const chinese = {
  placeField: '客户在哪：地址、地标、坐标或地图链接',
  find: '查找',
  pick: '图上选点',
  lookingUp: (text: string) => `正在查找“${text}”…`,
  whichPlace: (text: string) => `“${text}”是哪一个？`,
  noSuchPlace: (text: string) => `没有找到“${text}”`,
  noSuchPlaceMore: '换个写法，加上城市名，或在图上选点。',
  cannotLookUp: (text: string) => `现在查不了“${text}”`,
  cannotLookUpMore: '请重试，或在图上选点。',
  datumQuestion: '坐标来自',
  datums: { gcj02: '微信 / 腾讯 / 高德', bd09: '百度', wgs84: 'GPS' },
  storeField: '筛选门店：名称、拼音、首字母',
  openNow: '营业中',
  radius: '范围',
  radiusUsual: '自动',
  radiusOf: (kilometres: string) => `${kilometres} 公里`,
  categories: '类别',
  allCategories: '全部',
  historyEmpty: '还没有给这位客户放过',
  historyOthers: '其他客户',
};

type ToolWords = typeof chinese;

const english: ToolWords = {
  placeField: 'Address, landmark, coordinates, link',
  find: 'Find',
  pick: 'Pick on map',
  lookingUp: (text) => `Looking for “${text}”…`,
  whichPlace: (text) => `Which “${text}”?`,
  noSuchPlace: (text) => `“${text}” was not found`,
  noSuchPlaceMore: 'Write it differently, add the city, or pick it on the map.',
  cannotLookUp: (text) => `“${text}” cannot be looked up now`,
  cannotLookUpMore: 'Try again, or pick it on the map.',
  datumQuestion: 'From',
  datums: { gcj02: 'WeChat / Tencent / AMap', bd09: 'Baidu', wgs84: 'GPS' },
  storeField: 'Name, pinyin, initials',
  openNow: 'Open now',
  radius: 'Radius',
  radiusUsual: 'Auto',
  radiusOf: (kilometres) => `${kilometres} km`,
  categories: 'Categories',
  allCategories: 'All',
  historyEmpty: 'Nothing yet for this customer',
  historyOthers: 'Other customers',
};

export const toolWords: Record<Language, ToolWords> = { 'zh-CN': chinese, en: english };
