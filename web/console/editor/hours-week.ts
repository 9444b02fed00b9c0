// A week as the form shows it, and the syntax that says it.
import type { OpeningSpan } from '../../../shared/nearby.ts';
import { weekInSyntax } from '../../../shared/opening-text/week-syntax.ts';

/** Monday to Sunday and public holidays: [] is closed; null is not known, for holidays like the day they fall on. */
export type HoursWeek = readonly (readonly OpeningSpan[] | null)[];

export const WHOLE_DAY: OpeningSpan = ['00:00', '24:00'];

export const isWholeDay = (spans: readonly OpeningSpan[]): boolean =>
  spans.length === 1 && spans[0]![0] === '00:00' && (spans[0]![1] === '24:00' || spans[0]![1] === '00:00');

/** Undefined when no day is known. */
export function syntaxOf(week: HoursWeek): string | undefined {
  const inMinutes = week.map((spans) =>
    spans === null
      ? undefined
      : spans.map(([opens, closes]) => {
          const from = minutes(opens);
          const to = minutes(closes);
          // A close at or before the open lies past midnight.
          return { from, to: to <= from ? to + 1440 : to };
        }),
  );
  return weekInSyntax(inMinutes) || undefined;
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
