import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { css, html, LitElement, nothing } from 'lit';
import { type Datum, toWgs84 } from '../../../shared/datum.ts';
import { distanceInWords } from '../../../shared/distance-words.ts';
import type { Language } from '../../../shared/language.ts';
import { readLocation } from '../../../shared/location-text.ts';
import { refusalInWords } from '../../../shared/location-words.ts';
import { distanceMeters, type Position } from '../../../shared/position.ts';
import type { WirePosition } from '../../../shared/store.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import type { PlaceMoveEvent } from '../../map/catalogue-events.ts';
import '../../map/catalogue-map.ts';
import type { CatalogueMap } from '../../map/catalogue-map.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { TilesInUse } from '../tiles-in-use.ts';
import { formStyles } from './form-styles.ts';

/** The store stands somewhere else now. */
export class PositionChangeEvent extends Event {
  readonly position: WirePosition;
  constructor(position: WirePosition) {
    super('position-change');
    this.position = position;
  }
}

const DATUMS: readonly Datum[] = ['gcj02', 'bd09', 'wgs84'];
const FAR_METERS = 200;

/**
 * The position as it was given, numbers and datum, and a field to give another: numbers of any spelling, or a map link.
 * @fires position-change  PositionChangeEvent
 */
export class PositionEditor extends LitElement {
  static override properties = {
    language: {},
    position: { attribute: false },
    was: { attribute: false },
    fault: {},
    asked: { state: true },
    refusal: { state: true },
    name: {},
    moving: { state: true },
  };
  declare language: Language;
  declare position: WirePosition | undefined;
  /** Where the service has it; undefined for a new store. */
  declare was: WirePosition | undefined;
  declare fault: string | undefined;
  /** Numbers whose datum nobody said yet. */
  declare asked: Position | undefined;
  declare refusal: string | undefined;
  /** What the store is called. */
  declare name: string;
  /** The pin on the map can be moved. */
  declare moving: boolean;
  #shown: WirePosition | undefined;
  readonly #tiles = new TilesInUse(this);

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    formStyles,
    css`
      :host {
        display: grid;
        gap: 6px;
      }
      catalogue-map {
        height: 260px;
        border: 1px solid var(--line);
        border-radius: 4px;
      }
      .warn {
        color: var(--warn);
      }
    `,
  ];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.name = '';
    this.moving = false;
  }

  override updated() {
    // The view follows what was typed or undone; what is moved by hand stays where it is seen.
    if (this.position === this.#shown || this.moving) return;
    this.#shown = this.position;
    this.#map?.updateComplete.then(() => this.#map?.showPlace());
  }

  override render() {
    const words = editorWords[this.language];
    const { position } = this;
    const moved = this.#moved;
    return html`
      <label
        ><span>${words.fields.position}</span
        ><input
          placeholder=${words.fields.positionHint}
          aria-invalid=${this.fault !== undefined || this.refusal !== undefined}
          @change=${this.#given}
      /></label>
      ${this.refusal ? html`<span class="fault" role="alert">${this.refusal}</span>` : nothing}
      ${this.fault ? html`<span class="fault">${this.fault}</span>` : nothing}
      ${
        this.asked
          ? html`<span class="row" role="group" aria-label=${words.datumQuestion}>
              <span>${words.datumQuestion}</span>
              ${DATUMS.map(
                (datum) =>
                  html`<button type="button" @click=${() => this.#take(this.asked!, datum)}>
                    ${words.datums[datum]}
                  </button>`,
              )}
            </span>`
          : nothing
      }
      <small
        >${
          position
            ? words.original(`${position.longitude}, ${position.latitude}`, words.datums[position.datum])
            : words.noPosition
        }</small
      >
      ${
        moved === undefined || moved < 1
          ? nothing
          : html`<small class=${moved > FAR_METERS ? 'warn' : ''} role="status"
              >${words.moved(moved < 1000 ? `${Math.round(moved)} m` : distanceInWords(moved, this.language))}
              ${moved > FAR_METERS ? words.movedFar : nothing}</small
            >`
      }
      ${
        position
          ? html`<catalogue-map
                .language=${this.language}
                .place=${position}
                .placeName=${this.name}
                .tiles=${this.#tiles.shown}
                ?movable=${this.moving}
                @place-move=${({ position }: PlaceMoveEvent) => this.#fire(position)}
              ></catalogue-map>
              <span class="row">
                <button
                  type="button"
                  aria-pressed=${this.moving}
                  @click=${() => {
                    this.moving = !this.moving;
                  }}
                >
                  <wa-icon name="move"></wa-icon>${this.moving ? words.moveDone : words.move}
                </button>
                ${this.moving ? html`<small>${words.moveHint}</small>` : nothing}
              </span>`
          : nothing
      }
    `;
  }

  get #map(): CatalogueMap | null {
    return this.renderRoot.querySelector('catalogue-map');
  }

  get #moved(): number | undefined {
    if (!this.was || !this.position) return undefined;
    return distanceMeters(ground(this.was), ground(this.position));
  }

  #given(event: Event) {
    const field = event.target as HTMLInputElement;
    const reading = readLocation(field.value);
    this.refusal = undefined;
    this.asked = undefined;
    if (reading.kind === 'position' && reading.datum) this.#take(reading.position, reading.datum);
    else if (reading.kind === 'position') this.asked = reading.position;
    else if (reading.kind === 'ambiguous') this.asked = reading.choices[0];
    else if (reading.kind === 'refused') this.refusal = refusalInWords(reading, this.language);
    else if (field.value.trim() !== '') this.refusal = editorWords[this.language].fields.positionHint;
  }

  #take([longitude, latitude]: Position, datum: Datum) {
    this.asked = undefined;
    this.moving = false;
    this.#fire({ longitude: tidy(longitude), latitude: tidy(latitude), datum });
  }

  #fire(position: WirePosition) {
    this.dispatchEvent(new PositionChangeEvent(position));
  }
}

/** Degrees, minutes and seconds come to 121.47500000000001: to the hundredth of a millimetre that is 121.475. */
const tidy = (degrees: number): number => Number(degrees.toFixed(10));

const ground = ({ longitude, latitude, datum }: WirePosition): Position =>
  toWgs84({ position: [longitude, latitude], datum });

customElements.define('position-editor', PositionEditor);
