// What the agent did in the panel, by what it means.
import type { Datum } from '../../shared/datum.ts';
import type { Language } from '../../shared/language.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import type { Filter, MessageForm } from './inquiry.ts';
import type { Candidate } from './lookup.ts';

const UP = { bubbles: true, composed: true };

/** The agent wants what is offered in the input box. */
export class PutEvent extends Event {
  readonly form: MessageForm;
  constructor(form: MessageForm) {
    super('put', UP);
    this.form = form;
  }
}

/** Without a client: the agent copies what is offered, or only its link. */
export class CopyEvent extends Event {
  readonly what: 'text' | 'link';
  constructor(what: 'text' | 'link') {
    super('copy-offer', UP);
    this.what = what;
  }
}

/** Stores were picked for the buttons, or unpicked. */
export class StoresPickEvent extends Event {
  readonly ids: readonly string[];
  readonly picked: boolean;
  constructor(ids: readonly string[], picked: boolean) {
    super('stores-pick', UP);
    this.ids = ids;
    this.picked = picked;
  }
}

export class OnLocationChangeEvent extends Event {
  readonly onLocation: PluginSettings['onLocation'];
  constructor(onLocation: PluginSettings['onLocation']) {
    super('on-location-change', UP);
    this.onLocation = onLocation;
  }
}

/** Messages are to be written in another language. */
export class MessageLanguageEvent extends Event {
  readonly language: Language;
  constructor(language: Language) {
    super('message-language', UP);
    this.language = language;
  }
}

export class MapFoldEvent extends Event {
  readonly folded: boolean;
  constructor(folded: boolean) {
    super('map-fold', UP);
    this.folded = folded;
  }
}

export class ToolsToggleEvent extends Event {
  readonly open: boolean;
  constructor(open: boolean) {
    super('tools-toggle', UP);
    this.open = open;
  }
}

/** A part that lies over the list was asked for; undefined closes it. */
export class SheetEvent extends Event {
  readonly sheet: Sheet | undefined;
  constructor(sheet: Sheet | undefined) {
    super('sheet', UP);
    this.sheet = sheet;
  }
}
export type Sheet = 'preview' | 'history';

/** The search is to be narrowed, or widened again. */
export class NarrowEvent extends Event {
  readonly change: Partial<Filter>;
  constructor(change: Partial<Filter>) {
    super('narrow', UP);
    this.change = change;
  }
}

/** The agent typed where the customer is; `submitted` once it is to be looked up. */
export class PlaceTextEvent extends Event {
  readonly text: string;
  readonly submitted: boolean;
  constructor(text: string, submitted: boolean) {
    super('place-text', UP);
    this.text = text;
    this.submitted = submitted;
  }
}

/** One of several places is meant; undefined: none of them. */
export class CandidateEvent extends Event {
  readonly candidate: Candidate | undefined;
  constructor(candidate: Candidate | undefined) {
    super('candidate', UP);
    this.candidate = candidate;
  }
}

/** The agent says what bare coordinates are measured against. */
export class DatumEvent extends Event {
  readonly datum: Datum;
  constructor(datum: Datum) {
    super('datum', UP);
    this.datum = datum;
  }
}

declare global {
  interface HTMLElementEventMap {
    put: PutEvent;
    'copy-offer': CopyEvent;
    'stores-pick': StoresPickEvent;
    'on-location-change': OnLocationChangeEvent;
    'message-language': MessageLanguageEvent;
    'map-fold': MapFoldEvent;
    'tools-toggle': ToolsToggleEvent;
    sheet: SheetEvent;
    narrow: NarrowEvent;
    'place-text': PlaceTextEvent;
    candidate: CandidateEvent;
    datum: DatumEvent;
  }
}
