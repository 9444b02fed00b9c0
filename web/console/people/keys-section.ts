import { ContextConsumer } from '@lit/context';
import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { type Limits, PERMISSIONS, type Permission } from '../../../shared/access.ts';
import { ops } from '../../api/ops.ts';
import { peopleWords } from '../../locale/console/people-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { attempt } from '../attempt.ts';
import { consoleContext } from '../console-context.ts';
import { dialogForm, dialogStyles } from '../dialog-form.ts';
import { pageStyles, sectionStyles } from '../page-styles.ts';
import { whatIsRead } from '../what-is-read.ts';
import { readLimits } from './limits-text.ts';
import './secret-dialog.ts';

type Key = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly limits: Limits | null;
  readonly requestsPerMinute: number | null;
  readonly expiresAt: string | null;
  readonly usedAt: string | null;
  readonly secrets: readonly { readonly prefix: string; readonly expiresAt: string | null }[];
};

/** Which programs work here: keys with scopes. */
export class KeysSection extends LitElement {
  static override properties = { adding: { state: true }, refusal: { state: true } };
  declare adding: boolean;
  declare refusal: string | undefined;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #all = new Task(this, {
    args: () => [],
    task: async () => (await ops<{ keys: Key[] }>('/keys')).body.keys,
  });

  static override styles = [baseStyles, buttonStyles, fieldStyles, pageStyles, sectionStyles, dialogStyles];

  constructor() {
    super();
    this.adding = false;
  }

  override render() {
    const words = this.#words;
    return html`
      <section aria-labelledby="keys">
        <h2>
          <span id="keys">${words.keys}</span>
          <button
            class="primary"
            @click=${() => {
              this.refusal = undefined;
              this.adding = true;
            }}
          >
            ${words.addKey}
          </button>
        </h2>
        ${whatIsRead(this.#all, this.#language, (keys) =>
          keys.length === 0 ? html`<p class="quiet">${words.noKeys}</p>` : this.#table(keys),
        )}
      </section>
      ${this.#dialog()}
      <secret-dialog .language=${this.#language}></secret-dialog>
    `;
  }

  #table(keys: readonly Key[]) {
    const words = this.#words;
    const when = new Intl.DateTimeFormat(this.#language, { dateStyle: 'medium', timeStyle: 'short' });
    const day = (instant: string | null, none: string) => (instant ? when.format(new Date(instant)) : none);
    return html`<table>
      <thead>
        <tr>
          <th>${words.keyName}</th>
          <th>${words.keyBegins}</th>
          <th>${words.mayDo}</th>
          <th>${words.expires}</th>
          <th>${words.used}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${keys.map(
          (key) => html`<tr>
            <td>${key.name}</td>
            <td><code>${key.secrets.map(({ prefix }) => `${prefix}…`).join(' ')}</code></td>
            <td>${key.scopes.map((scope) => words.scopes[scope]).join(words.comma)}</td>
            <td>${day(key.expiresAt, words.unlimited)}</td>
            <td>${day(key.usedAt, words.never)}</td>
            <td class="actions">
              <button title=${words.rotateMore} @click=${() => this.#rotate(key.id)}>${words.rotate}</button>
              <button @click=${() => this.#remove(key)}>${words.remove}</button>
            </td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #dialog() {
    const words = this.#words;
    return dialogForm(
      {
        language: this.#language,
        label: words.addKey,
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
              ><span>${words.keyName}</span><input name="name" required maxlength="64" autocomplete="off"
            /></label>
            <fieldset>
              <legend>${words.mayDo}</legend>
              ${PERMISSIONS.map(
                (scope) => html`<label class="check"
                  ><input type="checkbox" name="scopes" value=${scope} ?checked=${scope === 'read'} />${words.scopes[scope]}</label
                >`,
              )}
            </fieldset>
            <label><span>${words.limits}</span><input name="limits" placeholder=${words.limitsHint} /></label>
            <label><span>${words.expires}</span><input name="expiresAt" type="datetime-local" /></label>
            <label
              ><span>${words.perMinute}</span
              ><input name="requestsPerMinute" type="number" min="1" placeholder=${words.perMinuteHint}
            /></label>`
        : nothing,
    );
  }

  get #language() {
    return this.#console.value!.language;
  }
  get #words() {
    return peopleWords[this.#language];
  }

  async #add(given: FormData) {
    const limits = readLimits(String(given.get('limits') ?? ''));
    if (limits === undefined) {
      this.refusal = this.#words.limitsHint;
      return;
    }
    const expiresAt = String(given.get('expiresAt') ?? '');
    const perMinute = Number(given.get('requestsPerMinute') || 0);
    const body = {
      name: given.get('name'),
      scopes: given.getAll('scopes'),
      ...(limits ? { limits } : {}),
      ...(expiresAt ? { expiresAt: new Date(expiresAt).toISOString() } : {}),
      ...(perMinute ? { requestsPerMinute: perMinute } : {}),
    };
    await attempt(
      this.#console.value!,
      async () => {
        this.#showSecret(await ops<{ secret: string }>('/keys', { method: 'POST', body }));
        this.adding = false;
      },
      (why) => {
        this.refusal = why;
      },
    );
  }

  async #rotate(id: string) {
    await attempt(this.#console.value!, async () =>
      this.#showSecret(await ops<{ secret: string }>(`/keys/${id}/rotate`, { method: 'POST', body: {} })),
    );
  }

  #showSecret({ body: { secret } }: { readonly body: { readonly secret: string } }) {
    const { secretTitle: title, secretMore: more } = this.#words;
    this.renderRoot.querySelector('secret-dialog')?.show({ title, more, secret });
    void this.#all.run();
  }

  async #remove({ id, name }: Key) {
    const { ask, tell } = this.#console.value!;
    const words = this.#words;
    const sure = await ask({ title: words.removeKeySure(name), yes: words.remove, isGrave: true });
    if (sure === undefined) return;
    await attempt(this.#console.value!, async () => {
      await ops(`/keys/${id}`, { method: 'DELETE' });
      tell({ text: words.done });
    });
    void this.#all.run();
  }
}

customElements.define('keys-section', KeysSection);
