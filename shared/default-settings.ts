import type { PluginSettings } from './settings.ts';

/** What holds until ops decide otherwise. Apart from its schema, so that the panel can have it without the schema library. */
export const DEFAULT_PLUGIN_SETTINGS: PluginSettings = {
  onLocation: 'put',
  articlesPerPut: 'one',
  numberOfStores: 10,
  radiusMeters: 3_000,
  putWithinMeters: 50_000,
  putWithinMilliseconds: 3_000,
  eventDatum: 'gcj02',
  template: {
    'zh-CN': { title: '{name}（{branch}）· {distance}', digest: '{hours} {address} {phone} {others}' },
    en: { title: '{name} ({branch}) · {distance}', digest: '{hours} · {address} · {phone} · {others}' },
  },
  publicUrl: null,
  tiles: null,
};
