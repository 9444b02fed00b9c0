import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { ContextConsumer } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import { categoryNames, type ListedCategory, listCategories } from '../../api/categories.ts';
import { KeptValues } from '../../elements/kept-values.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { storeWords } from '../../locale/console/store-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { consoleContext } from '../console-context.ts';
import { failureText } from '../failure-text.ts';
import { type Publishing, publishingOf } from '../publishing.ts';
import '../stores/closure-dialog.ts';
import type { ClosureGivenEvent } from '../stores/closure-dialog.ts';
import { listAddress } from '../stores/list-place.ts';
import { changesStyles } from './changes-styles.ts';
import { changesTable, type FieldReader } from './field-changes.ts';
import './merge-dialog.ts';
import type { MergeEvent } from './merge-dialog.ts';
import './publish-later.ts';
import type { PublishLaterEvent } from './publish-later.ts';
import { StoreDraft } from './store-draft.ts';
import './store-form.ts';
import type { FieldsChangeEvent } from './store-form.ts';
import './store-history.ts';
import type { RestoreEvent } from './store-history.ts';
import './store-preview.ts';

/** Escape pressed in one of these closes what is open there. */
const HAVE_ESCAPE = new Set(['wa-dropdown', 'wa-select', 'position-editor']);

type Side = 'preview' | 'changes' | 'history';
type Chosen = CustomEvent<{ item: { value?: string } }>;

/** One store: its form, how it is going to look, what differs from what is live, and what it was. */
export class StoreView extends LitElement {
  static override properties = {
    query: { attribute: false },
    categories: { state: true },
    side: { state: true },
    closing: { state: true },
    scheduling: { state: true },
    publishing: { state: true },
  };
  /** Of the address: `id`; absent for a new store. */
  declare query: URLSearchParams;
  declare categories: readonly ListedCategory[];
  declare side: Side;
  declare closing: boolean;
  declare scheduling: boolean;
  declare publishing: Publishing;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #draft = new StoreDraft(this, new KeptValues(() => sessionStorage));
  #opened: string | null | undefined;
  #unguard: (() => void) | undefined;

  static override styles = [
    baseStyles,
    buttonStyles,
    changesStyles,
    css`
      :host {
        display: grid;
        grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr) minmax(320px, 460px);
        height: 100%;
      }
      .head,
      .foot {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        padding: 8px 16px;
        background: var(--surface);
      }
      .head {
        border-bottom: 1px solid var(--line);
      }
      .foot {
        border-top: 1px solid var(--line);
      }
      .head h2 {
        margin: 0;
        font-size: 16px;
      }
      .spring {
        flex: 1;
      }
      .form,
      .side {
        padding: 16px;
        overflow: auto;
      }
      .side {
        border-inline-start: 1px solid var(--line);
      }
      .tabs {
        display: flex;
        gap: 4px;
        margin-bottom: 12px;
      }
      .tabs button[aria-selected='true'] {
        border-color: var(--accent);
        color: var(--good);
      }
      .note {
        margin: 0 0 12px;
        padding: 8px 12px;
        border-radius: 4px;
        background: var(--warn-surface);
        color: var(--warn);
      }
      .quiet {
        color: var(--text-quiet);
      }
      .bad {
        color: var(--bad);
      }
      .row {
        display: flex;
        gap: 8px;
      }
      .message {
        grid-column: 1 / -1;
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 8px;
      }
      @media (max-width: 900px) {
        :host {
          display: block;
          overflow: auto;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.categories = [];
    this.side = 'preview';
    this.closing = false;
    this.scheduling = false;
    this.publishing = 'drafts';
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.#keyed);
    publishingOf(this.#console.value!.session).then((publishing) => {
      this.publishing = publishing;
    });
    listCategories().then(
      (categories) => {
        this.categories = categories;
      },
      () => {},
    );
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#keyed);
    this.#unguard?.();
  }

  override willUpdate() {
    const id = this.query.get('id');
    if (id !== this.#opened) {
      this.#opened = id;
      // A store that was just made gets its address; it is open already.
      if (id === null || id !== this.#draft.id) void this.#draft.open(id ?? undefined);
    }
    if (this.#draft.changed) this.#unguard ??= this.#console.value!.guard(() => this.#mayLeave());
    else {
      this.#unguard?.();
      this.#unguard = undefined;
    }
  }

  override render() {
    const { language, session, go } = this.#console.value!;
    const words = editorWords[language];
    const draft = this.#draft;
    const { store, fields, failure } = draft;
    if (this.query.has('id') && !store) {
      return html`<div class="message" role="status">
        ${
          failure?.status === 404
            ? html`<strong>${words.notFound}</strong><span class="quiet">${words.notFoundMore}</span>`
            : failure
              ? html`<strong>${failureText(failure, language)}</strong>
                  <button @click=${() => draft.open(draft.id)}>${storeWords[language].retry}</button>`
              : storeWords[language].loading
        }
        <span class="row">
          ${
            failure?.status === 404
              ? html`<button @click=${() => go('activity')}>${words.lookForDeleted}</button>`
              : nothing
          }
          <button @click=${this.#back}>${words.back}</button>
        </span>
      </div>`;
    }
    return html`
      <div class="head">
        <button class="plain" @click=${this.#back}>
          <wa-icon name="chevron-left"></wa-icon>${words.back}
        </button>
        <h2>${store ? [fields.name, fields.branch].filter(Boolean).join(' · ') : words.newStore}</h2>
        ${store ? html`<span class="quiet">${storeWords[language].status[store.status]}</span>` : nothing}
        ${store?.unpublished && store.published ? html`<span class="quiet">${storeWords[language].edited}</span>` : nothing}
        <span class="spring"></span>
        ${
          store?.published
            ? html`<a class="button" href="/s/${store.id}" target="_blank" rel="noopener">${words.openPage}</a>`
            : nothing
        }
        ${store && session.may('publish') ? this.#actions() : nothing}
      </div>
      <div class="form">
        ${this.#notes()}
        <store-form
          .language=${language}
          .fields=${fields}
          .storeId=${store?.id}
          .was=${store?.fields.position}
          .faults=${draft.faults}
          .categories=${this.categories}
          ?readonly=${!session.may('edit')}
          @fields-change=${({ change }: FieldsChangeEvent) => draft.change(change)}
        ></store-form>
      </div>
      <div class="side">
        <div class="tabs" role="tablist">
          ${(['preview', 'changes', 'history'] as const).map(
            (side) => html`<button
              role="tab"
              aria-selected=${this.side === side}
              ?disabled=${side === 'history' && !store}
              @click=${() => {
                this.side = side;
              }}
            >
              ${{ preview: words.preview, changes: words.changes, history: words.history }[side]}
            </button>`,
          )}
        </div>
        <div role="tabpanel">${this.#sidePanel()}</div>
      </div>
      ${session.may('edit') ? this.#foot() : nothing}
      <merge-dialog
        .reader=${this.#reader}
        .merge=${draft.merge}
        @merge-chosen=${({ ours }: MergeEvent) => draft.resolve(ours)}
      ></merge-dialog>
      <closure-dialog
        .language=${language}
        ?shown=${this.closing}
        @closure-given=${({ closure }: ClosureGivenEvent) => {
          this.closing = false;
          void draft.act('/closure', 'PUT', closure);
        }}
      ></closure-dialog>
      <publish-later
        .language=${language}
        ?shown=${this.scheduling}
        @publish-later=${({ at }: PublishLaterEvent) => {
          this.scheduling = false;
          void this.#publish(at);
        }}
      ></publish-later>
    `;
  }

  #notes() {
    const { language, session } = this.#console.value!;
    const words = editorWords[language];
    const { store } = this.#draft;
    const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    const { plan } = store ?? {};
    const closure = store?.published?.closure;
    return html`
      ${this.#draft.restored ? html`<p class="note">${words.restored}</p>` : nothing}
      ${
        closure
          ? html`<p class="note">
              ${words.closedFrom(
                when.format(new Date(closure.from)),
                closure.until ? words.untilWhen(when.format(new Date(closure.until))) : words.untilOpenEnd,
              )}
              ${
                session.may('publish')
                  ? html`<button class="plain" @click=${() => this.#draft.act('/closure', 'DELETE')}>
                      ${words.endClosure}
                    </button>`
                  : nothing
              }
            </p>`
          : nothing
      }
      ${
        plan?.review === 'requested'
          ? html`<p class="note">
              ${words.waits(plan.by.name)}${plan.note ? `：${plan.note}` : nothing}
              ${
                session.may('publish')
                  ? html`<button class="plain" @click=${() => this.#draft.act('/review', 'POST', { decision: 'approve' })}>${words.approve}</button>
                      <button class="plain" @click=${this.#giveBack}>${words.giveBack}</button>`
                  : nothing
              }
            </p>`
          : plan?.review === 'returned'
            ? html`<p class="note">${words.returnedBy(plan.by.name, plan.note ?? '')}</p>`
            : plan?.publishAt
              ? html`<p class="note">${words.scheduled(when.format(new Date(plan.publishAt)))}</p>`
              : nothing
      }
    `;
  }

  #actions() {
    const { language } = this.#console.value!;
    const words = editorWords[language];
    const { store } = this.#draft;
    return html`<button
        @click=${() => {
          this.closing = true;
        }}
        ?disabled=${!store?.published}
      >
        ${words.closeTemporarily}
      </button>
      <wa-dropdown @wa-select=${this.#acted}>
        <button slot="trigger">${words.actions}<wa-icon name="chevron-down"></wa-icon></button>
        ${
          store?.status === 'closed'
            ? html`<wa-dropdown-item value="reopen">${words.reopen}</wa-dropdown-item>`
            : html`<wa-dropdown-item value="close">${words.closeStore}</wa-dropdown-item>`
        }
        <wa-dropdown-item value="remove" variant="danger">${words.remove}</wa-dropdown-item>
      </wa-dropdown>`;
  }

  #sidePanel() {
    const { language, session } = this.#console.value!;
    const words = editorWords[language];
    const { store, fields, changes } = this.#draft;
    switch (this.side) {
      case 'preview':
        return html`<store-preview
          .language=${language}
          .fields=${fields}
          .storeId=${store?.id}
        ></store-preview>`;
      case 'changes':
        return html`${changesTable(changes, this.#reader)}
          ${
            store?.published
              ? html`<h3>${words.draftChanges}</h3>
                  ${store.changes.length === 0 ? html`<p class="quiet">${words.noChanges}</p>` : changesTable(store.changes, this.#reader)}`
              : nothing
          }`;
      case 'history':
        return html`<store-history
          .reader=${this.#reader}
          .store=${store?.id ?? ''}
          .version=${store?.version ?? 0}
          ?mayEdit=${session.may('edit')}
          @version-restore=${({ version }: RestoreEvent) => this.#restore(version)}
        ></store-history>`;
    }
  }

  #foot() {
    const { language } = this.#console.value!;
    const words = editorWords[language];
    const draft = this.#draft;
    const { publishing } = this;
    const nothingToDo = draft.busy || (!draft.changed && draft.store !== undefined);
    const nothingToPublish = draft.busy || (!draft.changed && draft.store?.unpublished === false);
    return html`<div class="foot">
      <button aria-label=${words.undo} title=${words.undo} ?disabled=${!draft.canUndo} @click=${() => draft.undo()}>
        <wa-icon name="undo"></wa-icon>
      </button>
      <button aria-label=${words.redo} title=${words.redo} ?disabled=${!draft.canRedo} @click=${() => draft.redo()}>
        <wa-icon name="redo"></wa-icon>
      </button>
      ${
        draft.changed
          ? html`<button class="plain" @click=${() => draft.discardChanges()}>${words.discard}</button>`
          : draft.store?.published && draft.store.unpublished
            ? html`<button class="plain" @click=${() => draft.act('/draft', 'DELETE')}>${words.discardDraft}</button>`
            : nothing
      }
      ${
        draft.failure && !draft.merge && draft.failure.status !== 401
          ? html`<span class="bad" role="alert">${failureText(draft.failure, language)}</span>`
          : nothing
      }
      <span class="spring"></span>
      ${draft.store?.published ? html`<small class="quiet">${words.live}</small>` : nothing}
      <button
        class=${publishing === 'drafts' ? 'primary' : ''}
        ?disabled=${nothingToDo}
        @click=${this.#save}
      >
        ${words.saveDraft}
      </button>
      ${
        publishing === 'publishes'
          ? html`<button
              ?disabled=${nothingToPublish}
              @click=${() => {
                this.scheduling = true;
              }}
            >
              ${words.publishAt}
            </button>`
          : nothing
      }
      ${
        publishing === 'drafts'
          ? nothing
          : html`<button class="primary" ?disabled=${nothingToPublish} @click=${() => this.#publish()}>
              ${publishing === 'publishes' ? words.publish : words.requestReview}
            </button>`
      }
    </div>`;
  }

  get #reader(): FieldReader {
    const { language } = this.#console.value!;
    return { language, categories: categoryNames(this.categories, language) };
  }

  readonly #back = () => this.#console.value!.go(listAddress());

  async #restore(version: number) {
    const { language, tell } = this.#console.value!;
    const words = editorWords[language];
    if (!(await this.#draft.act('/restore', 'POST', { version }))) return;
    const operation = this.#draft.store?.operation;
    const undo = async () => {
      const isBack = operation && (await this.#draft.takeBack(operation));
      tell(isBack ? { text: words.takenBack } : { kind: 'failed', text: words.notTakenBack });
    };
    tell({
      text: words.restoredVersion(version),
      ...(operation ? { action: { label: words.undo, run: () => void undo() } } : {}),
    });
  }

  async #save() {
    const { language, tell } = this.#console.value!;
    if (!(await this.#draft.save())) return;
    tell({ text: editorWords[language].saved });
    this.#settle();
  }

  async #publish(at?: string) {
    const { language, tell } = this.#console.value!;
    const words = editorWords[language];
    if (!(await this.#draft.publish(at))) return;
    const plan = this.#draft.store?.plan;
    const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    tell({
      text: plan?.publishAt
        ? words.scheduled(when.format(new Date(plan.publishAt)))
        : plan?.review === 'requested'
          ? words.requested
          : words.published,
    });
    this.#settle();
  }

  /** A new store has an address now. */
  #settle() {
    const { id } = this.#draft;
    if (id !== undefined && this.query.get('id') !== id) this.#console.value!.go(`store?id=${id}`);
  }

  async #mayLeave(): Promise<boolean> {
    const { language, ask } = this.#console.value!;
    const words = editorWords[language];
    const answer = await ask({
      title: words.unsaved,
      text: words.unsavedMore,
      yes: words.leave,
      no: words.stay,
    });
    return answer !== undefined;
  }

  async #giveBack() {
    const { language, ask } = this.#console.value!;
    const words = editorWords[language];
    const line = { label: words.giveBackNote, maxLength: 500 };
    const note = await ask({ title: words.giveBack, yes: words.giveBack, line });
    if (note) await this.#draft.act('/review', 'POST', { decision: 'return', note });
  }

  async #acted(event: Chosen) {
    const { language, ask, tell, go } = this.#console.value!;
    const words = editorWords[language];
    const { value } = event.detail.item;
    if (value === 'close' || value === 'reopen') await this.#draft.act(`/${value}`, 'POST');
    else if (value === 'remove') {
      const title = words.removeSure(this.#draft.fields.name);
      const sure = await ask({ title, text: words.removeMore, yes: words.remove, isGrave: true });
      if (sure === undefined || !(await this.#draft.act('', 'DELETE'))) return;
      this.#draft.discardChanges();
      tell({ text: words.removed });
      go(listAddress());
    }
  }

  readonly #keyed = (event: KeyboardEvent) => {
    const path = event.composedPath().filter((one): one is HTMLElement => one instanceof HTMLElement);
    if (event.defaultPrevented || path.some(({ localName }) => localName === 'wa-dialog')) return;
    const [field] = path;
    const isWritten = field?.matches('input:not([type=checkbox]):not([type=radio]), textarea') === true;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (!this.#console.value!.session.may('edit')) return;
      if (key === 's' || key === 'enter') {
        // A field tells of its change when it is left.
        if (isWritten) {
          field!.blur();
          field!.focus();
        }
        if (key === 's') void this.#save();
        else if (this.publishing !== 'drafts') void this.#publish();
      } else if (isWritten) return;
      else if (key === 'y' || (key === 'z' && event.shiftKey)) this.#draft.redo();
      else if (key === 'z') this.#draft.undo();
      else return;
    } else if (key !== 'escape' || path.some(({ localName }) => HAVE_ESCAPE.has(localName))) return;
    else if (isWritten) field!.blur();
    else this.#back();
    event.preventDefault();
  };
}

customElements.define('store-view', StoreView);
