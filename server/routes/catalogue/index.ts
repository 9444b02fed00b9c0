// Everything that writes the catalogue, and what only those see who write it.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import bulk from './bulk.ts';
import drafts from './drafts.ts';
import holidaySets from './holiday-sets.ts';
import lifecycle from './lifecycle.ts';
import operations from './operations.ts';
import opsSettings from './ops-settings.ts';
import preview from './preview.ts';
import { MERGE_PATCH } from './store-answer.ts';
import storeWrites from './store-writes.ts';
import table from './table.ts';

const catalogue: FastifyPluginAsyncTypebox = async (app) => {
  app.addContentTypeParser(MERGE_PATCH, { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));
  await app.register(storeWrites);
  await app.register(drafts);
  await app.register(lifecycle);
  await app.register(operations);
  await app.register(table);
  await app.register(bulk);
  await app.register(holidaySets);
  await app.register(opsSettings);
  await app.register(preview);
};
export default catalogue;
