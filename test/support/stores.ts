import { openStorage } from '../../server/storage/index.ts';
import type { Author, Storage } from '../../server/storage/repository.ts';
import type { StoreFields } from '../../shared/store.ts';

/** Whoever writes in a test. */
export const tester: Author = { kind: 'system', name: 'test' };

/** A published café on Xueyuan Lu in Beijing, open every day; any field can be told otherwise. */
export const aStore = (overrides: Partial<StoreFields> = {}): StoreFields => ({
  name: '示例咖啡',
  branch: '学院路店',
  categories: ['cafe'],
  services: ['WiFi'],
  address: { province: '北京市', city: '北京市', district: '海淀区', street: '学院路30号' },
  phones: ['010-62330000'],
  position: { longitude: 116.3519, latitude: 40.0033, datum: 'wgs84' },
  region: 'CN',
  timeZone: 'Asia/Shanghai',
  openingHours: 'Mo-Su 08:00-22:00',
  exceptions: [],
  linkTo: 'page',
  status: 'published',
  ...overrides,
});

/** An empty storage in memory. Close it when the test is over. */
export const openTestStorage = (): Promise<Storage> => openStorage(':memory:');
