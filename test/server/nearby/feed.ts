// A repository in a few lines: what a nearby service follows, with stores that a test puts in by hand.
import type { NearbyQuery } from '../../../server/nearby/nearby-query.ts';
import { NearbyService } from '../../../server/nearby/nearby-service.ts';
import type { PublishedChange } from '../../../server/storage/repository.ts';
import type { Store, StoreFields } from '../../../shared/store.ts';
import { aStore } from '../../support/stores.ts';

export const storeWith = (id: string, fields: Partial<StoreFields> = {}): Store => ({
  ...aStore(fields),
  id,
  version: 1,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-02T03:04:05.678Z',
});

/** A service over these stores at a clock of one's own; `tell` is a commit. */
export async function serviceOver(first: readonly Store[], clock: () => number = Date.now) {
  let revision = 1;
  let listen: (changes: readonly PublishedChange[]) => void = () => {};
  const service = new NearbyService({
    stores: {
      published: async () => ({
        revision,
        stores: (async function* () {
          yield first;
        })(),
      }),
      watch: (listener) => {
        listen = listener;
        return () => {
          listen = () => {};
        };
      },
    },
    categories: async () => [],
    regionOf: () => 'CN',
    clock,
  });
  await service.start();
  const tell = (changes: readonly { id: string; store: Store | undefined }[]) => {
    revision++;
    listen(changes.map((change) => ({ ...change, revision })));
  };
  return { service, tell };
}

export const anywhere: NearbyQuery = {
  position: [116.35, 40],
  datum: 'wgs84',
  radiusMeters: 20_000_000,
  limit: 50,
  categories: undefined,
  text: undefined,
  openAt: undefined,
  count: false,
  widen: false,
};
