import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import { settingsWords } from '../../locale/console/settings-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';

export type EditedCategory = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parent: string | null;
  readonly icon: string;
  readonly stores: number;
};

/** Categories are to be kept like this. */
export class CategoriesSaveEvent extends Event {
  readonly categories: readonly EditedCategory[];
  constructor(categories: readonly EditedCategory[]) {
    super('categories-save');
    this.categories = categories;
  }
}

/** The icons that are shipped. */
const ICONS =
  'cafe restaurant fast-food bakery supermarket convenience fashion electronics car cinema bank pharmacy hotel library sports transport office food shopping services leisure other'.split(
    ' ',
  );

/**
 * The tree of categories as a table: each with its names, its icon and what lies above it.
 * @fires categories-save  CategoriesSaveEvent
 */
export class CategoriesEditor extends LitElement {
  static override properties = {
    language: {},
    categories: { attribute: false },
    edited: { state: true },
  };
  declare language: Language;
  declare categories: readonly EditedCategory[];
  declare edited: readonly EditedCategory[];

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 13px;
      }
      th {
        color: var(--text-quiet);
        text-align: start;
      }
      td {
        padding: 3px 8px 3px 0;
      }
      input,
      select {
        width: 100%;
      }
      .icon {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      img {
        width: 20px;
        height: 20px;
      }
      footer {
        display: flex;
        gap: 8px;
        margin-top: 12px;
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('categories')) this.edited = this.categories;
  }

  override render() {
    const words = settingsWords[this.language];
    const isNew = (id: string, index: number) => index >= this.categories.length || id === '';
    return html`<table>
        <thead>
          <tr>
            <th>${words.id}</th>
            <th>${words.name}</th>
            <th>${words.nameEn}</th>
            <th>${words.parent}</th>
            <th>${words.icon}</th>
            <th>${words.stores}</th>
          </tr>
        </thead>
        <tbody>
          ${this.edited.map(
            (category, index) => html`<tr>
              <td>
                ${
                  isNew(category.id, index)
                    ? html`<input
                        aria-label=${words.id}
                        pattern="[a-z0-9\\-]+"
                        maxlength="64"
                        .value=${category.id}
                        @change=${(event: Event) => this.#change(index, { id: textOf(event) })}
                      />`
                    : html`${category.parent ? '　' : ''}${category.id}`
                }
              </td>
              <td>
                <input
                  aria-label=${`${category.id} ${words.name}`}
                  maxlength="60"
                  .value=${category.name}
                  @change=${(event: Event) => this.#change(index, { name: textOf(event) })}
                />
              </td>
              <td>
                <input
                  aria-label=${`${category.id} ${words.nameEn}`}
                  maxlength="60"
                  .value=${category.nameEn}
                  @change=${(event: Event) => this.#change(index, { nameEn: textOf(event) })}
                />
              </td>
              <td>
                <select
                  aria-label=${`${category.id} ${words.parent}`}
                  @change=${(event: Event) => this.#change(index, { parent: textOf(event) || null })}
                >
                  <option value="">${words.noParent}</option>
                  ${this.categories
                    .filter(({ id }) => id !== category.id)
                    .map(
                      ({ id, name }) =>
                        html`<option value=${id} ?selected=${id === category.parent}>${name}</option>`,
                    )}
                </select>
              </td>
              <td>
                <span class="icon"
                  ><img src="/icons/${category.icon}.svg" alt="" /><select
                    aria-label=${`${category.id} ${words.icon}`}
                    @change=${(event: Event) => this.#change(index, { icon: textOf(event) })}
                  >
                    ${ICONS.map((icon) => html`<option ?selected=${icon === category.icon}>${icon}</option>`)}
                  </select></span
                >
              </td>
              <td>${category.stores || nothing}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      <footer>
        <button @click=${this.#add}>${words.add}</button>
        <button class="primary" ?disabled=${this.edited === this.categories} @click=${this.#save}>${words.save}</button>
      </footer>`;
  }

  #add() {
    this.edited = [...this.edited, { id: '', name: '', nameEn: '', parent: null, icon: 'other', stores: 0 }];
  }

  #change(index: number, change: Partial<EditedCategory>) {
    this.edited = this.edited.map((category, at) => (at === index ? { ...category, ...change } : category));
  }

  #save() {
    const changed = this.edited.filter((category, index) => category !== this.categories[index]);
    this.dispatchEvent(new CategoriesSaveEvent(changed));
  }
}

const textOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value.trim();

customElements.define('categories-editor', CategoriesEditor);
