import { DEFAULT_PLUGIN_SETTINGS } from '../../shared/default-settings.ts';
import type { PluginSettings } from '../../shared/settings.ts';

/** Where the settings stay between two openings of the page. */
export type SettingsShelf = {
  /** Undefined while none were ever kept. */
  read(): PluginSettings | undefined;
  write(settings: PluginSettings): void;
};

const GOOD_FOR_MILLISECONDS = 30_000;

/**
 * What ops decided, asked for at first, again when it could not be had, and now and then after that. Until it is known, what was known last holds;
 * where nothing ever was, the defaults do for looking, but nothing goes into an input box by itself: ops may have
 * decided against it, and the datum of the client's coordinates is a guess.
 *
 * @fires change  `current` is another one
 */
export class SettingsSource extends EventTarget {
  readonly #load: () => Promise<PluginSettings>;
  readonly #shelf: SettingsShelf;
  #loading: Promise<void> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  #settings: PluginSettings | undefined;

  constructor(load: () => Promise<PluginSettings>, shelf: SettingsShelf) {
    super();
    this.#load = load;
    this.#shelf = shelf;
    this.#settings = shelf.read();
  }

  get current(): PluginSettings {
    return this.#settings ?? DEFAULT_PLUGIN_SETTINGS;
  }

  /** Whether `current` is what ops decided, now or when it could last be had, and not the defaults. */
  get known(): boolean {
    return this.#settings !== undefined;
  }

  /** Resolves when the settings are known, or could not be had. */
  ready(): Promise<void> {
    this.#loading ??= this.#ask().catch(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** Asks again what ops decided, unless that was done a moment ago; meanwhile, or where it fails, `current` holds. */
  async refresh(): Promise<void> {
    if (performance.now() - this.#askedAt >= GOOD_FOR_MILLISECONDS) await this.#ask().catch(() => {});
  }

  async #ask() {
    this.#askedAt = performance.now();
    const settings = await this.#load();
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    this.#settings = settings;
    this.#shelf.write(settings);
    this.dispatchEvent(new Event('change'));
  }
}
