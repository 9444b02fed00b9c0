// Hours as people write them, read for a form: what is stored of them, and the week that it means.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { OpeningSpanSchema } from '../../shared/nearby.ts';
import { readOpeningHours } from '../../shared/opening-hours-text.ts';
import { type DaySpan, readOpeningRules } from '../../shared/opening-rules.ts';
import { answers } from './answers.ts';

const HolidayOrDay = Type.Union([Type.Array(OpeningSpanSchema), Type.Null()]);

const ReadHours = Type.Object(
  {
    result: Type.Union([Type.Literal('exact'), Type.Literal('partial'), Type.Literal('none')], {
      description:
        'Whether `openingHours` says all of it; `partial`: with the note; `none`: nothing was read',
    }),
    openingHours: Type.Union([Type.String(), Type.Null()], { description: 'In OSM `opening_hours` syntax' }),
    note: Type.Union([Type.String(), Type.Null()], { description: 'What of the text that does not say' }),
    week: Type.Union([Type.Array(HolidayOrDay, { minItems: 8, maxItems: 8 }), Type.Null()], {
      description:
        'Monday to Sunday and public holidays: [] is closed, null not known. null: a week is not enough to say it',
    }),
  },
  { title: 'ReadOpeningHours' },
);

/** A Monday to Sunday that no public holiday of anywhere here falls in. */
const MONDAY = Temporal.PlainDate.from('2026-03-09');

const openingHours: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/opening-hours/read',
    {
      config: { access: 'view' },
      schema: {
        operationId: 'readOpeningHours',
        summary: 'Opening hours read from text',
        description:
          'Chinese or English as on a shop door, or OSM syntax: `周一至周五 9:00-18:00，周末休息`.',
        tags: ['stores'],
        body: Type.Object({ text: Type.String({ maxLength: 2000 }) }, { additionalProperties: false }),
        response: answers(ReadHours, 400, 401, 403, 429),
      },
    },
    async ({ body }) => {
      const { result, openingHours = null, note = null } = readOpeningHours(body.text);
      return { result, openingHours, note, week: openingHours === null ? null : weekOf(openingHours) };
    },
  );
};
export default openingHours;

function weekOf(openingHours: string) {
  const rules = readOpeningRules(openingHours);
  if (!rules.isWeekly) return null;
  const day = (date: Temporal.PlainDate, isHoliday: boolean) => spans(rules.spansOn(date, () => isHoliday));
  const days = Array.from({ length: 7 }, (_, index) => day(MONDAY.add({ days: index }), false));
  return [...days, rules.hasHolidays ? day(MONDAY, true) : null];
}

function spans(all: readonly DaySpan[]): [string, string][] | null {
  if (all.some(({ state }) => state === 'unknown')) return null;
  return all.map(({ from, to }) => [clock(from), to === 1440 ? '24:00' : clock(to % 1440)]);
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
