// The whole catalogue in one answer, read and written page by page: memory stays the same however many stores there are.
import { Readable } from 'node:stream';
import { type FastifyPluginAsyncTypebox, type TSchema, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import type { Datum } from '../../shared/datum.ts';
import type { Store } from '../../shared/store.ts';
import { DatumSchema } from '../../shared/store.ts';
import { publicBase } from '../public-base.ts';
import { cursorOfRevision } from '../storage/changes-cursor.ts';
import { problemAnswers } from './answers.ts';
import { storeFeature } from './features/feature.ts';
import { CSV, csvHead, csvLine, Feature, GEOJSON } from './store-forms.ts';
import { StoreDataSchema, storeData } from './store-item.ts';

const AnswerDatum = Type.Unsafe<Datum>({ ...DatumSchema, default: 'wgs84' });
const NDJSON = 'application/x-ndjson';

/** A form of the stream: what stands before the stores, each store, and after them. */
type Form = {
  readonly head: () => string;
  readonly stores: (stores: readonly Store[], isFirst: boolean) => string;
  readonly tail: (end: End) => string;
};
type End = { readonly numberReturned: number; readonly cursor: string };

const End = Type.Object(
  {
    end: Type.Literal(true),
    numberReturned: Type.Integer(),
    cursor: Type.String({ description: 'Where to go on, as `since` of the changes' }),
  },
  { title: 'StreamEnd', description: 'The last line: without it the stream was cut off' },
);
const FeatureStream = Type.Object(
  {
    type: Type.Literal('FeatureCollection'),
    features: Type.Array(Feature),
    numberReturned: Type.Integer(),
    cursor: End.properties.cursor,
  },
  { title: 'StoreFeatureStream', description: 'All published stores as a GeoJSON feature collection' },
);

const streams: FastifyPluginAsyncTypebox = async (app) => {
  const givesConverted = app.config.convertedPositions;

  /** Starts once the first stores are read, so that a failure before that is still a problem of its own. */
  async function stream(reply: FastifyReply, type: string, form: Form) {
    const { revision, stores } = await app.storage.stores.published();
    const cursor = cursorOfRevision(revision);
    const pages = stores[Symbol.asyncIterator]();
    const first = await pages.next();
    return reply
      .headers({ 'changes-cursor': cursor, 'cache-control': 'no-store' })
      .type(type)
      .send(Readable.from(written(first, pages, form, cursor), { objectMode: false }));
  }

  const schemaOf = (
    form: string,
    summary: string,
    description: string,
    content: Record<string, { schema: TSchema }>,
  ) => ({
    operationId: `stream${form}`,
    summary,
    description: `${description} As of one moment, by id, whatever is written meanwhile; the header Changes-Cursor says where the changes after it begin.`,
    tags: ['stores'],
    response: {
      200: {
        description: 'All published stores',
        headers: { 'Changes-Cursor': Type.String({ description: '`since` of the changes after this' }) },
        content,
      },
      ...problemAnswers(400, 401, 429),
    },
  });

  app.get(
    '/stores.ndjson',
    {
      config: { access: 'read' },
      schema: {
        ...schemaOf(
          'Ndjson',
          'All published stores, a JSON object a line',
          'The last line is `{"end":true,…}`: without it the stream was cut off.',
          { [NDJSON]: { schema: Type.Union([StoreDataSchema, End]) } },
        ),
        querystring: Type.Object({ datum: AnswerDatum }, { additionalProperties: false }),
      },
    },
    (request, reply) => {
      const { datum } = request.query;
      const base = publicBase(request);
      return stream(reply, NDJSON, {
        head: () => '',
        stores: (stores) =>
          stores.map((store) => `${JSON.stringify(storeData(store, datum, base))}\n`).join(''),
        tail: (end) => `${JSON.stringify({ end: true, ...end })}\n`,
      });
    },
  );

  app.get(
    '/stores.csv',
    {
      config: { access: 'read' },
      schema: {
        ...schemaOf(
          'Csv',
          'All published stores as a table',
          'Comma-separated, in UTF-8 with a mark, positions in WGS-84 and in GCJ-02. A text that a spreadsheet might run has a single quote before it.',
          {
            [CSV]: { schema: Type.String() },
          },
        ),
        querystring: Type.Object({}, { additionalProperties: false }),
      },
    },
    (request, reply) => {
      const base = publicBase(request);
      return stream(reply, CSV, {
        head: csvHead,
        stores: (stores) => stores.map((store) => csvLine(store, base, givesConverted)).join(''),
        tail: () => '',
      });
    },
  );

  app.get(
    '/stores.geojson',
    {
      config: { access: 'read' },
      schema: {
        ...schemaOf(
          'GeoJson',
          'All published stores as a map layer',
          'In WGS-84, with GCJ-02 as attributes.',
          {
            [GEOJSON]: { schema: FeatureStream },
          },
        ),
        querystring: Type.Object({}, { additionalProperties: false }),
      },
    },
    (request, reply) => {
      const base = publicBase(request);
      const feature = (store: Store) => JSON.stringify(storeFeature(store, base, givesConverted));
      return stream(reply, GEOJSON, {
        head: () => '{"type":"FeatureCollection","features":[\n',
        stores: (stores, isFirst) => `${isFirst ? '' : ',\n'}${stores.map(feature).join(',\n')}`,
        tail: (end) => `\n],${JSON.stringify(end).slice(1)}`,
      });
    },
  );
};
export default streams;

async function* written(
  first: IteratorResult<readonly Store[]>,
  pages: AsyncIterator<readonly Store[]>,
  form: Form,
  cursor: string,
): AsyncGenerator<string> {
  try {
    let numberReturned = 0;
    let page = first;
    yield form.head();
    while (!page.done) {
      yield form.stores(page.value, numberReturned === 0);
      numberReturned += page.value.length;
      // A page is read and written without waiting for anything: others get their turn here.
      await new Promise(setImmediate);
      page = await pages.next();
    }
    yield form.tail({ numberReturned, cursor });
  } finally {
    await pages.return?.();
  }
}
