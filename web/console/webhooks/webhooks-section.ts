import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { ContextConsumer } from '@lit/context';
import { Task } from '@lit/task';
import { css, html, LitElement, nothing } from 'lit';
import { OpsError, ops } from '../../api/ops.ts';
import { copyText } from '../../elements/clipboard.ts';
import { webhookWords } from '../../locale/console/webhook-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { consoleContext } from '../console-context.ts';
import { pageStyles } from '../page-styles.ts';

type Webhook = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly paused: boolean;
  readonly deliveredAt: string | null;
  readonly tries: number;
  readonly nextTryAt: string | null;
  readonly fault: string | null;
  readonly failures: number;
};
type Failure = {
  readonly id: string;
  readonly stores: readonly string[];
  readonly givenUpAt: string;
  readonly fault: string;
  readonly resending: boolean;
};
type Asked =
  | { readonly kind: 'new' }
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'failures'; readonly webhook: Webhook; readonly failures: readonly Failure[] };

/** Other systems that are told of changes: whether it works, and what is resent. */
export class WebhooksSection extends LitElement {
  static override properties = { asked: { state: true }, refusal: { state: true }, copied: { state: true } };
  declare asked: Asked | undefined;
  declare refusal: string | undefined;
  declare copied: boolean;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #all = new Task(this, {
    args: () => [],
    task: async () => (await ops<{ webhooks: Webhook[] }>('/webhooks')).body.webhooks,
  });

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    pageStyles,
    css`
      :host {
        padding: 0;
      }
      small {
        display: block;
        color: var(--text-quiet);
      }
    `,
  ];

  override render() {
    const words = this.#words;
    const all = this.#all.value;
    return html`
      <section aria-labelledby="webhooks">
        <h2>
          <span id="webhooks">${words.title}</span>
          <button class="primary" @click=${() => this.#ask({ kind: 'new' })}>${words.add}</button>
        </h2>
        ${
          all === undefined
            ? html`<p role="status">${this.#all.error ? words.failed : words.loading}</p>`
            : all.length === 0
              ? html`<p class="quiet">${words.none}</p>`
              : html`<table>
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
                </table>`
        }
      </section>
      ${this.#dialog()}
    `;
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
            ? html`<button class="bad" @click=${() => this.#showFailures(webhook)}>
                ${words.givenUp(String(failures))}
              </button>`
            : nothing
        }
      </td>
      <td>${deliveredAt ? this.#when(deliveredAt) : words.never}</td>
      <td class="actions">
        <button @click=${() => this.#test(id)}>${words.test}</button>
        <button @click=${() => this.#do(`/webhooks/${id}`, 'PATCH', { paused: !paused })}>
          ${paused ? words.resume : words.pause}
        </button>
        <button title=${words.rotateMore} @click=${() => this.#rotate(id)}>${words.rotate}</button>
        <button
          @click=${async () => {
            const question = { title: words.removeSure(name), yes: words.remove, isGrave: true };
            const sure = await this.#console.value!.ask(question);
            if (sure !== undefined) void this.#do(`/webhooks/${id}`, 'DELETE');
          }}
        >
          ${words.remove}
        </button>
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
    const { asked } = this;
    const label =
      asked?.kind === 'secret'
        ? words.secretTitle
        : asked?.kind === 'failures'
          ? words.failuresOf(asked.webhook.name)
          : words.add;
    return html`<wa-dialog label=${label} ?open=${asked !== undefined} @wa-after-hide=${this.#close}>
      ${
        asked?.kind === 'new'
          ? this.#form()
          : asked?.kind === 'secret'
            ? this.#secret(asked.secret)
            : asked?.kind === 'failures'
              ? this.#failures(asked.webhook, asked.failures)
              : nothing
      }
    </wa-dialog>`;
  }

  #form() {
    const words = this.#words;
    return html`<form @submit=${this.#add}>
      ${this.refusal ? html`<span class="bad" role="alert">${this.refusal}</span>` : nothing}
      <label
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
          ${['wgs84', 'gcj02', 'bd09'].map((datum) => html`<option value=${datum}>${datum}</option>`)}
        </select>
      </label>
      <footer>
        <button type="button" @click=${this.#close}>${words.cancel}</button>
        <button class="primary">${words.add}</button>
      </footer>
    </form>`;
  }

  #secret(secret: string) {
    const words = this.#words;
    return html`<p>${words.secretMore}</p>
      <p><code>${secret}</code></p>
      <footer>
        <button
          class="primary"
          @click=${async () => {
            this.copied = await copyText(secret);
          }}
        >
          ${this.copied ? words.copied : words.copy}
        </button>
        <button @click=${this.#close}>${words.close}</button>
      </footer>`;
  }

  #failures(webhook: Webhook, failures: readonly Failure[]) {
    const words = this.#words;
    if (failures.length === 0) return html`<p>${words.noFailures}</p>`;
    const resend = (ids?: readonly string[]) => this.#resend(webhook, ids);
    return html`<p class="quiet">${words.failuresMore}</p>
      <table>
        <tbody>
          ${failures.map(
            ({ id, stores, givenUpAt, fault, resending }) => html`<tr>
              <td>${this.#when(givenUpAt)}</td>
              <td>${words.stores(String(stores.length))}<small>${words.fault(fault)}</small></td>
              <td class="actions">
                ${
                  resending
                    ? html`<span class="quiet">${words.resending}</span>`
                    : html`<button @click=${() => resend([id])}>${words.resend}</button>`
                }
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
      <footer><button class="primary" @click=${() => resend()}>${words.resendAll}</button></footer>`;
  }

  get #words() {
    return webhookWords[this.#console.value!.language];
  }

  #when(instant: string): string {
    const format = { dateStyle: 'medium', timeStyle: 'short' } as const;
    return new Intl.DateTimeFormat(this.#console.value!.language, format).format(new Date(instant));
  }

  #ask(asked: Asked) {
    this.refusal = undefined;
    this.copied = false;
    this.asked = asked;
  }

  readonly #close = () => {
    this.asked = undefined;
  };

  readonly #add = async (event: SubmitEvent) => {
    event.preventDefault();
    const body = Object.fromEntries(new FormData(event.target as HTMLFormElement));
    await this.#try(async () => {
      const added = await ops<{ secret: string }>('/webhooks', { method: 'POST', body });
      this.#ask({ kind: 'secret', secret: added.body.secret });
    });
  };

  async #rotate(id: string) {
    await this.#try(async () => {
      const { body } = await ops<{ secret: string }>(`/webhooks/${id}/rotate`, { method: 'POST', body: {} });
      this.#ask({ kind: 'secret', secret: body.secret });
    });
  }

  async #test(id: string) {
    const { tell } = this.#console.value!;
    const words = this.#words;
    await this.#try(async () => {
      const { body } = await ops<{ fault: string | null }>(`/webhooks/${id}/test`, { method: 'POST' });
      if (body.fault === null) tell({ text: words.tested });
      else tell({ kind: 'failed', text: `${words.testFailed}：${words.fault(body.fault)}` });
    });
  }

  async #showFailures(webhook: Webhook) {
    await this.#try(async () => {
      const path = `/webhooks/${webhook.id}/failures`;
      const { body } = await ops<{ failures: Failure[] }>(path, { query: { limit: 100 } });
      this.#ask({ kind: 'failures', webhook, failures: body.failures });
    });
  }

  /** @param failures  absent: all */
  async #resend(webhook: Webhook, failures?: readonly string[]) {
    await this.#try(async () => {
      await ops(`/webhooks/${webhook.id}/resend`, { method: 'POST', body: { failures } });
      await this.#showFailures(webhook);
    });
  }

  async #do(path: string, method: 'PATCH' | 'DELETE', body?: object) {
    await this.#try(async () => {
      await ops(path, { method, body });
      this.#console.value!.tell({ text: this.#words.done });
    });
  }

  async #try(work: () => Promise<void>) {
    this.refusal = undefined;
    try {
      await work();
      void this.#all.run();
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      if (this.asked) this.refusal = error.message;
      else this.#console.value!.tell({ kind: 'failed', text: `${this.#words.failed}：${error.message}` });
    }
  }
}

customElements.define('webhooks-section', WebhooksSection);
