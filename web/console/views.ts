// The console's views: their name in the address, who sees them, and what loads them.
import type { ShellWords } from '../locale/console/shell-words.ts';
import type { Permission } from './session.ts';

export type View = {
  /** In the address: `#/stores`. */
  readonly name: string;
  /** In the navigation; absent: it is reached from another view. */
  readonly entry?: { readonly words: keyof ShellWords['views']; readonly icon: string };
  readonly needs: Permission;
  /** Defines `tag`. */
  readonly load: () => Promise<unknown>;
  readonly tag: string;
};

export const views: readonly View[] = [
  {
    name: 'stores',
    entry: { words: 'stores', icon: 'store' },
    needs: 'view',
    load: () => import('./stores/stores-view.ts'),
    tag: 'stores-view',
  },
  {
    name: 'store',
    needs: 'view',
    load: () => import('./editor/store-view.ts'),
    tag: 'store-view',
  },
  {
    name: 'import',
    entry: { words: 'import', icon: 'upload' },
    needs: 'edit',
    load: () => import('./import/import-view.ts'),
    tag: 'import-view',
  },
  {
    name: 'holidays',
    entry: { words: 'hours', icon: 'calendar' },
    needs: 'view',
    load: () => import('./hours/holidays-view.ts'),
    tag: 'holidays-view',
  },
  {
    name: 'quality',
    entry: { words: 'quality', icon: 'circle-check' },
    needs: 'view',
    load: () => import('./quality/quality-view.ts'),
    tag: 'quality-view',
  },
  {
    name: 'insights',
    entry: { words: 'insights', icon: 'chart-column' },
    needs: 'view',
    load: () => import('./insights/insights-view.ts'),
    tag: 'insights-view',
  },
  {
    name: 'activity',
    entry: { words: 'history', icon: 'history' },
    needs: 'view',
    load: () => import('./activity/activity-view.ts'),
    tag: 'activity-view',
  },
  {
    name: 'settings',
    entry: { words: 'settings', icon: 'settings' },
    needs: 'admin',
    load: () => import('./settings/settings-view.ts'),
    tag: 'settings-view',
  },
  {
    name: 'people',
    entry: { words: 'access', icon: 'users' },
    needs: 'admin',
    load: () => import('./people/people-view.ts'),
    tag: 'people-view',
  },
];

/** `#/stores?city=北京`: the view and what it is asked for; the first view for an address that names none. */
export function viewOf(hash: string): { view: View; query: URLSearchParams } {
  const [name, query] = hash.replace(/^#\/?/, '').split('?', 2);
  const view = views.find((one) => one.name === name) ?? views[0]!;
  return { view, query: new URLSearchParams(query) };
}
