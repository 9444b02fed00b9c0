// What the map of the catalogue tells the page. No Leaflet here, so that a page can name these before its chunk has come.
import type { Bbox } from '../../shared/bbox.ts';
import type { WirePosition } from '../../shared/store.ts';

/** The view came to rest on another part of the world. */
export class AreaChangeEvent extends Event {
  /** West, south, east, north in WGS-84. */
  readonly bbox: Bbox;
  readonly zoom: number;
  constructor(bbox: Bbox, zoom: number) {
    super('area-change');
    this.bbox = bbox;
    this.zoom = zoom;
  }
}

/** A single store was clicked, or chosen by key. */
export class MarkPickEvent extends Event {
  readonly id: string;
  constructor(id: string) {
    super('mark-pick');
    this.id = id;
  }
}

/** The pointer or the focus came to a single store, or left it (undefined). */
export class MarkHoverEvent extends Event {
  readonly id: string | undefined;
  constructor(id: string | undefined) {
    super('mark-hover');
    this.id = id;
  }
}

/** The store that is moved stands somewhere else now; in the datum that it had. */
export class PlaceMoveEvent extends Event {
  readonly position: WirePosition;
  constructor(position: WirePosition) {
    super('place-move');
    this.position = position;
  }
}
