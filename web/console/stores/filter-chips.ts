// What the stores are filtered by that no field of the bar shows: each can be taken away by itself.
import type { Language } from '../../../shared/language.ts';
import type { StoreFilter } from '../../../shared/store-filter.ts';
import { storeWords } from '../../locale/console/store-words.ts';

export type Chip = {
  readonly text: string;
  /** What is taken away with it. */
  readonly names: readonly (keyof StoreFilter)[];
};

export function chipsOf(filter: StoreFilter, language: Language): Chip[] {
  const words = storeWords[language];
  const day = (instant: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(instant));
  const { bbox, polygon, district, holidaySet, closure, missing, plan } = filter;
  const chips: (Chip | undefined)[] = [
    (bbox ?? polygon) === undefined ? undefined : { text: words.area, names: ['bbox', 'polygon'] },
    district === undefined ? undefined : { text: district, names: ['district'] },
    closure === undefined ? undefined : { text: words.closures[closure], names: ['closure'] },
    missing === undefined ? undefined : { text: words.missing[missing], names: ['missing'] },
    // Those that wait for a review have a button of their own.
    plan === undefined || plan === 'requested' ? undefined : { text: words.plans[plan], names: ['plan'] },
    holidaySet === undefined ? undefined : { text: words.withHolidays, names: ['holidaySet'] },
    filter.confirmedBefore === undefined
      ? undefined
      : { text: words.confirmedBefore(day(filter.confirmedBefore)), names: ['confirmedBefore'] },
    filter.updatedFrom === undefined
      ? undefined
      : { text: words.updatedFrom(day(filter.updatedFrom)), names: ['updatedFrom'] },
    filter.updatedUntil === undefined
      ? undefined
      : { text: words.updatedUntil(day(filter.updatedUntil)), names: ['updatedUntil'] },
  ];
  return chips.filter((chip) => chip !== undefined);
}
