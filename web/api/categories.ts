import type { Category } from '../../shared/category.ts';
import type { Language } from '../../shared/language.ts';
import { getJson, type RequestOptions } from './client.ts';

export type ListedCategory = Pick<Category, 'id' | 'name' | 'nameEn'>;

/** All categories, in the order of their tree. */
export const listCategories = async (options?: RequestOptions): Promise<readonly ListedCategory[]> =>
  (await getJson<{ categories: ListedCategory[] }>('/api/v1/categories', {}, options)).categories;

/** What categories are called, by id. */
export const categoryNames = (
  categories: readonly ListedCategory[],
  language: Language,
): ReadonlyMap<string, string> =>
  new Map(categories.map(({ id, name, nameEn }) => [id, language === 'en' ? nameEn : name]));
