import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import '@awesome.me/webawesome/dist/components/option/option.js';
import '@awesome.me/webawesome/dist/components/select/select.js';
import type WaSelect from '@awesome.me/webawesome/dist/components/select/select.js';
import '@awesome.me/webawesome/dist/components/tag-input/tag-input.js';
import type WaTagInput from '@awesome.me/webawesome/dist/components/tag-input/tag-input.js';
import { html, LitElement, nothing } from 'lit';
import type { BulkChange } from '../../../shared/bulk.ts';
import type { Language } from '../../../shared/language.ts';
import type { ListedCategory } from '../../api/categories.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { storeWords } from '../../locale/console/store-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import '../editor/hours-editor.ts';
import type { HoursChangeEvent } from '../editor/hours-editor.ts';
import type { Publishing } from '../publishing.ts';
import { bulkEditStyles } from './bulk-edit-styles.ts';
import {
  AFTERWARDS,
  type BulkEdits,
  bulkChangeOf,
  LIST_EDITS,
  LIST_FIELDS,
  type ListField,
  NO_EDITS,
  TEXT_EDITS,
} from './bulk-edits.ts';

/** It was said what shall become of the selected stores; nothing is done yet. */
export class BulkGivenEvent extends Event {
  readonly change: BulkChange;
  constructor(change: BulkChange) {
    super('bulk-given');
    this.change = change;
  }
}

/**
 * What is to be changed in many stores at once. What was filled in stays until it is cleared: whoever looks at the
 * preview and has second thoughts comes back to it.
 * @fires bulk-given  BulkGivenEvent
 */
export class BulkEdit extends LitElement {
  static override properties = {
    language: {},
    categories: { attribute: false },
    publishing: {},
    count: { state: true },
    edits: { state: true },
  };
  declare language: Language;
  declare categories: readonly ListedCategory[];
  /** What whoever edits may do with it. */
  declare publishing: Publishing;
  /** How many stores are meant, in words; undefined while it is closed. */
  declare count: string | undefined;
  declare edits: BulkEdits;

  static override styles = [baseStyles, buttonStyles, fieldStyles, bulkEditStyles];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.categories = [];
    this.publishing = 'drafts';
    this.clear();
  }

  /** @param count  how many stores are meant, as people write it */
  open(count: string): void {
    this.count = count;
  }

  clear(): void {
    this.edits = NO_EDITS;
  }

  override render() {
    const words = storeWords[this.language].bulk;
    const change = bulkChangeOf(this.edits);
    return html`<wa-dialog
      label=${words.title(this.count ?? '')}
      ?open=${this.count !== undefined}
      @wa-hide=${this.#hidden}
    >
      <form @submit=${this.#submit} autocomplete="off">
        ${LIST_FIELDS.map((field) => this.#list(field))} ${this.#hours()} ${this.#website()} ${this.#linkTo()}
        ${this.publishing === 'drafts' ? nothing : this.#afterwards()}
        <footer>
          ${change ? nothing : html`<span class="quiet">${words.nothing}</span>`}
          <button type="button" @click=${this.#close}>${storeWords[this.language].cancel}</button>
          <button class="primary" ?disabled=${!change}>${words.preview}</button>
        </footer>
      </form>
    </wa-dialog>`;
  }

  #list(field: ListField) {
    const label = editorWords[this.language].fields[field];
    const { how, values } = this.edits[field];
    const become = (given: readonly string[]) => this.#become({ [field]: { how, values: given } });
    return html`<div class="field">
      ${this.#how(field, label, LIST_EDITS, how, (chosen) => ({ [field]: { how: chosen, values } }))}
      ${
        how === 'keep' || how === 'clear'
          ? nothing
          : field === 'categories'
            ? html`<wa-select
                multiple
                with-clear
                size="small"
                label=${label}
                .value=${[...values]}
                @change=${(event: Event) => become([(event.target as WaSelect).value ?? []].flat())}
              >
                ${this.categories.map(
                  ({ id, name, nameEn }) =>
                    html`<wa-option value=${id}>${this.language === 'en' ? nameEn : name}</wa-option>`,
                )}
              </wa-select>`
            : html`<wa-tag-input
                size="small"
                label=${label}
                delimiter=",，;；、"
                .value=${[...values]}
                @change=${(event: Event) => become([...(event.target as WaTagInput).value])}
              ></wa-tag-input>`
      }
    </div>`;
  }

  #hours() {
    const label = editorWords[this.language].fields.openingHours;
    const { openingHours, openingHoursNote } = this.edits;
    const { how, value } = openingHours;
    return html`<div class="field">
      ${this.#how('openingHours', label, TEXT_EDITS, how, (chosen) => ({
        openingHours: { how: chosen, value },
      }))}
      ${
        how === 'set'
          ? html`<hours-editor
              class="wide"
              .language=${this.language}
              .openingHours=${value}
              .note=${openingHoursNote}
              @hours-change=${({ openingHours: hours, note }: HoursChangeEvent) =>
                this.#become({ openingHours: { how, value: hours }, openingHoursNote: note })}
            ></hours-editor>`
          : nothing
      }
    </div>`;
  }

  #website() {
    const label = editorWords[this.language].fields.website;
    const { how, value } = this.edits.website;
    return html`<div class="field">
      ${this.#how('website', label, TEXT_EDITS, how, (chosen) => ({ website: { how: chosen, value } }))}
      ${
        how === 'set'
          ? html`<input
              type="url"
              required
              maxlength="2048"
              placeholder="https://"
              aria-label=${label}
              .value=${value ?? ''}
              @input=${(event: Event) =>
                this.#become({ website: { how, value: (event.target as HTMLInputElement).value.trim() } })}
            />`
          : nothing
      }
    </div>`;
  }

  #linkTo() {
    const { fields, linkTo } = editorWords[this.language];
    const choices = { keep: storeWords[this.language].bulk.keep, ...linkTo };
    return html`<label class="field">
      <span>${fields.linkTo}</span>
      <select
        @change=${(event: Event) =>
          this.#become({ linkTo: (event.target as HTMLSelectElement).value as BulkEdits['linkTo'] })}
      >
        ${Object.entries(choices).map(
          ([value, text]) =>
            html`<option value=${value} ?selected=${this.edits.linkTo === value}>${text}</option>`,
        )}
      </select>
    </label>`;
  }

  #how<How extends string>(
    field: string,
    label: string,
    choices: readonly How[],
    how: How,
    edit: (chosen: How) => Partial<BulkEdits>,
  ) {
    const words: Readonly<Record<string, unknown>> = storeWords[this.language].bulk;
    return html`<span>${label}</span>
      <select
        name=${field}
        aria-label=${label}
        @change=${(event: Event) => this.#become(edit((event.target as HTMLSelectElement).value as How))}
      >
        ${choices.map(
          (choice) => html`<option value=${choice} ?selected=${choice === how}>${words[choice]}</option>`,
        )}
      </select>`;
  }

  #afterwards() {
    const words = storeWords[this.language].bulk;
    const { afterwards } = this.edits;
    const asks = this.publishing === 'asks';
    return html`<fieldset class="afterwards">
      <legend>${words.goes}</legend>
      ${AFTERWARDS.map((choice) =>
        asks && choice === 'later'
          ? nothing
          : html`<label
              ><input
                type="radio"
                name="afterwards"
                .checked=${afterwards === choice}
                @change=${() => this.#become({ afterwards: choice })}
              />${choice === 'publishes' && asks ? words.asks : words[choice]}</label
            >`,
      )}
      ${
        afterwards === 'later'
          ? html`<input
              type="datetime-local"
              required
              aria-label=${words.at}
              @change=${(event: Event) => {
                const { value } = event.target as HTMLInputElement;
                this.#become({ at: value ? new Date(value).toISOString() : undefined });
              }}
            />`
          : nothing
      }
    </fieldset>`;
  }

  #become(edits: Partial<BulkEdits>) {
    this.edits = { ...this.edits, ...edits };
  }

  #close() {
    this.count = undefined;
  }

  /** Menus inside tell of their hiding, too. */
  #hidden(event: Event) {
    if (event.target === event.currentTarget) this.#close();
  }

  #submit(event: SubmitEvent) {
    event.preventDefault();
    const change = bulkChangeOf(this.edits);
    if (!change) return;
    this.#close();
    this.dispatchEvent(new BulkGivenEvent(change));
  }
}

customElements.define('bulk-edit', BulkEdit);

declare global {
  interface HTMLElementTagNameMap {
    'bulk-edit': BulkEdit;
  }
}
