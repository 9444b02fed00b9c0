import { DEFAULT_PLUGIN_SETTINGS } from '../../shared/default-settings.ts';
import type { PluginSettings } from '../../shared/settings.ts';

/**
 * What ops decided, asked for once; the defaults until it is known, and asked for again when it could not be had.
 *
 * @fires change  `current` is another one
 */
export class SettingsSource extends EventTarget {
  readonly #load: () => Promise<PluginSettings>;
  #loading: Promise<void> | undefined;
  #current: PluginSettings = DEFAULT_PLUGIN_SETTINGS;
  #known = false;

  constructor(load: () => Promise<PluginSettings>) {
    super();
    this.#load = load;
  }

  get current(): PluginSettings {
    return this.#current;
  }

  /** Whether `current` is what ops decided, not the defaults. */
  get known(): boolean {
    return this.#known;
  }

  /** Resolves when the settings are known, or could not be had. */
  ready(): Promise<void> {
    this.#loading ??= this.#load().then(
      (settings) => {
        this.#current = settings;
        this.#known = true;
        this.dispatchEvent(new Event('change'));
      },
      () => {
        this.#loading = undefined;
      },
    );
    return this.#loading;
  }
}
