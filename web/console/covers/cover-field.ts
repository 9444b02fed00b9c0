import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { html, LitElement, nothing } from 'lit';
import { coverOf, readMediaPath } from '../../../shared/cover.ts';
import type { Rectangle } from '../../../shared/cover-crop.ts';
import type { Language } from '../../../shared/language.ts';
import { addMedia, cropMedia, originalAddress } from '../../api/media.ts';
import { coverWords } from '../../locale/console/cover-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { formStyles } from '../editor/form-styles.ts';
import { failureText } from '../failure-text.ts';
import './cover-crop.ts';
import type { CropEvent } from './cover-crop.ts';
import { coverStyles } from './cover-styles.ts';

/** The store has another cover now; undefined: none. */
export class CoverChangeEvent extends Event {
  readonly cover: string | undefined;
  constructor(cover: string | undefined) {
    super('cover-change');
    this.cover = cover;
  }
}

/** What is being cut: a file that was just given, or the whole of what was uploaded once. */
type Cutting = { readonly address: string; readonly source: File | { readonly hash: string } };

const MOST_BYTES = 10_000_000;

/**
 * The picture of a store, as customers see it; another is uploaded by a button, dropped or pasted, then cut.
 * @fires cover-change  CoverChangeEvent
 */
export class CoverField extends LitElement {
  static override properties = {
    language: {},
    cover: {},
    storeId: { attribute: false },
    fault: {},
    cutting: { state: true },
    busy: { state: true },
    failure: { state: true },
    said: { state: true },
    over: { state: true },
  };
  declare language: Language;
  declare cover: string | undefined;
  /** Undefined for a store that is not saved yet. */
  declare storeId: string | undefined;
  declare fault: string | undefined;
  declare cutting: Cutting | undefined;
  declare busy: boolean;
  declare failure: string | undefined;
  declare said: string | undefined;
  /** A file is held over the field. */
  declare over: boolean;

  static override styles = [baseStyles, buttonStyles, fieldStyles, formStyles, coverStyles];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.busy = false;
    this.over = false;
    this.addEventListener('dragover', this.#held);
    this.addEventListener('dragleave', this.#left);
    this.addEventListener('drop', this.#dropped);
  }

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('paste', this.#pasted);
  }

  override disconnectedCallback() {
    window.removeEventListener('paste', this.#pasted);
    super.disconnectedCallback();
  }

  override render() {
    const words = coverWords[this.language];
    const { cover, cutting } = this;
    const uploaded = readMediaPath(cover ?? '');
    return html`
      <span class="row" role="group" aria-label=${words.cover}>
        <strong>${words.cover}</strong>
        <button type="button" ?disabled=${this.busy} @click=${this.#choose}>
          <wa-icon name="upload"></wa-icon>${cover === undefined ? words.upload : words.replace}
        </button>
        ${
          uploaded && !cutting
            ? html`<button type="button" @click=${() => this.#cutAgain(uploaded.hash)}>
                <wa-icon name="image"></wa-icon>${words.crop}
              </button>`
            : nothing
        }
        ${
          cover !== undefined && !cutting
            ? html`<button type="button" @click=${() => this.#change(undefined)}>
                <wa-icon name="trash"></wa-icon>${words.remove}
              </button>`
            : nothing
        }
        <input
          hidden
          type="file"
          accept="image/jpeg,image/png,image/webp,image/avif"
          aria-label=${words.upload}
          @change=${this.#chosen}
        />
      </span>
      ${
        cutting
          ? html`<cover-crop
              .language=${this.language}
              .address=${cutting.address}
              ?busy=${this.busy}
              @crop=${({ focus }: CropEvent) => this.#cut(cutting, focus)}
              @error=${() => this.#refuse(words.notPicture)}
            ></cover-crop>`
          : this.#shown()
      }
      ${
        this.busy
          ? html`<span class="row" role="status"><progress aria-label=${words.working}></progress>${words.working}</span>`
          : nothing
      }
      ${this.failure ? html`<span class="fault" role="alert">${this.failure}</span>` : nothing}
      ${this.fault ? html`<span class="fault" role="alert">${this.fault}</span>` : nothing}
      ${this.said ? html`<span role="status">${this.said}</span>` : nothing}
      <small>${this.over ? words.dropHere : words.hint}</small>
      <label
        ><span>${words.address}</span
        ><input
          name="cover"
          type="url"
          maxlength="2048"
          .value=${uploaded ? '' : (cover ?? '')}
          @change=${(event: Event) =>
            this.#change((event.target as HTMLInputElement).value.trim() || undefined)}
      /></label>
    `;
  }

  override updated() {
    this.toggleAttribute('over', this.over);
  }

  #shown() {
    const words = coverWords[this.language];
    const { cover, storeId } = this;
    if (cover === undefined && storeId === undefined) return html`<small>${words.drawn}</small>`;
    const store = { id: storeId ?? '', cover: cover ?? null };
    const isExternal = cover !== undefined && !readMediaPath(cover);
    return html`<div class="shown">
        <figure class="large">
          <img src=${coverOf(store, '', '900x383')} alt=${words.large} /><figcaption>
            ${words.large} · ${words.largeUse}
          </figcaption>
        </figure>
        <figure class="small">
          <img src=${coverOf(store, '', '200x200')} alt=${words.small} /><figcaption>
            ${words.small} · ${words.smallUse}
          </figcaption>
        </figure>
      </div>
      ${cover === undefined ? html`<small>${words.drawn}</small>` : isExternal ? html`<small>${words.external}</small>` : nothing}`;
  }

  #choose() {
    this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();
  }

  #chosen(event: Event) {
    const field = event.target as HTMLInputElement;
    const [file] = field.files ?? [];
    // The same file chosen again is a change too.
    field.value = '';
    if (file) this.#take(file);
  }

  readonly #held = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.over = true;
  };

  readonly #left = () => {
    this.over = false;
  };

  readonly #dropped = (event: DragEvent) => {
    this.over = false;
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    this.#take(file);
  };

  readonly #pasted = (event: ClipboardEvent) => {
    const [file] = event.clipboardData?.files ?? [];
    if (!file) return;
    event.preventDefault();
    this.#take(file);
  };

  async #take(file: File) {
    const words = coverWords[this.language];
    if (this.busy) return;
    this.said = undefined;
    this.failure = undefined;
    if (file.size > MOST_BYTES) return this.#refuse(words.tooLarge((file.size / 1_000_000).toFixed(1)));
    // The page's policy shows pictures of its own origin and data, no blobs.
    const address = await dataAddress(file);
    this.cutting = { address, source: file };
  }

  #cutAgain(hash: string) {
    this.said = undefined;
    this.failure = undefined;
    this.cutting = { address: originalAddress(hash), source: { hash } };
  }

  async #cut({ source }: Cutting, focus: Rectangle | undefined) {
    if (!focus) {
      this.cutting = undefined;
      return;
    }
    this.busy = true;
    this.failure = undefined;
    try {
      const { cover } =
        source instanceof File ? await addMedia(source, focus) : await cropMedia(source.hash, focus);
      this.#change(cover);
      this.said = coverWords[this.language].done;
    } catch (error) {
      this.#refuse(failureText(error, this.language));
    } finally {
      this.busy = false;
    }
  }

  #refuse(failure: string) {
    this.cutting = undefined;
    this.failure = failure;
  }

  #change(cover: string | undefined) {
    this.cutting = undefined;
    this.failure = undefined;
    this.said = undefined;
    this.dispatchEvent(new CoverChangeEvent(cover));
  }
}

const dataAddress = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(file);
  });

customElements.define('cover-field', CoverField);
