import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { ContextProvider } from '@lit/context';
import { Task } from '@lit/task';
import { css, html, LitElement, nothing } from 'lit';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import type { Language } from '../../shared/language.ts';
import { shellWords } from '../locale/console/shell-words.ts';
import { baseStyles, buttonStyles } from '../style/controls.ts';
import { type Console, consoleContext } from './console-context.ts';
import { messageStyles } from './message-styles.ts';
import './password-form.ts';
import './question-dialog.ts';
import { Session, type SessionState } from './session.ts';
import './sign-in-form.ts';
import './told-list.ts';
import type { ToldList } from './told-list.ts';
import { type View, viewOf, views } from './views.ts';

const FIRST_ADMIN = /^#\/?first-admin[/=]([\w-]+)$/;

/**
 * The console: who is signed in, where they are, and one view at a time.
 * @fires language-change  the language was switched; `language` holds the new one
 */
export class OpsConsole extends LitElement {
  static override properties = {
    language: {},
    hash: { state: true },
    session: { attribute: false },
  };
  declare language: Language;
  declare hash: string;
  readonly session = new Session();

  readonly #guards = new Set<() => boolean | Promise<boolean>>();
  readonly #context = new ContextProvider(this, { context: consoleContext, initialValue: this.#console() });
  readonly #view = new Task(this, {
    args: () => [this.#shownView().view] as const,
    task: async ([view]) => {
      await view.load();
      return view;
    },
  });
  #returning = false;

  static override styles = [
    baseStyles,
    buttonStyles,
    messageStyles,
    css`
      :host {
        display: grid;
        grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
        height: 100%;
      }
      header {
        display: flex;
        align-items: center;
        gap: 20px;
        min-height: 48px;
        padding: 0 16px;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      h1 {
        margin: 0;
        font-size: 14px;
        white-space: nowrap;
      }
      nav {
        display: flex;
        flex: 1;
        gap: 4px;
        overflow-x: auto;
      }
      nav a {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        padding: 13px 10px 11px;
        border-bottom: 2px solid transparent;
        color: var(--text-quiet);
        text-decoration: none;
        white-space: nowrap;
      }
      nav a:hover {
        color: var(--text);
      }
      nav a[aria-current] {
        border-color: var(--accent);
        color: var(--text);
        font-weight: 600;
      }
      main {
        min-height: 0;
        overflow: auto;
      }
      main > *,
      .view > * {
        height: 100%;
      }
    `,
  ];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.hash = location.hash;
    this.session.addEventListener('change', () => {
      // The one-time token is used up: it must not stay in the address.
      if (this.session.state.kind === 'signed-in' && FIRST_ADMIN.test(location.hash))
        location.hash = '#/stores';
      // Whoever signed in may do other things.
      this.#context.setValue(this.#console());
      this.requestUpdate();
    });
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#moved);
    addEventListener('beforeunload', this.#leaving);
    void this.session.ask();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#moved);
    removeEventListener('beforeunload', this.#leaving);
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('language')) this.#context.setValue(this.#console());
  }

  override render() {
    const { state } = this.session;
    const words = shellWords[this.language];
    const token = FIRST_ADMIN.exec(this.hash)?.[1];
    return html`
      ${this.#header()}
      <main>
        ${
          state.kind === 'asking'
            ? html`<div class="message" role="status">${words.loading}</div>`
            : state.kind === 'unreachable'
              ? html`<div class="message" role="alert">
                  <strong>${words.unreachable}</strong><span>${words.unreachableMore}</span>
                  <button @click=${() => this.session.ask()}>${words.retry}</button>
                </div>`
              : state.kind === 'signed-out'
                ? html`<sign-in-form
                    .language=${this.language}
                    .session=${this.session}
                    .token=${token}
                    ?expired=${state.expired}
                  ></sign-in-form>`
                : nothing
        }
        ${this.#isShown(state) ? html`<div class="view" ?hidden=${state.kind !== 'signed-in'}>${this.#currentView()}</div>` : nothing}
      </main>
      <question-dialog .language=${this.language}></question-dialog>
      <told-list .language=${this.language}></told-list>
      <password-form .language=${this.language} .session=${this.session}></password-form>
    `;
  }

  #header() {
    const { state } = this.session;
    const words = shellWords[this.language];
    const shown = this.#shownView().view;
    return html`<header>
      <h1>${words.product}</h1>
      <nav aria-label=${words.title}>
        ${
          state.kind === 'signed-in'
            ? views.map(({ name, entry, needs }) =>
                entry && this.session.may(needs)
                  ? html`<a href="#/${name}" aria-current=${name === shown.name ? 'page' : nothing}
                      ><wa-icon name=${entry.icon}></wa-icon>${words.views[entry.words]}</a
                    >`
                  : nothing,
              )
            : nothing
        }
      </nav>
      <button class="plain" @click=${this.#switchLanguage}>${words.language}</button>
      ${
        state.kind === 'signed-in'
          ? html`<wa-dropdown @wa-select=${this.#chosen}>
              <button slot="trigger" aria-label=${words.menuOf(state.user.name)}>
                ${state.user.name}<wa-icon name="chevron-down"></wa-icon>
              </button>
              <wa-dropdown-item disabled>${words.roles[state.user.role] ?? state.user.role}</wa-dropdown-item>
              <wa-dropdown-item value="password">${words.changePassword}</wa-dropdown-item>
              <wa-dropdown-item value="sign-out">${words.signOut}</wa-dropdown-item>
            </wa-dropdown>`
          : nothing
      }
    </header>`;
  }

  #currentView() {
    const words = shellWords[this.language];
    const { query } = this.#shownView();
    return this.#view.render({
      pending: () => html`<div class="message" role="status">${words.loading}</div>`,
      error: () => html`<div class="message" role="alert">
        <strong>${words.viewFailed}</strong><span>${words.unreachableMore}</span>
        <button @click=${() => this.#view.run()}>${words.retry}</button>
      </div>`,
      // The tag is a constant of views.ts, never of the address.
      complete: (view: View) => {
        const tag = unsafeStatic(view.tag);
        return staticHtml`<${tag} .query=${query}></${tag}>`;
      },
    });
  }

  /** What is not saved stays where it is while its writer signs in again. */
  #isShown(state: SessionState) {
    return (
      state.kind === 'signed-in' || (state.kind === 'signed-out' && state.expired && this.#guards.size > 0)
    );
  }

  #shownView() {
    return viewOf(this.hash);
  }

  #console(): Console {
    return {
      language: this.language ?? 'zh-CN',
      session: this.session,
      tell: (told) => this.renderRoot.querySelector<ToldList>('told-list')?.tell(told),
      ask: (question) => this.renderRoot.querySelector('question-dialog')!.ask(question),
      go: (address) => {
        location.hash = `#/${address}`;
      },
      guard: (mayLeave) => {
        this.#guards.add(mayLeave);
        return () => void this.#guards.delete(mayLeave);
      },
    };
  }

  readonly #moved = async (event: HashChangeEvent) => {
    if (this.#returning) {
      this.#returning = false;
      return;
    }
    for (const mayLeave of this.#guards) {
      if (await mayLeave()) continue;
      this.#returning = true;
      location.hash = new URL(event.oldURL).hash;
      return;
    }
    this.hash = location.hash;
  };

  readonly #leaving = (event: BeforeUnloadEvent) => {
    if (this.#guards.size > 0) event.preventDefault();
  };

  #switchLanguage() {
    this.language = this.language === 'en' ? 'zh-CN' : 'en';
    this.dispatchEvent(new Event('language-change'));
  }

  #chosen(event: CustomEvent<{ item: { value?: string } }>) {
    const { value } = event.detail.item;
    if (value === 'sign-out') void this.session.signOut();
    else if (value === 'password') this.renderRoot.querySelector('password-form')?.open();
  }
}

customElements.define('ops-console', OpsConsole);
