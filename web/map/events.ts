// What the map tells the page. No Leaflet here, so that a page can name these before the map's chunk has come.
import type { Located } from '../../shared/datum.ts';
import type { StoreRecord } from '../../shared/nearby.ts';

/** What the map needs to know of a store; a `StoreRecord` with its number in the list is one. */
export type MapStore = Pick<StoreRecord, 'id' | 'name' | 'branch' | 'position'> & {
  /** The number it carries in the list, from 1, nearest first. */
  readonly number: number;
};

/** A pin was clicked, or chosen with Enter or Space. */
export class StoreSelectEvent extends Event {
  readonly store: MapStore;
  constructor(store: MapStore) {
    super('store-select', { bubbles: true, composed: true });
    this.store = store;
  }
}

/** The pointer or the focus came to a pin; `store` is undefined when it left. */
export class StoreHoverEvent extends Event {
  readonly store: MapStore | undefined;
  constructor(store: MapStore | undefined) {
    super('store-hover', { bubbles: true, composed: true });
    this.store = store;
  }
}

/** The view came to rest. */
export class MapMoveEvent extends Event {
  /** The middle of the view, in the datum of the map that is shown. */
  readonly center: Located;
  /** True when the agent moved it; false when `show`, the fit to the stores or a resize did. */
  readonly byAgent: boolean;
  constructor(center: Located, byAgent: boolean) {
    super('map-move', { bubbles: true, composed: true });
    this.center = center;
    this.byAgent = byAgent;
  }
}

/** The agent pointed at a place on the map: that is where the customer is. */
export class MapPickEvent extends Event {
  /** In the datum of the map that is shown. */
  readonly place: Located;
  constructor(place: Located) {
    super('map-pick', { bubbles: true, composed: true });
    this.place = place;
  }
}

declare global {
  interface HTMLElementEventMap {
    'store-select': StoreSelectEvent;
    'store-hover': StoreHoverEvent;
    'map-move': MapMoveEvent;
    'map-pick': MapPickEvent;
  }
}
