import { storesForAnswer } from '../../shared/answer.ts';
import { nearbyStores, pluginSettings } from '../api/stores.ts';
import { KeptValues } from '../elements/kept-values.ts';
import { openChatHost } from '../host/open.ts';
import { languageOf } from '../locale/language.ts';
import { panelWords } from '../locale/panel-words.ts';
import { AnswerFlow } from './answer-flow.ts';
import { systemClock } from './clock.ts';
import { compose } from './compose.ts';
import { Preferences } from './preferences.ts';
import { SettingsSource } from './settings-source.ts';
import { StorePanel } from './store-panel.ts';

const preferences = new Preferences(new KeptValues(() => localStorage));
const language = languageOf(location.search, navigator.language);
// A search waits for the settings, so they get less time than it has.
const settings = new SettingsSource(
  () => pluginSettings({ timeoutMilliseconds: 2_000 }),
  preferences.settingsShelf,
);
const host = openChatHost();
const panel = new StorePanel();

const flow = new AnswerFlow({
  host,
  clock: systemClock,
  show: (place) => panel.show(place),
  async search({ position }, signal) {
    await settings.ready();
    const { eventDatum, radiusMeters, numberOfStores } = settings.current;
    const origin = { position, datum: eventDatum };
    return await nearbyStores({ origin, radiusMeters, limit: numberOfStores }, { signal });
  },
  choose: storesForAnswer,
  compose: (form, stores, now) =>
    compose(form, stores, {
      ...settings.current,
      language,
      now,
      publicBase: settings.current.publicUrl ?? location.origin,
    }),
  settings: () => settings.current,
  settingsKnown: () => settings.known,
  onLocation: () => preferences.onLocation ?? settings.current.onLocation,
});

function applySettings() {
  panel.eventDatum = settings.current.eventDatum;
  panel.tiles = settings.current.tiles ?? undefined;
  panel.onLocation = preferences.onLocation ?? settings.current.onLocation;
  panel.demo = settings.known && settings.current.publicUrl === null;
}

panel.addEventListener('on-location-change', ({ onLocation }) => {
  preferences.onLocation = onLocation;
  applySettings();
});
panel.addEventListener('map-fold', ({ folded }) => {
  preferences.mapFolded = folded;
});
settings.addEventListener('change', applySettings);

document.documentElement.lang = language;
document.title = panelWords[language].title;
panel.language = language;
panel.flow = flow;
panel.host = host;
panel.mapFolded = preferences.mapFolded;
applySettings();
document.body.append(panel);
flow.connect();
void settings.ready();
host.start();
