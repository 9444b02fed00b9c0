import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { type Category, CategorySchema } from '../../shared/category.ts';
import { authorOf } from '../access/actor.ts';
import { answers } from './answers.ts';

const { parent: _, ...fields } = CategorySchema.properties;
const Categories = Type.Object(
  {
    categories: Type.Array(
      Type.Object(
        {
          ...fields,
          parent: Type.Union([Type.String(), Type.Null()], { description: 'Id of the category above' }),
          stores: Type.Integer({ description: 'Published stores in it or below it' }),
        },
        { title: 'Category', description: 'A kind of store' },
      ),
    ),
  },
  { title: 'Categories', description: 'All categories, each before those below it' },
);

const categories: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/categories',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listCategories',
        summary: 'All categories',
        description: 'In the order of the tree: each is followed by those below it.',
        tags: ['stores'],
        querystring: Type.Object({}, { additionalProperties: false }),
        response: answers(Categories, 400, 401, 429),
      },
    },
    listed,
  );

  app.put(
    '/categories',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'putCategories',
        summary: 'Add categories, or change them by their ids',
        description: 'Those not named stay as they are.',
        tags: ['stores'],
        body: Type.Object(
          { categories: Type.Array(CategorySchema, { minItems: 1, maxItems: 500 }) },
          { additionalProperties: false },
        ),
        response: answers(Categories, 400, 401, 403, 415, 429),
      },
    },
    async (request) => {
      await app.storage.categories.put(request.body.categories, authorOf(request));
      return listed();
    },
  );

  async function listed() {
    const [all, counts] = await Promise.all([app.storage.categories.all(), app.storage.categories.counts()]);
    return {
      categories: inTreeOrder(all).map((category) => ({
        ...category,
        parent: category.parent ?? null,
        stores: counts.get(category.id) ?? 0,
      })),
    };
  }
};
export default categories;

/** Each category before those below it, siblings as they came. Storage keeps the tree free of circles. */
function inTreeOrder(all: readonly Category[], parent?: string): Category[] {
  return all
    .filter((category) => category.parent === parent)
    .flatMap((category) => [category, ...inTreeOrder(all, category.id)]);
}
