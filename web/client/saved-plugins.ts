// The plugin addresses that somebody added, kept for the next visit of this browser.
import type { Plugin } from './simulation.ts';

const key = 'simulated-client-plugins';

/** @param storage  may throw, where a browser forbids it: then nothing is kept */
export function savedPlugins(storage: () => Storage): Plugin[] {
  try {
    const saved: unknown = JSON.parse(storage().getItem(key) ?? '[]');
    return Array.isArray(saved) ? saved.filter(isPlugin) : [];
  } catch {
    return [];
  }
}

export function savePlugins(storage: () => Storage, plugins: readonly Plugin[]): void {
  try {
    storage().setItem(key, JSON.stringify(plugins.filter(({ added }) => added)));
  } catch {
    // A browser without storage shows them until it is closed.
  }
}

const isPlugin = (value: unknown): value is Plugin =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'name' in value &&
  typeof value.name === 'string' &&
  'address' in value &&
  typeof value.address === 'string' &&
  /^https?:\/\/[^/]+\/~\//.test(value.address) &&
  'added' in value &&
  value.added === true;
