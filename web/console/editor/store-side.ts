import { css, html, LitElement, nothing } from 'lit';
import type { StoreInput } from '../../../shared/store.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { changesStyles } from './changes-styles.ts';
import { changesTable, type FieldReader } from './field-changes.ts';
import type { StoreDraft } from './store-draft.ts';
import './store-history.ts';
import './store-preview.ts';

const SIDES = ['preview', 'changes', 'history'] as const;
type Side = (typeof SIDES)[number];

/**
 * Beside the form: how the store is going to look, what differs from what is kept and from what is live, and what it was.
 * @fires version-restore  RestoreEvent
 */
export class StoreSide extends LitElement {
  static override properties = {
    reader: { attribute: false },
    draft: { attribute: false },
    publicId: {},
    fields: { attribute: false },
    version: { type: Number },
    mayEdit: { type: Boolean },
    side: { state: true },
  };
  declare reader: FieldReader;
  declare draft: StoreDraft;
  /** Undefined for a new store. */
  declare publicId: string | undefined;
  /** Of the draft: others with each change. */
  declare fields: StoreInput;
  /** Of the store as it is kept: another with each write. */
  declare version: number;
  declare mayEdit: boolean;
  declare side: Side;

  static override styles = [
    baseStyles,
    buttonStyles,
    changesStyles,
    css`
      :host {
        display: block;
        padding: 16px;
        border-inline-start: 1px solid var(--line);
        overflow: auto;
      }
      .tabs {
        display: flex;
        gap: 4px;
        margin-bottom: 12px;
      }
      .tabs button[aria-selected='true'] {
        border-color: var(--accent);
        color: var(--good);
      }
      .quiet {
        color: var(--text-quiet);
      }
    `,
  ];

  constructor() {
    super();
    this.version = 0;
    this.mayEdit = false;
    this.side = 'preview';
  }

  override render() {
    const words = editorWords[this.reader.language];
    return html`<div class="tabs" role="tablist" @keydown=${this.#keyed}>
        ${this.#sides.map(
          (side) => html`<button
            role="tab"
            id=${side}
            aria-selected=${this.side === side}
            tabindex=${this.side === side ? 0 : -1}
            @click=${() => {
              this.side = side;
            }}
          >
            ${words[side]}
          </button>`,
        )}
      </div>
      <div role="tabpanel" aria-labelledby=${this.side}>${this.#panel()}</div>`;
  }

  /** A store that is not kept yet was nothing before. */
  get #sides(): readonly Side[] {
    return this.publicId === undefined ? SIDES.filter((side) => side !== 'history') : SIDES;
  }

  #panel() {
    const { language } = this.reader;
    const words = editorWords[language];
    const { store, changes } = this.draft;
    switch (this.side) {
      case 'preview':
        return html`<store-preview
          .language=${language}
          .fields=${this.fields}
          .storeId=${this.publicId}
        ></store-preview>`;
      case 'changes':
        return html`${
          changes.length === 0
            ? html`<p class="quiet">${words.nothingUnsaved}</p>`
            : changesTable(changes, this.reader)
        }
        ${
          store?.published
            ? html`<h3>${words.draftChanges}</h3>
                ${
                  store.changes.length === 0
                    ? html`<p class="quiet">${words.noChanges}</p>`
                    : changesTable(store.changes, this.reader)
                }`
            : nothing
        }`;
      case 'history':
        return html`<store-history
          .reader=${this.reader}
          .store=${this.publicId ?? ''}
          .version=${this.version}
          ?mayEdit=${this.mayEdit}
        ></store-history>`;
    }
  }

  async #keyed({ key }: KeyboardEvent) {
    const by = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    const sides = this.#sides;
    this.side = sides[(sides.indexOf(this.side) + by + sides.length) % sides.length]!;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${this.side}`)?.focus();
  }
}

customElements.define('store-side', StoreSide);
