import { ContextConsumer } from '@lit/context';
import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DeskStore, QualitySummary } from '../../../shared/quality.ts';
import type { ReportState } from '../../../shared/report.ts';
import { ops } from '../../api/ops.ts';
import { qualityWords } from '../../locale/console/quality-words.ts';
import { baseStyles, buttonStyles, choiceStyles, fieldStyles } from '../../style/controls.ts';
import { attempt } from '../attempt.ts';
import { consoleContext } from '../console-context.ts';
import { failureText } from '../failure-text.ts';
import { pageStyles } from '../page-styles.ts';
import { type DeskItem, deskPage, filterOf, keyOf, LISTS, type ListName } from './desk-lists.ts';
import { doubtCell, fullName, storesCell } from './desk-row.ts';
import { DeskWork } from './desk-work.ts';
import { qualityStyles } from './quality-styles.ts';

const USUAL_STALE_MONTHS = 6;
/** While a scan is under way its end is asked for so often. */
const ASK_EVERY_MILLISECONDS = 1_500;

/**
 * What is doubtful about the stores, list by list, and what to do about it.
 * @property {URLSearchParams} query  `list` is the list that is shown
 */
export class QualityView extends LitElement {
  static override properties = {
    query: { attribute: false },
    months: { state: true },
    items: { state: true },
    cursor: { state: true },
    selected: { state: true },
  };
  declare query: URLSearchParams | undefined;
  declare months: number;
  declare items: readonly DeskItem[];
  declare cursor: string | null;
  /** Ids of stores. */
  declare selected: ReadonlySet<string>;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #work = new DeskWork(
    () => this.#console.value!,
    () => this.#readAgain(),
  );
  #asking: ReturnType<typeof setTimeout> | undefined;

  readonly #summary = new Task(this, {
    args: () => [this.months] as const,
    task: async ([staleMonths], { signal }) => {
      const { body } = await ops<QualitySummary>('/quality', { query: { staleMonths }, signal });
      clearTimeout(this.#asking);
      if (body.scan && body.scan.finishedAt === null) {
        this.#asking = setTimeout(() => void this.#readAgain(), ASK_EVERY_MILLISECONDS);
      }
      return body;
    },
  });
  readonly #page = new Task(this, {
    args: () => [this.#list, this.#summary.value?.staleBefore] as const,
    task: async ([list, staleBefore], { signal }) => {
      if (staleBefore === undefined) return;
      const { items, cursor } = await deskPage(list, staleBefore, undefined, signal);
      this.items = items;
      this.cursor = cursor;
      this.selected = new Set();
    },
  });

  static override styles = [baseStyles, buttonStyles, choiceStyles, fieldStyles, pageStyles, qualityStyles];

  constructor() {
    super();
    this.months = USUAL_STALE_MONTHS;
    this.items = [];
    this.cursor = null;
    this.selected = new Set();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#asking);
  }

  override render() {
    const { language, session } = this.#console.value!;
    const words = qualityWords[language];
    const summary = this.#summary.value;
    const error = this.#summary.error ?? this.#page.error;
    const number = new Intl.NumberFormat(language);
    if (error) {
      return html`<p class="bad" role="alert">
        ${failureText(error, language)}
        <button @click=${() => this.#readAgain()}>${words.retry}</button>
      </p>`;
    }
    if (!summary) return html`<p role="status">${words.loading}</p>`;
    const list = this.#list;
    return html`
      <div class="line">
        <span role="status">${this.#scanLine(summary)}</span>
        ${
          session.may('edit') && summary.scan?.finishedAt !== null
            ? html`<button @click=${this.#scan}>${words.scan}</button>`
            : nothing
        }
        <label
          >${words.months}<input
            type="number"
            min="1"
            max="120"
            .value=${String(this.months)}
            @change=${this.#onMonths}
        /></label>
      </div>
      <nav aria-label=${words.lists[list]}>
        ${LISTS.map(
          (name) => html`<a href="#/quality?list=${name}" aria-current=${name === list ? 'page' : nothing}
            >${words.lists[name]}<span class="quiet">${number.format(summary.counts[name])}</span></a
          >`,
        )}
      </nav>
      <section aria-labelledby="list">
        <h2 id="list">${words.lists[list]} ${this.#bulk(list, summary)}</h2>
        <p class="quiet">${words.more[list]}</p>
        ${
          this.items.length === 0
            ? html`<p class="quiet">${this.#page.status === 1 ? words.loading : words.nothing}</p>`
            : html`<table>
                <tbody>
                  ${repeat(this.items, keyOf, (item) => this.#row(item))}
                </tbody>
              </table>`
        }
        ${this.cursor ? html`<button @click=${this.#more}>${words.showMore}</button>` : nothing}
      </section>
    `;
  }

  get #list(): ListName {
    const asked = this.query?.get('list');
    return LISTS.find((name) => name === asked) ?? 'reported';
  }

  #scanLine({ scan }: QualitySummary): string {
    const { language } = this.#console.value!;
    const words = qualityWords[language];
    if (!scan) return words.neverScanned;
    if (scan.finishedAt === null) return words.scanning;
    const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    return words.scannedAt(
      when.format(new Date(scan.finishedAt)),
      new Intl.NumberFormat(language).format(scan.stores),
    );
  }

  /** For the selected stores, or for all of the list. */
  #bulk(list: ListName, { counts, staleBefore }: QualitySummary) {
    const { language, session } = this.#console.value!;
    if (!session.may('edit') || (list !== 'stale' && list !== 'noCover' && list !== 'noHours'))
      return nothing;
    const words = qualityWords[language];
    const ids = [...this.selected];
    const count = new Intl.NumberFormat(language).format(ids.length);
    if (ids.length > 0) {
      return html`<span>
        <span class="quiet">${words.selected(count)}</span>
        <button @click=${() => this.#work.confirm(ids)}>${words.confirm}</button>
        <button @click=${() => this.#work.linkTable({ ids })}>${words.links(count)}</button>
      </span>`;
    }
    if (counts[list] === 0) return nothing;
    const filter = { status: 'published', ...filterOf(list, staleBefore) };
    return html`<button @click=${() => this.#work.linkTable({ filter })}>${words.linksAll}</button>`;
  }

  #row(item: DeskItem) {
    const { language, session } = this.#console.value!;
    const { id } = item.store;
    const mayEdit = session.may('edit');
    return html`<tr>
      ${
        item.kind === 'store' && mayEdit
          ? html`<td>
              <input
                type="checkbox"
                aria-label=${qualityWords[language].select(fullName(item.store))}
                .checked=${this.selected.has(id)}
                @change=${() => this.#select(id)}
              />
            </td>`
          : nothing
      }
      <td>${storesCell(item)}</td>
      <td>${doubtCell(item, language)}</td>
      <td><div class="actions">${mayEdit ? this.#actions(item) : nothing}</div></td>
    </tr>`;
  }

  #actions(item: DeskItem) {
    const { language, session } = this.#console.value!;
    const words = qualityWords[language];
    const link = (store: DeskStore) =>
      html`<button aria-label=${words.linkOf(fullName(store))} @click=${() => this.#work.copyLink(store)}>${words.link}</button>`;
    switch (item.kind) {
      case 'reported': {
        const settle = (state: ReportState) => () => this.#work.settle(item, state);
        return html`<button class="primary" @click=${settle('resolved')}>${words.resolve}</button>
          <button @click=${settle('dismissed')}>${words.dismissReport}</button>${link(item.store)}`;
      }
      case 'finding': {
        const { other } = item;
        const dismiss = html`<button @click=${() => this.#work.dismiss(item)}>
          ${item.duplicate ? words.notDuplicate : words.positionRight}
        </button>`;
        if (!item.duplicate || !other) return html`${dismiss}${link(item.store)}`;
        const close = (label: string, store: DeskStore, kept: DeskStore) => html`<button
          aria-label=${`${label}：${fullName(store)}`}
          @click=${() => this.#work.close(store, kept)}
        >
          ${label}
        </button>`;
        return html`${
          session.may('publish')
            ? html`${close(words.closeUpper, item.store, other)}${close(words.closeLower, other, item.store)}`
            : nothing
        }${dismiss}`;
      }
      case 'cover':
        return nothing;
      case 'store':
        return html`<button @click=${() => this.#work.confirm([item.store.id])}>${words.confirm}</button>${link(item.store)}`;
    }
  }

  #select(id: string) {
    const selected = new Set(this.selected);
    if (!selected.delete(id)) selected.add(id);
    this.selected = selected;
  }

  readonly #scan = async () => {
    await attempt(this.#console.value!, () => ops('/quality/scans', { method: 'POST' }));
    await this.#readAgain();
  };

  readonly #more = () =>
    attempt(this.#console.value!, async () => {
      const list = this.#list;
      const { items, cursor } = await deskPage(
        list,
        this.#summary.value!.staleBefore,
        this.cursor ?? undefined,
      );
      if (list !== this.#list) return;
      this.items = [...this.items, ...items];
      this.cursor = cursor;
    });

  #onMonths(event: Event) {
    const months = (event.target as HTMLInputElement).valueAsNumber;
    if (Number.isInteger(months) && months >= 1 && months <= 120) this.months = months;
  }

  async #readAgain() {
    await this.#summary.run();
    await this.#page.run();
  }
}

customElements.define('quality-view', QualityView);
