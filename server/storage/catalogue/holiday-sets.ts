import { v7 as uuidv7 } from 'uuid';
import { decide, decision } from '../decisions.ts';
import type { Engine } from '../engine.ts';
import type { HolidaySetRepository, KeptHolidaySet } from './contract.ts';

const HOLIDAY_SETS = 'holiday-sets';

export function openHolidaySets(engine: Engine): HolidaySetRepository {
  const all = async () => (await decision<KeptHolidaySet[]>(engine.reader, HOLIDAY_SETS)) ?? [];
  const change = (by: Parameters<typeof decide>[2], to: (before: KeptHolidaySet[]) => KeptHolidaySet[]) =>
    decide<KeptHolidaySet[]>(engine, HOLIDAY_SETS, by, (before = []) => to(before));
  return {
    all,
    get: async (id) => (await all()).find((set) => set.id === id),
    async add({ name, days }, by) {
      const set: KeptHolidaySet = { id: uuidv7(), name, days };
      await change(by, (before) => [...before, set]);
      return set;
    },
    async replace(id, { name, days }, by) {
      const set: KeptHolidaySet = { id, name, days };
      const after = await change(by, (before) => before.map((each) => (each.id === id ? set : each)));
      return after.find((each) => each.id === id);
    },
    async remove(id, by) {
      await change(by, (before) => before.filter((set) => set.id !== id));
    },
  };
}
