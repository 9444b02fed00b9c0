import { html, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import type { Closure, OpeningException, WirePosition } from '../../../shared/store.ts';
import type { FieldChange } from '../../../shared/store-changes.ts';
import { type EditorWords, editorWords } from '../../locale/console/editor-words.ts';
import { storeWords } from '../../locale/console/store-words.ts';

/** Whom fields are read out to. */
export type FieldReader = {
  readonly language: Language;
  /** Names of categories by id; one that it lacks is called by its id. */
  readonly categories: ReadonlyMap<string, string>;
};

/** What a field is called, by its pointer. */
export function fieldName(pointer: string, words: EditorWords): string {
  const name = pointer.split('/').at(-1) ?? '';
  return words.fields[name as keyof EditorWords['fields']] ?? name;
}

/** A field's value as people read it; a line for each of what is more than a word. */
export function valueText(pointer: string, value: unknown, reader: FieldReader): string {
  const { language, categories } = reader;
  const words = editorWords[language];
  if (value === undefined || value === null || value === '') return words.empty;
  // What stands at a pointer has the shape that the schema gives it there.
  switch (pointer) {
    case '/categories':
      return listed(
        (value as string[]).map((id) => categories.get(id) ?? id),
        words,
      );
    case '/exceptions':
      return (value as OpeningException[]).map((day) => dayText(day, words)).join('\n') || words.empty;
    case '/closure':
      return closureText(value as Closure, reader);
    case '/position': {
      const { longitude, latitude, datum } = value as WirePosition;
      return `${longitude}, ${latitude} (${words.datums[datum]})`;
    }
    case '/linkTo':
      return words.linkTo[value as keyof EditorWords['linkTo']];
    case '/status':
      return storeWords[language].status[value as 'draft'];
    case '/confirmedAt':
      return moment(String(value), language);
  }
  if (Array.isArray(value)) return listed(value.map(String), words);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Fields that differ, before and after; after alone where there was nothing before. */
export function changesTable(changes: readonly FieldChange[], reader: FieldReader) {
  const words = editorWords[reader.language];
  const rows = changes
    .map(changedPart)
    .map(({ pointer, from, to }) => ({
      name: fieldName(pointer, words),
      from: valueText(pointer, from, reader),
      to: valueText(pointer, to, reader),
    }))
    .filter(({ from, to }) => from !== to);
  if (rows.length === 0) return nothing;
  const isNew = rows.every(({ from }) => from === words.empty);
  return html`<table class="changes">
    <thead>
      <tr>
        <td></td>
        ${isNew ? nothing : html`<th scope="col">${words.from}</th>`}
        <th scope="col">${words.to}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ name, from, to }) => html`<tr>
          <th scope="row">${name}</th>
          ${isNew ? nothing : html`<td><del>${from}</del></td>`}
          <td><ins>${to}</ins></td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Of special days only those that differ: a store may have hundreds. */
function changedPart(change: FieldChange): FieldChange {
  if (change.pointer !== '/exceptions') return change;
  const [from, to] = [change.from, change.to].map((days) => (days ?? []) as OpeningException[]);
  const others = (days: OpeningException[], known: OpeningException[]) => {
    const kept = new Set(known.map((day) => JSON.stringify(day)));
    return days.filter((day) => !kept.has(JSON.stringify(day)));
  };
  return { ...change, from: others(from!, to!), to: others(to!, from!) };
}

const listed = (names: readonly string[], words: EditorWords) => names.join(words.comma) || words.empty;

function dayText({ date, openingHours, note }: OpeningException, words: EditorWords): string {
  const hours = openingHours === 'off' ? words.exceptionClosed : openingHours;
  return [date, hours, note].filter(Boolean).join(' ');
}

function closureText({ from, until, reason }: Closure, { language }: FieldReader): string {
  const words = editorWords[language];
  const end = until ? words.untilWhen(moment(until, language)) : words.untilOpenEnd;
  const text = words.closedFrom(moment(from, language), end);
  return reason ? `${text}${words.comma}${reason}` : text;
}

const moment = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
