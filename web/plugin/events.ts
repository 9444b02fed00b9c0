// What the agent did in the panel, by what it means.
import type { PluginSettings } from '../../shared/settings.ts';
import type { MessageForm } from './inquiry.ts';

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

export class OnLocationChangeEvent extends Event {
  readonly onLocation: PluginSettings['onLocation'];
  constructor(onLocation: PluginSettings['onLocation']) {
    super('on-location-change', UP);
    this.onLocation = onLocation;
  }
}

export class MapFoldEvent extends Event {
  readonly folded: boolean;
  constructor(folded: boolean) {
    super('map-fold', UP);
    this.folded = folded;
  }
}

declare global {
  interface HTMLElementEventMap {
    put: PutEvent;
    'copy-offer': CopyEvent;
    'on-location-change': OnLocationChangeEvent;
    'map-fold': MapFoldEvent;
  }
}
