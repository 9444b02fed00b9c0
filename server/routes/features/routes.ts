// OGC API Features: the published stores for GIS programs.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { StoreNotFound } from '../../errors.ts';
import { isHeld, sendHeld } from '../../freshness.ts';
import { docsPage } from '../../pages/docs-page.ts';
import * as pages from '../../pages/features-pages.ts';
import { languageOf } from '../../pages/language.ts';
import { pageDirectives } from '../../pages/layout.ts';
import { sendPage } from '../../pages/send-page.ts';
import { publicBase } from '../../public-base.ts';
import type { Filter } from '../../storage/filter.ts';
import { COLLECTION, collection } from './collection.ts';
import { CONFORMANCE } from './conformance.ts';
import type { Crs } from './crs.ts';
import { definition, forReading, inOpenApi31 } from './definition.ts';
import { storeFeature } from './feature.ts';
import { asksForOpenApi31, formOf } from './form.ts';
import * as link from './links.ts';
import { givenAmong, readCrs, readItemsQuery } from './parameters.ts';
import { featureSchema, queryables, SCHEMA_TYPE } from './schemas.ts';
import { unconvertedOnly } from './withheld.ts';

const FORM_ONLY: ReadonlySet<string> = new Set(['f']);
const OF_ITEM: ReadonlySet<string> = new Set(['f', 'crs']);
/** Stores read and put into words before others get their turn. */
const AT_ONCE = 500;

const features: FastifyPluginAsync = async (app) => {
  const { features, categories } = app.storage;
  const givesConverted = app.config.convertedPositions;
  const items = `/collections/${COLLECTION}/items`;
  const pageHeaders = app.securityHeaders(pageDirectives);
  const paths: string[] = [];

  /** A resource in both forms. */
  function resource(
    path: string,
    answer: (request: FastifyRequest, reply: FastifyReply, here: Here) => Promise<unknown>,
  ) {
    paths.push(path);
    app.get(path, { config: { access: 'read' }, prefixTrailingSlash: 'slash' }, async (request, reply) => {
      reply.header('vary', 'accept');
      const form = formOf(request);
      const base = publicBase(request);
      if (form === 'html') reply.headers(pageHeaders);
      return answer(request, reply, {
        form,
        base,
        root: base + app.prefix,
        address: new URL(request.url, base),
      });
    });
  }
  /** One whose only parameter is the form. */
  const fixed = (path: string, type: string, content: (here: Here) => Content | Promise<Content>) =>
    resource(path, async (request, reply, here) => {
      givenAmong(request.query, FORM_ONLY);
      const { json, page } = await content(here);
      if (here.form === 'html') return sendPage(request, reply, page(languageOf(request)));
      return reply.type(type).serializer(JSON.stringify).send(json);
    });

  const landing = (here: Here): Content => {
    const json = {
      title: 'Nearby Stores',
      description: 'Published stores, by OGC API Features.',
      links: [
        ...link.selfLinks(here.address, here.form, link.JSON_TYPE),
        {
          href: `${here.root}/api`,
          rel: 'service-desc',
          type: link.OPENAPI_TYPE,
          title: 'The definition of this API',
        },
        {
          href: `${here.root}/api`,
          rel: 'service-desc',
          type: link.OPENAPI_31_TYPE,
          title: 'The same in OpenAPI 3.1, for whoever accepts that type',
        },
        {
          href: `${here.root}/api?f=html`,
          rel: 'service-doc',
          type: link.HTML_TYPE,
          title: 'Its documentation',
        },
        {
          href: `${here.root}/conformance`,
          rel: 'conformance',
          type: link.JSON_TYPE,
          title: 'What it conforms to',
        },
        { href: `${here.root}/collections`, rel: 'data', type: link.JSON_TYPE, title: 'The collections' },
      ],
    };
    return { json, page: pages.landing(json) };
  };
  fixed('', link.JSON_TYPE, landing);
  fixed('/', link.JSON_TYPE, landing);

  fixed('/conformance', link.JSON_TYPE, (here) => {
    const json = {
      conformsTo: CONFORMANCE,
      links: link.selfLinks(here.address, here.form, link.JSON_TYPE),
    };
    return { json, page: pages.conformance(json) };
  });

  resource('/api', async (request, reply, { form, root }) => {
    givenAmong(request.query, FORM_ONLY);
    const json = definition(root);
    if (form === 'html') {
      const language = languageOf(request);
      return sendPage(request, reply, docsPage(forReading(json), [], language));
    }
    const [type, document] = asksForOpenApi31(request)
      ? [link.OPENAPI_31_TYPE, inOpenApi31(json)]
      : [link.OPENAPI_TYPE, json];
    return reply.type(type).serializer(JSON.stringify).send(document);
  });

  fixed('/collections', link.JSON_TYPE, async (here) => {
    const own = { href: `${here.root}/collections/${COLLECTION}`, rel: 'self', type: link.JSON_TYPE };
    const json = {
      links: link.selfLinks(here.address, here.form, link.JSON_TYPE),
      collections: [collection(here.root, await features.extent(), [own])],
    };
    return { json, page: pages.collections(json) };
  });

  fixed(`/collections/${COLLECTION}`, link.JSON_TYPE, async (here) => {
    const links = link.selfLinks(here.address, here.form, link.JSON_TYPE);
    const json = collection(here.root, await features.extent(), links);
    return { json, page: pages.collection(json) };
  });

  for (const [name, schemaAt] of [
    ['queryables', queryables],
    ['schema', featureSchema],
  ] as const) {
    fixed(`/collections/${COLLECTION}/${name}`, SCHEMA_TYPE, (here) => {
      const json = schemaAt(`${here.root}/collections/${COLLECTION}/${name}`);
      return { json, page: pages.schema(json) };
    });
  }

  resource(items, async (request, reply, { form, base, root, address }) => {
    const { limit, cursor, offset, crs, filter } = readItemsQuery(request.query, await categories.all());
    const wanted = givesConverted ? filter : unconvertedOnly(filter);
    reply.header('content-crs', `<${crs.uri}>`);
    const revision = await features.revision();
    if (form === 'json' && isHeld(request, reply, { stamp: revision, until: Infinity, form })) {
      return sendHeld(request, reply);
    }
    const numberMatched = await features.count(wanted);
    const { found, next } = await pageOf(wanted, { limit, cursor, offset }, (store) =>
      storeFeature(store, base, givesConverted, form === 'json' ? crs : undefined),
    );
    const links = [
      ...link.selfLinks(address, form, link.GEOJSON_TYPE),
      {
        href: `${root}/collections/${COLLECTION}`,
        rel: 'collection',
        type: link.JSON_TYPE,
        title: 'The collection',
      },
      ...(next === undefined ? [] : [nextLink(address, next, form)]),
    ];
    const answer = {
      type: 'FeatureCollection' as const,
      timeStamp: new Date().toISOString(),
      numberMatched,
      numberReturned: found.length,
      links,
    };
    if (form === 'html') return sendPage(request, reply, pages.items(answer, found)(languageOf(request)));
    return reply
      .type(link.GEOJSON_TYPE)
      .send(
        `${JSON.stringify(answer).slice(0, -1)},"features":[${found.map((each) => JSON.stringify(each)).join(',')}]}`,
      );
  });

  resource(`${items}/:id`, async (request, reply, { form, base, root, address }) => {
    const crs: Crs = readCrs(givenAmong(request.query, OF_ITEM), 'crs');
    const { id } = request.params as { id: string };
    const store = await app.storage.stores.get(id);
    if (store?.status !== 'published') throw new StoreNotFound(id);
    reply.header('content-crs', `<${crs.uri}>`);
    if (form === 'json' && isHeld(request, reply, { stamp: store.version, until: Infinity, form })) {
      return sendHeld(request, reply);
    }
    const feature = storeFeature(store, base, givesConverted, form === 'json' ? crs : undefined);
    const links = [
      ...link.selfLinks(address, form, link.GEOJSON_TYPE),
      {
        href: `${root}/collections/${COLLECTION}`,
        rel: 'collection',
        type: link.JSON_TYPE,
        title: 'The collection',
      },
    ];
    if (form === 'html') return sendPage(request, reply, pages.item(feature, links)(languageOf(request)));
    return reply
      .type(link.GEOJSON_TYPE)
      .serializer(JSON.stringify)
      .send({ ...feature, links });
  });

  // QGIS asks what else can be done here: nothing that writes.
  for (const path of paths) {
    app.options(path, { config: { access: 'open' }, prefixTrailingSlash: 'slash' }, (_request, reply) =>
      reply.code(204).header('allow', 'GET, HEAD, OPTIONS').send(),
    );
  }

  /** A page of any size, others served in between. */
  async function pageOf<Feature>(
    filter: Filter,
    { limit, cursor, offset }: { limit: number; cursor: string | undefined; offset: number },
    make: (store: Parameters<typeof storeFeature>[0]) => Feature,
  ): Promise<{ found: Feature[]; next: string | undefined }> {
    const found: Feature[] = [];
    let next = cursor;
    do {
      const page = await features.page({
        filter,
        limit: Math.min(AT_ONCE, limit - found.length),
        cursor: next,
        offset: found.length === 0 ? offset : 0,
      });
      for (const store of page.stores) found.push(make(store));
      next = page.next;
      if (next !== undefined) await new Promise(setImmediate);
    } while (next !== undefined && found.length < limit);
    return { found, next };
  }
};
export default features;

type Here = {
  readonly form: link.Form;
  /** Where our addresses begin. */
  readonly base: string;
  /** The address of the landing page. */
  readonly root: string;
  /** The address of the request. */
  readonly address: URL;
};
type Content = { readonly json: object; readonly page: pages.PageInLanguage };

function nextLink(address: URL, cursor: string, form: link.Form): link.Link {
  const next = new URL(address);
  next.searchParams.set('cursor', cursor);
  // The cursor says where it begins.
  next.searchParams.delete('offset');
  return {
    href: next.href,
    rel: 'next',
    type: form === 'html' ? link.HTML_TYPE : link.GEOJSON_TYPE,
    title: 'The next page',
  };
}
