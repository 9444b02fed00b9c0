// Holiday sets; they are applied to stores and taken away again by a bulk change.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import {
  HolidayPresetSchema,
  type HolidaySet,
  type HolidaySetInput,
  HolidaySetInputSchema,
  HolidaySetSchema,
} from '../../../shared/holiday-set.ts';
import { validateOpeningHours } from '../../../shared/opening-hours.ts';
import { authorOf } from '../../access/actor.ts';
import { HolidaySetInUse, HolidaySetNotFound } from '../../catalogue/errors.ts';
import { holidayPresets } from '../../catalogue/holiday-presets.ts';
import { invalidParameter } from '../../errors.ts';
import type { KeptHolidaySet } from '../../storage/catalogue/contract.ts';
import { answers, noAnswer } from '../answers.ts';
import { plainNumbers } from '../plain-numbers.ts';

const tags = ['holidays'];
const params = Type.Object({ id: Type.String({ maxLength: 64 }) });

const holidaySets: FastifyPluginAsyncTypebox = async (app) => {
  const { catalogue, holidaySets: sets } = app.storage;

  const counted = async (set: KeptHolidaySet): Promise<HolidaySet> => ({
    ...set,
    stores: await catalogue.count({ holidaySet: set.id }),
  });

  app.get(
    '/holiday-sets',
    {
      config: { access: 'view' },
      schema: {
        operationId: 'listHolidaySets',
        summary: 'All holiday sets',
        tags,
        response: answers(
          Type.Object({ holidaySets: Type.Array(HolidaySetSchema) }, { title: 'HolidaySets' }),
          401,
          403,
          429,
        ),
      },
    },
    async () => ({ holidaySets: await Promise.all((await sets.all()).map(counted)) }),
  );

  app.get(
    '/holiday-sets/presets',
    {
      config: { access: 'view' },
      preValidation: plainNumbers('year'),
      schema: {
        operationId: 'listHolidayPresets',
        summary: 'Public holidays of the mainland, with exchanged working days',
        tags,
        querystring: Type.Object(
          { year: Type.Integer({ minimum: 2004, maximum: 2100 }) },
          { additionalProperties: false },
        ),
        response: answers(
          Type.Object({ presets: Type.Array(HolidayPresetSchema) }, { title: 'HolidayPresets' }),
          400,
          401,
          403,
          429,
        ),
      },
    },
    async (request) => ({ presets: holidayPresets(request.query.year) }),
  );

  app.post(
    '/holiday-sets',
    {
      config: { access: 'edit' },
      schema: {
        operationId: 'addHolidaySet',
        summary: 'Add a holiday set',
        tags,
        body: HolidaySetInputSchema,
        response: answers(HolidaySetSchema, 400, 401, 403, 415, 429),
      },
    },
    async (request) => counted(await sets.add(checked(request.body), authorOf(request))),
  );

  app.put(
    '/holiday-sets/:id',
    {
      config: { access: 'edit' },
      schema: {
        operationId: 'replaceHolidaySet',
        summary: 'Change a holiday set',
        description: 'Stores keep the days that they got from it until it is applied again.',
        tags,
        params,
        body: HolidaySetInputSchema,
        response: answers(HolidaySetSchema, 400, 401, 403, 404, 415, 429),
      },
    },
    async (request) => {
      const { id } = request.params;
      const set = await sets.replace(id, checked(request.body), authorOf(request));
      if (set === undefined) throw new HolidaySetNotFound(id);
      return counted(set);
    },
  );

  app.delete(
    '/holiday-sets/:id',
    {
      config: { access: 'edit' },
      schema: {
        operationId: 'removeHolidaySet',
        summary: 'Remove a holiday set that no store has',
        description: 'Take it out of the stores first, by a bulk change.',
        tags,
        params,
        response: noAnswer(400, 401, 403, 404, 409, 429),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if ((await sets.get(id)) === undefined) throw new HolidaySetNotFound(id);
      const stores = await catalogue.count({ holidaySet: id });
      if (stores > 0) throw new HolidaySetInUse(id, stores);
      await sets.remove(id, authorOf(request));
      return reply.code(204).send(null);
    },
  );
};
export default holidaySets;

/** @throws INVALID_PARAMETER for hours that cannot be read, and for a day that is there twice */
function checked(set: HolidaySetInput): HolidaySetInput {
  const dates = new Set<string>();
  for (const [index, { date, openingHours }] of set.days.entries()) {
    const [fault] = validateOpeningHours(openingHours);
    if (fault !== undefined) {
      throw invalidParameter(`/days/${index}/openingHours`, openingHours, `cannot be read: ${fault}`);
    }
    if (dates.has(date)) throw invalidParameter(`/days/${index}/date`, date, 'is there twice');
    dates.add(date);
  }
  return set;
}
