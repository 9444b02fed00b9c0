import type { Language } from '../../shared/language.ts';

const zh = {
  landing: '门店要素服务',
  landingIntro: '按 OGC API Features 提供的已发布门店，供 QGIS、GDAL 等地理信息软件使用。',
  conformance: '符合的标准',
  collections: '要素集',
  stores: '门店',
  extent: '范围',
  systems: '坐标参照系',
  properties: '属性',
  property: '属性',
  type: '类型',
  meaning: '含义',
  name: '名称',
  address: '地址',
  categories: '类别',
  positions: '门店位置',
  next: '下一页',
  shown: (here: number, all: number) => `本页 ${here} 家，共 ${all} 家`,
  link: (rel: string, type: string) => `${rel} · ${type}`,
};
export type FeaturesWords = typeof zh;

const en: FeaturesWords = {
  landing: 'Stores as features',
  landingIntro: 'The published stores by OGC API Features, for QGIS, GDAL and other GIS programs.',
  conformance: 'Conformance',
  collections: 'Collections',
  stores: 'Stores',
  extent: 'Extent',
  systems: 'Reference systems',
  properties: 'Properties',
  property: 'property',
  type: 'type',
  meaning: 'meaning',
  name: 'name',
  address: 'address',
  categories: 'categories',
  positions: 'Where the stores are',
  next: 'Next page',
  shown: (here, all) => `${here} of ${all} stores on this page`,
  link: (rel, type) => `${rel} · ${type}`,
};

/** The wording of the pages of the features API. */
export const featuresWords: Readonly<Record<Language, FeaturesWords>> = { 'zh-CN': zh, en };
