import { ContextConsumer } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import type { HolidaySetInput } from '../../../shared/holiday-set.ts';
import { ops } from '../../api/ops.ts';
import { holidayWords } from '../../locale/console/holiday-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { attempt } from '../attempt.ts';
import { consoleContext } from '../console-context.ts';
import { dialogForm, dialogStyles } from '../dialog-form.ts';

export type HolidayDay = HolidaySetInput['days'][number];
/** `id` undefined: one that is to be added. */
type Edited = {
  readonly id: string | undefined;
  readonly name: string;
  readonly days: readonly HolidayDay[];
};

/**
 * A holiday set while it is written: its name, and its days with their hours.
 * @fires set-saved  the service has it
 */
export class HolidayEditor extends LitElement {
  static override properties = { edited: { state: true }, refusal: { state: true } };
  /** Undefined while the dialog is closed. */
  declare edited: Edited | undefined;
  declare refusal: string | undefined;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    dialogStyles,
    css`
      wa-dialog {
        --width: 720px;
      }
      .day {
        display: grid;
        grid-template-columns: 150px 1fr 1fr auto;
        gap: 6px;
      }
    `,
  ];

  open({ id, name, days }: Edited): void {
    this.refusal = undefined;
    this.edited = { id, name, days: days.length > 0 ? days : [{ date: today(), openingHours: 'off' }] };
  }

  override render() {
    const { language } = this.#console.value!;
    const words = holidayWords[language];
    const { edited } = this;
    return dialogForm(
      {
        language,
        label: edited?.name || words.create,
        open: edited !== undefined,
        yes: words.save,
        refusal: this.refusal,
        submit: () => this.#save(),
        close: () => {
          this.edited = undefined;
        },
      },
      edited
        ? html`<label
              >${words.name}<input
                required
                maxlength="60"
                .value=${edited.name}
                @input=${(event: Event) => this.#change({ name: given(event) })}
            /></label>
            <p class="quiet">${words.hoursHint}</p>
            ${edited.days.map((day, index) => this.#day(day, index))}
            <div><button type="button" @click=${this.#addDay}>${words.addDay}</button></div>`
        : nothing,
    );
  }

  #day(day: HolidayDay, index: number) {
    const words = holidayWords[this.#console.value!.language];
    const field = (part: 'openingHours' | 'note', label: string) => html`<input
      aria-label=${`${day.date} ${label}`}
      placeholder=${label}
      ?required=${part === 'openingHours'}
      .value=${day[part] ?? ''}
      @change=${(event: Event) => this.#changeDay(index, { [part]: given(event) })}
    />`;
    return html`<div class="day">
      <input
        type="date"
        required
        aria-label=${words.date}
        .value=${day.date}
        @change=${(event: Event) => this.#changeDay(index, { date: given(event) })}
      />
      ${field('openingHours', words.hours)} ${field('note', words.note)}
      <button
        type="button"
        class="plain"
        aria-label=${words.removeDay(day.date)}
        @click=${() => this.#change({ days: this.edited!.days.filter((_, at) => at !== index) })}
      >
        ✕
      </button>
    </div>`;
  }

  #change(change: Partial<Edited>) {
    if (this.edited) this.edited = { ...this.edited, ...change };
  }

  #changeDay(index: number, change: Partial<HolidayDay>) {
    const days = this.edited!.days.map((day, at) => {
      if (at !== index) return day;
      const { note, ...changed } = { ...day, ...change };
      return note ? { ...changed, note } : changed;
    });
    this.#change({ days });
  }

  #addDay() {
    const days = this.edited?.days ?? [];
    const last = days.at(-1);
    const date = last ? nextDay(last.date) : today();
    this.#change({ days: [...days, { date, openingHours: last?.openingHours ?? 'off' }] });
  }

  async #save() {
    const { id, name, days } = this.edited!;
    const request = { method: id === undefined ? 'POST' : 'PUT', body: { name, days } } as const;
    const isSaved = await attempt(
      this.#console.value!,
      () => ops(id === undefined ? '/holiday-sets' : `/holiday-sets/${id}`, request),
      (why) => {
        this.refusal = why;
      },
    );
    if (!isSaved) return;
    this.edited = undefined;
    this.dispatchEvent(new Event('set-saved'));
  }
}

const given = (event: Event): string => (event.target as HTMLInputElement).value.trim();
const today = (): string => new Date().toISOString().slice(0, 10);
const nextDay = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

customElements.define('holiday-editor', HolidayEditor);

declare global {
  interface HTMLElementTagNameMap {
    'holiday-editor': HolidayEditor;
  }
}
