import '@awesome.me/webawesome/dist/components/option/option.js';
import '@awesome.me/webawesome/dist/components/select/select.js';
import type WaSelect from '@awesome.me/webawesome/dist/components/select/select.js';
import '@awesome.me/webawesome/dist/components/tag-input/tag-input.js';
import type WaTagInput from '@awesome.me/webawesome/dist/components/tag-input/tag-input.js';
import { html, LitElement, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import type { StoreInput, WirePosition } from '../../../shared/store.ts';
import type { ListedCategory } from '../../api/categories.ts';
import { type EditorWords, editorWords } from '../../locale/console/editor-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import '../covers/cover-field.ts';
import type { CoverChangeEvent } from '../covers/cover-field.ts';
import { faultText } from '../failure-text.ts';
import './exceptions-editor.ts';
import type { ExceptionsChangeEvent } from './exceptions-editor.ts';
import { formStyles } from './form-styles.ts';
import './hours-editor.ts';
import type { HoursChangeEvent } from './hours-editor.ts';
import './position-editor.ts';
import type { FieldFault } from './draft-fields.ts';
import type { PositionChangeEvent } from './position-editor.ts';

/** Fields are others now; a field that is undefined is to be left out. */
export class FieldsChangeEvent extends Event {
  readonly change: Partial<StoreInput>;
  constructor(change: Partial<StoreInput>) {
    super('fields-change');
    this.change = change;
  }
}

type TextField = 'name' | 'branch' | 'sid' | 'website' | 'timeZone';
type ListField = 'services' | 'tags' | 'phones';
type AddressField = keyof NonNullable<StoreInput['address']>;

/**
 * Every field of a store; what the service finds wrong is said at the field.
 * @fires fields-change  FieldsChangeEvent
 */
export class StoreForm extends LitElement {
  static override properties = {
    language: {},
    fields: { attribute: false },
    storeId: { attribute: false },
    was: { attribute: false },
    faults: { attribute: false },
    categories: { attribute: false },
    readonly: { type: Boolean },
  };
  declare language: Language;
  declare fields: StoreInput;
  /** Undefined for a new one. */
  declare storeId: string | undefined;
  /** Where the service has the store; undefined for a new one. */
  declare was: WirePosition | undefined;
  declare faults: readonly FieldFault[];
  declare categories: readonly ListedCategory[];
  declare readonly: boolean;

  static override styles = [baseStyles, buttonStyles, fieldStyles, formStyles];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.faults = [];
    this.categories = [];
    this.readonly = false;
  }

  override render() {
    const words = editorWords[this.language];
    const { fields } = this;
    return html`<form
      ?inert=${this.readonly}
      @submit=${(event: Event) => event.preventDefault()}
      autocomplete="off"
    >
      <fieldset>
        <legend>${words.sections.basics}</legend>
        ${this.#text('name', words, { required: true, maxLength: 120 })}
        ${this.#text('branch', words, { hint: words.fields.branchHint, maxLength: 120 })}
        ${this.#text('sid', words, { hint: words.fields.sidHint, maxLength: 64 })}
        <div class="field">
          <wa-select
            multiple
            with-clear
            label=${words.fields.categories}
            .value=${[...(fields.categories ?? [])]}
            @change=${(event: Event) =>
              this.#fire({ categories: [(event.target as WaSelect).value ?? []].flat() })}
          >
            ${this.categories.map(
              ({ id, name, nameEn }) =>
                html`<wa-option value=${id}>${this.language === 'en' ? nameEn : name}</wa-option>`,
            )}
          </wa-select>
          ${this.#fault('/categories')}
        </div>
        ${this.#list('services', words, words.fields.servicesHint)}
        ${this.#list('tags', words, words.fields.tagsHint)}
      </fieldset>
      <fieldset>
        <legend>${words.sections.place}</legend>
        <position-editor
          class="wide"
          .language=${this.language}
          .position=${isGiven(fields.position) ? fields.position : undefined}
          .name=${fields.name}
          .was=${this.was}
          .fault=${this.#faultOf('/position')}
          @position-change=${({ position }: PositionChangeEvent) => this.#fire({ position })}
        ></position-editor>
        ${(['province', 'city', 'district', 'street', 'postcode'] as const).map((name) => this.#address(name, words))}
        ${this.#text('timeZone', words, { maxLength: 64 })}
      </fieldset>
      <fieldset>
        <legend>${words.sections.hours}</legend>
        <hours-editor
          class="wide"
          .language=${this.language}
          .openingHours=${fields.openingHours}
          .note=${fields.openingHoursNote}
          .fault=${this.#faultOf('/openingHours')}
          @hours-change=${({ openingHours, note }: HoursChangeEvent) =>
            this.#fire({ openingHours, openingHoursNote: note } as Partial<StoreInput>)}
        ></hours-editor>
        <div class="field wide">
          <span>${words.fields.exceptions}</span>
          <exceptions-editor
            .language=${this.language}
            .exceptions=${fields.exceptions ?? []}
            .fault=${this.#faultOf('/exceptions')}
            @exceptions-change=${({ exceptions }: ExceptionsChangeEvent) =>
              this.#fire({ exceptions: [...exceptions] })}
          ></exceptions-editor>
        </div>
      </fieldset>
      <fieldset>
        <legend>${words.sections.contact}</legend>
        ${this.#list('phones', words, words.fields.phonesHint)}
        ${this.#text('website', words, { type: 'url', maxLength: 2048 })}
        <label
          ><span>${words.fields.linkTo}</span
          ><select
            .value=${fields.linkTo ?? 'page'}
            @change=${(event: Event) =>
              this.#fire({ linkTo: (event.target as HTMLSelectElement).value as 'page' | 'website' })}
          >
            ${(['page', 'website'] as const).map(
              (value) =>
                html`<option value=${value} ?selected=${(fields.linkTo ?? 'page') === value}>
                  ${words.linkTo[value]}
                </option>`,
            )}
          </select>
        </label>
        <cover-field
          class="wide"
          .language=${this.language}
          .cover=${fields.cover}
          .storeId=${this.storeId}
          .fault=${this.#faultOf('/cover')}
          @cover-change=${({ cover }: CoverChangeEvent) => this.#fire({ cover } as Partial<StoreInput>)}
        ></cover-field>
      </fieldset>
    </form>`;
  }

  #text(
    name: TextField,
    words: EditorWords,
    { hint, type = 'text', required = false, maxLength }: TextOptions,
  ) {
    const fault = this.#faultOf(`/${name}`);
    return html`<label
      ><span>${words.fields[name]}${required ? ' *' : ''}</span
      ><input
        name=${name}
        type=${type}
        ?required=${required}
        maxlength=${maxLength}
        .value=${this.fields[name] ?? ''}
        aria-invalid=${fault !== undefined}
        @change=${(event: Event) => this.#fire({ [name]: textOf(event) } as Partial<StoreInput>)}
      />${hint ? html`<small>${hint}</small>` : nothing}${this.#fault(`/${name}`)}</label
    >`;
  }

  #address(name: AddressField, words: EditorWords) {
    const { address = {} } = this.fields;
    return html`<label
      ><span>${words.fields[name]}</span
      ><input
        name=${name}
        maxlength=${name === 'street' ? 200 : name === 'postcode' ? 20 : 60}
        .value=${address[name] ?? ''}
        @change=${(event: Event) => {
          const { [name]: _, ...others } = address;
          const text = textOf(event);
          this.#fire({ address: text === undefined ? others : { ...others, [name]: text } });
        }}
      />${this.#fault(`/address/${name}`)}</label
    >`;
  }

  #list(name: ListField, words: EditorWords, hint: string) {
    return html`<div class="field">
      <wa-tag-input
        label=${words.fields[name]}
        hint=${hint}
        delimiter=",，;；、"
        .value=${[...(this.fields[name] ?? [])]}
        @change=${(event: Event) => this.#fire({ [name]: [...(event.target as WaTagInput).value] })}
      ></wa-tag-input>
      ${this.#fault(`/${name}`)}
    </div>`;
  }

  #faultOf(pointer: string): string | undefined {
    const own = this.faults.find((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
    return own && faultText(own.message, this.language);
  }

  #fault(pointer: string) {
    const message = this.#faultOf(pointer);
    return message ? html`<span class="fault" role="alert">${message}</span>` : nothing;
  }

  #fire(change: Partial<StoreInput>) {
    this.dispatchEvent(new FieldsChangeEvent(change));
  }
}

type TextOptions = {
  readonly hint?: string;
  readonly type?: 'text' | 'url';
  readonly required?: boolean;
  readonly maxLength: number;
};

/** A new store stands at 0, 0 until somebody says where. */
const isGiven = ({ longitude, latitude }: WirePosition): boolean => longitude !== 0 || latitude !== 0;

const textOf = (event: Event): string | undefined =>
  (event.target as HTMLInputElement).value.trim() || undefined;

customElements.define('store-form', StoreForm);
