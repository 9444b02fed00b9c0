import type { NearbyAnswer } from '../../shared/nearby.ts';
import { aNearbyAnswer, aStoreRecord } from './store-records.ts';

/** The customer's location of the panel's browser tests, as the client sends it. */
export const xueyuanLu = { latitude: 39.987753, longitude: 116.358104, location: '学院路30号', scale: 16 };

const at = (longitude: number, latitude: number) => ({ longitude, latitude, datum: 'gcj02' as const });

/** Six stores around it at 10:42 on a Sunday: open, closing soon, unknown, closed, temporarily closed, and a long name. */
export const sixStores: NearbyAnswer = aNearbyAnswer([
  aStoreRecord({
    id: 'xueyuanqiao',
    branch: '学院桥店',
    position: at(116.3548, 39.9851),
    distanceMeters: 412,
    address: '北京市海淀区学院路15号建设大厦1层',
  }),
  aStoreRecord({
    id: 'wudaokou',
    name: '示例书店',
    position: at(116.3498, 39.9902),
    distanceMeters: 850,
    open: { state: 'open', changesAt: '2026-11-22T11:07:00+08:00', until: null },
  }),
  aStoreRecord({
    id: 'market',
    name: '示例超市',
    branch: null,
    position: at(116.3668, 39.9921),
    distanceMeters: 996,
    address: '',
    hoursToday: null,
    open: { state: 'unknown', changesAt: null, until: null },
  }),
  aStoreRecord({
    id: 'qinghua',
    name: '示例药房',
    branch: '清华东路店',
    position: at(116.3472, 39.9966),
    distanceMeters: 1240,
    open: { state: 'closed', changesAt: '2026-11-23T08:00:00+08:00', until: null },
  }),
  aStoreRecord({
    id: 'zhongguancun',
    name: '示例影城',
    branch: '中关村店',
    position: at(116.3366, 39.9862),
    distanceMeters: 1870,
    open: { state: 'temporarily-closed', changesAt: null, until: '2026-12-03T00:00:00+08:00' },
  }),
  aStoreRecord({
    id: 'long',
    name: '示例名字特别长的运动用品与户外装备专卖旗舰店',
    branch: '北京海淀区五道口购物中心四层店',
    position: at(116.3352, 39.9958),
    distanceMeters: 2210,
    open: { state: 'open', changesAt: null, until: null },
  }),
]);
