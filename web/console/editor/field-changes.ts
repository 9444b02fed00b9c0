import { html, nothing } from 'lit';
import type { FieldChange } from '../../../shared/store-changes.ts';
import type { EditorWords } from '../../locale/console/editor-words.ts';

/** What a field is called, by its pointer. */
export function fieldName(pointer: string, words: EditorWords): string {
  const name = pointer.split('/').at(-1) ?? '';
  return words.fields[name as keyof EditorWords['fields']] ?? name;
}

/** A value as people read it. */
export function valueText(value: unknown, words: EditorWords): string {
  if (value === undefined || value === null || value === '') return words.empty;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((one) => valueText(one, words)).join('、') || words.empty;
  if (typeof value === 'object') {
    return Object.values(value)
      .map((one) => valueText(one, words))
      .join(' ');
  }
  return String(value);
}

/** Fields that differ, before and after. */
export const changesTable = (changes: readonly FieldChange[], words: EditorWords) =>
  changes.length === 0
    ? nothing
    : html`<table class="changes">
        <thead>
          <tr>
            <td></td>
            <th scope="col">${words.from}</th>
            <th scope="col">${words.to}</th>
          </tr>
        </thead>
        <tbody>
          ${changes.map(
            ({ pointer, from, to }) => html`<tr>
              <th scope="row">${fieldName(pointer, words)}</th>
              <td><del>${valueText(from, words)}</del></td>
              <td><ins>${valueText(to, words)}</ins></td>
            </tr>`,
          )}
        </tbody>
      </table>`;
