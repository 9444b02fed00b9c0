import { expect, it, onTestFinished, vi } from 'vitest';
import { DEFAULT_PLUGIN_SETTINGS } from '../../../shared/default-settings.ts';
import type { PluginSettings } from '../../../shared/settings.ts';
import { KeptValues } from '../../../web/elements/kept-values.ts';
import { Preferences } from '../../../web/plugin/preferences.ts';
import { SettingsSource } from '../../../web/plugin/settings-source.ts';

const CHOOSE: PluginSettings = { ...DEFAULT_PLUGIN_SETTINGS, onLocation: 'choose' };

/** A browser's storage over a map, for as long as the test. */
function aShelf(kept = new Map<string, string>()) {
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  } as Storage;
  return new Preferences(new KeptValues(() => storage)).settingsShelf;
}

const unreachable = () => Promise.reject(new Error('unreachable'));

it('holds what ops decided when it could last be had', async () => {
  const shelf = aShelf();
  await new SettingsSource(async () => CHOOSE, shelf).ready();
  const later = new SettingsSource(unreachable, shelf);
  await later.ready();
  expect(later.current).toEqual(CHOOSE);
  expect(later.known).toBe(true);
});

it('does with the defaults, and says so, where nothing was ever known', async () => {
  const settings = new SettingsSource(unreachable, aShelf());
  await settings.ready();
  expect(settings.current).toBe(DEFAULT_PLUGIN_SETTINGS);
  expect(settings.known).toBe(false);
});

it('takes damaged or older settings for none', () => {
  for (const text of ['', '{', '{"version":0,"settings":{}}', 'null']) {
    const settings = new SettingsSource(unreachable, aShelf(new Map([['nearby-stores.settings', text]])));
    expect(settings.known).toBe(false);
  }
});

it('asks again when it could not be had', async () => {
  const answers = [unreachable, async () => CHOOSE];
  const settings = new SettingsSource(() => answers.shift()!(), aShelf());
  await settings.ready();
  expect(settings.known).toBe(false);
  await settings.ready();
  expect(settings.current).toEqual(CHOOSE);
});

it('hears of another decision later, and holds what it knows when it cannot', async () => {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers();
  const answers = [async () => DEFAULT_PLUGIN_SETTINGS, async () => CHOOSE, unreachable];
  const settings = new SettingsSource(() => answers.shift()!(), aShelf());
  await settings.ready();
  await settings.refresh();
  expect(settings.current.onLocation).toBe('put');
  vi.advanceTimersByTime(30_000);
  await settings.refresh();
  expect(settings.current).toEqual(CHOOSE);
  vi.advanceTimersByTime(30_000);
  await settings.refresh();
  expect(settings.current).toEqual(CHOOSE);
});

it('holds values for as long as the page where a browser forbids storage', () => {
  const values = new KeptValues(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  expect(values.set('a', '1')).toBe(false);
  expect(values.get('a')).toBe('1');
});
