import type { Language } from '../../shared/language.ts';

const clock = (locale: string) =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const clocks: Record<Language, Intl.DateTimeFormat> = { 'zh-CN': clock('zh-CN'), en: clock('en-GB') };

/** `10:42` on the viewer's own clock, in 24 hours in both languages. */
export const timeInWords = (instant: number, language: Language): string => clocks[language].format(instant);

const oneDecimal = (locale: string) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const decimals: Record<Language, Intl.NumberFormat> = { 'zh-CN': oneDecimal('zh-CN'), en: oneDecimal('en') };

/** A radius as a number of kilometres: `3`, `0.5`. */
export const kilometresInWords = (meters: number, language: Language): string =>
  decimals[language].format(meters / 1000);
