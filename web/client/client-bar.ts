import { css, html, LitElement } from 'lit';
import type { Language } from '../../shared/language.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../style/controls.ts';
import type { ClientWords } from './client-words.ts';
import type { ColorScheme } from './color-scheme.ts';
import { LanguageChangeEvent, SchemeChangeEvent } from './events.ts';

/**
 * The simulated client's head: what this is, how it behaves, the guided run, the log, look and language.
 * @fires options-toggle, guide-toggle, log-toggle
 * @fires language-change  LanguageChangeEvent
 * @fires scheme-change  SchemeChangeEvent
 */
export class ClientBar extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 10px;
        padding: 6px 12px;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      h1 {
        margin: 0;
        font-size: 15px;
        white-space: nowrap;
      }
      small {
        flex: 1;
        overflow: hidden;
        color: var(--text-quiet);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      select {
        min-height: 32px;
      }
    `,
  ];
  static override properties = {
    words: { attribute: false },
    language: {},
    scheme: {},
    guided: { type: Boolean },
    logOpen: { type: Boolean },
    optionsOpen: { type: Boolean },
  };
  declare words: ClientWords;
  declare language: Language;
  declare scheme: ColorScheme;
  declare guided: boolean;
  declare logOpen: boolean;
  declare optionsOpen: boolean;

  override render() {
    const { words } = this;
    const other: Language = this.language === 'en' ? 'zh-CN' : 'en';
    const toggle = (what: string) => () => this.dispatchEvent(new Event(what));
    return html`
      <button aria-expanded=${this.optionsOpen} @click=${toggle('options-toggle')}>${words.options}</button>
      <h1>${words.title}</h1>
      <small>${words.about}</small>
      <button aria-pressed=${this.guided} @click=${toggle('guide-toggle')}>${words.guide.open}</button>
      <button aria-pressed=${this.logOpen} @click=${toggle('log-toggle')}>${words.log}</button>
      <select aria-label=${words.scheme} title=${words.scheme} @change=${this.#onScheme}>
        ${Object.entries(words.schemes).map(
          ([value, name]) => html`<option value=${value} .selected=${value === this.scheme}>${name}</option>`,
        )}
      </select>
      <button lang=${other} @click=${() => this.dispatchEvent(new LanguageChangeEvent(other))}>
        ${other === 'en' ? words.english : words.chinese}
      </button>
    `;
  }

  #onScheme({ target }: Event) {
    this.dispatchEvent(new SchemeChangeEvent((target as HTMLSelectElement).value as ColorScheme));
  }
}
customElements.define('client-bar', ClientBar);
