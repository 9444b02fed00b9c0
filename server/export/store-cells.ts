// A store as cells of text, one a field: what the export writes, and what an import compares a cell with to see whether
// it says anything new. Whatever a store holds survives the way there and back.

import type { Field } from '../../shared/import-fields.ts';
import type { OpeningException, StoreFields } from '../../shared/store.ts';
import { writeList } from '../import/list-cell.ts';

/** The columns of an export, in their order. */
export const EXPORTED = [
  'id',
  'sid',
  'name',
  'branch',
  'categories',
  'services',
  'tags',
  'province',
  'city',
  'district',
  'street',
  'postcode',
  'phones',
  'longitude',
  'latitude',
  'datum',
  'openingHours',
  'openingHoursNote',
  'exceptions',
  'status',
  'closedFrom',
  'closedUntil',
  'closureReason',
  'cover',
  'website',
  'linkTo',
  'timeZone',
  'confirmedAt',
] as const satisfies readonly Field[];

/** Numbers stay numbers in a spreadsheet; everything else is text there, also what looks like one. */
export const NUMERIC: ReadonlySet<Field> = new Set(['longitude', 'latitude']);

export const STATUS_WORDS = { published: '营业', closed: '停业', draft: '草稿' } as const;
export const DATUM_WORDS = { wgs84: 'WGS-84', gcj02: 'GCJ-02', bd09: 'BD-09' } as const;
export const LINK_WORDS = { page: '门店页', website: '网站' } as const;

type Exported = Omit<StoreFields, 'tags'> & { readonly tags?: readonly string[]; readonly id?: string };
type CellOf = (store: Exported) => string | undefined;

const CELLS: Partial<Record<Field, CellOf>> = {
  id: ({ id }) => id,
  sid: ({ sid }) => sid,
  name: ({ name }) => name,
  branch: ({ branch }) => branch,
  categories: ({ categories }) => writeList(categories),
  services: ({ services }) => writeList(services),
  tags: ({ tags }) => writeList(tags ?? []),
  province: ({ address }) => address.province,
  city: ({ address }) => address.city,
  district: ({ address }) => address.district,
  street: ({ address }) => address.street,
  postcode: ({ address }) => address.postcode,
  phones: ({ phones }) => writeList(phones),
  longitude: ({ position }) => String(position.longitude),
  latitude: ({ position }) => String(position.latitude),
  position: ({ position }) => `${position.longitude},${position.latitude}`,
  datum: ({ position }) => DATUM_WORDS[position.datum],
  openingHours: ({ openingHours }) => openingHours,
  openingHoursNote: ({ openingHoursNote }) => openingHoursNote,
  exceptions: ({ exceptions }) => writeExceptions(exceptions),
  status: ({ status }) => STATUS_WORDS[status],
  closedFrom: ({ closure }) => closure?.from,
  closedUntil: ({ closure }) => closure?.until,
  closureReason: ({ closure }) => closure?.reason,
  cover: ({ cover }) => cover,
  website: ({ website }) => website,
  linkTo: ({ linkTo }) => LINK_WORDS[linkTo],
  timeZone: ({ timeZone }) => timeZone,
  confirmedAt: ({ confirmedAt }) => confirmedAt,
};

/** Empty where nothing is known. */
export const cellOf = (store: Exported, field: Field): string => CELLS[field]?.(store) ?? '';

/** `2026-10-01: 10:00-18:00（国庆）；2026-10-02: off`; as JSON where a note has such marks itself. */
function writeExceptions(exceptions: readonly OpeningException[]): string {
  if (exceptions.some(({ openingHours, note }) => /[；;（(）)\n]/.test(openingHours + (note ?? '')))) {
    return JSON.stringify(exceptions);
  }
  return exceptions
    .map(({ date, openingHours, note }) => `${date}: ${openingHours}${note ? `（${note}）` : ''}`)
    .join('；');
}
