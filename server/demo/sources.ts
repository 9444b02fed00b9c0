/** Where demo stores come from, and what must be said where they are shown. */
export type DemoSource = {
  readonly files: readonly string[];
  /** What the ids of its stores, and of no others here, begin with. */
  readonly idPrefix: string;
  readonly title: string;
  readonly titleEn: string;
  readonly licence: string;
  readonly licenceUrl: string;
  /** The words its owners ask for; absent: the stores are our own invention. */
  readonly attribution?: string;
  readonly url?: string;
};

export const DEMO_SOURCES: readonly DemoSource[] = [
  {
    files: ['beijing', 'shenzhen', 'shanghai', 'hong-kong', 'seoul'].map((city) => `invented-${city}.json`),
    idPrefix: 'demo-',
    title: '示例门店：本项目虚构',
    titleEn: 'Sample stores, invented for this project',
    licence: 'MIT',
    licenceUrl: 'https://opensource.org/license/mit',
  },
  {
    files: ['cn-cafes.json'],
    idPrefix: 'cafe-',
    title: '中国 24 个城市的咖啡馆',
    titleEn: 'Cafés in 24 cities of China',
    licence: 'CC BY 4.0',
    licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
    attribution: 'awesome-cn-cafe contributors',
    url: 'https://github.com/ElaWorkshop/awesome-cn-cafe',
  },
  {
    files: ['shanghai-chains.json'],
    idPrefix: 'shanghai-',
    title: '上海 89 个连锁品牌的门店',
    titleEn: 'Stores of 89 chains in Shanghai',
    licence: 'MIT',
    licenceUrl: 'https://github.com/kongchun/Genesis/blob/master/LICENSE',
    attribution: 'Copyright (c) 2017 天堂龙',
    url: 'https://github.com/kongchun/Genesis',
  },
  {
    files: ['hong-kong-sports.json'],
    idPrefix: 'hk-sports-',
    title: '香港康樂及文化事務署場地',
    titleEn: "Venues of Hong Kong's Leisure and Cultural Services Department",
    licence: 'Hong Kong government open data',
    licenceUrl: 'https://data.gov.hk/en/terms-and-conditions',
    attribution: 'The Government of the HKSAR',
    url: 'https://geodata.gov.hk',
  },
  {
    files: ['beijing-osm.json'],
    idPrefix: 'osm-',
    title: '北京海淀的店铺、餐馆、车站',
    titleEn: 'Shops, restaurants and stations in Haidian, Beijing',
    licence: 'ODbL 1.0',
    licenceUrl: 'https://opendatacommons.org/licenses/odbl/1-0/',
    attribution: '© OpenStreetMap contributors',
    url: 'https://www.openstreetmap.org/copyright',
  },
];
