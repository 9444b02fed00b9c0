import { ContextConsumer } from '@lit/context';
import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { ops } from '../../api/ops.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { webhookWords } from '../../locale/console/webhook-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { attempt } from '../attempt.ts';
import { consoleContext } from '../console-context.ts';
import { dialogForm, dialogStyles } from '../dialog-form.ts';
import { pageStyles, sectionStyles } from '../page-styles.ts';
import '../people/secret-dialog.ts';
import { whatIsRead } from '../what-is-read.ts';
import type { Webhook } from './webhook.ts';
import './webhook-failures.ts';

const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const;

/** Other systems that are told of changes: whether it works, and what is resent. */
export class WebhooksSection extends LitElement {
  static override properties = { adding: { state: true }, refusal: { state: true } };
  declare adding: boolean;
  declare refusal: string | undefined;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #all = new Task(this, {
    args: () => [],
    task: async () => (await ops<{ webhooks: Webhook[] }>('/webhooks')).body.webhooks,
  });

  static override styles = [baseStyles, buttonStyles, fieldStyles, pageStyles, sectionStyles, dialogStyles];

  constructor() {
    super();
    this.adding = false;
  }

  override render() {
    const words = this.#words;
    return html`
      <section aria-labelledby="webhooks">
        <h2>
          <span id="webhooks">${words.title}</span>
          <button
            class="primary"
            @click=${() => {
              this.refusal = undefined;
              this.adding = true;
            }}
          >
            ${words.add}
          </button>
        </h2>
        ${whatIsRead(this.#all, this.#language, (all) =>
          all.length === 0 ? html`<p class="quiet">${words.none}</p>` : this.#table(all),
        )}
      </section>
      ${this.#dialog()}
      <secret-dialog .language=${this.#language}></secret-dialog>
      <webhook-failures @resent=${() => this.#all.run()}></webhook-failures>
    `;
  }

  #table(all: readonly Webhook[]) {
    const words = this.#words;
    return html`<table>
      <thead>
        <tr>
          <th>${words.name}</th>
          <th>${words.state}</th>
          <th>${words.delivered}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${all.map((webhook) => this.#row(webhook))}
      </tbody>
    </table>`;
  }

  #row(webhook: Webhook) {
    const words = this.#words;
    const { id, name, url, paused, deliveredAt, failures } = webhook;
    return html`<tr>
      <td>${name}<small>${url}</small></td>
      <td>
        ${this.#state(webhook)}
        ${
          failures > 0
            ? html`<button
                class="bad"
                @click=${() => this.renderRoot.querySelector('webhook-failures')?.show(webhook)}
              >
                ${words.givenUp(String(failures))}
              </button>`
            : nothing
        }
      </td>
      <td>${deliveredAt ? this.#when(deliveredAt) : words.never}</td>
      <td class="actions">
        <button @click=${() => this.#test(id)}>${words.test}</button>
        <button @click=${() => this.#do(() => ops(`/webhooks/${id}`, { method: 'PATCH', body: { paused: !paused } }))}>
          ${paused ? words.resume : words.pause}
        </button>
        <button title=${words.rotateMore} @click=${() => this.#rotate(id)}>${words.rotate}</button>
        <button @click=${() => this.#remove(webhook)}>${words.remove}</button>
      </td>
    </tr>`;
  }

  #state({ paused, tries, nextTryAt, fault }: Webhook) {
    const words = this.#words;
    if (paused) return html`<span class="quiet">${words.paused}</span>`;
    if (nextTryAt === null) return words.works;
    return html`<span class="bad">${words.retrying(String(tries), this.#when(nextTryAt))}</span
      ><small>${fault && words.fault(fault)}</small>`;
  }

  #dialog() {
    const words = this.#words;
    return dialogForm(
      {
        language: this.#language,
        label: words.add,
        open: this.adding,
        yes: words.add,
        refusal: this.refusal,
        submit: (given) => this.#add(given),
        close: () => {
          this.adding = false;
        },
      },
      this.adding
        ? html`<label
              ><span>${words.name}</span
              ><input name="name" required maxlength="64" autocomplete="off" placeholder=${words.nameHint}
            /></label>
            <label
              ><span>${words.url}</span
              ><input name="url" type="url" required placeholder="https://crm.example.com/hooks/stores"
            /></label>
            <label
              ><span>${words.datum}</span>
              <select name="datum">
                ${DATUMS.map(
                  (datum) =>
                    html`<option value=${datum}>${editorWords[this.#language].datums[datum]}</option>`,
                )}
              </select>
            </label>`
        : nothing,
    );
  }

  get #language() {
    return this.#console.value!.language;
  }
  get #words() {
    return webhookWords[this.#language];
  }

  #when(instant: string): string {
    const format = { dateStyle: 'medium', timeStyle: 'short' } as const;
    return new Intl.DateTimeFormat(this.#language, format).format(new Date(instant));
  }

  async #add(given: FormData) {
    const body = Object.fromEntries(given);
    await attempt(
      this.#console.value!,
      async () => {
        this.#showSecret(await ops<{ secret: string }>('/webhooks', { method: 'POST', body }));
        this.adding = false;
      },
      (why) => {
        this.refusal = why;
      },
    );
  }

  async #rotate(id: string) {
    await attempt(this.#console.value!, async () =>
      this.#showSecret(await ops<{ secret: string }>(`/webhooks/${id}/rotate`, { method: 'POST', body: {} })),
    );
  }

  #showSecret({ body: { secret } }: { readonly body: { readonly secret: string } }) {
    const { secretTitle: title, secretMore: more } = this.#words;
    this.renderRoot.querySelector('secret-dialog')?.show({ title, more, secret });
    void this.#all.run();
  }

  async #test(id: string) {
    const { tell } = this.#console.value!;
    const words = this.#words;
    await attempt(this.#console.value!, async () => {
      const { body } = await ops<{ fault: string | null }>(`/webhooks/${id}/test`, { method: 'POST' });
      if (body.fault === null) tell({ text: words.tested });
      else tell({ kind: 'failed', text: words.testFailed(words.fault(body.fault)) });
    });
    void this.#all.run();
  }

  async #remove({ id, name }: Webhook) {
    const words = this.#words;
    const question = { title: words.removeSure(name), yes: words.remove, isGrave: true };
    const sure = await this.#console.value!.ask(question);
    if (sure !== undefined) await this.#do(() => ops(`/webhooks/${id}`, { method: 'DELETE' }));
  }

  async #do(work: () => Promise<unknown>) {
    const isDone = await attempt(this.#console.value!, work);
    if (isDone) this.#console.value!.tell({ text: this.#words.done });
    void this.#all.run();
  }
}

customElements.define('webhooks-section', WebhooksSection);
