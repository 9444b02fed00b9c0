// What changed among the published stores, for whoever keeps a copy: read once, then followed.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { changesSchema } from '../../shared/catalogue-changes.ts';
import type { Datum } from '../../shared/datum.ts';
import { DatumSchema } from '../../shared/store.ts';
import { changeStream } from '../catalogue/change-stream.ts';
import { ChangesGone } from '../catalogue/errors.ts';
import { invalidParameter } from '../errors.ts';
import { publicBase } from '../public-base.ts';
import type { SeenChange } from '../storage/catalogue/contract.ts';
import {
  type ChangesPlace,
  cursorOfRevision,
  cursorOfSnapshot,
  placeOfChanges,
} from '../storage/changes-cursor.ts';
import { answers, problemAnswers } from './answers.ts';
import { plainNumbers } from './plain-numbers.ts';
import { StoreItemSchema, storeItem } from './store-item.ts';

const tags = ['changes'];
const Changes = changesSchema(StoreItemSchema);
const AnswerDatum = Type.Unsafe<Datum>({ ...DatumSchema, default: 'wgs84' });
const Since = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 200,
    description: '`cursor` of the answer before, or what a stream of the whole catalogue ended with',
  }),
);

const changes: FastifyPluginAsyncTypebox = async (app) => {
  const { catalogue, stores } = app.storage;
  const ending = new AbortController();
  app.addHook('preClose', async () => ending.abort());

  /** @throws INVALID_PARAMETER unless it is a place that has been */
  async function placeOf(since: string): Promise<ChangesPlace> {
    const place = placeOfChanges(since);
    const last = (await catalogue.revision()).stores;
    if (place !== undefined && place.revision <= last) return place;
    throw invalidParameter('since', since, 'must be the `cursor` of an answer of this service');
  }

  const said = ({ id, store, at }: Omit<SeenChange, 'revision'>, datum: Datum, base: string) => ({
    id,
    change: store ? ('published' as const) : ('removed' as const),
    at,
    store: store ? storeItem(store, datum, new Date(), base) : null,
  });

  app.get(
    '/changes',
    {
      config: { access: 'read' },
      preValidation: plainNumbers('limit'),
      schema: {
        operationId: 'listChanges',
        summary: 'What changed among the published stores, in order',
        description:
          'Without `since`, all of them, page by page as of one moment; then what came after. Follow `next` while there is one, keep `cursor`, and ask again from it whenever you like: nothing is missed, however long you were away. A store going temporarily closed is a change; that time opens and closes it is none. After 90 days removed stores are forgotten: whoever knows less than that gets 410 and reads all anew.',
        tags,
        querystring: Type.Object(
          {
            since: Since,
            limit: Type.Integer({ minimum: 1, maximum: 1_000, default: 100 }),
            datum: AnswerDatum,
          },
          { additionalProperties: false },
        ),
        response: answers(Changes, 400, 401, 410, 429),
      },
    },
    async (request, reply) => {
      const { since, limit, datum } = request.query;
      const base = publicBase(request);
      reply.header('cache-control', 'no-store');
      const place =
        since === undefined
          ? { revision: (await catalogue.revision()).stores, afterId: '' }
          : await placeOf(since);
      const answer = (changes: ReturnType<typeof said>[], cursor: string, more: boolean) => {
        const query = new URLSearchParams({ since: cursor, limit: String(limit), datum });
        const next = more ? `${base}/api/v1/changes?${query}` : null;
        return { numberReturned: changes.length, changes, cursor, next };
      };
      if (place.afterId !== undefined) {
        const page = await catalogue.publishedAsOf(place.revision, place.afterId, limit);
        const here = page.stores.map((store) =>
          said({ id: store.id, store, at: store.updatedAt }, datum, base),
        );
        const isAll = page.next === undefined;
        const cursor = isAll
          ? cursorOfRevision(place.revision)
          : cursorOfSnapshot(place.revision, page.next!);
        return answer(here, cursor, !isAll || (await catalogue.revision()).stores > place.revision);
      }
      const seen = await catalogue.changesSeen(place.revision, limit);
      if (seen === undefined) throw new ChangesGone();
      const here = seen.changes.map((change) => said(change, datum, base));
      return answer(here, cursorOfRevision(seen.revision), seen.more);
    },
  );

  app.get(
    '/changes/events',
    {
      config: { access: 'read' },
      compress: false,
      // An answer to HEAD would listen without end.
      exposeHeadRoute: false,
      schema: {
        operationId: 'followChanges',
        summary: 'The same as they happen: server-sent events',
        description:
          'Each event `change` has one change as JSON, and the cursor after it as its id; `Last-Event-ID` goes on from there. Without either, from now on: what comes first is the id of now, so that nothing is lost when the connection ends before the first change. An event `gone` ends the stream where the changes are not kept any more.',
        tags,
        produces: ['text/event-stream'],
        headers: Type.Object({ 'last-event-id': Since }),
        querystring: Type.Object({ since: Since, datum: AnswerDatum }, { additionalProperties: false }),
        response: {
          200: {
            description: 'Events without end',
            content: { 'text/event-stream': { schema: Type.String() } },
          },
          ...problemAnswers(400, 401, 410, 429),
        },
      },
    },
    async (request, reply) => {
      const { datum } = request.query;
      const since = request.headers['last-event-id'] ?? request.query.since;
      const place = since === undefined ? undefined : await placeOf(since);
      if (place?.afterId !== undefined) {
        throw invalidParameter('since', since, 'must be the last `cursor` of what was read before');
      }
      const after = place?.revision ?? (await catalogue.revision()).stores;
      if ((await catalogue.changesSeen(after, 1)) === undefined) throw new ChangesGone();
      const base = publicBase(request);
      reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' }).type('text/event-stream');
      return reply.send(
        changeStream({
          after,
          read: catalogue.changesSeen,
          watch: stores.watch,
          idOf: cursorOfRevision,
          event: (change) =>
            `event: change\nid: ${cursorOfRevision(change.revision)}\ndata: ${JSON.stringify(said(change, datum, base))}\n\n`,
          gone: `event: gone\ndata: ${JSON.stringify({ code: new ChangesGone().code })}\n\n`,
          signal: ending.signal,
        }),
      );
    },
  );
};
export default changes;
