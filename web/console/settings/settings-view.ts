import { ContextConsumer } from '@lit/context';
import { css, html, LitElement } from 'lit';
import type { StoreRecord } from '../../../shared/nearby.ts';
import type { OpsSettings } from '../../../shared/ops-settings.ts';
import type { PluginSettings } from '../../../shared/settings.ts';
import { ops } from '../../api/ops.ts';
import { settingsWords } from '../../locale/console/settings-words.ts';
import { shellWords } from '../../locale/console/shell-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { attempt } from '../attempt.ts';
import { consoleContext } from '../console-context.ts';
import { pageStyles } from '../page-styles.ts';
import './categories-editor.ts';
import type { CategoriesSaveEvent, EditedCategory } from './categories-editor.ts';
import './template-editor.ts';
import type { TemplateChangeEvent } from './template-editor.ts';

type Decided = Omit<PluginSettings, 'publicUrl' | 'eventDatum' | 'tiles'>;
const NUMBERS = ['numberOfStores', 'radiusMeters', 'putWithinMeters', 'putWithinMilliseconds'] as const;

/** What ops decide: the panel's defaults, the articles' template, how they work, and the categories. */
export class SettingsView extends LitElement {
  static override properties = {
    plugin: { state: true },
    kept: { state: true },
    work: { state: true },
    categories: { state: true },
    samples: { state: true },
    failure: { state: true },
  };
  declare plugin: PluginSettings | undefined;
  /** As the service has them. */
  declare kept: PluginSettings | undefined;
  declare work: OpsSettings | undefined;
  declare categories: readonly EditedCategory[];
  declare samples: readonly StoreRecord[];
  declare failure: string | undefined;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    pageStyles,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(290px, 1fr));
        gap: 12px;
        margin-bottom: 12px;
      }
    `,
  ];

  constructor() {
    super();
    this.categories = [];
    this.samples = [];
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.#read();
  }

  override render() {
    const { language } = this.#console.value!;
    const words = settingsWords[language];
    const { plugin, work } = this;
    if (this.failure !== undefined) {
      return html`<p class="bad" role="alert">
        ${this.failure} <button @click=${() => this.#read()}>${shellWords[language].retry}</button>
      </p>`;
    }
    if (!plugin || !work) return html`<p role="status">${shellWords[language].loading}</p>`;
    return html`
      <section aria-labelledby="panel">
        <h2 id="panel">${words.panel}</h2>
        <p class="quiet">${words.panelMore}</p>
        <div class="fields">
          ${this.#choice('onLocation', words.onLocation, words.onLocationOf)}
          ${this.#choice('articlesPerPut', words.articlesPerPut, words.articlesOf)}
          ${NUMBERS.map(
            (name) => html`<label
              ><span>${words[name]}</span
              ><input
                type="number"
                min="0"
                .value=${`${plugin[name]}`}
                @input=${(event: Event) => this.#change({ [name]: Number((event.target as HTMLInputElement).value) })}
            /></label>`,
          )}
        </div>
        <h3>${words.template}</h3>
        <p class="quiet">${words.templateMore}</p>
        <template-editor
          .language=${language}
          .settings=${plugin}
          .stores=${this.samples}
          @template-change=${({ template }: TemplateChangeEvent) => this.#change({ template })}
        ></template-editor>
        <footer>
          <button class="primary" ?disabled=${plugin === this.kept} @click=${this.#savePlugin}>${words.save}</button>
        </footer>
      </section>
      <section aria-labelledby="work">
        <h2 id="work">${words.work}</h2>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${work.review}
            @change=${(event: Event) => this.#saveWork({ review: (event.target as HTMLInputElement).checked })}
          />${words.review}</label
        >
        <p class="quiet">${words.reviewMore}</p>
      </section>
      <section aria-labelledby="categories">
        <h2 id="categories">${words.categories}</h2>
        <p class="quiet">${words.categoriesMore}</p>
        <categories-editor
          .language=${language}
          .categories=${this.categories}
          @categories-save=${({ categories }: CategoriesSaveEvent) => this.#saveCategories(categories)}
        ></categories-editor>
      </section>
    `;
  }

  #choice<Name extends 'onLocation' | 'articlesPerPut'>(
    name: Name,
    label: string,
    options: Readonly<Record<string, string>>,
  ) {
    return html`<label
      ><span>${label}</span
      ><select @change=${(event: Event) => this.#change({ [name]: (event.target as HTMLSelectElement).value })}>
        ${Object.entries(options).map(
          ([value, text]) =>
            html`<option value=${value} ?selected=${this.plugin?.[name] === value}>${text}</option>`,
        )}
      </select></label
    >`;
  }

  #change(change: Partial<Record<keyof Decided, unknown>>) {
    this.plugin = { ...this.plugin!, ...change } as PluginSettings;
  }

  async #read() {
    this.failure = undefined;
    const read = async () => {
      const [plugin, work, categories, stores] = await Promise.all([
        ops<PluginSettings>('/settings/plugin'),
        ops<OpsSettings>('/settings/ops'),
        ops<{ categories: EditedCategory[] }>('/categories'),
        ops<{ stores: StoreRecord[] }>('/stores', { query: { limit: 3 } }),
      ]);
      this.plugin = plugin.body;
      this.kept = plugin.body;
      this.work = work.body;
      this.categories = categories.body.categories;
      this.samples = stores.body.stores;
    };
    await attempt(this.#console.value!, read, (why) => {
      this.failure = why;
    });
  }

  readonly #savePlugin = () =>
    this.#save(async () => {
      const { publicUrl: _url, eventDatum: _datum, tiles: _tiles, ...body } = this.plugin!;
      const saved = await ops<PluginSettings>('/settings/plugin', { method: 'PATCH', body });
      this.plugin = saved.body;
      this.kept = saved.body;
    });

  readonly #saveWork = (body: OpsSettings) =>
    this.#save(async () => {
      this.work = (await ops<OpsSettings>('/settings/ops', { method: 'PATCH', body })).body;
    });

  readonly #saveCategories = (categories: readonly EditedCategory[]) =>
    this.#save(async () => {
      const body = {
        categories: categories.map(({ stores: _, parent, ...category }) =>
          parent === null ? category : { ...category, parent },
        ),
      };
      const saved = await ops<{ categories: EditedCategory[] }>('/categories', { method: 'PUT', body });
      this.categories = saved.body.categories;
    });

  async #save(work: () => Promise<void>) {
    const { language, tell } = this.#console.value!;
    if (await attempt(this.#console.value!, work)) tell({ text: settingsWords[language].saved });
  }
}

customElements.define('settings-view', SettingsView);
