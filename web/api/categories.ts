import type { Category } from '../../shared/category.ts';
import { getJson, type RequestOptions } from './client.ts';

export type ListedCategory = Pick<Category, 'id' | 'name' | 'nameEn'>;

/** All categories, in the order of their tree. */
export const listCategories = async (options?: RequestOptions): Promise<readonly ListedCategory[]> =>
  (await getJson<{ categories: ListedCategory[] }>('/api/v1/categories', {}, options)).categories;
