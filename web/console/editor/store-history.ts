import { Task } from '@lit/task';
import { css, html, LitElement, nothing } from 'lit';
import type { FieldChange } from '../../../shared/store-changes.ts';
import { ops } from '../../api/ops.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { shellWords } from '../../locale/console/shell-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { failureText } from '../failure-text.ts';
import { changesStyles } from './changes-styles.ts';
import { changesTable, type FieldReader } from './field-changes.ts';

/** A version is to be brought back. */
export class RestoreEvent extends Event {
  readonly version: number;
  constructor(version: number) {
    super('version-restore', { bubbles: true, composed: true });
    this.version = version;
  }
}

type Version = {
  readonly version: number;
  readonly fields: unknown;
  readonly changes: readonly FieldChange[];
  readonly at: string;
  readonly by: { readonly name: string };
};

/**
 * What a store was, newest first: who changed what, and when.
 * @fires version-restore  RestoreEvent
 */
export class StoreHistory extends LitElement {
  static override properties = {
    reader: { attribute: false },
    store: {},
    version: { type: Number },
    mayEdit: { type: Boolean },
  };
  declare reader: FieldReader;
  /** Its id. */
  declare store: string;
  /** The current one: another one means that there is more history. */
  declare version: number;
  declare mayEdit: boolean;

  readonly #versions = new Task(this, {
    args: () => [this.store, this.version] as const,
    task: async ([store], { signal }) =>
      (await ops<{ versions: Version[] }>(`/stores/${store}/versions`, { signal })).body.versions,
  });

  static override styles = [
    baseStyles,
    buttonStyles,
    changesStyles,
    css`
      ol {
        display: grid;
        gap: 10px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding: 10px 12px;
        border: 1px solid var(--line);
        border-radius: 6px;
        background: var(--surface);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .quiet {
        flex: 1;
        color: var(--text-quiet);
      }
    `,
  ];

  override render() {
    const { language } = this.reader;
    const words = editorWords[language];
    const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    return this.#versions.render({
      pending: () => html`<p role="status">${shellWords[language].loading}</p>`,
      error: (error) => html`<p role="alert">${failureText(error, language)}</p>`,
      complete: (versions) =>
        versions.length === 0
          ? html`<p>${words.noHistory}</p>`
          : html`<ol>
              ${versions.map(
                ({ version, fields, changes, at, by }) => html`<li>
                  <header>
                    <strong>${words.versionOf(version)}</strong>
                    <span class="quiet">${by.name} · ${when.format(new Date(at))}</span>
                    ${
                      this.mayEdit && fields && version !== this.version
                        ? html`<button @click=${() => this.dispatchEvent(new RestoreEvent(version))}>
                            ${words.restore}
                          </button>`
                        : nothing
                    }
                  </header>
                  ${fields ? changesTable(changes, this.reader) : words.removedVersion}
                </li>`,
              )}
            </ol>`,
    });
  }
}

customElements.define('store-history', StoreHistory);
