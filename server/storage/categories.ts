import { Compile } from 'typebox/compile';
import { type Category, CategorySchema, categoriesWithin } from '../../shared/category.ts';
import { decide, decision } from './decisions.ts';
import type { Engine } from './engine.ts';
import { invalidCategory } from './errors.ts';
import { toJson } from './json.ts';
import type { CategoryRepository } from './repository.ts';
import { schemaFault } from './schema-fault.ts';
import { SHIPPED_CATEGORIES } from './shipped-categories.ts';

const CATEGORIES = 'categories';
const schema = Compile(CategorySchema);

export function openCategories(engine: Engine): CategoryRepository {
  const all = async () => (await decision<Category[]>(engine.reader, CATEGORIES)) ?? SHIPPED_CATEGORIES;
  // Remembered until a store or a category changes: the page that shows them asks each time it opens.
  let counted = { key: '', counts: new Map<string, number>() };
  return {
    all,
    async put(categories, by) {
      for (const category of categories) {
        const fault = schemaFault(schema, category);
        if (fault) throw invalidCategory(fault.path, fault.value, fault.rule);
      }
      await decide<Category[]>(engine, CATEGORIES, by, (before = SHIPPED_CATEGORIES) => {
        const byId = new Map([...before, ...categories].map((category) => [category.id, category]));
        for (const category of categories) checkParents(category, byId);
        return [...byId.values()];
      });
    },
    async counts() {
      const tree = await all();
      const { revision } = await engine.reader
        .selectFrom('last_revision')
        .select('revision')
        .executeTakeFirstOrThrow();
      const key = `${revision} ${toJson(tree)}`;
      if (counted.key !== key) counted = { key, counts: await countPublished(engine, tree) };
      return new Map(counted.counts);
    },
  };
}

/** Counting reads all there is: seconds for a million stores. */
async function countPublished({ reader }: Engine, tree: readonly Category[]): Promise<Map<string, number>> {
  const published = reader
    .selectFrom('store_categories')
    .innerJoin('stores', 'stores.id', 'store_categories.store_id')
    .where('stores.status', '=', 'published');
  const rows = await published
    .select(['category', (row) => row.fn.countAll<number>().as('stores')])
    .groupBy('category')
    .execute();
  const counts = new Map(rows.map(({ category, stores }) => [category, stores]));
  for (const { id } of tree) {
    const within = categoriesWithin(tree, id);
    if (!within.slice(1).some((lower) => counts.has(lower))) continue;
    // A store may be in several of these: it counts once.
    const { stores } = await published
      .select((row) => row.fn.count<number>('store_id').distinct().as('stores'))
      .where('category', 'in', within)
      .executeTakeFirstOrThrow();
    counts.set(id, stores);
  }
  return counts;
}

/** Every parent exists, and no category is above itself. */
function checkParents(category: Category, byId: ReadonlyMap<string, Category>): void {
  const above = new Set([category.id]);
  for (let { parent } = category; parent !== undefined; parent = byId.get(parent)?.parent) {
    if (!byId.has(parent)) throw invalidCategory('/parent', parent, 'must be a category');
    if (above.has(parent))
      throw invalidCategory('/parent', parent, `must not lie below ${category.id} itself`);
    above.add(parent);
  }
}
