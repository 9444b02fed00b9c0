import { css, html, LitElement } from 'lit';
import type { Language } from '../../shared/language.ts';
import type { ListedCategory } from '../api/categories.ts';
import { baseStyles } from '../style/controls.ts';
import type { Inquiry } from './inquiry.ts';
import './place-form.ts';
import './store-filter.ts';

/**
 * Without a location message, or with too many stores: where the customer is in words, and which stores are wanted.
 *
 * @property {Inquiry} inquiry
 * @property {readonly ListedCategory[]} categories  in the order of their tree
 * @fires place-text, datum, map-wanted  from its <place-form>
 * @fires narrow  from its <store-filter>
 */
export class FindTools extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 5px;
        padding: 6px 12px;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
    `,
  ];
  static override properties = {
    inquiry: { attribute: false },
    language: {},
    categories: { attribute: false },
  };

  declare inquiry: Inquiry;
  declare language: Language;
  declare categories: readonly ListedCategory[];

  override render() {
    const { inquiry, language, categories } = this;
    return html`
      <place-form .inquiry=${inquiry} .language=${language}></place-form>
      <store-filter .inquiry=${inquiry} .language=${language} .categories=${categories}></store-filter>
    `;
  }
}

customElements.define('find-tools', FindTools);

declare global {
  interface HTMLElementTagNameMap {
    'find-tools': FindTools;
  }
}
