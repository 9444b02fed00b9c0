import type { NearbyAnswer, StoreRecord } from '../../shared/nearby.ts';

/** A store of a nearby answer: a café 850 m away, open until 22:00 Beijing time on 22 November 2026. */
export const aStoreRecord = (fields: Partial<StoreRecord> = {}): StoreRecord => ({
  id: 'wudaokou',
  sid: null,
  name: '示例咖啡',
  branch: '五道口店',
  address: '北京市海淀区成府路28号',
  phones: ['010-82600000'],
  categories: ['cafe'],
  services: ['WiFi'],
  region: 'CN',
  position: { longitude: 116.33775, latitude: 39.99316, datum: 'gcj02' },
  distanceMeters: 850,
  timeZone: 'Asia/Shanghai',
  hoursToday: [['08:00', '22:00']],
  updatedAt: '2026-11-01T00:00:00Z',
  open: { state: 'open', changesAt: '2026-11-22T22:00:00+08:00', until: null },
  cover: null,
  url: 'https://stores.example.com/s/wudaokou',
  ...fields,
});

/** The stores as the service answers them to somebody on Xueyuan Lu in Beijing. */
export const aNearbyAnswer = (
  stores: readonly StoreRecord[] = [aStoreRecord()],
  fields: Partial<NearbyAnswer> = {},
): NearbyAnswer => ({
  origin: { longitude: 116.358104, latitude: 39.987753, datum: 'gcj02', region: 'CN' },
  reach: { radiusMeters: 3000, askedRadiusMeters: 3000, widened: false },
  numberReturned: stores.length,
  stores: [...stores],
  ...fields,
});
