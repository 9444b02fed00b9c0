import { Task } from '@lit/task';
import { css, html, LitElement, nothing } from 'lit';
import { composeNews } from '../../../shared/chat-message.ts';
import type { Language } from '../../../shared/language.ts';
import type { StoreRecord } from '../../../shared/nearby.ts';
import type { PluginSettings } from '../../../shared/settings.ts';
import type { StoreInput } from '../../../shared/store.ts';
import { OpsError, ops } from '../../api/ops.ts';
import { pluginSettings } from '../../api/stores.ts';
import { messageStyles } from '../../elements/message-styles.ts';
import { messageView } from '../../elements/message-view.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { loadPanelWords } from '../../locale/load-panel-words.ts';
import { panelWords } from '../../locale/panel-words.ts';
import '../../plugin/store-row.ts';
import { baseStyles } from '../../style/controls.ts';
import { failureText } from '../failure-text.ts';

const TYPING_MILLISECONDS = 400;
const SAMPLE_DISTANCE_METERS = 850;

/** The store as agents and customers are going to see it, while it is written. */
export class StorePreview extends LitElement {
  static override properties = {
    language: {},
    fields: { attribute: false },
    storeId: { attribute: false },
  };
  declare language: Language;
  declare fields: StoreInput;
  /** Undefined for a new store: the picture that is drawn for it is then only drawn once it is published. */
  declare storeId: string | undefined;

  #settings: Promise<PluginSettings> | undefined;
  #shown: { record: StoreRecord; settings: PluginSettings } | undefined;

  readonly #preview = new Task(this, {
    args: () => [this.fields, this.language] as const,
    task: async ([fields, language], { signal }) => {
      if (fields.name === '') return;
      await new Promise((resolve) => setTimeout(resolve, TYPING_MILLISECONDS));
      signal.throwIfAborted();
      this.#settings ??= pluginSettings();
      const [settings, { body }] = await Promise.all([
        this.#settings,
        ops<StoreRecord>('/stores/preview', { method: 'POST', body: fields, signal }),
        // The panel's row has its words from there.
        panelWords[language] ?? loadPanelWords(language),
      ]);
      const id = this.storeId ?? body.id;
      this.#shown = { record: { ...body, id, distanceMeters: SAMPLE_DISTANCE_METERS }, settings };
    },
  });

  static override styles = [
    baseStyles,
    messageStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
        align-content: start;
      }
      h2 {
        margin: 0;
        color: var(--text-quiet);
        font-size: 13px;
        font-weight: 600;
      }
      .row {
        width: 420px;
        max-width: 100%;
        border: 1px solid var(--line);
        border-radius: 6px;
        overflow: hidden;
      }
      .fault {
        color: var(--bad);
        font-size: 13px;
      }
      .quiet {
        color: var(--text-quiet);
        font-size: 13px;
      }
    `,
  ];

  override render() {
    const words = editorWords[this.language];
    const now = Date.now();
    const shown = this.#shown;
    const { error } = this.#preview;
    return html`
      ${
        error instanceof OpsError && error.status !== 0
          ? html`<span class="fault" role="status">${failureText(error, this.language)}</span>`
          : nothing
      }
      ${this.fields.name === '' ? html`<span class="quiet">${words.previewNothing}</span>` : nothing}
      ${
        shown && panelWords[this.language]
          ? html`<h2>${words.previewPanel} <span class="quiet">· ${words.previewAt}</span></h2>
              <div class="row" inert>
                <store-row
                  .store=${{ ...shown.record, number: 1, acrossBorder: false }}
                  .language=${this.language}
                  .now=${now}
                ></store-row>
              </div>
              <h2>${words.previewArticle}</h2>
              <div>
                ${messageView(
                  composeNews([shown.record], {
                    language: this.language,
                    now,
                    publicBase: shown.settings.publicUrl ?? location.origin,
                    articlesPerPut: shown.settings.articlesPerPut,
                    template: shown.settings.template,
                  }),
                )}
              </div>`
          : nothing
      }
    `;
  }
}

customElements.define('store-preview', StorePreview);
