// Every format is made when it is first used: the very first one keeps a page longer than all else that it does before
// it shows something.
import { dateFormat } from '../../shared/date-format.ts';
import { distanceInWords } from '../../shared/distance-words.ts';
import type { Language } from '../../shared/language.ts';

/** `10:42` on the viewer's own clock, in 24 hours in both languages. */
export const timeInWords = (instant: number, language: Language): string =>
  dateFormat(language === 'en' ? 'en-GB' : language, CLOCK).format(instant);

const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** A radius as a number of kilometres: `3`, `0.5`. */
export const kilometresInWords = (meters: number, language: Language): string =>
  (meters / 1000).toLocaleString(language, { maximumFractionDigits: 1 });

/** The zone of the viewer's clock, by its IANA name. */
export const viewerTimeZone = (): string =>
  (viewersZone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone);
let viewersZone: string | undefined;

/** Makes the formats that a first list of stores is written with, before there is one. */
export function prepareFormats(language: Language): void {
  timeInWords(0, language);
  distanceInWords(0, language);
  viewerTimeZone();
}
