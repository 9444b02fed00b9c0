// The panel's page: the chat client, the answer flow, what is kept and the panel itself, put together.
import { storesForAnswer } from '../../shared/answer.ts';
import type { Language } from '../../shared/language.ts';
import { listCategories } from '../api/categories.ts';
import { demand } from '../api/demand.ts';
import { pluginSettings } from '../api/stores.ts';
import { whenIdle } from '../elements/idle.ts';
import { KeptValues } from '../elements/kept-values.ts';
import { openChatHost } from '../host/open.ts';
import { prepareFormats } from '../locale/formats.ts';
import { type PanelWords, panelWords } from '../locale/panel-words.ts';
import { AnswerFlow } from './answer-flow.ts';
import { systemClock } from './clock.ts';
import { compose } from './compose.ts';
import { KeptInquiries } from './kept-inquiries.ts';
import { Preferences } from './preferences.ts';
import { answerTo, countsFor, findPlace } from './service.ts';
import { SettingsSource } from './settings-source.ts';
import { StorePanel } from './store-panel.ts';

const preferences = new Preferences(new KeptValues(() => localStorage));
const kept = new KeptInquiries(new KeptValues(() => sessionStorage));
// A search waits for the settings, so they get less time than it has.
const settings = new SettingsSource(
  () => pluginSettings({ timeoutMilliseconds: 2_000 }),
  preferences.settingsShelf,
);
const host = openChatHost();
const panel = new StorePanel();

const flow: AnswerFlow = new AnswerFlow({
  host,
  demand,
  clock: systemClock,
  shelf: kept,
  show: (place) => panel.show(place),
  async search(question, signal) {
    await settings.ready();
    return await answerTo(question, settings.current, signal);
  },
  count: (question, radiusMeters, signal) => countsFor(question, settings.current, radiusMeters, signal),
  findPlace: (text, signal) => findPlace(text, flow.inquiry, settings.current, signal),
  choose: storesForAnswer,
  compose: (form, stores, now) =>
    compose(form, stores, {
      ...settings.current,
      language: panel.messageLanguage,
      now,
      publicBase: settings.current.publicUrl ?? location.origin,
    }),
  settings: () => settings.current,
  settingsKnown: () => settings.known,
  onLocation: () => preferences.onLocation ?? settings.current.onLocation,
});

function applySettings() {
  panel.settings = settings.current;
  panel.onLocation = preferences.onLocation ?? settings.current.onLocation;
  panel.demo = settings.known && settings.current.publicUrl === null;
}

async function loadCategories() {
  if (panel.categories.length === 0) panel.categories = await listCategories().catch(() => []);
}

panel.addEventListener('on-location-change', ({ onLocation }) => {
  preferences.onLocation = onLocation;
  applySettings();
});
panel.addEventListener('message-language', ({ language }) => {
  preferences.messageLanguage = language;
  panel.messageLanguage = language;
});
panel.addEventListener('map-fold', ({ folded }) => {
  preferences.mapFolded = folded;
});
panel.addEventListener('tools-toggle', ({ open }) => {
  preferences.toolsOpen = open;
  if (open) void loadCategories();
});
settings.addEventListener('change', applySettings);
// After the answer: the click is not kept waiting for what has hardly ever changed.
host.addEventListener('location-click', () => setTimeout(() => settings.refresh(), 1_000));
addEventListener('focus', () => void settings.refresh());
addEventListener('pagehide', () => kept.flush());

function mount() {
  document.body.append(panel);
}

/** The page begins, in one language. */
export function start(language: Language, words: PanelWords) {
  panelWords[language] = words;
  document.title = words.title;
  document.documentElement.lang = language;
  panel.language = language;
  panel.messageLanguage = preferences.messageLanguage ?? language;
  panel.flow = flow;
  panel.host = host;
  panel.mapFolded = preferences.mapFolded;
  panel.toolsOpen = preferences.toolsOpen;
  applySettings();
  // The scripts may be here before the page has been read to its end.
  if (document.body) mount();
  else document.addEventListener('DOMContentLoaded', mount);
  flow.connect();
  // Once the panel is drawn; a click that comes before that asks for what it needs.
  whenIdle(() => {
    void settings.ready();
    // After the map's code.
    whenIdle(() => prepareFormats(language));
  }, 300);
  if (panel.toolsOpen) void loadCategories();
  host.start();
}
