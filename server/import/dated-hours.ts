// Hours of single days in one cell: `2026-10-01: 10:00-18:00（国庆）, 2026-10-02: x`.
import { validateOpeningHours } from '../../shared/opening-hours.ts';
import type { OpeningException } from '../../shared/store.ts';

const ENTRY = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*[:：=\s]\s*/g;
const OFF = /^(?:x|×|off|closed|休|休息|休业|关门|不营业|停业|歇业|闭馆)$/i;
const NOTE = /\s*[（(]([^（()）]*)[）)]\s*$/;

/** In the order of the cell; undefined when a part cannot be read. */
export function readDatedHours(cell: string): OpeningException[] | undefined {
  const text = cell.trim();
  if (text.startsWith('[')) return jsonExceptions(text);
  const heads = [...text.matchAll(ENTRY)];
  if (heads.length === 0 || heads[0]!.index > 0) return undefined;
  const exceptions = heads.map((head, index) => {
    const rest = text
      .slice(head.index + head[0].length, heads[index + 1]?.index)
      .replace(/[\s,，;；、|]+$/, '');
    return exceptionOf(head, rest);
  });
  const dates = new Set(exceptions.map((exception) => exception?.date));
  if (dates.size < exceptions.length) return undefined;
  return exceptions.every((exception) => exception !== undefined) ? exceptions : undefined;
}

function exceptionOf([, year, month, day]: RegExpExecArray, text: string): OpeningException | undefined {
  const date = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  if (
    Number.isNaN(Date.parse(`${date}T00:00Z`)) ||
    new Date(`${date}T00:00Z`).toISOString().slice(0, 10) !== date
  ) {
    return undefined;
  }
  const note = NOTE.exec(text)?.[1]?.trim();
  const hours = text.replace(NOTE, '').trim();
  const openingHours = OFF.test(hours) ? 'off' : spans(hours);
  if (openingHours === '' || validateOpeningHours(openingHours).length > 0) return undefined;
  return { date, openingHours, ...(note && { note }) };
}

const spans = (hours: string) =>
  hours
    .normalize('NFKC')
    .replace(/[~〜–—至到]/g, '-')
    .replace(/(^|[^\d:])(\d):(?=\d\d)/g, '$10$2:')
    .replace(/\s*-\s*/g, '-')
    .replace(/\s*[,、;/\s]\s*(?=\d)/g, ',');

function jsonExceptions(text: string): OpeningException[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    // What they must be like is said by the store's schema, which the record is checked against.
    return Array.isArray(list) ? (list as OpeningException[]) : undefined;
  } catch {
    return undefined;
  }
}
