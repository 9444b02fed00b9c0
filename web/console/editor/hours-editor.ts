import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import type { OpeningSpan } from '../../../shared/nearby.ts';
import { ops } from '../../api/ops.ts';
import { type EditorWords, editorWords } from '../../locale/console/editor-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { failureText } from '../failure-text.ts';
import { formStyles } from './form-styles.ts';
import { type HoursWeek, isWholeDay, syntaxOf, WHOLE_DAY } from './hours-week.ts';

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
const DAYS: Readonly<Record<'copyToAll' | 'copyToWeekdays' | 'copyToWeekend', readonly number[]>> = {
  copyToAll: [0, 1, 2, 3, 4, 5, 6],
  copyToWeekdays: [0, 1, 2, 3, 4],
  copyToWeekend: [5, 6],
};

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
                ${words.days.map((day, index) => this.#day(day, index, words))}
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

  #day(name: string, index: number, words: EditorWords) {
    const spans = this.week?.[index];
    return html`<tr>
      <th scope="row">${name}</th>
      <td>
        <span class="spans">
          ${
            spans === undefined || spans === null
              ? html`<span class="quiet">${index === HOLIDAYS ? words.holidaysLikeDays : words.unknownDay}</span>`
              : spans.length === 0
                ? html`<span class="quiet">${words.closedDay}</span>`
                : isWholeDay(spans)
                  ? html`<span>${words.allDay}</span>`
                  : spans.map((span, place) => this.#span(index, place, span, `${name} ${place + 1}`, words))
          }
          <wa-dropdown
            @wa-select=${(event: CustomEvent<{ item: { value?: string } }>) =>
              this.#chosen(index, event.detail.item.value ?? '')}
          >
            <button type="button" slot="trigger" class="plain" aria-label=${`${name}…`}>⋯</button>
            <wa-dropdown-item value="add">${words.addSpan}</wa-dropdown-item>
            <wa-dropdown-item value="all-day">${words.allDay}</wa-dropdown-item>
            <wa-dropdown-item value="closed">${words.closedDay}</wa-dropdown-item>
            <wa-dropdown-item value="unknown"
              >${index === HOLIDAYS ? words.holidaysLikeDays : words.unknownDay}</wa-dropdown-item
            >
            ${
              index === HOLIDAYS
                ? nothing
                : Object.keys(DAYS).map(
                    (target) => html`<wa-dropdown-item value=${target}
                      >${words.copyTo} ${words[target as keyof typeof DAYS]}</wa-dropdown-item
                    >`,
                  )
            }
          </wa-dropdown>
        </span>
      </td>
    </tr>`;
  }

  #span(day: number, place: number, [opens, closes]: OpeningSpan, name: string, words: EditorWords) {
    const change = (span: OpeningSpan) => {
      const spans = [...(this.week?.[day] ?? [])];
      spans[place] = span;
      this.#set([day], spans);
    };
    return html`<span class="span">
      <input
        type="time"
        aria-label=${name}
        .value=${opens}
        @change=${(event: Event) => change([(event.target as HTMLInputElement).value || opens, closes])}
      />–<input
        type="time"
        aria-label=${name}
        .value=${closes === '24:00' ? '00:00' : closes}
        @change=${(event: Event) => change([opens, midnight((event.target as HTMLInputElement).value || closes)])}
      />
      <button
        type="button"
        class="plain"
        aria-label=${`${words.removeSpan} ${name}`}
        @click=${() =>
          this.#set(
            [day],
            (this.week?.[day] ?? []).filter((_, at) => at !== place),
          )}
      >
        ✕
      </button>
    </span>`;
  }

  #chosen(day: number, value: string) {
    const spans = this.week?.[day] ?? [];
    if (value === 'add') this.#set([day], [...(isWholeDay(spans) ? [] : spans), nextSpan(spans)]);
    else if (value === 'all-day') this.#set([day], [WHOLE_DAY]);
    else if (value === 'closed') this.#set([day], []);
    else if (value === 'unknown') this.#set([day], null);
    else if (value in DAYS) this.#set(DAYS[value as keyof typeof DAYS], this.week?.[day] ?? null);
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

/** A time field says 00:00 for the end of the day. */
const midnight = (time: string): string => (time === '00:00' ? '24:00' : time);

function nextSpan(spans: readonly OpeningSpan[]): OpeningSpan {
  const last = spans.at(-1);
  if (!last || isWholeDay(spans)) return ['09:00', '18:00'];
  const hour = Math.min(Number(last[1].slice(0, 2)) + 1, 22);
  return [`${String(hour).padStart(2, '0')}:00`, `${String(Math.min(hour + 3, 23)).padStart(2, '0')}:00`];
}

customElements.define('hours-editor', HoursEditor);
