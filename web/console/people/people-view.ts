import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { ContextConsumer } from '@lit/context';
import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { type Limits, PERMISSIONS, type Permission, ROLES, type Role } from '../../../shared/access.ts';
import { OpsError, ops } from '../../api/ops.ts';
import { copyText } from '../../elements/clipboard.ts';
import { peopleWords } from '../../locale/console/people-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { consoleContext } from '../console-context.ts';
import { pageStyles } from '../page-styles.ts';
import '../webhooks/webhooks-section.ts';
import { limitsText, readLimits } from './limits-text.ts';

type User = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly limits: Limits | null;
  readonly signedInAt: string | null;
};
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
type Asked =
  | { readonly kind: 'user'; readonly user: User | undefined }
  | { readonly kind: 'key' }
  | { readonly kind: 'secret'; readonly secret: string };

/** Who works here, and which programs: accounts with roles, keys with scopes. */
export class PeopleView extends LitElement {
  static override properties = { asked: { state: true }, refusal: { state: true }, copied: { state: true } };
  declare asked: Asked | undefined;
  declare refusal: string | undefined;
  declare copied: boolean;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #all = new Task(this, {
    args: () => [],
    task: async () => {
      const [users, keys] = await Promise.all([
        ops<{ users: User[] }>('/users'),
        ops<{ keys: Key[] }>('/keys'),
      ]);
      return { users: users.body.users, keys: keys.body.keys };
    },
  });

  static override styles = [baseStyles, buttonStyles, fieldStyles, pageStyles];

  override render() {
    const { language } = this.#console.value!;
    const words = peopleWords[language];
    const all = this.#all.value;
    const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    const day = (instant: string | null, none: string) => (instant ? when.format(new Date(instant)) : none);
    if (!all) return html`<p role="status">${this.#all.error ? words.failed : words.loading}</p>`;
    return html`
      <section aria-labelledby="people">
        <h2>
          <span id="people">${words.people}</span>
          <button class="primary" @click=${() => this.#ask({ kind: 'user', user: undefined })}>${words.addUser}</button>
        </h2>
        <table>
          <thead>
            <tr>
              <th>${words.name}</th>
              <th>${words.role}</th>
              <th>${words.limits}</th>
              <th>${words.signedIn}</th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${all.users.map(
              (user) => html`<tr>
                <td>${user.name}</td>
                <td>${words.roles[user.role]}</td>
                <td>${limitsText(user.limits) || html`<span class="quiet">${words.everywhere}</span>`}</td>
                <td>${day(user.signedInAt, words.never)}</td>
                <td class="actions">
                  <button @click=${() => this.#ask({ kind: 'user', user })}>${words.edit}</button>
                  <button @click=${() => this.#do(`/users/${user.id}/sessions`)}>${words.signOut}</button>
                  <button @click=${() => this.#do(`/users/${user.id}`, words.removeUserSure(user.name))}>
                    ${words.remove}
                  </button>
                </td>
              </tr>`,
            )}
          </tbody>
        </table>
      </section>
      <section aria-labelledby="keys">
        <h2>
          <span id="keys">${words.keys}</span>
          <button class="primary" @click=${() => this.#ask({ kind: 'key' })}>${words.addKey}</button>
        </h2>
        ${
          all.keys.length === 0
            ? html`<p class="quiet">${words.noKeys}</p>`
            : html`<table>
                <thead>
                  <tr>
                    <th>${words.keyName}</th>
                    <td></td>
                    <th>${words.role}</th>
                    <th>${words.expires}</th>
                    <th>${words.used}</th>
                    <td></td>
                  </tr>
                </thead>
                <tbody>
                  ${all.keys.map(
                    (key) => html`<tr>
                      <td>${key.name}</td>
                      <td><code>${key.secrets.map(({ prefix }) => `${prefix}…`).join(' ')}</code></td>
                      <td>${key.scopes.map((scope) => words.scopes[scope]).join('、')}</td>
                      <td>${day(key.expiresAt, words.unlimited)}</td>
                      <td>${day(key.usedAt, words.never)}</td>
                      <td class="actions">
                        <button title=${words.rotateMore} @click=${() => this.#rotate(key.id)}>${words.rotate}</button>
                        <button @click=${() => this.#do(`/keys/${key.id}`, words.removeKeySure(key.name))}>
                          ${words.remove}
                        </button>
                      </td>
                    </tr>`,
                  )}
                </tbody>
              </table>`
        }
      </section>
      <webhooks-section></webhooks-section>
      ${this.#dialog()}
    `;
  }

  #dialog() {
    const words = peopleWords[this.#console.value!.language];
    const { asked } = this;
    const label =
      asked?.kind === 'secret'
        ? words.secretTitle
        : asked?.kind === 'key'
          ? words.addKey
          : (asked?.user?.name ?? words.addUser);
    return html`<wa-dialog label=${label} ?open=${asked !== undefined} @wa-after-hide=${this.#close}>
      ${
        asked?.kind === 'user'
          ? this.#userForm(asked.user)
          : asked?.kind === 'key'
            ? this.#keyForm()
            : asked?.kind === 'secret'
              ? html`<p>${words.secretMore}</p>
                  <p><code>${asked.secret}</code></p>
                  <footer>
                    <button
                      class="primary"
                      @click=${async () => {
                        this.copied = await copyText(asked.secret);
                      }}
                    >
                      ${this.copied ? words.copied : words.copy}
                    </button>
                    <button @click=${this.#close}>${words.close}</button>
                  </footer>`
              : nothing
      }
    </wa-dialog>`;
  }

  #userForm(user: User | undefined) {
    const words = peopleWords[this.#console.value!.language];
    return html`<form @submit=${(event: SubmitEvent) => this.#saveUser(event, user)}>
      ${this.refusal ? html`<span class="bad" role="alert">${this.refusal}</span>` : nothing}
      ${
        user
          ? nothing
          : html`<label
              ><span>${words.name}</span><input name="name" required maxlength="64" autocomplete="off"
            /></label>`
      }
      <label
        ><span>${words.role}</span>
        <select name="role">
          ${ROLES.map(
            (role) => html`<option value=${role} ?selected=${role === (user?.role ?? 'editor')}>
              ${words.roles[role]} · ${words.roleHints[role]}
            </option>`,
          )}
        </select>
      </label>
      <label
        ><span>${words.limits}</span
        ><input name="limits" .value=${limitsText(user?.limits ?? null)} placeholder=${words.limitsHint}
      /></label>
      <label
        ><span>${user ? words.newPassword : words.password}</span
        ><input name="password" type="password" autocomplete="new-password" ?required=${!user} minlength="10"
      /></label>
      <footer>
        <button type="button" @click=${this.#close}>${words.cancel}</button>
        <button class="primary">${user ? words.save : words.add}</button>
      </footer>
    </form>`;
  }

  #keyForm() {
    const words = peopleWords[this.#console.value!.language];
    return html`<form @submit=${this.#saveKey}>
      ${this.refusal ? html`<span class="bad" role="alert">${this.refusal}</span>` : nothing}
      <label><span>${words.keyName}</span><input name="name" required maxlength="64" autocomplete="off" /></label>
      <fieldset>
        <legend>${words.role}</legend>
        ${PERMISSIONS.map(
          (scope) => html`<label class="check"
            ><input type="checkbox" name="scopes" value=${scope} ?checked=${scope === 'read'} />${words.scopes[scope]}</label
          >`,
        )}
      </fieldset>
      <label
        ><span>${words.limits}</span><input name="limits" placeholder=${words.limitsHint}
      /></label>
      <label><span>${words.expires}</span><input name="expiresAt" type="datetime-local" /></label>
      <label
        ><span>${words.perMinute}</span
        ><input name="requestsPerMinute" type="number" min="1" placeholder=${words.perMinuteHint}
      /></label>
      <footer>
        <button type="button" @click=${this.#close}>${words.cancel}</button>
        <button class="primary">${words.add}</button>
      </footer>
    </form>`;
  }

  #ask(asked: Asked) {
    this.refusal = undefined;
    this.copied = false;
    this.asked = asked;
  }

  readonly #close = () => {
    this.asked = undefined;
  };

  async #saveUser(event: SubmitEvent, user: User | undefined) {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const limits = this.#limitsOf(given);
    if (limits === undefined) return;
    const role = String(given.get('role')) as Role;
    const password = String(given.get('password') ?? '') || undefined;
    await this.#try(async () => {
      if (user) await ops(`/users/${user.id}`, { method: 'PATCH', body: { role, limits, password } });
      else {
        const body = { name: given.get('name'), role, password, ...(limits ? { limits } : {}) };
        await ops('/users', { method: 'POST', body });
      }
      this.#close();
    });
  }

  readonly #saveKey = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const limits = this.#limitsOf(given);
    if (limits === undefined) return;
    const expiresAt = String(given.get('expiresAt') ?? '');
    const perMinute = Number(given.get('requestsPerMinute') || 0);
    await this.#try(async () => {
      const { body } = await ops<{ secret: string }>('/keys', {
        method: 'POST',
        body: {
          name: given.get('name'),
          scopes: given.getAll('scopes'),
          ...(limits ? { limits } : {}),
          ...(expiresAt ? { expiresAt: new Date(expiresAt).toISOString() } : {}),
          ...(perMinute ? { requestsPerMinute: perMinute } : {}),
        },
      });
      this.#ask({ kind: 'secret', secret: body.secret });
    });
  };

  async #rotate(id: string) {
    await this.#try(async () => {
      const { body } = await ops<{ secret: string }>(`/keys/${id}/rotate`, { method: 'POST', body: {} });
      this.#ask({ kind: 'secret', secret: body.secret });
    });
  }

  /** @param sure  what is asked first; absent: nothing */
  async #do(path: string, sure?: string) {
    const { language, ask, tell } = this.#console.value!;
    if (sure !== undefined) {
      const answer = await ask({ title: sure, yes: peopleWords[language].remove, isGrave: true });
      if (answer === undefined) return;
    }
    await this.#try(async () => {
      await ops(path, { method: 'DELETE' });
      tell({ text: peopleWords[language].done });
    });
  }

  #limitsOf(given: FormData): Limits | null | undefined {
    const limits = readLimits(String(given.get('limits') ?? ''));
    if (limits === undefined) this.refusal = peopleWords[this.#console.value!.language].limitsHint;
    return limits;
  }

  async #try(work: () => Promise<void>) {
    const { language, tell } = this.#console.value!;
    this.refusal = undefined;
    try {
      await work();
      void this.#all.run();
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      if (this.asked) this.refusal = error.message;
      else tell({ kind: 'failed', text: `${peopleWords[language].failed}：${error.message}` });
    }
  }
}

customElements.define('people-view', PeopleView);
