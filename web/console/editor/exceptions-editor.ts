import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import type { OpeningException } from '../../../shared/store.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { formStyles } from './form-styles.ts';

/** Other special days hold. */
export class ExceptionsChangeEvent extends Event {
  readonly exceptions: readonly OpeningException[];
  constructor(exceptions: readonly OpeningException[]) {
    super('exceptions-change');
    this.exceptions = exceptions;
  }
}

/**
 * Days with hours of their own, by date.
 * @fires exceptions-change  ExceptionsChangeEvent
 */
export class ExceptionsEditor extends LitElement {
  static override properties = { language: {}, exceptions: { attribute: false }, fault: {} };
  declare language: Language;
  declare exceptions: readonly OpeningException[];
  declare fault: string | undefined;

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    formStyles,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      .day {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
      }
      input[type='date'] {
        width: 150px;
      }
      input.hours {
        width: 190px;
      }
      input.note {
        flex: 1 1 120px;
      }
    `,
  ];

  override render() {
    const words = editorWords[this.language];
    return html`
      ${this.exceptions.map(
        (exception, index) => html`<div class="day">
          <input
            type="date"
            aria-label=${words.fields.exceptions}
            .value=${exception.date}
            @change=${(event: Event) => this.#change(index, { date: given(event) })}
          />
          <input
            class="hours"
            aria-label=${words.exceptionHours}
            placeholder=${words.exceptionHours}
            .value=${exception.openingHours}
            @change=${(event: Event) => this.#change(index, { openingHours: given(event) })}
          />
          <input
            class="note"
            aria-label=${words.fields.openingHoursNote}
            placeholder=${words.fields.openingHoursNote}
            .value=${exception.note ?? ''}
            @change=${(event: Event) => this.#change(index, { note: given(event) })}
          />
          ${exception.holidaySet ? html`<small>${words.fromSet}</small>` : nothing}
          <button
            type="button"
            class="plain"
            aria-label=${words.removeException(exception.date)}
            @click=${() => this.#fire(this.exceptions.filter((_, at) => at !== index))}
          >
            ✕
          </button>
        </div>`,
      )}
      ${this.fault ? html`<span class="fault">${this.fault}</span>` : nothing}
      <div><button type="button" @click=${this.#add}>${words.addException}</button></div>
    `;
  }

  #add() {
    const last = this.exceptions.at(-1)?.date;
    const next = last ? new Date(Date.parse(last) + 86_400_000) : new Date();
    this.#fire([...this.exceptions, { date: next.toISOString().slice(0, 10), openingHours: 'off' }]);
  }

  #change(index: number, change: Partial<OpeningException>) {
    this.#fire(
      this.exceptions.map((exception, at) => {
        if (at !== index) return exception;
        // A day that somebody changes by hand is not the set's any more.
        const { note, holidaySet, ...day } = { ...exception, ...change };
        return note ? { ...day, note } : day;
      }),
    );
  }

  #fire(exceptions: readonly OpeningException[]) {
    this.dispatchEvent(new ExceptionsChangeEvent(exceptions));
  }
}

const given = (event: Event): string => (event.target as HTMLInputElement).value.trim();

customElements.define('exceptions-editor', ExceptionsEditor);
