import { html, LitElement, nothing } from 'lit';
import type { Datum } from '../../shared/datum.ts';
import type { Language } from '../../shared/language.ts';
import { toolWords } from '../locale/tool-words.ts';
import { baseStyles, buttonStyles, choiceStyles, fieldStyles } from '../style/controls.ts';
import { DatumEvent, PlaceTextEvent } from './events.ts';
import type { Inquiry } from './inquiry.ts';
import { toolRowStyles } from './tool-row-styles.ts';

/** The one that most pasted coordinates have, first. */
const DATUMS: readonly Datum[] = ['gcj02', 'bd09', 'wgs84'];

/**
 * Where the customer is, in words: an address, a landmark, coordinates, a map link; or to be picked on the map.
 *
 * @property {Inquiry} inquiry
 * @fires {PlaceTextEvent} place-text
 * @fires {DatumEvent} datum
 * @fires map-wanted  the place is to be picked on the map
 */
export class PlaceForm extends LitElement {
  static override styles = [baseStyles, buttonStyles, choiceStyles, fieldStyles, toolRowStyles];
  static override properties = { inquiry: { attribute: false }, language: {} };

  declare inquiry: Inquiry;
  declare language: Language;

  override render() {
    const say = toolWords[this.language];
    const { draft, place } = this.inquiry;
    return html`
      <form @submit=${this.#onSubmit}>
        <input
          type="text"
          enterkeyhint="search"
          autocomplete="off"
          maxlength="2000"
          aria-label=${say.placeField}
          placeholder=${say.placeField}
          .value=${draft}
          @input=${(event: Event) => this.dispatchEvent(new PlaceTextEvent(textOf(event), false))}
          @keydown=${onlyOutsideComposition}
        />
        <button type="submit">${say.find}</button>
        <button
          type="button"
          @click=${() => this.dispatchEvent(new Event('map-wanted', { bubbles: true, composed: true }))}
        >
          ${say.pick}
        </button>
      </form>
      ${
        place?.datumGuessed
          ? html`<div class="row">
              <span id="datum">${say.datumQuestion}</span>
              <div class="choice" role="group" aria-labelledby="datum">
                ${DATUMS.map((datum) => this.#datum(datum, place.datum))}
              </div>
            </div>`
          : nothing
      }
    `;
  }

  #datum(datum: Datum, chosen: Datum | undefined) {
    return html`<button
      type="button"
      aria-pressed=${datum === chosen}
      @click=${() => this.dispatchEvent(new DatumEvent(datum))}
    >
      ${toolWords[this.language].datums[datum]}
    </button>`;
  }

  #onSubmit(event: SubmitEvent) {
    event.preventDefault();
    // As typed: what the inquiry says may be older, while the page waits for an answer.
    const text = this.renderRoot.querySelector('input')!.value.trim();
    if (text !== '') this.dispatchEvent(new PlaceTextEvent(text, true));
  }
}

const textOf = ({ target }: Event): string => (target as HTMLInputElement).value;

/** Enter that ends the composition of an input method is not meant for the form; older engines send it there. */
function onlyOutsideComposition(event: KeyboardEvent) {
  if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.preventDefault();
}

customElements.define('place-form', PlaceForm);

declare global {
  interface HTMLElementTagNameMap {
    'place-form': PlaceForm;
  }
}
