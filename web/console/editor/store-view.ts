import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { ContextConsumer } from '@lit/context';
import { html, LitElement, nothing } from 'lit';
import { categoryNames, type ListedCategory, listCategories } from '../../api/categories.ts';
import { KeptValues } from '../../elements/kept-values.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { storeWords } from '../../locale/console/store-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { consoleContext } from '../console-context.ts';
import { type Publishing, publishingOf } from '../publishing.ts';
import '../stores/closure-dialog.ts';
import type { ClosureGivenEvent } from '../stores/closure-dialog.ts';
import { listAddress } from '../stores/list-place.ts';
import { EditorKeys } from './editor-keys.ts';
import type { FieldReader } from './field-changes.ts';
import './merge-dialog.ts';
import type { MergeEvent } from './merge-dialog.ts';
import './publish-later.ts';
import type { PublishLaterEvent } from './publish-later.ts';
import { storeActions } from './store-actions.ts';
import { StoreDraft } from './store-draft.ts';
import { storeFoot } from './store-foot.ts';
import './store-form.ts';
import type { FieldsChangeEvent } from './store-form.ts';
import type { RestoreEvent } from './store-history.ts';
import { storeMissing } from './store-missing.ts';
import { storeNotes } from './store-notes.ts';
import './store-side.ts';
import { messageStyles } from '../message-styles.ts';
import { storeViewStyles } from './store-view-styles.ts';

/** One store: its form, how it is going to look, what differs from what is live, and what it was. */
export class StoreView extends LitElement {
  static override properties = {
    query: { attribute: false },
    categories: { state: true },
    publishing: { state: true },
  };
  /** Of the address: `id`; absent for a new store. */
  declare query: URLSearchParams;
  declare categories: readonly ListedCategory[];
  declare publishing: Publishing;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #draft = new StoreDraft(this, new KeptValues(() => sessionStorage));
  #opened: string | null | undefined;
  #unguard: (() => void) | undefined;

  static override styles = [baseStyles, buttonStyles, messageStyles, storeViewStyles];

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.categories = [];
    this.publishing = 'drafts';
    this.addController(
      new EditorKeys({
        save: () => this.#maySave && this.#save(),
        publish: () => this.#maySave && this.publishing !== 'drafts' && this.#publish(),
        undo: () => this.#draft.undo(),
        redo: () => this.#draft.redo(),
        leave: () => this.#back(),
      }),
    );
  }

  override connectedCallback() {
    super.connectedCallback();
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
      return storeMissing({
        language,
        failure,
        retry: () => void draft.open(draft.id),
        go,
        back: this.#back,
      });
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
        ${
          store && session.may('edit')
            ? storeActions({
                language,
                store,
                mayPublish: session.may('publish'),
                closeTemporarily: () => this.renderRoot.querySelector('closure-dialog')!.open(),
                close: () => this.#act('/close', 'POST', words.closedForGood),
                reopen: () => this.#act('/reopen', 'POST', words.reopened),
                remove: () => this.#remove(),
              })
            : nothing
        }
      </div>
      <div class="form">
        ${storeNotes({
          language,
          draft,
          mayPublish: session.may('publish'),
          mayEdit: session.may('edit'),
          endClosure: () => this.#act('/closure', 'DELETE', words.openAgain),
          giveBack: () => this.#giveBack(),
        })}
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
      <store-side
        .reader=${this.#reader}
        .draft=${draft}
        .publicId=${store?.id}
        .fields=${fields}
        .version=${store?.version ?? 0}
        ?mayEdit=${session.may('edit')}
        @version-restore=${({ version }: RestoreEvent) =>
          this.#act('/restore', 'POST', words.restoredVersion(version), { version })}
      ></store-side>
      ${
        session.may('edit')
          ? storeFoot({
              language,
              draft,
              publishing: this.publishing,
              save: () => this.#save(),
              publish: () => this.#publish(),
              publishLater: () => this.renderRoot.querySelector('publish-later')!.open(),
            })
          : nothing
      }
      <merge-dialog
        .reader=${this.#reader}
        .merge=${draft.merge}
        @merge-chosen=${({ ours }: MergeEvent) => draft.resolve(ours)}
      ></merge-dialog>
      <closure-dialog
        .language=${language}
        @closure-given=${({ closure }: ClosureGivenEvent) =>
          this.#act('/closure', 'PUT', words.closedNow, closure)}
      ></closure-dialog>
      <publish-later
        .language=${language}
        @publish-later=${({ at }: PublishLaterEvent) => this.#publish(at)}
      ></publish-later>
    `;
  }

  get #maySave(): boolean {
    return this.#console.value!.session.may('edit') && !this.#draft.busy;
  }

  get #reader(): FieldReader {
    const { language } = this.#console.value!;
    return { language, categories: categoryNames(this.categories, language) };
  }

  readonly #back = () => this.#console.value!.go(listAddress());

  /** Something that the service does to the store, live at once; it can be taken back. */
  async #act(path: string, method: 'POST' | 'PUT' | 'DELETE', text: string, body?: unknown) {
    const { language, tell } = this.#console.value!;
    const words = editorWords[language];
    if (!(await this.#draft.act(path, method, body))) return;
    const operation = this.#draft.store?.operation;
    const undo = async () => {
      const isBack = operation && (await this.#draft.takeBack(operation));
      tell(isBack ? { text: words.takenBack } : { kind: 'failed', text: words.notTakenBack });
    };
    tell({ text, ...(operation ? { action: { label: words.undo, run: () => void undo() } } : {}) });
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

  async #remove() {
    const { language, ask, tell, go } = this.#console.value!;
    const words = editorWords[language];
    const title = words.removeSure(this.#draft.fields.name);
    const sure = await ask({ title, text: words.removeMore, yes: words.remove, isGrave: true });
    if (sure === undefined || !(await this.#draft.act('', 'DELETE'))) return;
    this.#draft.discardChanges();
    tell({ text: words.removed });
    go(listAddress());
  }
}

customElements.define('store-view', StoreView);
