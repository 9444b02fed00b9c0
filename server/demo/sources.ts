/** Where demo stores come from, and what must be said where they are shown. */
export type DemoSource = {
  readonly files: readonly string[];
  readonly title: string;
  readonly licence: string;
  readonly licenceUrl: string;
  /** The words its owners ask for; absent: the stores are our own invention. */
  readonly attribution?: string;
  readonly url?: string;
};

export const DEMO_SOURCES: readonly DemoSource[] = [
  {
    files: ['beijing', 'shenzhen', 'shanghai', 'hong-kong', 'seoul'].map((city) => `invented-${city}.json`),
    title: '示例门店：本项目虚构',
    licence: 'MIT',
    licenceUrl: 'https://opensource.org/license/mit',
  },
  {
    files: ['cn-cafes.json'],
    title: '中国 24 个城市的咖啡馆',
    licence: 'CC BY 4.0',
    licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
    attribution: 'awesome-cn-cafe contributors',
    url: 'https://github.com/ElaWorkshop/awesome-cn-cafe',
  },
  {
    files: ['shanghai-chains.json'],
    title: '上海 89 个连锁品牌的门店',
    licence: 'MIT',
    licenceUrl: 'https://github.com/kongchun/Genesis/blob/master/LICENSE',
    attribution: 'Copyright (c) 2017 天堂龙',
    url: 'https://github.com/kongchun/Genesis',
  },
  {
    files: ['hong-kong-sports.json'],
    title: '香港康樂及文化事務署場地',
    licence: 'Hong Kong government open data',
    licenceUrl: 'https://data.gov.hk/en/terms-and-conditions',
    attribution: 'The Government of the HKSAR',
    url: 'https://geodata.gov.hk',
  },
  {
    files: ['beijing-osm.json'],
    title: '北京海淀的店铺、餐馆、车站',
    licence: 'ODbL 1.0',
    licenceUrl: 'https://opendatacommons.org/licenses/odbl/1-0/',
    attribution: '© OpenStreetMap contributors',
    url: 'https://www.openstreetmap.org/copyright',
  },
];
