import { css, html, LitElement } from 'lit';
import type { Datum } from '../../../shared/datum.ts';
import type { Language } from '../../../shared/language.ts';
import type { ImportSummary } from '../../api/imports.ts';
import { importWords } from '../../locale/console/import-words.ts';
import '../../map/catalogue-map.ts';
import type { CatalogueMap } from '../../map/catalogue-map.ts';
import type { MapMark } from '../../map/catalogue-mark.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { TilesInUse } from '../tiles-in-use.ts';

/** It was said what the coordinates are measured against. */
export class DatumChosenEvent extends Event {
  readonly datum: Datum;
  constructor(datum: Datum) {
    super('datum-chosen');
    this.datum = datum;
  }
}

const DATUMS: readonly Datum[] = ['bd09', 'gcj02', 'wgs84'];

/**
 * Asks where coordinates come from, in words that people know, and shows three of the rows as each answer would place
 * them: whoever knows the shop sees which point is at its door.
 * @fires datum-chosen  DatumChosenEvent
 */
export class DatumQuestion extends LitElement {
  static override properties = {
    language: {},
    samples: { attribute: false },
    helpless: { state: true },
  };
  declare language: Language;
  declare samples: ImportSummary['datumSamples'];
  declare helpless: boolean;
  readonly #tiles = new TilesInUse(this);

  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      h2 {
        margin: 0 0 4px;
        font-size: 16px;
      }
      p {
        margin: 0 0 12px;
        color: var(--text-quiet);
      }
      .samples {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
        gap: 12px;
        margin-bottom: 12px;
      }
      figure {
        margin: 0;
      }
      catalogue-map {
        height: 200px;
        border: 1px solid var(--line);
        border-radius: 6px;
      }
      figcaption {
        font-size: 13px;
      }
      .answers {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .letter {
        display: inline-grid;
        place-items: center;
        width: 20px;
        height: 20px;
        border-radius: 50%;
        background: #067d43;
        color: #fff;
        font-size: 12px;
        font-weight: 600;
      }
    `,
  ];

  override updated(changed: Map<string, unknown>) {
    if (!changed.has('samples')) return;
    for (const [index, map] of [
      ...this.renderRoot.querySelectorAll<CatalogueMap>('catalogue-map'),
    ].entries()) {
      const places = Object.values(this.samples[index]!.readings);
      const [longitudes, latitudes] = [places.map((at) => at.longitude), places.map((at) => at.latitude)];
      void map.updateComplete.then(() =>
        map.show([
          Math.min(...longitudes),
          Math.min(...latitudes),
          Math.max(...longitudes),
          Math.max(...latitudes),
        ]),
      );
    }
  }

  override render() {
    const words = importWords[this.language];
    return html`
      <h2>${words.datumQuestion}</h2>
      <p>${words.datumMore}</p>
      <div class="samples">
        ${this.samples.map(
          ({ name, address, readings }) => html`<figure>
            <catalogue-map
              .language=${this.language}
              .tiles=${this.#tiles.shown}
              .clusters=${DATUMS.map((datum, index) => mark(index, datum, readings))}
            ></catalogue-map>
            <figcaption>${name} <small>${address}</small></figcaption>
          </figure>`,
        )}
      </div>
      <div class="answers" role="group" aria-label=${words.datumQuestion}>
        ${DATUMS.map(
          (datum, index) => html`<button @click=${() => this.dispatchEvent(new DatumChosenEvent(datum))}>
            <span class="letter">${'ABC'[index]}</span>&nbsp;${words.datums[datum]}
          </button>`,
        )}
        <button
          @click=${() => {
            this.helpless = true;
          }}
        >
          ${words.datums.unknown}
        </button>
      </div>
      ${this.helpless ? html`<p role="status">${words.datumUnknown}</p>` : ''}
    `;
  }
}

function mark(
  index: number,
  datum: Datum,
  readings: ImportSummary['datumSamples'][number]['readings'],
): MapMark {
  const { longitude, latitude } = readings[datum];
  return {
    longitude,
    latitude,
    stores: 1,
    bbox: [longitude, latitude, longitude, latitude],
    id: datum,
    name: 'ABC'[index]!,
    status: null,
    letter: 'ABC'[index]!,
  };
}

customElements.define('datum-question', DatumQuestion);
