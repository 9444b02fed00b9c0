// The catalogue as a judge asks it, from storage.
import type { Limits } from '../../shared/access.ts';
import { isWithin } from '../access/actor.ts';
import type { Storage } from '../storage/repository.ts';
import type { AddressLookup } from './address-lookup.ts';
import type { Catalogue } from './catalogue.ts';

/** @param limits  which stores may be written; undefined: all */
export async function storedCatalogue(
  { imports, categories }: Storage,
  limits: Limits | undefined,
  lookUp?: AddressLookup,
): Promise<Catalogue> {
  const all = await categories.all();
  return {
    // Of a first import nothing can be found; should stores come meanwhile, their versions tell when it is applied.
    find: (await imports.isEmpty()) ? async () => [] : imports.find,
    ...(lookUp && { lookUp }),
    ...(limits && { mayWrite: (store) => isWithin(limits, store) }),
    hasLeadingZeros: await imports.hasLeadingZeros(),
    categories: new Map(
      all.flatMap(({ id, name, nameEn }) =>
        [id, name, nameEn].map((word) => [word.toLowerCase(), id] as const),
      ),
    ),
  };
}
