import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StoreIds } from '../../../server/nearby/store-ids.ts';

it('ids are found as in a map, whatever is added, removed and added again', () => {
  const write = fc.record({
    id: fc.integer({ min: 0, max: 3_000 }).map((n) => `s${n}`),
    isRemoval: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(write, { minLength: 2_000, maxLength: 6_000 }), (writes) => {
      const idOfSlot: string[] = [];
      const ids = new StoreIds((slot) => idOfSlot[slot]!);
      const model = new Map<string, number>();
      for (const { id, isRemoval } of writes) {
        expect(ids.remove(id)).toBe(model.get(id));
        model.delete(id);
        if (isRemoval) continue;
        const slot = idOfSlot.push(id) - 1;
        ids.add(id, slot);
        model.set(id, slot);
      }
      for (let n = 0; n <= 3_000; n++) expect(ids.get(`s${n}`)).toBe(model.get(`s${n}`));
    }),
    { numRuns: 20 },
  );
});
