import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import type { OpeningSpan } from '../../../shared/nearby.ts';
import { ops } from '../../api/ops.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { failureText } from '../failure-text.ts';
import { formStyles } from './form-styles.ts';
import { hoursDay } from './hours-day.ts';
import { type HoursWeek, syntaxOf } from './hours-week.ts';

/** The hours are others now. */
export class HoursChangeEvent extends Event {
  /** Undefined: not known. */
  readonly openingHours: string | undefined;
  readonly note: string | undefined;
  constructor(openingHours: string | undefined, note: string | undefined) {
    super('hours-change');
    this.openingHours = openingHours;
    this.note = note;
  }
}

type ReadHours = {
  readonly result: 'exact' | 'partial' | 'none';
  readonly openingHours: string | null;
  readonly note: string | null;
  readonly week: HoursWeek | null;
};

const HOLIDAYS = 7;
/**
 * Opening hours day by day, or read from text, always with the sentence that is stored.
 * @fires hours-change  HoursChangeEvent
 */
export class HoursEditor extends LitElement {
  static override properties = {
    language: {},
    openingHours: {},
    note: {},
    fault: {},
    week: { state: true },
    notWeekly: { state: true },
    said: { state: true },
  };
  declare language: Language;
  declare openingHours: string | undefined;
  declare note: string | undefined;
  /** What the service says against it. */
  declare fault: string | undefined;
  declare week: HoursWeek | undefined;
  declare notWeekly: boolean;
  /** What became of the text that was read last. */
  declare said: string | undefined;
  /** The syntax that `week` was read from or made into. */
  #known: string | undefined;

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    formStyles,
    css`
      :host {
        display: grid;
        gap: 10px;
      }
      .reading {
        display: flex;
        gap: 8px;
      }
      .reading textarea {
        flex: 1;
      }
      table {
        border-collapse: collapse;
      }
      th {
        padding: 4px 12px 4px 0;
        font-weight: 400;
        text-align: start;
        white-space: nowrap;
      }
      td {
        padding: 4px 0;
        width: 100%;
      }
      .spans {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 10px;
      }
      .span {
        display: inline-flex;
        align-items: center;
        gap: 4px;
      }
      input[type='time'],
      input.close {
        width: 118px;
        min-height: 30px;
      }
      .sentence {
        padding: 6px 10px;
        border-radius: 4px;
        background: var(--surface-sunken);
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.notWeekly = false;
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('openingHours') && this.openingHours !== this.#known) void this.#understand();
  }

  override render() {
    const words = editorWords[this.language];
    return html`
      <div class="reading">
        <textarea rows="1" aria-label=${words.fromText} placeholder=${words.fromTextHint}></textarea>
        <button type="button" @click=${this.#readText}>${words.read}</button>
      </div>
      ${this.said ? html`<small role="status">${this.said}</small>` : nothing}
      ${
        this.notWeekly
          ? html`<small>${words.notWeekly}</small>`
          : html`<table>
              <tbody>
                ${words.days.map((name, day) =>
                  hoursDay({
                    language: this.language,
                    name,
                    isHolidays: day === HOLIDAYS,
                    spans: this.week?.[day],
                    set: (spans) => this.#set([day], spans),
                    copyTo: (days) => this.#set(days, this.week?.[day] ?? null),
                  }),
                )}
              </tbody>
            </table>`
      }
      <label
        ><span>${words.syntax}</span
        ><input
          class="sentence"
          spellcheck="false"
          maxlength="1000"
          .value=${this.openingHours ?? ''}
          aria-invalid=${this.fault !== undefined}
          @change=${(event: Event) =>
            this.#fire((event.target as HTMLInputElement).value.trim() || undefined, this.note)}
        />
        ${this.fault ? html`<span class="fault">${this.fault}</span>` : nothing}
      </label>
      <label
        ><span>${words.fields.openingHoursNote}</span
        ><input
          maxlength="500"
          placeholder=${words.fields.openingHoursNoteHint}
          .value=${this.note ?? ''}
          @change=${(event: Event) =>
            this.#fire(this.openingHours, (event.target as HTMLInputElement).value.trim() || undefined)}
        />
      </label>
    `;
  }

  #set(days: readonly number[], spans: readonly OpeningSpan[] | null) {
    const week = Array.from({ length: 8 }, (_, day) =>
      days.includes(day) ? spans : (this.week?.[day] ?? null),
    );
    this.week = week;
    this.#fire(syntaxOf(week), this.note);
  }

  #fire(openingHours: string | undefined, note: string | undefined) {
    // A syntax that was typed is read anew; one that was made of the week is known.
    this.#known = this.week && openingHours === syntaxOf(this.week) ? openingHours : this.#known;
    this.dispatchEvent(new HoursChangeEvent(openingHours, note));
  }

  async #readText() {
    const words = editorWords[this.language];
    const field = this.renderRoot.querySelector('textarea')!;
    const text = field.value.trim();
    if (text === '') return;
    const read = await this.#read(text);
    if (!read) return;
    if (read.result === 'none') {
      this.said = words.readNothing;
      return;
    }
    this.said = read.result === 'partial' && read.note ? words.readPartly(read.note) : undefined;
    field.value = '';
    this.#show(read);
    this.#known = read.openingHours ?? undefined;
    this.dispatchEvent(new HoursChangeEvent(read.openingHours ?? undefined, read.note ?? this.note));
  }

  /** The week of the syntax that is stored. */
  async #understand() {
    const syntax = this.openingHours;
    this.#known = syntax;
    if (!syntax) {
      this.week = undefined;
      this.notWeekly = false;
      return;
    }
    const read = await this.#read(syntax);
    if (read && syntax === this.openingHours) this.#show(read);
  }

  #show({ week, openingHours }: ReadHours) {
    this.week = week ?? undefined;
    this.notWeekly = openingHours !== null && week === null;
  }

  async #read(text: string): Promise<ReadHours | undefined> {
    try {
      return (await ops<ReadHours>('/opening-hours/read', { method: 'POST', body: { text } })).body;
    } catch (error) {
      this.said = failureText(error, this.language);
      return undefined;
    }
  }
}

customElements.define('hours-editor', HoursEditor);
