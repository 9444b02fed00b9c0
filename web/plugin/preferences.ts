// What one agent decided on this machine. Storage may be blocked or full: then it holds for as long as the page.
import type { PluginSettings } from '../../shared/settings.ts';

const PREFIX = 'nearby-stores.';

export class Preferences {
  readonly #storage: Storage | undefined;
  readonly #values = new Map<string, string>();

  constructor(open: () => Storage) {
    try {
      this.#storage = open();
    } catch {
      this.#storage = undefined;
    }
  }

  /** What a location click does for this agent; undefined leaves it to ops. */
  get onLocation(): PluginSettings['onLocation'] | undefined {
    const value = this.#read('onLocation');
    return value === 'put' || value === 'choose' ? value : undefined;
  }

  set onLocation(value: PluginSettings['onLocation']) {
    this.#write('onLocation', value);
  }

  get mapFolded(): boolean {
    return this.#read('mapFolded') === 'true';
  }

  set mapFolded(value: boolean) {
    this.#write('mapFolded', String(value));
  }

  #read(name: string): string | undefined {
    const value = this.#values.get(name);
    if (value !== undefined) return value;
    try {
      return this.#storage?.getItem(PREFIX + name) ?? undefined;
    } catch {
      return undefined;
    }
  }

  #write(name: string, value: string) {
    this.#values.set(name, value);
    try {
      this.#storage?.setItem(PREFIX + name, value);
    } catch {
      // Kept in `#values`.
    }
  }
}
