import type { Datum, Located } from '../../shared/datum.ts';
import { convert } from '../../shared/datum.ts';
import type { WirePosition } from '../../shared/store.ts';
import { Anchor } from './anchor.ts';
import { locatedOn, placedOn } from './ground.ts';
import * as L from './leaflet.ts';

/** Of a press of an arrow key, in pixels; with Shift ten times as far. */
const NUDGE = 1;
/** As exact as the formulas between datums are. */
const DECIMALS = 1e6;

/**
 * The store that is looked at. It stands still unless `movable`; then the pointer drags it and the arrow keys nudge it,
 * Escape puts it back where it was, and its old place stays to be seen.
 */
export class MovedPlace {
  readonly #map: L.Map;
  readonly #pin: Anchor;
  readonly #old: Anchor;
  readonly #button = document.createElement('button');
  readonly #tell: (position: WirePosition) => void;
  #datum: Datum = 'wgs84';
  #ground: Datum = 'wgs84';
  #movable = false;
  #was: L.LatLng | undefined;

  constructor(map: L.Map, tell: (position: WirePosition) => void) {
    this.#map = map;
    this.#tell = tell;
    this.#button.type = 'button';
    this.#button.className = 'place';
    const element = document.createElement('div');
    element.append(this.#button);
    this.#pin = new Anchor(element);
    this.#pin.lift = 40_000;
    const old = document.createElement('div');
    const mark = document.createElement('span');
    mark.className = 'old-place';
    old.append(mark);
    this.#old = new Anchor(old);
    this.#button.addEventListener('pointerdown', this.#grab);
    this.#button.addEventListener('keydown', this.#nudge);
  }

  /** Undefined: no store is looked at. @param ground  the datum of the map */
  show(position: WirePosition | undefined, ground: Datum, label: string) {
    this.#ground = ground;
    this.#button.ariaLabel = this.#button.title = label;
    if (!position) {
      this.#pin.remove();
      return;
    }
    this.#datum = position.datum;
    this.#pin.place = L.latLng(
      placedOn(ground, { position: [position.longitude, position.latitude], datum: position.datum }),
    );
    this.#pin.addTo(this.#map);
  }

  get place(): L.LatLng {
    return this.#pin.place;
  }

  set movable(movable: boolean) {
    if (movable === this.#movable) return;
    this.#movable = movable;
    this.#pin.element.classList.toggle('movable', movable);
    if (movable) {
      this.#was = this.#pin.place;
      this.#old.place = this.#was;
      this.#old.addTo(this.#map);
      this.#button.focus();
    } else {
      this.#was = undefined;
      this.#old.remove();
    }
  }

  readonly #grab = (event: PointerEvent) => {
    if (!this.#movable) return;
    event.stopPropagation();
    event.preventDefault();
    this.#button.focus();
    this.#button.setPointerCapture(event.pointerId);
    const grip = this.#map.latLngToContainerPoint(this.#pin.place).subtract([event.clientX, event.clientY]);
    const move = ({ clientX, clientY }: PointerEvent) => {
      this.#pin.place = this.#map.containerPointToLatLng(grip.add([clientX, clientY]));
    };
    const end = () => {
      this.#button.removeEventListener('pointermove', move);
      this.#say();
    };
    this.#button.addEventListener('pointermove', move);
    this.#button.addEventListener('lostpointercapture', end, { once: true });
  };

  readonly #nudge = (event: KeyboardEvent) => {
    if (!this.#movable) return;
    const step = NUDGE * (event.shiftKey ? 10 : 1);
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const by = steps[event.key];
    if (by) {
      const point = this.#map.latLngToContainerPoint(this.#pin.place).add(by);
      this.#pin.place = this.#map.containerPointToLatLng(point);
    } else if (event.key === 'Escape' && this.#was) this.#pin.place = this.#was;
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.#say();
  };

  #say() {
    const located: Located = locatedOn(this.#ground, this.#pin.place);
    const [longitude, latitude] = convert(located.position, located.datum, this.#datum);
    this.#tell({
      longitude: Math.round(longitude * DECIMALS) / DECIMALS,
      latitude: Math.round(latitude * DECIMALS) / DECIMALS,
      datum: this.#datum,
    });
  }
}
