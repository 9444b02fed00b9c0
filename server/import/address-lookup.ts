// Positions for records that have an address only: what was found once is kept, with its source and how sure it is; no
// service is asked faster than it allows, or more often in a day than was decided.
import { setTimeout as pause } from 'node:timers/promises';
import type { ImportRepository } from '../storage/imports/contract.ts';
import type { Geocoded, Geocoder } from '../upstream/geocoders.ts';

export type AddressLookup = (address: string) => Promise<Geocoded | undefined>;

type Kept = Pick<ImportRepository, 'geocoded' | 'keepGeocoded' | 'useGeocoder'>;

/**
 * The geocoders in their order: one that fails, or is used up for today, leaves it to the next.
 * @param perDay  questions that each may be asked in a day (UTC), by all nodes together
 */
export function addressLookup(
  geocoders: readonly Geocoder[],
  kept: Kept,
  perDay: number,
  warn: (error: unknown) => void,
): AddressLookup {
  const readyAt = new Map<Geocoder, number>();
  return async (address) => {
    const known = await kept.geocoded(address);
    if (known) return known;
    for (const geocoder of geocoders) {
      const day = new Date().toISOString().slice(0, 10);
      if (!(await kept.useGeocoder(geocoder.source, day, perDay))) continue;
      const wait = (readyAt.get(geocoder) ?? 0) - performance.now();
      if (wait > 0) await pause(wait);
      readyAt.set(geocoder, performance.now() + geocoder.spacing);
      try {
        const found = await geocoder.find(address);
        if (!found) continue;
        await kept.keepGeocoded(address, found);
        return found;
      } catch (error) {
        warn(error);
      }
    }
    return undefined;
  };
}
