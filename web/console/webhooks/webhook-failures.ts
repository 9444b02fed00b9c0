import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { ContextConsumer } from '@lit/context';
import { html, LitElement, nothing } from 'lit';
import { ops } from '../../api/ops.ts';
import { webhookWords } from '../../locale/console/webhook-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { attempt } from '../attempt.ts';
import { consoleContext } from '../console-context.ts';
import { pageStyles, sectionStyles } from '../page-styles.ts';
import type { Webhook, WebhookFailure } from './webhook.ts';

const MOST_SHOWN = 100;

/**
 * What did not reach a receiver, and the way to send it again.
 * @fires resent  some of it is on its way again
 */
export class WebhookFailures extends LitElement {
  static override properties = { webhook: { state: true }, failures: { state: true } };
  /** Undefined while the dialog is closed. */
  declare webhook: Webhook | undefined;
  declare failures: readonly WebhookFailure[];

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });

  static override styles = [baseStyles, buttonStyles, pageStyles, sectionStyles];

  constructor() {
    super();
    this.failures = [];
  }

  show(webhook: Webhook): Promise<boolean> {
    return attempt(this.#console.value!, async () => {
      const path = `/webhooks/${webhook.id}/failures`;
      const { body } = await ops<{ failures: WebhookFailure[] }>(path, { query: { limit: MOST_SHOWN } });
      this.failures = body.failures;
      this.webhook = webhook;
    });
  }

  override render() {
    const words = webhookWords[this.#console.value!.language];
    return html`<wa-dialog
      label=${words.failuresOf(this.webhook?.name ?? '')}
      ?open=${this.webhook !== undefined}
      @wa-hide=${() => {
        this.webhook = undefined;
      }}
    >
      ${this.webhook ? this.#list(this.webhook) : nothing}
    </wa-dialog>`;
  }

  #list(webhook: Webhook) {
    const { language } = this.#console.value!;
    const words = webhookWords[language];
    if (this.failures.length === 0) return html`<p>${words.noFailures}</p>`;
    const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    const number = new Intl.NumberFormat(language);
    return html`<p class="quiet">${words.failuresMore}</p>
      <table>
        <tbody>
          ${this.failures.map(
            ({ id, stores, givenUpAt, fault, resending }) => html`<tr>
              <td>${when.format(new Date(givenUpAt))}</td>
              <td>${words.stores(number.format(stores.length))}<small>${words.fault(fault)}</small></td>
              <td class="actions">
                ${
                  resending
                    ? html`<span class="quiet">${words.resending}</span>`
                    : html`<button @click=${() => this.#resend(webhook, [id])}>${words.resend}</button>`
                }
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
      <footer>
        <button class="primary" @click=${() => this.#resend(webhook)}>${words.resendAll}</button>
      </footer>`;
  }

  /** @param failures  absent: all */
  async #resend(webhook: Webhook, failures?: readonly string[]) {
    const isResent = await attempt(this.#console.value!, () =>
      ops(`/webhooks/${webhook.id}/resend`, { method: 'POST', body: { failures } }),
    );
    if (!isResent) return;
    await this.show(webhook);
    this.dispatchEvent(new Event('resent'));
  }
}

customElements.define('webhook-failures', WebhookFailures);

declare global {
  interface HTMLElementTagNameMap {
    'webhook-failures': WebhookFailures;
  }
}
