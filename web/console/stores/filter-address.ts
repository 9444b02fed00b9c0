// The filter in the page's address, so that a view of the stores can be kept, sent to a colleague, and gone back to.
import { SORTS, type Sort, type StoreFilter } from '../../../shared/store-filter.ts';

const TEXTS = [
  'q',
  'status',
  'category',
  'tag',
  'province',
  'city',
  'district',
  'plan',
  'closure',
  'missing',
  'confirmedBefore',
  'updatedFrom',
  'updatedUntil',
  'openAt',
  'holidaySet',
  'bbox',
  'polygon',
] as const satisfies (keyof StoreFilter)[];

/** The service checks the values; what is no filter is left out. */
export function filterOf(query: URLSearchParams): StoreFilter {
  const texts = TEXTS.flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value]] : [];
  });
  const unpublished = query.get('unpublished');
  return {
    ...Object.fromEntries(texts),
    ...(unpublished === null ? {} : { unpublished: unpublished === 'true' }),
  };
}

export function sortOf(query: URLSearchParams): Sort {
  const sort = query.get('sort')?.replace(/^-/, '');
  return SORTS.some((one) => one === sort) ? (query.get('sort') as Sort) : 'name';
}

/** The instant that the stores are looked at; undefined: now. */
export function momentOf(query: URLSearchParams): string | undefined {
  const at = query.get('at');
  return at && !Number.isNaN(Date.parse(at)) ? at : undefined;
}

/** `stores?city=北京市&sort=-updated` */
export function addressOf(filter: StoreFilter, sort: Sort, at: string | undefined): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) query.set(name, String(value));
  }
  if (sort !== 'name') query.set('sort', sort);
  if (at !== undefined) query.set('at', at);
  const text = query.toString();
  return text ? `stores?${text}` : 'stores';
}
