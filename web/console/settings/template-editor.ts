import { css, html, LitElement } from 'lit';
import { composeNews } from '../../../shared/chat-message.ts';
import type { Language } from '../../../shared/language.ts';
import type { StoreRecord } from '../../../shared/nearby.ts';
import type { PluginSettings } from '../../../shared/settings.ts';
import { messageStyles } from '../../elements/message-styles.ts';
import { messageView } from '../../elements/message-view.ts';
import { settingsWords } from '../../locale/console/settings-words.ts';
import { baseStyles, fieldStyles } from '../../style/controls.ts';

/** The template is another now. */
export class TemplateChangeEvent extends Event {
  readonly template: PluginSettings['template'];
  constructor(template: PluginSettings['template']) {
    super('template-change');
    this.template = template;
  }
}

/** As far as the sample stores are from a customer. */
const SAMPLE_METERS = [850, 1_240, 2_300];

/**
 * The template of the articles in both languages, with what it makes of real stores.
 * @fires template-change  TemplateChangeEvent
 */
export class TemplateEditor extends LitElement {
  static override properties = {
    language: {},
    settings: { attribute: false },
    stores: { attribute: false },
  };
  declare language: Language;
  declare settings: PluginSettings;
  /** Some of the catalogue, to be seen in it. */
  declare stores: readonly Omit<StoreRecord, 'distanceMeters'>[];

  static override styles = [
    baseStyles,
    fieldStyles,
    messageStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(300px, 1fr));
        gap: 20px;
      }
      div {
        display: grid;
        gap: 8px;
        align-content: start;
      }
      label {
        display: grid;
        gap: 4px;
        font-size: 13px;
      }
      input {
        min-height: 34px;
        font-size: 14px;
      }
      .news {
        margin-top: 6px;
      }
    `,
  ];

  override render() {
    const words = settingsWords[this.language];
    return html`${(['zh-CN', 'en'] as const).map(
      (language) => html`<div>
        <strong>${words.languages[language]}</strong>
        ${(['title', 'digest'] as const).map(
          (part) => html`<label
            >${part === 'title' ? words.titleOf : words.digestOf}<input
              maxlength="200"
              .value=${this.settings.template[language][part]}
              @input=${(event: Event) => this.#change(language, part, (event.target as HTMLInputElement).value)}
          /></label>`,
        )}
        ${this.stores.length > 0 ? this.#preview(language) : ''}
      </div>`,
    )}`;
  }

  #preview(language: Language) {
    const stores = this.stores.slice(0, SAMPLE_METERS.length).map((store, index) => ({
      ...store,
      distanceMeters: SAMPLE_METERS[index]!,
    }));
    return messageView(
      composeNews(stores, {
        language,
        now: Date.now(),
        publicBase: this.settings.publicUrl ?? location.origin,
        articlesPerPut: this.settings.articlesPerPut,
        template: this.settings.template,
      }),
    );
  }

  #change(language: Language, part: 'title' | 'digest', text: string) {
    const { template } = this.settings;
    this.dispatchEvent(
      new TemplateChangeEvent({ ...template, [language]: { ...template[language], [part]: text } }),
    );
  }
}

customElements.define('template-editor', TemplateEditor);
