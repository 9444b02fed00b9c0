// What a person did in the simulated client, by what it means.
import type { Language } from '../../shared/language.ts';
import type { ColorScheme } from './color-scheme.ts';
import type { LocationBubble } from './conversations.ts';
import type { Plugin, SimulationOptions } from './simulation.ts';

const UP = { bubbles: true, composed: true };

/** The agent opened another conversation. */
export class ConversationOpenEvent extends Event {
  readonly openid: string;
  constructor(openid: string) {
    super('conversation-open', UP);
    this.openid = openid;
  }
}

/** The agent clicked a location message. */
export class LocationOpenEvent extends Event {
  readonly location: LocationBubble;
  constructor(location: LocationBubble) {
    super('location-open', UP);
    this.location = location;
  }
}

/** The agent typed, or moved the caret. */
export class DraftTypeEvent extends Event {
  readonly text: string;
  readonly caret: number;
  constructor(text: string, caret: number) {
    super('draft-type', UP);
    this.text = text;
    this.caret = caret;
  }
}

/** The agent took a card out of the input box again. */
export class CardRemoveEvent extends Event {
  readonly index: number;
  constructor(index: number) {
    super('card-remove', UP);
    this.index = index;
  }
}

/** The agent pressed Send, or Ctrl+Enter. */
export class DraftSendEvent extends Event {
  constructor() {
    super('draft-send', UP);
  }
}

/** The language was switched. */
export class LanguageChangeEvent extends Event {
  readonly language: Language;
  constructor(language: Language) {
    super('language-change', UP);
    this.language = language;
  }
}

/** Another look was chosen. */
export class SchemeChangeEvent extends Event {
  readonly scheme: ColorScheme;
  constructor(scheme: ColorScheme) {
    super('scheme-change', UP);
    this.scheme = scheme;
  }
}

/** The client is to behave otherwise. */
export class OptionsChangeEvent extends Event {
  readonly options: Partial<SimulationOptions>;
  constructor(options: Partial<SimulationOptions>) {
    super('options-change', UP);
    this.options = options;
  }
}

/** An event, damaged or written by hand, is to go to every page. */
export class EventFireEvent extends Event {
  readonly text: string;
  constructor(text: string) {
    super('event-fire', UP);
    this.text = text;
  }
}

/** Somebody has seen enough of the guided run. */
export class GuideCloseEvent extends Event {
  constructor() {
    super('guide-close', UP);
  }
}

/** The log was emptied by hand. */
export class LogClearEvent extends Event {
  constructor() {
    super('log-clear', UP);
  }
}

/** The log was closed by its own button. */
export class LogCloseEvent extends Event {
  constructor() {
    super('log-close', UP);
  }
}

/** Somebody entered the address of another plugin. */
export class PluginAddEvent extends Event {
  readonly plugin: Plugin;
  constructor(plugin: Plugin) {
    super('plugin-add', UP);
    this.plugin = plugin;
  }
}

/** A plugin that was added by hand was taken out again. */
export class PluginRemoveEvent extends Event {
  readonly id: string;
  constructor(id: string) {
    super('plugin-remove', UP);
    this.id = id;
  }
}
