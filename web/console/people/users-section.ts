import { ContextConsumer } from '@lit/context';
import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { type Limits, ROLES, type Role } from '../../../shared/access.ts';
import { ops } from '../../api/ops.ts';
import { peopleWords } from '../../locale/console/people-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { attempt } from '../attempt.ts';
import { consoleContext } from '../console-context.ts';
import { dialogForm, dialogStyles } from '../dialog-form.ts';
import { pageStyles, sectionStyles } from '../page-styles.ts';
import { whatIsRead } from '../what-is-read.ts';
import { limitsText, readLimits } from './limits-text.ts';

type User = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly limits: Limits | null;
  readonly signedInAt: string | null;
};

/** Who works here: accounts with roles, and where their rights end. */
export class UsersSection extends LitElement {
  static override properties = { edited: { state: true }, refusal: { state: true } };
  /** `new`: one that is to be added; undefined: none. */
  declare edited: User | 'new' | undefined;
  declare refusal: string | undefined;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #all = new Task(this, {
    args: () => [],
    task: async () => (await ops<{ users: User[] }>('/users')).body.users,
  });

  static override styles = [baseStyles, buttonStyles, fieldStyles, pageStyles, sectionStyles, dialogStyles];

  override render() {
    const words = this.#words;
    return html`
      <section aria-labelledby="people">
        <h2>
          <span id="people">${words.people}</span>
          <button class="primary" @click=${() => this.#edit('new')}>${words.addUser}</button>
        </h2>
        ${whatIsRead(this.#all, this.#language, (users) => this.#table(users))}
      </section>
      ${this.#dialog()}
    `;
  }

  #table(users: readonly User[]) {
    const words = this.#words;
    const when = new Intl.DateTimeFormat(this.#language, { dateStyle: 'medium', timeStyle: 'short' });
    return html`<table>
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
        ${users.map(
          (user) => html`<tr>
            <td>${user.name}</td>
            <td>${words.roles[user.role]}</td>
            <td>
              ${limitsText(user.limits, this.#language) || html`<span class="quiet">${words.everywhere}</span>`}
            </td>
            <td>${user.signedInAt ? when.format(new Date(user.signedInAt)) : words.never}</td>
            <td class="actions">
              <button @click=${() => this.#edit(user)}>${words.edit}</button>
              <button @click=${() => this.#remove(`/users/${user.id}/sessions`)}>${words.signOut}</button>
              <button @click=${() => this.#remove(`/users/${user.id}`, words.removeUserSure(user.name))}>
                ${words.remove}
              </button>
            </td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #dialog() {
    const words = this.#words;
    const user = this.edited === 'new' ? undefined : this.edited;
    return dialogForm(
      {
        language: this.#language,
        label: user?.name ?? words.addUser,
        open: this.edited !== undefined,
        yes: user ? words.save : words.add,
        refusal: this.refusal,
        submit: (given) => this.#save(given, user),
        close: () => {
          this.edited = undefined;
        },
      },
      this.edited === undefined
        ? nothing
        : html`${
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
            ><input
              name="limits"
              .value=${limitsText(user?.limits ?? null, this.#language)}
              placeholder=${words.limitsHint}
          /></label>
          <label
            ><span>${user ? words.newPassword : words.password}</span
            ><input name="password" type="password" autocomplete="new-password" ?required=${!user} minlength="10"
          /></label>`,
    );
  }

  get #language() {
    return this.#console.value!.language;
  }
  get #words() {
    return peopleWords[this.#language];
  }

  #edit(edited: User | 'new') {
    this.refusal = undefined;
    this.edited = edited;
  }

  async #save(given: FormData, user: User | undefined) {
    const limits = readLimits(String(given.get('limits') ?? ''));
    if (limits === undefined) {
      this.refusal = this.#words.limitsHint;
      return;
    }
    const role = String(given.get('role')) as Role;
    const password = String(given.get('password') ?? '') || undefined;
    const send = () =>
      user
        ? ops(`/users/${user.id}`, { method: 'PATCH', body: { role, limits, password } })
        : ops('/users', {
            method: 'POST',
            body: { name: given.get('name'), role, password, ...(limits ? { limits } : {}) },
          });
    const isSaved = await attempt(this.#console.value!, send, (why) => {
      this.refusal = why;
    });
    if (!isSaved) return;
    this.edited = undefined;
    void this.#all.run();
  }

  /** @param sure  what is asked first; absent: nothing */
  async #remove(path: string, sure?: string) {
    const { ask, tell } = this.#console.value!;
    if (sure !== undefined) {
      const answer = await ask({ title: sure, yes: this.#words.remove, isGrave: true });
      if (answer === undefined) return;
    }
    await attempt(this.#console.value!, async () => {
      await ops(path, { method: 'DELETE' });
      tell({ text: this.#words.done });
    });
    void this.#all.run();
  }
}

customElements.define('users-section', UsersSection);
