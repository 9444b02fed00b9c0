import { languageOf } from '../locale/language.ts';
import { clientWords } from './client-words.ts';
import { type ColorScheme, WornScheme } from './color-scheme.ts';
import { customers } from './conversations.ts';
import type { LanguageChangeEvent, PluginAddEvent, PluginRemoveEvent, SchemeChangeEvent } from './events.ts';
import { ownAddress } from './plugin-address.ts';
import { SavedChoices } from './saved-choices.ts';
import { SimulatedClient } from './simulated-client.ts';
import { type Plugin, Simulation } from './simulation.ts';

const saved = new SavedChoices(() => localStorage);
let language = languageOf(location.search, navigator.language);
const ticket = crypto.randomUUID();

const simulation = new Simulation({
  customers,
  plugins: [...ownPlugins(), ...saved.plugins],
  ticket,
  now: () => Date.now(),
  later: (milliseconds, task) => (milliseconds === 0 ? task() : void setTimeout(task, milliseconds)),
  refusal: () => clientWords[language].refused,
});

function ownPlugins(): Plugin[] {
  const { ownPlugins } = clientWords[language];
  return [
    { page: 'plugin', id: 'nearby-stores' } as const,
    { page: 'quick-replies', id: 'quick-replies' } as const,
  ].map(({ page, id }) => ({
    id,
    name: ownPlugins[page],
    address: ownAddress(page, language),
    added: false,
  }));
}

/** Only the service knows whether, and on which port, foreign pages can be had. */
async function clientOrigin(): Promise<string | undefined> {
  const { clientPort } = await (await fetch('/client/settings.json')).json();
  return clientPort === null ? undefined : `http://${location.hostname}:${clientPort}`;
}

const client = new SimulatedClient();
client.guided = saved.guided;
client.simulation = simulation;
client.ticket = ticket;
client.clientOrigin = await clientOrigin();

function speak() {
  document.documentElement.lang = language;
  document.title = clientWords[language].title;
  client.language = language;
}

const look = new WornScheme(window);
function wear(scheme: ColorScheme) {
  saved.scheme = scheme;
  client.scheme = scheme;
  look.wear(scheme);
  simulation.wear(scheme);
}

client.addEventListener('language-change', (event) => {
  language = (event as LanguageChangeEvent).language;
  speak();
  simulation.replaceOwn(ownPlugins());
});
client.addEventListener('scheme-change', (event) => wear((event as SchemeChangeEvent).scheme));
client.addEventListener('guide-change', () => {
  saved.guided = client.guided;
});
client.addEventListener('plugin-add', (event) => {
  simulation.addPlugin((event as PluginAddEvent).plugin);
  saved.plugins = simulation.plugins;
});
client.addEventListener('plugin-remove', (event) => {
  simulation.removePlugin((event as PluginRemoveEvent).id);
  saved.plugins = simulation.plugins;
});

speak();
wear(saved.scheme);
document.body.append(client);
