// What this browser remembers of the simulated client for the next visit.
import type { ColorScheme } from './color-scheme.ts';
import type { Plugin } from './simulation.ts';

const pluginsKey = 'simulated-client-plugins';
const guideKey = 'simulated-client-guide';
const schemeKey = 'simulated-client-scheme';

/** A browser that forbids its storage remembers nothing. */
export class SavedChoices {
  readonly #storage: () => Storage;

  /** @param storage  may throw */
  constructor(storage: () => Storage) {
    this.#storage = storage;
  }

  /** The plugins that were added by hand. */
  get plugins(): readonly Plugin[] {
    try {
      const saved: unknown = JSON.parse(this.#read(pluginsKey) ?? '[]');
      return Array.isArray(saved) ? saved.filter(isPlugin) : [];
    } catch {
      return [];
    }
  }

  set plugins(plugins: readonly Plugin[]) {
    this.#write(pluginsKey, JSON.stringify(plugins.filter(({ added }) => added)));
  }

  /** Whether the guided run is shown: until somebody closes it. */
  get guided(): boolean {
    return this.#read(guideKey) !== 'closed';
  }

  set guided(guided: boolean) {
    this.#write(guideKey, guided ? 'open' : 'closed');
  }

  get scheme(): ColorScheme {
    const scheme = this.#read(schemeKey);
    return scheme === 'light' || scheme === 'dark' ? scheme : 'system';
  }

  set scheme(scheme: ColorScheme) {
    this.#write(schemeKey, scheme);
  }

  #read(key: string): string | null {
    try {
      return this.#storage().getItem(key);
    } catch {
      return null;
    }
  }

  #write(key: string, value: string): void {
    try {
      this.#storage().setItem(key, value);
    } catch {
      // Shown until the page is closed, then forgotten.
    }
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
