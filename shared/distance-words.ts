// A distance as people say it: 850米, 1.2公里; 850 m, 1.2 km.
import type { Language } from './language.ts';

/** Nearer than this a number would claim more than a location message knows. */
const HERE_METERS = 50;

/**
 * `850米`, `1.2公里`, `15公里`; `850 m`, `1.2 km`, `15 km`: to 10 m below 1 km, to 0.1 km below 10 km, else whole
 * kilometres; `50米内` or `within 50 m` below 50 m.
 * @param meters  not negative
 */
export function distanceInWords(meters: number, language: Language): string {
  if (meters < HERE_METERS) {
    const here = inUnit(HERE_METERS, 'meter', language);
    return language === 'zh-CN' ? `${here}内` : `within ${here}`;
  }
  const toTen = Math.round(meters / 10) * 10;
  if (toTen < 1000) return inUnit(toTen, 'meter', language);
  const toTenth = Math.round(meters / 100) / 10;
  return inUnit(toTenth < 10 ? toTenth : Math.round(meters / 1000), 'kilometer', language);
}

const formats = new Map<string, Intl.NumberFormat>();

function inUnit(value: number, unit: 'meter' | 'kilometer', language: Language): string {
  const key = `${language} ${unit}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 });
    formats.set(key, format);
  }
  return format.format(value);
}
