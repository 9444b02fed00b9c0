// What one agent decided on this machine, and what ops had decided when it could last be asked.
import type { Language } from '../../shared/language.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import type { KeptValues } from '../elements/kept-values.ts';
import type { SettingsShelf } from './settings-source.ts';

export class Preferences {
  readonly #values: KeptValues;

  constructor(values: KeptValues) {
    this.#values = values;
  }

  /** What a location click does for this agent; undefined leaves it to ops. */
  get onLocation(): PluginSettings['onLocation'] | undefined {
    const value = this.#values.get('onLocation');
    return value === 'put' || value === 'choose' ? value : undefined;
  }

  set onLocation(value: PluginSettings['onLocation']) {
    this.#values.set('onLocation', value);
  }

  /** The language that messages are written in; undefined: the panel's own. */
  get messageLanguage(): Language | undefined {
    const value = this.#values.get('messageLanguage');
    return value === 'zh-CN' || value === 'en' ? value : undefined;
  }

  set messageLanguage(value: Language) {
    this.#values.set('messageLanguage', value);
  }

  get mapFolded(): boolean {
    return this.#values.get('mapFolded') === 'true';
  }

  set mapFolded(value: boolean) {
    this.#values.set('mapFolded', String(value));
  }

  get toolsOpen(): boolean {
    return this.#values.get('toolsOpen') === 'true';
  }

  set toolsOpen(value: boolean) {
    this.#values.set('toolsOpen', String(value));
  }

  /** Settings of another version of this page are as good as none. */
  get settingsShelf(): SettingsShelf {
    return {
      read: () => {
        try {
          const { version, settings } = JSON.parse(this.#values.get('settings') ?? '');
          return version === SETTINGS_VERSION ? settings : undefined;
        } catch {
          return undefined;
        }
      },
      write: (settings) =>
        void this.#values.set('settings', JSON.stringify({ version: SETTINGS_VERSION, settings })),
    };
  }
}

/** Grows with every change of what settings look like. */
const SETTINGS_VERSION = 1;
