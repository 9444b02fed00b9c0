import { Compile } from 'typebox/compile';
import { DEFAULT_PLUGIN_SETTINGS } from '../../shared/default-settings.ts';
import { DEFAULT_OPS_SETTINGS, type OpsSettings, OpsSettingsSchema } from '../../shared/ops-settings.ts';
import { type PluginSettings, PluginSettingsSchema } from '../../shared/settings.ts';
import { decide, decision } from './decisions.ts';
import type { Engine } from './engine.ts';
import { invalidSetting } from './errors.ts';
import type { SettingsRepository } from './repository.ts';
import { schemaFault } from './schema-fault.ts';

const PLUGIN = 'plugin';
const OPS = 'ops';
const schema = Compile(PluginSettingsSchema);
const opsSchema = Compile(OpsSettingsSchema);

/** Only what was decided is kept, so that a default that changes with a release reaches whoever never decided. */
export const openSettings = (engine: Engine): SettingsRepository => ({
  async plugin() {
    return {
      ...DEFAULT_PLUGIN_SETTINGS,
      ...(await decision<Partial<PluginSettings>>(engine.reader, PLUGIN)),
    };
  },
  async putPlugin(settings, by) {
    const fault = schemaFault(schema, { ...DEFAULT_PLUGIN_SETTINGS, ...settings });
    if (fault) throw invalidSetting(fault.path, fault.value, fault.rule);
    const decided = await decide<Partial<PluginSettings>>(engine, PLUGIN, by, (before) => ({
      ...before,
      ...settings,
    }));
    return { ...DEFAULT_PLUGIN_SETTINGS, ...decided };
  },
  async ops() {
    return { ...DEFAULT_OPS_SETTINGS, ...(await decision<Partial<OpsSettings>>(engine.reader, OPS)) };
  },
  async putOps(settings, by) {
    const fault = schemaFault(opsSchema, { ...DEFAULT_OPS_SETTINGS, ...settings });
    if (fault) throw invalidSetting(fault.path, fault.value, fault.rule);
    const change = (before?: Partial<OpsSettings>) => ({ ...before, ...settings });
    return { ...DEFAULT_OPS_SETTINGS, ...(await decide<Partial<OpsSettings>>(engine, OPS, by, change)) };
  },
});
