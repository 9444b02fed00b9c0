// The value of an XLSX cell as the text that somebody sees, near enough to be read again: numbers in full, never 1.38E+10.

const DAY_MS = 24 * 60 * 60_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** A number as Excel keeps it; it counts with 15 digits, what stands behind them is noise. */
export function numberText(value: string): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const rounded = Number(number.toPrecision(15));
  if (Number.isInteger(rounded))
    return Math.abs(rounded) < 1e21 ? BigInt(rounded).toString() : String(rounded);
  return String(rounded);
}

/** Days since the epoch as 2026-10-01, 09:00 or both. */
export function dateText(value: string, kind: 'date' | 'time' | 'both', from1904: boolean): string {
  const days = Number(value);
  if (!Number.isFinite(days) || days < 0 || days > 2_958_466) return numberText(value);
  const seconds = Math.round((days % 1) * 86_400);
  const clock = (total: number) => {
    const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
    const parts = [hours, minutes, ...(rest === 0 ? [] : [rest])];
    return parts.map((part) => String(part).padStart(2, '0')).join(':');
  };
  // 24:00 is a whole day, and closing times are written like that.
  if (kind === 'time' && days <= 1) return clock(Math.round(days * 86_400));
  if (kind === 'time') return clock(seconds);
  const epoch = from1904 ? EPOCH_1904 : EPOCH_1900;
  const at = new Date(epoch + Math.floor(days) * DAY_MS).toISOString().slice(0, 10);
  return seconds === 0 && kind === 'date' ? at : `${at} ${clock(seconds)}`;
}

/** Control characters that XML cannot hold are written as _xHHHH_ (ECMA-376, 22.9.2.19). */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** 0 for A1 and A7, 27 for AB3; undefined when it names no column. */
export function columnOf(reference: string): number | undefined {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? undefined : column - 1;
}
