import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { css, html, LitElement } from 'lit';
import { editorWords } from '../../locale/console/editor-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import type { Merge } from './draft-fields.ts';
import { type FieldReader, fieldName, valueText } from './field-changes.ts';

/** It was chosen whose fields hold: those named are ours. */
export class MergeEvent extends Event {
  readonly ours: ReadonlySet<string>;
  constructor(ours: ReadonlySet<string>) {
    super('merge-chosen');
    this.ours = ours;
  }
}

/**
 * Two people changed one store: what they changed differently, field by field, to be chosen from.
 * @fires merge-chosen  MergeEvent
 */
export class MergeDialog extends LitElement {
  static override properties = { reader: { attribute: false }, merge: { attribute: false } };
  declare reader: FieldReader;
  declare merge: Merge | undefined;

  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      form {
        display: grid;
        gap: 12px;
      }
      p {
        margin: 0;
      }
      fieldset {
        display: grid;
        gap: 4px;
        margin: 0;
        border: 1px solid var(--line);
        border-radius: 6px;
      }
      label {
        display: flex;
        gap: 8px;
        overflow-wrap: anywhere;
      }
      footer {
        display: flex;
        justify-content: flex-end;
      }
    `,
  ];

  override render() {
    const words = editorWords[this.reader.language];
    const conflicts = this.merge?.conflicts ?? [];
    return html`<wa-dialog label=${words.mergeTitle} ?open=${this.merge !== undefined} without-header-close>
      <form @submit=${this.#submit}>
        <p>${conflicts.length === 0 ? words.mergeNone : words.mergeMore}</p>
        ${conflicts.map(
          ({ pointer, from, to }) => html`<fieldset>
            <legend>${fieldName(pointer, words)}</legend>
            <label
              ><input type="radio" name=${pointer} value="ours" checked />${words.mine}：${valueText(pointer, to, this.reader)}</label
            >
            <label><input type="radio" name=${pointer} value="theirs" />${words.theirs}：${valueText(pointer, from, this.reader)}</label>
          </fieldset>`,
        )}
        <footer><button class="primary">${words.merge}</button></footer>
      </form>
    </wa-dialog>`;
  }

  #submit(event: SubmitEvent) {
    event.preventDefault();
    const chosen = new FormData(event.target as HTMLFormElement);
    const ours = [...chosen].flatMap(([pointer, side]) => (side === 'ours' ? [pointer] : []));
    this.dispatchEvent(new MergeEvent(new Set(ours)));
  }
}

customElements.define('merge-dialog', MergeDialog);
