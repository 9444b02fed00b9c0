// Categories: what kind of store it is. A tree by `parent`; ids are stable, names are for people.
import { type Static, Type } from 'typebox';

export const CategorySchema = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64, pattern: '^[a-z0-9-]+$' }),
  name: Type.String({ minLength: 1, maxLength: 60, description: 'In Chinese' }),
  nameEn: Type.String({ minLength: 1, maxLength: 60 }),
  parent: Type.Optional(Type.String()),
  icon: Type.String({ maxLength: 64, description: 'Name of a shipped icon' }),
});
export type Category = Static<typeof CategorySchema>;

/** The ids of a category and of all below it, itself first. An id that is not in the tree stands for itself alone. */
export function categoriesWithin(tree: readonly Category[], id: string): string[] {
  const within = new Set([id]);
  // A set is walked in the order of adding, what is added on the way included: no loop, even if the tree has one.
  for (const above of within) {
    for (const category of tree) if (category.parent === above) within.add(category.id);
  }
  return [...within];
}

/** These categories and all above them, each once. */
export function withParents(tree: readonly Category[], ids: readonly string[]): Set<string> {
  const all = new Set(ids);
  for (const id of all) {
    const parent = tree.find((category) => category.id === id)?.parent;
    if (parent !== undefined) all.add(parent);
  }
  return all;
}
