import { Compile } from 'typebox/compile';
import { type Category, CategorySchema, categoriesWithin } from '../../shared/category.ts';
import { decide, decision } from './decisions.ts';
import type { Engine } from './engine.ts';
import { invalidCategory } from './errors.ts';
import type { CategoryRepository } from './repository.ts';
import { schemaFault } from './schema-fault.ts';
import { SHIPPED_CATEGORIES } from './shipped-categories.ts';

const CATEGORIES = 'categories';
const schema = Compile(CategorySchema);

export function openCategories(engine: Engine): CategoryRepository {
  const all = async () => (await decision<Category[]>(engine.reader, CATEGORIES)) ?? SHIPPED_CATEGORIES;
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
      const counts = new Map<string, number>();
      const count = async (id: string, within: readonly string[]) => {
        const { stores } = await engine.reader
          .selectFrom('store_categories')
          .innerJoin('stores', 'stores.id', 'store_categories.store_id')
          .select((row) => row.fn.count<number>('store_id').distinct().as('stores'))
          .where('stores.status', '=', 'published')
          .where('category', 'in', within)
          .executeTakeFirstOrThrow();
        if (stores > 0) counts.set(id, stores);
      };
      const used = await engine.reader.selectFrom('store_categories').select('category').distinct().execute();
      for (const id of new Set([
        ...tree.map((category) => category.id),
        ...used.map((row) => row.category),
      ])) {
        await count(id, categoriesWithin(tree, id));
      }
      return counts;
    },
  };
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
